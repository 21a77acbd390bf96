"""What is remembered between runs: in the user's own folder, where no cloned project reaches."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Mapping
from pathlib import Path

States = Mapping[Path, str | None]
"""What files and folders were before they were read, by `state_of`."""


def user_cache() -> Path | None:
    """Return the user's folder for what can be made again; None where there can be none.

    `DIPTYCH_CACHE` names another, or none if it is no absolute path: a relative one could lead
    into a stranger's project. A folder that others may write to is not used: what it holds could
    be theirs.
    """
    named = os.environ.get("DIPTYCH_CACHE")
    folder = _usual() if named is None else Path(named) if os.path.isabs(named) else None
    return folder if folder is not None and _is_own(folder) else None


def name_of(path: Path) -> str:
    """Return what a place is remembered by: 32 hexadecimal digits."""
    return hashlib.sha256(os.fsencode(os.path.realpath(path))).hexdigest()[:32]


def state_of(path: Path) -> str | None:
    """Return what tells a file or folder from its former self without reading it; None: none there.

    Size, both times and the number of the file: a copy of equal size and date differs by the time
    of its last change of status (POSIX.1-2017, `sys/stat.h`), which no program sets.
    """
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino}"


def _usual() -> Path | None:
    # XDG Base Directory Specification; File System Programming Guide (Apple); KNOWNFOLDERID.
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
        return Path(base) / "Diptych" / "Cache" if base else None
    home = os.path.expanduser("~")
    if not os.path.isabs(home):
        return None
    if sys.platform == "darwin":
        return Path(home) / "Library" / "Caches" / "diptych"
    base = os.environ.get("XDG_CACHE_HOME", "")
    return Path(base if os.path.isabs(base) else f"{home}/.cache") / "diptych"


def _is_own(folder: Path) -> bool:
    """Return whether only the user can have put anything into a folder, or it is still to come."""
    try:
        found = os.stat(folder)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    if sys.platform == "win32":
        return True
    return found.st_uid == os.getuid() and not found.st_mode & 0o022
