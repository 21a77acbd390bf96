"""Controls a process for work that may crash or take too long, and starts a new one after a crash.

It is started for the first job, so a build whose results are all cached starts none.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterable
from importlib.util import find_spec
from io import BufferedReader, BufferedWriter
from pathlib import Path
from threading import Event, Timer
from types import TracebackType
from typing import Self, cast

from msgspec import Struct

from diptych.isolation import jobs

_LARGEST = 1 << 30
"""Maximum bytes of a result."""
_GRACE = 4
"""Factor for the limit in wall-clock time, in case the process cannot limit itself."""
_ENDING = 5
"""Seconds to wait for a process to end after it has closed its pipes."""
_STACK = 1 << 24
"""Stack size of the renderers' own threads in bytes, as that of the process."""


class FailedJobError(Exception):
    """A job could not be done; the message says why, in words for an author."""

    is_slow = False
    """Whether it exceeded the time limit."""


class TooSlowError(FailedJobError):
    """A job exceeded the time limit."""

    is_slow = True


class MissingPackageError(FailedJobError):
    """The renderer is not installed."""

    def __init__(self, package: str) -> None:
        super().__init__(f"`{package}` is not installed")
        self.package = package


class _Child(Struct, frozen=True):
    process: subprocess.Popen[bytes]
    questions: BufferedWriter
    answers: BufferedReader


class IsolatedProcess:
    """Does one job after the other, each within the limits."""

    def __init__(self, package: str, seconds: int, memory: int) -> None:
        """`package` is the renderer; the limits are CPU seconds and bytes of address space."""
        self.package = package
        self.seconds = seconds
        self.memory = memory
        self._child: _Child | None = None

    def __enter__(self) -> Self:
        """Return it; no process is started yet."""
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

        Raise FailedJobError if it cannot be started.
        """
        if self._child is None:
            self._child = _started(self.package, self.seconds, self.memory)

    def do(self, kind: bytes, parts: Iterable[bytes]) -> bytes:
        """Return the result of a job; raise FailedJobError if it fails within the limits."""
        self.start()
        child = cast("_Child", self._child)
        late = Event()
        timer = Timer(_GRACE * self.seconds, _end, (child.process, late))
        timer.daemon = True
        timer.start()
        try:
            answer = _exchange(child, (kind, *parts))
        except BaseException:  # Ctrl-C: do not wait for the result
            self.close()
            raise
        finally:
            timer.cancel()
        if answer is None:
            self._child = None
            raise self._crash(_wait_for(child), is_late=late.is_set())
        outcome, data = answer
        if outcome != jobs.MADE:
            raise FailedJobError(self._too_large if outcome == jobs.TOO_LARGE else data.decode())
        return data

    @property
    def _too_large(self) -> str:
        return f"it takes more than {self.memory >> 30} GB of memory"

    def _crash(self, code: int, *, is_late: bool) -> FailedJobError:
        """Return why a process has ended, judging by its return code."""
        ended_by = signal.Signals(-code).name if code < 0 else ""
        if is_late or ended_by == "SIGXCPU":
            return TooSlowError(f"it takes more than {self.seconds} seconds")
        if ended_by == "SIGABRT":  # Rust aborts if there is no memory
            return FailedJobError(self._too_large)
        return FailedJobError("the renderer fails on it")


def _started(package: str, seconds: int, memory: int) -> _Child:
    spec = find_spec(package)  # only for its location; none of it runs here
    if spec is None or spec.origin is None:
        raise MissingPackageError(package)
    script, folder = Path(jobs.__file__), Path(spec.origin).parent.parent
    try:
        process = subprocess.Popen(  # noqa: S603 - our own script
            [sys.executable, "-I", "-S", "-B", script, folder, str(seconds), str(memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=script.parent,
            env={**os.environ, "RUST_MIN_STACK": str(_STACK)},
        )
    except OSError as error:
        raise FailedJobError(f"the renderer cannot be started: {error.strerror}") from None
    questions = cast("BufferedWriter", process.stdin)
    return _Child(process, questions, cast("BufferedReader", process.stdout))


def _end(process: subprocess.Popen[bytes], late: Event) -> None:
    late.set()  # first: whoever reads the end of the process then knows why
    process.kill()


def _exchange(child: _Child, job: tuple[bytes, ...]) -> tuple[bytes, bytes] | None:
    """Return the answer of the process; None if it has ended."""
    try:
        jobs.write_parts(child.questions, str(len(job)).encode(), *job)
        outcome = jobs.read_part(child.answers)
        data = jobs.read_part(child.answers, _LARGEST)
    except OSError:
        return None
    return None if outcome is None or data is None else (outcome, data)


def _wait_for(child: _Child) -> int:
    """Close the pipes of a process, wait for its end and return its code."""
    for stream in (child.questions, child.answers):
        with contextlib.suppress(OSError):  # unsent data
            stream.close()
    try:
        return child.process.wait(_ENDING)
    except subprocess.TimeoutExpired:
        child.process.kill()
        return child.process.wait()
