"""Fonts as CSS: the faces in the runtime's files, and the font stacks that use them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from msgspec import Struct

from diptych.model.theme import Font, FontRole, Theme

_FORMATS = {".woff2": "woff2", ".woff": "woff", ".ttf": "truetype", ".otf": "opentype"}
"""Formats that browsers support, smallest first (CSS Fonts 4, section 11.1)."""
_GENERIC = frozenset({"serif", "sans-serif", "monospace", "system-ui", "ui-monospace"})
_BOLD = re.compile(r"(?<!semi)(?<!extra)bold|700", re.IGNORECASE)


class FontFace(Struct, frozen=True, kw_only=True):
    """A file with one face of a family."""

    family: str
    weight: int
    style: str
    path: str

    def css(self) -> str:
        """Return its `@font-face` rule, for a style sheet in the folder that contains `path`."""
        return (
            f"@font-face {{ font-family: {_quoted(self.family)}; font-weight: {self.weight};"
            f" font-style: {self.style}; font-display: block;"
            f' src: url("{self.path}") format("{_FORMATS[PurePosixPath(self.path).suffix]}"); }}'
        )


def font_faces(theme: Theme, runtime: Iterable[str]) -> tuple[FontFace, ...]:
    """Return a face for each family, weight and style of the theme that the runtime has."""
    return faces_of({f for font in theme.fonts.values() for f in _families(font)}, runtime)


def faces_of(families: Collection[str], runtime: Iterable[str]) -> tuple[FontFace, ...]:
    """Return a face for each weight and style of `families` that the runtime has."""
    order = list(_FORMATS)
    paths = [path for path in runtime if PurePosixPath(path).suffix in _FORMATS]
    faces: dict[tuple[str, int, str], FontFace] = {}
    for path in sorted(paths, key=lambda path: (order.index(PurePosixPath(path).suffix), path)):
        if family := _family(path, families):
            face = _face(family, path)
            faces.setdefault((face.family, face.weight, face.style), face)
    return tuple(faces[key] for key in sorted(faces))


def font_stacks(fonts: Mapping[FontRole, Font], cut: Collection[str] = ()) -> dict[FontRole, str]:
    """Return the value of `font-family` for each font role; parts of families in `cut` come first.

    If a character is not in the part, the whole font may be installed on the reader's machine.
    """
    return {
        role: ", ".join(map(_quoted, _stack(dict.fromkeys(_families(font)), cut)))
        for role, font in fonts.items()
    }


def _stack(families: Iterable[str], cut: Collection[str]) -> Iterator[str]:
    for family in families:
        if family in cut:
            yield own_name(family)
        yield family


def own_name(family: str) -> str:
    """Return the name of a part of a font, since the font's own name may be reserved."""
    return f"Diptych-{hashlib.sha256(family.encode()).hexdigest()[:6]}"


def _families(font: Font) -> tuple[str, ...]:
    return (font.latin, font.east_asian, *font.fallback)


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


def _quoted(family: str) -> str:
    """Return a family as a CSS string, with special characters escaped (CSS Syntax 3, 4.3.5)."""
    if family in _GENERIC:
        return family
    written = re.sub(r'["\\<\x00-\x1f\x7f]', lambda found: f"\\{ord(found.group()):x} ", family)
    return f'"{written}"'
