"""Another program, run within bounds: no terminal, and so much time, memory and output.

The system's shell sets the bounds and becomes the program (POSIX.1-2017, `ulimit` and `exec`); it
interprets nothing of what it is given. To set them in a copy of this process would copy its memory
first, which takes 30 ms where it has 300 MB.

What the program reads is given in a file, and what it says is taken into files, which the system
holds to a size while they are written: nothing of it is in memory before it was measured. Windows
has no such limits; time alone is bounded there.
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

    It may write files of less than `most` bytes, standard output among them. Raise
    subprocess.TimeoutExpired if it takes longer than `seconds`; all it has begun is then ended.
    """
    with (
        scratch() as empty,
        scratch_file(given) as standing,
        scratch_file() as out,
        scratch_file() as err,
    ):
        process = subprocess.Popen(  # noqa: S603 - the callers say what is run
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
        # The system ends a program at the bound, and counts a child's end among the codes.
        is_too_much = size >= most or code in {-_SIGXFSZ, 128 + _SIGXFSZ}
        return Done(code, b"" if is_too_much else _whole(out), _end_of(err), is_too_much)


_SIGXFSZ = getattr(signal, "SIGXFSZ", 25)


def _bounds(most: int) -> tuple[str, ...]:
    """Return what stands before a command so that the system holds it to its bounds."""
    if os.name == "nt":
        return ()
    blocks, kilobytes = -(-most // 512), _MEMORY // 1024
    return ("/bin/sh", "-c", _BOUNDED, "sh", str(blocks), str(kilobytes))


_BOUNDED = 'ulimit -f "$1"; ulimit -d "$2" 2>/dev/null; shift 2; exec "$@"'
"""Files are counted in 512 bytes; macOS heeds no bound of memory."""


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
