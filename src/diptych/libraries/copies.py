"""Local copies of libraries: made aside, put in place at once."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from msgspec import Struct

from diptych.source.libraries import COPIES, Declared


class Staged(Struct, frozen=True, kw_only=True):
    """A library as it would be."""

    declared: Declared
    folder: Path
    """Where it can be read now."""
    is_copy: bool
    """Whether the folder is to become the local copy."""
    revision: str = ""
    commit: str = ""


def staging_folder(root: Path) -> Path:
    """Return a new folder on the same disk as the copies."""
    (root / COPIES).mkdir(parents=True, exist_ok=True)
    return Path(tempfile.mkdtemp(prefix=".new-", dir=root / COPIES))


def replace_copy(root: Path, one: Staged, staging: Path) -> Path:
    """Put a staged folder in the place of the local copy; what was there goes last."""
    home, aside = root / COPIES / one.declared.name, staging / f"{one.declared.name}.old"
    if home.exists():
        home.rename(aside)
    try:
        one.folder.rename(home)
    except OSError:
        if aside.exists():
            aside.rename(home)
        raise
    return home


def without_copies(folder: str, names: list[str]) -> list[str]:
    """Return what is not copied of a project's deck: the libraries that it uses itself."""
    return [name for name in names if Path(folder).name == "deck" and name == COPIES.name]


def remove_staging(folder: Path) -> None:
    """Remove what was fetched and not taken over."""
    shutil.rmtree(folder, ignore_errors=True)
    if folder.parent.is_dir() and not any(folder.parent.iterdir()):
        folder.parent.rmdir()
