"""Tables in the PDF: real tables, with the widths and heights of columns and rows as solved."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from msgspec.structs import replace

from diptych.model.geometry import EMU_PER_PX, Box, Emu
from diptych.model.table_shape import CellPlace, TableShape
from diptych.render.pdf.paragraphs import text_in
from diptych.render.pdf.scene import Scene, TextContext
from diptych.render.pdf.shapes.frame import frame
from diptych.render.pdf.source import color, pt, tuple_of


def table(shape: TableShape, scene: Scene) -> list[str]:
    """Return the lines of a table, the table and its caption."""
    text = TextContext(scene=scene)
    box = shape.box
    places = list(shape.places())
    last = len(shape.rows) - shape.has_total
    parts = (
        ("table.header({})", range(shape.header_rows)),
        ("{}", range(shape.header_rows, last)),
        ("table.footer({})", range(last, len(shape.rows))),
    )
    cells = [
        form.format(", ".join([_cell(one, text) for one in places if one.row in rows]))
        for form, rows in parts
        if rows
    ]
    columns = tuple_of([pt(column.width) for column in shape.columns])
    heights = tuple_of([pt(row.height) for row in shape.rows])
    grid = f"table(columns: {columns}, rows: {heights}, {', '.join(cells)})"
    placed = f"at({pt(box.x)}, {pt(box.y)}, {pt(box.width)}, {grid})"
    caption = frame(shape.caption, scene) if shape.caption is not None else []
    return [*_fills(places), *_lines(shape), placed, *caption]


def _fills(places: list[CellPlace]) -> Iterator[str]:
    """Yield the backgrounds of highlighted cells."""
    for one in places:
        if one.cell.fill:
            yield _panel(one.box, one.cell.fill)


def _lines(shape: TableShape) -> Iterator[str]:
    """Yield the lines, which lie within the bottom of their rows, in whole pixels."""
    bottoms = accumulate((row.height for row in shape.rows), initial=shape.box.y)
    for number, bottom in enumerate(list(bottoms)[1:]):
        line = shape.line_below(number)
        height = Emu(max(1, round(line.width / EMU_PER_PX)) * EMU_PER_PX)
        for left, width in shape.lines_below(number):
            yield _panel(Box(left, Emu(bottom - height), width, height), line.color)


def _panel(box: Box, fill: str) -> str:
    return f"panel({pt(box.x)}, {pt(box.y)}, {pt(box.width)}, {pt(box.height)}, {color(fill)})"


def _cell(one: CellPlace, text: TextContext) -> str:
    """Return a cell with its text in its place."""
    spans = (("colspan", one.cell.columns), ("rowspan", one.cell.rows))
    spanned = ", ".join(f"{name}: {count}" for name, count in spans if count > 1)
    if not any(paragraph.runs for paragraph in one.cell.paragraphs):
        return f"table.cell({spanned})[]" if spanned else "[]"
    x, y = Emu(one.text.x - one.box.x), Emu(one.text.y - one.box.y)
    place = replace(one.text, x=x, y=y)
    content = text_in(one.cell.paragraphs, place, one.anchor, text)
    return f"table.cell({spanned}, {content})" if spanned else content
