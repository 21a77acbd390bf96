"""The content of files: its hash, and writing it in pieces until it is on the disk."""

import contextlib
import errno
import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from io import BufferedReader, FileIO

if sys.platform != "win32":
    import fcntl

_PIECE = 1 << 16
"""Bytes that are hashed and written at once, at least."""


def content_hash(data: bytes) -> str:
    """Return the hash of content: 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()  # which processors compute themselves


def hash_of(file: BufferedReader) -> str:
    """Return the hash of a file's content, read in pieces."""
    return hashlib.file_digest(file, "sha256").hexdigest()


def gathered(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield pieces, small ones joined: a presentation has thousands of these."""
    gathered: list[bytes] = []
    size = 0
    for piece in pieces:
        if len(piece) >= _PIECE:  # without copying it
            yield b"".join(gathered)
            yield piece
            gathered.clear()
            size = 0
            continue
        gathered.append(piece)
        size += len(piece)
        if size >= _PIECE:
            yield b"".join(gathered)
            gathered.clear()
            size = 0
    yield b"".join(gathered)


def write_whole(file: FileIO, data: bytes) -> None:
    """Write `data` to an unbuffered file; raise OSError if there is no room for all of it."""
    if file.write(data) < len(data):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def reach_the_disk(handle: int) -> None:
    """Wait until a file's content is on the disk, which `fsync` on macOS does not (its manual)."""
    if sys.platform == "darwin":
        with contextlib.suppress(OSError):  # not supported by the file system
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
            return
    os.fsync(handle)
