"""Where a line may break: Unicode Line Breaking (UAX #14) as Chromium applies it to slides.

Korean is broken between words only (CSS Text 4, `word-break: keep-all`), numbers and names that hold
together stay whole (`GPT-4`, `2024-01-11`), and no line begins with a dash. Where browsers would
still break, the HTML writer ties the characters to one another.
"""

from __future__ import annotations

import re
from functools import lru_cache

_IDEOGRAPH = r"\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff"
_SMALL_KANA = r"\u3041\u3043\u3045\u3047\u3049\u3063\u3083\u3085\u3087\u308e\u3095\u3096" + (
    r"\u30a1\u30a3\u30a5\u30a7\u30a9\u30c3\u30e3\u30e5\u30e7\u30ee\u30f5\u30f6"
)
"""What may not begin a line (UAX #14, class CJ; as nonstarters, which is the strict way)."""

_OPPORTUNITY = re.compile(
    rf"""
      (?<=[\w+.)\]%’”])[-\u2010](?=[^\W\d])   # after a hyphen that joins words
    | (?<=\S)\u2014(?=\S)                     # after an em dash
    | (?<=[\w)\]%’”])\u2013(?=\S)             # after an en dash that joins
    | (?<=[A-Za-z0-9])\?(?=[A-Za-z])          # in an address, before its query
    | \u200b(?=\S)                            # after a space of no width
    | (?<=[{_IDEOGRAPH}\u30fc\u3005、。，．：；！？）」』】〉》])(?=[{_IDEOGRAPH}（「『【〈《])(?![{_SMALL_KANA}])
    """,
    re.VERBOSE,
)
_SPACES = re.compile(r"([ \t\n]+)")
_WORD = re.compile(r"[^ \t\n]+")


@lru_cache(maxsize=4096)
def segments(text: str) -> tuple[str, ...]:
    """Return `text` cut where a line may break; runs of spaces stand by themselves."""
    pieces = filter(None, _SPACES.split(text))
    if not _OPPORTUNITY.search(text):
        return tuple(pieces)
    return tuple(part for piece in pieces for part in _cut(piece))


def words(text: str) -> list[tuple[int, int]]:
    """Return where each stretch that no line parts begins and ends, spaces left out."""
    if not _OPPORTUNITY.search(text):
        return [found.span() for found in _WORD.finditer(text)]
    spans: list[tuple[int, int]] = []
    at = 0
    for segment in segments(text):
        if not _SPACES.match(segment):
            spans.append((at, at + len(segment)))
        at += len(segment)
    return spans


def _cut(piece: str) -> list[str]:
    cuts = [0, *(found.end() for found in _OPPORTUNITY.finditer(piece)), len(piece)]
    return [piece[start:end] for start, end in zip(cuts, cuts[1:], strict=False) if end > start]
