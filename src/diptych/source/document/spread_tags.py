"""Start tags of HTML that take several lines, as those with many attributes do.

Markdown is read line by line, and so are the elements around it.
"""

from __future__ import annotations

import re

from diptych.source.document.opaque import opaque_lines
from diptych.source.markdown.html_elements import ELEMENT_ATTRIBUTES
from diptych.source.markdown.html_rule import CONTAINERS

_TAG = re.compile(rf"<(?:{'|'.join(CONTAINERS)})\b{ELEMENT_ATTRIBUTES}\s*>", re.IGNORECASE)
_EMPTY_LINE = re.compile(r"\n[ \t]*\n")
_NOTHING = "<!-- -->"


def with_whole_tags(body: str) -> str:
    """Return a document with such a tag on its first line, and with comments on its others."""
    spread = [
        found
        for found in _TAG.finditer(body)
        if "\n" in found[0] and not _EMPTY_LINE.search(found[0])
    ]
    if not spread:
        return body
    opaque, parts, at = opaque_lines(body), list[str](), 0
    for found in spread:
        if body.count("\n", 0, found.start()) in opaque:
            continue
        lines = found[0].split("\n")
        is_last = body[found.end() : found.end() + 1] in {"", "\n"}
        below = [_NOTHING] * (len(lines) - 2) + [_NOTHING if is_last else ""]
        parts += [body[at : found.start()], "\n".join((" ".join(map(str.strip, lines)), *below))]
        at = found.end()
    return "".join((*parts, body[at:]))
