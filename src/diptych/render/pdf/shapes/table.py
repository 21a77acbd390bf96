"""Tables in the PDF: real tables, with the widths and heights of columns and rows as solved."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from diptych.model.geometry import EMU_PER_PX, Box, Emu
from diptych.model.shapes import Cell, TableColumn, TableRow, TableShape
from diptych.render.pdf.paragraphs import text_height, text_in
from diptych.render.pdf.scene import Scene, TextContext
from diptych.render.pdf.shapes.frame import frame
from diptych.render.pdf.source import color, pt, tuple_of


def table(shape: TableShape, scene: Scene) -> list[str]:
    """Return the lines of a table, the table and its caption."""
    text = TextContext(scene=scene)
    box = shape.box
    columns = tuple_of([pt(column.width) for column in shape.columns])
    heights = tuple_of([pt(row.height) for row in shape.rows])
    rows = [_row(shape, number, row, text) for number, row in enumerate(shape.rows)]
    if shape.has_header:
        rows[0] = f"table.header({rows[0]})"
    options = f"columns: {columns}, rows: {heights}"
    grid = f"table({options}, {', '.join(rows)})"
    placed = f"at({pt(box.x)}, {pt(box.y)}, {pt(box.width)}, {grid})"
    caption = frame(shape.caption, scene) if shape.caption is not None else []
    return [*_lines(shape), placed, *caption]


def _lines(shape: TableShape) -> Iterator[str]:
    """Yield the lines, which lie within the bottom of their rows, in whole pixels."""
    bottoms = accumulate((row.height for row in shape.rows), initial=shape.box.y)
    for number, bottom in enumerate(list(bottoms)[1:]):
        line = shape.line_below(number)
        height = Emu(max(1, round(line.width / EMU_PER_PX)) * EMU_PER_PX)
        x, y, width = pt(shape.box.x), pt(Emu(bottom - height)), pt(shape.box.width)
        yield f"panel({x}, {y}, {width}, {pt(height)}, {color(line.color)})"


def _row(shape: TableShape, number: int, row: TableRow, text: TextContext) -> str:
    is_header = shape.has_header and number == 0
    cells = zip(row.cells, shape.columns, strict=True)
    return ", ".join(_cell(cell, column, row, text, is_header=is_header) for cell, column in cells)


def _cell(
    cell: Cell, column: TableColumn, row: TableRow, text: TextContext, *, is_header: bool
) -> str:
    """Return a cell, in which text stands at the top, or at the bottom of a header."""
    if not any(paragraph.runs for paragraph in cell.paragraphs):
        return "[]"
    top = row.height - row.below - text_height(cell.paragraphs) if is_header else row.above
    inner = Box(x=column.left, y=Emu(top), width=column.inner, height=Emu(row.height))
    return text_in(cell.paragraphs, inner, "top", text)
