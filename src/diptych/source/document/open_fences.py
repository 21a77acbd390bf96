"""Listings that are never closed: in CommonMark they extend to the end, here to that of a slide."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from diptych.diagnostics import Span
from diptych.source.document.opaque import opaque_lines
from diptych.source.markdown.diagnostic_kinds import UNCLOSED_BLOCK
from diptych.source.markdown.refusals import UNCLOSED
from diptych.source.reading.source_reader import SourceReader

_FENCE = re.compile(r"[ \t]{0,3}(?P<fence>`{3,}(?=[^`]*$)|~{3,})")
_CLOSING = re.compile(r":{3,}\s*$")
_HEADING = re.compile(r"#{1,2}[ \t]")


class _Open(NamedTuple):
    """A listing that is never closed: its first line, and the line that ends its slide or block."""

    start: int
    end: int
    fence: str

    def can_be_closed(self, lines: Sequence[str]) -> bool:
        """Return whether its last line is blank, or is the last of all."""
        is_last = self.end == len(lines) and bool(lines[-1].strip())
        return is_last or (self.end - 1 > self.start and not lines[self.end - 1].strip())


def with_closed_fences(body: str, *, at_headings: bool = False) -> str:
    """Return a document with such listings closed; headings may begin slides, too."""
    if "```" not in body and "~~~" not in body:
        return body
    lines = body.split("\n")
    for one in _open_fences(body, lines, at_headings=at_headings):
        if one.end == len(lines) and lines[-1].strip():
            lines.append(one.fence)
        elif one.can_be_closed(lines):
            lines[one.end - 1] = one.fence
    return "\n".join(lines)


def report_open_fences(body: str, name: str, reader: SourceReader) -> None:
    """Report such listings in a document whose slides may begin at headings."""
    if "```" not in body and "~~~" not in body:
        return
    lines = body.split("\n")
    for one in _open_fences(body, lines, at_headings=True):
        if not one.can_be_closed(lines):
            continue  # the parser reports it
        span = Span(name, one.start + 1, 1, len(lines[one.start]))
        message, hint = UNCLOSED["unclosed_fence"]
        subject = f"line {one.start + 1}"
        reader.report(UNCLOSED_BLOCK, span, message, hint, subject=subject)


def _open_fences(body: str, lines: Sequence[str], *, at_headings: bool) -> Iterator[_Open]:
    opaque = opaque_lines(body)
    opened, start, depth = "", 0, 0
    for number, line in enumerate((*lines, "---")):
        is_outside = number not in opaque
        is_heading = at_headings and _HEADING.match(line) and not lines[number - 1].strip()
        is_end = number == len(lines) or (
            is_outside and (line.rstrip() == "---" or bool(is_heading))
        )
        is_fence = at_headings and is_outside and line.startswith(":::")
        if is_fence and not (opened and _CLOSING.match(line) is None):
            depth += -1 if _CLOSING.match(line) else 1
            is_end = is_end or (bool(opened) and depth >= 0)
        if opened and is_end:
            yield _Open(start, number, opened)
        opened = "" if is_end else opened
        if not opened and is_outside and (found := _FENCE.match(line)):
            opened, start = found["fence"], number
