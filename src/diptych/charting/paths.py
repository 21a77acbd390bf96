"""Outlines of marks in the syntax of SVG 2, 9.3, rounded to hundredths of a pixel."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import groupby

Point = tuple[float, float]

DOT = 8.0
"""The radius of a point in pixels: half of a marker of 12 points."""
_HALF = 0.5
_HAIR = 1e-6


def rectangle(left: float, top: float, right: float, bottom: float) -> str:
    """Return the outline of a rectangle; its sides may be in any order."""
    x, right = sorted((left, right))
    y, bottom = sorted((top, bottom))
    return f"M{x:.2f} {y:.2f}H{right:.2f}V{bottom:.2f}H{x:.2f}Z"


def line(points: Iterable[Point]) -> str:
    """Return a line through points."""
    return "M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in points)


def polygon(points: Iterable[Point]) -> str:
    """Return the outline of an area."""
    return f"{line(points)}Z"


def dot(center: Point, radius: float) -> str:
    """Return the outline of a circle."""
    x, y = center
    arc = f"a{radius:.2f} {radius:.2f} 0 1 0"
    return f"M{x - radius:.2f} {y:.2f}{arc} {2 * radius:.2f} 0{arc} {-2 * radius:.2f} 0Z"


def stretches(points: Sequence[Point | None]) -> list[list[Point]]:
    """Return points without those that are missing, each stretch between these on its own."""
    groups = groupby(points, key=lambda one: one is not None)
    return [[one for one in members if one is not None] for there, members in groups if there]


def slice_(center: Point, radius: float, hole: float, start: float, end: float) -> str:
    """Return the outline of a slice; angles are turns from the top, clockwise.

    A slice that is the whole is two arcs without a line between them, as an arc does not end where
    it begins.
    """
    if end - start >= 1 - _HAIR:
        inner = _circle(center, hole, start, 0) if hole else ""
        return _circle(center, radius, start, 1) + inner
    large = 1 if end - start > _HALF else 0
    (x1, y1), (x2, y2) = around(center, radius, start), around(center, radius, end)
    outer = f"A{radius:.2f} {radius:.2f} 0 {large} 1 {x2:.2f} {y2:.2f}"
    if not hole:
        return f"M{center[0]:.2f} {center[1]:.2f}L{x1:.2f} {y1:.2f}{outer}Z"
    (x3, y3), (x4, y4) = around(center, hole, end), around(center, hole, start)
    inner = f"L{x3:.2f} {y3:.2f}A{hole:.2f} {hole:.2f} 0 {large} 0 {x4:.2f} {y4:.2f}"
    return f"M{x1:.2f} {y1:.2f}{outer}{inner}Z"


def _circle(center: Point, radius: float, start: float, sweep: int) -> str:
    """Return a circle that begins at an angle; `sweep` is 1 for clockwise (SVG 2, 9.5.2)."""
    (x1, y1), (x2, y2) = around(center, radius, start), around(center, radius, start + _HALF)
    arc = f"A{radius:.2f} {radius:.2f} 0 1 {sweep} "
    return f"M{x1:.2f} {y1:.2f}{arc}{x2:.2f} {y2:.2f}{arc}{x1:.2f} {y1:.2f}Z"


def around(center: Point, radius: float, turns: float) -> Point:
    """Return the point at a distance from a centre, at turns from the top, clockwise."""
    angle = 2 * math.pi * turns
    return center[0] + radius * math.sin(angle), center[1] - radius * math.cos(angle)
