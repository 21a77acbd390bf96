"""Streams a zip: entries without times, followed by their directory (APPNOTE 6.3.9).

`zipfile` seeks back to fill in sizes, and takes as long for each entry as creating its content.
"""

from __future__ import annotations

import errno
import struct
import zlib
from collections.abc import Iterable, Iterator

from msgspec import Struct

_LEVEL = 2
"""The level of deflate: takes a fifth of the time of 6, for a file that is 1 % larger."""
_STORED, _DEFLATED = 0, 8
_VERSION = 20
"""The version needed to read deflated entries: 2.0."""
_VERSION_64 = 45
_EPOCH = 1 << 5 | 1
"""1 January 1980, the earliest date, so that files do not depend on when they were built."""
OWN_ENTRY = (1980, 1, 1, 0, 0, 0, 0, _VERSION, 0)
"""What `zipfile` reads of an entry: its date and time, its flags, its version and its system."""
_RIGHTS = 0o600 << 16
_MOST_ENTRIES = 0xFFFF
_MOST_BYTES = 0xFFFFFFFF
_LOCAL = struct.Struct("<4s2B4HL2L2H")
_CENTRAL = struct.Struct("<4s4B4HL2L5HL")
_OFFSET = struct.Struct("<L")
_END = struct.Struct("<4s4H2LH")
_END_64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR_64 = struct.Struct("<4sLQL")


class Entry(Struct, frozen=True, array_like=True):
    """A file of the archive, ready to be written; a cached one is not compressed again."""

    local: bytes
    """Its header, name and data."""
    central: bytes
    """Its record in the directory, up to the offset of the header."""
    name: bytes
    """What follows the offset."""


def deflated(name: str, content: bytes) -> Entry:
    """Return an entry with compressed content."""
    return _entry(name, _DEFLATED, content, zlib.compress(content, _LEVEL, wbits=-15))


def stored(name: str, content: bytes) -> Entry:
    """Return an entry with uncompressed content."""
    return _entry(name, _STORED, content, content)


def _entry(name: str, method: int, content: bytes, data: bytes) -> Entry:
    named = name.encode("ascii")
    about = (method, 0, _EPOCH, zlib.crc32(content), len(data), len(content), len(named), 0)
    local = _LOCAL.pack(b"PK\x03\x04", _VERSION, 0, 0, *about)
    central = _CENTRAL.pack(b"PK\x01\x02", _VERSION, 0, _VERSION, 0, 0, *about, 0, 0, 0, _RIGHTS)
    return Entry(b"".join((local, named, data)), central, named)


def archive(entries: Iterable[Entry]) -> Iterator[bytes]:
    """Yield the archive of entries in pieces; each entry is dropped once it is written.

    Raise OSError if it grows beyond 4 GB, since no program would read such a presentation.
    """
    directory: list[bytes] = []
    at = 0
    for one in entries:
        directory += (one.central, _OFFSET.pack(at), one.name)
        at += len(one.local)
        if at > _MOST_BYTES:
            raise OSError(errno.EFBIG, "a presentation cannot be larger than 4 GB")
        yield one.local
    count = len(directory) // 3
    yield b"".join([*directory, _end(count, sum(map(len, directory)), at)])


def _end(count: int, size: int, at: int) -> bytes:
    """Return the end record of a directory of `count` entries and `size` bytes at offset `at`."""
    end = _END.pack(b"PK\x05\x06", 0, 0, *[min(count, _MOST_ENTRIES)] * 2, size, at, 0)
    if count <= _MOST_ENTRIES:
        return end
    versions = (_VERSION_64, _VERSION_64)
    end_64 = _END_64.pack(b"PK\x06\x06", 44, *versions, 0, 0, count, count, size, at)
    return end_64 + _LOCATOR_64.pack(b"PK\x06\x07", 0, at + size, 1) + end
