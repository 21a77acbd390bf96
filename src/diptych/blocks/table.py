"""A table: text in rows and columns, as wide as its region."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

from msgspec import Struct
from msgspec.structs import replace

from diptych.model.block import ShapeBlock
from diptych.model.density import Density
from diptych.model.geometry import Box, Emu, Pt, emu
from diptych.model.roles import Cells, Role
from diptych.model.setting import Extent, Fitted, Piece, Pieces, Setting
from diptych.model.shapes import (
    Cell,
    Paragraph,
    Shape,
    TableColumn,
    TableRow,
    TableShape,
    TextFrame,
)
from diptych.model.style import Style, head_line, row_line
from diptych.model.text import Text
from diptych.model.theme import BOLD, Align, BlockStyle, TextStyle
from diptych.typography.asides import with_asides
from diptych.typography.columns import Widths, divided, levelled, relaxed
from diptych.typography.measure import width_for
from diptych.typography.measured_text import MeasuredText, cited_by, set_text

_CELLS = Cells("cell", may_be_figure=True)
_TIGHT = 0.4
"""Share of the padding above and below the text of a row that is kept where space is scarce."""

_DIVIDED = 4
"""The least number of rows that are divided among pages: two on each."""


class Table(ShapeBlock, frozen=True, kw_only=True):
    """A table; `align:` aligns columns `right`, such as those of numbers, or `center`.

    In YAML:

        table:
          header: [Model, Year, Parameters]
          rows:
            - [GPT-3, 2020, 175 billion]
            - [Llama 2, 2023, 70 billion]
          align: [left, right, right]
          caption: Large models, by year

    In Markdown:

        | Model   | Year |  Parameters |
        |---------|-----:|------------:|
        | GPT-3   | 2020 | 175 billion |
        | Llama 2 | 2023 |  70 billion |

        : Large models, by year {#models}
    """

    noun = "a table"
    in_markdown = "own"
    styles = (BlockStyle("table"), BlockStyle("caption"))

    header: Annotated[tuple[Text, ...], _CELLS] = ()
    """The names of the columns; empty if they have none."""
    rows: Annotated[tuple[tuple[Text, ...], ...], _CELLS]
    """Each has a text for every column, empty for an empty cell."""
    align: tuple[Align, ...] = ()
    """The alignment of each column; any further columns are aligned left."""
    row_heads: bool = False
    """Whether the first column names the rows."""
    caption: Annotated[Text | None, Role("caption")] = None

    def set(self, style: Style) -> TableSetting:
        """Return its cells and its caption, measured."""
        look = style.block("table")
        caption = self._caption(style)
        rows = tuple(self._rows(look, style))
        return TableSetting(
            span=self.span,
            table=self,
            rows=rows,
            whole=[[cell.texts[0].whole for cell in row] for row in rows],
            longest=[
                max(cell.texts[0].longest_word for cell in column)
                for column in zip(*rows, strict=True)
            ],
            caption=set_text((caption,), style.theme) if caption else None,
            space=emu(caption.space_before) if caption else Emu(0),
            region=style.region.name,
            look=look,
        )

    def _rows(self, look: TextStyle, style: Style) -> Iterator[Sequence[MeasuredText]]:
        """Yield the cells of each row, measured."""
        plain = replace(look, indent=Emu(0), space_before=0.0)
        head = replace(plain, weight=BOLD) if look.bold_heads else plain
        if self.header:
            yield [self._cell(text, i, head, style) for i, text in enumerate(self.header)]
        first = head if self.row_heads else plain
        for row in self.rows:
            yield [self._cell(text, i, plain if i else first, style) for i, text in enumerate(row)]

    def _cell(self, text: Text, column: int, look: TextStyle, style: Style) -> MeasuredText:
        runs = with_asides(text.runs, bold=style.theme.aside.bold)
        paragraph = replace(style.paragraph(text, look, runs=runs), align=self.align_of(column))
        return set_text((paragraph,), style.theme)

    def align_of(self, column: int) -> Align:
        """Return the alignment of a column."""
        return self.align[column] if column < len(self.align) else "left"

    def _caption(self, style: Style) -> Paragraph | None:
        """Return the caption's paragraph, which has the same size on every slide."""
        if self.caption is None:
            return None
        own = style.paragraph(self.caption, style.block("caption"), step=self.step)
        return replace(own, align="left")

    @property
    def alt(self) -> str:
        """Return its alternative text: its caption, or else the names of its columns or rows."""
        if self.caption is not None:
            return self.caption.plain
        heads = self.header or tuple(row[0] for row in self.rows)
        return ", ".join(text.plain for text in heads if text.plain)


class TableSetting(Setting, frozen=True, kw_only=True):
    """A table set in one style."""

    table: Table
    rows: Sequence[Sequence[MeasuredText]]
    """The cells; each has one paragraph, all of the same size."""
    whole: Sequence[Sequence[float]]
    """For each cell, the width in em at which it fits on one line."""
    longest: Sequence[float]
    """For each column, the width in em at which none of its words is split."""
    caption: MeasuredText | None
    space: Emu
    """Above the caption."""
    region: str
    look: TextStyle

    @property
    def paragraphs(self) -> Sequence[Paragraph]:
        """Return the text of its cells, row by row."""
        return [paragraph for row in self.rows for cell in row for paragraph in cell.paragraphs]

    def fitted(self, width: Emu, density: Density) -> Fitted:
        """Return it at `width`; the padding of its rows can shrink.

        Its missing width is what its longest words would need in order not to be split.
        """
        least, best = self._best(width, density)
        return Fitted(best.extent, best.draw, Emu(max(0, sum(least) - width)))

    def _best(self, width: Emu, density: Density) -> tuple[Sequence[Emu], _FittedTable]:
        """Return the least widths of its columns, and the table with the best ones."""
        size = self._size(density)
        sides = _sides(len(self.longest), self.look.indent)
        least = _widened([width_for(size, room) for room in self.longest], sides)
        whole = [max(column) for column in zip(*self.whole, strict=True)]
        natural = _widened([width_for(size, room) for room in whole], sides)
        choices = [
            self._divided(widths, sides, density) for widths in self._widths(width, least, natural)
        ]
        best = choices[0]
        if len(choices) > 1:
            best = min(choices, key=lambda one: (self._broken(one, size), sum(one.heights)))
        return least, best

    def pieces(self, width: Emu, density: Density) -> Pieces | None:
        """Return its rows; the header is repeated in each part, the caption below the last one."""
        heads = 1 if self.table.header else 0
        count = len(self.rows) - heads
        if count < _DIVIDED:
            return None
        _, fitted = self._best(width, density)
        pitch = emu(self.rows[0][0].paragraphs[0].sizes(density).line_height)
        padding = 2 * fitted.min_padding
        heights = [Emu(height + padding) for height in fitted.heights]
        lines = [max(1, round(height / pitch)) for height in fitted.heights]
        pieces = [
            Piece(
                height,
                Emu(0),
                lines[index + heads],
                holds_next=index in {0, count - 2},
                cited=frozenset().union(*(cited_by(p) for cell in row for p in cell.paragraphs)),
            )
            for index, (height, row) in enumerate(
                zip(heights[heads:], self.rows[heads:], strict=True)
            )
        ]
        around = sum(heights[:heads]) + (fitted.below if self.caption else 0)
        return Pieces(tuple(pieces), Emu(around), self._part)

    def _part(self, start: int, end: int) -> TableSetting:
        heads = 1 if self.table.header else 0
        rows = (*self.rows[:heads], *self.rows[heads + start : heads + end])
        is_last = heads + end == len(self.rows)
        if is_last:
            return replace(self, rows=rows)
        return replace(self, rows=rows, caption=None, space=Emu(0))

    def _divided(
        self, widths: Widths, sides: Sequence[tuple[Emu, Emu]], density: Density
    ) -> _FittedTable:
        """Return it with columns of the given widths."""
        columns = tuple(TableColumn(wide, *ends) for wide, ends in zip(widths, sides, strict=True))
        width = Emu(sum(widths))
        return _FittedTable(
            setting=self,
            density=density,
            columns=columns,
            heights=[_height(row, columns, density) for row in self.rows],
            caption_height=self.caption.height(width) if self.caption else Emu(0),
            padding=emu(self._size(density) * self.look.space_before),
        )

    def _size(self, density: Density) -> Pt:
        return self.rows[0][0].paragraphs[0].sizes(density).size

    def _broken(self, choice: _FittedTable, size: Pt) -> int:
        """Return how many cells take more than one line."""
        return sum(
            width_for(size, room) > column.inner
            for rooms in self.whole
            for room, column in zip(rooms, choice.columns, strict=True)
        )

    def _widths(
        self, width: Emu, least: Sequence[Emu], natural: Sequence[Emu]
    ) -> tuple[Widths, ...]:
        """Return the candidates for the widths of the columns."""
        if sum(least) >= width:
            return (divided(width, least),)
        if sum(natural) > width:
            return levelled(width, least, natural), relaxed(width, least, natural)
        even = self._even(natural)
        return (divided(width, even if sum(even) <= width else natural),)

    def _even(self, natural: Sequence[Emu]) -> Sequence[Emu]:
        """Return the widths with those of number columns, which are aligned right, made equal."""
        is_figures = [self.table.align_of(column) == "right" for column in range(len(natural))]
        figures = (wide for wide, is_one in zip(natural, is_figures, strict=True) if is_one)
        widest = max(figures, default=Emu(0))
        return [
            widest if is_one else wide for wide, is_one in zip(natural, is_figures, strict=True)
        ]


class _FittedTable(Struct, frozen=True, kw_only=True):
    """A table at one width and density."""

    setting: TableSetting
    density: Density
    columns: tuple[TableColumn, ...]
    heights: Sequence[Emu]
    """The height of the text of each row."""
    caption_height: Emu
    padding: Emu
    """The preferred space above and below the text of a row."""

    @property
    def below(self) -> Emu:
        """Return the height that the caption takes, including the space above it."""
        return Emu(self.setting.space + self.caption_height)

    @property
    def min_padding(self) -> Emu:
        """Return the minimum space above and below the text of a row."""
        return Emu(round(self.padding * _TIGHT))

    @property
    def gaps(self) -> int:
        """Return how often the padding occurs; there is none at the top of the table."""
        return 2 * len(self.heights) - 1

    @property
    def extent(self) -> Extent:
        """Return the height of the table with its caption."""
        text = sum(self.heights) + self.below
        natural, least = text + self.gaps * self.padding, text + self.gaps * self.min_padding
        return Extent(Emu(natural), Emu(least))

    def draw(self, box: Box) -> Sequence[Shape]:
        """Return the table with its caption, its rows padded as far as the box allows."""
        rows = tuple(self._rows(self._padding_in(box.height)))
        place = box.rows(box.y, Emu(sum(row.height for row in rows)))
        table, look = self.setting.table, self.setting.look
        shape = TableShape(
            box=place,
            columns=self.columns,
            rows=rows,
            has_header=bool(table.header),
            has_row_heads=table.row_heads,
            head_line=head_line(look),
            row_line=row_line(look),
            alt=table.alt,
            span=table.span,
            region=self.setting.region,
            step=table.step,
            caption=self._caption_frame(place),
        )
        return (shape,)

    def _padding_in(self, height: Emu) -> Emu:
        """Return the space above and below the text of each row at a total height."""
        free = height - sum(self.heights) - self.below
        return Emu(max(self.min_padding, min(self.padding, free // self.gaps)))

    def _rows(self, padding: Emu) -> Iterator[TableRow]:
        """Yield the rows; the first has no top padding, so that it aligns with adjacent text."""
        for number, (row, height) in enumerate(zip(self.setting.rows, self.heights, strict=True)):
            above = padding if number else Emu(0)
            whole = Emu(height + above + padding)
            yield TableRow(whole, above, padding, self._cells(row))

    def _cells(self, row: Sequence[MeasuredText]) -> tuple[Cell, ...]:
        return tuple(
            Cell(cell.solved(column.inner, self.density))
            for cell, column in zip(row, self.columns, strict=True)
        )

    def _caption_frame(self, table: Box) -> TextFrame | None:
        """Return the caption's frame, below the table."""
        caption = self.setting.caption
        if caption is None:
            return None
        return TextFrame(
            box=table.rows(Emu(table.bottom + self.setting.space), self.caption_height),
            paragraphs=caption.solved(table.width),
            role="caption",
            region=self.setting.region,
            fills_placeholder=False,
        )


def _sides(count: int, side: Emu) -> list[tuple[Emu, Emu]]:
    """Return the space left and right of the text of each column; none at the outer edges."""
    last = count - 1
    return [(side if i else Emu(0), side if i < last else Emu(0)) for i in range(count)]


def _widened(widths: Sequence[Emu], sides: Sequence[tuple[Emu, Emu]]) -> list[Emu]:
    """Return the widths of columns including the space next to their text."""
    return [Emu(wide + left + right) for wide, (left, right) in zip(widths, sides, strict=True)]


def _height(row: Sequence[MeasuredText], columns: Sequence[TableColumn], density: Density) -> Emu:
    cells = zip(row, columns, strict=True)
    return max((cell.height(column.inner, density) for cell, column in cells), default=Emu(0))
