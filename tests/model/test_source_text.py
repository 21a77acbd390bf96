from __future__ import annotations

import pytest

from diptych.diagnostics import Span
from diptych.model.source_text import SourcePoint, SourceText, at_lines, one_line

LINES = at_lines("a.md", "first\nsecond\nthird", ((3, 5), (4, 1), (9, 2)))
ESCAPED = SourceText(
    "a.md", 'say "hi" now', (SourcePoint(0, 1, 9), SourcePoint(5, 1, 15), SourcePoint(8, 1, 19))
)
"""Of `say \\"hi\\" now` in quotes: each escape makes one character of two."""


@pytest.mark.parametrize(
    ("offset", "length", "span"),
    [
        (0, 5, Span("a.md", 3, 5, 5)),
        (2, None, Span("a.md", 3, 7, 3)),
        (6, None, Span("a.md", 4, 1, 6)),
        (6, 100, Span("a.md", 4, 1, 6)),
        (15, 2, Span("a.md", 9, 4, 2)),
        (18, 1, Span("a.md", 9, 7, 1)),
        (99, None, Span("a.md", 9, 88, 1)),
    ],
)
def test_a_span_stays_on_the_line_where_it_begins(
    offset: int, length: int | None, span: Span
) -> None:
    assert LINES.span(offset, length) == span


@pytest.mark.parametrize(("offset", "length", "column", "width"), [(0, 3, 9, 3), (9, 3, 20, 3)])
def test_a_point_behind_an_escape_sets_the_column_right(
    offset: int, length: int, column: int, width: int
) -> None:
    assert ESCAPED.span(offset, length) == Span("a.md", 1, column, width)


def test_a_span_over_an_escape_is_as_long_as_it_is_written() -> None:
    assert ESCAPED.span(0, 12) == Span("a.md", 1, 9, 14)


def test_a_part_knows_where_its_own_lines_begin() -> None:
    part = LINES.part(2, 15)
    assert part.text == "rst\nsecond\nth"
    assert part.span(0) == Span("a.md", 3, 7, 3)
    assert part.span(4) == Span("a.md", 4, 1, 6)
    assert part.span(11) == Span("a.md", 9, 2, 2)


def test_a_part_that_begins_with_a_line_stands_there() -> None:
    assert LINES.part(6).span(0) == Span("a.md", 4, 1, 6)


def test_a_part_of_nothing_has_a_place_all_the_same() -> None:
    assert LINES.part(13, 13).span() == Span("a.md", 9, 2, 1)


def test_lines_that_follow_begin_at_the_margin() -> None:
    place = one_line("a.md", "one\ntwo", 5, 9)
    assert place.span(0) == Span("a.md", 5, 9, 3)
    assert place.span(4) == Span("a.md", 6, 1, 3)
