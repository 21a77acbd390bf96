"""Where a line may break: Unicode Line Breaking (UAX #14) as Chromium applies it to slides.

Korean is broken between words only (CSS Text 4, `word-break: keep-all`); the places that browsers
still allow inside a Korean word are closed by the HTML writer, so they are none here either.
"""

from __future__ import annotations

import re
from functools import cache

_OPPORTUNITY = re.compile(
    r"""
      (?<=[^\s-])-(?=[^\W\d])          # after a hyphen that joins words, not before a number
    | (?<=\S)\u2014(?=\S)              # after an em dash
    | \u2013(?=\w)                     # after an en dash
    | (?<=\w)(?=\u2014)                # before an em dash
    | (?<=[A-Za-z0-9])(?=\?[A-Za-z])   # Chromium breaks an address before its query
    | (?<=[\u3040-\u30ff\u3400-\u9fff])(?=[\u3040-\u30ff\u3400-\u9fff])  # ideographs and kana
    """,
    re.VERBOSE,
)
_SPACES = re.compile(r"([ \t\n]+)")


@cache
def segments(text: str) -> tuple[str, ...]:
    """Return `text` cut where a line may break; runs of spaces stand by themselves."""
    parts: list[str] = []
    for piece in _SPACES.split(text):
        if not piece or piece.isspace():
            parts += [piece] if piece else []
        else:
            parts += _cut(piece)
    return tuple(parts)


def _cut(word: str) -> list[str]:
    cuts = [0, *(found.end() for found in _OPPORTUNITY.finditer(word)), len(word)]
    return [word[start:end] for start, end in zip(cuts, cuts[1:], strict=False) if end > start]
