"""Listings that are in files of their own, or are part of one."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from diptych.diagnostics import Span, nearest
from diptych.source.listings.diagnostic_kinds import MISSING_PART
from diptych.source.reading.shown_files import shown_path
from diptych.source.reading.source_reader import SourceReader

_RANGE = re.compile(r"\s*+([0-9]{0,6})\s*+(?:-|:|\.\.)\s*+([0-9]{0,6})\s*+|\s*+([0-9]{1,6})\s*+")
_MARK = re.compile(
    r"#\s*region\s+(?P<region>[\w.-]+)|#\s*endregion(?:\s+(?P<endregion>[\w.-]+))?"
    r"|ANCHOR:\s*(?P<anchor>[\w.-]+)|ANCHOR_END:\s*(?P<end>[\w.-]+)"
)
"""Marks of parts of a file, in a comment: regions of editors, anchors of mdBook."""


class Part(Struct, frozen=True):
    """What of a file a listing shows."""

    file: str
    lines: str = ""
    """A range, `10-20`, `10-`, `-20`; empty for all."""
    marker: str = ""
    """The name of a part that is marked in the file; empty for none."""


class Excerpt(Struct, frozen=True):
    """Lines of a file, without the indentation that all of them have."""

    lines: tuple[str, ...]
    start: Span
    """Where the first of them is."""


def read_excerpt(part: Part, folder: Path, span: Span, reader: SourceReader) -> Excerpt | None:
    """Return part of a file below the project; None, with a report, if it cannot be shown."""
    path = shown_path(part.file, folder, span, reader, shown_by="listings")
    if path is None:
        return None
    text = reader.read_text(path, wanted_by=span)
    if text is None:
        return None
    lines = text.removesuffix("\n").split("\n")
    found = _marked(lines, part, span, reader) if part.marker else range(len(lines))
    if found is not None and part.lines:
        found = _ranged(found, part, span, reader)
    if found is None:
        return None
    shown = [lines[at] for at in found if not _MARK.search(lines[at])]
    plain = textwrap.dedent("\n".join(shown)).split("\n")
    return Excerpt(tuple(plain), Span(reader.name(path), found.start + 1))


def _marked(lines: Sequence[str], part: Part, span: Span, reader: SourceReader) -> range | None:
    """Return the lines between the marks of a part."""
    begins: dict[str, int] = {}
    open_: list[str] = []
    for at, line in enumerate(lines):
        for mark in _MARK.finditer(line):
            if name := mark["region"] or mark["anchor"]:
                begins.setdefault(name, at)
                open_.append(name)
            else:
                ended = mark["endregion"] or mark["end"] or (open_[-1] if open_ else "")
                if ended in open_:
                    open_.remove(ended)
                if ended == part.marker and begins.get(ended) is not None:
                    return range(begins[ended] + 1, at)
    if part.marker in begins:
        return range(begins[part.marker] + 1, len(lines))
    message = f"`{part.file}` has no part called `{part.marker}`"
    hint = (
        nearest(part.marker, begins)
        if begins
        else f"mark it by comments, `#region {part.marker}` and `#endregion`"
    )
    reader.report(MISSING_PART, span, message, hint)
    return None


def _ranged(within: range, part: Part, span: Span, reader: SourceReader) -> range | None:
    """Return the lines of a range, counted from the first of `within`."""
    found = _RANGE.fullmatch(part.lines)
    if found is None:
        message = f"`{part.lines}` is not a range of lines"
        reader.report(MISSING_PART, span, message, "write `10-20`, `10-` or `-20`")
        return None
    first = int(found[1] or found[3] or 1)
    last = int(found[2] or found[3] or len(within))
    if 1 <= first <= last <= len(within):
        return within[first - 1 : last]
    where = f"part `{part.marker}` of " if part.marker else ""
    message = f"{where}`{part.file}` has no lines {part.lines}"
    reader.report(MISSING_PART, span, message, f"its lines are 1 to {len(within)}")
    return None
