"""Shapes as PPTX: one file each, with everything that the writer needs.

Those that few talks have are imported where one occurs: most builds are over in a quarter second.
"""

from __future__ import annotations

from typing import assert_never

from diptych.model.drawn_shapes import Drawing, Rectangle
from diptych.model.shapes import ChartShape, FormulaShape, Group, PictureShape, Shape
from diptych.model.table_shape import TableShape
from diptych.model.text_frame import TextFrame
from diptych.render.pptx.shapes.frame import WrittenFrame
from diptych.render.pptx.shapes.group import WrittenGroup
from diptych.render.pptx.shapes.picture import WrittenPicture
from diptych.render.pptx.shapes.rectangle import WrittenRectangle
from diptych.render.pptx.shapes.table import WrittenTable
from diptych.render.pptx.shapes.written import WrittenShape


def written(shape: Shape) -> WrittenShape:  # noqa: PLR0911 - one case for each
    """Return the PPTX form of a shape."""
    match shape:
        case TextFrame():
            return WrittenFrame(shape)
        case PictureShape():
            return WrittenPicture(shape)
        case Drawing():
            from diptych.render.pptx.shapes.drawing import WrittenDrawing

            return WrittenDrawing(shape)
        case FormulaShape():
            from diptych.render.pptx.shapes.formula import WrittenFormula

            return WrittenFormula(shape)
        case TableShape():
            return WrittenTable(shape)
        case ChartShape():
            from diptych.render.pptx.shapes.chart import WrittenChart

            return WrittenChart(shape)
        case Rectangle():
            return WrittenRectangle(shape)
        case Group():
            return WrittenGroup(shape)
        case _:
            assert_never(shape)
