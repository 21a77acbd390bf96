"""The steps of all shapes of a page, counted anew."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from msgspec.structs import replace

from diptych.model.drawn_shapes import Drawing, Rectangle
from diptych.model.shapes import (
    ChartShape,
    FormulaShape,
    Group,
    PictureShape,
    Shape,
    SingleShape,
    parts_of,
    steps_of,
)
from diptych.model.table_shape import TableShape
from diptych.model.text_frame import TextFrame


def from_first_step(shapes: tuple[Shape, ...]) -> tuple[Shape, ...]:
    """Return the shapes of a page with its steps counted from 1, without gaps."""
    used = sorted({step for shape in shapes for step in _steps(shape)} - {0})
    if used == list(range(1, len(used) + 1)):
        return shapes
    new = {0: 0} | {step: number for number, step in enumerate(used, 1)}
    return tuple(_renumbered(shape, new) for shape in shapes)


def _steps(shape: Shape) -> list[int]:
    return [step for part in parts_of(shape) for step in steps_of(part)]


def _renumbered(shape: Shape, new: Mapping[int, int]) -> Shape:
    match shape:
        case TableShape():
            caption = shape.caption and _renumbered_frame(shape.caption, new)
            rows = tuple(replace(row, step=new[row.step]) for row in shape.rows)
            return replace(shape, step=new[shape.step], rows=rows, caption=caption)
        case ChartShape():
            narrow = shape.narrow and shape.narrow.renumbered(new)
            plan = shape.plan.renumbered(new)
            return replace(shape, step=new[shape.step], plan=plan, narrow=narrow)
        case PictureShape() | FormulaShape():
            return replace(shape, step=new[shape.step])
        case Group():
            return replace(shape, shapes=tuple(_renumbered_one(one, new) for one in shape.shapes))
        case TextFrame() | Drawing() | Rectangle():
            return _renumbered_one(shape, new)
        case _:
            assert_never(shape)


def _renumbered_one(shape: SingleShape, new: Mapping[int, int]) -> SingleShape:
    match shape:
        case TextFrame():
            return _renumbered_frame(shape, new)
        case Drawing():
            return replace(shape, step=new[shape.step])
        case Rectangle():
            return replace(shape, step=new[shape.step], until=new[shape.until])
        case _:
            assert_never(shape)


def _renumbered_frame(frame: TextFrame, new: Mapping[int, int]) -> TextFrame:
    return replace(frame, paragraphs=tuple(replace(p, step=new[p.step]) for p in frame.paragraphs))
