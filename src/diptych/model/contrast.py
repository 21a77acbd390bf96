"""Contrast of colours as defined by the Web Content Accessibility Guidelines 2.2."""

from __future__ import annotations

from functools import lru_cache

_LINEAR_BELOW = 0.04045

READABLE = 4.5
"""The minimum ratio for text of normal size (WCAG 2.2, success criterion 1.4.3)."""
READABLE_LARGE = 3.0
"""The minimum ratio for large text (same criterion)."""


@lru_cache(maxsize=1024)
def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21; each is `#` and six hex digits."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def mixed(below: str, above: str, opacity: float) -> str:
    """Return the colour seen where one colour is above another, as programs blend them."""
    pairs = zip(bytes.fromhex(below[1:]), bytes.fromhex(above[1:]), strict=True)
    return "#" + bytes(round(b + (a - b) * opacity) for b, a in pairs).hex().upper()


@lru_cache(maxsize=1024)
def is_dark(color: str) -> bool:
    """Return whether white is easier to read than black on a colour."""
    return contrast(color, "#FFFFFF") > contrast(color, "#000000")


def _luminance(color: str) -> float:
    """Return the relative luminance, 0 to 1 (WCAG 2.2, "relative luminance")."""
    red, green, blue = (_linear(int(color[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= _LINEAR_BELOW else ((channel + 0.055) / 1.055) ** 2.4
