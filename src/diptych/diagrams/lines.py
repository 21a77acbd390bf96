"""Lines between places on the page, as drawings on a grid of EMU."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from diptych.diagnostics import Span
from diptych.model.drawn_shapes import Drawing, Glue, Outline
from diptych.model.geometry import Box, Emu, from_px

MOST_BENT = 5
"""The most strokes that a bent connector has (ECMA-376-1, 20.1.10.56, `bentConnector5`)."""
_LEAST = from_px(1)
"""The least width and height of a drawing: browsers show none without an area."""


class Spot(NamedTuple):
    """A place on the page, in EMU."""

    x: float
    y: float


class Curve(NamedTuple):
    """A cubic Bézier curve to a place, from where the line is."""

    one: Spot
    other: Spot
    end: Spot


Stroke = Spot | Curve
"""What a line goes to: straight to a place, or along a curve."""


class Line(NamedTuple):
    """A line with round corners."""

    start: Spot
    strokes: tuple[Stroke, ...]

    @property
    def spots(self) -> tuple[Spot, ...]:
        """Return its start, its ends, and what its curves are drawn to."""
        return (self.start, *(spot for stroke in self.strokes for spot in _spots(stroke)))


def _spots(stroke: Stroke) -> tuple[Spot, ...]:
    return (stroke.one, stroke.other, stroke.end) if isinstance(stroke, Curve) else (stroke,)


def end_of(stroke: Stroke) -> Spot:
    """Return where a line is after a stroke."""
    return stroke.end if isinstance(stroke, Curve) else stroke


def s_curve(start: Spot, end: Spot, *, is_upright: bool) -> Line:
    """Return PowerPoint's `curvedConnector3`, which leaves and arrives upright or level.

    ECMA-376-1, presetShapeDefinitions.xml, with the bend in its middle.
    """
    middle = Spot((start.x + end.x) / 2, (start.y + end.y) / 2)
    if is_upright:
        quarter, three = (start.y + middle.y) / 2, (middle.y + end.y) / 2
        left, right = (start.x + middle.x) / 2, (middle.x + end.x) / 2
        first = Curve(Spot(start.x, quarter), Spot(left, middle.y), middle)
        last = Curve(Spot(right, middle.y), Spot(end.x, three), end)
    else:
        quarter, three = (start.x + middle.x) / 2, (middle.x + end.x) / 2
        upper, lower = (start.y + middle.y) / 2, (middle.y + end.y) / 2
        first = Curve(Spot(quarter, start.y), Spot(middle.x, upper), middle)
        last = Curve(Spot(middle.x, lower), Spot(three, end.y), end)
    return Line(start, (first, last))


def bent(start: Spot, end: Spot, *, is_upright: bool) -> Line:
    """Return PowerPoint's `bentConnector3`, with the bend in its middle."""
    if is_upright:
        middle = (start.y + end.y) / 2
        return Line(start, (Spot(start.x, middle), Spot(end.x, middle), end))
    middle = (start.x + end.x) / 2
    return Line(start, (Spot(middle, start.y), Spot(middle, end.y), end))


def cornered(spots: Sequence[Spot]) -> Line:
    """Return a line through places with sharp corners, without places on the way to the next."""
    ways = [spots[0], *(spot for before, spot in pairwise(spots) if spot != before)]
    kept: list[Spot] = []
    for before, spot, after in zip(ways, ways[1:], ways[2:], strict=False):
        is_level = before.x == spot.x == after.x or before.y == spot.y == after.y
        if not is_level:
            kept.append(spot)
    return Line(spots[0], (*kept, spots[-1]))


def rounded(spots: Sequence[Spot], radius: float) -> Line:
    """Return a line through places with round corners, smaller ones where there is no room."""
    strokes: list[Stroke] = []
    at = spots[0]
    for before, corner, after in zip(spots, spots[1:], spots[2:], strict=False):
        room = min(math.dist(before, corner), math.dist(corner, after)) / 2
        size = min(radius, room)
        begin, end = _toward(corner, before, size), _toward(corner, after, size)
        if begin != at:
            strokes.append(begin)
        strokes.append(
            Curve(_toward(corner, before, size * 0.45), _toward(corner, after, size * 0.45), end)
        )
        at = end
    return Line(spots[0], (*strokes, spots[-1]))


def _toward(start: Spot, other: Spot, distance: float) -> Spot:
    length = math.dist(start, other)
    share = distance / length if length else 0.0
    return Spot(start.x + (other.x - start.x) * share, start.y + (other.y - start.y) * share)


def drawn(
    line: Line,
    outline: Outline,
    *,
    region: str,
    span: Span,
    step: int = 0,
    glue: Glue | None = None,
    color: str = "",
) -> Drawing:
    """Return a line as a drawing without alternative text: what it says, its group says."""
    spots = line.spots
    left, right = min(s.x for s in spots), max(s.x for s in spots)
    top, bottom = min(s.y for s in spots), max(s.y for s in spots)
    x = math.floor(left - max(0.0, _LEAST - (right - left)) / 2)
    y = math.floor(top - max(0.0, _LEAST - (bottom - top)) / 2)
    width = max(_LEAST, math.ceil(right) - x)
    height = max(_LEAST, math.ceil(bottom) - y)

    def grid(spot: Spot) -> str:
        return f"{round(spot.x) - x} {round(spot.y) - y} "

    path = f"M {grid(line.start)}"
    for stroke in line.strokes:
        path += ("C " if isinstance(stroke, Curve) else "L ") + "".join(map(grid, _spots(stroke)))
    return Drawing(
        box=Box(Emu(x), Emu(y), Emu(width), Emu(height)),
        region=region,
        span=span,
        alt="",
        step=step,
        color=color,
        size=(width, height),
        path=path,
        outline=outline,
        glue=glue,
    )


def sampled(line: Line, count: int = 8) -> list[Spot]:
    """Return places along a line, its curves divided into `count` parts."""
    at, found = line.start, [line.start]
    for stroke in line.strokes:
        if isinstance(stroke, Curve):
            for number in range(1, count):
                t = number / count
                found.append(_on(at, stroke, t))
        else:
            for number in range(1, count):
                t = number / count
                found.append(Spot(at.x + (stroke.x - at.x) * t, at.y + (stroke.y - at.y) * t))
        at = end_of(stroke)
        found.append(at)
    return found


def _on(start: Spot, curve: Curve, t: float) -> Spot:
    shares = (1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3
    spots = (start, *curve)
    return Spot(
        sum(share * spot.x for share, spot in zip(shares, spots, strict=True)),
        sum(share * spot.y for share, spot in zip(shares, spots, strict=True)),
    )
