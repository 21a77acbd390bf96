"""The cells of a table with their text measured, and the room that its columns need."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from operator import itemgetter
from typing import NamedTuple

from diptych.model.density import Density
from diptych.model.geometry import Emu, Pt, emu
from diptych.model.paragraph import Paragraph
from diptych.model.table_shape import TableColumn
from diptych.typography.measure import room_for, width_for
from diptych.typography.measured_text import Measured, MeasuredText


class SetCell(NamedTuple):
    """A cell with its text measured, which is one paragraph."""

    text: MeasuredText
    columns: int = 1
    rows: int = 1
    joins_left: bool = False
    joins_above: bool = False
    after: float = 0.0
    """Space right of its text, in em, by which decimal points are aligned."""
    fill: str = ""

    @property
    def measured(self) -> Measured:
        """Return the measures of its paragraph."""
        return self.text.texts[0]

    @property
    def is_covered(self) -> bool:
        """Return whether another cell covers it."""
        return self.joins_left or self.joins_above

    @property
    def spans(self) -> bool:
        """Return whether it takes part in a cell of several columns or rows."""
        return self.joins_left or self.joins_above or self.columns > 1 or self.rows > 1


_ALONE: tuple[object, ...] = (1, 1, False, False, 0.0, "")
"""All of a cell besides its text if it spans nothing and is not highlighted."""


class CellGrid:
    """The cells of a table, row by row, and what their columns need, in em.

    What is only needed where the text does not fit on one line is computed on first use.
    """

    def __init__(self, rows: Sequence[Sequence[SetCell]]) -> None:
        """`rows` have a cell for each column each."""
        self.rows = rows
        self.is_plain = all(cell[1:] == _ALONE for row in rows for cell in row)
        """Whether no cell has anything but its text, as in most tables."""
        self.has_spans = not self.is_plain and any(cell.spans for row in rows for cell in row)
        columns = list(zip(*rows, strict=True))
        self.columns: Sequence[Sequence[SetCell]] = columns
        """The cells that are in one column only, by column."""
        if self.has_spans:
            self.columns = [
                [cell for cell in column if cell.columns == 1 and not cell.is_covered]
                for column in columns
            ]

    @cached_property
    def whole(self) -> Sequence[float]:
        """Return for each column the room in which all of its text fits on one line."""
        return [_widest(column) for column in self.columns]

    @cached_property
    def longest(self) -> Sequence[float]:
        """Return for each column the room in which none of its words is split."""
        return [
            max([cell.measured.longest_word + cell.after for cell in column], default=0.0)
            for column in self.columns
        ]

    @cached_property
    def firm(self) -> Sequence[float]:
        """Return for each column the room in which no number is apart from its unit, either."""
        return [
            max([_firm(cell) + cell.after for cell in column], default=0.0)
            for column in self.columns
        ]

    @cached_property
    def ample(self) -> Sequence[float]:
        """Return for each column the room in which its text has only forced breaks for certain."""
        return [
            max([cell.text.texts[0].ample + cell.after for cell in column], default=0.0)
            for column in self.columns
        ]

    @cached_property
    def forced(self) -> Sequence[tuple[int, Paragraph]]:
        """Return for each row how many lines it has at least, and a paragraph that high."""
        return [_forced(row) for row in self.rows]

    def spanning(self) -> Iterator[tuple[int, SetCell]]:
        """Yield the cells of several columns, each with its first column."""
        for row in self.rows if self.has_spans else ():
            for at, cell in enumerate(row):
                if cell.columns > 1:
                    yield at, cell


def _firm(cell: SetCell) -> float:
    return cell.measured.longest_with_units(cell.text.paragraphs[0])


def _forced(row: Sequence[SetCell]) -> tuple[int, Paragraph]:
    """Return how many lines the highest cell of a row has at least, and its paragraph."""
    highest, found = -1.0, (0, row[0].text.paragraphs[0])
    for cell in row:
        lines, paragraph = len(cell.text.texts[0].own), cell.text.paragraphs[0]
        if lines * paragraph.line_height > highest:
            highest, found = lines * paragraph.line_height, (lines, paragraph)
    return found


def _widest(column: Sequence[SetCell]) -> float:
    """Return the greatest width of the cells of a column; most need not be measured for that."""
    bounds = [cell.text.texts[0].at_most + cell.after for cell in column]
    widest = 0.0
    for bound, cell in sorted(zip(bounds, column, strict=True), key=itemgetter(0), reverse=True):
        if bound <= widest:
            break
        widest = max(widest, cell.text.texts[0].whole + cell.after)
    return widest


def uncovered(row: Sequence[SetCell]) -> Iterator[tuple[int, SetCell]]:
    """Return the cells of a row that no other cell covers, each with its column."""
    return ((at, cell) for at, cell in enumerate(row) if not cell.is_covered)


def inner_width(cell: SetCell, at: int, columns: Sequence[TableColumn], size: Pt) -> Emu:
    """Return the width of the text of a cell whose first column is `at`."""
    if cell.columns == 1:
        inner = columns[at].inner
    else:
        across = sum(column.width for column in columns[at : at + cell.columns])
        inner = Emu(across - columns[at].left - columns[at + cell.columns - 1].right)
    return Emu(max(1, inner - after_width(cell, size)))


def after_width(cell: SetCell, size: Pt) -> Emu:
    """Return the space right of the text of a cell, by which decimal points are aligned."""
    return width_for(size, cell.after) if cell.after else Emu(0)


def text_height(cell: SetCell, at: int, columns: Sequence[TableColumn], density: Density) -> Emu:
    """Return the height of the text of a cell whose first column is `at`."""
    paragraph = cell.text.paragraphs[0]
    size, line_height, _ = paragraph.sizes(density)
    lines = cell.measured.needed(room_for(size, inner_width(cell, at, columns, size)))
    return emu(lines * line_height)
