"""What a table shows and how it looks: all that is known of it before it has a width."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from diptych.model.density import Density
from diptych.model.geometry import Emu, Pt, emu
from diptych.model.paragraph import Paragraph
from diptych.model.setting import Setting
from diptych.model.style import RowsBelow
from diptych.model.table_shape import Line
from diptych.typography.measured_text import MeasuredText
from diptych.typography.table_grid import CellGrid, SetCell


class TableLook(Struct, frozen=True, kw_only=True):
    """How a table looks, and what its rows and columns are."""

    header_rows: int
    has_row_heads: bool
    has_total: bool
    evens_figures: Sequence[bool]
    """For each column, whether it is as wide as others of numbers."""
    is_grid: bool = False
    """Whether all columns but the first are equally wide if what is in them is about as long."""
    side: Emu
    """Space left and right of the text of columns at its own size, besides that at the edges of the
    table; smaller type has less."""
    padding: float
    """Space above and below the text of a row, in em."""
    head_line: Line
    row_line: Line
    is_closed: bool = True
    """Whether there is a line below its last row."""
    rows_below: RowsBelow | None = None
    """Rows of which it is a part: it is below such a line, too, and its second column begins where
    their points do, if it can."""

    @property
    def inset(self) -> Emu:
        """Return the space between the line that it is below, if any, and its text."""
        return self.rows_below.points.inset if self.rows_below is not None else Emu(0)


class TableContent(Setting, frozen=True, kw_only=True):
    """The content of a table or of some of its rows, set in one style."""

    rows: Sequence[Sequence[SetCell]]
    steps: Sequence[int]
    """For each row, the step at which it appears."""
    grid: CellGrid
    """All of its cells, with those on other pages, so that columns are equally wide on each."""
    look: TableLook
    alt: str
    region: str
    step: int
    caption: MeasuredText | None = None
    space: Emu = Emu(0)
    """Above the caption."""
    whole: TableContent | None = None
    """The table of which it has some rows, and its columns; None for one that has all."""

    @property
    def paragraphs(self) -> Sequence[Paragraph]:
        """Return the text of its cells, row by row."""
        return [
            paragraph for row in self.rows for cell in row for paragraph in cell.text.paragraphs
        ]

    @property
    def first(self) -> Paragraph:
        """Return the text of its first cell, in whose type size the spaces of all are measured."""
        return self.rows[0][0].text.paragraphs[0]

    def size(self, density: Density) -> Pt:
        """Return its type size at a density."""
        return self.first.sizes(density).size

    def line_height(self, density: Density) -> Emu:
        """Return the height of a line of its text at a density."""
        return emu(self.first.sizes(density).line_height)

    def sides(self, size: Pt) -> list[tuple[Emu, Emu]]:
        """Return the space left and right of the text of each column, in type of a size.

        There is none at the edges of the table, unless a cell there is highlighted.
        """
        side, rows = Emu(round(self.look.side * min(1, size / self.first.size))), self.grid.rows
        last = len(self.grid.columns) - 1
        start = end = Emu(0)
        if not self.grid.is_plain:
            start = side if any(row[0].fill for row in rows) else Emu(0)
            end = side if any(row[last].fill for row in rows) else Emu(0)
        return [(side if i else start, side if i < last else end) for i in range(last + 1)]
