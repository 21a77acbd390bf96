"""Which parts of a document are listings or comments, before it is parsed.

Other tools divide a document into slides and notes by its lines. Within listings and comments, none
of them has that meaning here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from msgspec import Struct

_FENCE = re.compile(r"[ \t>]*(`{3,}(?=[^`]*$)|~{3,})")
_CLOSING = re.compile(r"[ \t>]*(`{3,}|~{3,})[ \t]*$")


class Comment(Struct, frozen=True):
    """A comment outside listings, by offsets in the document."""

    start: int
    end: int
    line: int
    """Its first line, counted from 0."""
    column: int
    """The column in that line, counted from 1."""
    inside: str


def listing_lines(lines: Sequence[str]) -> frozenset[int]:
    """Return the lines of fenced listings, counted from 0; a fence never closed has none."""
    longest = {sign: _longest_below(lines, sign) for sign in "`~"}
    within: set[int] = set()
    opened = ""
    for number, line in enumerate(lines):
        if opened:
            within.add(number)
            closing = _CLOSING.match(line)
            if closing and closing[1].startswith(opened):
                opened = ""
        elif (found := _FENCE.match(line)) and len(found[1]) <= longest[found[1][0]][number + 1]:
            within.add(number)
            opened = found[1]
    return frozenset(within)


def _longest_below(lines: Sequence[str], sign: str) -> Sequence[int]:
    """Return the length of the longest closing fence from each line on."""
    closings = map(_CLOSING.match, lines)
    counts = [len(one[1]) if one and one[1][0] == sign else 0 for one in closings]
    return [*list(accumulate(reversed(counts), max))[::-1], 0]


def comments(body: str) -> Iterator[Comment]:
    """Yield the comments of a document; one in a listing or in code is none."""
    lines = body.split("\n")
    within = listing_lines(lines)
    line, counted, at = 0, 0, body.find("<!--")
    while at >= 0:
        line += body.count("\n", counted, at)
        counted = at
        begin = body.rfind("\n", 0, at) + 1
        in_code = body.count("`", begin, at) % 2 == 1
        if line in within or in_code:
            at = body.find("<!--", at + 4)
            continue
        end = body.find("-->", at)
        if end < 0:
            return
        yield Comment(at, end + 3, line, at - begin + 1, body[at + 4 : end])
        at = body.find("<!--", end + 3)


def opaque_lines(body: str) -> frozenset[int]:
    """Return the lines that are within listings, or that a comment continues on."""
    continued = (
        number
        for one in comments(body)
        for number in range(one.line + 1, one.line + one.inside.count("\n") + 1)
    )
    return listing_lines(body.split("\n")) | frozenset(continued)
