"""The emoji of a page, in whatever part of its template they are shown."""

from __future__ import annotations

import re

from diptych.render.html.runs import mark_emoji
from diptych.typography.emoji import may_have_emoji

NO_WORDS = re.compile(
    r"<(script|style|title|textarea)\b.*?</\1\s*>|<!--.*?-->|<(?:[^>\"']|\"[^\"]*\"|'[^']*')*>",
    re.DOTALL | re.IGNORECASE,
)
"""What stands between the words of a page: tags, and elements without any (HTML, 13.1.2)."""


def with_emoji(page: str) -> str:
    """Return a page with the emoji of its words marked up: they have a font of their own."""
    if not may_have_emoji(page):
        return page
    parts: list[str] = []
    at = 0
    for found in NO_WORDS.finditer(page):
        parts += (mark_emoji(page[at : found.start()]), found[0])
        at = found.end()
    return "".join((*parts, mark_emoji(page[at:])))
