"""Listings that are never closed: in CommonMark they extend to the end, here to that of a slide."""

from __future__ import annotations

import re

from diptych.source.document.opaque import opaque_lines

_FENCE = re.compile(r"[ \t]{0,3}(?P<fence>`{3,}(?=[^`]*$)|~{3,})")


def with_closed_fences(body: str) -> str:
    """Return a document for a tool that follows CommonMark with such listings closed."""
    if "```" not in body and "~~~" not in body:
        return body
    opaque, lines = opaque_lines(body), body.split("\n")
    opened, start = "", 0
    for number, line in enumerate((*lines, "---")):
        is_end = number == len(lines) or (line.rstrip() == "---" and number not in opaque)
        if opened and is_end:
            _close(lines, start, number, opened)
        opened = "" if is_end else opened
        if not opened and number not in opaque and (found := _FENCE.match(line)):
            opened, start = found["fence"], number
    return "\n".join(lines)


def _close(lines: list[str], start: int, end: int, fence: str) -> None:
    """End a listing on the last line of its slide, if that is blank or the last of all."""
    if end == len(lines) and lines[-1].strip():
        lines.append(fence)
    elif end - 1 > start and not lines[end - 1].strip():
        lines[end - 1] = fence
