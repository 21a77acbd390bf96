"""Where a build writes: a folder, or the one file that `-o` names by its ending."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from diptych.config import DOCUMENT_SUFFIXES
from diptych.render import HTML, OUTPUTS, SINGLE_FILE, endings
from diptych.render.output import Output
from diptych.reporting import MisuseError

_SOURCES = (*DOCUMENT_SUFFIXES, ".json")
"""Endings that sources have as well: such a file is written only by an output that is named."""
_FOREIGN = (
    ".doc", ".docx", ".epub", ".gif", ".htm", ".jpeg", ".jpg", ".key", ".odp", ".odt", ".pdfpc",
    ".potx", ".pps", ".ppsx", ".ppt", ".rst", ".rtf", ".tex", ".webp", ".xhtml", ".xml", ".yaml",
    ".yml", ".zip",
)  # fmt: skip
"""Endings of files that no output writes; a folder with such a name must exist, or end in `/`."""


class Destination(Struct, frozen=True):
    """Where a build writes."""

    folder: Path
    file: Path | None
    """The only file to write, in that folder; None for all files of some outputs."""
    outputs: tuple[str, ...]
    """The names of the outputs; empty for the default ones."""


def destination(out: str, outputs: tuple[str, ...], sources: Sequence[Path]) -> Destination:
    """Return where `-o OUT` leads; `outputs` are those that the command line names.

    Nothing is written in the folders `sources`. Raise MisuseError if nothing can be written there.
    """
    if out in {"", "-"}:
        raise MisuseError("name a folder or a file after `-o`; nothing goes to standard output")
    path = Path(out).absolute()
    able = () if out.endswith(_SEPARATORS) else _able(Path(out))
    place = path.parent if able else path
    if any(place.resolve().is_relative_to(folder) for folder in sources):
        kind = "file" if able else "folder"
        raise MisuseError(f"`{out}` is where the sources are; name another {kind} with --out")
    if not able:
        if path.is_file():
            raise MisuseError(
                f"`{out}` is a file: `-o` takes a folder, or a file with one of {endings()}"
            )
        return Destination(path, None, outputs)
    output = _chosen(out, able, outputs)
    _check_place(out, path)
    return Destination(place, path, (output.name,))


_SEPARATORS = tuple(filter(None, (os.sep, os.altsep)))


def _able(path: Path) -> tuple[Output, ...]:
    """Return the outputs that write files with this ending; none if `path` is a folder's."""
    ending = path.suffix.lower()
    able = tuple(output for output in OUTPUTS.values() if ending in output.endings)
    if not able and ending in {*_FOREIGN, *DOCUMENT_SUFFIXES} and not path.is_dir():
        raise MisuseError(
            f"`{path}` is named like a file, and no output writes `{ending}` files: `-o` takes a"
            f" folder, or a file with one of {endings()}"
        )
    return able


def _chosen(out: str, able: Sequence[Output], outputs: Sequence[str]) -> Output:
    """Return which of the outputs that are able to writes the file: the one named, or the first.

    Raise MisuseError if the command line names another, or several.
    """
    forms = {HTML.name: SINGLE_FILE.name} if SINGLE_FILE in able else {}
    named = {forms.get(name, name) for name in outputs}
    chosen = [output for output in able if output.name in named or not named]
    first = able[0]
    if not named and Path(out).suffix.lower() in _SOURCES:
        raise MisuseError(
            f"`{out}` could be a source; for {first.help}, write `--to {first.name} -o {out}`"
        )
    if len(named) > 1 or not chosen:
        writers = " or ".join(f"`--to {output.name}`" for output in able)
        raise MisuseError(
            f"`{out}` is what {writers} writes, not `--to {','.join(outputs)}`; leave out one of"
            " the two, or name a folder with -o"
        )
    return chosen[0]


def _check_place(out: str, path: Path) -> None:
    """Raise MisuseError if there can be no such file."""
    if path.is_symlink():
        raise MisuseError(f"`{out}` is a link, through which nothing is written; remove it first")
    if path.is_dir():
        raise MisuseError(f"`{out}` is a folder; `-o {out}{os.sep}` writes into it")
    if not path.parent.is_dir():
        raise MisuseError(
            f"there is no folder `{Path(out).parent}` for `{path.name}`; make it first"
        )
    if not os.access(path.parent, os.W_OK | os.X_OK):
        raise MisuseError(f"`{Path(out).parent}` cannot be written to; name a file elsewhere")
