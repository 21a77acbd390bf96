"""What earlier builds made of a project's slides, by a hash of its inputs.

It is in the user's own cache, with a file for each part of a project, and has only bytes: nothing
in it is executed, and callers validate it. A file has entries, then their index. What is new is
added after both, with an index of all, so that an edit costs no more than what it changes; once too
much is out of date, the file is written anew.
"""

import contextlib
import hashlib
import io
import os
import stat
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO

from diptych.storage.folder import Folder
from diptych.storage.reading import KEPT

_MAGIC = b"diptych slides 1\n"
_STAMP = 32
_HEAD = len(_MAGIC) + _STAMP
"""Where the entries start."""
_INDEX = struct.Struct("<16sBLQL")
"""For an entry: its key, the number of saves since its last use, CRC-32, start, and size."""
_END = struct.Struct("<QL")
"""The start of the index, which ends here, and its CRC-32."""
_OLDEST = 8
"""Saves after which an unused entry is dropped: not every build has all languages and talks."""
_LIVE = 0.75
"""The share of a file that must be wanted for new entries to be added to it."""
_BUFFER = 1 << 17
"""Bytes that are read at once: entries are mostly read in the order in which they were written.
As many are written at once."""
_IN_MEMORY = 1 << 20
"""Bytes of new entries from which on they are on the disk."""
_OPEN = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)  # a pipe would be waited for
    | getattr(os, "O_BINARY", 0)
)


_Entry = tuple[int, int, int, int]
"""The age, CRC-32, start and size of an entry; a plain tuple, since a build reads thousands."""


class Store:
    """Entries by key, in parts that are read on first use."""

    def __init__(self, cache: Path, project: str, stamp: str) -> None:
        """Open the store of `project`; entries of a program with another `stamp` are ignored."""
        self._cache = cache
        self._folder = PurePosixPath("slides", project)
        self._stamp = hashlib.sha256(stamp.encode()).digest()
        self._parts: dict[str, _Part] = {}

    def get(self, part: str, key: bytes) -> bytes | None:
        """Return the entry with a key of 16 bytes; None if it is missing or damaged."""
        return self._part(part).get(key)

    def put(self, part: str, key: bytes, data: bytes) -> None:
        """Add an entry, to be written by `save`; the same key has the same data in a run."""
        self._part(part).put(key, data)

    def save(self) -> None:
        """Write the parts with new entries, and close all.

        If there is no room or no folder for them, nothing is written.
        """
        try:
            with contextlib.suppress(OSError), Folder(self._cache) as folder:
                for name, part in self._parts.items():
                    if part.is_new and not part.add_to(folder, self._path(name)):
                        with folder.staging() as staging:
                            content = part.content(self._stamp)
                            folder.make(self._path(name), content, staging, is_hashed=False)
                            part.close()  # Windows does not replace an open file
                            folder.place(staging)
        finally:
            self.close()

    def close(self) -> None:
        """Close all parts, and drop their new entries."""
        parts, self._parts = self._parts, {}
        for part in parts.values():
            part.close()

    def _part(self, name: str) -> "_Part":
        if name not in self._parts:
            self._parts[name] = _Part(_opened(self._cache / self._path(name)), self._stamp)
        return self._parts[name]

    def _path(self, part: str) -> PurePosixPath:
        return self._folder / hashlib.sha256(part.encode("utf-8", "replace")).hexdigest()[:16]


