"""References in style sheets: the files that they need."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

# Compiled on use: few projects have style sheets of their own.
_REFERENCE = (
    r"/\*.*?(?:\*/|\Z)"
    r"|url\(\s*(?:\"(?P<double>[^\"\n]*)\"|'(?P<single>[^'\n]*)'|(?P<bare>[^\s\"'()]*))\s*\)"
    r"|(?P<import>@import\s+)(?:\"(?P<quoted>[^\"\n]*)\"|'(?P<apostrophes>[^'\n]*)')"
)
"""A reference (CSS Syntax 3, 4.3.6; CSS Cascade 5, 2), or a comment."""
_ADDRESSES = ("double", "single", "bare", "quoted", "apostrophes")


class Reference(Struct, frozen=True):
    """A file or fragment that a style sheet refers to, by `url(...)` or `@import "..."`."""

    address: str
    """As written; not empty."""
    at: int
    """The offset of the address."""
    start: int
    """The offset of what a `url(...)` could replace."""
    end: int


def references(css: str) -> Iterator[Reference]:
    """Yield the references of a style sheet, except those in comments."""
    for found in re.finditer(_REFERENCE, css, re.DOTALL | re.IGNORECASE):
        for name in _ADDRESSES:
            if found[name]:
                start = found.end("import") if found["import"] else found.start()
                yield Reference(found[name], found.start(name), start, found.end())
