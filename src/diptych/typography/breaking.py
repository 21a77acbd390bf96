"""Line break opportunities: Unicode Line Breaking (UAX #14) as Chromium applies it to slides.

Korean is broken only between words (CSS Text 4, `word-break: keep-all`), compound numbers and names
stay whole (`GPT-4`, `2024-01-11`, `2020–2021`), as do short compounds (`fine-tuned`) and short
prefixes with what follows them, and no line begins with a dash. Where browsers would still break,
the HTML writer joins the characters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise

from diptych.typography.script import has_hangul

_IDEOGRAPH = r"\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff"
_SMALL_KANA = "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ"
_OPENING = "（「『【〈《"
_CLOSING = "ー々、。，．：；！？）」』】〉》"

_OPPORTUNITY = re.compile(
    r"""
      (?<=[\w+.)\]%’”]{4}) [-\u2010] (?=[^\W\d])               # after a hyphen that joins words
    | (?<=\S)\u2014(?=\S)                                        # after an em dash
    | (?: (?<=[\w)\]%]) | (?<=[’”]) ) \u2013 (?=\S) (?!(?<=\d\u2013)\d)  # an en dash that joins
    | (?<=[A-Za-z0-9])\?(?=[A-Za-z])                             # in an address, before its query
    | \u200b(?=\S)                                              # after a space of no width
    """,
    re.VERBOSE,
)
_LONG = 12
"""Characters; a longer Korean word may be broken at the signs that join its parts."""
_COMPOUND = 16
"""Characters; a shorter compound such as `fine-tuned` is not broken at its hyphens: half a word at
the end of a line reads as a mistake, and a line that is so much shorter does not."""
_HYPHENS = "-\u2010"
_SIGNS = re.compile("[-/?·=&~]")
_DASHES = re.compile("[\u200b-\u2014]")
"""Every word that can be broken has one of these, one of `_SIGNS` or East Asian text."""
_FIRST_IDEOGRAPH = "\u3000"
_SPACES = re.compile(r"([ \t\n]+)")
_WORD = re.compile(r"[^ \t\n]+")


@lru_cache(maxsize=4096)
def segments(text: str) -> tuple[str, ...]:
    """Return `text` split where a line may break; runs of spaces are separate items."""
    pieces = filter(None, _SPACES.split(text))
    if not _can_be_parted(text):
        return tuple(pieces)
    return tuple([part for piece in pieces for part in _cut(piece)])


@lru_cache(maxsize=4096)
def words(text: str) -> Sequence[tuple[int, int]]:
    """Return the start and end of each unbreakable piece of `text`, without spaces."""
    if not _can_be_parted(text):
        return [found.span() for found in _WORD.finditer(text)]
    spans: list[tuple[int, int]] = []
    at = 0
    for segment in segments(text):
        if not _SPACES.match(segment):
            spans.append((at, at + len(segment)))
        at += len(segment)
    return spans


def _can_be_parted(text: str) -> bool:
    """Return False if no word of `text` can be broken: a fast check, as most cannot."""
    if _SIGNS.search(text):
        return True
    return not text.isascii() and bool(_DASHES.search(text) or _has_ideographs(text))


def _has_ideographs(text: str) -> bool:
    return max(text) >= _FIRST_IDEOGRAPH and bool(_ideograph().search(text))


def _cut(piece: str) -> Sequence[str]:
    if not _can_be_parted(piece):
        return (piece,)
    cuts = {found.end() for found in _OPPORTUNITY.finditer(piece)}
    if len(piece) <= _COMPOUND:
        cuts = {cut for cut in cuts if piece[cut - 1] not in _HYPHENS}
    if _has_ideographs(piece):
        cuts.update(found.end() for found in _between_ideographs().finditer(piece))
    if len(piece) > _LONG and has_hangul(piece):
        cuts.update(found.end() for found in _separator().finditer(piece))
    bounds = pairwise((0, *sorted(cuts), len(piece)))
    return [piece[start:end] for start, end in bounds if end > start]


# Patterns with wide ranges take milliseconds to compile, so only for texts that need them.


@cache
def _ideograph() -> re.Pattern[str]:
    return re.compile(r"[\u3000-\u9fff]")


@cache
def _between_ideographs() -> re.Pattern[str]:
    return re.compile(
        rf"(?<=[{_IDEOGRAPH}{_CLOSING}])(?=[{_IDEOGRAPH}{_OPENING}])(?![{_SMALL_KANA}])"
    )


@cache
def _separator() -> re.Pattern[str]:
    return re.compile(r"(?<=[가-힣])[/·=&?~](?=[가-힣])")
