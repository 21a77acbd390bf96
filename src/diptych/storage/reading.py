"""The only way in which files are read: ordinary ones, of bounded size, below permitted folders.

What a source names may be chosen by a stranger: a link that leads elsewhere, a pipe that nobody
writes to, an endless device. So a path is resolved, checked against the folders that may be read,
and then opened part by part from that folder without following links (POSIX.1-2017, `openat` and
O_NOFOLLOW), so that nothing that replaces it in the meantime is opened. On a system that cannot
open files relative to a folder, such as Windows, the path is resolved again after opening.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Self

from msgspec import Struct, field

from diptych.storage.cache import States, state_before_reading

_MIB = 1024 * 1024


class Kind(Struct, frozen=True):
    """A kind of file, and how large one may be."""

    name: str
    """As in messages: "a picture"."""
    most: int
    """Most bytes."""


SOURCE = Kind("a source text", 2 * _MIB)
"""Slides, talks, themes, templates, settings: a novel of six hundred pages has 1 MiB."""
DATA = Kind("a data file", 16 * _MIB)
"""Tables, references, catalogues, records: the catalogue of a thousand slides has 2 MiB."""
PICTURE = Kind("a picture", 64 * _MIB)
"""A photograph of a hundred megapixels has 40 MiB."""
MEDIA = Kind("a video or sound", 128 * _MIB)
"""Ten minutes of video in HD have 100 MiB."""
FONT = Kind("a font", 64 * _MIB)
"""One with all Chinese, Japanese and Korean characters has 20 MiB."""
EXTRA = Kind("a file for HTML decks", 256 * _MIB)
"""Scripts, style sheets, and videos that a page shows."""
KEPT = Kind("a file in the cache", 256 * _MIB)
MOST_TOGETHER = 1024 * _MIB
"""Most bytes read in one run: all of them are in memory, and outputs contain most of them."""
MOST_NAMES = 50_000
"""Most names in one folder: a library of forty talks has two thousand slides."""
MOST_FOUND = 100_000
"""Most files below a folder."""
MOST_DEPTH = 32
"""Deepest nesting of folders: ids of slides have two or three parts."""

_ELSEWHERE = "is outside the folders that may be read, or a link that leads there"
_SPECIAL = "is not an ordinary file"
_OPENS_FROM_FOLDERS = os.open in os.supports_dir_fd
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_FOLDER = getattr(os, "O_PATH", os.O_RDONLY) | getattr(os, "O_DIRECTORY", 0)
_FILE = os.O_RDONLY | _NO_LINK | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class Peek:
    """An ordinary file outside the project, such as an installed font, read in parts."""

    def __init__(self, path: Path) -> None:
        """Raise OSError if it cannot be opened, or is not an ordinary file."""
        self._handle = os.open(path, _FILE)
        if not stat.S_ISREG(os.fstat(self._handle).st_mode):
            os.close(self._handle)
            raise SpecialError(errno.EINVAL, _SPECIAL, path)

    def __enter__(self) -> Self:
        """Return it."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        os.close(self._handle)

    def at(self, offset: int, length: int) -> bytes:
        """Return as many bytes as there are from `offset`, at most `length` and a megabyte."""
        os.lseek(self._handle, offset, os.SEEK_SET)
        return os.read(self._handle, min(length, _MIB))


class ForeignError(OSError):
    """A path leads out of the folders that may be read."""


class SpecialError(OSError):
    """A path is not an ordinary file."""


class BoundError(OSError):
    """A limit is exceeded; `strerror` says which one, and its value."""


class _Known(Struct):
    """What the readers of one run know together."""

    states: dict[Path, str | None] = field(default_factory=dict)
    sizes: dict[Path, int] = field(default_factory=dict)
    together: int = 0
    listed: dict[Path, frozenset[str]] = field(default_factory=dict)
    folders: dict[str, str] = field(default_factory=dict)
    """Resolved paths of folders. One that moves in the meantime is noticed on opening."""


