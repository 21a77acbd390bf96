"""Local copies of libraries: prepared elsewhere, put in place in one step."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from msgspec import Struct

from diptych.source.libraries.declared import COPIES, Declared
from diptych.storage.folder import Folder
from diptych.storage.reading import EXTRA, Reader


class Staged(Struct, frozen=True, kw_only=True):
    """The state of a library after the command."""

    declared: Declared
    folder: Path
    """Where it is now."""
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
    """Replace the local copy by a staged folder; the old copy is removed last.

    Raise OSError if its path, or a folder above it, is a link.
    """
    with Folder(root) as project:
        place = PurePosixPath(COPIES.as_posix(), one.declared.name)
        project.replace_folder(place, dict(_files_in(one.folder)))
    return root / COPIES / one.declared.name


def _files_in(folder: Path) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Yield the ordinary files in a folder; links are not followed."""
    reader = Reader((folder,))
    for path in reader.files_below(folder):
        if path.is_file() and not path.is_symlink():
            yield PurePosixPath(path.relative_to(folder).as_posix()), reader.read(path, EXTRA)
