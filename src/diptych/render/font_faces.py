"""The faces of a theme's families, found among font files by their names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from pathlib import PurePosixPath

from msgspec import Struct

from diptych.model.theme import Font, Theme

FORMATS = {".woff2": "woff2", ".woff": "woff", ".ttf": "truetype", ".otf": "opentype"}
"""Formats that browsers support, smallest first (CSS Fonts 4, section 11.1)."""
_BOLD = re.compile(r"(?<!semi)(?<!extra)bold|700", re.IGNORECASE)


class FontFace(Struct, frozen=True, kw_only=True):
    """A file with one face of a family."""

    family: str
    weight: int
    style: str
    path: str


def font_faces(theme: Theme, runtime: Iterable[str]) -> tuple[FontFace, ...]:
    """Return a face for each family, weight and style of the theme that the runtime has."""
    return faces_of({f for font in theme.fonts.values() for f in families(font)}, runtime)


def families(font: Font) -> tuple[str, ...]:
    """Return the families of a font, the first to be used first."""
    return (font.latin, font.east_asian, *font.fallback)


def faces_of(families: Collection[str], runtime: Iterable[str]) -> tuple[FontFace, ...]:
    """Return a face for each weight and style of `families` that the runtime has."""
    order = list(FORMATS)
    paths = [path for path in runtime if PurePosixPath(path).suffix in FORMATS]
    faces: dict[tuple[str, int, str], FontFace] = {}
    for path in sorted(paths, key=lambda path: (order.index(PurePosixPath(path).suffix), path)):
        if family := _family(path, families):
            face = _face(family, path)
            faces.setdefault((face.family, face.weight, face.style), face)
    return tuple(faces[key] for key in sorted(faces))


def _family(path: str, families: Iterable[str]) -> str | None:
    """Return the family whose name is the beginning of the file's name, the longest of several."""
    stem = _compact(PurePosixPath(path).stem)
    matching = [family for family in families if stem.startswith(_compact(family) or "?")]
    return max(matching, key=len, default=None)


def _face(family: str, path: str) -> FontFace:
    stem = PurePosixPath(path).stem
    return FontFace(
        family=family,
        weight=700 if _BOLD.search(stem) else 400,
        style="italic" if "italic" in stem.lower() else "normal",
        path=path,
    )


def _compact(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())