class Reader:
    """Reads files below some folders, and keeps the state of each before it was read."""

    def __init__(self, roots: Iterable[Path]) -> None:
        self.roots = _real(roots)
        self._known = _Known()

    def below(self, *roots: Path) -> Self:
        """Return a reader of other folders that shares its knowledge with this one."""
        import copy  # only libraries need it

        other = copy.copy(self)
        other.roots = _real(roots)
        return other

    @property
    def states(self) -> dict[Path, str | None]:
        """Return the earlier state of every file and folder that was read or looked for."""
        return self._known.states

    def note(self, path: Path) -> None:
        """Keep the state of a file or folder, before it is read or looked for."""
        if path not in self.states:
            self.states[path] = state_before_reading(path)

    def are_still(self, files: States) -> bool:
        """Return whether files and folders are unchanged; if all are, keep their states."""
        states, new = self.states, dict[Path, str | None]()
        for path, state in files.items():
            now = states.get(path, "")  # which no file has
            if now == "":
                now = new[path] = state_before_reading(path)
            if now != state:
                return False
        states.update(new)
        return True

    def owns(self, path: Path) -> bool:
        """Return whether `path`, with links resolved, is in a folder that may be read."""
        try:
            return self._root_of(self._real_path(path)) is not None
        except OSError:
            return False

    def read(self, path: Path, kind: Kind) -> bytes:
        """Return the content of a file, whose state before is kept.

        Raise ForeignError, SpecialError or BoundError, or the OSError of the system.
        """
        self.note(path)
        data = self._read(path, kind)
        known = self._known
        known.together += len(data) - known.sizes.get(path, 0)
        known.sizes[path] = len(data)
        if known.together > MOST_TOGETHER:
            raise BoundError(
                errno.EFBIG,
                f"is one too many: all files may have {MOST_TOGETHER:,} bytes in total",
                path,
            )
        return data

    def names(self, folder: Path) -> frozenset[str]:
        """Return the names in a folder, whose state is kept, and which is listed only once.

        A missing folder has none. Raise ForeignError or BoundError.
        """
        self.note(folder)
        if folder not in self._known.listed:
            self._check(folder)
            self._known.listed[folder] = frozenset(names_in(folder))
        return self._known.listed[folder]

    def files_below(self, folder: Path) -> list[Path]:
        """Return the files in `folder` and below, sorted; links to folders are not followed.

        Raise ForeignError or BoundError.
        """
        self._check(folder)
        found: list[Path] = []
        folders = [(folder, 0)]
        while folders:
            above, depth = folders.pop()
            for entry in _entries(above):
                if not entry.is_dir(follow_symlinks=False):
                    found.append(above / entry.name)
                elif depth == MOST_DEPTH:
                    message = f"is too deep: folders may be nested {MOST_DEPTH} deep"
                    raise BoundError(errno.EFBIG, message, entry.path)
                else:
                    folders.append((above / entry.name, depth + 1))
            if len(found) > MOST_FOUND:
                raise BoundError(errno.EFBIG, f"has more than {MOST_FOUND:,} files", folder)
        return sorted(found)

    def _read(self, path: Path, kind: Kind) -> bytes:
        target = self._real_path(path)
        root = self._root_of(target)
        if root is None:
            raise ForeignError(errno.EPERM, _ELSEWHERE, path)
        try:
            handle = _opened(root, target)
        except OSError as error:
            if error.errno != errno.ENXIO:  # a socket
                raise
            raise SpecialError(errno.EINVAL, _SPECIAL, path) from None
        try:
            return _content(handle, path, kind)
        finally:
            os.close(handle)

    def _check(self, folder: Path) -> None:
        if not self.owns(folder):
            raise ForeignError(errno.EPERM, _ELSEWHERE, folder)

    def _real_path(self, path: Path) -> str:
        """Return `path` with links resolved; each folder is resolved only once."""
        above, name = os.path.split(path)
        if "\0" in above or "\0" in name:
            raise OSError(errno.EINVAL, "is not a valid file name", str(path))
        if name in {"", os.curdir, os.pardir}:
            return os.path.realpath(path)
        folder = self._known.folders.get(above)
        if folder is None:
            folder = self._known.folders[above] = os.path.realpath(above)
        found = f"{folder.rstrip(os.sep)}{os.sep}{name}"
        return os.path.realpath(found) if os.path.islink(found) else found

    def _root_of(self, target: str) -> str | None:
        """Return the permitted folder that contains `target`, a path without links."""
        return next((root for root in self.roots if _is_below(target, root)), None)


def names_in(folder: Path) -> Iterator[str]:
    """Yield the names in a folder; none if it does not exist.

    Raise BoundError if there are too many.
    """
    return (entry.name for entry in _entries(folder))


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    try:
        entries = os.scandir(folder)
    except (OSError, ValueError):  # missing, not a folder, or a NUL in the path
        return
    with entries:
        for number, entry in enumerate(entries):
            if number == MOST_NAMES:
                raise BoundError(errno.EFBIG, f"has more than {MOST_NAMES:,} files", folder)
            yield entry


def _content(handle: int, path: Path, kind: Kind) -> bytes:
    found = os.fstat(handle)
    if not stat.S_ISREG(found.st_mode):
        raise SpecialError(errno.EINVAL, _SPECIAL, path)
    if found.st_size <= kind.most:
        data = os.read(handle, found.st_size + 1)
        while len(data) != found.st_size and len(data) <= kind.most:  # it is being changed
            more = os.read(handle, kind.most + 1 - len(data))
            if not more:
                break
            data += more
        if len(data) <= kind.most:
            return data
    message = f"is too large: {kind.name} may have {kind.most:,} bytes"
    raise BoundError(errno.EFBIG, message, path)


def _opened(root: str, target: str) -> int:
    """Return the open file at `target`, which is below `root`, without following links."""
    if not _OPENS_FROM_FOLDERS:
        handle = os.open(target, _FILE)
        if os.path.realpath(target) != target:
            os.close(handle)
            raise ForeignError(errno.EPERM, _ELSEWHERE, target)
        return handle
    *above, name = target[len(root) :].strip(os.sep).split(os.sep)
    folder = os.open(root, _FOLDER)
    try:
        for part in above:
            below = os.open(part, _FOLDER | _NO_LINK, dir_fd=folder)
            os.close(folder)
            folder = below
        return os.open(name or os.curdir, _FILE, dir_fd=folder)
    finally:
        os.close(folder)


def _real(roots: Iterable[Path]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(os.path.realpath(root) for root in roots))


def _is_below(target: str, root: str) -> bool:
    return target == root or target.startswith(root if root.endswith(os.sep) else f"{root}{os.sep}")
