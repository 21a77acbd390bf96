"""Displayed formulas as HTML: MathML in the middle of its box."""

from __future__ import annotations

from diptych.model.shapes import FormulaShape
from diptych.render.html.mathml import mathml
from diptych.render.html.shapes.scene import fragment
from diptych.render.html.units import box_style, pt_px, token


def render_formula(index: int, shape: FormulaShape) -> str:
    """Return a formula as HTML."""
    classes, step = fragment(shape.step)
    style = f"{box_style(shape.box)};font-size:{pt_px(shape.size)};color:{token(shape.color)}"
    said = shape.alt if shape.is_described else ""
    return (
        f'<div class="shape formula{classes}" data-frame="{index}"{step}'
        f' style="{style}">{mathml(shape.formula, said)}</div>'
    )
