"""Files from the web, which the user has asked for, kept in the user's cache by their addresses."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path, PurePosixPath

from msgspec import Struct

from diptych.storage.folder import Folder
from diptych.storage.recall import keep, recall

_RECORDS, _FILES = "web", "web-files"
_RECORD = re.compile(r"([0-9a-f]{64}) ([\w-]{1,40}\.[a-z]{3,4})", re.ASCII)


class Fetched(Struct, frozen=True):
    """A file that was fetched."""

    path: Path
    sha256: str
    """The hash of what it had then."""


def files_folder(cache: Path) -> Path:
    """Return the folder of all files that were fetched."""
    return cache / _FILES


def record_path(cache: Path, address: str) -> Path:
    """Return the file that changes whenever `address` is fetched."""
    return cache / _RECORDS / _key(address)


def find_fetched(cache: Path, address: str) -> Fetched | None:
    """Return what was fetched from an address; None if nothing was."""
    record = recall(cache, _RECORDS, _key(address))
    found = _RECORD.fullmatch(record.decode("ascii", "replace")) if record is not None else None
    if found is None:
        return None
    return Fetched(files_folder(cache) / _key(address) / found[2], found[1])


def keep_fetched(cache: Path, address: str, name: str, data: bytes) -> None:
    """Keep what an address has given, under a name of ASCII letters, digits, `-` and a suffix.

    Raise OSError if it cannot be written.
    """
    key = _key(address)
    with Folder(cache) as folder:
        folder.write({PurePosixPath(_FILES, key, name): data})
    keep(cache, _RECORDS, key, f"{hashlib.sha256(data).hexdigest()} {name}".encode("ascii"))


def _key(address: str) -> str:
    return hashlib.sha256(address.encode()).hexdigest()[:32]
