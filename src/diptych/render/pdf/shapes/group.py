"""Groups in the PDF: their shapes, with what all of it shows."""

from __future__ import annotations

from typing import assert_never

from diptych.model.shapes import Drawing, Group, Rectangle, SingleShape, TextFrame
from diptych.render.pdf.scene import Scene
from diptych.render.pdf.shapes.drawing import drawing
from diptych.render.pdf.shapes.frame import frame
from diptych.render.pdf.shapes.rectangle import rectangle


def group(shape: Group, scene: Scene) -> list[str]:
    """Return the shapes of a group in reading order."""
    return [part for inner in shape.shapes for part in _placed(inner, scene)]


def _placed(shape: SingleShape, scene: Scene) -> list[str]:
    match shape:
        case TextFrame():
            return frame(shape, scene)
        case Drawing():
            return [drawing(shape, scene)]
        case Rectangle():
            return [rectangle(shape.box, shape.panel, shape.scrim)]
        case _:
            assert_never(shape)
