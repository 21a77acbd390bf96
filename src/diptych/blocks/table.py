"""A table: text in rows and columns, as wide as its region."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from msgspec.structs import replace

from diptych.diagnostics import Span
from diptych.model.block import ShapeBlock
from diptych.model.cells import CellSpan
from diptych.model.geometry import Emu, emu
from diptych.model.paragraph import Paragraph
from diptych.model.roles import Cells, Role
from diptych.model.style import Style, head_line, row_line
from diptych.model.text import Text
from diptych.model.theme import Align, BlockStyle

if TYPE_CHECKING:
    from diptych.typography.table_text import TableText

_CELLS = Cells("cell", may_be_figure=True)


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
    counted_as = ("table", "figure")
    number_in = "caption"

    header: Annotated[tuple[tuple[Text, ...], ...], _CELLS] = ()
    """The rows with the names of the columns, the names of groups of them first."""
    rows: Annotated[tuple[tuple[Text, ...], ...], _CELLS]
    """Each has a text for every column, empty for an empty cell and for one that is covered."""
    has_total: bool = False
    """Whether the last of the rows is the total of the others."""
    align: tuple[Align, ...] = ()
    """The alignment of each column; any further columns are aligned left."""
    row_heads: bool = False
    """Whether the first column names the rows."""
    spans: tuple[CellSpan, ...] = ()
    highlighted: tuple[tuple[int, int], ...] = ()
    """The cells to be highlighted, by row, counted as in `CellSpan`, and column."""
    row_steps: tuple[int, ...] = ()
    """The steps at which its rows appear, without those of the header; empty if with the table."""
    caption: Annotated[Text | None, Role("caption")] = None
    source: Span | None = None
    """Where its rows are, if they are in a file of their own."""

    @property
    def steps(self) -> tuple[int, ...]:
        """Return the steps at which it or its rows appear."""
        return (self.step, *self.row_steps)

    def set(self, style: Style) -> TableText:
        """Return its cells and its caption, measured."""
        from diptych.cldr.numbers import decimal_sign
        from diptych.typography.measured_text import set_text
        from diptych.typography.table_cells import set_rows
        from diptych.typography.table_content import TableLook
        from diptych.typography.table_grid import CellGrid
        from diptych.typography.table_text import TableText

        below, look = style.rows_below, style.block("table")
        if below is not None:  # both are read as one table
            own = below.look
            look = replace(look, name=own.name, size=own.size, floor=own.floor)
        caption = self._caption(style)
        rows = list(set_rows(self, look, style, decimal_sign))
        count = len(self.header)
        steps = self.row_steps or [self.step] * len(self.rows)
        return TableText(
            span=self.span,
            rows=rows,
            steps=[*[self.step] * count, *steps],
            grid=CellGrid(rows),
            look=TableLook(
                header_rows=count,
                has_row_heads=self.row_heads,
                has_total=self.has_total,
                evens_figures=[self.align_of(at) == "right" for at in range(len(rows[0]))],
                is_grid=self._is_grid,
                side=look.indent,
                padding=look.space_before,
                head_line=head_line(look) if below is None else row_line(look),
                row_line=row_line(look),
                is_closed=below is None or self.caption is not None,
                rows_below=below,
            ),
            alt=self.alt,
            region=style.region.name,
            step=self.step,
            caption=set_text((caption,), style.theme) if caption else None,
            space=emu(caption.space_before) if caption else Emu(0),
        )

    @property
    def _is_grid(self) -> bool:
        """Return whether its rows have names and its columns none, but for one over all of them."""
        widths = {(one.row, one.columns) for one in self.spans}
        has_names = any((row, len(cells)) not in widths for row, cells in enumerate(self.header))
        return self.row_heads and not has_names

    def align_of(self, column: int) -> Align:
        """Return the alignment of a column."""
        return self.align[column] if column < len(self.align) else "left"

    def is_head(self, row: int, column: int) -> bool:
        """Return whether a cell is set as a head: it names columns or its row, or is a total."""
        heads = len(self.header)
        is_total = self.has_total and row == heads + len(self.rows) - 1
        return row < heads or is_total or (self.row_heads and column == 0)

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
        heads = self.header[-1] if self.header else tuple(row[0] for row in self.rows)
        return ", ".join(text.plain for text in heads if text.plain)
