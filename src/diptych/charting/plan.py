"""Solves a chart of any kind in a box of any size."""

from __future__ import annotations

from diptych.charting.axes import Axes
from diptych.charting.data import ChartData, Paints
from diptych.charting.drawing import axes_plan
from diptych.charting.slices import slices_plan
from diptych.model.chart import ROUND, Plan

_LEAST_PLOT = 96.0
"""The least height of a plot in pixels."""
_TIGHT = 1.1
"""The height of a horizontal bar with the space beside it, in lines of its name."""


def solve(data: ChartData, paints: Paints, width: float, height: float) -> Plan:
    """Return a chart in a box of a size in pixels."""
    plan = slices_plan if data.kind in ROUND else axes_plan
    return plan(data, paints, width, height)


def least_height(data: ChartData, paints: Paints, width: float) -> float:
    """Return the height below which the labels of a chart touch each other, in pixels."""
    letters = paints.letters
    if data.kind in ROUND:
        rows = -(-len(data.categories) // 2)
        return max(2 * _LEAST_PLOT, 2.5 * letters.line * rows)
    axes = Axes(data, paints, width, 2 * _LEAST_PLOT)
    if not data.is_horizontal:
        rows = max((len(lines) for lines in axes.category_lines), default=1)
        return axes.top + _LEAST_PLOT + rows * letters.line + letters.gap
    rows = sum(max(1, len(lines)) for lines in axes.category_lines)
    return axes.top + rows * letters.line * _TIGHT + letters.line + letters.gap


def missing_width(data: ChartData, paints: Paints, width: float) -> float:
    """Return how much more width columns need so that none of their names is split, in pixels."""
    if data.kind != "column" or not any(any(map(str.isalpha, one)) for one in data.categories):
        return 0.0
    axes = Axes(data, paints, width, 2 * _LEAST_PLOT)
    longest = max(map(paints.letters.longest_word, data.categories), default=0.0)
    return max(0.0, (longest - axes.room) * axes.count)
