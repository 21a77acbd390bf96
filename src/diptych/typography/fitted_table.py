"""A table at one width and density: how high it is, and how it is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from diptych.model.density import Density
from diptych.model.drawn_shapes import Rectangle
from diptych.model.geometry import Box, Emu, Pt, emu
from diptych.model.setting import Extent
from diptych.model.shapes import Shape
from diptych.model.table_shape import Cell, TableColumn, TableRow, TableShape
from diptych.model.text_frame import TextFrame
from diptych.typography.columns import Widths
from diptych.typography.measure import room_for, width_for
from diptych.typography.table_content import TableContent
from diptych.typography.table_grid import SetCell, after_width, inner_width, text_height, uncovered

_TIGHT = 0.4
"""Share of the padding above and below the text of a row that is kept where space is scarce."""

_WRAP, _HEAD_WRAP = 1.0, 0.25
"""What a cell of several lines counts beside the height of a table, in lines, and what a head."""


class FittedTable(Struct, frozen=True, kw_only=True, dict=True):
    """A table at one width and density."""

    content: TableContent
    density: Density
    columns: tuple[TableColumn, ...]
    heights: Sequence[Emu]
    """The height of the text of each row."""
    caption_height: Emu
    padding: Emu
    """The preferred space above and below the text of a row."""

    @property
    def broken(self) -> float:
        """Return how many cells take more than one line, as so many lines that it is higher."""
        size = self.content.size(self.density)
        return sum(
            _HEAD_WRAP if number < self.content.look.header_rows else _WRAP
            for number, row in enumerate(self.content.rows)
            for at, cell in uncovered(row)
            if width_for(size, cell.measured.whole) > inner_width(cell, at, self.columns, size)
        )

    @property
    def below(self) -> Emu:
        """Return the height that the caption takes, including the space above it."""
        return Emu(self.content.space + self.caption_height)

    @property
    def min_padding(self) -> Emu:
        """Return the minimum space above and below the text of a row."""
        return Emu(round(self.padding * _TIGHT))

    @property
    def gaps(self) -> int:
        """Return how often the padding occurs.

        There is none at the top of the table, so that it aligns with adjacent text, unless a cell
        there is highlighted.
        """
        return 2 * len(self.heights) - (not self._begins_filled)

    @property
    def _begins_filled(self) -> bool:
        return any(cell.fill for cell in self.content.rows[0])

    @property
    def extent(self) -> Extent:
        """Return the height of the table with its caption."""
        text = self.content.look.inset + sum(self.heights) + self.below
        natural, least = text + self.gaps * self.padding, text + self.gaps * self.min_padding
        return Extent(Emu(natural), Emu(least))

    def draw(self, box: Box) -> Sequence[Shape]:
        """Return the table with its caption, its rows padded as far as the box allows.

        Before it are the lines that it is below.
        """
        content = self.content
        look = content.look
        rows = tuple(self._rows(self._padding_in(Emu(box.height - look.inset))))
        top = Emu(box.y + look.inset)
        place = box.rows(top, Emu(sum(row.height for row in rows)))
        shape = TableShape(
            box=place,
            columns=self.columns,
            rows=rows,
            header_rows=look.header_rows,
            has_row_heads=look.has_row_heads,
            has_total=look.has_total,
            is_closed=look.is_closed,
            head_line=look.head_line,
            row_line=look.row_line,
            alt=content.alt,
            span=content.span,
            region=content.region,
            step=content.step,
            caption=self._caption_frame(place),
        )
        return (*self._lines_above(box), shape)

    def _lines_above(self, box: Box) -> Iterator[Rectangle]:
        """Yield the lines that rows are below, as wide as their heads and their points are."""
        content, columns = self.content, self.columns
        below = content.look.rows_below
        if below is None:
            return
        second = below.second if len(columns) == 1 else columns[0].width + columns[1].left
        heads = replace(box, width=Emu(second - below.apart))
        points = replace(heads, x=Emu(box.x + second), width=Emu(box.width - second))
        for edge, of in ((below.heads, heads), (below.points, points)):
            place, panel = edge.upper_edge(of)
            yield Rectangle(box=place, region=content.region, panel=panel, step=content.step)

    def _padding_in(self, height: Emu) -> Emu:
        """Return the space above and below the text of each row at a total height."""
        free = height - sum(self.heights) - self.below
        return Emu(max(self.min_padding, min(self.padding, free // self.gaps)))

    def _rows(self, padding: Emu) -> Iterator[TableRow]:
        for number, (row, height) in enumerate(zip(self.content.rows, self.heights, strict=True)):
            above = padding if number or self._begins_filled else Emu(0)
            whole = Emu(height + above + padding)
            yield TableRow(
                whole, above, padding, self._cells(row, height), self.content.steps[number]
            )

    def _cells(self, row: Sequence[SetCell], height: Emu) -> tuple[Cell, ...]:
        """Return the cells of a row whose text is so high."""
        if self.content.grid.is_plain and height <= self.line_height:
            pairs = zip(row, self._inners, strict=True)
            return tuple([Cell(cell[0].solved(inner, self.density)) for cell, inner in pairs])
        return tuple([self._cell(at, cell) for at, cell in enumerate(row)])

    @cached_property
    def line_height(self) -> Emu:
        """Return the height of a line of its text."""
        return self.content.line_height(self.density)

    @cached_property
    def _inners(self) -> Sequence[Emu]:
        """Return the room of the text of each column."""
        return [column.inner for column in self.columns]

    def _cell(self, at: int, cell: SetCell) -> Cell:
        size = cell.text.paragraphs[0].sizes(self.density).size
        inner = Emu(1) if cell.is_covered else inner_width(cell, at, self.columns, size)
        kept = self._kept(cell, inner, size)
        return Cell(
            cell.text.solved(Emu(inner - kept), self.density),
            columns=cell.columns,
            rows=cell.rows,
            joins_left=cell.joins_left,
            joins_above=cell.joins_above,
            after=Emu(after_width(cell, size) + kept),
            fill=cell.fill,
        )

    def _kept(self, cell: SetCell, inner: Emu, size: Pt) -> Emu:
        """Return the space after the text of a cell that lets it fill the lines kept for it."""
        if cell.is_covered or cell.text.paragraphs[0].align != "left":
            return Emu(0)
        reserve = cell.measured.reserve(room_for(size, inner))
        return width_for(size, reserve) if reserve else Emu(0)

    def _caption_frame(self, table: Box) -> TextFrame | None:
        """Return the caption's frame, below the table."""
        caption = self.content.caption
        if caption is None:
            return None
        return TextFrame(
            box=table.rows(Emu(table.bottom + self.content.space), self.caption_height),
            paragraphs=caption.solved(table.width),
            role="caption",
            region=self.content.region,
            fills_placeholder=False,
        )


