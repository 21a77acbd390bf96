"""Names of files: those of staging folders, and those that mean something else on Windows."""

import re

STAGING = re.compile(r"\.diptych-[0-9a-f]{16}")
"""Names of the folders in which files are made before they are put in place."""
_NO_SIGNS = frozenset('<>:"/\\|?*')
_PORTS = (f"{port}{number}" for port in ("com", "lpt") for number in "0123456789\xb9\xb2\xb3")
_DEVICES = frozenset(("con", "prn", "aux", "nul", "conin$", "conout$", *_PORTS))
"""What no name of a file may have or be, before its first dot (Windows, "Naming Files, Paths, and
Namespaces")."""


def is_no_name_on_windows(part: str) -> bool:
    """Return whether Windows reads a part of a path as several parts, a device or a stream."""
    has_signs = any(sign < " " or sign in _NO_SIGNS for sign in part)
    return has_signs or part[-1:] in {".", " "} or _device(part) in _DEVICES


def _device(part: str) -> str:
    return part.partition(".")[0].rstrip(" ").lower()
