"""Selects the files of reveal.js and the fonts that a page needs, in order.

Files are found by name, so their folders do not matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from msgspec import Struct

from diptych.model.asset import Asset
from diptych.model.theme import Theme
from diptych.render.emoji_font import EMOJI_FACE
from diptych.render.font_faces import FontFace, font_faces
from diptych.render.formula_font import FORMULA_FACE

_STYLES = ("reset.css", "reveal.css")
_SPEAKER = "notes.js"
_SCRIPTS = ("reveal.js", _SPEAKER, "zoom.js")
_LICENCE = "LICENSE"


class Runtime(Struct, frozen=True, kw_only=True):
    """The bundled files that a page loads; paths are below `assets/`."""

    styles: tuple[str, ...]
    scripts: tuple[str, ...]
    faces: tuple[FontFace, ...]
    files: Mapping[str, Asset]
    """The style sheets and scripts, and their licences."""
    speaker: str
    """The text of the script for the speaker view; empty if there is none."""


def choose_runtime(
    theme: Theme,
    at_hand: Mapping[str, Asset],
    *,
    has_formulas: bool = False,
    has_emoji: bool = False,
) -> Runtime:
    """Return the files that a page in this theme needs."""
    styles = _named(_STYLES, at_hand)
    scripts = _named(_SCRIPTS, at_hand)
    faces = font_faces(theme, at_hand)
    if has_formulas and FORMULA_FACE.path in at_hand:
        faces = (*faces, FORMULA_FACE)
    if has_emoji and EMOJI_FACE.path in at_hand:
        faces = (*faces, EMOJI_FACE)
    used = (*styles, *scripts)
    return Runtime(
        styles=styles,
        scripts=scripts,
        faces=faces,
        files={path: at_hand[path] for path in sorted({*used, *licences(used, at_hand)})},
        speaker="".join(at_hand[path].read().decode() for path in _named((_SPEAKER,), scripts)),
    )


def _named(names: Iterable[str], paths: Iterable[str]) -> tuple[str, ...]:
    """Return the paths of files with these names, in the order of the names."""
    by_name = {PurePosixPath(path).name: path for path in sorted(paths)}
    return tuple(by_name[name] for name in names if name in by_name)


def font_files(faces: Iterable[FontFace], at_hand: Mapping[str, Asset]) -> dict[str, Asset]:
    """Return the whole font files of faces, with their licences."""
    paths = [face.path for face in faces]
    return {path: at_hand[path] for path in sorted({*paths, *licences(paths, at_hand)})}


def licences(used: Iterable[str], at_hand: Mapping[str, Asset]) -> set[str]:
    """Return the licences in the folders of used files and their parents."""
    folders = {folder for path in used for folder in PurePosixPath(path).parents}
    return {str(folder / _LICENCE) for folder in folders} & set(at_hand)
