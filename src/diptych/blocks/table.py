"""A table: text in rows and columns, as wide as its region."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

from msgspec import Struct
from msgspec.structs import replace

from diptych.model.deck import Extent, ShapeBlock
from diptych.model.geometry import Box, Emu, emu
from diptych.model.roles import Cells, Role
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
from diptych.model.theme import Align
from diptych.typography.columns import Widths, divided, levelled, relaxed
from diptych.typography.measured_text import MeasuredText, set_text

_CELLS = Cells("cell", may_be_figure=True)
_TIGHT = 0.4
"""Share of the space above and below the text of a row that is left where room is scarce."""


class Table(ShapeBlock, frozen=True, kw_only=True):
    """A table; `align:` says which columns stand `right` or `center`, such as figures.

    table:
      header: [Model, Year, Parameters]
      rows:
        - [GPT-3, 2020, 175 billion]
        - [Llama 2, 2023, 70 billion]
      align: [left, right, right]
      caption: Large models, by year
    """

    header: Annotated[tuple[Text, ...], _CELLS] = ()
    """The names of the columns; empty: they have none."""
    rows: Annotated[tuple[tuple[Text, ...], ...], _CELLS]
    """Each has a text for every column, empty where nothing stands."""
    align: tuple[Align, ...] = ()
    """Of each column; those beyond stand left."""
    row_heads: bool = False
    """Whether the first column names the rows."""
    caption: Annotated[Text | None, Role("caption")] = None

    def measure(self, width: Emu, style: Style) -> Extent:
        """Return its height at `width`; the space around the text of its rows can shrink."""
        return self._set(width, style).extent

    def missing_width(self, width: Emu, style: Style) -> Emu:
        """Return how much wider it must be for its longest words to stay whole."""
        return self._set(width, style).lacking

    def draw(self, box: Box, style: Style) -> tuple[Shape, ...]:
        """Return the table, its rows as airy as `box` is high, and its caption below it."""
        setting = self._set(box.width, style)
        around = setting.around(box.height)
        rows = tuple(_rows(setting, around))
        place = box.rows(box.y, Emu(sum(row.height for row in rows)))
        look = style.block("table")
        shape = TableShape(
            box=place,
            columns=setting.columns,
            rows=rows,
            has_header=bool(self.header),
            has_row_heads=self.row_heads,
            head_line=head_line(look),
            row_line=row_line(look),
            alt=self._alt,
            span=self.span,
            region=style.region.name,
            step=self.step,
            caption=_caption_frame(setting, place, style),
        )
        return (shape,)

    def _set(self, width: Emu, style: Style) -> _Setting:
        rows = [
            [self._galley(text, row, column, style) for column, text in enumerate(texts)]
            for row, texts in enumerate((self.header, *self.rows) if self.header else self.rows)
        ]
        columns, lacking = self._columns(rows, width, style.block("table").indent)
        caption = self._caption(style)
        return _Setting(
            width=width,
            rows=rows,
            columns=columns,
            lacking=lacking,
            caption=set_text((caption,), style.theme) if caption else None,
            space=emu(caption.space_before) if caption else Emu(0),
            padding=_airy(style),
        )

    def _galley(self, text: Text, row: int, column: int, style: Style) -> MeasuredText:
        """Return a cell, measured."""
        look = style.block("table")
        is_head = (row == 0 and bool(self.header)) or (column == 0 and self.row_heads)
        is_bold = look.bold or (is_head and look.bold_heads)
        plain = replace(look, indent=Emu(0), space_before=0.0, bold=is_bold)
        paragraph = replace(style.paragraph(text, plain), align=self._align(column))
        return set_text((paragraph,), style.theme)

    def _align(self, column: int) -> Align:
        return self.align[column] if column < len(self.align) else "left"

    def _columns(
        self, rows: Sequence[Sequence[MeasuredText]], width: Emu, side: Emu
    ) -> tuple[tuple[TableColumn, ...], Emu]:
        """Return the columns, and how much wider they should be for their longest words."""
        by_column = list(zip(*rows, strict=True))
        sides = _sides(len(by_column), side)
        least, natural = [], []
        for column, (left, right) in zip(by_column, sides, strict=True):
            least.append(Emu(max(measured.narrowest for measured in column) + left + right))
            natural.append(Emu(max(measured.natural for measured in column) + left + right))
        choices = (
            tuple(TableColumn(wide, *ends) for wide, ends in zip(widths, sides, strict=True))
            for widths in self._widths(width, least, natural)
        )
        best = min(choices, key=lambda columns: _cost(rows, columns))
        return best, Emu(max(0, sum(least) - width))

    def _widths(
        self, width: Emu, least: Sequence[Emu], natural: Sequence[Emu]
    ) -> tuple[Widths, ...]:
        """Return what the widths of the columns may be."""
        if sum(least) >= width:
            return (divided(width, least),)
        if sum(natural) > width:
            return levelled(width, least, natural), relaxed(width, least, natural)
        even = self._even(natural)
        return (divided(width, even if sum(even) <= width else natural),)

    def _even(self, natural: Sequence[Emu]) -> Sequence[Emu]:
        """Return the widths with those of figures, the columns declared right, made alike."""
        is_figures = [self._align(column) == "right" for column in range(len(natural))]
        figures = (wide for wide, is_one in zip(natural, is_figures, strict=True) if is_one)
        widest = max(figures, default=Emu(0))
        return [
            widest if is_one else wide for wide, is_one in zip(natural, is_figures, strict=True)
        ]

    def _caption(self, style: Style) -> Paragraph | None:
        """Return the caption's paragraph: of one size on every slide, however dense."""
        if self.caption is None:
            return None
        own = style.at(1.0).paragraph(self.caption, style.block("caption"), step=self.step)
        return replace(own, align="left")

    @property
    def _alt(self) -> str:
        """Return what it shows: its caption, or else the names of its columns, or of its rows."""
        if self.caption is not None:
            return self.caption.plain
        heads = self.header or tuple(row[0] for row in self.rows)
        return ", ".join(text.plain for text in heads if text.plain)


