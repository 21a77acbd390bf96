"""A table as pieces that can be divided among pages: its rows, a few lines of very high ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import NamedTuple

from msgspec.structs import replace

from diptych.model.geometry import Emu
from diptych.model.setting import Piece, Pieces
from diptych.typography.divided_text import FULL, LINES, cut, line_ends
from diptych.typography.fitted_table import FittedTable
from diptych.typography.measure import room_for
from diptych.typography.measured_text import MeasuredText, cited_by
from diptych.typography.table_content import TableContent
from diptych.typography.table_grid import SetCell, inner_width

_WHOLE = 6
"""The most rows of a cell that is not divided among pages."""

_DIVIDED = 4
"""The least number of rows that are divided among pages, two on each, if they do not nearly fill
one together; `_SMALL` is the share of a page that two take at most to stay together."""
_SMALL = 1 / 3


class _Unit(NamedTuple):
    """A row, or some lines of one that is divided."""

    row: int
    first: int = 0
    """The first of its lines; `last` is the one after its last."""
    last: int = 0
    ends: tuple[Sequence[int], ...] = ()
    """Where the lines of each cell end; none if it is whole."""


def divided_table(fitted: FittedTable, most: Emu) -> Pieces | None:
    """Return the rows of a table as pieces, for pages that are at most `most` high.

    The header is repeated in each part, the caption is below the last one. No cell of a few
    rows is divided, and the total is not alone. A row that nearly fills a page, or more, is
    divided between the lines of its cells. Return None if there are few rows, and not high.
    """
    table = fitted.content
    heads, held = table.look.header_rows, _held(table)
    if len(table.rows) - heads < _DIVIDED and fitted.extent.least <= most * FULL:
        return None
    padding = 2 * fitted.min_padding
    around = table.look.inset + sum(fitted.heights[:heads]) + padding * heads
    around += fitted.below if table.caption else 0
    room = max(1, most - around)
    pieces: list[Piece] = []
    units: list[_Unit] = []
    for number in range(heads, len(table.rows)):
        both = sum(fitted.heights[number : number + 2]) + 2 * padding
        is_edge = number in {heads, len(table.rows) - 2} and both <= room * _SMALL
        for piece, unit in _pieces_of(fitted, number, Emu(round(room * FULL))):
            pieces.append(piece._replace(holds_next=is_edge or number in held))
            units.append(unit)
    if any(unit.ends for unit in units):  # two on a page, of which lines are only estimated
        around += 2 * (padding + fitted.line_height)
    return Pieces(tuple(pieces), Emu(around), partial(_part, table, tuple(units)))


def _held(table: TableContent) -> set[int]:
    """Return the rows whose lower edge is within a cell that is not divided."""
    return {
        row
        for number, cells in enumerate(table.rows)
        for cell in cells
        if 1 < cell.rows <= _WHOLE
        for row in range(number, number + cell.rows - 1)
    }


def _part(table: TableContent, units: Sequence[_Unit], start: int, end: int) -> TableContent:
    """Return a table with the rows that some of its pieces are, or are of."""
    heads, shown = table.look.header_rows, units[start:end]
    first, last = shown[0].row, shown[-1].row
    steps = [table.steps[at] for at in (*range(heads), *range(first, last + 1))]
    rows = [*table.rows[:heads], *_rows_between(table, first, last + 1)]
    for number, found in groupby(shown, lambda unit: unit.row):
        same = list(found)
        if same[0].ends:
            at = heads + number - first
            rows[at] = _between_lines(rows[at], same[0].ends, same[0].first, same[-1].last)
    whole = table.whole or table
    if last + 1 == len(table.rows) and end == len(units):
        return replace(table, rows=rows, steps=steps, whole=whole)
    look = replace(table.look, has_total=False)
    return replace(
        table, rows=rows, steps=steps, look=look, caption=None, space=Emu(0), whole=whole
    )


def _rows_between(table: TableContent, start: int, end: int) -> Iterator[Sequence[SetCell]]:
    """Yield the rows from one to before another; cells go no further than these.

    A cell of more rows than a page has is divided: its words are in the first part.
    """
    if not table.grid.has_spans:
        yield from table.rows[start:end]
        return
    for number in range(start, end):
        row = _continued(table, start) if number == start else table.rows[number]
        yield [
            cell._replace(rows=min(cell.rows, end - number)) if cell.rows > 1 else cell
            for cell in row
        ]


def _continued(table: TableContent, number: int) -> Sequence[SetCell]:
    """Return a row that begins a page, in which cells from above go on without their words."""
    row = list(table.rows[number])
    for at, cell in enumerate(row):
        if cell.joins_left or not cell.joins_above:
            row[at] = cell._replace(joins_above=False)
            continue
        first = number
        while table.rows[first][at].joins_above:
            first -= 1
        origin = table.rows[first][at]
        rest = origin.rows - (number - first)
        row[at] = cell._replace(
            joins_above=False, columns=origin.columns, rows=rest, fill=origin.fill
        )
    return row


def _pieces_of(fitted: FittedTable, number: int, most: Emu) -> Iterator[tuple[Piece, _Unit]]:
    """Yield a row as a piece, or a few lines of one each if it is higher than `most`."""
    row, height = fitted.content.rows[number], fitted.heights[number]
    padding = 2 * fitted.min_padding
    cited = frozenset().union(*(cited_by(p) for cell in row for p in cell.text.paragraphs))
    ends: tuple[Sequence[int], ...] = ()
    if height + padding > most and not any(map(_spans_rows, row)):
        ends = tuple(_line_ends(fitted, at, cell) for at, cell in enumerate(row))
    lines = max(map(len, ends), default=0)
    if lines <= LINES:
        count = max(1, round(height / fitted.line_height))
        yield Piece(Emu(height + padding), Emu(0), count, cited=cited), _Unit(number)
        return
    for first in range(0, lines, LINES):
        last = min(first + LINES, lines)
        part = Emu(-(-height * (last - first) // lines))
        piece = Piece(part, Emu(0), last - first, parts_item=first > 0, cited=cited)
        yield piece, _Unit(number, first, last, ends)


def _line_ends(fitted: FittedTable, at: int, cell: SetCell) -> Sequence[int]:
    """Return where the lines of a cell end whose first column is `at`."""
    paragraph = cell.text.paragraphs[0]
    size = paragraph.sizes(fitted.density).size
    room = room_for(
        size, Emu(1) if cell.is_covered else inner_width(cell, at, fitted.columns, size)
    )
    return line_ends(paragraph, cell.measured, size, room)


def _spans_rows(cell: SetCell) -> bool:
    return cell.rows > 1 or cell.joins_above


def _between_lines(
    row: Sequence[SetCell], ends: Sequence[Sequence[int]], first: int, last: int
) -> Sequence[SetCell]:
    """Return a row with some of the lines of its cells, from the first to before the last."""

    def part(cell: SetCell, own: Sequence[int]) -> SetCell:
        paragraph = cell.text.paragraphs[0]
        start, end = (own[min(at, len(own)) - 1] if at else 0 for at in (first, last))
        made = cut(paragraph, start, end)
        return cell._replace(text=MeasuredText((made,), (cell.measured.of(made),)))

    return [part(cell, own) for cell, own in zip(row, ends, strict=True)]
