"""The program itself: its files, and the packages that it uses."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

_METADATA = (".dist-info", ".egg-info")
"""How the folders end that a package installer makes, with name and version of a package in their
names (Core metadata for Python, "Recording installed projects")."""


@cache
def program_stamp() -> str:
    """Return a stamp that changes whenever the program, its data files, Python or a package does.

    It is the stamp of what is running: a program that is upgraded meanwhile does not change it.
    """
    seen = (sys.version, *sorted(_files()), *sorted(_packages()))
    return hashlib.sha256("\n".join(seen).encode("utf-8", "replace")).hexdigest()


def _files() -> Iterator[str]:
    """Yield the path and state of each file of the program."""
    package = Path(__file__).resolve().parent
    stack = [str(package)]
    templates = package.parent.parent / "templates"
    if templates.is_dir() and not (package / "_templates").is_dir():
        stack.append(str(templates))
    while stack:
        with os.scandir(stack.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    if entry.name != "__pycache__":
                        stack.append(entry.path)
                else:
                    found = entry.stat()
                    yield f"{entry.path} {found.st_size} {found.st_mtime_ns}"


def version_of(package: str) -> str:
    """Return the name and version of an installed package; empty if these are unknown.

    The package itself need not be imported for that.
    """
    return next((one for one in _packages() if one.startswith(f"{package}-")), "")


def _packages() -> Iterator[str]:
    """Yield the names and versions of all packages that could be imported.

    They are read from names of folders: `importlib.metadata` takes as long as a whole build.
    """
    for folder in sys.path:
        with suppress(OSError), os.scandir(folder or ".") as entries:
            yield from (entry.name for entry in entries if entry.name.endswith(_METADATA))
