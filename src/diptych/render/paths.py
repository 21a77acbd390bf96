"""The paths of drawings: their segments, and as SVG the line along them with its two ends."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Literal, NamedTuple

from msgspec import Struct

from diptych.model.drawn_shapes import Dash, Drawing, LineEnd, Outline
from diptych.model.geometry import Box, Emu, emu
from diptych.model.panel_forms import form_path
from diptych.model.theme import Panel

Letter = Literal["M", "L", "C", "Z"]
Paint = Callable[[str], str]
"""Returns the value of an attribute for a colour token."""

_HEAD, _LARGE_HEAD = 3, 5
"""The size of a head in widths of its line, as `med` and `lg` in PPTX (ECMA-376-1, 20.1.10.32)."""
_THINNEST = emu(2)
"""Heads of thinner lines are as large as those of such, as PowerPoint draws them."""
_OVERLAP = 0.8
"""How far from its tip a head hides the end of its line, as a share of its size."""
_DASHES: dict[Dash, tuple[int, ...]] = {"solid": (), "dash": (4, 3), "dot": (1, 1)}
"""In widths of the line, as `dash` and `sysDot` (ECMA-376-1, 20.1.10.48)."""


class Point(NamedTuple):
    """A point on the grid of a drawing."""

    x: float
    y: float


class Segment(Struct, frozen=True):
    """A command of a path with the points that follow its letter (SVG 2, 9.3)."""

    letter: Letter
    points: tuple[Point, ...]


class _Head(NamedTuple):
    """What is at an end of a line: its tip, and a point from which the line comes."""

    kind: LineEnd
    tip: Point
    inner: Point


def segments(path: str) -> Iterator[Segment]:
    """Yield the segments of a path; those along an axis are lines as others."""
    x = y = 0
    words = iter(path.split())
    for command in words:
        match command:
            case "M" | "L":
                x, y = int(next(words)), int(next(words))
                yield Segment(command, (Point(x, y),))
            case "H":
                x = int(next(words))
                yield Segment("L", (Point(x, y),))
            case "V":
                y = int(next(words))
                yield Segment("L", (Point(x, y),))
            case "C":
                pairs = [(int(next(words)), int(next(words))) for _ in range(3)]
                x, y = pairs[-1]
                yield Segment("C", tuple(Point(*pair) for pair in pairs))
            case _:
                yield Segment("Z", ())


def margin(drawing: Drawing) -> Emu:
    """Return how far a drawing may reach beyond its box: its line has a width, and heads."""
    if drawing.outline is None:
        return Emu(0)
    return Emu(round(_head_size(drawing.outline)))


def svg_paths(drawing: Drawing, paint: Paint) -> str:
    """Return a drawing as SVG elements in units of its grid."""
    area = f' fill="{paint(drawing.color)}"' if drawing.color else ' fill="none"'
    outline = drawing.outline
    if outline is None:
        return f'<path{area} d="{drawing.path.strip()}"/>'
    unit = drawing.size[0] / max(1, drawing.box.width)
    parts = list(segments(drawing.path))
    heads, shown = _with_ends(parts, outline, unit)
    ink = paint(outline.color)
    width = outline.width * unit
    look = f' stroke="{ink}" stroke-width="{width:.6g}" stroke-linejoin="round"'
    if outline.dash == "solid":
        look += ' stroke-linecap="round"'
    else:
        lengths = " ".join(f"{length * width:.6g}" for length in _DASHES[outline.dash])
        look += f' stroke-dasharray="{lengths}"'
    line = f'<path{area}{look} d="{_written(shown)}"/>'
    size = _head_size(outline) * unit
    return line + "".join(_head(head, size, width, ink) for head in heads)


def svg_form(panel: Panel, box: Box, paint: Paint) -> str:
    """Return the area and outline of a panel that is not a box as SVG elements, in EMU."""
    fill = paint(panel.fill) if panel.fill is not None else "none"
    line = (
        f' stroke="{paint(panel.line)}" stroke-width="{panel.thickness}" stroke-linejoin="round"'
        if panel.line is not None
        else ""
    )
    path = form_path(panel.form, box, panel.thickness)
    area = f'<path fill="{fill}"{line} d="{path.area.strip()}"/>' if path.area else ""
    return area + (f'<path fill="none"{line} d="{path.lines.strip()}"/>' if path.lines else "")


def has_large_heads(outline: Outline) -> bool:
    """Return whether a line has heads that are large: so those of thin lines can be seen, too."""
    has_heads = outline.start is not None or outline.end is not None
    return has_heads and outline.width <= _THINNEST


def _head_size(outline: Outline) -> float:
    widths = _LARGE_HEAD if has_large_heads(outline) else _HEAD
    return widths * max(outline.width, _THINNEST)


def _with_ends(
    parts: list[Segment], outline: Outline, unit: float
) -> tuple[list[_Head], Sequence[Segment]]:
    """Return each end with its tip and where it comes from, and the path that ends within them."""
    points = [point for part in parts for point in part.points]
    shown = list(parts)
    heads: list[_Head] = []
    for kind, line, place in ((outline.start, points, 0), (outline.end, points[::-1], -1)):
        tip = line[0]
        inner = next((point for point in line if point != tip), None)
        if kind is None or inner is None:
            continue
        heads.append(_Head(kind, tip, inner))
        if kind == "triangle":
            last = shown[place]
            short = _toward(tip, inner, _head_size(outline) * unit * _OVERLAP)
            kept = last.points[1:] if place == 0 else last.points[:-1]
            moved = (short, *kept) if place == 0 else (*kept, short)
            shown[place] = Segment(last.letter, moved)
    return heads, shown


def _toward(start: Point, other: Point, distance: float) -> Point:
    """Return the point at a distance from `start` on the way to another, or beyond that."""
    share = distance / math.hypot(other.x - start.x, other.y - start.y)
    return Point(start.x + (other.x - start.x) * share, start.y + (other.y - start.y) * share)


def _written(parts: Sequence[Segment]) -> str:
    return " ".join(
        " ".join((part.letter, *(f"{value:.6g}" for point in part.points for value in point)))
        for part in parts
    )


def _head(head: _Head, size: float, width: float, ink: str) -> str:
    """Return what is at an end of a line."""
    kind, tip, inner = head
    if kind == "oval":
        return f'<circle fill="{ink}" cx="{tip.x:.6g}" cy="{tip.y:.6g}" r="{size / 2:.6g}"/>'
    base = _toward(tip, inner, size)
    across, down = (base.x - tip.x) / 2, (base.y - tip.y) / 2
    one, other = Point(base.x - down, base.y + across), Point(base.x + down, base.y - across)
    corners = " L ".join(f"{point.x:.6g} {point.y:.6g}" for point in (one, tip, other))
    if kind == "arrow":
        look = f'stroke-width="{width:.6g}" stroke-linecap="round" stroke-linejoin="round"'
        return f'<path fill="none" stroke="{ink}" {look} d="M {corners}"/>'
    return f'<path fill="{ink}" d="M {corners} Z"/>'
