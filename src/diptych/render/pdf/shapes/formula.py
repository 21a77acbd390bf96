"""Displayed formulas in the PDF, each in the middle of its box."""

from __future__ import annotations

from diptych.model.shapes import FormulaShape
from diptych.render.pdf.formulas import typst_math
from diptych.render.pdf.source import color, points, pt


def formula(shape: FormulaShape) -> str:
    """Return a formula."""
    box = shape.box
    shown = typst_math(shape.formula, shape.alt)
    inked = f"text(size: {points(shape.size)}, fill: {color(shape.color)}, {shown})"
    body = f"block(width: 100%, height: {pt(box.height)}, align(center + horizon, {inked}))"
    return f"at({pt(box.x)}, {pt(box.y)}, {pt(box.width)}, {body})"
