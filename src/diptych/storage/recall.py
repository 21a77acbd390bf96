"""Data that can be made again, kept by name in the user's cache and checked when it is used."""

from __future__ import annotations

import contextlib
import zlib
from pathlib import Path, PurePosixPath

from diptych.storage.folder import Folder
from diptych.storage.reading import KEPT, Reader

_CHECKSUM = 4
"""Bytes of the CRC-32 before the data: in the user's own cache only accidents matter."""


def keep(cache: Path | None, kind: str, name: str, data: bytes) -> str | None:
    """Keep `data`; if there is no room or no folder for it, return why."""
    if cache is None:
        return None
    try:
        with Folder(cache) as folder:
            folder.write({PurePosixPath(kind, name): _checksum(data) + data})
    except OSError as error:
        return error.strerror or str(error)
    return None


def recall(cache: Path | None, kind: str, name: str) -> bytes | None:
    """Return what was kept; None if there is nothing, or it is damaged."""
    if cache is None:
        return None
    try:
        kept = Reader((cache,)).read(cache / kind / name, KEPT)
    except OSError:
        return None
    checksum, data = kept[:_CHECKSUM], kept[_CHECKSUM:]
    return data if checksum == _checksum(data) else None


def tidy(cache: Path | None) -> None:
    """Remove what killed runs have left in the cache, if it exists and can be written to."""
    if cache is None:
        return
    with contextlib.suppress(OSError), Folder(cache) as folder:
        folder.sweep()


def _checksum(data: bytes) -> bytes:
    return zlib.crc32(data).to_bytes(_CHECKSUM, "big")
