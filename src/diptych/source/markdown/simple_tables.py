"""Pandoc's simple and multiline tables (manual, "Tables"): cells below the dashes of a column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from diptych.model.theme import Align
from diptych.source.markdown.drawn_cells import (
    DrawnCell,
    DrawnLine,
    DrawnRow,
    DrawnTable,
    Fragment,
    is_blank_before,
)

COLUMNS = re.compile(r"[ \t]*-{2,}(?:[ \t]+-{2,})+[ \t]*")
"""The dashes of columns."""
RULE = re.compile(r"[ \t]*-{3,}[ \t]*")
"""The line above and below a multiline table with a header."""
_DASHES = re.compile("-+")


def read_simple_table(lines: Sequence[DrawnLine]) -> DrawnTable | None:
    """Return the table at the beginning of `lines`; None if there is none."""
    if RULE.fullmatch(lines[0].text):
        return _multiline(lines, _next_dashes(lines, 1))
    if COLUMNS.fullmatch(lines[0].text):
        end = _next_dashes(lines, 1)
        if end is None:
            return _multiline(lines, 0)
        rows = [[line] for line in lines[1:end]]
        return _table(lines[0], (), rows, end + 1)
    if len(lines) > 1 and COLUMNS.fullmatch(lines[1].text):
        blank = next((at for at, line in enumerate(lines) if not line.text.strip()), len(lines))
        end = _next_dashes(lines, 2)
        rows = [[line] for line in lines[2 : blank if end is None else end]]
        return _table(lines[1], (lines[0],), rows, blank if end is None else end + 1)
    return None


def _next_dashes(lines: Sequence[DrawnLine], first: int) -> int | None:
    """Return the next line of dashes before an empty line; None if there is none."""
    for number in range(first, len(lines)):
        text = lines[number].text
        if not text.strip():
            return None
        if RULE.fullmatch(text) or COLUMNS.fullmatch(text):
            return number
    return None


def _multiline(lines: Sequence[DrawnLine], dashes: int | None) -> DrawnTable | None:
    """Return the table with its columns at a line, whose rows are parted by empty lines."""
    if dashes is None or not COLUMNS.fullmatch(lines[dashes].text):
        return None
    rows: list[list[DrawnLine]] = [[]]
    for number in range(dashes + 1, len(lines)):
        line = lines[number]
        is_last = number + 1 == len(lines) or not lines[number + 1].text.strip()
        if is_last and (RULE.fullmatch(line.text) or COLUMNS.fullmatch(line.text)):
            return _table(lines[dashes], lines[1:dashes], rows, number + 1)
        if line.text.strip():
            rows[-1].append(line)
        elif rows[-1]:
            rows.append([])
    return None


def _table(
    dashes: DrawnLine, header: Sequence[DrawnLine], rows: Sequence[Sequence[DrawnLine]], height: int
) -> DrawnTable | None:
    """Return the table of these rows; None if a word is in two columns, or there are none."""
    ranges = [found.span() for found in _DASHES.finditer(dashes.columns)]
    filled = [row for row in rows if row]
    content = [*header, *(line for row in filled for line in row)]
    cut = [first for first, _ in ranges[1:]]
    if not filled or not all(is_blank_before(content, column) for column in cut):
        return None
    edges = [0, *cut, max(line.width for line in [dashes, *content]) + 1]
    shown = header or filled[0]
    return DrawnTable(
        align=tuple(_align(shown, *one) for one in ranges),
        header=(_row(header, edges),) if header else (),
        rows=tuple(_row(row, edges) for row in filled),
        height=height,
    )


def _row(lines: Sequence[DrawnLine], edges: Sequence[int]) -> DrawnRow:
    return DrawnRow(tuple(DrawnCell(tuple(one)) for one in _cells(lines, edges)))


def _cells(lines: Sequence[DrawnLine], edges: Sequence[int]) -> Iterator[list[Fragment]]:
    for left, right in pairwise(edges):
        yield [line.part(left, right) for line in lines]


def _align(lines: Sequence[DrawnLine], left: int, right: int) -> Align:
    """Return how a column is aligned, by where its longest word above or in the first row stands.

    Flush with the dashes on the right alone: right; on neither side: in the middle.
    """
    parts = [line.columns[left:right] for line in lines]
    longest = max(parts, key=lambda part: len(part.strip()))
    if not longest.strip() or not longest[0].isspace():
        return "left"
    is_at_right = len(longest) == right - left and not longest[-1].isspace()
    return "right" if is_at_right else "center"
