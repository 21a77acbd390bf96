"""Typographic dashes and ellipses, as in Pandoc's `smart`; for quotation marks see enclosures."""

from __future__ import annotations

import re

_SIGNS = re.compile(r"---|--|\.\.\.")
_TYPOGRAPHIC = {"--": "\u2013", "---": "\u2014", "...": "\u2026"}


def typographic(words: str) -> str:
    """Return `words` with typographic dashes and ellipses (Pandoc manual, "Extension: smart")."""
    return _SIGNS.sub(lambda found: _TYPOGRAPHIC[found.group()], words)
