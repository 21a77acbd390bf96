"""Kills a run before each of its writes, one after the other, and looks at what is left.

A run is forked from a process that has everything imported, and ends without a word (`os._exit`)
before the n-th call that changes the disk, or with half of a file written. Such a kill is what
SIGKILL does at that moment.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Self

KILLED, FAILED = 9, 70
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_CHANGES = frozenset({"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.truncate", "os.link"})
_NEVER = -1


class _Fuse:
    """Counts the calls that change the disk, and ends the process at one of them."""

    def __init__(self) -> None:
        self.left = _NEVER
        self.burnt = 0

    def count(self) -> None:
        self.burnt += 1
        if self.left == 0:
            os._exit(KILLED)
        self.left -= 1


_fuse: _Fuse | None = None
_fdopen = os.fdopen


def _watch(event: str, given: tuple[Any, ...]) -> None:
    if _fuse is None or any("__pycache__" in str(path) for path in given[:2]):
        return
    if event in _CHANGES or (event == "open" and int(given[2] or 0) & _WRITES):
        _fuse.count()


sys.addaudithook(_watch)


class _Halved:
    """A file that is written by halves, between which the run may be killed."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def write(self, data: bytes) -> None:
        middle = len(data) // 2
        self._file.write(data[:middle])
        self._file.flush()
        if _fuse is not None:
            _fuse.count()
        self._file.write(data[middle:])


def _opened(handle: int, mode: str = "r", *given: Any, **named: Any) -> Any:
    file = _fdopen(handle, mode, *given, **named)
    return _Halved(file) if _fuse is not None and mode == "wb" else file


@contextmanager
def _lit(point: int) -> Iterator[_Fuse]:
    global _fuse  # noqa: PLW0603 - what an audit hook looks at, which cannot be taken back
    _fuse = _Fuse()
    _fuse.left = point
    os.fdopen = _opened  # type: ignore[assignment]
    try:
        yield _fuse
    finally:
        _fuse = None
        os.fdopen = _fdopen


def points(run: Callable[[], object]) -> int:
    """Return at how many points `run` can be killed; it is run to its end in this process."""
    with _lit(_NEVER) as fuse:
        run()
        return fuse.burnt


def kill(
    run: Callable[[], object], point: int, before: Callable[[], object] = lambda: None
) -> None:
    """Run `before`, and then `run` until it is killed at a point, in a process of its own.

    Raise AssertionError if it came to its end or failed by itself.
    """
    assert (code := _forked(before, run, point)) == KILLED, f"ended with {code}, not killed"


def apart(run: Callable[[], object]) -> None:
    """Run something in a process of its own; raise AssertionError if it fails."""
    assert (code := _forked(lambda: None, run, _NEVER)) == 0, f"ended with {code}"


def _forked(before: Callable[[], object], run: Callable[[], object], point: int) -> int:
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child == 0:
        try:
            before()
            with _lit(point):
                run()
        except BaseException:  # noqa: BLE001 - the forked process must not go on with the tests
            traceback.print_exc()
            sys.stderr.flush()
            os._exit(FAILED)
        sys.stderr.flush()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def files_in(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder, but for what is staged there."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.relative_to(folder).parts[0].startswith(".diptych-")
    }


def hollow(folder: Path) -> list[str]:
    """Return what should not be left below a folder: what was staged, and empty folders."""
    return [
        path.relative_to(folder).as_posix()
        for path in sorted(folder.rglob("*"))
        if path.name.startswith(".diptych-") or (path.is_dir() and not any(path.iterdir()))
    ]
