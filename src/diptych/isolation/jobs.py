"""Draws, typesets, measures fonts, splits code, reads formulas in a process that contains faults.

It is run by its path, isolated: `python -I -S -B jobs.py FOLDERS SECONDS BYTES` imports the
renderers from FOLDERS and nothing else, neither from the working directory nor from the
environment; of Diptych, only what measures fonts, splits code and reads formulas. Jobs and answers
are byte strings, each preceded by its length; a job begins with their number. It imports little, so
that it starts almost as fast as an empty Python program.
"""

from __future__ import annotations

import _thread
import os
import struct
import sys
from collections.abc import Callable
from io import BufferedIOBase, BufferedReader, BufferedWriter

MADE, FAILED, TOO_LARGE = b"made", b"failed", b"too large"
"""The first part of an answer; the result or the reason follows."""
DRAW, TYPESET, UNPACK, MEASURE, LEX = b"draw", b"typeset", b"unpack", b"measure", b"lex"
DECODE, RESIZE = b"decode", b"resize"
FORMULA = b"formula"
SEEK, LEND = b"seek", b"lend"
"""The first part of a job.

To draw, the others are the width in pixels, the SVG, the paths of fonts, and the families for text
and for code. To typeset, they are the folder with the document and its fonts and pictures, a form
of `FORMS`, and the pixels to the inch. To unpack, it is a font that is compressed. To measure, they
are a font, the number of its face, and the weight to make of it, empty if it is not variable; the
answer is its metrics, preceded by their length, and the face as a font of its own. To lex, they are
a language and source code. To decode, they are the kind of a picture or document, its bytes, and
the most pixels that it may have; to resize, a picture and the pixels of its width.
To read a formula, they are TeX, and `block` if it is displayed. To seek letters, they are these,
and for each face the path of its file and its number; the answer has for each face which of the
letters it has, as JSON. To lend letters, they are the letters and a face as it is measured; the
answer is a font with those that it has.
"""
PDF, PNG, SVG = FORMS = (b"pdf", b"png", b"svg")
"""The forms of a typeset document: tagged PDF (PDF/UA-1), or the pictures of its pages, each
preceded by its length."""
MAIN, FONTS = "main.typ", "fonts"
"""The document, and the folder of fonts, in such a folder."""

_PROGRAM = os.path.join(os.path.dirname(__file__), os.pardir, os.pardir)  # noqa: PTH118, PTH120 - imports little
"""The folder with this Diptych."""
_LENGTH = struct.Struct(">I")
_LONGEST = 1 << 32
_STACK = 1 << 24
"""Stack size in bytes; the renderer needs about 33,000 for each level of nested elements."""
_DPI = 96
"""The resolution at which lengths in mm and pt are as in browsers (CSS Values 3, 5.2)."""


def read_part(stream: BufferedIOBase, most: int = _LONGEST) -> bytes | None:
    """Return the next byte string; None if the other side has ended, or it is too long."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    data = stream.read(length) if length <= most else b""
    return data if len(data) == length else None


def write_parts(stream: BufferedWriter, *parts: bytes) -> None:
    """Write byte strings; raise OSError if the other side has ended."""
    for part in parts:
        stream.write(_LENGTH.pack(len(part)))
        stream.write(part)
    stream.flush()


def loads_from_elsewhere(svg: bytes) -> bool:
    """Return whether an SVG refers to a picture in a file, which the renderer would open.

    This is only a safeguard, since such an SVG is refused when it is read.
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
    """Call `_main` with the same stack size on every system; Windows gives a program 1 MB."""
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
    os.dup2(2, 1)  # other output must not be mixed with answers
    limits = _Limits(int(seconds), int(size))
    sys.path += (_PROGRAM, folder)  # another Diptych may be installed beside the renderers
    while job := read_job(jobs):
        limits.begin()
        answer = _answer(*job)
        limits.end()
        write_parts(answers, *answer)


def read_job(stream: BufferedReader) -> list[bytes]:
    """Return the parts of the next job; none if the other side has ended."""
    count = int(read_part(stream) or 0)
    parts = [part for _ in range(count) if (part := read_part(stream)) is not None]
    return parts if len(parts) == count else []


def _answer(kind: bytes, *parts: bytes) -> tuple[bytes, bytes]:
    try:
        return MADE, _JOBS[kind](*parts)
    except MemoryError:
        return TOO_LARGE, b""
    except BaseException as error:  # noqa: BLE001 - a panic of a renderer is not an Exception
        return FAILED, str(error).encode("utf-8", "replace")


