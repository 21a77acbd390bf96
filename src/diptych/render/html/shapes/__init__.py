"""Shapes as HTML: each is an element that is absolutely positioned at its solved box."""

from __future__ import annotations

from typing import assert_never

from diptych.model.drawn_shapes import Drawing, Rectangle
from diptych.model.shapes import ChartShape, FormulaShape, Group, PictureShape, Shape
from diptych.model.table_shape import TableShape
from diptych.model.text_frame import TextFrame
from diptych.render.html.shapes.drawing import render_drawing
from diptych.render.html.shapes.formula import render_formula
from diptych.render.html.shapes.frame import render_frame
from diptych.render.html.shapes.group import render_group
from diptych.render.html.shapes.picture import render_picture
from diptych.render.html.shapes.rectangle import render_rectangle
from diptych.render.html.shapes.scene import Scene
from diptych.render.html.shapes.table import render_table


def render_shape(index: int, shape: Shape, scene: Scene) -> str:  # noqa: PLR0911 - one case for each
    """Return one shape as HTML; `index` is its position on the slide."""
    match shape:
        case TextFrame():
            return render_frame(index, shape, scene)
        case PictureShape():
            return render_picture(index, shape, scene.locale)
        case Drawing():
            return render_drawing(index, shape)
        case FormulaShape():
            return render_formula(index, shape)
        case TableShape():
            return render_table(index, shape, scene)
        case ChartShape():
            from diptych.render.html.shapes.chart import render_chart  # few talks have one

            return render_chart(index, shape)
        case Rectangle():
            return render_rectangle(index, shape)
        case Group():
            return render_group(index, shape, scene)
        case _:
            assert_never(shape)
