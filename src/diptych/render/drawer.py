"""The process that draws SVG pictures, as its parent sees it: one for many, a new one after a fall.

It is started with the first picture, so that a build whose pictures are all kept starts none.
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
"""Processor time for one picture: on a slow machine a filter over a whole page takes two, and a
build should not seem to hang."""
MEMORY = 1 << 30
"""Bytes of address space for one picture; a page of four million pixels takes a tenth of it."""
_LARGEST = 1 << 29
"""Bytes of an answer that is taken: more than the pixels of any drawing that is asked for."""
_GRACE = 4
"""How many times longer it may take by the clock, in case the process cannot limit itself."""
_ENDING = 5
"""Seconds for a process to be gone that has closed its pipes."""
_TOO_LARGE = f"it takes more than {MEMORY >> 30} GB of memory"


class UndrawnError(Exception):
    """A picture that could not be drawn, and why, in an author's words."""

    is_slow = False
    """Whether it took all the time that there is for one."""


class TooSlowError(UndrawnError):
    """A picture that took all the time that there is for one."""

    is_slow = True


class Job(NamedTuple):
    """What is drawn, and with what."""

    svg: str
    width: int
    """In pixels."""
    fonts: tuple[Path, ...]
    families: tuple[str, str]
    """For text and for code."""


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
        """Return it; there is no process yet."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the process, whatever it does."""
        self.close()

    def close(self) -> None:
        """End the process, whatever it does; the next job starts another."""
        child, self._child = self._child, None
        if child is not None:
            child.process.kill()
            _let_go(child)

    def start(self) -> None:
        """Start the process if there is none, so that it is ready when the first job is.

        Raise UndrawnError where the system starts none.
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
        except BaseException:  # Ctrl-C: what is under way is not waited for
            self.close()
            raise
        finally:
            timer.cancel()
        if answer is None:
            self._child = None
            is_late = monotonic() - begun >= longest
            raise self._fall(_let_go(child), is_late=is_late)
        kind, data = answer
        if kind != drawing.DRAWN:
            raise UndrawnError(_TOO_LARGE if kind == drawing.TOO_LARGE else data.decode())
        return data

    def _fall(self, code: int, *, is_late: bool) -> UndrawnError:
        """Return why a process has ended, by what it returned."""
        ended_by = signal.Signals(-code).name if code < 0 else ""
        if is_late or ended_by == "SIGXCPU":
            return TooSlowError(f"it takes more than {self.seconds} seconds")
        if ended_by == "SIGABRT":  # what Rust does where there is no memory
            return UndrawnError(_TOO_LARGE)
        return UndrawnError("the renderer fails on it")


def _started(seconds: int, memory: int) -> _Child:
    import resvg_py  # for where it is; nothing of it runs here

    script, renderer = Path(drawing.__file__), Path(resvg_py.__file__)
    limits = (str(seconds), str(memory))
    try:
        process = subprocess.Popen(  # noqa: S603 - our own script, nothing of an author's
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
    """Return what the process answers; None if it has ended before."""
    fonts = b"\0".join(map(os.fsencode, job.fonts))
    families = (family.encode() for family in job.families)
    try:
        drawing.write_parts(child.jobs, str(job.width).encode(), job.svg.encode(), fonts, *families)
        kind = drawing.read_part(child.answers)
        data = drawing.read_part(child.answers, _LARGEST)
    except OSError:
        return None
    return None if kind is None or data is None else (kind, data)


def _let_go(child: _Child) -> int:
    """Return how a process ended that has nothing more to do."""
    for stream in (child.jobs, child.answers):
        with contextlib.suppress(OSError):  # what it did not take any more
            stream.close()
    try:
        return child.process.wait(_ENDING)
    except subprocess.TimeoutExpired:
        child.process.kill()
        return child.process.wait()