def _drawn(width: bytes, svg: bytes, fonts: bytes, body: bytes, code: bytes) -> bytes:
    """Return an SVG as PNG."""
    import resvg_py

    if loads_from_elsewhere(svg):
        raise ValueError("it shows a picture that is not inside it")
    text, monospaced = body.decode(), code.decode()
    return bytes(
        resvg_py.svg_to_bytes(
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
    )


def _typeset(folder: bytes, form: bytes, ppi: bytes) -> bytes:
    """Return a document in a form of `FORMS`.

    A warning is an error if it is about a font. Others are about what SVG pictures lose, which is
    known since they were read.
    """
    import typst

    root = os.fsdecode(folder)
    compiler = typst.Compiler(
        f"{root}/{MAIN}", root=root, font_paths=[f"{root}/{FONTS}"], ignore_system_fonts=True
    )
    if form == PDF:
        made, warned = compiler.compile_with_warnings(format="pdf", pdf_standards="ua-1")
    elif form == PNG:
        made, warned = compiler.compile_with_warnings(format="png", ppi=float(ppi))
    else:
        made, warned = compiler.compile_with_warnings(format="svg")
    if unusable := {warning.message for warning in warned if "font" in warning.message}:
        raise ValueError("; ".join(sorted(unusable)))
    pages = made if isinstance(made, list) else [made or b""]  # one alone is not a list
    if form == PDF:
        return pages[0]
    return b"".join(part for page in pages for part in (_LENGTH.pack(len(page)), page))


def _unpacked(data: bytes) -> bytes:
    """Return a compressed font as it was before."""
    from diptych.fonts.measuring import unpacked

    return unpacked(data)


def _measured(data: bytes, index: bytes, weight: bytes) -> bytes:
    """Return the metrics of a face, preceded by their length, and the face as a font."""
    import json

    from diptych.fonts.measuring import metrics, static_face

    font = static_face(data, int(index), int(weight) if weight else None)
    known = json.dumps(metrics(font), separators=(",", ":")).encode()
    return _LENGTH.pack(len(known)) + known + font


def _sought(letters: bytes, *faces: bytes) -> bytes:
    """Return which of some letters each face has, without reading more of its file than that."""
    import json

    from diptych.fonts.measuring import characters_in

    wanted = letters.decode()
    each = zip(faces[::2], faces[1::2], strict=True)
    return json.dumps([characters_in(os.fsdecode(at), int(no), wanted) for at, no in each]).encode()


def _lent(letters: bytes, data: bytes, index: bytes, weight: bytes) -> bytes:
    """Return those letters that a face has as a font."""
    from diptych.fonts.measuring import static_face

    wanted = frozenset(map(ord, letters.decode()))
    return static_face(data, int(index), int(weight) if weight else None, wanted)


def _lexed(language: bytes, text: bytes) -> bytes:
    """Return the tokens of source code."""
    from diptych.isolation.lexing import lexed

    return lexed(language.decode(), text.decode())


def _decoded(kind: bytes, data: bytes, most: bytes) -> bytes:
    """Return a picture that few programs know, or the first page of a document, as PNG or JPEG."""
    from diptych.isolation.pixels import decoded, first_page

    return first_page(data) if kind == b"pdf" else decoded(kind.decode(), data, int(most))


def _resized(data: bytes, width: bytes) -> bytes:
    """Return a PNG or JPEG in fewer pixels."""
    from diptych.isolation.pixels import resized

    return resized(data, int(width))


def _formula(tex: bytes, form: bytes) -> bytes:
    """Return what a formula is."""
    from diptych.formulas.reading import read

    return read(tex.decode(), is_display=form == b"block")


_JOBS: dict[bytes, Callable[..., bytes]] = {
    DRAW: _drawn,
    TYPESET: _typeset,
    UNPACK: _unpacked,
    MEASURE: _measured,
    LEX: _lexed,
    DECODE: _decoded,
    RESIZE: _resized,
    FORMULA: _formula,
    SEEK: _sought,
    LEND: _lent,
}


class _Limits:
    """The limits that the system enforces: memory, processor time, the parent's lifetime.

    They also apply within the renderer, which Python cannot interrupt.
    """

    def __init__(self, seconds: int, size: int) -> None:
        self.seconds = seconds
        if sys.platform == "win32":
            return
        import resource

        # macOS enforces the limit of memory only in part.
        _limit(resource.RLIMIT_AS, size)
        _limit(resource.RLIMIT_CORE, 0)
        _limit(resource.RLIMIT_FSIZE, 0)

    def begin(self) -> None:
        """Start the limits for one picture."""
        if sys.platform == "win32":
            return
        import resource
        import time

        _limit(resource.RLIMIT_CPU, int(time.process_time()) + 1 + self.seconds)
        _end_with_parent(is_wanted=True)

    def end(self) -> None:
        """Lift the limits while waiting for the next job."""
        _end_with_parent(is_wanted=False)


def _limit(kind: int, limit: int) -> None:
    """Set a limit if the system permits it."""
    import resource

    _, most = resource.getrlimit(kind)
    least = limit if most == resource.RLIM_INFINITY else min(limit, most)
    try:
        resource.setrlimit(kind, (least, most))
    except (OSError, ValueError):
        return


def _end_with_parent(*, is_wanted: bool) -> None:
    """Make the system end this process when the other end of the pipe is closed.

    A closed pipe sends SIGIO (fcntl(2), F_SETOWN), which ends a process on Linux; on other systems
    the time limit has to suffice.
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
