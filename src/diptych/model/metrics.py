"""Widths of glyphs: what it takes to know where text stands without opening a font."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct


class Face(Struct, frozen=True, kw_only=True, eq=False):
    """Advance widths of one face of a family, in units of its em square."""

    upem: int
    ascent: int
    """What browsers take for the height above the baseline, and `descent` for that below it."""
    descent: int
    hangul: int
    """Advance of every Hangul syllable."""
    missing: int
    """Advance assumed for a character that the face does not have."""
    advances: Mapping[int, int]
    """By code point."""
    kern: Mapping[str, Mapping[str, int]]
    """By first and second character."""


class Metrics(Struct, frozen=True):
    """The faces that text is measured with, by family and whether it is bold."""

    faces: Mapping[tuple[str, bool], Face]

    def face(self, family: str, *, bold: bool) -> Face | None:
        """Return the face, its regular weight where no bold is known, or None."""
        return self.faces.get((family, bold)) or self.faces.get((family, False))
