"""Glyph widths, which make it possible to set text without opening a font."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from msgspec import Struct


class Face(Struct, frozen=True, kw_only=True, eq=False):
    """Advance widths of one face of a family, in units of its em square."""

    upem: int
    ascent: int
    """The height above the baseline that browsers use; `descent` is that below it."""
    descent: int
    hangul: int
    """The advance of every Hangul syllable that has none of its own."""
    missing: int
    """The advance assumed for a character that is not in the face."""
    advances: Mapping[int, int]
    """Advances by code point."""
    kern: Mapping[str, Mapping[str, int]]
    """Kerning by first and second character."""


class Typeface(Struct, frozen=True):
    """What Office needs to choose another font where one is missing."""

    panose: str
    """Twenty hexadecimal digits (PANOSE 1.0)."""
    pitch_family: int
    charset: int


class FaceTable(Struct, frozen=True):
    """The metrics of a face, read when text is measured with it."""

    key: str
    """Identifies the content."""
    name: str
    """The name of the face as a family of its own (OpenType, `name`, name ID 1)."""
    read: Callable[[], Face]
    typeface: Typeface


class Metrics(Struct, frozen=True):
    """The faces with which text is measured, by family and weight."""

    families: Mapping[str, Mapping[int, FaceTable]]

    def face(self, family: str, weight: int) -> Face | None:
        """Return the face of a family whose weight is nearest, or None."""
        weights = self.families.get(family)
        return weights[nearest_weight(weight, weights)].read() if weights else None

    def table(self, family: str, weight: int) -> FaceTable | None:
        """Return the face of exactly that weight, or None."""
        return self.families.get(family, {}).get(weight)


_REGULAR, _MEDIUM = 400, 500


def nearest_weight(wanted: int, weights: Collection[int]) -> int:
    """Return which of some weights is taken for another (CSS Fonts 4, 5.2, step 4.3)."""
    lighter = sorted((one for one in weights if one <= wanted), reverse=True)
    heavier = sorted(one for one in weights if one >= wanted)
    if _REGULAR <= wanted <= _MEDIUM:
        between = [one for one in heavier if one <= _MEDIUM]
        return [*between, *lighter, *heavier][0]
    return [*lighter, *heavier][0] if wanted < _REGULAR else [*heavier, *lighter][0]
