"""Texts: their runs, and what is known of these without a theme."""

from __future__ import annotations

import pytest

from diptych.model.text import FORMULA, Side, spare_side


@pytest.mark.parametrize(
    ("text", "side"),
    [
        (f"costs {FORMULA}, no more", "left"),
        (f"속도 {FORMULA}의 값", "left"),
        (f"{FORMULA} is small", "right"),
        (f"so\n{FORMULA} is small", "right"),
        (f"({FORMULA} is small)", "right"),
        (f"where {FORMULA} is small", "both"),
        (f"({FORMULA})", "both"),
        (f"at last {FORMULA}", "both"),
    ],
)
def test_the_room_that_a_formula_leaves_is_at_a_space_and_not_before_a_comma(
    text: str, side: Side
) -> None:
    assert spare_side(text, text.index(FORMULA)) == side
