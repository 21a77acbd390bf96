"""Solves a chart of any kind in a box of any size."""

from __future__ import annotations

from typing import NamedTuple

from diptych.charting.axes import Axes
from diptych.charting.data import ChartData, Paints
from diptych.charting.drawing import axes_plan
from diptych.charting.slices import most_on_a_side, slices_plan
from diptych.model.chart import ROUND, Plan

_LEAST_PLOT = 96.0
"""The least height of a plot in pixels."""
_ROW = 2.5
"""The height of the name and the number of a slice with the space between two, in lines."""
_TIGHT = 1.1
"""The height of a horizontal bar with the space beside it, in lines of its name."""


class Needs(NamedTuple):
    """What a chart of some width needs, in pixels."""

    height: float
    """Below this, its labels touch each other."""
    missing_width: float
    """How much wider it has to be for the words beside its plot, and so that no name of its columns
    is split."""


def solve(data: ChartData, paints: Paints, width: float, height: float) -> Plan:
    """Return a chart in a box of a size in pixels."""
    plan = slices_plan if data.kind in ROUND else axes_plan
    return plan(data, paints, width, height)


def needs_of(data: ChartData, paints: Paints, width: float) -> Needs:
    """Return what a chart needs at a width in pixels."""
    letters = paints.letters
    if data.kind in ROUND:
        rows = most_on_a_side(data.series[0].values)
        return Needs(max(2 * _LEAST_PLOT, _ROW * letters.line * rows), 0.0)
    axes = Axes(data, paints, width, 2 * _LEAST_PLOT)
    if data.is_horizontal:
        rows = sum(max(1, len(lines)) for lines in axes.category_lines)
        tight = 1.0 if data.is_reduced else _TIGHT
        height = axes.top + rows * axes.line * tight + axes.line + axes.gap
        return Needs(height, axes.missing_width)
    height = axes.top + _LEAST_PLOT + axes.names_height + axes.gap
    return Needs(height, max(axes.missing_width, axes.missing_for_names))
