"""Draws SVG pictures in a process of its own, so that what a stranger's picture does ends there.

It is run by its path, alone and isolated: `python -I -S -B drawing.py FOLDER SECONDS BYTES` finds
the renderer in FOLDER and nothing else, neither in the working directory nor by the environment. It
knows nothing of Diptych. A job and its answer are byte strings, each with its length before it.
It imports little: to start it should cost little more than an empty Python.
"""

from __future__ import annotations

import _thread
import os
import struct
import sys
from io import BufferedReader, BufferedWriter

DRAWN, FAILED, TOO_LARGE = b"drawn", b"failed", b"too large"
"""What an answer begins with; the picture or the reason follows."""
PARTS = 5
"""Of a job: the width in pixels, the SVG, paths of fonts, the family for text and that for code."""

_LENGTH = struct.Struct(">I")
_LONGEST = 1 << 32
_STACK = 1 << 24
"""Bytes; the renderer needs some 33,000 for each level of a picture's elements."""
_DPI = 96
"""So that a millimetre or a point is as large as in browsers (CSS Values 3, 5.2)."""


def read_part(stream: BufferedReader, most: int = _LONGEST) -> bytes | None:
    """Return the next byte string; None where the other side has ended, or says too much."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    data = stream.read(length) if length <= most else b""
    return data if len(data) == length else None


def write_parts(stream: BufferedWriter, *parts: bytes) -> None:
    """Write byte strings; raise OSError where the other side has ended."""
    for part in parts:
        stream.write(_LENGTH.pack(len(part)))
        stream.write(part)
    stream.flush()


def loads_from_elsewhere(svg: bytes) -> bool:
    """Return whether a picture within an SVG is a file, which the renderer would open.

    None should get here, since such an SVG is refused where it is read.
    """
    if b"image" not in svg and b"Image" not in svg:
        return False
    from xml.parsers import expat

    found: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] in {"image", "feImage"}:
            found.extend(
                value
                for key, value in attributes.items()
                if key.rpartition(":")[2] == "href" and not value.startswith(("#", "data:"))
            )

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.Parse(svg, True)
    return any(found)


def _with_stack(*arguments: str) -> None:
    """Call `_main` where the stack is as deep on every system; Windows gives a program 1 MB."""
    has_ended = _thread.allocate_lock()
    has_ended.acquire()

    def run() -> None:
        try:
            _main(*arguments)
        finally:
            has_ended.release()

    _thread.stack_size(_STACK)
    _thread.start_new_thread(run, ())
    has_ended.acquire()


def _main(folder: str, seconds: str, size: str) -> None:
    jobs, answers = os.fdopen(0, "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing but answers may stand among answers
    limits = _Limits(int(seconds), int(size))
    sys.path.append(folder)
    while (
        len(job := [part for _ in range(PARTS) if (part := read_part(jobs)) is not None]) == PARTS
    ):
        limits.begin()
        answer = _answer(*job)
        limits.end()
        write_parts(answers, *answer)


def _answer(
    width: bytes, svg: bytes, fonts: bytes, body: bytes, code: bytes
) -> tuple[bytes, bytes]:
    import resvg_py

    text, monospaced = body.decode(), code.decode()
    try:
        if loads_from_elsewhere(svg):
            return FAILED, b"it shows a picture that is not inside it"
        data = resvg_py.svg_to_bytes(
            svg_string=svg.decode(),
            width=int(width),
            dpi=_DPI,
            font_files=[os.fsdecode(path) for path in fonts.split(b"\0") if path],
            skip_system_fonts=True,
            font_family=text,
            sans_serif_family=text,
            serif_family=text,
            cursive_family=text,
            fantasy_family=text,
            monospace_family=monospaced,
        )
    except MemoryError:
        return TOO_LARGE, b""
    except BaseException as error:  # noqa: BLE001 - a panic of the renderer is no Exception
        return FAILED, str(error).encode("utf-8", "replace")
    return DRAWN, bytes(data)


class _Limits:
    """What the system holds a drawing to, where it can: memory, processor, the parent's life.

    It ends what goes too far also within the renderer, where Python has no say.
    """

    def __init__(self, seconds: int, size: int) -> None:
        self.seconds = seconds
        if sys.platform == "win32":
            return
        import resource

        # macOS knows the limit of memory and keeps to it only in part.
        _limit(resource.RLIMIT_AS, size)
        _limit(resource.RLIMIT_CORE, 0)
        _limit(resource.RLIMIT_FSIZE, 0)

    def begin(self) -> None:
        """Hold what follows to the limits."""
        if sys.platform == "win32":
            return
        import resource
        import time

        _limit(resource.RLIMIT_CPU, int(time.process_time()) + 1 + self.seconds)
        _end_with_parent(is_wanted=True)

    def end(self) -> None:
        """Let go: waiting takes no time."""
        _end_with_parent(is_wanted=False)


def _limit(kind: int, limit: int) -> None:
    """Set a limit, where the system lets it be set."""
    import resource

    _, most = resource.getrlimit(kind)
    least = limit if most == resource.RLIM_INFINITY else min(limit, most)
    try:
        resource.setrlimit(kind, (least, most))
    except (OSError, ValueError):
        return


def _end_with_parent(*, is_wanted: bool) -> None:
    """Have the system end this process when nobody holds the other end of the pipe any more.

    A pipe that is closed is told by SIGIO (fcntl(2), F_SETOWN), which ends a process on Linux; on
    other systems the limits of time do.
    """
    if sys.platform != "linux":
        return
    import fcntl

    fcntl.fcntl(0, fcntl.F_SETOWN, os.getpid())
    flags = fcntl.fcntl(0, fcntl.F_GETFL)
    wanted = flags | os.O_ASYNC if is_wanted else flags & ~os.O_ASYNC
    fcntl.fcntl(0, fcntl.F_SETFL, wanted)


if __name__ == "__main__":
    _with_stack(*sys.argv[1:])
