"""Charts in the PDF: as SVG, whose text is text in the fonts of the document."""

from __future__ import annotations

import re

from diptych.model.shapes import ChartShape
from diptych.render.chart_svg import chart_svg, view_box
from diptych.render.pdf.source import color, literal, pt

_COLOR = re.compile("\x00([^\x00]*)\x00")
_OPEN, _END = '">', "</svg>"
_FAMILY = '.map(name => "\'" + name + "\'").join(", ")'


def chart(shape: ChartShape) -> str:
    """Return a chart, with its alternative text."""
    start = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view_box(shape.box)}" font-family="'
    family = f"font-{shape.plan.letters.font}{_FAMILY}"
    drawing = chart_svg(
        shape.plan, lambda name: f"\x00{name}\x00", lambda _, content: content, simplified=True
    )
    svg = f"bytes({literal(start)} + {family} + {_joined(_OPEN + drawing + _END)})"
    size = f"width: {pt(shape.box.width)}, height: {pt(shape.box.height)}"
    shown = f'image({svg}, format: "svg", {size}, fit: "stretch", alt: {literal(shape.alt)})'
    return f"at({pt(shape.box.x)}, {pt(shape.box.y)}, {pt(shape.box.width)}, {shown})"


def _joined(drawing: str) -> str:
    """Return a drawing as an expression, in which colours are those of the document."""
    parts = _COLOR.split(drawing)
    return " + ".join(
        f"{color(part)}.to-hex()" if at % 2 else literal(part) for at, part in enumerate(parts)
    )
