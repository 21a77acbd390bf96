"""Opens folders one from another, so that no link is followed between a check and a use.

What is below a folder may be a stranger's: a cloned repository can have links where a build
writes. So each part of a path is opened separately, from the folder above it and without
following links (POSIX.1-2017, `openat` and O_NOFOLLOW), which leaves no gap between check and use.
If the system has no such calls (Windows), each part is checked first.
"""

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from diptych.storage.names import STAGING, is_no_name_on_windows

NO_LINK = getattr(os, "O_NOFOLLOW", 0)
AS_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | NO_LINK
_NAME_SURROGATE = 0x20000000
"""The bit of a reparse tag that marks a name surrogate ([MS-FSCC], 2.1.2.1)."""
LINKED = "is a link, or leads through one; nothing is written there"
_NO_FOLDER = "is there and is not a folder"

_MOST_OPEN = 32
"""Most folders open at once; a process may have 256 open files on macOS."""

_OPENS_FROM_FOLDERS = os.open in os.supports_dir_fd


class OpenFolders:
    """The folders at and below one that are open, each by its path relative to `top`.

    `top` is given by the user, so links in it are followed. Methods raise OSError if something
    below it is a link, is in the way, or cannot be opened.
    """

    def __init__(self, top: Path, below: PurePosixPath | str = "") -> None:
        self._top = Path(os.path.abspath(top))
        self._below = PurePosixPath(below).parts
        self._open: dict[tuple[str, ...], int | str] = {}

    @property
    def path(self) -> Path:
        """Return the path of the folder."""
        return self._top.joinpath(*self._below)

    def close(self) -> None:
        """Close all; they are opened again when needed."""
        for known in list(self._open):
            self._close(known)

    def folder(self, parts: tuple[str, ...], *, make: bool = True) -> int | str:
        """Return the open folder at `parts`, relative to this one."""
        whole = (*self._below, *parts)
        for end in range(len(whole) + 1):
            if whole[:end] not in self._open:
                self._open[whole[:end]] = self._enter(whole[:end], make=make)
        return self._open[whole]

    def named(self, path: PurePosixPath, *, make: bool = True) -> tuple[str, dict[str, Any]]:
        """Return the arguments for system calls on `path`, relative to its open folder."""
        parts = checked(path).parts
        folder = self.folder(parts[:-1], make=make)
        if isinstance(folder, int):
            return parts[-1], {"dir_fd": folder}
        return os.path.join(folder, parts[-1]), {}

    def opened(self, path: PurePosixPath, flags: int, *, make: bool = True) -> int:
        """Return the descriptor of a file, opened from the folder that it is in."""
        name, at = self.named(path, make=make)
        return os.open(name, flags, 0o666, **at)

    def kind(self, path: PurePosixPath) -> int | None:
        """Return the type of what is at `path` itself, as in `stat.S_IFMT`; None for nothing."""
        name, at = self.named(path)
        try:
            return stat.S_IFMT(os.lstat(name, **at).st_mode)
        except FileNotFoundError:
            return None

    @contextlib.contextmanager
    def about(self, path: PurePosixPath, *, from_top: bool = False) -> Iterator[None]:
        """Make errors of the system name the final file instead of its staged copy."""
        try:
            yield
        except OSError as error:
            if error.errno == errno.ELOOP:
                raise  # it already says which part of the path is a link
            place = self._top / path if from_top else self.path / path
            raise OSError(error.errno, error.strerror, str(place)) from error

    def refusal(self, path: PurePosixPath, why: str, *, from_top: bool = False) -> OSError:
        """Return an error that says why something is not written."""
        place = self._top / path if from_top else self.path / path
        return OSError(errno.ELOOP, why, str(place))

    def close_idle(self) -> None:
        """If many folders are open, close all except this one and staging folders."""
        if len(self._open) < _MOST_OPEN:
            return
        depth = len(self._below)
        for known in list(self._open):
            is_staging = len(known) == depth + 1 and STAGING.fullmatch(known[-1])
            if len(known) > depth and not is_staging:
                self._close(known)

    def close_below(self, parts: tuple[str, ...]) -> None:
        """Forget the open folders at `parts` and below, before they are moved or removed."""
        whole = (*self._below, *parts)
        for known in [known for known in self._open if known[: len(whole)] == whole]:
            self._close(known)

    def _enter(self, parts: tuple[str, ...], *, make: bool) -> int | str:
        while True:
            if make:
                self._make_folder(parts)
            try:
                return self._entered(parts)
            except FileNotFoundError:
                # Another run removed the unused folder that it had made: make it again.
                if not make or _is_no_folder(self._top.joinpath(*parts)):
                    raise

    def _make_folder(self, parts: tuple[str, ...]) -> None:
        try:
            if not parts:
                self._top.mkdir(parents=True, exist_ok=True)
                return
            name, at = self._called(parts)
            with self.about(PurePosixPath(*parts), from_top=True):
                os.mkdir(name, **at)
        except FileExistsError:
            if not parts and _is_no_folder(self._top):
                raise

    def _entered(self, parts: tuple[str, ...]) -> int | str:
        if not parts:
            is_opened = _OPENS_FROM_FOLDERS
            return os.open(self._top, AS_FOLDER & ~NO_LINK) if is_opened else str(self._top)
        name, at = self._called(parts)
        found = os.lstat(name, **at)
        if not stat.S_ISDIR(found.st_mode) or _is_junction(found):
            is_link = stat.S_ISLNK(found.st_mode) or _is_junction(found)
            why = LINKED if is_link else _NO_FOLDER
            raise self.refusal(PurePosixPath(*parts), why, from_top=True)
        return os.open(name, AS_FOLDER, **at) if at else name

    def _called(self, parts: tuple[str, ...]) -> tuple[str, dict[str, Any]]:
        """Return the arguments for system calls on a folder, relative to the open one above it."""
        above = self._open[parts[:-1]]
        if isinstance(above, int):
            return parts[-1], {"dir_fd": above}
        return os.path.join(above, parts[-1]), {}

    def _close(self, known: tuple[str, ...]) -> None:
        handle = self._open.pop(known)
        if isinstance(handle, int):
            os.close(handle)


def checked(path: PurePosixPath) -> PurePosixPath:
    """Return `path` if it stays below its folder and has no name that Windows reads differently."""
    if path.is_absolute() or ".." in path.parts or not path.parts:
        raise OSError(errno.EPERM, "leads out of the folder that is written", str(path))
    if not _OPENS_FROM_FOLDERS and any(map(is_no_name_on_windows, path.parts)):
        raise OSError(errno.EPERM, "is not a valid file name on Windows", str(path))
    return path


def _is_no_folder(path: Path) -> bool:
    """Return whether something other than a folder is at `path`.

    What was none a moment ago may be one by now, if other runs remove it and make it again.
    """
    try:
        found = os.lstat(path)
    except FileNotFoundError:
        return False
    return not stat.S_ISDIR(found.st_mode) and not path.is_dir()


def _is_junction(found: os.stat_result) -> bool:
    """Return whether a Windows folder leads elsewhere, like a link.

    Folders that OneDrive manages also have a reparse tag, but do not lead elsewhere.
    """
    return bool(getattr(found, "st_reparse_tag", 0) & _NAME_SURROGATE)
