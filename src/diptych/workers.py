"""Worker processes that share the work of a run: tasks and answers pass through pipes.

They are forked from this process if that is safe, and have everything that it has made. They are
started from scratch if it is not: on macOS, whose libraries do not survive a fork, on Windows,
which has no fork, and if another thread could hold a lock that would never be released in the copy.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from diptych.diagnostics import Diagnostic, DiagnosticKind
from diptych.ending import end_at_once

if TYPE_CHECKING:  # imported when processes start: it takes as long as laying out ten slides
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

ENDED_PROCESS = DiagnosticKind(
    "OUT301",
    "ended-process",
    "One of the processes of a build with `--jobs` was killed or crashed: the system may have had"
    " too little memory for all of them.",
)

Progress = Callable[[str], None]


class Assignment(NamedTuple):
    """The work for one process."""

    number: int
    """The number of the process, from 0."""
    tasks: Iterator[str]
    """Each task comes when the one before is answered."""
    progress: Progress
    """Reports what is being done."""


Work = Callable[[Assignment], Iterator[bytes]]
"""Yields an answer for each task that it takes."""

_DONE, _FAILED, _PROGRESS = b"d", b"f", b"p"
"""The first byte of a message."""
_PATIENCE = 5
"""Seconds for a process to end when asked to."""


class FailedError(Exception):
    """A process could not start, or failed in a task; repeating it in this process shows why."""


class EndedError(Exception):
    """A process ended in the middle of a task."""

    def __init__(self, task: str, code: int | None) -> None:
        super().__init__(f"{task}: {code}")
        self.task = task
        self.code = code

    @property
    def diagnostic(self) -> Diagnostic:
        """Return a diagnostic that reports it."""
        code = self.code or 0
        names = {sign.value: sign.name for sign in signal.Signals}
        by = names.get(-code, f"signal {-code}")
        how = f"was killed by {by}" if code < 0 else f"ended with code {code}"
        message = f"the process that made `{self.task}` {how}"
        hint = "it may have had too little memory: build with fewer `--jobs`"
        return ENDED_PROCESS.at(None, message, hint=hint)


class _Worker(NamedTuple):
    process: BaseProcess
    pipe: Connection


def can_fork() -> bool:
    """Return whether a forked copy of this process can continue safely."""
    return hasattr(os, "fork") and sys.platform != "darwin" and threading.active_count() == 1


def spread(tasks: Sequence[str], count: int, work: Work, progress: Progress) -> dict[str, bytes]:
    """Return the answer to each task, computed by `count` processes.

    `work` is pickled for processes that are not forked. Raise FailedError if one of them raises
    an exception, EndedError if one ends. No process is left then, nor after a KeyboardInterrupt.
    """
    from multiprocessing.connection import wait

    from diptych.storage.scratch import scratch

    answers: dict[str, bytes] = {}
    waiting = iter(tasks)
    with scratch() as folder, _started(count, work, folder) as workers:
        at_work: dict[Connection, tuple[_Worker, str]] = {}
        for worker, task in zip(workers, waiting, strict=False):
            at_work[worker.pipe] = worker, task
            _give(worker, task)
        while at_work:
            for pipe in cast("list[Connection]", wait(list(at_work))):
                worker, task = at_work[pipe]
                kind, content = _received(worker, task)
                if kind == _PROGRESS:
                    progress(_text(content))
                    continue
                answers[task] = content
                del at_work[pipe]
                following = next(waiting, None)
                if following is not None:
                    at_work[pipe] = worker, following
                    _give(worker, following)
    return answers


@contextlib.contextmanager
def _started(count: int, work: Work, folder: Path) -> Iterator[list[_Worker]]:
    """Yield new processes; afterwards they are ended, and their files in `folder` are removed."""
    workers: list[_Worker] = []
    try:
        with _undisturbed():
            is_forked = can_fork()
            for number in range(count):
                serve = partial(_serve, number, work, folder)
                workers.append(_start(serve, workers, is_forked=is_forked))
        yield workers
    except BaseException:
        for worker in workers:
            _end(worker.process)
        raise
    finally:
        for worker in workers:
            worker.pipe.close()  # which ends processes that wait for a task
        for worker in workers:
            _see_off(worker.process)


def _start(
    serve: Callable[[Connection, Sequence[Connection]], None],
    others: Sequence[_Worker],
    *,
    is_forked: bool,
) -> _Worker:
    import multiprocessing

    context = multiprocessing.get_context("fork" if is_forked else "spawn")
    try:
        ours, theirs = context.Pipe()
        # A forked process inherits all our pipes: with our ends open, it would not notice our end.
        inherited = (ours, *(other.pipe for other in others)) if is_forked else ()
        process = context.Process(  # type: ignore[attr-defined]  # each context has its own
            target=serve, args=(theirs, inherited), daemon=True
        )
        process.start()
    except OSError as error:  # too many processes or pipes
        raise FailedError from error
    theirs.close()
    return _Worker(process, ours)


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Ignore Ctrl-C in the meantime, and permanently in processes that are started then."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _see_off(process: BaseProcess) -> None:
    process.join(_PATIENCE)
    if process.exitcode is None:
        _end(process)
        process.join()


def _end(process: BaseProcess) -> None:
    """Kill a process and everything that it has started."""
    if process.exitcode is None and hasattr(os, "killpg"):
        with contextlib.suppress(OSError):  # it has no group of its own yet
            os.killpg(cast("int", process.pid), signal.SIGKILL)
    process.kill()


def _give(worker: _Worker, task: str) -> None:
    try:
        worker.pipe.send_bytes(_bytes(task))
    except OSError:
        raise _ended(worker, task) from None


def _received(worker: _Worker, task: str) -> tuple[bytes, bytes]:
    """Return the kind and content of the next message of a process that is working on a task."""
    try:
        message = worker.pipe.recv_bytes()
    except (EOFError, OSError):
        raise _ended(worker, task) from None
    if message[:1] == _FAILED:
        raise FailedError(task)
    return message[:1], message[1:]


def _ended(worker: _Worker, task: str) -> EndedError:
    worker.process.join(_PATIENCE)
    return EndedError(task, worker.process.exitcode)


def _serve(
    number: int, work: Work, folder: Path, pipe: Connection, inherited: Sequence[Connection]
) -> None:
    """Do tasks until there are none; this is the main function of such a process."""
    from diptych.storage.scratch import keep_scratch_in

    for other in inherited:
        other.close()
    keep_scratch_in(folder)  # a process that is killed leaves its files behind
    gc.disable()  # as in every command
    if hasattr(os, "setpgid"):
        os.setpgid(0, 0)  # so that it can be killed together with what it starts
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent handles it, and ends this process
    end_at_once()
    with contextlib.suppress(OSError):  # the parent is gone
        try:
            for answer in work(Assignment(number, _tasks(pipe), partial(_tell, pipe))):
                pipe.send_bytes(_DONE + answer)
        except Exception:  # noqa: BLE001 - it is done again in the parent, which reports it
            pipe.send_bytes(_FAILED)
            deque(_tasks(pipe), 0)  # with an unread task in the pipe, the message could be lost


def _tasks(pipe: Connection) -> Iterator[str]:
    with contextlib.suppress(EOFError, OSError):
        while True:
            yield _text(pipe.recv_bytes())


def _tell(pipe: Connection, what: str) -> None:
    pipe.send_bytes(_PROGRESS + _bytes(what))


def _bytes(text: str) -> bytes:
    """Encode a text that may have surrogates from a file's name (PEP 383)."""
    return text.encode("utf-8", "surrogatepass")


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogatepass")
