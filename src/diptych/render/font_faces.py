"""The faces of a theme's families, found among font files by their names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from pathlib import PurePosixPath

from msgspec import Struct

from diptych.model.asset import Asset
from diptych.model.font_file import BROUGHT, alias_of, path_of
from diptych.model.theme import REGULAR, Font, Theme

FORMATS = {".woff2": "woff2", ".woff": "woff", ".ttf": "truetype", ".otf": "opentype"}
"""Formats that browsers support, smallest first (CSS Fonts 4, section 11.1)."""
_WEIGHTS = {
    "thin": 100, "extralight": 200, "light": 300, "medium": 500, "semibold": 600, "extrabold": 800,
    "black": 900, "bold": 700,
}  # fmt: skip
"""Weights by words in file names; a word that contains another comes first."""


class FontFace(Struct, frozen=True, kw_only=True):
    """A file with one face of a family."""

    family: str
    weight: int
    style: str
    path: str


def font_faces(theme: Theme, runtime: Iterable[str]) -> tuple[FontFace, ...]:
    """Return a face for each family, weight and style of the theme that the runtime has."""
    named = {family for font in theme.fonts.values() for family in families(font)}
    ours = faces_of(named - theme.font_files.keys(), runtime)
    used = (face for face in ours if face.weight in theme.weights)
    return (*brought_faces(named, theme), *used)


def brought_faces(named: Collection[str], theme: Theme) -> tuple[FontFace, ...]:
    """Return the faces of those `named` families that a theme brings along."""
    return tuple(
        FontFace(family=family, weight=weight, style="normal", path=path_of(file))
        for family, files in sorted(theme.font_files.items())
        if family in named
        for weight, file in sorted(files.items())
    )


def brought_fonts(theme: Theme) -> dict[str, Asset]:
    """Return the font files that a theme brings along, by path below `assets/`."""
    return {
        path_of(file): file.asset for files in theme.font_files.values() for file in files.values()
    }


def file_name_of(family: str, theme: Theme) -> str:
    """Return the name that a family has in its files, if a theme brings it along."""
    return alias_of(family) if family in theme.font_files else family


def families(font: Font) -> tuple[str, ...]:
    """Return the families of a font, the first to be used first."""
    return (font.latin, font.east_asian, *font.fallback)


def faces_of(families: Collection[str], runtime: Iterable[str]) -> tuple[FontFace, ...]:
    """Return a face for each weight and style of `families` that the runtime has."""
    order = list(FORMATS)
    paths = [
        path
        for path in runtime
        if PurePosixPath(path).suffix in FORMATS and not path.startswith(BROUGHT)
    ]
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
    stem = PurePosixPath(path).stem.lower()
    return FontFace(
        family=family,
        weight=next((_WEIGHTS[word] for word in _WEIGHTS if word in stem), REGULAR),
        style="italic" if "italic" in stem else "normal",
        path=path,
    )


def _compact(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())
