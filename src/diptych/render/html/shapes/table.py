"""Tables as HTML: a real `table`, with the widths and heights of columns and rows as solved."""

from __future__ import annotations

from itertools import count

from msgspec import Struct

from diptych.model.geometry import Emu, to_px
from diptych.model.shapes import Cell, Paragraph, TableColumn, TableRow, TableShape, TextFrame
from diptych.render.html.paragraphs import TextContext, render_paragraph
from diptych.render.html.shapes.scene import Scene, fragment
from diptych.render.html.units import attribute, box_style, px, token


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


class _Writer(Struct, frozen=True):
    """Writes the parts of one table in document order, numbering its paragraphs."""

    table: TableShape
    context: TextContext
    numbers: count[int]

    def content(self) -> str:
        table = self.table
        caption = self._caption(table.caption) if table.caption is not None else ""
        columns = "".join(f'<col style="width:{px(column.width)}">' for column in table.columns)
        rows = [self._row(number, row) for number, row in enumerate(table.rows)]
        head, body = "".join(rows[: table.has_header]), "".join(rows[table.has_header :])
        parts = (("thead", head), ("tbody", body))
        groups = "".join(f"\n<{tag}>{part}\n</{tag}>" for tag, part in parts if part)
        return f"{caption}\n<colgroup>{columns}</colgroup>{groups}"

    def _caption(self, caption: TextFrame) -> str:
        gap = px(Emu(caption.box.y - self.table.box.bottom))
        return f'<caption style="padding-top:{gap}">{self._text(caption.paragraphs)}</caption>'

    def _row(self, number: int, row: TableRow) -> str:
        is_header = self.table.has_header and number == 0
        rule = self.table.line_below(number)
        style = (
            f"height:{px(row.height)};--above:{px(row.above)};--below:{px(row.below)}"
            f";--rule:{_whole_px(rule.width)};--line:{token(rule.color)}"
        )
        cells = "".join(
            self._cell(cell, column, "col" if is_header else self._row_scope(place))
            for place, (cell, column) in enumerate(zip(row.cells, self.table.columns, strict=True))
        )
        return f'\n<tr style="{style}">{cells}</tr>'

    def _row_scope(self, column: int) -> str:
        return "row" if self.table.has_row_heads and column == 0 else ""

    def _cell(self, cell: Cell, column: TableColumn, scope: str) -> str:
        """Return a cell; an empty cell is never a header."""
        text = self._text(cell.paragraphs)
        tag, names = ("th", attribute("scope", scope)) if scope and text else ("td", "")
        ends = (("left", column.left), ("right", column.right))
        style = ";".join(f"padding-{side}:{px(length)}" for side, length in ends if length)
        return f"<{tag}{names}{attribute('style', style) if style else ''}>{text}</{tag}>"

    def _text(self, paragraphs: tuple[Paragraph, ...]) -> str:
        return "".join(
            render_paragraph("p", number, paragraph, self.context) if paragraph.runs else ""
            for paragraph, number in zip(paragraphs, self.numbers, strict=False)
        )


def _whole_px(width: Emu) -> str:
    """Return the width of a border in whole pixels, as browsers draw it."""
    return f"{max(1, round(to_px(width)))}px"
