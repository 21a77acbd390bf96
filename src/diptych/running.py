"""Runs another program without a terminal, within limits of time, memory and output.

The system's shell sets the limits and is replaced by the program (POSIX.1-2017, `ulimit` and
`exec`); it interprets none of the arguments. Setting them in a fork of this process would first
copy its memory, which takes 30 ms at 300 MB.

The program reads from a file and writes to files, whose size the system limits while they are
written, so nothing is loaded into memory before its size is known. Windows has no such limits;
only time is limited there.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from typing import BinaryIO

from msgspec import Struct

from diptych.storage.scratch import scratch, scratch_file

_MEMORY = 2 * 1024 * 1024 * 1024
"""Bytes of memory that a program may use. Address space that it only reserves does not count:
the runtimes of some credential helpers reserve a hundred times as much."""
_MOST_STDERR = 64 * 1024
"""How many bytes are kept of standard error, from its end."""


class Done(Struct, frozen=True):
    """How a program ended."""

    code: int
    out: bytes
    err: bytes
    is_too_much: bool
    """Whether it was ended because it wrote more than allowed."""


def run(
    command: Sequence[str],
    environment: Mapping[str, str],
    *,
    seconds: float,
    most: int,
    given: bytes = b"",
) -> Done:
    """Run `command` in an empty folder and return how it ended.

    Each file that it writes, standard output included, must be smaller than `most` bytes. Raise
    subprocess.TimeoutExpired if it takes longer than `seconds`, after killing it with its children.
    """
    with (
        scratch() as empty,
        scratch_file(given) as standing,
        scratch_file() as out,
        scratch_file() as err,
    ):
        process = subprocess.Popen(  # noqa: S603 - callers choose the program
            [*_bounds(most), *command],
            env=environment,
            cwd=empty,
            stdin=standing,
            stdout=out,
            stderr=err,
            start_new_session=True,
        )
        try:
            code = process.wait(seconds)
        except BaseException:
            _end(process)
            raise
        size = out.seek(0, os.SEEK_END)
        # A program that reaches the limit is killed; a shell reports a killed child by its code.
        is_too_much = size >= most or code in {-_SIGXFSZ, 128 + _SIGXFSZ}
        return Done(code, b"" if is_too_much else _whole(out), _end_of(err), is_too_much)


_SIGXFSZ = getattr(signal, "SIGXFSZ", 25)


def _bounds(most: int) -> tuple[str, ...]:
    """Return the prefix of a command that makes the system enforce its limits."""
    if os.name == "nt":
        return ()
    blocks, kilobytes = -(-most // 512), _MEMORY // 1024
    return ("/bin/sh", "-c", _BOUNDED, "sh", str(blocks), str(kilobytes))


_BOUNDED = 'ulimit -f "$1"; ulimit -d "$2" 2>/dev/null; shift 2; exec "$@"'
"""File sizes are in units of 512 bytes; macOS ignores the memory limit."""


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill a program and its children."""
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
    file.seek(max(0, file.seek(0, os.SEEK_END) - _MOST_STDERR))
    return file.read()
