"""The foot of a slide: the talk, the date, its section and its number."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace
from tests.layout.factories import (
    BODY,
    CHROME,
    FOOTER,
    NUMBER,
    SPAN,
    laid_out_slide,
    layout,
    look,
    prose,
    region,
    slide,
    source,
    talk,
    text,
    theme,
)
from tests.layout.factories import (
    box as px,
)
from tests.solved import line_counts

from diptych.layout.foot import FootWords, ticked_sections
from diptych.layout.foot_frames import foot_of, number_frame
from diptych.layout.page_numbers import PageNumber, page_numbers
from diptych.model.deck import Foot, Section
from diptych.model.drawn_shapes import Rectangle
from diptych.model.text import Run
from diptych.model.text_frame import TextFrame
from diptych.model.theme import Layout

LAYOUT = layout("body", BODY, *CHROME)


def foot(title: str, number: int = 7, on: Layout = LAYOUT) -> list[TextFrame]:
    using = theme(on, LAYOUT)
    footer = foot_of(words(title), on.name, using, "en")
    shown = number_frame(PageNumber(number, str(number)), SPAN, on, using, "en")
    return [one for one in (*footer, shown) if isinstance(one, TextFrame)]


def words(title: str = "A talk", **changes: Any) -> FootWords:
    return FootWords(text(title), dates=("",), sections=(), current=0)._replace(**changes)


def test_the_foot_has_the_talks_title_and_the_slides_number() -> None:
    footer, number = foot("A talk")
    assert (footer.role, footer.box, footer.paragraphs[0].runs) == (
        "footer",
        FOOTER.box,
        (Run("A talk"),),
    )
    assert (number.role, number.box, number.paragraphs[0].align) == ("number", NUMBER.box, "right")
    assert number.paragraphs[0].runs == (Run("7", role="slide-number"),)


def test_the_date_has_a_place_of_its_own() -> None:
    at = region("date", "date", at=px(680, 680, 200, 16), styles=[look("footer", 9)])
    on = layout("dated", BODY, FOOTER, at)
    said, using = words(dates=("23 November 2026",)), theme(on, LAYOUT)
    (_, date) = foot_of(said, "dated", using, "en")
    assert isinstance(date, TextFrame)
    assert (date.role, date.box) == ("date", at.box)
    assert date.paragraphs[0].runs == (Run("23 November 2026"),)
    assert len(foot_of(said, LAYOUT.name, using, "en")) == 1


@pytest.mark.parametrize(
    ("wide", "shown"), [(200, "23 November 2026"), (70, "23 Nov 2026"), (44, "23 Nov…")]
)
def test_a_date_is_written_shorter_where_there_is_less_room(wide: int, shown: str) -> None:
    at = region("date", "date", at=px(680, 680, wide, 16), styles=[look("footer", 9)])
    on = layout("dated", BODY, FOOTER, at)
    said = words(dates=("23 November 2026", "23 Nov 2026"))
    (_, date) = foot_of(said, "dated", theme(on, LAYOUT), "en")
    assert isinstance(date, TextFrame)
    assert date.paragraphs[0].runs == (Run(shown),)


TICKS = replace(
    region("sections", "sections", at=px(800, 690, 264, 4), styles=[look("footer", 9)]),
    align="right",
)


def ticks(*sections: str, current: int = 0) -> list[Rectangle]:
    on = layout("ticked", BODY, TICKS)
    said = words("", sections=sections, current=current)
    made = foot_of(said, "ticked", theme(on, LAYOUT), "en")
    return [one for one in made if isinstance(one, Rectangle)]


def test_each_section_has_a_tick_and_the_present_one_says_its_title() -> None:
    made = ticks("One", "Two", "Three", current=1)
    assert [(one.section, one.alt) for one in made] == [("One", ""), ("Two", "Two"), ("Three", "")]
    assert [one.box.x / 9525 for one in made] == [968, 1002, 1036]
    assert {one.box.width / 9525 for one in made} == {28}
    assert made[-1].box.right == TICKS.box.right


def test_many_ticks_are_shorter_and_too_many_are_left_out() -> None:
    made = ticks(*(str(number) for number in range(20)))
    assert len(made) == 20
    assert made[0].box.x >= TICKS.box.x
    assert made[-1].box.right <= TICKS.box.right
    assert ticks(*(str(number) for number in range(40))) == []


def test_ticks_are_for_sections_with_a_title_before_the_end() -> None:
    def section(title: str, *, backup: bool = False) -> Section:
        return Section(text(title), (slide(backup=backup),))

    def titles_of(*sections: Section, has_ticks: bool = True) -> list[str]:
        made = replace(talk(), sections=sections, at_foot=Foot(has_ticks=has_ticks))
        return [one.title.plain for one in ticked_sections(made)]

    parts = (section("One"), section(""), section("Two"), section("Backup", backup=True))
    assert titles_of(*parts) == ["One", "Two"]
    assert titles_of(section("One")) == []
    assert titles_of(*parts, has_ticks=False) == []
    assert titles_of(*(section(str(number)) for number in range(201))) == []


def test_backups_are_counted_apart_and_the_others_without_them() -> None:
    kinds = (False, False, True, True, False)
    numbers = list(page_numbers(slide(backup=backup) for backup in kinds))
    assert [one.number for one in numbers] == [1, 2, 3, 4, 5]
    assert [one.shown for one in numbers] == ["1", "2", "B1", "B2", "3"]


def test_a_hidden_slide_keeps_its_number() -> None:
    numbers = page_numbers(slide(hidden=hidden) for hidden in (False, True, False))
    assert [one.shown for one in numbers] == ["1", "2", "3"]


def test_only_a_number_that_counts_pages_is_a_field() -> None:
    assert PageNumber(3, "3").run == Run("3", role="slide-number")
    assert PageNumber(4, "B1").run == Run("B1")
    assert PageNumber(5, "3").run == Run("3")


def test_a_layout_without_a_foot_has_none() -> None:
    assert foot("A talk", on=layout("bare", BODY)) == []


def test_a_talks_title_too_long_for_the_foot_ends_in_an_ellipsis() -> None:
    footer, _ = foot("A talk, " * 20)
    (run,) = footer.paragraphs[0].runs
    assert isinstance(run, Run)
    assert run.text.endswith("talk…")
    assert line_counts(footer) == (1,)
    assert len(run.text) > 80


def test_a_title_of_one_long_word_is_left_alone() -> None:
    footer, _ = foot("x" * 200)
    assert footer.paragraphs[0].runs == (Run("x" * 200),)


def test_what_stands_around_a_slide_is_read_around_its_body() -> None:
    laid_out, _ = laid_out_slide(slide(prose(), kicker=text("K"), sources=(source("a", "One"),)))
    assert [frame.role for frame in laid_out.frames] == [
        "title", "kicker", "text", "sources", "footer", "number",
    ]  # fmt: skip
