from __future__ import annotations

from collections.abc import Sequence

import pytest
from msgspec.structs import replace
from tests.layout.factories import (
    PLAIN,
    WIDE,
    height,
    look,
    style,
    text,
    theme,
)
from tests.solved import broken

from diptych.model.density import OWN, Density
from diptych.model.geometry import Emu, Pt, from_px, scaled
from diptych.model.paragraph import Paragraph
from diptych.model.text import LineBreak, Run
from diptych.model.theme import Theme
from diptych.typography.measured_text import MeasuredText, set_text

WIDTH = from_px(160)
"""Ten letters of 24 pt."""


def paragraph(words: str, *, space_before: float = 0.5) -> Paragraph:
    return style().paragraph(text(words), look("plain", 24, 12, space_before=space_before))


def measured(*words: str, using: Theme = PLAIN) -> MeasuredText:
    return set_text([paragraph(one) for one in words], using)


def shown(one: MeasuredText, width: Emu) -> list[int]:
    return [paragraph.line_count for paragraph in one.solved(width)]


def smaller(factor: float) -> Density:
    return Density(sizes={"plain": scaled(Pt(24), factor)})


def needed(one: MeasuredText, width: Emu, density: Density = OWN) -> int:
    return len(list(one.ends(width, density)))


@pytest.mark.parametrize(
    ("words", "is_shown", "is_needed"),
    [
        ("nine of 10", 1, 2),  # a hundredth of ten letters is what lets no tenth in
        ("nine of 9", 1, 1),
        ("nine lette rs of ten", 2, 3),
        ("가나다라마", 1, 2),
        ("가나다라 a", 1, 2),
        ("가나다라", 1, 1),
    ],
)
def test_needs_what_it_takes_with_a_margin(words: str, is_shown: int, is_needed: int) -> None:
    assert shown(measured(words), WIDTH) == [is_shown]
    assert needed(measured(words), WIDTH) == is_needed


def test_the_margin_is_four_hundredths_where_there_is_hangul() -> None:
    width = from_px(162)  # 2 in 162 are more than a hundredth and less than four
    assert needed(measured("nine of 10"), width) == 1
    assert needed(measured("nine of 가"), width) == 2
    assert needed(measured("nine of 가"), from_px(184)) == 1


def test_needs_what_it_takes_in_the_font_that_replaces_its_own() -> None:
    wide = theme(substitute=WIDE)
    assert shown(measured("ten letters", using=wide), from_px(200)) == [1]
    assert needed(measured("ten letters", using=wide), from_px(200)) == 2
    assert needed(measured("ten letters", using=PLAIN), from_px(200)) == 1


def test_letters_may_stand_closer() -> None:
    one = replace(paragraph("nine of ten let"), tracking=-0.1)
    (solved,) = set_text([one], PLAIN).solved(from_px(193))  # 15 letters of 0.4 em are 6 em
    assert broken(solved) == ("nine of ten let",)
    (line,) = solved.lines
    assert line.width == pytest.approx(from_px(192), abs=10)
    assert needed(set_text([replace(one, tracking=0.1)], PLAIN), from_px(192)) == 2


def test_has_no_space_above_its_first_paragraph() -> None:
    first, second = measured("a", "b").paragraphs
    assert (first.space_before, second.space_before) == (0.0, 12.0)
    assert measured("a", "b").height(WIDTH) == height(24 + 12 + 24)


def test_each_line_ends_a_line_height_below_the_one_above() -> None:
    one = measured("nine of 10", "b")
    assert [end for _, end in one.ends(WIDTH)] == [height(24), height(48), height(84)]
    assert [paragraph.block_id for paragraph, _ in one.ends(WIDTH)] == [None] * 3


def test_is_measured_once_for_every_density() -> None:
    one = measured("nine of 10", "b")
    assert needed(one, WIDTH, smaller(0.5)) == 2
    assert one.height(WIDTH, smaller(0.5)) == height(12 + 6 + 12)


def test_no_text_has_no_height() -> None:
    assert set_text((), PLAIN).height(WIDTH) == Emu(0)


@pytest.mark.parametrize("factor", [1.0, 0.925, 0.75, 0.6])
@pytest.mark.parametrize(
    "words", [["one two three four five six"], ["가나다 라마바사 아자", "x" * 30]]
)
def test_sizes_are_the_same_before_measuring_and_after(words: Sequence[str], factor: float) -> None:
    paragraphs = [paragraph(one) for one in words]
    density = smaller(factor)
    solved = [one.solved(density, b"") for one in paragraphs]
    after, before = set_text(paragraphs, PLAIN), set_text(solved, PLAIN)
    assert after.solved(WIDTH, density) == before.solved(WIDTH)
    assert after.height(WIDTH, density) == before.height(WIDTH)


# ------------------------------------------------------------------------------------ solved lines


def test_a_line_has_its_characters_its_width_and_its_baseline() -> None:
    (one,) = measured("nine lette rs of ten").solved(WIDTH)
    first, second = one.lines
    assert broken(one) == ("nine lette", "rs of ten")
    assert (first.start, first.end, second.start, second.end) == (0, 10, 11, 20)
    assert (first.width, second.width) == (from_px(160), from_px(144))
    # Ascent and descent, 0.9 and 0.3 em, stand in the middle of a line of 24 pt: 19.2 pt above.
    assert (first.baseline, second.baseline) == (height(19.2), height(43.2))


def test_baselines_go_on_below_the_space_between_paragraphs_at_every_density() -> None:
    first, second = measured("a", "b").solved(WIDTH)
    assert [first.lines[0].baseline, second.lines[0].baseline] == [height(19.2), height(55.2)]
    first, second = measured("a", "b").solved(WIDTH, smaller(0.5))
    assert [first.lines[0].baseline, second.lines[0].baseline] == [height(9.6), height(27.6)]


def test_a_break_of_the_authors_is_one_character_and_begins_a_line() -> None:
    runs = (Run("one"), LineBreak(), Run("two three "), LineBreak())
    (one,) = set_text([replace(paragraph(""), runs=runs)], PLAIN).solved(from_px(900))
    assert broken(one) == ("one", "two three", "")
    assert [(line.start, line.end) for line in one.lines] == [(0, 3), (4, 13), (15, 15)]


def test_an_indent_takes_room() -> None:
    indented = [replace(paragraph("one two"), indent=from_px(16))]
    assert shown(set_text(indented, PLAIN), from_px(112)) == [2]
    assert shown(set_text(indented, PLAIN), from_px(128)) == [1]


def test_empty_text_takes_a_line() -> None:
    assert shown(measured(""), from_px(10)) == [1]


def test_only_a_listing_keeps_its_indent() -> None:
    (one,) = measured("  a").solved(WIDTH)
    (listed,) = set_text([replace(paragraph("  a"), kind="code")], PLAIN).solved(WIDTH)
    assert (broken(one), broken(listed)) == (("a",), ("  a",))
