from __future__ import annotations

import pytest

from diptych.model.numbering import Delimiter, Figures, Numbering, from_roman, roman


@pytest.mark.parametrize(
    ("figures", "delimiter", "shown"),
    [
        ("arabic", "period", "4."),
        ("lower-alpha", "parenthesis", "d)"),
        ("upper-alpha", "period", "D."),
        ("lower-roman", "parentheses", "(iv)"),
        ("upper-roman", "period", "IV."),
    ],
)
def test_a_number_is_shown_in_its_figures(
    figures: Figures, delimiter: Delimiter, shown: str
) -> None:
    assert Numbering(figures, delimiter).sign(4) == shown


def test_letters_go_on_after_z() -> None:
    letters = [Numbering("lower-alpha").sign(number) for number in (1, 26, 27, 52, 53, 703)]
    assert letters == ["a.", "z.", "aa.", "az.", "ba.", "aaa."]


def test_roman_figures_are_read_as_they_are_written() -> None:
    assert [from_roman(roman(number)) for number in range(1, 4000)] == list(range(1, 4000))


@pytest.mark.parametrize("written", ["", "iiii", "vx", "ic", "abc"])
def test_what_are_no_roman_figures_have_no_number(written: str) -> None:
    assert from_roman(written) is None
