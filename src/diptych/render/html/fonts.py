"""Fonts as CSS: the rules that declare faces, and the font stacks that use them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from diptych.model.theme import Font, FontRole
from diptych.render.font_faces import FORMATS, FontFace, families

_GENERIC = frozenset({"serif", "sans-serif", "monospace", "system-ui", "ui-monospace"})


def face_css(face: FontFace) -> str:
    """Return the `@font-face` rule of a face, for a style sheet in the folder of its `path`."""
    return (
        f"@font-face {{ font-family: {_quoted(face.family)}; font-weight: {face.weight};"
        f" font-style: {face.style}; font-display: block;"
        f' src: url("{face.path}") format("{FORMATS[PurePosixPath(face.path).suffix]}"); }}'
    )


def font_stacks(fonts: Mapping[FontRole, Font], cut: Collection[str] = ()) -> dict[FontRole, str]:
    """Return the value of `font-family` for each font role; parts of families in `cut` come first.

    If a character is not in the part, the whole font may be installed on the reader's machine.
    """
    return {
        role: ", ".join(map(_quoted, _stack(dict.fromkeys(families(font)), cut)))
        for role, font in fonts.items()
    }


def _stack(names: Iterable[str], cut: Collection[str]) -> Iterator[str]:
    for family in names:
        if family in cut:
            yield own_name(family)
        yield family


def own_name(family: str) -> str:
    """Return the name of a part of a font, since the font's own name may be reserved."""
    return f"Diptych-{hashlib.sha256(family.encode()).hexdigest()[:6]}"


def _quoted(family: str) -> str:
    """Return a family as a CSS string, with special characters escaped (CSS Syntax 3, 4.3.5)."""
    if family in _GENERIC:
        return family
    written = re.sub(r'["\\<\x00-\x1f\x7f]', lambda found: f"\\{ord(found.group()):x} ", family)
    return f'"{written}"'
