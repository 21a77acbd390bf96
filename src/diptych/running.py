"""Another program, run within bounds: no shell, no terminal, and so much time, memory and output.

What it reads is given in a file, and what it says is taken into files, which the system holds to a
size while they are written: nothing of it is in memory before it was measured. Windows has no such
limits; time alone is bounded there.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
from collections.abc import Callable, Mapping, Sequence
from typing import BinaryIO

from msgspec import Struct

from diptych.storage.scratch import scratch, scratch_file

_MEMORY = 2 * 1024 * 1024 * 1024
"""Bytes that a program may fill. Addresses that it only reserves do not count: runtimes in which
some helpers of credentials are written reserve a hundred times as much."""
_MOST_SAID = 64 * 1024
"""Bytes at the end of what is said on standard error that are kept."""


class Done(Struct, frozen=True):
    """How a program ended."""

    code: int
    out: bytes
    err: bytes
    is_too_much: bool
    """Whether it was ended because it wrote more than it may."""


def run(
    command: Sequence[str],
    environment: Mapping[str, str],
    *,
    seconds: float,
    most: int,
    given: bytes = b"",
) -> Done:
    """Return how `command` ended; it stands in an empty folder.

    It may write files of less than `most` bytes, standard output among them. Raise OSError if it
    cannot be run, and subprocess.TimeoutExpired if it takes longer than `seconds`; all that it has
    begun is then ended.
    """
    with (
        scratch() as empty,
        scratch_file(given) as standing,
        scratch_file() as out,
        scratch_file() as err,
    ):
        process = subprocess.Popen(  # noqa: S603 - no shell; the callers say what is run
            command,
            env=environment,
            cwd=empty,
            stdin=standing,
            stdout=out,
            stderr=err,
            start_new_session=True,
            preexec_fn=_bounds(most),  # noqa: PLW1509 - no other thread runs here
        )
        try:
            code = process.wait(seconds)
        except BaseException:
            _end(process)
            raise
        size = out.seek(0, os.SEEK_END)
        # The system ends a program at the bound, and counts a child's end among the codes.
        is_too_much = size >= most or code in {-_SIGXFSZ, 128 + _SIGXFSZ}
        return Done(code, b"" if is_too_much else _whole(out), _end_of(err), is_too_much)


_SIGXFSZ = getattr(signal, "SIGXFSZ", 25)


def _bounds(most: int) -> Callable[[], None] | None:
    if os.name == "nt":
        return None
    import resource

    def bound() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        with contextlib.suppress(OSError, ValueError):  # macOS heeds no such bound
            resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, _MEMORY))

    return bound


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program and all that it has begun."""
    with contextlib.suppress(ProcessLookupError):
        if os.name == "nt":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _whole(file: BinaryIO) -> bytes:
    file.seek(0)
    return file.read()


def _end_of(file: BinaryIO) -> bytes:
    file.seek(max(0, file.seek(0, os.SEEK_END) - _MOST_SAID))
    return file.read()
