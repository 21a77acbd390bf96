"""The words at the axes of a chart: labels of ticks and categories, and titles."""

from __future__ import annotations

import math
from collections.abc import Iterator

from diptych.charting.axes import Axes
from diptych.model.chart import Calendar, Scale, Word, WordAnchor


def tick_words(axes: Axes) -> Iterator[Word]:
    """Yield the labels of the axes of numbers."""
    plot, letters, quiet = axes.plot, axes.letters, axes.paints.quiet
    below = letters.baseline(plot.bottom + axes.gap + axes.line / 2)
    for one in (axes.scaling.scale, axes.scaling.second, axes.scaling.across):
        for tick, text in zip(
            one.ticks if one else (), axes.scaling.tick_labels(one), strict=False
        ):
            if one is axes.scaling.across:
                x = plot.x + _share(one, tick) * plot.width
                yield Word(text=text, x=x, y=below, color=quiet, anchor="middle")
            elif axes.data.is_horizontal:
                yield Word(text=text, x=axes.level(tick), y=below, color=quiet, anchor="middle")
            else:
                is_second = one is axes.scaling.second
                y = letters.baseline(axes.level(tick, is_second=is_second))
                x = plot.right + axes.gap if is_second else plot.x - axes.gap
                anchor: WordAnchor = "start" if is_second else "end"
                yield Word(text=text, x=x, y=y, color=quiet, anchor=anchor)


def _share(one: Scale | None, tick: float) -> float:
    return one.share(tick) if one is not None else 0.0


def category_words(axes: Axes) -> Iterator[Word]:
    """Yield the names of the categories, line by line."""
    plot, letters = axes.plot, axes.letters
    ink = axes.paints.ink if axes.scaling.bars else axes.paints.quiet
    if axes.calendar is not None:
        yield from _days(axes, axes.calendar, ink)
        return
    if axes.turn:
        yield from _turned_names(axes, ink)
        return
    for at, lines in enumerate(axes.category_lines):
        for row, text in enumerate(lines):
            if axes.data.is_horizontal:
                middle = plot.y + axes.along(at) + (row - (len(lines) - 1) / 2) * axes.line
                x = plot.x - axes.gap
                y = letters.baseline(middle)
                yield Word(text=text, x=x, y=y, color=ink, anchor="end")
            else:
                y = letters.baseline(plot.bottom + axes.gap + (row + 0.5) * axes.line)
                x = plot.x + axes.along(at)
                yield Word(text=text, x=x, y=y, color=ink, anchor="middle")


def _days(axes: Axes, calendar: Calendar, ink: str) -> Iterator[Word]:
    """Yield the labels of days."""
    plot = axes.plot
    y = axes.letters.baseline(plot.bottom + axes.gap + axes.line / 2)
    for tick, label in zip(calendar.ticks, calendar.labels, strict=True):
        x = plot.x + calendar.share(tick) * plot.width
        yield Word(text=label, x=x, y=y, color=ink, anchor="middle")


def _turned_names(axes: Axes, ink: str) -> Iterator[Word]:
    """Yield the names of columns, which end below these."""
    drop, angle = axes.letters.baseline(0.0), math.radians(axes.turn)
    y = axes.plot.bottom + axes.gap
    for at, name in enumerate(axes.data.categories):
        x = axes.plot.x + axes.along(at)
        yield Word(
            text=name,
            x=x + drop * math.sin(angle),
            y=y + drop * math.cos(angle),
            color=ink,
            anchor="end",
            turn=axes.turn,
        )


def axis_titles(axes: Axes) -> Iterator[Word]:
    """Yield the titles of axes."""
    letters, quiet = axes.letters, axes.paints.quiet
    for title in (axes.axis_title, axes.category_title):
        if title is not None:
            y = letters.baseline(title.y + axes.line / 2)
            right = title.x + letters.width(title.text)
            yield Word(text=title.text, x=right, y=y, color=quiet, anchor="end")
