"""What builds know of the web without a connection, and which paths are addresses there."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from pathlib import Path

from msgspec import Struct

from diptych.storage.fetched import files_folder

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|[/\\]{2}")
_ON_WEB = re.compile(r"(?:https?:)?//[^/\\]", re.IGNORECASE)


class Web(Struct, frozen=True):
    """What builds know of the web without a connection."""

    cache: Path | None
    """The folder of what has been fetched; None if nothing can be kept."""
    unfetched: Mapping[str, str]
    """Addresses that could not be fetched just now, and why."""
    unreached: Collection[str] = ()
    """Those of them whose hosts could not be reached."""

    @property
    def folders(self) -> tuple[Path, ...]:
        """Return the folders with fetched files."""
        return (files_folder(self.cache),) if self.cache is not None else ()


def is_address(written: str) -> bool:
    """Return whether a path as an author wrote it is an address, or leads to another machine."""
    return _ADDRESS.match(written) is not None


def is_on_web(address: str) -> bool:
    """Return whether an address is one of the web."""
    return _ON_WEB.match(address) is not None
