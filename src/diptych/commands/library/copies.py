"""Local copies of libraries: made aside, put in place at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from msgspec import Struct

from diptych.source.libraries.declared import COPIES, Declared
from diptych.storage.folder import Folder
from diptych.storage.reading import EXTRA, Reader


class Staged(Struct, frozen=True, kw_only=True):
    """A library as it would be."""

    declared: Declared
    folder: Path
    """Where it can be read now."""
    is_copy: bool
    """Whether the folder is to become the local copy."""
    revision: str = ""
    commit: str = ""


def stage_copy(source: Path, folder: Path) -> None:
    """Copy a project's deck to `folder`, without the libraries that it uses itself."""
    deck = source / "deck"
    copied = {
        PurePosixPath("deck", path): data
        for path, data in _files_in(deck)
        if not path.is_relative_to(COPIES.name)
    }
    with Folder(folder) as staged:
        staged.write(copied)


def replace_copy(root: Path, one: Staged) -> Path:
    """Put a staged folder in the place of the local copy; what was there goes last.

    Raise OSError where a link stands in its place, or above it.
    """
    with Folder(root) as project:
        place = PurePosixPath(COPIES.as_posix(), one.declared.name)
        project.replace_folder(place, dict(_files_in(one.folder)))
    return root / COPIES / one.declared.name


def _files_in(folder: Path) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Yield the ordinary files in a folder; what links lead to is none of it."""
    reader = Reader((folder,))
    for path in reader.files_below(folder):
        if path.is_file() and not path.is_symlink():
            yield PurePosixPath(path.relative_to(folder).as_posix()), reader.read(path, EXTRA)
