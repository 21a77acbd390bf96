"""Lengths as authors write them: `300px`, `2.5in`, `40%`."""

from __future__ import annotations

import re

from diptych.model.deck import Length
from diptych.model.geometry import from_px

_LENGTH = re.compile(r"\s*(\d+(?:\.\d*)?|\.\d+)\s*(px|pt|pc|in|cm|mm|Q|%)?\s*$")
_PART = re.compile(r"\s*([0-9]{1,2})\s*/\s*([0-9]{1,2})\s*")
_MOST_PX = 10_000
_PX = {
    "px": 1.0,
    "pt": 4 / 3,
    "pc": 16.0,
    "in": 96.0,
    "cm": 96 / 2.54,
    "mm": 96 / 25.4,
    "Q": 96 / 101.6,
}
"""CSS Values 3, 6.2."""


def in_px(written: str) -> float | None:
    """Return a length in pixels, or None if it is not a length; a bare number is in pixels."""
    found = _LENGTH.match(written)
    if found is None or found[2] == "%":
        return None
    return float(found[1]) * _PX[found[2] or "px"]


def as_length(written: str) -> Length | None:
    """Return a length in px, another unit or %, or a part of the theme's grid, such as `7/12`.

    None if it is none of these.
    """
    if (share := as_share(written)) is not None:
        return Length(share=share)
    if (pixels := in_px(written)) is not None and pixels <= _MOST_PX:
        return Length(fixed=from_px(pixels))
    part = _PART.fullmatch(written)
    if part is None or not int(part[2]) or int(part[1]) > int(part[2]):
        return None
    return Length(grid=int(part[1]) / int(part[2]))


def as_share(written: str) -> float | None:
    """Return a percentage as a share of 1, or None if it is not a percentage."""
    found = _LENGTH.match(written)
    return float(found[1]) / 100 if found is not None and found[2] == "%" else None
