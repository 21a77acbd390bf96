from __future__ import annotations

from collections.abc import Sequence

import pytest
from tests.layout.factories import PLAIN, WIDE, height, look, style, text, theme

from diptych.model.geometry import Emu, from_px
from diptych.model.shapes import Paragraph
from diptych.model.theme import Theme
from diptych.typography.measured_text import MeasuredText, set_text

WIDTH = from_px(160)
"""Ten letters of 24 pt."""


def paragraph(words: str, *, space_before: float = 0.5) -> Paragraph:
    return style().paragraph(text(words), look("plain", 24, 12, space_before=space_before))


def measured(*words: str, using: Theme = PLAIN) -> MeasuredText:
    return set_text([paragraph(one) for one in words], using)


@pytest.mark.parametrize(
    ("words", "shown", "needed"),
    [
        ("nine of 10", 1, 2),  # a hundredth of ten letters is what lets no tenth in
        ("nine of 9", 1, 1),
        ("nine lette rs of ten", 2, 3),
        ("가나다라마", 1, 2),
        ("가나다라 a", 1, 2),
        ("가나다라", 1, 1),
    ],
)
def test_needs_what_it_takes_with_a_margin(words: str, shown: int, needed: int) -> None:
    assert measured(words).shown(WIDTH) == (shown,)
    assert measured(words).needed(WIDTH) == (needed,)


def test_the_margin_is_four_hundredths_where_there_is_hangul() -> None:
    width = from_px(162)  # 2 in 162 are more than a hundredth and less than four
    assert measured("nine of 10").needed(width) == (1,)
    assert measured("nine of 가").needed(width) == (2,)
    assert measured("nine of 가").needed(from_px(184)) == (1,)


def test_needs_what_it_takes_in_the_font_that_replaces_its_own() -> None:
    wide = theme(substitute=WIDE)
    assert measured("ten letters", using=wide).shown(from_px(200)) == (1,)
    assert measured("ten letters", using=wide).needed(from_px(200)) == (2,)
    assert measured("ten letters", using=PLAIN).needed(from_px(200)) == (1,)


def test_has_no_space_above_its_first_paragraph() -> None:
    first, second = measured("a", "b").paragraphs
    assert (first.space_before, second.space_before) == (0.0, 12.0)
    assert measured("a", "b").height(WIDTH) == height(24 + 12 + 24)


def test_is_measured_once_for_every_scale() -> None:
    one = measured("nine of 10", "b")
    assert one.needed(WIDTH, 0.5) == (1, 1)
    assert one.height(WIDTH, 0.5) == one.scaled(0.5).height(WIDTH) == height(12 + 6 + 12)
    assert one.scaled(0.5).texts is one.texts


def test_an_empty_galley_has_no_height() -> None:
    assert set_text((), PLAIN).height(WIDTH) == Emu(0)


@pytest.mark.parametrize("scale", [1.0, 0.925, 0.75, 0.6])
@pytest.mark.parametrize(
    "words", [["one two three four five six"], ["가나다 라마바사 아자", "x" * 30]]
)
def test_scaling_is_the_same_before_measuring_and_after(words: Sequence[str], scale: float) -> None:
    after = measured(*words).scaled(scale)
    before = set_text([paragraph(one).scaled(scale) for one in words], PLAIN)
    assert after.paragraphs == before.paragraphs
    assert after.needed(WIDTH) == before.needed(WIDTH)
