"""Pies and doughnuts on one page: all are as large as the smallest of them, to be compared."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from diptych.charting.slices import with_radius
from diptych.layout.placing import Filled
from diptych.model.chart import ROUND
from diptych.model.shapes import ChartShape, Shape

Drawn = tuple[Filled, tuple[Shape, ...]]
"""A region, and its shapes."""
_ALIKE = 0.6
"""Pies of which the smallest has less than this share of the largest's radius stay as they are."""


def level_pies(drawn: Sequence[Drawn]) -> Sequence[Drawn]:
    """Return regions, in their order, with pies of one size unless they differ a lot."""
    sizes = [
        shape.plan.plot.width
        for _, shapes in drawn
        for shape in shapes
        if isinstance(shape, ChartShape) and shape.plan.kind in ROUND
    ]
    least = min(sizes, default=0.0)
    if len(set(sizes)) <= 1 or least < _ALIKE * max(sizes):
        return drawn
    return [(one, tuple(_at(shape, least / 2) for shape in shapes)) for one, shapes in drawn]


def _at(shape: Shape, radius: float) -> Shape:
    if not isinstance(shape, ChartShape) or shape.plan.kind not in ROUND:
        return shape
    plan = with_radius(shape.plan, radius)
    return shape if plan is None else replace(shape, plan=plan)
