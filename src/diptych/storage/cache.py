"""What is cached between runs, in the user's own folder, out of reach of cloned projects."""

from __future__ import annotations

import hashlib
import os
import sys
import time
from collections.abc import Mapping
from pathlib import Path

JUST_SAVED = "just saved"
"""The state of a file that could change without a trace; no later state equals it."""

States = Mapping[Path, str | None]
"""The states of files and folders before they were read, from `state_before_reading`."""

_TICK = 10_000_000
"""Nanoseconds of the longest clock tick of file times on Linux (CONFIG_HZ=100)."""
_COARSE_TICK = 2_000_000_000
"""The same for FAT, the coarsest of all (FAT specification 1.03, "date and time formats")."""


def user_cache() -> Path | None:
    """Return the user's folder for what can be made again; None if there cannot be one.

    `DIPTYCH_CACHE` names another one, or none if it is not an absolute path: a relative one could
    lead into a stranger's project. A folder that others can write to is not used: its contents
    could be theirs.
    """
    folder = _asked_for()
    return folder if folder is not None and _is_own(folder) else None


def refused_cache() -> Path | None:
    """Return the folder that would be the user's cache, but is not used; None if it is used."""
    folder = _asked_for()
    return None if folder is None or _is_own(folder) else folder


def _asked_for() -> Path | None:
    named = os.environ.get("DIPTYCH_CACHE")
    return _usual() if named is None else Path(named) if os.path.isabs(named) else None


def name_of(path: Path) -> str:
    """Return the cache name of a path: 32 hexadecimal digits."""
    return hashlib.sha256(os.fsencode(os.path.realpath(path))).hexdigest()[:32]


def state_of(path: Path | str) -> str | None:
    """Return the state of a file or folder without reading it; None if it does not exist.

    It has the size, both times and the file's number: a copy of the same size and date differs in
    the time of its last status change (POSIX.1-2017, `sys/stat.h`), which no program can set.
    """
    found = _found(path)
    return None if found is None else _state(found)


def state_before_reading(path: Path) -> str | None:
    """Return the state of something about to be read, such that any later change is noticed.

    File times advance in ticks: a file that is saved in the same tick in which it was read looks
    unchanged. So this waits for the end of the tick; where a tick lasts seconds, it returns a
    state for a file just saved that no file has, so that nothing is cached for it.
    """
    found = _found(path)
    for _ in range(2):
        if found is None:
            return None
        age = time.time_ns() - max(found.st_mtime_ns, found.st_ctime_ns)
        if not 0 <= age < (_COARSE_TICK if _is_coarse(found) else _TICK):
            return _state(found)
        if _is_coarse(found):
            break
        time.sleep((_TICK - age) / 1e9)
        found = _found(path)
    return JUST_SAVED


def _found(path: Path | str) -> os.stat_result | None:
    try:
        return os.stat(path)
    except (OSError, ValueError):
        return None


def _state(found: os.stat_result) -> str:
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino}"


def _is_coarse(found: os.stat_result) -> bool:
    return found.st_mtime_ns % _TICK == 0 and found.st_ctime_ns % _TICK == 0


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
    """Return whether only the user can write to a folder, or it does not exist yet."""
    try:
        found = os.stat(folder)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    if sys.platform == "win32":
        return True
    return found.st_uid == os.getuid() and not found.st_mode & 0o022
