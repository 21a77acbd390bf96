"""A listing as its author asks for it, in Markdown or YAML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

from msgspec import Struct

from diptych.blocks.code import Code
from diptych.diagnostics import Span
from diptych.model.text import Text
from diptych.source.listings.files import Part, read_excerpt
from diptych.source.listings.stages import read_stages, stages_at
from diptych.source.listings.syntax import roles_of
from diptych.source.reading.shown_files import is_missing
from diptych.source.reading.source_reader import SourceReader

_FILE_NAME = re.compile(r"[\w./\\-]*\w\.\w+|[\w.-]+/[\w./-]+")


class Wanted(Struct, frozen=True, kw_only=True):
    """What an author says of a listing, besides its lines."""

    language: str = ""
    first: int | None = None
    """The number of its first line; None if lines have no numbers."""
    highlight: str = ""
    """The lines to highlight, in stages."""
    part: Part | None = None
    """The file that it is in; None if its lines are on the slide."""
    title: Text | None = None
    """What stands above its lines."""
    tag: Text | None = None
    """What stands after the title."""
    id: str | None = None


def listing(
    lines: Sequence[str],
    wanted: Wanted,
    folder: Path,
    span: Span,
    reader: SourceReader,
    *,
    below: int,
    step: int,
    later: Iterator[int],
) -> Code | None:
    """Return a listing; None, with a report, if its file cannot be shown.

    Its lines begin `below` its span, unless they are in a file. It appears at a `step`, and each
    further stage of its highlights at the next of the `later` ones.
    """
    start = None
    if wanted.part is not None:
        if is_missing(wanted.part.file, folder, span, reader):
            lines = (wanted.part.file,)
        else:
            excerpt = read_excerpt(wanted.part, folder, span, reader)
            if excerpt is None:
                return None
            lines, start = excerpt.lines, excerpt.start
    stages: tuple[tuple[int, ...], ...] = ()
    if wanted.highlight:
        stages = read_stages(wanted.highlight, len(lines), span, reader)
    title, name = _heading(wanted.title)
    return Code(
        lines=tuple(lines),
        title=title,
        filename=name,
        tag=wanted.tag,
        language=wanted.language,
        roles=roles_of(lines, wanted.language, span, reader),
        first=wanted.first,
        stages=stages_at(stages, chain((step,), later)),
        below=below,
        start=start,
        id=wanted.id,
        span=span,
        step=step,
    )


def _heading(title: Text | None) -> tuple[Text | None, str]:
    """Return the title of a listing, or if that names a file, its name, which is not translated."""
    if title is not None and _FILE_NAME.fullmatch(title.source):
        return None, title.source
    return title, ""
