"""The outlines of SVG's shapes as absolute lines and cubic curves (SVG 2, chapters 9 and 10).

DrawingML has no other curves than these, apart from arcs that are parts of ellipses upright.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

_SPACE = re.compile(r"[\s,]*")
_NUMBER = re.compile(r"[-+]?(?:\d*\.\d+|\d+\.?)(?:[eE][-+]?\d+)?")
_COUNTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
"""How many numbers each command takes."""
_FLAGS = (3, 4)
"""Which numbers of an arc are flags: a single digit, which may touch the next number."""


class _Point(NamedTuple):
    x: float
    y: float

    def plus(self, other: _Point) -> _Point:
        return _Point(self.x + other.x, self.y + other.y)

    def mirrored(self, center: _Point) -> _Point:
        return _Point(2 * center.x - self.x, 2 * center.y - self.y)

    def toward(self, other: _Point, share: float) -> _Point:
        return _Point(self.x + share * (other.x - self.x), self.y + share * (other.y - self.y))


class _Segment(NamedTuple):
    letter: str
    points: tuple[_Point, ...] = ()


def path_of(elements: Iterable[tuple[str, Mapping[str, str]]], scale: int) -> str:
    """Return the outlines of SVG elements as one path, with whole numbers of 1/`scale` units."""
    words: list[str] = []
    for tag, attributes in elements:
        for letter, points in _outline(tag, attributes):
            numbers = (round(scale * number) for point in points for number in point)
            words += (letter, *map(str, numbers))
    return "".join(f"{word} " for word in words)


def _outline(tag: str, attributes: Mapping[str, str]) -> Iterator[_Segment]:
    def number(name: str, default: float = 0.0) -> float:
        return float(attributes.get(name, default))

    match tag:
        case "path":
            yield from _segments(attributes["d"])
        case "line":
            yield _Segment("M", (_Point(number("x1"), number("y1")),))
            yield _Segment("L", (_Point(number("x2"), number("y2")),))
        case "circle" | "ellipse":
            wide, high = number("rx", number("r")), number("ry", number("r"))
            yield from _ellipse(_Point(number("cx"), number("cy")), wide, high)
        case "rect":
            corner = _Point(number("x"), number("y"))
            radius = number("rx", number("ry"))
            yield from _rectangle(corner, number("width"), number("height"), radius)
        case "polyline" | "polygon":
            yield from _segments(f"M{attributes['points']}{'Z' * (tag == 'polygon')}")
        case _:
            raise ValueError(tag)


def _ellipse(center: _Point, wide: float, high: float) -> Iterator[_Segment]:
    left = f"M{center.x - wide} {center.y}"
    halves = (f"a{wide} {high} 0 1 1 {way * 2 * wide} 0" for way in (1, -1))
    return _segments(f"{left}{''.join(halves)}z")


def _rectangle(corner: _Point, width: float, height: float, r: float) -> Iterator[_Segment]:
    across, down = width - 2 * r, height - 2 * r
    turn = f"a{r} {r} 0 0 1"
    return _segments(
        f"M{corner.x + r} {corner.y}h{across}{turn} {r} {r}v{down}{turn} {-r} {r}"
        f"h{-across}{turn} {-r} {-r}v{-down}{turn} {r} {-r}z"
    )


def _commands(data: str) -> Iterator[tuple[str, list[float]]]:
    """Yield the commands of path data with their numbers; repeated ones are written out."""
    at, letter = _skipped(data, 0), "M"
    while at < len(data):
        if data[at].isalpha():
            letter = data[at]
            at += 1
        numbers: list[float] = []
        for index in range(_COUNTS[letter.upper()]):
            at = _skipped(data, at)
            if letter in "aA" and index in _FLAGS:
                numbers.append(float(data[at]))
                at += 1
            elif found := _NUMBER.match(data, at):
                numbers.append(float(found.group()))
                at = found.end()
            else:
                raise ValueError(data)
        yield letter, numbers
        letter = {"M": "L", "m": "l"}.get(letter, letter)
        at = _skipped(data, at)


def _skipped(data: str, at: int) -> int:
    found = _SPACE.match(data, at)
    return found.end() if found else at


def _segments(data: str) -> Iterator[_Segment]:
    """Yield path data as absolute segments of `M`, `L`, `C` and `Z`."""
    here = start = _Point(0, 0)
    handle: tuple[str, _Point] | None = None
    """The kind of the last curve and its last control point, from which `S` and `T` go on."""
    for written, numbers in _commands(data):
        letter = written.upper()
        origin = here if written.islower() else _Point(0, 0)
        points = [
            _Point(*pair).plus(origin) for pair in zip(numbers[::2], numbers[1::2], strict=False)
        ]
        last, handle = handle, None
        match letter:
            case "Z":
                here = start
                yield _Segment("Z")
                continue
            case "M":
                start = points[0]
                yield _Segment("M", (start,))
            case "L":
                yield _Segment("L", (points[0],))
            case "H" | "V":
                along = numbers[0]
                to = (
                    _Point(origin.x + along, here.y)
                    if letter == "H"
                    else _Point(here.x, origin.y + along)
                )
                points = [to]
                yield _Segment("L", (to,))
            case "C" | "S":
                if letter == "S":
                    points.insert(0, _mirrored(last, "C", here))
                handle = ("C", points[1])
                yield _Segment("C", tuple(points))
            case "Q" | "T":
                if letter == "T":
                    points.insert(0, _mirrored(last, "Q", here))
                handle = ("Q", points[0])
                control, end = points
                both = here.toward(control, 2 / 3), end.toward(control, 2 / 3)
                yield _Segment("C", (*both, end))
            case _:
                points = [_Point(*numbers[5:]).plus(origin)]
                yield from _arc(here, numbers, points[0])
        here = points[-1]


def _mirrored(last: tuple[str, _Point] | None, kind: str, here: _Point) -> _Point:
    return last[1].mirrored(here) if last is not None and last[0] == kind else here


def _arc(start: _Point, numbers: list[float], end: _Point) -> Iterator[_Segment]:
    """Yield an arc as curves of a quarter at most (SVG 2, B.2.4: from end points to a center)."""
    wide, high, degrees, is_large, is_swept = abs(numbers[0]), abs(numbers[1]), *numbers[2:5]
    if not wide or not high:
        yield _Segment("L", (end,))
        return
    if start == end:
        return
    turn = math.radians(degrees)
    cos, sin = math.cos(turn), math.sin(turn)
    dx, dy = (start.x - end.x) / 2, (start.y - end.y) / 2
    x, y = cos * dx + sin * dy, cos * dy - sin * dx
    grown = max(1.0, math.hypot(x / wide, y / high))
    wide, high = wide * grown, high * grown
    square = (x * high) ** 2 + (y * wide) ** 2
    length = math.sqrt(max(0.0, (wide * high) ** 2 - square) / square)
    length = -length if is_large == is_swept else length
    cx, cy = length * wide * y / high, -length * high * x / wide
    center = _Point(
        cos * cx - sin * cy + (start.x + end.x) / 2, sin * cx + cos * cy + (start.y + end.y) / 2
    )
    first = math.atan2((y - cy) / high, (x - cx) / wide)
    sweep = math.atan2((-y - cy) / high, (-x - cx) / wide) - first
    if is_swept and sweep < 0:
        sweep += 2 * math.pi
    elif not is_swept and sweep > 0:
        sweep -= 2 * math.pi
    count = max(1, math.ceil(abs(sweep) / (math.pi / 2) - 1e-9))
    step = sweep / count
    bend = 4 / 3 * math.tan(step / 4)

    def on_ellipse(across: float, down: float) -> _Point:
        return _Point(
            center.x + cos * wide * across - sin * high * down,
            center.y + sin * wide * across + cos * high * down,
        )

    for index in range(count):
        a, b = first + index * step, first + (index + 1) * step
        leaving = on_ellipse(math.cos(a) - bend * math.sin(a), math.sin(a) + bend * math.cos(a))
        arriving = on_ellipse(math.cos(b) + bend * math.sin(b), math.sin(b) - bend * math.cos(b))
        is_last = index == count - 1
        to = end if is_last else on_ellipse(math.cos(b), math.sin(b))
        yield _Segment("C", (leaving, arriving, to))
