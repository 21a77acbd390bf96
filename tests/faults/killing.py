"""Kills a run before each of its writes, one after the other, or lets the write fail.

A run that is killed is forked from a process that has everything imported, and ends without a word
(`os._exit`) before the n-th call that changes the disk, or with half of a file written: as SIGKILL
does at that moment. One that is let fail gets the system's error from that call.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Self

from msgspec import Struct

KILLED, FAILED = 9, 70
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_CHANGES = frozenset({"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.truncate", "os.link"})
_NEVER = sys.maxsize


class SystemFault(Struct, frozen=True):
    """An error of the system that a call gets."""

    code: int
    is_lasting: bool
    """Whether all later calls that need room get it too, as where a disk is full."""


class _Fuse:
    """Counts the calls that change the disk, and ends the process, or the call, at one of them."""

    def __init__(self, point: int, kind: SystemFault | None) -> None:
        self.left = point
        self.burnt = 0
        self.kind = kind

    def count(self, *, needs_room: bool, names: object = None) -> None:
        self.burnt += 1
        self.left -= 1
        is_now = self.left == -1
        if self.kind is None:
            if is_now:
                os._exit(KILLED)
        elif is_now or (self.left < 0 and self.kind.is_lasting and needs_room):
            raise OSError(self.kind.code, os.strerror(self.kind.code), names)


_fuse: _Fuse | None = None
_fdopen = os.fdopen


def _watch(event: str, given: tuple[Any, ...]) -> None:
    if _fuse is None or any("__pycache__" in str(path) for path in given[:2]):
        return
    if event in _CHANGES or (event == "open" and int(given[2] or 0) & _WRITES):
        _fuse.count(needs_room=event in {"open", "os.mkdir"}, names=given[0])


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
            _fuse.count(needs_room=True)
        self._file.write(data[middle:])


def _opened(handle: int, mode: str = "r", *given: Any, **named: Any) -> Any:
    file = _fdopen(handle, mode, *given, **named)
    return _Halved(file) if _fuse is not None and mode == "wb" else file


@contextmanager
def _lit(point: int, kind: SystemFault | None = None) -> Iterator[_Fuse]:
    global _fuse  # noqa: PLW0603 - what an audit hook looks at, which cannot be taken back
    _fuse = fuse = _Fuse(point, kind)
    os.fdopen = _opened  # type: ignore[assignment]
    try:
        yield fuse
    finally:
        _fuse = None
        os.fdopen = _fdopen


def points(run: Callable[[], object]) -> int:
    """Return at how many points `run` can be killed; it is run to its end in this process."""
    with _lit(_NEVER) as fuse:
        run()
        return fuse.burnt


def let_fail(run: Callable[[], object], point: int, kind: SystemFault) -> OSError | None:
    """Return the error that `run` comes to if a call fails; None if it can do without the call."""
    with _lit(point, kind):
        try:
            run()
        except OSError as error:
            return error
    return None


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
