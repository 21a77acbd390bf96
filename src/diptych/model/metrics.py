"""Glyph widths, which make it possible to set text without opening a font."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct


class Face(Struct, frozen=True, kw_only=True, eq=False):
    """Advance widths of one face of a family, in units of its em square."""

    upem: int
    ascent: int
    """The height above the baseline that browsers use; `descent` is that below it."""
    descent: int
    hangul: int
    """The advance of every Hangul syllable."""
    missing: int
    """The advance assumed for a character that is not in the face."""
    advances: Mapping[int, int]
    """Advances by code point."""
    kern: Mapping[str, Mapping[str, int]]
    """Kerning by first and second character."""


class Metrics(Struct, frozen=True):
    """The faces with which text is measured, by family and whether they are bold."""

    faces: Mapping[tuple[str, bool], Face]

    def face(self, family: str, *, bold: bool) -> Face | None:
        """Return the face, its regular weight if there is no bold one, or None."""
        return self.faces.get((family, bold)) or self.faces.get((family, False))
