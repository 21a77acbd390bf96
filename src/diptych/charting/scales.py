"""Scales of axes, whose ends and ticks are round numbers."""

from __future__ import annotations

import math
from collections.abc import Iterable

TICKS = 5
"""About how many there are on an axis."""
_MOST_DECADES = 8
"""The most distances of ticks of a logarithmic scale."""
_STEPS = (1, 2, 2.5, 5, 10)
_DIGITS = 12
"""To which numbers are rounded: 0.1 * 3 is 0.3."""
_HAIR = 1e-9
_ALIKE = 1e-6
"""Numbers that differ by less than this share are set apart as if they were the same."""
NEAR_ZERO, NEAR_FOR_POINTS = 5 / 6, 1 / 2
"""A scale begins at 0 unless the least number is more than this share of the greatest: that of
Excel, and that for points, which are not compared by their distance from 0."""


def ends_of(
    values: Iterable[float],
    *,
    from_zero: bool,
    least: float | None = None,
    most: float | None = None,
    is_whole: bool = False,
    ticks: int = TICKS,
    near: float = NEAR_ZERO,
) -> tuple[float, float, float]:
    """Return the ends of a scale for `values`, and the distance of its ticks, about `ticks`.

    With `is_whole`, as for years, no tick stands between whole numbers. It begins at 0 if the least
    number is less than `near` of the greatest.

    These are nice numbers with loose ends (Heckbert, "Nice Numbers for Graph Labels", Graphics
    Gems, 1990). `least` and `most` are ends that the author wants, which stay as they are.
    """
    known = list(values)
    low, high = min(known, default=0.0), max(known, default=1.0)
    if from_zero or 0 < low < near * high or low * near < high < 0:
        low, high = min(low, 0.0), max(high, 0.0)
    is_one = high - low <= max(abs(low), abs(high)) * _ALIKE
    if is_one and low and least is None and most is None:
        low, high = min(0.0, 2 * low), max(0.0, 2 * high)  # in the middle
    low, high = low if least is None else least, high if most is None else most
    if high - low <= max(abs(low), abs(high)) * _ALIKE:
        apart = 10.0 ** math.floor(math.log10(abs(low))) if low else 1.0
        low, high = (low, low + apart) if most is None else (high - apart, high)
    unit = _nice((high - low) / ticks)
    if is_whole and not unit.is_integer():
        unit = max(1.0, 2 * unit)  # 2.5 is the only other one above 1
    bottom = math.floor(low / unit + _HAIR) * unit if least is None else least
    top = math.ceil(high / unit - _HAIR) * unit if most is None else most
    return round(bottom, _DIGITS), round(top, _DIGITS), round(unit, _DIGITS)


def ends_of_log(
    values: Iterable[float], *, least: float | None = None, most: float | None = None
) -> tuple[float, float, float]:
    """Return the ends of a logarithmic scale, which are powers of ten, and the factor of its ticks.

    `values` are above 0; `least` and `most` are powers of ten that the author wants as ends.
    """
    known = list(values)
    low = math.floor(math.log10(min(known, default=1.0) if least is None else least) + _HAIR)
    high = math.ceil(math.log10(max(known, default=10.0) if most is None else most) - _HAIR)
    if high <= low:
        low, high = (low, low + 1) if most is None else (high - 1, high)
    step = -(-(high - low) // _MOST_DECADES)
    if most is None:
        high = low - (low - high) // step * step
    return float(f"1e{low}"), float(f"1e{high}"), float(f"1e{step}")


def ends_with(values: Iterable[float], count: int) -> tuple[float, float, float]:
    """Return the ends of a scale with `count` distances of ticks, and that distance.

    So its ticks are level with those of another scale.
    """
    low, high, unit = ends_of(values, from_zero=False)
    while True:
        bottom = math.floor(low / unit + _HAIR) * unit
        if bottom + count * unit >= high - _HAIR * unit:
            return (
                round(bottom, _DIGITS),
                round(bottom + count * unit, _DIGITS),
                round(unit, _DIGITS),
            )
        unit = _nice(unit * (1 + 2 * _HAIR))


def _nice(raw: float) -> float:
    """Return the least round number that is not below `raw`."""
    power = 10.0 ** math.floor(math.log10(raw))
    return next(step for step in _STEPS if raw / power <= step + _HAIR) * power
