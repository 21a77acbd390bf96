"""The cells of a table in a grid: which of them cover others, and which are highlighted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from msgspec import Struct

from diptych.diagnostics import Span, nearest
from diptych.model.cells import CellSpan
from diptych.model.text import Text
from diptych.source.reading.source_reader import SourceReader
from diptych.source.tables.diagnostic_kinds import (
    EXTRA_CELL,
    NO_SUCH_COLUMN,
    OVERLAPPING_CELLS,
)


class WrittenCell(Struct, frozen=True):
    """A cell as written."""

    text: Text
    columns: int = 1
    rows: int = 1
    is_highlighted: bool = False


Row = Sequence[WrittenCell]
Total = Callable[[Sequence[Sequence[Text]]], Row | None]


class Chosen(Struct, frozen=True):
    """What is to be highlighted besides single cells: numbers from 1, or names of columns."""

    rows: tuple[tuple[str, Span], ...] = ()
    columns: tuple[tuple[str, Span], ...] = ()
    in_file: tuple[str, ...] = ()
    """The names that the columns have in their file; empty if there is none."""


class Grid(Struct, frozen=True):
    """The cells of a table, each row with one for every column."""

    header: tuple[tuple[Text, ...], ...]
    rows: tuple[tuple[Text, ...], ...]
    spans: tuple[CellSpan, ...]
    highlighted: tuple[tuple[int, int], ...]

    @property
    def fields(self) -> dict[str, Any]:
        """Return it as fields of a table."""
        return {name: getattr(self, name) for name in self.__struct_fields__}

    def row_steps(self, steps: Iterable[int]) -> tuple[int, ...]:
        """Return a step for each row below the header; a cell of several rows has only one."""
        first, later = len(self.header), iter(steps)
        within = {
            row
            for span in self.spans
            for row in range(span.row + 1, span.row + span.rows)
            if span.row >= first
        }
        made: list[int] = []
        for row in range(first, first + len(self.rows)):
            made.append(made[-1] if row in within else next(later))
        return tuple(made)


def gridded(
    header: Sequence[Row],
    rows: Sequence[Row],
    count: int,
    *,
    total: Total = lambda _: None,
    chosen: Chosen = Chosen(),  # noqa: B008 - immutable
    names_covered: bool = False,
    span: Span,
    reader: SourceReader,
) -> Grid:
    """Return the grid of the rows as written; every cell that finds no place in it is reported.

    In Markdown, covered cells are written, and empty (`names_covered`); in YAML, they are not.
    Missing cells are empty, as in Pandoc. `total` returns the row below all others, given their
    texts.
    """
    maker = _GridMaker(count, span, reader, names_covered=names_covered)
    heads = maker.section(header)
    body = maker.section(rows)
    below = total(body)
    last = maker.section([below]) if below is not None else ()
    if (body or last) and all(text.is_empty for row in heads for text in row):
        maker.drop(len(heads))
        heads = ()
    grid = Grid(heads, (*body, *last), tuple(maker.spans), ())
    marked = {*maker.highlighted, *_chosen(chosen, grid, len(body), reader)}
    return Grid(grid.header, grid.rows, grid.spans, tuple(sorted(marked)))


def column_named(name: str, header: Sequence[Sequence[Text]], count: int) -> int | None:
    """Return the column of a name, or of a number from 1; None if there is none."""
    names = [text.plain for text in header[-1]] if header else []
    if name in names:
        return names.index(name)
    return int(name) - 1 if name.isdecimal() and 1 <= int(name) <= count else None


def _chosen(
    chosen: Chosen, grid: Grid, count: int, reader: SourceReader
) -> Iterator[tuple[int, int]]:
    """Yield the cells of chosen rows and columns."""
    heads, columns = len(grid.header), len(grid.rows[0]) if grid.rows else 0
    for name, span in chosen.rows:
        if name.isdecimal() and 1 <= int(name) <= count:
            yield from ((heads + int(name) - 1, column) for column in range(columns))
        else:
            message = f"the table has no row {name}"
            reader.report(NO_SUCH_COLUMN, span, message, f"its rows are 1 to {count}")
    wide = {
        (one.row + down, one.column + across)
        for one in grid.spans
        if one.columns > 1
        for down in range(one.rows)
        for across in range(one.columns)
    }
    for name, span in chosen.columns:
        found = column_named(name, grid.header, columns)
        if found is None:
            names = [text.plain for text in grid.header[-1]] if grid.header else []
            known = [one for one in names if one] or map(str, range(1, columns + 1))
            message, hint = f"the table has no column `{name}`", nearest(name, known)
            shown = dict(zip(chosen.in_file, names, strict=False)).get(name)
            if shown:
                hint = f"the header calls it `{shown}`"
            reader.report(NO_SUCH_COLUMN, span, message, hint)
            continue
        places = ((row, found) for row in range(heads + len(grid.rows)))
        yield from (place for place in places if place not in wide)


class _GridMaker:
    """Places cells, row by row."""

    def __init__(
        self, count: int, span: Span, reader: SourceReader, *, names_covered: bool
    ) -> None:
        self.count = count
        self.span = span
        self.reader = reader
        self.names_covered = names_covered
        self.row = 0
        self.covered: set[tuple[int, int]] = set()
        self.spans: list[CellSpan] = []
        self.highlighted: list[tuple[int, int]] = []

    def section(self, rows: Sequence[Row]) -> tuple[tuple[Text, ...], ...]:
        """Return the rows of header, body or total, which no cell goes beyond."""
        end = self.row + len(rows)
        return tuple([self._placed(row, end) for row in rows])

    def drop(self, rows: int) -> None:
        """Leave out the first rows, which are empty."""
        self.spans = [
            CellSpan(one.row - rows, one.column, one.rows, one.columns)
            for one in self.spans
            if one.row >= rows
        ]
        self.highlighted = [(row - rows, column) for row, column in self.highlighted if row >= rows]

    def _placed(self, cells: Row, end: int) -> tuple[Text, ...]:
        if not self.covered and len(cells) == self.count and all(map(_is_single, cells)):
            self.highlighted += [
                (self.row, at) for at, cell in enumerate(cells) if cell.is_highlighted
            ]
            self.row += 1
            return tuple([cell.text for cell in cells])
        texts: list[Text | None] = [None] * self.count
        column = 0
        for cell in cells:
            if not self.names_covered:
                while (self.row, column) in self.covered:
                    column += 1
            if column >= self.count:
                self._report_surplus(cell)
            elif (self.row, column) in self.covered:
                self._report_covered(cell)
            else:
                texts[column] = cell.text
                self._span(cell, column, end)
            column += 1 if self.names_covered else cell.columns
        blank = Text("", (), cells[-1].text.span if cells else self.span)
        self.row += 1
        return tuple([blank if text is None else text for text in texts])

    def _span(self, cell: WrittenCell, column: int, end: int) -> None:
        """Keep how far a cell goes."""
        if cell.is_highlighted:
            self.highlighted.append((self.row, column))
        if _is_single(cell):
            return
        across = min(cell.columns, self.count - column)
        down = min(cell.rows, end - self.row)
        if (across, down) != (cell.columns, cell.rows):
            self._report_beyond(cell, across, down)
        places = {(self.row + r, column + c) for r in range(down) for c in range(across) if r or c}
        if places & self.covered:
            message = "this cell and one above it would cover the same place"
            hint = "let one of them span fewer columns or rows"
            self.reader.report(OVERLAPPING_CELLS, cell.text.span, message, hint)
            return
        self.covered |= places
        self.spans.append(CellSpan(self.row, column, down, across))

    def _report_beyond(self, cell: WrittenCell, across: int, down: int) -> None:
        if across < cell.columns:
            message = f"this cell spans {cell.columns} columns, but only {across} are left"
        else:
            message = f"this cell spans {cell.rows} rows, but only {down} are left"
        hint = "a cell stays within its table, and within its header or rows"
        self.reader.report(OVERLAPPING_CELLS, cell.text.span, message, hint)

    def _report_covered(self, cell: WrittenCell) -> None:
        if not cell.text.is_empty:
            message = "this cell is covered by one beside or above it"
            hint = "leave it empty, or let the other cell span less"
            self.reader.report(OVERLAPPING_CELLS, cell.text.span, message, hint)

    def _report_surplus(self, cell: WrittenCell) -> None:
        if self.reader.lenient and cell.text.is_empty:
            return
        columns = "1 column" if self.count == 1 else f"{self.count} columns"
        message = f"this cell is beyond the {columns} of its table"
        hint = "add a column, or write `\\|` for a `|` in a text"
        self.reader.report(
            EXTRA_CELL, cell.text.span, message, hint, subject=cell.text.plain or "(empty)"
        )


def _is_single(cell: WrittenCell) -> bool:
    return cell.columns == 1 and cell.rows == 1
