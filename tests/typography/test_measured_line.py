from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.layout.factories import EVEN

from diptych.model.metrics import Face
from diptych.typography.advances import steps_of
from diptych.typography.measured_line import MeasuredLine, Piece

KERNED = replace(EVEN, kern={"a": {" ": -100}, "-": {"b": -200}, "c": {"d": -200}})
TEXT = st.text(alphabet="ab -—가나·/?1", max_size=60)


def line(text: str, face: Face = EVEN, *, keeps_indent: bool = False) -> MeasuredLine:
    return MeasuredLine([Piece(text, steps_of(face), 1.0)], keeps_indent=keeps_indent)


def broken(text: str, room: float, *, keeps_indent: bool = False) -> list[str]:
    one = line(text, keeps_indent=keeps_indent)
    return [one.text[start:end] for start, end in one.lines(room)]


@pytest.mark.parametrize(
    ("text", "room", "expected"),
    [
        ("one two three", 3.5, ["one two", "three"]),
        ("one two three", 3.4, ["one", "two", "three"]),
        ("one two three", 6.5, ["one two three"]),
        ("one  two", 2, ["one", "two"]),
        (" one two ", 3.5, ["one two"]),
        ("thought-provokingly", 9.4, ["thought-", "provokingly"]),
        ("a well-known", 5.5, ["a", "well-known"]),
        ("a wonderful b", 3, ["a", "wonder", "ful b"]),
        ("wonderful", 1, ["wo", "nd", "er", "fu", "l"]),
        ("가나다라 마", 3, ["가나다", "라 마"]),
        ("ab", 0, ["a", "b"]),
        ("", 5, [""]),
        ("   ", 1, [""]),
    ],
)
def test_fills_lines_as_browsers_do(text: str, room: float, expected: list[str]) -> None:
    assert broken(text, room) == expected
    assert line(text).count(room) == len(expected)


def test_a_listing_keeps_its_indent() -> None:
    assert broken("    return x", 6, keeps_indent=True) == ["    return x"]
    assert broken("    return x", 5, keeps_indent=True) == ["    return", "x"]
    assert broken("    return x", 4, keeps_indent=True) == ["    ", "return x"]


def test_a_word_before_a_space_is_kerned_with_it() -> None:
    one = line("aa b", KERNED)
    assert one.width == pytest.approx(1.9)
    assert [one.text[a:b] for a, b in one.lines(0.91)] == ["aa", "b"]
    assert next(one.lines(0.89)) == (0, 1)


def test_a_word_that_is_parted_is_not_kerned_with_what_follows() -> None:
    assert next(line("a-b", KERNED).lines(1.0)) == (0, 2)
    assert next(line("a-b", KERNED).lines(0.99)) == (0, 1)


def test_pieces_follow_one_another_without_kerning() -> None:
    one = MeasuredLine([Piece("c", steps_of(KERNED), 1.0), Piece("d", steps_of(KERNED), 2.0)])
    assert one.width == pytest.approx(1.5)


@given(TEXT, st.floats(0.1, 40))
def test_lines_hold_every_character_but_spaces_in_order(text: str, room: float) -> None:
    assert "".join(broken(text, room)).replace(" ", "") == text.replace(" ", "")


@given(TEXT, st.floats(0.1, 40))
def test_no_line_is_longer_than_its_room_but_a_single_character(text: str, room: float) -> None:
    for part in broken(text, room):
        assert line(part).width <= room + 1e-9 or len(part) == 1


@given(TEXT, st.floats(0.1, 40), st.floats(0, 5))
def test_more_room_never_takes_more_lines(text: str, room: float, more: float) -> None:
    assert line(text).count(room + more) <= line(text).count(room)


@given(TEXT, st.floats(0.1, 40))
def test_counts_as_many_lines_as_it_breaks(text: str, room: float) -> None:
    assert line(text).count(room) == len(broken(text, room))
