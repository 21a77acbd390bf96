"""Labels of the points of a scatter, each beside its dot where it touches nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from diptych.charting.axes import Axes
from diptych.charting.paths import DOT, Point
from diptych.model.chart import LabelPlace, PlottedSeries, PointLabel, WordAnchor

_PLACES: tuple[LabelPlace, ...] = ("right", "left", "above", "below")
"""Where a label may be, the best first; the axis below the plot lifts it."""
_INK = 0.8
"""The height of the letters of a line, as a share of it."""
_TOUCH = 2.0
"""How far into a label a line of the grid may reach, in pixels."""
_GAP = 0.4
"""Between a dot and its label, as a share of that between labels and axes."""


class _Room(NamedTuple):
    """A rectangle by its edges."""

    left: float
    top: float
    right: float
    bottom: float

    def lifted(self, by: float) -> _Room:
        """Return it at another height."""
        return _Room(self.left, self.top + by, self.right, self.bottom + by)

    def meets(self, other: _Room) -> bool:
        """Return whether two rectangles have more than an edge in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def with_point_labels(
    series: Sequence[PlottedSeries], axes: Axes, ink: str
) -> tuple[PlottedSeries, ...]:
    """Return the series of a scatter with the names or numbers of their points.

    What is highlighted comes first; then each point in order has its label on its right, or else
    on its left, above or below it, wherever that touches no dot, no label and no edge, or none.
    Where no line of the grid strikes it through is better than where one does.
    """
    points = {
        (which, at): point
        for which, data in enumerate(axes.data.series)
        for at in range(len(data.values))
        if (point := axes.point(at, data)) is not None
    }
    taken = {key: [_Room(x - DOT, y - DOT, x + DOT, y + DOT)] for key, (x, y) in points.items()}
    found: dict[tuple[int, int], PointLabel] = {}
    strong = axes.data.highlighted
    for key in sorted(points, key=lambda key: key[1] not in strong):
        which, at = key
        label = _label(which, at, series[which], axes, ink)
        width = axes.letters.width(label.text, is_bold=label.is_bold)
        others = [room for rooms in taken.values() for room in rooms]
        rooms = {place: _lifted(_room(place, points[key], width, axes), axes) for place in _PLACES}
        for place in sorted(_PLACES, key=lambda one: _is_struck(rooms[one][0], axes)):
            room, lifted = rooms[place]
            if _is_inside(room, axes) and not any(map(room.meets, others)):
                found[key] = replace(label, place=place, moved=(0.0, round(lifted, 2)))
                taken[key].append(room)
                break
    return tuple(
        replace(one, labels=tuple(_of(which, len(one.values), found)))
        for which, one in enumerate(series)
    )


def beside_dot(place: LabelPlace, point: Point, axes: Axes) -> tuple[float, float, WordAnchor]:
    """Return the x and the middle of a label beside a dot, and which part of it is there."""
    (x, y), away = point, DOT + axes.gap * _GAP
    match place:
        case "left":
            return x - away, y, "end"
        case "above":
            return x, y - DOT - axes.line / 2, "middle"
        case "below":
            return x, y + DOT + axes.line / 2, "middle"
        case _:
            return x + away, y, "start"


def _of(which: int, count: int, found: dict[tuple[int, int], PointLabel]) -> Iterator[PointLabel]:
    return (found[which, at] for at in range(count) if (which, at) in found)


def _label(which: int, at: int, one: PlottedSeries, axes: Axes, ink: str) -> PointLabel:
    data = axes.data
    is_bold = at in data.highlighted
    if data.categories:
        name = data.categories[at]
        return PointLabel(
            point=at, text=name, place="right", color=ink, is_bold=is_bold, says_cell=True
        )
    series = data.series[which]
    value = series.values[at] or 0.0
    words = axes.scaling.words_of(series)
    return PointLabel(
        point=at,
        text=words.written(value, one.format),
        place="right",
        color=ink,
        is_bold=is_bold,
        format=words.format_of(value, one.format),
    )


def _room(place: LabelPlace, point: Point, width: float, axes: Axes) -> _Room:
    x, middle, anchor = beside_dot(place, point, axes)
    left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    half = axes.line * _INK / 2
    return _Room(left, middle - half, left + width, middle + half)


def _lifted(room: _Room, axes: Axes) -> tuple[_Room, float]:
    """Return a label's rectangle above the axis below the plot, and how far it is moved there."""
    by = min(0.0, axes.plot.bottom - room.bottom)
    return room.lifted(by), by


def _is_struck(room: _Room, axes: Axes) -> bool:
    """Return whether a line of the grid is behind the letters of a label."""
    levels = map(axes.level, axes.scaling.scale.ticks if axes.scaling.scale.is_shown else ())
    return any(room.top + _TOUCH < level < room.bottom - _TOUCH for level in levels)


def _is_inside(room: _Room, axes: Axes) -> bool:
    """Return whether a label is beyond neither the chart nor its axes."""
    return (
        room.left >= axes.plot.x and room.right <= axes.width and room.top >= axes.top - axes.line
    )
