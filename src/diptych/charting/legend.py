"""The legend of a chart with axes: keys and names."""

from __future__ import annotations

from collections.abc import Iterator

from diptych.charting.axes import Axes
from diptych.charting.paths import Point, dot, line, rectangle
from diptych.charting.point_labels import DOT
from diptych.model.chart import Mark, Plan, Word

_KEY, _KEY_GAP = 0.8, 0.5


def keys(plan: Plan, axes: Axes) -> Iterator[Mark]:
    """Yield the squares and lines of the legend."""
    em = axes.letters.em
    for one, (x, middle) in zip(plan.series, _places(plan), strict=False):
        half = _KEY * em / 2
        if one.form == "line":
            ends = ((x, middle), (x + 2 * half, middle))
            yield Mark(path=line(ends), line=one.color, width=one.width)
        elif one.form == "points":
            yield Mark(path=dot((x + half, middle), DOT), fill=one.color)
        else:
            path = rectangle(x, middle - half, x + 2 * half, middle + half)
            yield Mark(path=path, fill=one.color)


def legend_words(plan: Plan, axes: Axes) -> Iterator[Word]:
    """Yield the names of the series beside their keys."""
    em, letters = axes.letters.em, axes.letters
    for one, (x, middle) in zip(plan.series, _places(plan), strict=False):
        left = x + (_KEY + _KEY_GAP) * em
        y = letters.baseline(middle)
        yield Word(text=one.name, x=left, y=y, color=plan.letters.ink)


def _places(plan: Plan) -> tuple[Point, ...]:
    return plan.legend.places if plan.legend is not None else ()
