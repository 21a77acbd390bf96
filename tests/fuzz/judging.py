"""One project built as a command would, and what is wrong with how that ended."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import tempfile
import traceback
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from lxml import etree
from msgspec import Struct
from tests.render.files import made_of
from tests.tools import ooxml_validator

from diptych import cli
from diptych.config import BuildConfig
from diptych.diagnostics import draw_diagnostic
from diptych.pipeline import is_refused, prepare

DOCUMENT = "talk.md"
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("build",), ("build", "--no-notes", "--format", "json"), ("check", "--strict"), ("slides", "--json"), ("slides", "word"),
    ("list", "talks"), ("list", "layouts"), ("locale", "status", "--json"), ("locale", "check"), ("locale", "update"),
    ("library", "verify"), ("freeze", "talk"), ("slides", "--gallery", "g.html"), ("check", "--locale", "en-XA"),
    ("new", "slide", "a/fresh", "--talk", "talk"), ("locale", "add", "de"), ("build", "--slides", "1"),
)  # fmt: skip
"""What else is done with a project than to build it."""
_OURS = re.compile(r"/(?:src/)?diptych/([\w/]+)\.py$")
_UNKNOWN_TAG = "invalid"
"""What libxml2, which supports the HTML of 1999, reports about newer elements."""


class Verdict(Struct, frozen=True):
    """How a case ended."""

    problem: str = ""
    """What must not be: `traceback ...`, `invalid ...`; alike for all cases of one cause."""
    details: str = ""
    is_built: bool = False
    """Whether outputs were made, and found valid."""


def lay(files: Mapping[str, bytes], root: Path) -> None:
    """Write files below `root`, which is emptied; what cannot be a file's name is left out."""
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    for name, content in files.items():
        path = root / name
        with contextlib.suppress(OSError, ValueError):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def finished(files: Mapping[str, bytes], commands: Iterable[Sequence[str]]) -> dict[str, bytes]:
    """Return the files of a project after some commands."""
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        root = Path(folder) / "p"
        lay(files, root)
        for command in commands:
            with contextlib.suppress(Exception):  # cases find it, if it is a fault
                _commanded(root, command)
        return {
            path.relative_to(root).as_posix(): path.read_bytes()
            for path in sorted(root.rglob("*"))
            if path.is_file()
        }


def judge(root: Path, command: Sequence[str] = ()) -> Verdict:
    """Return how building the project at `root` ends, or a command of `COMMANDS`."""
    try:
        return _commanded(root, command) if command else _built(root)
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        return Verdict(_signature(error), traceback.format_exc())


def _built(root: Path) -> Verdict:
    document = root / DOCUMENT if (root / DOCUMENT).exists() else None
    config = BuildConfig(root=root, document=document, out=root / "output")
    prepared = prepare(config)
    for found in prepared.found:
        draw_diagnostic(found, prepared.texts)
        str(found.as_dict()).encode()
    if is_refused(prepared.found, strict=False):
        return Verdict()
    made, undrawn = made_of(prepared, config)
    if is_refused(undrawn, strict=False):
        return Verdict()
    for files in made.values():
        for problem in _wrong(files):
            return Verdict(problem.partition(": ")[0], problem)
    return Verdict(is_built=True)


def _wrong(files: Mapping[PurePosixPath, bytes]) -> Iterator[str]:
    for path, content in files.items():
        if path.suffix == ".pptx" and (validator := ooxml_validator()) is not None:
            for part, rule, message in validator(io.BytesIO(content)).run():
                yield f"invalid pptx {re.sub('[0-9]+', 'N', part)} [{rule}]: {message}"
        if path.name == "index.html":
            parser = etree.HTMLParser(huge_tree=True)
            etree.fromstring(content, parser)
            for error in parser.error_log:
                if _UNKNOWN_TAG not in error.message:
                    yield f"invalid html: {error.message} (line {error.line})"


def _commanded(root: Path, command: Sequence[str]) -> Verdict:
    before = Path.cwd()
    os.chdir(root)
    said = io.StringIO()
    given = [*command, DOCUMENT] if command[0] == "build" and Path(DOCUMENT).exists() else command
    try:
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            code = cli.main(given)
    except SystemExit as end:
        code = int(end.code or 0)
    finally:
        os.chdir(before)
    if code not in {0, 1, 2}:
        return Verdict(f"exit code {code}", said.getvalue())
    return Verdict()


def _signature(error: BaseException) -> str:
    """Return what is alike for all tracebacks of one cause: the error, and where in us it was."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if _OURS.search(frame.filename.replace("\\", "/"))]
    where = ""
    if ours:
        found = _OURS.search(ours[-1].filename)
        where = f" {found[1] if found else ''}.{ours[-1].name}:{ours[-1].lineno}"
    return f"traceback {type(error).__name__}{where}"
