"""Groups in the PDF: their shapes, with an alternative text for the whole."""

from __future__ import annotations

from typing import assert_never

from diptych.model.drawn_shapes import Drawing, Rectangle
from diptych.model.shapes import Group, SingleShape
from diptych.model.text_frame import TextFrame
from diptych.render.pdf.scene import Scene
from diptych.render.pdf.shapes.drawing import drawing
from diptych.render.pdf.shapes.frame import frame
from diptych.render.pdf.shapes.rectangle import rectangle
from diptych.render.pdf.source import literal, sequence


def group(shape: Group, scene: Scene) -> list[str]:
    """Return a figure with its alternative text and its shapes, in reading order."""
    parts = [part for inner in shape.shapes for part in _placed(inner, scene)]
    return [f"grouped({literal(shape.alt)}, {sequence(parts)})"] if parts else []


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