def fit_table(content: TableContent, widths: Widths, density: Density) -> FittedTable:
    """Return a table with columns of given widths."""
    size = content.size(density)
    columns = tuple(
        TableColumn(wide, *ends) for wide, ends in zip(widths, content.sides(size), strict=True)
    )
    padding = emu(size * content.look.padding)
    return FittedTable(
        content=content,
        density=density,
        columns=columns,
        heights=_heights(content, columns, Emu(round(padding * _TIGHT)), density),
        caption_height=content.caption.height(Emu(sum(widths))) if content.caption else Emu(0),
        padding=padding,
    )


def _heights(
    content: TableContent, columns: Sequence[TableColumn], padding: Emu, density: Density
) -> Sequence[Emu]:
    """Return the height of the text of each row; most cells have one line."""
    size, grid = content.size(density), content.grid
    rooms = [room_for(size, column.inner) for column in columns]
    if (
        content.rows is grid.rows
        and not grid.has_spans
        and all(room >= ample for room, ample in zip(rooms, grid.ample, strict=True))
    ):
        return [emu(count * one.sizes(density).line_height) for count, one in grid.forced]
    heights = [
        max(
            [text_height(cell, at, columns, density) for at, cell in row if cell.rows == 1],
            default=Emu(0),
        )
        for row in map(uncovered, content.rows)
    ]
    for number, row in enumerate(content.rows if grid.has_spans else ()):
        for at, cell in uncovered(row):
            spanned = slice(number, number + cell.rows)
            held = sum(heights[spanned]) + 2 * padding * (cell.rows - 1)
            missing = text_height(cell, at, columns, density) - held
            if missing > 0:
                last = number + cell.rows - 1
                heights[last] = Emu(heights[last] + missing)
    return heights
