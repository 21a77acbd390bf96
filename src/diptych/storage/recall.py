"""What can be made again, kept by name in the user's cache and checked when it is used."""

from __future__ import annotations

import contextlib
import hashlib
from pathlib import Path, PurePosixPath

from diptych.storage.folder import Folder

_DIGEST = 32
"""Bytes of the sha256 that stands before what is kept."""


def keep(cache: Path | None, kind: str, name: str, data: bytes) -> None:
    """Keep `data`; that there is no room or no folder for it is no obstacle."""
    if cache is None:
        return
    with contextlib.suppress(OSError), Folder(cache) as folder:
        folder.write({PurePosixPath(kind, name): hashlib.sha256(data).digest() + data})


def recall(cache: Path | None, kind: str, name: str) -> bytes | None:
    """Return what was kept; None where there is nothing, or it is no longer whole."""
    if cache is None:
        return None
    try:
        kept = (cache / kind / name).read_bytes()
    except OSError:
        return None
    digest, data = kept[:_DIGEST], kept[_DIGEST:]
    return data if hashlib.sha256(data).digest() == digest else None
