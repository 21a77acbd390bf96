"""Tables as they are laid out: their columns, rows, cells and lines."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate

from msgspec import Struct

from diptych.diagnostics import Span
from diptych.model.geometry import Box, Emu
from diptych.model.paragraph import Paragraph
from diptych.model.text_frame import ShapeHead, TextFrame
from diptych.model.theme import Anchor


class Line(Struct, frozen=True):
    """A straight line."""

    color: str
    width: Emu


class Cell(Struct, frozen=True):
    """A cell of a table."""

    paragraphs: tuple[Paragraph, ...]
    """If empty, one paragraph without runs."""
    columns: int = 1
    """How many columns it spans; the cells that it covers are in their rows nevertheless."""
    rows: int = 1
    joins_left: bool = False
    """Whether it is covered by a cell at its left; `joins_above` by one above it."""
    joins_above: bool = False
    after: Emu = Emu(0)
    """Space right of its text besides its column's, by which decimal points are aligned."""
    fill: str = ""
    """The colour token of its background if it is highlighted; empty for none."""

    @property
    def is_plain(self) -> bool:
        """Return whether it has nothing but its text, and is in one row and column only."""
        return self.columns == 1 == self.rows and not (
            self.fill or self.after or self.joins_left or self.joins_above
        )

    @property
    def is_covered(self) -> bool:
        """Return whether another cell covers it, so that it shows nothing."""
        return self.joins_left or self.joins_above


class TableColumn(Struct, frozen=True):
    """The width of a column, and the space left and right of its text."""

    width: Emu
    left: Emu
    right: Emu

    @property
    def inner(self) -> Emu:
        """Return the width available for text."""
        return Emu(max(1, self.width - self.left - self.right))


class TableRow(Struct, frozen=True):
    """Cells side by side, one for each column of their table."""

    height: Emu
    above: Emu
    """Space between the top edge of the row and its text; `below` likewise."""
    below: Emu
    cells: tuple[Cell, ...]
    step: int = 0
    """The step at which it appears, not before its table nor the rows above it."""


class CellPlace(Struct, frozen=True):
    """A cell that is not covered, where it is in its table."""

    row: int
    column: int
    cell: Cell
    box: Box
    """All of it, with the rows and columns that it spans."""
    text: Box
    """The box of its text."""
    anchor: Anchor
    """Where its text is in that box: heads of columns are at the bottom."""


class TableShape(ShapeHead, frozen=True, kw_only=True, dict=True):
    """Text in rows and columns; its box does not include the caption."""

    span: Span
    alt: str
    columns: tuple[TableColumn, ...]
    """Together as wide as the box."""
    rows: tuple[TableRow, ...]
    """Together as high as the box; never empty."""
    header_rows: int
    """How many of the first rows name the columns."""
    has_row_heads: bool
    """Whether the first column names the rows."""
    head_line: Line
    """Below the header, above the total, and below the last row."""
    row_line: Line
    """Between the other rows."""
    is_closed: bool = True
    """Whether there is a line below the last row: there is none where one follows anyway."""
    has_total: bool = False
    """Whether the last row is the total of those above it."""
    caption: TextFrame | None = None

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Return the text of its cells, row by row."""
        return tuple([p for row in self.rows for cell in row.cells for p in cell.paragraphs])

    def is_total(self, row: int) -> bool:
        """Return whether a row is the total."""
        return self.has_total and row == len(self.rows) - 1

    def line_below(self, row: int) -> Line:
        """Return the line below a row."""
        last = len(self.rows) - 1
        is_edge = row in {last, self.header_rows - 1} or (self.has_total and row == last - 1)
        return self.head_line if is_edge else self.row_line

    def has_line_below(self, row: int, column: int) -> bool:
        """Return whether there is a line below a row in a column.

        There is none within a cell, and none below the last row of a table that is not closed. In a
        header of several rows there are lines below groups of columns only.
        """
        is_last = row + 1 == len(self.rows)
        if is_last and not self.is_closed:
            return False
        if not is_last and self.rows[row + 1].cells[column].joins_above:
            return False
        if row >= self.header_rows - 1:
            return True
        cells = self.rows[row].cells
        while column and cells[column].joins_left:
            column -= 1
        return cells[column].columns > 1

    def line_insets(self, row: int, column: int) -> tuple[Emu, Emu]:
        """Return how far the line below a cell is from its left and from its right edge.

        The lines below groups of columns are as wide as what is in these, so that they are parted.
        """
        if row >= self.header_rows - 1:
            return Emu(0), Emu(0)
        last = column + self.rows[row].cells[column].columns - 1
        return self.columns[column].left, self.columns[last].right

    def lines_below(self, row: int) -> Iterator[tuple[Emu, Emu]]:
        """Yield the stretches of the line below a row, each with its left edge and its width."""
        lefts = list(accumulate([column.width for column in self.columns], initial=self.box.x))
        for first, last in self._lined_columns(row):
            before, after = self.line_insets(row, first)
            left = Emu(lefts[first] + before)
            yield left, Emu(lefts[last + 1] - after - left)

    def _lined_columns(self, row: int) -> Iterator[tuple[int, int]]:
        """Yield the first and the last column of each stretch of the line below a row."""
        parts_groups, cells = row < self.header_rows - 1, self.rows[row].cells
        first = None
        for number in range(len(self.columns)):
            if first is not None and parts_groups and not cells[number].joins_left:
                yield first, number - 1
                first = None
            has_line = self.has_line_below(row, number)
            if has_line and first is None:
                first = number
            elif first is not None and not has_line:
                yield first, number - 1
                first = None
        if first is not None:
            yield first, len(self.columns) - 1

    def places(self) -> Iterator[CellPlace]:
        """Yield the cells that are not covered, row by row, where they are."""
        lefts = list(accumulate([column.width for column in self.columns], initial=self.box.x))
        tops = list(accumulate([row.height for row in self.rows], initial=self.box.y))
        for number, row in enumerate(self.rows):
            anchor: Anchor = "bottom" if number < self.header_rows else "top"
            for at, cell in enumerate(row.cells):
                if cell.is_covered:
                    continue
                last = number + cell.rows - 1
                x, y = lefts[at], tops[number]
                width, height = lefts[at + cell.columns] - x, tops[last + 1] - y
                start, top = self.columns[at].left, row.above
                end = self.columns[at + cell.columns - 1].right + cell.after
                text = Box(
                    x=Emu(x + start),
                    y=Emu(y + top),
                    width=Emu(max(1, width - start - end)),
                    height=Emu(height - top - self.rows[last].below),
                )
                box = Box(x=Emu(x), y=Emu(y), width=Emu(width), height=Emu(height))
                yield CellPlace(number, at, cell, box, text, anchor)
