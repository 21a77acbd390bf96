"""Controls the child process that draws SVG pictures: one for many, and a new one after a crash.

It is started for the first picture, so a build whose pictures are all cached starts none.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from io import BufferedReader, BufferedWriter
from pathlib import Path
from threading import Timer
from time import monotonic
from types import TracebackType
from typing import NamedTuple, Self, cast

from diptych.render import drawing

SECONDS = 10
"""Processor time for one picture: on a slow machine a filter over a whole page takes two seconds,
and a build should not seem to hang."""
MEMORY = 1 << 30
"""Bytes of address space for one picture; a page of four million pixels takes a tenth of that."""
_LARGEST = 1 << 29
"""Maximum bytes of a result, more than the pixels of any requested drawing."""
_GRACE = 4
"""Factor for the limit in wall-clock time, in case the process cannot limit itself."""
_ENDING = 5
"""Seconds to wait for a process to end after it has closed its pipes."""
_TOO_LARGE = f"it takes more than {MEMORY >> 30} GB of memory"


class UndrawnError(Exception):
    """A picture could not be drawn; the message says why, in words for an author."""

    is_slow = False
    """Whether it exceeded the time limit."""


class TooSlowError(UndrawnError):
    """A picture exceeded the time limit."""

    is_slow = True


class Job(NamedTuple):
    """A picture to draw, and the fonts for it."""

    svg: str
    width: int
    """In pixels."""
    fonts: tuple[Path, ...]
    families: tuple[str, str]
    """The font families for text and for code."""


class _Child(NamedTuple):
    process: subprocess.Popen[bytes]
    jobs: BufferedWriter
    answers: BufferedReader


class Drawer:
    """Draws one picture after the other, each within the limits."""

    def __init__(self, seconds: int = SECONDS, memory: int = MEMORY) -> None:
        self.seconds = seconds
        self.memory = memory
        self._child: _Child | None = None

    def __enter__(self) -> Self:
        """Return the drawer; no process is started yet."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Kill the process."""
        self.close()

    def close(self) -> None:
        """Kill the process; the next job starts another."""
        child, self._child = self._child, None
        if child is not None:
            child.process.kill()
            _wait_for(child)

    def start(self) -> None:
        """Start the process if there is none, so that it is ready for the first job.

        Raise UndrawnError if it cannot be started.
        """
        if self._child is None:
            self._child = _started(self.seconds, self.memory)

    def draw(self, job: Job) -> bytes:
        """Return a picture as PNG; raise UndrawnError if it cannot be drawn within the limits."""
        self.start()
        child = cast("_Child", self._child)
        longest = _GRACE * self.seconds
        timer = Timer(longest, child.process.kill)
        timer.daemon = True
        timer.start()
        begun = monotonic()
        try:
            answer = _exchange(child, job)
        except BaseException:  # Ctrl-C: do not wait for the result
            self.close()
            raise
        finally:
            timer.cancel()
        if answer is None:
            self._child = None
            is_late = monotonic() - begun >= longest
            raise self._crash(_wait_for(child), is_late=is_late)
        kind, data = answer
        if kind != drawing.DRAWN:
            raise UndrawnError(_TOO_LARGE if kind == drawing.TOO_LARGE else data.decode())
        return data

    def _crash(self, code: int, *, is_late: bool) -> UndrawnError:
        """Return why a process has ended, judging by its return code."""
        ended_by = signal.Signals(-code).name if code < 0 else ""
        if is_late or ended_by == "SIGXCPU":
            return TooSlowError(f"it takes more than {self.seconds} seconds")
        if ended_by == "SIGABRT":  # Rust aborts if there is no memory
            return UndrawnError(_TOO_LARGE)
        return UndrawnError("the renderer fails on it")


def _started(seconds: int, memory: int) -> _Child:
    import resvg_py  # only for its location; none of it runs here

    script, renderer = Path(drawing.__file__), Path(resvg_py.__file__)
    limits = (str(seconds), str(memory))
    try:
        process = subprocess.Popen(  # noqa: S603 - our own script
            [sys.executable, "-I", "-S", "-B", script, renderer.parent.parent, *limits],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=script.parent,
        )
    except OSError as error:
        raise UndrawnError(f"the renderer cannot be started: {error.strerror}") from None
    jobs, answers = cast("BufferedWriter", process.stdin), cast("BufferedReader", process.stdout)
    return _Child(process, jobs, answers)


def _exchange(child: _Child, job: Job) -> tuple[bytes, bytes] | None:
    """Return the answer of the process; None if it has ended."""
    fonts = b"\0".join(map(os.fsencode, job.fonts))
    families = (family.encode() for family in job.families)
    try:
        drawing.write_parts(child.jobs, str(job.width).encode(), job.svg.encode(), fonts, *families)
        kind = drawing.read_part(child.answers)
        data = drawing.read_part(child.answers, _LARGEST)
    except OSError:
        return None
    return None if kind is None or data is None else (kind, data)


def _wait_for(child: _Child) -> int:
    """Close the pipes of a process, wait for its end and return its code."""
    for stream in (child.jobs, child.answers):
        with contextlib.suppress(OSError):  # unsent data
            stream.close()
    try:
        return child.process.wait(_ENDING)
    except subprocess.TimeoutExpired:
        child.process.kill()
        return child.process.wait()
