"""Private temporary folders and files, outside of all projects."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO


@contextlib.contextmanager
def scratch() -> Iterator[Path]:
    """Yield a new folder that only the user can read or write; it is removed at the end."""
    # Failing to remove something does not matter: the system cleans this folder up.
    with tempfile.TemporaryDirectory(prefix="diptych-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def scratch_root() -> str:
    """Return the folder in which such folders and files are made."""
    return tempfile.gettempdir()


def keep_scratch_in(folder: Path) -> None:
    """Make this process put its temporary files into `folder`, which is removed anyway."""
    tempfile.tempdir = str(folder)


@contextlib.contextmanager
def scratch_file(data: bytes = b"") -> Iterator[BinaryIO]:
    """Yield a new file without a name that contains `data`, open at its beginning."""
    with tempfile.TemporaryFile(prefix="diptych-") as file:
        file.write(data)
        file.seek(0)
        yield file