class _Setting(Struct, frozen=True, kw_only=True):
    """A table in one width and at one scale."""

    width: Emu
    rows: Sequence[Sequence[MeasuredText]]
    columns: tuple[TableColumn, ...]
    lacking: Emu
    """How much wider it should be for its longest words."""
    caption: MeasuredText | None
    space: Emu
    """Above the caption."""
    padding: Emu
    """Above and below the text of a row, where there is room for it."""

    @property
    def heights(self) -> list[Emu]:
        """Return the height of the text of each row."""
        return [_height(row, self.columns) for row in self.rows]

    @property
    def below(self) -> Emu:
        """Return what the caption takes."""
        return Emu(self.space + self.caption.height(self.width)) if self.caption else Emu(0)

    @property
    def min_padding(self) -> Emu:
        """Return what must be above and below the text of a row."""
        return Emu(round(self.padding * _TIGHT))

    @property
    def gaps(self) -> int:
        """Return how often there is space above or below the text of a row: not at the top."""
        return 2 * len(self.rows) - 1

    @property
    def extent(self) -> Extent:
        """Return the height of it all."""
        text = sum(self.heights) + self.below
        natural, least = text + self.gaps * self.padding, text + self.gaps * self.min_padding
        return Extent(Emu(natural), Emu(least))

    def around(self, height: Emu) -> Emu:
        """Return what stands above and below the text of each row if it is to be so high."""
        free = height - sum(self.heights) - self.below
        return Emu(max(self.min_padding, min(self.padding, free // self.gaps)))


def _sides(count: int, side: Emu) -> list[tuple[Emu, Emu]]:
    """Return what stands left and right of the text of each column: nothing at the outer edges."""
    last = count - 1
    return [(side if i else Emu(0), side if i < last else Emu(0)) for i in range(count)]


def _cost(
    rows: Sequence[Sequence[MeasuredText]], columns: Sequence[TableColumn]
) -> tuple[int, Emu]:
    """Return how many cells are broken into lines, and how high the text is then."""
    broken = sum(
        measured.natural > column.inner
        for row in rows
        for measured, column in zip(row, columns, strict=True)
    )
    return broken, Emu(sum(_height(row, columns) for row in rows))


def _height(row: Sequence[MeasuredText], columns: Sequence[TableColumn]) -> Emu:
    cells = zip(row, columns, strict=True)
    return max((measured.height(column.inner) for measured, column in cells), default=Emu(0))


def _rows(setting: _Setting, around: Emu) -> Iterator[TableRow]:
    """Yield the rows; the first begins with its text, so that this stands in line with others."""
    for number, (row, height) in enumerate(zip(setting.rows, setting.heights, strict=True)):
        above = around if number else Emu(0)
        whole = Emu(height + above + around)
        yield TableRow(whole, above, around, _cells(row, setting.columns))


def _cells(row: Sequence[MeasuredText], columns: Sequence[TableColumn]) -> tuple[Cell, ...]:
    return tuple(
        Cell(measured.paragraphs, measured.shown(column.inner))
        for measured, column in zip(row, columns, strict=True)
    )


def _airy(style: Style) -> Emu:
    look = style.block("table")
    return emu(look.size * style.scale * look.space_before)


def _caption_frame(setting: _Setting, table: Box, style: Style) -> TextFrame | None:
    """Return the caption, below the table."""
    caption = setting.caption
    if caption is None:
        return None
    return TextFrame(
        box=table.rows(Emu(table.bottom + setting.space), caption.height(table.width)),
        paragraphs=caption.paragraphs,
        lines=caption.shown(table.width),
        role="caption",
        region=style.region.name,
        fills_placeholder=False,
    )
