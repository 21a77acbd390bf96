"""Shapes in the PDF: each stands at its solved box."""

from __future__ import annotations

from typing import assert_never

from diptych.model.drawn_shapes import Drawing, Rectangle
from diptych.model.shapes import ChartShape, FormulaShape, Group, PictureShape, Shape
from diptych.model.table_shape import TableShape
from diptych.model.text_frame import TextFrame
from diptych.render.pdf.scene import Scene
from diptych.render.pdf.shapes.chart import chart
from diptych.render.pdf.shapes.drawing import drawing
from diptych.render.pdf.shapes.formula import formula
from diptych.render.pdf.shapes.frame import frame
from diptych.render.pdf.shapes.group import group
from diptych.render.pdf.shapes.picture import picture
from diptych.render.pdf.shapes.rectangle import rectangle
from diptych.render.pdf.shapes.table import table


def placed(shape: Shape, scene: Scene) -> list[str]:  # noqa: PLR0911 - one case for each
    """Return a shape as content, in reading order."""
    match shape:
        case TextFrame():
            return frame(shape, scene)
        case PictureShape():
            return [picture(shape, scene)]
        case Drawing():
            return [drawing(shape, scene)]
        case FormulaShape():
            return [formula(shape)]
        case TableShape():
            return table(shape, scene)
        case ChartShape():
            return [chart(shape)]
        case Rectangle():
            return [rectangle(shape.box, shape.panel, shape.scrim)]
        case Group():
            return group(shape, scene)
        case _:
            assert_never(shape)
