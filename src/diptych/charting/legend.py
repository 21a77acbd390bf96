"""The legend of a chart with axes: keys and names."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from diptych.charting.data import ChartData
from diptych.charting.lettering import Letters
from diptych.charting.paths import DOT, Point, dot, line, rectangle
from diptych.model.chart import Area, Legend, Mark, Plan, Word

_KEY, _KEY_GAP = 0.8, 0.5
"""The side of a key, and the space between it and the name of its series, in em."""
_LEGEND_LINE = 1.15
"""The height of a row of the legend, in lines."""
_COLUMN_GAP = 1.4
"""Between two names of the legend, in em."""


def legend_of(data: ChartData, letters: Letters, width: float) -> Legend | None:
    """Return where the legend is in a chart of a width: a row at the top, or rows of equal columns.

    None if its series are not named by one.
    """
    if not data.has_legend:
        return None
    em, count = letters.em, len(data.series)
    entry = (_KEY + _KEY_GAP + _COLUMN_GAP) * em
    widths = [letters.width(one.name) + entry for one in data.series]
    columns = count
    if sum(widths) > width:
        columns = max(1, min(count, int(width // max(widths))))
        widths = [max(widths)] * count
    high = letters.line * _LEGEND_LINE
    lefts = list(accumulate(widths[: columns - 1], initial=0.0))
    area = Area(0.0, 0.0, min(width, sum(widths[:columns])), -(-count // columns) * high)
    places = (divmod(at, columns) for at in range(count))
    return Legend(
        area=area,
        places=tuple((lefts[column], (row + 0.5) * high) for row, column in places),
    )


def keys(plan: Plan, letters: Letters) -> Iterator[Mark]:
    """Yield the squares and lines of the legend."""
    em = letters.em
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


def legend_words(plan: Plan, letters: Letters) -> Iterator[Word]:
    """Yield the names of the series beside their keys."""
    em = letters.em
    for one, (x, middle) in zip(plan.series, _places(plan), strict=False):
        left = x + (_KEY + _KEY_GAP) * em
        y = letters.baseline(middle)
        yield Word(text=one.name, x=left, y=y, color=plan.letters.ink)


def _places(plan: Plan) -> tuple[Point, ...]:
    return plan.legend.places if plan.legend is not None else ()
