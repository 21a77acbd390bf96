"""Locking a folder, so that only one run at a time writes to it."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from diptych.storage.cache import name_of, user_cache
from diptych.storage.folder import Folder

_PAUSE = 0.1
"""Seconds between two attempts on systems that cannot wait for a lock."""


@contextlib.contextmanager
def locked(folder: Folder, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Lock `folder` against other runs; call `waiting` once if another run has locked it.

    The lock ends with the process, however that ends. Without support by the file system, nothing
    is locked.
    """
    if sys.platform == "win32":
        with _locked_on_windows(folder.path, waiting):
            yield
    else:
        handle = _held(folder, waiting)
        try:
            yield
        finally:
            if handle is not None:
                _let_go(handle)


if sys.platform == "win32":

    @contextlib.contextmanager
    def _locked_on_windows(path: Path, waiting: Callable[[], None]) -> Iterator[None]:
        """Lock a file that stands for the folder, as Windows cannot lock folders."""
        import msvcrt

        cache = user_cache()
        if cache is None:
            yield
            return
        place = cache / "locks" / name_of(path)
        with contextlib.ExitStack() as opened:
            try:
                place.parent.mkdir(parents=True, exist_ok=True)
                file = opened.enter_context(place.open("ab"))
            except OSError:  # a cache that cannot be written to
                yield
                return
            is_first = True
            while True:
                try:
                    msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
                    break
                except OSError:
                    if is_first:
                        waiting()
                    is_first = False
                    time.sleep(_PAUSE)
            try:
                yield
            finally:
                file.seek(0)
                msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _held(folder: Folder, waiting: Callable[[], None]) -> int | None:
        """Return the open folder, locked; None if the file system has no locks."""
        while True:
            handle = folder.handle
            if handle is None or not _lock(handle, waiting):
                return None
            if folder.is_there:
                return handle
            folder.close()  # the run that had locked it removed it

    def _lock(handle: int, waiting: Callable[[], None]) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(handle, fcntl.LOCK_EX)
        except OSError:
            return False
        return True

    def _let_go(handle: int) -> None:
        with contextlib.suppress(OSError):  # closed by now, which also unlocks it
            fcntl.flock(handle, fcntl.LOCK_UN)