class _Part:
    """The entries of one file, and new ones, which are on the disk, too, if they are large."""

    def __init__(self, old: BinaryIO | None, stamp: bytes) -> None:
        self._old = old
        self._known, self._end = _entries(old, stamp) if old is not None else ({}, 0)
        self._used: set[bytes] = set()
        self._new: dict[bytes, _Entry] = {}
        self._added: IO[bytes] = io.BytesIO()
        self._size = 0

    @property
    def is_new(self) -> bool:
        """Return whether there are new entries."""
        return bool(self._new)

    def get(self, key: bytes) -> bytes | None:
        known = self._known.get(key)
        if known is None or self._old is None:
            return None
        data = _read(self._old, known)
        if data is not None:
            self._used.add(key)
        return data

    def put(self, key: bytes, data: bytes) -> None:
        if key in self._new:
            return
        if self._size < _IN_MEMORY <= self._size + len(data):
            self._added = _on_disk(self._added)
        try:
            self._added.write(data)
        except OSError:  # no room
            with contextlib.suppress(OSError):
                self._added.seek(self._size)
            return
        self._new[key] = 0, zlib.crc32(data), self._size, len(data)
        self._size += len(data)

    def add_to(self, folder: Folder, path: PurePosixPath) -> bool:
        """Add new entries to the file at `path`, if most of it is wanted; return whether it was."""
        if not self._known or self._end + self._size > KEPT.most:
            return False
        kept = self._kept()
        if sum([size for _, _, _, size in kept.values()]) < _LIVE * self._end:
            return False
        return folder.append(path, self._written(kept, self._end), size=self._end)

    def content(self, stamp: bytes) -> Iterator[bytes]:
        """Yield a new file with new entries, used ones, and ones not yet too old."""
        yield _MAGIC + stamp
        at = _HEAD
        kept: dict[bytes, _Entry] = {}
        for key, one in self._kept().items():
            data = _read(self._old, one) if self._old is not None else None
            if data is not None:
                yield data
                age, checksum, _, size = one
                kept[key] = age, checksum, at, size
                at += size
        yield from self._written(kept, at)

    def _kept(self) -> dict[bytes, _Entry]:
        """Return the old entries that are kept, with their new ages."""
        used, new = self._used, self._new
        return {
            key: (age, checksum, start, size)
            for key, (old, checksum, start, size) in self._known.items()
            if (age := 0 if key in used else old + 1) <= _OLDEST and key not in new
        }

    def _written(self, kept: dict[bytes, _Entry], at: int) -> Iterator[bytes]:
        """Yield the new entries, the first at `at`, and the index of them and of those `kept`.

        What the disk has damaged in the meantime is found when it is read.
        """
        index = [_INDEX.pack(key, *entry) for key, entry in kept.items()]
        index += [
            _INDEX.pack(key, age, checksum, at + start, size)
            for key, (age, checksum, start, size) in self._new.items()
        ]
        self._added.seek(0)
        while piece := self._added.read(_IN_MEMORY):
            yield piece
            at += len(piece)
        entries = b"".join(index)
        yield entries + _END.pack(at, zlib.crc32(entries))

    def close(self) -> None:
        for file in (self._old, self._added):
            if file is not None:
                with contextlib.suppress(OSError):
                    file.close()


def _on_disk(file: IO[bytes]) -> IO[bytes]:
    """Return a file without a name that has what `file` has; that itself if there is no room."""
    import tempfile  # takes longer to import than an edit takes to store

    try:
        made = tempfile.TemporaryFile(  # noqa: SIM115 - till `close`
            buffering=_BUFFER, prefix="diptych-"
        )
        file.seek(0)
        made.write(file.read())
    except OSError:
        return file
    return made


def _entries(file: BinaryIO, stamp: bytes) -> tuple[dict[bytes, _Entry], int]:
    """Return the entries of a file, and its size; none if another program wrote it, or damaged."""
    with contextlib.suppress(OSError):
        size = file.seek(0, os.SEEK_END)
        if size > KEPT.most or size < _HEAD + _END.size:
            return {}, 0
        file.seek(0)
        if file.read(_HEAD) != _MAGIC + stamp:
            return {}, 0
        file.seek(size - _END.size)
        start, checksum = _END.unpack(file.read(_END.size))
        if not _HEAD <= start <= size - _END.size:
            return {}, 0
        file.seek(start)
        index = file.read(size - _END.size - start)
        if zlib.crc32(index) == checksum and len(index) % _INDEX.size == 0:
            found: dict[bytes, _Entry] = {one[0]: one[1:] for one in _INDEX.iter_unpack(index)}
            if all(_HEAD <= at <= start - length for _, _, at, length in found.values()):
                return found, size
    return {}, 0


def _read(file: BinaryIO, entry: _Entry) -> bytes | None:
    """Return the bytes of an entry; None if they are damaged."""
    _, checksum, start, size = entry
    try:
        file.seek(start)
        data = file.read(size)
    except OSError:
        return None
    return data if zlib.crc32(data) == checksum else None


def _opened(path: Path) -> BinaryIO | None:
    """Open an ordinary file for reading; None if there is none."""
    try:
        file = os.fdopen(os.open(path, _OPEN), "rb", _BUFFER)
    except OSError:
        return None
    if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        return file
    file.close()
    return None
