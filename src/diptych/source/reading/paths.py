"""Paths as authors write them and as files are stored: the nearest name, another spelling."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Collection
from pathlib import Path

from diptych.diagnostics import nearest
from diptych.storage.reading import (
    names_in,
)

_HIGHER = 3
"""How many folders up a file is looked for: from a slide in a topic to the project."""


def nearby(path: Path, suffixes: Collection[str] = (), *, what: str = "file") -> str:
    """Return a hint with the file in the same folder whose name is nearest to that of `path`."""
    if "\\" in str(path) and os.sep != "\\":
        return "write `/` between the names of folders"
    if any(part.startswith("~") for part in path.parts):
        return "`~` has no meaning here: write the path relative to this file"
    if not _is_folder(path.parent):
        return _higher(path) or f"there is no folder `{path.parent.name}`"
    wanted = suffixes or {path.suffix}
    files = [
        name
        for name in names_in(path.parent)
        if Path(name).suffix.lower() in wanted
        and not name.startswith(".")
        and is_there(path.with_name(name))
    ]
    return nearest(path.name, files, what=f"{what} in that folder")


def within(path: str, folder: Path, root: Path) -> str:
    """Return a hint for a path that leads out of the project, from a file in `folder`.

    `/media/x.png` is most likely meant to begin at the project or its deck.
    """
    below = path.lstrip("/")
    if path != below and ".." not in below.split("/"):
        for base in (root, root / "deck"):
            if is_there(base / below):
                relative = os.path.relpath(base / below, folder).replace(os.sep, "/")
                return f"paths begin at their own file: write `{relative}`"
    return "move it below the project's folder"


def _higher(path: Path) -> str | None:
    """Return a hint if a folder above has what was taken to be in a folder that does not exist."""
    there = next(filter(_is_folder, path.parents), None)
    if there is None:
        return None
    below = path.relative_to(there)
    for steps, folder in enumerate(there.parents[:_HIGHER], start=1):
        if is_there(folder / below):
            return f"paths begin at their own file: write `{'../' * steps}` before this one"
    return None


def _is_folder(path: Path) -> bool:
    return os.path.isdir(path)  # noqa: PTH112 - `Path` raises where a name is too long


def as_stored(path: Path) -> Path:
    """Return `path` as spelt on the disk, if its names differ only in Unicode normalisation.

    Some systems store `é` as two characters (Unicode Standard Annex 15), but authors type one.
    """
    if str(path).isascii() or is_there(path):
        return path
    found = Path(path.anchor)
    for name in path.parts[1:] if path.anchor else path.parts:
        found = _same_name(found, name)
    return found


def _same_name(folder: Path, name: str) -> Path:
    path = folder / name
    try:
        if name.isascii() or path.exists():
            return path
        wanted = unicodedata.normalize("NFC", name)
        same = (one for one in names_in(folder) if unicodedata.normalize("NFC", one) == wanted)
        return folder / next(same, name)
    except (OSError, ValueError):  # no folder, too long, a NUL
        return path


def is_there(path: Path) -> bool:
    """Return whether there is a file; False if the name is not valid."""
    try:
        return not stat.S_ISDIR(path.stat().st_mode)
    except (OSError, ValueError):  # missing, too long, a NUL
        return False


def path_below(path: Path, folders: tuple[Path, ...]) -> str | None:
    """Return `path` relative to the first of the folders that contains it; None if none does."""
    written = str(path)
    for folder in folders:
        above = f"{folder}{os.sep}"
        if written.startswith(above):  # nearly always, and at a tenth of the cost
            return written[len(above) :].replace(os.sep, "/")
        if path.is_relative_to(folder):
            return path.relative_to(folder).as_posix()
    return None
