"""The lines and areas of a chart with axes."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TypedDict

from diptych.charting.axes import Axes
from diptych.charting.data import SeriesData
from diptych.charting.paths import DOT, Point, dot, line, polygon, rectangle, stretches
from diptych.charting.stacks import ends_in_stack
from diptych.model.chart import ERROR_CAP, ERROR_LINE, TINT_EDGE, Mark, Plan, PlottedSeries

_HAIRLINE, _AXIS, _EDGE = 0.75, 1.0, 2.0
"""The widths of the lines of grids, of axes, and of the edges of dots, in pixels."""
_SEAM = 1.0
"""The width of the line between stacked areas, in pixels."""


class _Painted(TypedDict):
    """The colours of a mark."""

    fill: str
    line: str
    width: float


def grid(plan: Plan, axes: Axes) -> Iterator[Mark]:
    """Yield the lines of ticks; those of the axis itself are drawn above what is plotted."""
    plot = plan.plot
    if plan.scale is not None and plan.scale.is_shown:
        for tick in plan.scale.ticks:
            level = _crisp(axes.level(tick))
            ends = (
                ((level, plot.y), (level, plot.bottom))
                if axes.data.is_horizontal
                else ((plot.x, level), (plot.right, level))
            )
            yield Mark(path=line(ends), line=plan.grid, width=_HAIRLINE)


def _crisp(at: float) -> float:
    """Return the middle of a row of pixels, so that thin lines are as thick everywhere."""
    return math.floor(at) + 0.5


def zero_line(plan: Plan, axes: Axes) -> Iterator[Mark]:
    """Yield the line at which bars begin."""
    plot, base = plan.plot, _crisp(axes.base())
    ends = (
        ((base, plot.y), (base, plot.bottom))
        if axes.data.is_horizontal
        else ((plot.x, base), (plot.right, base))
    )
    yield Mark(path=line(ends), line=plan.axis, width=_AXIS)


def figures(plan: Plan, axes: Axes) -> Iterator[Mark]:
    """Yield the bars, areas, lines and points; lines are above bars."""
    shown = list(enumerate(zip(plan.series, axes.data.series, strict=True)))
    which = 0
    for at, (one, data) in shown:
        if one.form == "bars":
            yield from _bars(which if plan.stacking == "none" else at, one, data, axes)
            which += 1
        elif one.form == "area":
            yield from _areas(at, one, data, axes)
    for _, (one, data) in shown:
        points = [axes.point(at, data) for at in range(len(data.values))]
        if one.is_target:
            ends = _across(plan, axes, data)
            yield Mark(path=line(ends), line=one.color, width=one.width)
        elif one.form == "line":
            yield from _error_bars(one, data, axes)
            yield from _line(one, points, axes.paints.paper)
        elif one.form == "points":
            yield from _error_bars(one, data, axes)
            for place, point in enumerate(points):
                if point is not None:
                    yield Mark(path=dot(point, DOT), step=one.step, **_painted(one, place))


def _bars(which: int, one: PlottedSeries, data: SeriesData, axes: Axes) -> Iterator[Mark]:
    is_stacked = axes.data.stacking != "none"
    plot = axes.plot
    for at, value in enumerate(data.values):
        if value is None:
            continue
        if is_stacked:
            low, high = ends_in_stack(axes, which, at)
            start, end = axes.level(low), axes.level(high)
        else:
            start, end = axes.base(), axes.level(value)
        side = axes.bar_places.start(at, which)
        if axes.data.is_horizontal:
            path = rectangle(start, plot.y + side, end, plot.y + side + axes.bar_places.width)
        else:
            path = rectangle(plot.x + side, start, plot.x + side + axes.bar_places.width, end)
        seam = axes.paints.paper if is_stacked else ""
        yield Mark(path=path, step=one.step, **_painted(one, at, seam))
    yield from _error_bars(one, data, axes, which)


def _error_bars(
    one: PlottedSeries, data: SeriesData, axes: Axes, which: int | None = None
) -> Iterator[Mark]:
    """Yield the error bars of a series, `which` being its position among those of bars."""
    for at in range(len(data.errors)):
        ends, point = axes.error_ends(at, data), axes.point(at, data)
        if ends is None or point is None:
            continue
        middle = point[0]
        if which is not None:
            start = axes.plot.y if axes.data.is_horizontal else axes.plot.x
            middle = start + axes.bar_places.start(at, which) + axes.bar_places.width / 2
        caps = ((end, middle - ERROR_CAP, middle + ERROR_CAP) for end in ends)
        stem, *across = (
            ((ends[0], middle), (ends[1], middle)),
            *(((end, low), (end, high)) for end, low, high in caps),
        )
        for (x1, y1), (x2, y2) in (stem, *across):
            places = ((x1, y1), (x2, y2)) if axes.data.is_horizontal else ((y1, x1), (y2, x2))
            yield Mark(path=line(places), line=one.error_color, width=ERROR_LINE, step=one.step)


def _painted(one: PlottedSeries, at: int, seam: str = "") -> _Painted:
    """Return the colours of a bar or a dot: a tint has an outline, instead of a seam."""
    color = one.point_colors[at] if one.point_colors else one.color
    if one.has_tints and color != one.color:
        return {"fill": color, "line": one.color, "width": TINT_EDGE}
    return {"fill": color, "line": seam, "width": _SEAM if seam else 0.0}


def _areas(which: int, one: PlottedSeries, data: SeriesData, axes: Axes) -> Iterator[Mark]:
    """Yield an area for each stretch of numbers; in a stack, a missing one counts as 0."""
    tops: list[Point | None] = []
    bottoms: list[Point | None] = []
    for at, value in enumerate(data.values):
        x = axes.plot.x + axes.along(at)
        if axes.data.stacking != "none":
            low, high = ends_in_stack(axes, which, at)
            tops.append((x, axes.level(high)))
            bottoms.append((x, axes.level(low)))
        else:
            tops.append(None if value is None else (x, axes.level(value)))
            bottoms.append(None if value is None else (x, axes.base()))
    seam = axes.paints.paper if axes.data.stacking != "none" else ""
    for above, below in zip(stretches(tops), stretches(bottoms), strict=True):
        if len(above) == 1:
            yield Mark(path=line((*above, *below)), line=one.color, width=one.width, step=one.step)
            continue
        yield Mark(
            path=polygon((*above, *reversed(below))),
            fill=one.color,
            line=seam,
            width=_SEAM if seam else 0.0,
            step=one.step,
        )


def _line(one: PlottedSeries, points: Sequence[Point | None], paper: str) -> Iterator[Mark]:
    """Yield a line for each stretch of numbers, and the dots."""
    for stretch in stretches(points):
        if len(stretch) > 1:
            yield Mark(path=line(stretch), line=one.color, width=one.width, step=one.step)
    for at in one.dots:
        point = points[at]
        if point is not None:
            color = one.point_colors[at] if one.point_colors else one.color
            yield Mark(path=dot(point, DOT), fill=color, line=paper, width=_EDGE, step=one.step)


def _across(plan: Plan, axes: Axes, target: SeriesData) -> tuple[Point, Point]:
    """Return the ends of a line across the plot."""
    level, start, end = axes.level(target.values[0] or 0.0), axes.plot.x, axes.plot.right
    if not plan.reaches_edges or plan.dates:
        start, end = (axes.plot.x + axes.along(at) for at in (0, axes.count - 1))
    return (start, level), (end, level)
