"""Where files are made before they are put in place, and what killed runs have left there."""

import os
import sys
import time
from pathlib import PurePosixPath
from typing import NamedTuple

from diptych.storage.open_folders import AS_FOLDER, OpenFolders

if sys.platform != "win32":
    import fcntl

_ABANDONED = 24 * 60 * 60
"""Seconds after which no run can still be using a staging folder, if there are no locks."""


class Made(NamedTuple):
    """The hash and size of a file that was made."""

    hash: str
    """As returned by `content_hash`; empty if nobody asked for it."""
    size: int
    """In bytes."""


class Staging:
    """Where files are made before they are put in place."""

    def __init__(self, name: str = "", maker: str = "") -> None:
        self.name = name
        """The name of the folder; empty while there is none."""
        self.made: dict[PurePosixPath, PurePosixPath] = {}
        """Where each file is made, by its final path."""
        self._maker = maker
        """Prefix that distinguishes this process's files from others' in the same folder."""
        self._count = 0

    def next(self, path: PurePosixPath) -> PurePosixPath:
        """Return where to make the file for `path`."""
        self._count += 1
        self.made[path] = PurePosixPath(self.name, f"{self._maker}{self._count}")
        return self.made[path]

    def drop(self, path: PurePosixPath) -> None:
        """Leave the file for `path` in the staging folder, to be removed with it."""
        del self.made[path]


def new_staging(folders: OpenFolders) -> str:
    """Return the name of a new folder, locked so that no run takes it for abandoned."""
    while True:
        name = f".diptych-{os.urandom(8).hex()}"
        folder, at = folders.named(PurePosixPath(name))
        with folders.about(PurePosixPath()):
            os.mkdir(folder, 0o700, **at)
            handle = folders.folder((name,))
        is_ours = not isinstance(handle, int) or _lock(handle) is not False
        if is_ours and folders.kind(PurePosixPath(name)) is not None:
            return name
        folders.close_below((name,))  # swept before it was locked


def is_abandoned(folders: OpenFolders, name: str) -> bool:
    """Return whether the run that made a staging folder has ended."""
    folder, at = folders.named(PurePosixPath(name))
    try:
        if not at:
            return os.lstat(folder).st_mtime < time.time() - _ABANDONED
        handle = os.open(folder, AS_FOLDER, **at)
    except OSError:
        return False
    try:
        is_free = _lock(handle)
        is_old = os.fstat(handle).st_mtime < time.time() - _ABANDONED
        return is_old if is_free is None else is_free
    finally:
        os.close(handle)


def remove_tree(folders: OpenFolders, name: str) -> None:
    """Remove a staging folder with all that is in it."""
    target, at = folders.named(PurePosixPath(name))
    try:
        os.rmdir(target, **at)
    except OSError:  # not empty
        import shutil  # loads modules for archives

        shutil.rmtree(target, ignore_errors=True, **at)


def _lock(handle: int) -> bool | None:
    """Return whether a folder could be locked; None if there are no locks."""
    if sys.platform == "win32":
        return None
    else:  # noqa: RET505 - so that type checkers know which system this is for
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return None
        return True
