"""Rows are aligned as a terminal shows them."""

from __future__ import annotations

from diptych.tabular import aligned


def test_columns_are_as_wide_as_what_a_terminal_shows() -> None:
    rows = [("a", "가나", "x"), ("bb", "four", "y")]
    assert list(aligned(("ID", "T", "U"), rows)) == [
        "ID  T     U",
        "a   가나  x",
        "bb  four  y",
    ]


def test_columns_in_which_nothing_stands_are_left_out_and_rows_may_be_short() -> None:
    assert list(aligned(("ID", "T", "U"), [("a",), ("b", "", "y")])) == ["ID  U", "a", "b   y"]
