"""A slide at one of its steps, for pages and pictures of each of them."""

from __future__ import annotations

from typing import assert_never

from msgspec.structs import replace

from diptych.model import shapes
from diptych.model.drawn_shapes import Drawing, Rectangle
from diptych.model.geometry import Emu
from diptych.model.laid_out import LaidOutSlide
from diptych.model.shapes import ChartShape, FormulaShape, Group, PictureShape, Shape, SingleShape
from diptych.model.table_shape import TableShape
from diptych.model.text_frame import TextFrame


def steps_of(slide: LaidOutSlide) -> tuple[int, ...]:
    """Return the steps at which a slide changes, in order; the first is 0, its start."""
    return (0, *sorted({step for shape in slide.shapes for step in shapes.steps_of(shape)} - {0}))


def at_step(slide: LaidOutSlide, step: int) -> LaidOutSlide:
    """Return a slide without what appears after `step`; everything else remains in its place."""
    there = (_at(shape, step) for shape in slide.shapes)
    return replace(slide, shapes=tuple(shape for shape in there if shape is not None))


def _at(shape: Shape, step: int) -> Shape | None:
    match shape:
        case PictureShape() | FormulaShape():
            return shape if shape.step <= step else None
        case ChartShape():
            is_there = shape.step <= step
            return replace(shape, plan=shape.plan.at_step(step)) if is_there else None
        case TableShape():
            return _table_at(shape, step) if shape.step <= step else None
        case Group():
            there = (_one_at(inner, step) for inner in shape.shapes)
            return replace(shape, shapes=tuple(one for one in there if one is not None))
        case TextFrame() | Drawing() | Rectangle():
            return _one_at(shape, step)
        case _:
            assert_never(shape)


def _one_at(shape: SingleShape, step: int) -> SingleShape | None:
    match shape:
        case TextFrame():
            return _frame_at(shape, step)
        case Rectangle():
            return shape if shape.is_seen(step) else None
        case Drawing():
            return shape if shape.step <= step else None
        case _:
            assert_never(shape)


def _table_at(table: TableShape, step: int) -> TableShape:
    """Return a table with its rows so far; later ones are below these."""
    rows = tuple(row for row in table.rows if row.step <= step)
    if len(rows) == len(table.rows):
        return table
    height = Emu(sum(row.height for row in rows))
    return replace(table, rows=rows, box=table.box.rows(table.box.y, height), has_total=False)


def _frame_at(frame: TextFrame, step: int) -> TextFrame | None:
    """Return a frame in which later paragraphs take up their space, but have no words.

    A panel that appears with its words is left out before.
    """
    if frame.panel_step > step:
        return None
    if all(paragraph.step <= step for paragraph in frame.paragraphs):
        return frame
    paragraphs = (
        paragraph if paragraph.step <= step else replace(paragraph, runs=(), bullet=None)
        for paragraph in frame.paragraphs
    )
    return replace(frame, paragraphs=tuple(paragraphs))
