from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace
from tests.layout.factories import (
    BODY,
    CHROME,
    FOOTER,
    GAP,
    KICKER,
    NUMBER,
    PLAIN,
    SOURCES,
    SPAN,
    TITLE,
    WIDE,
    height,
    laid_out_slide,
    layout,
    lines,
    look,
    prose,
    region,
    runs,
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
from diptych.layout.headlines import title_frames
from diptych.layout.page_numbers import PageNumber, page_numbers
from diptych.layout.sources import source_frame
from diptych.model.deck import Foot, Section, Slide, Source
from diptych.model.drawn_shapes import Rectangle
from diptych.model.geometry import Emu, Pt, from_px
from diptych.model.text import Run, RunStyle
from diptych.model.text_frame import TextFrame
from diptych.model.theme import Decoration, Layout, Palette

LAYOUT = layout("body", BODY, *CHROME)


def titles(made: Slide, on: Layout = LAYOUT) -> tuple[list[TextFrame], list[str]]:
    frames, found = title_frames(made, on, PLAIN, "en")
    return list(frames), [one.message for one in found]


def sources(*given: Source, on: Layout = LAYOUT) -> TextFrame | None:
    return source_frame(slide(sources=given), on, PLAIN, "en")


# --------------------------------------------------------------------------------- title, kicker


def test_title_and_kicker_stand_in_their_regions_the_title_read_first() -> None:
    (title, kicker), found = titles(slide(kicker=text("Topic")))
    assert (title.role, title.box, kicker.role, kicker.box) == (
        "title",
        TITLE.box,
        "kicker",
        KICKER.box,
    )
    assert found == []


def test_words_of_a_title_that_stand_out_have_the_accent_of_its_mode() -> None:
    modes = {
        mode: Palette(roles={"accent": token}, block_styles=PLAIN.block_styles)
        for mode, token in (("light", "accent"), ("dark", "mist"))
    }
    using = replace(PLAIN, palettes=modes)
    accent = Run("this", RunStyle(bold=True, accent=True))
    made = replace(slide(), title=runs(Run("Look at "), accent))
    for mode, ground, color in (("light", "paper", "accent"), ("dark", "night", "mist")):
        on = replace(LAYOUT, mode=mode, background=ground)
        (frame, *_), _ = title_frames(made, on, using, "en")
        (*_, last) = frame.paragraphs[0].runs
        assert isinstance(last, Run)
        assert last.style.color == color


def test_a_title_that_is_not_shown_has_no_frame() -> None:
    assert titles(slide(show_title=False)) == ([], [])
    assert titles(slide(title="")) == ([], [])


def in_words(letters: int) -> str:
    """Return that many letters, in short words of which none begins at the end."""
    return ("x" * (letters % 5) + " xxxx" * (letters // 5)).strip()


# The title's box is 64 px high, which is 48 pt: one line of 32 pt, two of which are 85.333 px. It
# is 720 pt wide: 45 letters of 32 pt less a hundredth, 60 of 24 pt.


@pytest.mark.parametrize(("letters", "tall"), [(44, 64), (46, 85.333), (80, 85.333)])
def test_all_titles_have_one_size_and_a_second_line_makes_the_box_higher(
    letters: int, tall: float
) -> None:
    (title,), found = titles(slide(title=in_words(letters)))
    assert title.paragraphs[0].size == 32.0
    assert title.box.y == TITLE.box.y
    assert title.box.height == pytest.approx(from_px(tall), abs=10)
    assert found == []


def test_a_title_that_would_need_three_lines_is_set_at_its_floor_with_a_warning() -> None:
    (title,), found = titles(slide(title=in_words(100)))
    assert title.paragraphs[0].size == 24.0
    assert title.box == TITLE.box
    assert found == [
        "the title is set at 24 pt instead of 32 pt, as it is too long for two lines",
    ]


@pytest.mark.parametrize(("letters", "size"), [(130, 32), (150, 29)])
def test_a_title_in_a_box_for_several_lines_is_as_large_as_fits(letters: int, size: float) -> None:
    display = region("title", "title", at=px(64, 40, 960, 128), styles=[look("title", 32, 24)])
    (title,), found = titles(slide(title=in_words(letters)), layout("cover", display))
    assert (title.paragraphs[0].size, found) == (size, [])
    assert title.box == display.box


@pytest.mark.parametrize(("letters", "size"), [(44, 32), (50, 28), (59, 24)])
def test_a_title_is_set_smaller_rather_than_break_a_word(letters: int, size: float) -> None:
    display = region("title", "title", at=px(64, 40, 960, 128), styles=[look("title", 32, 24)])
    (title,), _ = titles(slide(title=f"A {'x' * letters}"), layout("cover", display))
    (paragraph,) = title.paragraphs
    assert paragraph.size == pytest.approx(size, abs=1)
    assert [line.start for line in paragraph.lines] == [0, 2]


def test_a_word_too_long_for_the_size_of_titles_is_a_warning() -> None:
    _, found = titles(slide(title="x" * 55))
    (message,) = found
    assert message.endswith("as it is too long for a line without breaking a word")


def test_lines_of_a_title_are_not_made_shorter_than_its_longest_word() -> None:
    (title,), _ = titles(slide(title=f"{'x' * 40} {'y' * 20}"))
    (paragraph,) = title.paragraphs
    assert [line.start for line in paragraph.lines] == [0, 41]


def test_a_title_is_set_smaller_where_a_line_of_the_layout_is_in_the_way_of_its_second() -> None:
    rule = Decoration(box=px(64, 108, 960, 4), color="ink")
    made = slide(title=in_words(60))
    (free,), _ = titles(made)
    (held,), found = titles(made, replace(LAYOUT, decorations=(rule,)))
    assert free.paragraphs[0].size == 32.0
    assert held.paragraphs[0].size == 24.0
    assert held.box == TITLE.box
    assert found == []


def test_the_lines_of_a_title_are_equally_long() -> None:
    ten = "ten letter words stand here in rows of which two are filled"
    (title,), _ = titles(slide(title=ten))
    (paragraph,) = title.paragraphs
    assert [ten[line.start : line.end] for line in paragraph.lines] == [
        "ten letter words stand here in",
        "rows of which two are filled",
    ]
    longest = max(line.width for line in paragraph.lines)
    assert longest <= title.box.width - title.slack <= longest * 1.05


def test_a_title_of_one_line_has_all_the_width() -> None:
    (title,), _ = titles(slide(title="One line"))
    assert title.slack == 0


def test_the_body_begins_below_a_title_of_two_lines() -> None:
    (one,) = lines_of_body(slide(prose("Text"), title=in_words(44)))
    (two,) = lines_of_body(slide(prose("Text"), title=in_words(60)))
    assert one.box.y == BODY.box.y
    assert two.box.y == pytest.approx(TITLE.box.y + from_px(85.333) + GAP, abs=10)
    assert two.box.bottom == one.box.bottom


def lines_of_body(made: Slide) -> list[TextFrame]:
    shown, _ = laid_out_slide(made)
    return [frame for frame in shown.frames if frame.role == "text"]


def test_a_title_that_fits_below_the_floor_is_set_there_with_a_warning() -> None:
    (title,), found = titles(slide(title=in_words(130)))
    assert title.paragraphs[0].size == 22.0
    assert found == ["the title is set at 22 pt instead of 32 pt, as it is too long for two lines"]
    display = region("title", "title", at=px(64, 40, 960, 128), styles=[look("title", 32, 24)])
    (title,), found = titles(slide(title=in_words(250)), layout("cover", display))
    assert title.paragraphs[0].size < 24.0
    assert len(found) == 1


@pytest.mark.parametrize(("letters", "said"), [(280, "3 lines"), (340, "4 lines")])
def test_a_title_that_fits_at_no_size_is_an_error(letters: int, said: str) -> None:
    made = slide(title=in_words(letters))
    (title,), found = titles(made)
    assert found == [f"title overflows by {said} at 24 pt"]
    assert title.paragraphs[0].size == 24.0
    _, (diagnostic,) = title_frames(made, LAYOUT, PLAIN, "en")
    assert (diagnostic.span, diagnostic.hint) == (made.title.span, "shorten the title")


def test_a_kicker_has_a_floor_too() -> None:
    _, found = titles(slide(kicker=text("x" * 200)))
    assert found == ["kicker overflows by 1 line at 12 pt"]


def test_a_title_must_fit_in_the_font_that_replaces_its_own() -> None:
    made = slide(title=in_words(44))
    frames, _ = title_frames(made, LAYOUT, theme(substitute=WIDE), "en")
    assert frames[0].paragraphs[0].size == 32.0
    assert line_counts(frames[0]) == (1,)
    assert frames[0].box.height == pytest.approx(from_px(85.333), abs=10)


def test_a_title_without_a_place_is_an_error() -> None:
    bare = layout("bare", BODY)
    frames, found = title_frames(slide(kicker=text("Topic")), bare, PLAIN, "en")
    assert frames == ()
    assert [(one.kind.name, one.message) for one in found] == [
        ("content-without-place", "layout `bare` has no place for a title"),
        ("content-without-place", "layout `bare` has no place for a kicker"),
    ]


# --------------------------------------------------------------------------------------- sources


def test_sources_stand_on_the_foot_of_their_region() -> None:
    frame = sources(source("a", "x" * 100), source("b", "Two"))
    assert frame is not None
    assert frame.box.bottom == SOURCES.box.bottom
    assert frame.box.height == height(18)
    assert [paragraph.block_id for paragraph in frame.paragraphs] == ["a", "b"]


def test_sources_stand_in_as_many_columns_as_have_each_on_one_line() -> None:
    several = [source(name, "x" * 20) for name in "abcde"]
    frame = sources(*several)
    assert frame is not None
    assert (frame.columns, frame.rows) == (3, 2)
    assert frame.box.height == height(18)
    parts = [[one.block_id for one in paragraphs] for _, paragraphs in frame.parted()]
    assert parts == [["a", "b"], ["c", "d"], ["e"]]
    baselines = [[one.lines[0].baseline for one in part] for _, part in frame.parted()]
    assert baselines[0] == baselines[1]
    assert baselines[2] == baselines[0][:1]


def test_sources_stand_below_the_columns_of_the_content_unless_that_takes_more_lines() -> None:
    content = Emu(SOURCES.box.x), Emu(SOURCES.box.x + from_px(600))
    two, four = ([source(name, "x" * 20) for name in names] for names in ("ab", "abcd"))
    frame = source_frame(slide(sources=two), LAYOUT, PLAIN, "en", content)
    assert frame is not None
    assert [box.x for box, _ in frame.parted()] == list(content)
    assert frame.box.right == SOURCES.box.right
    other = source_frame(slide(sources=four), LAYOUT, PLAIN, "en", content)
    assert other is not None
    assert (other.columns, other.box.width) == (4, SOURCES.box.width)


def test_fewer_sources_than_columns_stand_below_the_first_ones() -> None:
    step = from_px(301)
    content = [Emu(SOURCES.box.x + place) for place in (0, step, 2 * step + 1)]  # rounded
    two = [source(name, "x" * 10) for name in "ab"]
    frame = source_frame(slide(sources=two), LAYOUT, PLAIN, "en", content)
    assert frame is not None
    assert [box.x for box, _ in frame.parted()] == content[:2]


def test_a_source_too_long_for_a_column_puts_all_below_each_other() -> None:
    frame = sources(source("a", "x" * 300), source("b", "One"))
    assert frame is not None
    assert frame.columns == 1
    assert [box for box, _ in frame.parted()] == [frame.box]


def test_a_source_that_is_cited_begins_with_its_number() -> None:
    frame = sources(source("a", "One", 2, "https://a.org"), source("b", "Two"))
    assert frame is not None
    first, second = frame.paragraphs
    assert first.runs == (
        Run("2\u2002", RunStyle(bold=True)),
        Run("One", link="https://a.org"),
    )
    assert second.runs == (Run("Two"),)


def test_many_sources_rise_above_their_region_and_the_body_ends_above_them() -> None:
    many = tuple(source(f"s{number}", "x" * 100) for number in range(20))
    laid_out, found = laid_out_slide(slide(lines(8), sources=many))
    body, foot = (
        next(f for f in laid_out.frames if f.role == role) for role in ("text", "sources")
    )
    assert foot.box.height == height(180) > SOURCES.box.height
    assert body.box.bottom == foot.box.y - GAP
    assert found == []


def test_sources_that_leave_too_little_room_are_an_overflow_of_the_body() -> None:
    many = tuple(source(f"s{number}", "x" * 100) for number in range(20))
    _, found = laid_out_slide(slide(lines(12), sources=many))
    assert found == ["region `body` overflows by 3 lines at 18 pt"]


def test_sources_without_a_place_are_an_error() -> None:
    assert sources(source("a", "One"), on=layout("bare", BODY)) is None
    _, found = laid_out_slide(slide(layout="cover", sources=(source("a", "One"),)))
    assert found == ["layout `cover` has no place for the slide's sources"]


# ------------------------------------------------------------------------------------------ foot


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


def test_points_at_the_title_of_its_slide() -> None:
    made = slide(title="x" * 220)
    assert made.title.span == replace(SPAN, line=1)
    assert Emu(TITLE.box.height) == from_px(64)


def test_sources_that_would_reach_the_title_are_an_error() -> None:
    many = tuple(source(f"key-{number}", "x" * 100) for number in range(60))
    _, found = laid_out_slide(slide(sources=many))
    assert len(found) == 1
    assert found[0].startswith("region `sources` overflows by")


def test_a_floor_above_the_size_is_no_reason_to_fail() -> None:
    odd = replace(TITLE, styles=(replace(TITLE.styles[0], floor=Pt(TITLE.styles[0].size + 8)),))
    frames, found = titles(slide(title="Title"), layout("body", BODY, odd))
    assert [frame.paragraphs[0].size for frame in frames] == [TITLE.styles[0].size]
    assert found == []
