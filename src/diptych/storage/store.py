"""What earlier builds made of a project's slides, by a hash of its inputs.

It is in the user's own cache, with a file for each part of a project, and has only bytes: nothing
in it is executed, and callers validate it.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import struct
import zlib
from collections.abc import Generator, Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO, NamedTuple

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
"""The share of what a file has that must be wanted for all of it to be copied at once."""
_PIECE = 1 << 20
"""Bytes that are copied at once."""
_OPEN = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


class _Entry(NamedTuple):
    age: int
    checksum: int
    start: int
    size: int


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
        """Add an entry, to be written by `save`."""
        self._part(part).put(key, data)

    def save(self) -> None:
        """Write the parts with new entries, and close all.

        If there is no room or no folder for them, nothing is written.
        """
        try:
            with contextlib.suppress(OSError), Folder(self._cache) as folder:
                for name, part in self._parts.items():
                    if part.is_new:
                        with folder.staging() as staging:
                            folder.make(self._path(name), part.content(self._stamp), staging)
                            part.close()  # Windows does not replace an open file
                            folder.place(staging)
        finally:
            self.close()

    def close(self) -> None:
        """Close all parts, and drop their new entries."""
        parts, self._parts = self._parts, {}
        for part in parts.values():
            part.close()

    def _part(self, name: str) -> _Part:
        if name not in self._parts:
            self._parts[name] = _Part(_opened(self._cache / self._path(name)), self._stamp)
        return self._parts[name]

    def _path(self, part: str) -> PurePosixPath:
        return self._folder / hashlib.sha256(part.encode("utf-8", "replace")).hexdigest()[:16]


class _Part:
    """The entries of one file, and new ones, which are also on the disk, as they may be large."""

    def __init__(self, old: BinaryIO | None, stamp: bytes) -> None:
        self._old = old
        self._known = _entries(old, stamp) if old is not None else {}
        self._end = max((one.start + one.size for one in self._known.values()), default=_HEAD)
        self._used: set[bytes] = set()
        self._new: dict[bytes, _Entry] = {}
        self._added: BinaryIO | None = None
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
        try:
            if self._added is None:
                import tempfile  # which few runs need

                self._added = tempfile.TemporaryFile(prefix="diptych-")  # noqa: SIM115 - till `close`
            self._added.write(data)
        except OSError:  # no room; later entries may be displaced, which their checksums reveal
            return
        self._new[key] = _Entry(0, zlib.crc32(data), self._size, len(data))
        self._size += len(data)

    def content(self, stamp: bytes) -> Iterator[bytes]:
        """Yield the new content of the file: new entries, used ones, and ones not yet too old."""
        yield _MAGIC + stamp
        kept = self._kept()
        copied = yield from self._copied(kept)
        at = self._end if copied else _HEAD
        index = [_INDEX.pack(key, *entry) for key, entry in kept.items()] if copied else []
        for key, age, data in self._read_anew({} if copied else kept):
            yield data
            index.append(_INDEX.pack(key, age, zlib.crc32(data), at, len(data)))
            at += len(data)
        entries = b"".join(index)
        yield entries + _END.pack(at, zlib.crc32(entries))

    def _kept(self) -> dict[bytes, _Entry]:
        """Return the old entries that are kept, with their new ages."""
        aged = (
            (key, one._replace(age=0 if key in self._used else one.age + 1))
            for key, one in self._known.items()
            if key not in self._new
        )
        return {key: one for key, one in aged if one.age <= _OLDEST}

    def _copied(self, kept: dict[bytes, _Entry]) -> Generator[bytes, None, bool]:
        """Yield what the old file has, in large pieces, if most of it is kept; return whether.

        The entries are not looked at: whoever gets one checks it.
        """
        whole = self._end - _HEAD
        if self._old is None or sum(one.size for one in kept.values()) < _LIVE * whole:
            return False
        self._old.seek(_HEAD)
        for start in range(0, whole, _PIECE):
            size = min(_PIECE, whole - start)
            yield self._old.read(size).ljust(size, b"\0")  # shorter if somebody cuts it meanwhile
        return True

    def _read_anew(self, kept: dict[bytes, _Entry]) -> Iterator[tuple[bytes, int, bytes]]:
        """Yield new entries and the old ones that are `kept`, with their ages."""
        for file, entries in ((self._added, self._new), (self._old, kept)):
            for key, entry in entries.items():
                data = _read(file, entry) if file is not None else None
                if data is not None:
                    yield key, entry.age, data

    def close(self) -> None:
        for file in (self._old, self._added):
            if file is not None:
                with contextlib.suppress(OSError):
                    file.close()


def _entries(file: BinaryIO, stamp: bytes) -> dict[bytes, _Entry]:
    """Return the entries of a file; none if another program wrote it, or it is damaged."""
    with contextlib.suppress(OSError):
        size = file.seek(0, os.SEEK_END)
        if size > KEPT.most or size < _HEAD + _END.size:
            return {}
        file.seek(0)
        if file.read(_HEAD) != _MAGIC + stamp:
            return {}
        file.seek(size - _END.size)
        start, checksum = _END.unpack(file.read(_END.size))
        if not _HEAD <= start <= size - _END.size:
            return {}
        file.seek(start)
        index = file.read(size - _END.size - start)
        if zlib.crc32(index) == checksum and len(index) % _INDEX.size == 0:
            found = {key: _Entry(*rest) for key, *rest in _INDEX.iter_unpack(index)}
            if all(_HEAD <= one.start <= start - one.size for one in found.values()):
                return found
    return {}


def _read(file: BinaryIO, entry: _Entry) -> bytes | None:
    """Return the bytes of an entry; None if they are damaged."""
    with contextlib.suppress(OSError):
        file.seek(entry.start)
        data = file.read(entry.size)
        if zlib.crc32(data) == entry.checksum:
            return data
    return None


def _opened(path: Path) -> BinaryIO | None:
    """Open an ordinary file for reading; None if there is none."""
    try:
        file = os.fdopen(os.open(path, _OPEN), "rb")
    except OSError:
        return None
    if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        return file
    file.close()
    return None
