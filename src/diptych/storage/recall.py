"""What can be made again, kept by name in the user's cache and checked when it is used."""

from __future__ import annotations

import contextlib
import zlib
from pathlib import Path, PurePosixPath

from diptych.storage.folder import Folder
from diptych.storage.reading import KEPT, Reader

_CHECKSUM = 4
"""Bytes of the CRC-32 before what is kept: in the user's own cache only accidents count."""


def keep(cache: Path | None, kind: str, name: str, data: bytes) -> None:
    """Keep `data`; that there is no room or no folder for it is not an obstacle."""
    if cache is None:
        return
    with contextlib.suppress(OSError), Folder(cache) as folder:
        folder.write({PurePosixPath(kind, name): _checksum(data) + data})


def recall(cache: Path | None, kind: str, name: str) -> bytes | None:
    """Return what was kept; None where there is nothing, or it is no longer whole."""
    if cache is None:
        return None
    try:
        kept = Reader((cache,)).read(cache / kind / name, KEPT)
    except OSError:
        return None
    checksum, data = kept[:_CHECKSUM], kept[_CHECKSUM:]
    return data if checksum == _checksum(data) else None


def tidy(cache: Path | None) -> None:
    """Remove what killed runs have left in the cache, which may be there no more or not ours."""
    if cache is None:
        return
    with contextlib.suppress(OSError), Folder(cache) as folder:
        folder.sweep()


def _checksum(data: bytes) -> bytes:
    return zlib.crc32(data).to_bytes(_CHECKSUM, "big")
