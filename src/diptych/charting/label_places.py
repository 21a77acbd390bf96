"""The places of labels at points in a chart with axes, and what hides the grid behind them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from diptych.charting.axes import Axes
from diptych.charting.paths import rectangle
from diptych.charting.point_labels import beside_dot
from diptych.charting.stacks import ends_in_stack
from diptych.model.chart import (
    Area,
    LabelPlace,
    Mark,
    Plan,
    PlottedSeries,
    PointLabel,
    Word,
    WordAnchor,
)
from diptych.model.theme import BOLD, REGULAR

_LETTERS, _AROUND_LABEL = 0.8, 0.3
"""The height of the letters of a label, as a share of a line, and the space beside those that hide
lines of the grid, as a share of that between labels and axes."""


class _Placed(NamedTuple):
    """A label at its place."""

    which: int
    """That of its series."""
    label: PointLabel
    x: float
    middle: float
    """That of its height."""
    anchor: WordAnchor

    def area(self, axes: Axes) -> Area:
        """Return the rectangle of its letters."""
        width = axes.letters.width(self.label.text, is_bold=self.label.is_bold)
        left = self.x - {"start": 0.0, "middle": width / 2, "end": width}[self.anchor]
        height = axes.line * _LETTERS
        return Area(left, self.middle - height / 2, width, height)


def _placed(series: Sequence[PlottedSeries], axes: Axes) -> Iterator[_Placed]:
    """Yield the labels of points, each at its place."""
    bars, is_stacked = 0, axes.data.stacking != "none"
    for at, (one, data) in enumerate(zip(series, axes.data.series, strict=True)):
        for label in one.labels:
            along = axes.along(label.point)
            if one.form == "bars":
                side = axes.bar_places.start(label.point, 0 if is_stacked else bars)
                along = side + axes.bar_places.width / 2
            level = axes.level(data.values[label.point] or 0.0, is_second=data.is_second)
            if label.place == "middle":
                low, high = ends_in_stack(axes, at, label.point)
                level = (axes.level(low) + axes.level(high)) / 2
            x, y, anchor = _beside(label.place, along, level, axes)
            if one.form == "points" and (point := axes.point(label.point, data)) is not None:
                x, y, anchor = beside_dot(label.place, point, axes)
            yield _Placed(at, label, x + label.moved[0], y + label.moved[1], anchor)
        bars += one.form == "bars"


def _beside(
    place: LabelPlace, along: float, level: float, axes: Axes
) -> tuple[float, float, WordAnchor]:
    """Return the x and the middle of a label beside a point, and what of it is there."""
    plot, half, space = axes.plot, axes.line / 2, axes.gap * 0.6
    x, y = plot.x + along, level
    if axes.data.is_horizontal:
        x, y = level, plot.y + along
    right = space if axes.data.is_horizontal else axes.gap
    places: dict[LabelPlace, tuple[float, float, WordAnchor]] = {
        "above": (x, y - half, "middle"),
        "below": (x, y + half, "middle"),
        "left": (x - space, y, "end"),
        "right": (x + right, y, "start"),
    }
    return places.get(place, (x, y, "middle"))


def hiding_grid(series: tuple[PlottedSeries, ...], axes: Axes) -> tuple[PlottedSeries, ...]:
    """Return the series with those labels told that a line of the grid would strike through."""
    if not axes.scaling.scale.is_shown:
        return series
    placed = _placed(series, axes)
    struck = {(one.which, one.label.point) for one in placed if _is_struck(one, axes)}
    return tuple(
        replace(
            one,
            labels=tuple(
                replace(label, hides_grid=True) if (which, label.point) in struck else label
                for label in one.labels
            ),
        )
        for which, one in enumerate(series)
    )


def _is_struck(one: _Placed, axes: Axes) -> bool:
    if one.label.place == "middle":
        return False
    area, plot = one.area(axes), axes.plot
    levels = map(axes.level, axes.scaling.scale.ticks)
    if axes.data.is_horizontal:
        return any(area.x < level < area.right for level in levels)
    is_beside = area.right <= plot.x or area.x >= plot.right
    return not is_beside and any(area.y < level < area.bottom for level in levels)


def behind_labels(plan: Plan, axes: Axes) -> Iterator[Mark]:
    """Yield what hides lines of the grid behind labels."""
    for one in _placed(plan.series, axes):
        if one.label.hides_grid:
            area, space = one.area(axes), axes.gap * _AROUND_LABEL
            path = rectangle(area.x - space, area.y, area.right + space, area.bottom)
            yield Mark(path=path, fill=plan.paper, step=plan.series[one.which].step)


def label_words(plan: Plan, axes: Axes) -> Iterator[Word]:
    """Yield the words of the labels at points."""
    for which, label, x, middle, anchor in _placed(plan.series, axes):
        yield Word(
            text=label.text,
            x=x,
            y=axes.letters.baseline(middle),
            color=label.color,
            anchor=anchor,
            weight=BOLD if label.is_bold else REGULAR,
            step=plan.series[which].step,
        )
