"""Formulas on cards: all are as large as the smallest of them, as the text of all cards is."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from diptych.layout.placing import Filled
from diptych.model.geometry import Box, Emu, Pt
from diptych.model.shapes import FormulaShape, Shape

Drawn = tuple[Filled, tuple[Shape, ...]]
"""A region, and its shapes."""


def level_formulas(drawn: Sequence[Drawn]) -> Sequence[Drawn]:
    """Return regions, in their order, with all formulas on cards in one size."""
    formulas = [
        shape
        for filled, shapes in drawn
        if filled.region.panel is not None
        for shape in shapes
        if isinstance(shape, FormulaShape)
    ]
    if len({shape.size for shape in formulas}) <= 1:
        return drawn
    size = min(shape.size for shape in formulas)
    return [
        (filled, tuple(_at(shape, size) for shape in shapes) if filled.region.panel else shapes)
        for filled, shapes in drawn
    ]


def _at(shape: Shape, size: Pt) -> Shape:
    """Return a formula in a size around the middle of its box; another shape as it is."""
    if not isinstance(shape, FormulaShape):
        return shape
    box, share = shape.box, size / shape.size
    width, height = round(box.width * share), round(box.height * share)
    left, top = box.x + (box.width - width) // 2, box.y + (box.height - height) // 2
    return replace(shape, size=size, box=Box(Emu(left), Emu(top), Emu(width), Emu(height)))
