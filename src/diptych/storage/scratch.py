"""A folder for the time of one step: the user's own, outside every project."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def scratch() -> Iterator[Path]:
    """Yield a new folder that nobody else may read or write; it is removed at the end."""
    # What cannot be removed is no reason to fail: it lies where the system clears away.
    with tempfile.TemporaryDirectory(prefix="diptych-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)
