"""Pandoc's grid tables (manual, "Extension: grid_tables"): cells between borders.

A border that is missing between two places makes one cell of them, over columns or rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from diptych.model.theme import Align
from diptych.source.markdown.drawn_cells import DrawnCell, DrawnLine, DrawnRow, DrawnTable, Fragment
from diptych.source.markdown.pipe_tables import split_at_bars

_RULE = re.compile(r"\+(?:[-=:]+\+)+")
"""A border of cells; a line that is one as a whole ends a row."""
_HEAD = re.compile(r"\+(?::?=+:?\+)+")
_ALIGNS: dict[tuple[bool, bool], Align] = {(True, True): "center", (False, True): "right"}
_MOST_PLACES = 20_000
"""Maximum columns times rows; a larger table is not read."""


class _Cell(Struct, frozen=True):
    """A cell by the positions of its borders, counted from 0."""

    top: int
    left: int
    bottom: int
    right: int


def read_grid_table(lines: Sequence[DrawnLine]) -> DrawnTable | None:
    """Return the table in `lines`, which begin with borders; None if these do not line up."""
    last = max((at for at, line in enumerate(lines) if _RULE.fullmatch(line.text)), default=0)
    if not last:
        return None
    lines = lines[: last + 1]
    return _by_borders(lines) or _by_bars(lines)


def _by_borders(lines: Sequence[DrawnLine]) -> DrawnTable | None:
    """Return the table whose borders meet in corners; None if they do not."""
    seen = [line.columns for line in lines]
    if any(one[0] not in "|+" or one[-1] not in "|+" or len(one) != len(seen[0]) for one in seen):
        return None
    lanes, levels = _corners(seen)
    if len(lanes) * len(levels) > _MOST_PLACES:
        return None
    cells = _cells(seen, lanes, levels)
    if cells is None:
        return None
    tops = sorted({cell.top for cell in cells})
    lefts = sorted({cell.left for cell in cells})
    rows = [
        DrawnRow(
            tuple(
                DrawnCell(
                    tuple(_inside(lines, lanes, levels, cell)),
                    columns=sum(cell.left <= one < cell.right for one in lefts),
                    rows=sum(cell.top <= one < cell.bottom for one in tops),
                )
                for cell in cells
                if cell.top == top
            )
        )
        for top in tops
    ]
    heads = [at for at, one in enumerate(lines) if _HEAD.fullmatch(one.text)]
    marks = lines[heads[0] if heads else 0].columns
    align = tuple(
        _align(marks[lanes[left] + 1 : lanes[right]])
        for left, right in zip(lefts, [*lefts[1:], len(lanes) - 1], strict=True)
    )
    return _parted(rows, [levels[top] for top in tops], align, heads, len(lines))


def _corners(seen: Sequence[str]) -> tuple[list[int], list[int]]:
    """Return the columns and lines at which borders may meet."""
    lanes: set[int] = set()
    levels: list[int] = []
    for number, line in enumerate(seen):
        found = list(_RULE.finditer(line))
        if found:
            levels.append(number)
        for one in found:
            lanes |= {one.start() + at for at, sign in enumerate(one.group()) if sign == "+"}
    return sorted(lanes), levels


def _cells(seen: Sequence[str], lanes: list[int], levels: list[int]) -> list[_Cell] | None:
    """Return the cells in order; None if one of them is not a rectangle."""
    across, down = len(lanes) - 1, len(levels) - 1
    below = [
        [_has_line(seen, levels[r + 1], lanes[c : c + 2]) for c in range(across)]
        for r in range(down)
    ]
    beside = [
        [_has_wall(seen, lanes[c + 1], levels[r : r + 2]) for c in range(across)]
        for r in range(down)
    ]
    taken: set[tuple[int, int]] = set()
    cells: list[_Cell] = []
    for row in range(down):
        for column in range(across):
            if (row, column) in taken:
                continue
            right, bottom = column, row
            while right < across and not beside[row][right]:
                right += 1
            while bottom < down and not below[bottom][column]:
                bottom += 1
            if right == across or bottom == down:
                return None
            cell = _Cell(row, column, bottom + 1, right + 1)
            places = {(r, c) for r in range(row, bottom + 1) for c in range(column, right + 1)}
            if places & taken or not _is_closed(cell, below, beside):
                return None
            taken |= places
            cells.append(cell)
    return cells


def _is_closed(
    cell: _Cell, below: Sequence[Sequence[bool]], beside: Sequence[Sequence[bool]]
) -> bool:
    """Return whether a cell has borders all around, and none within."""
    columns, rows = range(cell.left, cell.right), range(cell.top, cell.bottom)
    walls = all(
        beside[row][column] == (column + 1 == cell.right) for row in rows for column in columns
    )
    return walls and all(
        below[row][column] == (row + 1 == cell.bottom) for row in rows for column in columns
    )


def _has_line(seen: Sequence[str], level: int, lanes: Sequence[int]) -> bool:
    """Return whether a line between two columns is a border."""
    left, right = lanes
    part = seen[level][left + 1 : right]
    return bool(part) and not part.strip("-=:")


def _has_wall(seen: Sequence[str], lane: int, levels: Sequence[int]) -> bool:
    """Return whether a column between two lines is a border."""
    top, bottom = levels
    return all(seen[number][lane] in "|+" for number in range(top + 1, bottom))


def _inside(
    lines: Sequence[DrawnLine], lanes: Sequence[int], levels: Sequence[int], cell: _Cell
) -> Iterator[Fragment]:
    for number in range(levels[cell.top] + 1, levels[cell.bottom]):
        yield lines[number].part(lanes[cell.left] + 1, lanes[cell.right])


def _align(dashes: str) -> Align:
    return _ALIGNS.get((dashes.startswith(":"), dashes.endswith(":")), "left")


def _parted(
    rows: Sequence[DrawnRow],
    starts: Sequence[int],
    align: tuple[Align, ...],
    heads: Sequence[int],
    height: int,
) -> DrawnTable:
    """Return a table of rows that begin at these lines; `heads` are the lines of `=`.

    The first of them ends the header; two further ones are around the last row, its total.
    """
    count = sum(start < heads[0] for start in starts) if heads and heads[0] else 0
    has_total = len(heads) > 2 and heads[-1] == height - 1 and heads[-2] == starts[-1]  # noqa: PLR2004 - see above
    return DrawnTable(align, tuple(rows[:count]), tuple(rows[count:]), height, has_total)


def _by_bars(lines: Sequence[DrawnLine]) -> DrawnTable | None:
    """Return the table whose lines all have the same number of bars, though not in one column."""
    rows: list[DrawnRow] = []
    starts: list[int] = []
    heads: list[int] = []
    columns: list[list[Fragment]] = []
    count, last = lines[0].text.count("+") - 1, 0
    for number, line in enumerate(lines):
        if _RULE.fullmatch(line.text):
            if columns:
                rows.append(DrawnRow(tuple(DrawnCell(tuple(one)) for one in columns)))
            columns = []
            heads += [number] if _HEAD.fullmatch(line.text) else []
            last = number
            continue
        parts = list(split_at_bars(line.text))[1:-1]
        if len(parts) != count or not line.text.endswith("|"):
            return None
        if not columns:
            starts.append(last)
        columns = columns or [[] for _ in parts]
        for column, (first, end) in zip(columns, parts, strict=True):
            column.append(Fragment(line.text[first:end], line.line, line.column + first))
    marks = lines[heads[0] if heads else 0].text.strip("+").split("+")
    if len(marks) != count or not rows:
        return None
    return _parted(rows, starts, tuple(map(_align, marks)), heads, len(lines))
