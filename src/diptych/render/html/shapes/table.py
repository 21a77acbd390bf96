"""Tables as HTML: a real `table`, with the widths and heights of columns and rows as solved."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import count

from msgspec import Struct

from diptych.model.geometry import Emu, to_px
from diptych.model.paragraph import Paragraph
from diptych.model.table_shape import Cell, TableRow, TableShape
from diptych.model.text_frame import TextFrame
from diptych.render.html.paragraphs import TextContext, render_paragraph
from diptych.render.html.shapes.scene import Scene, fragment
from diptych.render.html.units import attribute, box_style, px, token

_NO_INSETS = Emu(0), Emu(0)


def render_table(index: int, table: TableShape, scene: Scene) -> str:
    """Return a table in its own box; `index` is its position on the slide."""
    context = TextContext(locale=scene.locale, role="text", sources=scene.sources)
    content = _Writer(table, context, count()).content()
    classes, step = fragment(table.step)
    region = attribute("data-region", table.region)
    return (
        f'<div class="frame table{classes}" data-frame="{index}"{region}{step}'
        f' style="{box_style(table.box)}">\n<table>{content}\n</table>\n</div>'
    )


class _Writer(Struct, frozen=True, dict=True):
    """Writes the parts of one table in document order, numbering its paragraphs."""

    table: TableShape
    context: TextContext
    numbers: count[int]

    def content(self) -> str:
        table = self.table
        caption = self._caption(table.caption) if table.caption is not None else ""
        columns = "".join(f'<col style="width:{px(column.width)}">' for column in table.columns)
        rows = [self._row(number, row) for number, row in enumerate(table.rows)]
        first, last = table.header_rows, len(rows) - table.has_total
        parts = (("thead", rows[:first]), ("tbody", rows[first:last]), ("tfoot", rows[last:]))
        groups = "".join(f"\n<{tag}>{''.join(part)}\n</{tag}>" for tag, part in parts if part)
        return f"{caption}\n<colgroup>{columns}</colgroup>{groups}"

    def _caption(self, caption: TextFrame) -> str:
        gap = px(Emu(caption.box.y - self.table.box.bottom))
        return f'<caption style="padding-top:{gap}">{self._text(caption.paragraphs)}</caption>'

    def _row(self, number: int, row: TableRow) -> str:
        table = self.table
        classes, step = fragment(row.step) if row.step != table.step else ("", "")
        named = f' class="{classes.strip()}"' if classes else ""
        style = f"height:{px(row.height)};--above:{px(row.above)};{self._below(number)}"
        cells = "".join(
            [
                self._cell(number, place, cell)
                for place, cell in enumerate(row.cells)
                if not cell.is_covered
            ]
        )
        return f'\n<tr{named}{step} style="{style}">{cells}</tr>'

    def _below(self, number: int) -> str:
        """Return the space and the line below the text of a row."""
        row, rule = self.table.rows[number], self.table.line_below(number)
        return f"--below:{px(row.below)};--rule:{_whole_px(rule.width)};--line:{token(rule.color)}"

    def _cell(self, row: int, place: int, cell: Cell) -> str:
        """Return a cell; an empty cell is never a header."""
        text = self._text(cell.paragraphs)
        scope = self._scope(row, place, cell) if text else ""
        tag, names = ("th", f' scope="{scope}"') if scope else ("td", "")
        if cell.columns > 1:
            names += f' colspan="{cell.columns}"'
        if cell.rows > 1:
            names += f' rowspan="{cell.rows}"'
        style = self._style(row, place, cell)
        return f"<{tag}{names}{style}>{text}</{tag}>"

    def _scope(self, row: int, column: int, cell: Cell) -> str:
        if row < self.table.header_rows:
            return "colgroup" if cell.columns > 1 else "col"
        return "row" if self.table.has_row_heads and column == 0 else ""

    def _style(self, row: int, place: int, cell: Cell) -> str:
        """Return the style of a cell: what differs from that of its row."""
        if self._plain_styles:
            return self._plain_styles[place]
        return self._own_style(row, place, cell)

    @cached_property
    def _plain_styles(self) -> Sequence[str]:
        """Return the style of the cells of each column; nothing if some cell has its own."""
        rows = self.table.rows
        has_others = self.table.header_rows > 1 or not self.table.is_closed
        if has_others or not all(cell.is_plain for row in rows for cell in row.cells):
            return ()
        return [self._own_style(0, at, cell) for at, cell in enumerate(rows[0].cells)]

    def _own_style(self, row: int, place: int, cell: Cell) -> str:
        columns, last = self.table.columns, row + cell.rows - 1
        end = Emu(columns[place + cell.columns - 1].right + cell.after)
        ends = (("left", columns[place].left), ("right", end))
        parts = [f"padding-{side}:{px(length)}" for side, length in ends if length]
        if last > row:
            parts.append(self._below(last))
        has_line = self.table.has_line_below(last, place)
        insets = self.table.line_insets(last, place) if has_line else _NO_INSETS
        if not has_line or any(insets):
            parts.append("border-bottom-color:transparent")
        line = f"{_inset_line(insets)} " if any(insets) else ""
        if line or cell.fill:
            parts.append(f"background:{line}{token(cell.fill) if cell.fill else ''}".rstrip())
        return f' style="{";".join(parts)}"' if parts else ""

    def _text(self, paragraphs: tuple[Paragraph, ...]) -> str:
        if len(paragraphs) == 1:  # as in most cells
            number, (only,) = next(self.numbers), paragraphs
            return render_paragraph("p", number, only, self.context) if only.runs else ""
        return "".join(
            render_paragraph("p", number, paragraph, self.context) if paragraph.runs else ""
            for paragraph, number in zip(paragraphs, self.numbers, strict=False)
        )


def _inset_line(insets: tuple[Emu, Emu]) -> str:
    """Return the line below a cell, narrower than it, as a background in place of its border."""
    left, right = insets
    place = f"{px(left)} 100%/calc(100% - {px(Emu(left + right))}) var(--rule)"
    return f"linear-gradient(var(--line),var(--line)) {place} no-repeat border-box"


def _whole_px(width: Emu) -> str:
    """Return the width of a border in whole pixels, as browsers draw it."""
    return f"{max(1, round(to_px(width)))}px"
