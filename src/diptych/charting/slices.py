"""Pies and doughnuts, with the name and the number of each slice beside it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from msgspec.structs import replace

from diptych.charting.apart import apart
from diptych.charting.data import ChartData, Paints
from diptych.charting.lettering import GAP
from diptych.charting.numbers import NumberWords
from diptych.charting.paths import Point, around, slice_
from diptych.model.chart import (
    HOLE,
    Area,
    Mark,
    NumberFormat,
    Plan,
    PlottedSeries,
    PointLabel,
    Word,
)
from diptych.model.geometry import PX_PER_PT
from diptych.model.theme import BOLD, REGULAR

_LEAST_SHARE = 1e-12
"""What the least of shares is written as."""
_SEAM = 2.0
"""The width of the line between slices, in pixels."""
_LEAST, _HALF = 4.0, 0.5
_SMALLEST = 0.3
"""The least radius, as a share of the height; labels that are too high for it go beside it."""
_STEPS = 32
"""How many radii are tried between the least and the most."""
_SPACED = 1.1
"""The room of a label above and below others, as a multiple of its height."""
_NAME_SHARES = (0.3, 0.2)
"""The most of the width of a chart that names take on either side; less if that makes a ring larger
by `_WORTH`."""
_WORTH = 1.1


class _Circle(NamedTuple):
    center: Point
    radius: float


class _Ring(NamedTuple):
    """A ring of slices, or a disc."""

    center: Point
    radius: float
    hole: float
    """The radius of its hole; 0 for a disc."""

    @property
    def area(self) -> Area:
        """Return the square around it."""
        x, y = self.center
        return Area(x - self.radius, y - self.radius, 2 * self.radius, 2 * self.radius)

    def circle(self, gap: float) -> _Circle:
        """Return the circle on which labels begin, some way outside."""
        return _Circle(self.center, self.radius + gap)


class _Slice(NamedTuple):
    """A slice with its label."""

    at: int
    start: float
    """Where it begins, in turns from the top; `end` likewise."""
    end: float
    name: str
    text: str
    lines: tuple[str, ...]
    """Those of its label: its name, and its number below that."""
    width: float
    """That of its label; `height` likewise."""
    height: float
    is_bold: bool

    @property
    def middle(self) -> float:
        """Return the angle of its middle in turns."""
        return (self.start + self.end) / 2

    @property
    def is_right(self) -> bool:
        """Return whether its label is on the right of the circle."""
        return self.middle < _HALF


def slices_plan(data: ChartData, paints: Paints, width: float, height: float) -> Plan:
    """Return a pie or a doughnut in a box of a size, solved and drawn."""
    first = data.series[0]
    values = [value or 0.0 for value in first.values]
    numbers, shown = _shown(data, values, sum(values) or 1.0)
    form = numbers.format_for(shown)
    texts = [numbers.written(one, form) for one in shown]
    slices, ring = _largest(
        (slices, _ring(data, slices, paints.letters.gap, width, height))
        for slices in (
            list(_slices(data, values, texts, paints, width * share)) for share in _NAME_SHARES
        )
    )
    around_it = ring.circle(paints.letters.gap)
    usual = [_beside(around_it, one) for one in slices]
    places = _apart(usual, slices, around_it)
    if ring.hole:  # where programs put labels: in the middle of the ring
        usual = [around(ring.center, (ring.radius + ring.hole) / 2, one.middle) for one in slices]
    colors = tuple(paints.of_slices(data))
    series = PlottedSeries(
        name=first.name,
        values=first.values,
        form="slices",
        color=colors[0],
        point_colors=colors,
        format=form,
        labels=tuple(
            _label(one, place, start, numbers.format_of(shown[one.at], form), paints.ink)
            for one, place, start in zip(slices, places, usual, strict=True)
        ),
        step=first.step,
    )
    return Plan(
        kind=data.kind,
        categories=data.categories,
        series=(series,),
        plot=ring.area,
        letters=paints.lettering,
        grid=paints.grid,
        axis=paints.quiet,
        paper=paints.paper,
        marks=tuple(_mark(one, ring, colors[one.at], paints.paper, first.step) for one in slices),
        words=tuple(
            word
            for one, place in zip(slices, places, strict=True)
            for word in _words(one, place, paints, first.step)
        ),
        rows=_rows(data, values, texts),
    )


def with_radius(plan: Plan, radius: float) -> Plan | None:
    """Return a pie or a doughnut that is smaller; None if its labels would then have no room."""
    (series,) = plan.series
    ring = _Ring(_middle(plan.plot), radius, radius * HOLE if plan.kind == "doughnut" else 0.0)
    gap, slices = plan.letters.size * PX_PER_PT * GAP, list(_slices_of(plan))
    was, now = _Circle(ring.center, plan.plot.width / 2 + gap), ring.circle(gap)
    beside = [_beside(now, one) for one in slices]
    places = _apart(beside, slices, now)
    if any(
        abs(place[1] - wanted[1]) > one.height
        for one, place, wanted in zip(slices, places, beside, strict=True)
    ):
        return None
    areas = [_area(one, place) for one, place in zip(slices, places, strict=True)]
    if any(one.meets(other) for one, other in combinations(areas, 2)):
        return None
    labels, words, at = list[PointLabel](), list[Word](), 0
    for one, label, place in zip(slices, series.labels, places, strict=True):
        old, usual = _usual(was, one, plan), _usual(now, one, plan)
        across, down = (place[axis] - old[axis] - label.moved[axis] for axis in (0, 1))
        moved = (round(place[0] - usual[0], 2), round(place[1] - usual[1], 2))
        labels.append(replace(label, moved=moved))
        own = plan.words[at : at + label.lines]
        words += [replace(word, x=word.x + across, y=word.y + down) for word in own]
        at += label.lines
    marks = zip(plan.marks, slices, strict=True)
    return replace(
        plan,
        plot=ring.area,
        series=(replace(series, labels=tuple(labels)),),
        words=tuple(words),
        marks=tuple(replace(mark, path=_path(one, ring)) for mark, one in marks),
    )


def _middle(area: Area) -> Point:
    return area.x + area.width / 2, area.y + area.height / 2


def _slices_of(plan: Plan) -> Iterator[_Slice]:
    """Yield the slices of a solved chart."""
    (series,) = plan.series
    total, start = sum(value or 0.0 for value in series.values) or 1.0, 0.0
    labels = {label.point: label for label in series.labels}
    for at, value in enumerate(series.values):
        end = start + (value or 0.0) / total
        if value:
            wide, high = labels[at].size or (0.0, 0.0)
            yield _Slice(at, start, end, "", "", (), wide, high, labels[at].is_bold)
        start = end


def _usual(circle: _Circle, one: _Slice, plan: Plan) -> Point:
    """Return where programs put a label: beside its slice, or in the middle of a ring."""
    if plan.kind != "doughnut":
        return _beside(circle, one)
    radius = circle.radius - plan.letters.size * PX_PER_PT * GAP
    return around(circle.center, radius * (1 + HOLE) / 2, one.middle)


def _path(one: _Slice, ring: _Ring) -> str:
    return slice_(ring.center, ring.radius, ring.hole, one.start, one.end)


def _label(
    one: _Slice, place: Point, usual: Point, form: NumberFormat | None, color: str
) -> PointLabel:
    """Return the label of a slice, moved to `place` from where programs usually put it."""
    return PointLabel(
        point=one.at,
        text=f"{one.name}\n{one.text}",
        place="around",
        color=color,
        says_name=True,
        is_bold=one.is_bold,
        moved=(round(place[0] - usual[0], 2), round(place[1] - usual[1], 2)),
        size=(one.width, one.height),
        lines=len(one.lines),
        format=form,
    )


def _mark(one: _Slice, ring: _Ring, fill: str, seam: str, step: int) -> Mark:
    """Return a slice as it is drawn."""
    return Mark(
        path=_path(one, ring),
        fill=fill,
        line=seam,
        width=_SEAM,
        step=step,
    )


def _largest(ways: Iterable[tuple[list[_Slice], _Ring]]) -> tuple[list[_Slice], _Ring]:
    """Return slices whose names have shorter lines only if their ring is much larger so."""
    first, *others = ways
    for way in others:
        if way[1].radius >= first[1].radius * _WORTH:
            first = way
    return first


def _ring(
    data: ChartData, slices: Sequence[_Slice], gap: float, width: float, height: float
) -> _Ring:
    """Return the largest ring or disc for which labels have room beside their slices.

    It is in the middle of the box, unless the labels on one side need more of it.
    """
    left, right = (
        max((one.width for one in slices if one.is_right == is_right), default=0.0) + gap
        for is_right in (False, True)
    )
    above = max((one.height for one in slices), default=0.0) + gap
    most = max(_LEAST, min((width - left - right) / 2, height / 2))
    least = min(most, max(_LEAST, height / 2 - above, height * _SMALLEST))

    def ring(radius: float) -> _Ring:
        middle = min(max(width / 2, left + radius), width - right - radius)
        hole = radius * HOLE if data.kind == "doughnut" else 0.0
        return _Ring((middle, height / 2), radius, hole)

    tried = (ring(most - (most - least) * step / _STEPS) for step in range(_STEPS))
    return next((one for one in tried if _has_room(one, slices, gap, width)), ring(least))


def _has_room(ring: _Ring, slices: Sequence[_Slice], gap: float, width: float) -> bool:
    """Return whether labels are in the box, beside their slices, and do not overlap.

    One that is moved by more than half of its height seems to be that of another slice.
    """
    circle = ring.circle(gap)
    usual = [_beside(circle, one) for one in slices]
    areas: list[Area] = []
    for one, (_, wanted), (x, y) in zip(slices, usual, _apart(usual, slices, circle), strict=True):
        area = _area(one, (x, y))
        is_inside = area.x >= 0 and area.right <= width
        if not is_inside or abs(y - wanted) > one.height / 2 or any(map(area.meets, areas)):
            return False
        areas.append(area)
    return True


def _area(one: _Slice, middle: Point) -> Area:
    """Return the rectangle of a label."""
    x, y = middle
    return Area(x - one.width / 2, y - one.height / 2, one.width, one.height)


def _words(one: _Slice, place: Point, paints: Paints, step: int) -> Iterator[Word]:
    """Yield the lines of the label of a slice, around the middle of its place."""
    letters, (x, y) = paints.letters, place
    for row, line in enumerate(one.lines):
        yield Word(
            text=line,
            x=x,
            y=letters.baseline(y + (row + 0.5) * letters.line - one.height / 2),
            color=paints.ink,
            anchor="middle",
            weight=BOLD if one.is_bold else REGULAR,
            step=step,
        )


def most_on_a_side(values: Iterable[float | None]) -> int:
    """Return how many labels are on that side of the circle that has more of them."""
    known = [value for value in values if value]
    total, start, sides = sum(known) or 1.0, 0.0, [0, 0]
    for value in known:
        sides[start + value / total / 2 < _HALF] += 1
        start += value / total
    return max(sides)


def _slices(
    data: ChartData, values: list[float], texts: list[str], paints: Paints, room: float
) -> Iterator[_Slice]:
    """Yield the slices that are not empty; their names have some room."""
    total, start, letters = sum(values) or 1.0, 0.0, paints.letters
    for at, (value, name, text) in enumerate(zip(values, data.categories, texts, strict=True)):
        end = start + value / total
        if value:
            is_bold = at in data.highlighted
            room_of_name = max(room, letters.longest_word(name))
            lines = (*letters.lines(name, room_of_name), text)
            wide = max(letters.width(line, is_bold=is_bold) for line in lines)
            high = len(lines) * letters.line
            yield _Slice(at, start, end, name, text, lines, wide, high, is_bold)
        start = end


def _shown(data: ChartData, values: list[float], total: float) -> tuple[NumberWords, list[float]]:
    """Return what is written beside slices: shares, unless the author says how; and in what way."""
    numbers = data.numbers
    if numbers.style != "number" or numbers.unit:
        return numbers, values
    words = NumberWords(locale=numbers.locale, style="percent", decimals=numbers.decimals, usual=0)
    return words, [max(value / total, _LEAST_SHARE) if value else 0.0 for value in values]


def _rows(data: ChartData, values: list[float], texts: list[str]) -> tuple[tuple[str, ...], ...]:
    numbers = data.numbers
    form = numbers.format_for(values)
    written = [numbers.written(value, form) for value in values]
    if written == texts:
        body = tuple(zip(data.categories, texts, strict=True))
        return (("", data.series[0].name), *body)
    rows = tuple(zip(data.categories, written, texts, strict=True))
    return (("", data.series[0].name, ""), *rows)


def _beside(circle: _Circle, one: _Slice) -> Point:
    """Return the middle of a label beside its slice, outside of the circle."""
    x, y = around(circle.center, circle.radius, one.middle)
    y += (y - circle.center[1]) / circle.radius * one.height / 2
    return _outside(circle, one, (x, y))


def _outside(circle: _Circle, one: _Slice, wanted: Point) -> Point:
    """Return the middle of a label at the height of `wanted`, just outside of the circle.

    Above and below the circle it is where it is wanted.
    """
    side = 1 if one.is_right else -1
    away = max(0.0, abs(wanted[1] - circle.center[1]) - one.height / 2)
    if away >= circle.radius:
        return wanted
    least = math.sqrt(circle.radius**2 - away**2) + one.width / 2
    return circle.center[0] + side * least, wanted[1]


def _apart(usual: Sequence[Point], slices: Sequence[_Slice], circle: _Circle) -> list[Point]:
    """Return the places of labels, moved up or down so that on neither side two overlap."""
    places = list(usual)
    bottom = 2 * circle.center[1]
    for is_right in (True, False):
        members = [at for at, one in enumerate(slices) if one.is_right == is_right]
        heights = [slices[at].height * _SPACED for at in members]
        middles = apart([usual[at][1] for at in members], heights, 0.0, bottom)
        for at, y in zip(members, middles, strict=True):
            places[at] = _outside(circle, slices[at], (usual[at][0], y))
    return places
