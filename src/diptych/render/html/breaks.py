"""Makes browsers break lines where the solver does.

The solver (`typography.breaking`) allows breaks in a few places inside words. Browsers allow more:
Chromium breaks `GPT-|4`, `)|(`, `1~2%|면`, `계산기|(또는`. There two characters are tied together;
where only the solver breaks, the browser gets a break opportunity.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from msgspec import Struct

from diptych.model.text import NO_BREAK_SPACE
from diptych.typography.breaking import segments

_OPENING = "([{“‘"
_CLOSING = "!),.:;?]}’”…/–‐\u2002、。，：；！？）》」』】〉"
_LATIN = r"[A-Za-z0-9\u00a0\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]"
_LETTER = rf"(?:{_LATIN}|[\uac00-\ud7a3])"
_ASCII_WORD = r"""
    [(\[{"']*
    (?: [A-Za-z0-9]
      | (?<=[A-Za-z0-9]) ['.,/@&_+=] (?=[A-Za-z0-9])
    )+
    (?: - | [!),.:;?\]}/"'%]* )
"""
_WORD = rf"""
    [{re.escape(_OPENING)}"']*
    (?: {_LETTER}
      | (?<={_LATIN}) ['’.,/@&_+=] (?={_LATIN})
    )+
    (?: - | [{re.escape(_CLOSING)}"'%]* )
"""
_WORDS = r"[\x20\n\t]* (?: {} (?: [\x20\n\t]+ | $ ) )*"
_ORDINARY_ASCII = re.compile(_WORDS.format(_ASCII_WORD), re.VERBOSE)
"""Matches the same as `_ordinary` in ASCII text, but is far cheaper to compile."""
_STRAIGHT = str.maketrans("‘’“”…–‐\u2002", "''\"\"!!!!")
"""Typographic characters and ASCII ones with the same line breaking; `.` may be in an address."""

_BREAKS_AFTER = "-?…‐\u2002"
"""Characters after which Chromium breaks even before a Latin letter or digit."""


class Breaks(Struct, frozen=True):
    """Offsets in a text at which browsers need instructions."""

    tied: frozenset[int]
    """A line may not break before this character, though a browser might."""
    free: frozenset[int]
    """A line may break before this character, though a browser might not."""


ORDINARY = Breaks(frozenset(), frozenset())
"""For text in which browsers need no instructions."""


@lru_cache(maxsize=4096)
def breaks(text: str, ideographs_break: bool) -> Breaks:  # noqa: FBT001 - called for every line: keywords take twice as long
    """Return where browsers need instructions; `ideographs_break` is whether CSS allows breaks."""
    if _is_ordinary(text):
        return ORDINARY
    tied: list[int] = []
    free: list[int] = []
    at = 0
    for segment in segments(text):
        if at and _is_cut(text, at) and not ideographs_break:
            free.append(at)
        if not _is_ordinary(segment):
            tied += (at + i for i in _ties(segment))
        at += len(segment)
    return Breaks(frozenset(tied), frozenset(free))


def _is_ordinary(text: str) -> bool:
    """Return whether all browsers and the solver break `text` alike, as they do most text."""
    if text.isascii() and text.replace(" ", "").isalnum():
        return True
    straight = text.translate(_STRAIGHT)
    if straight.isascii():
        return _ORDINARY_ASCII.fullmatch(straight) is not None
    return _ordinary().fullmatch(text) is not None


@cache
def _ordinary() -> re.Pattern[str]:
    return re.compile(_WORDS.format(_WORD), re.VERBOSE)


def _is_cut(text: str, at: int) -> bool:
    """Return whether the solver may break at `at` in a word, where browsers may not."""
    before, after = text[at - 1], text[at]
    return not (before.isspace() or after.isspace() or before in "-–—" or after == "—")


def _ties(segment: str) -> Iterator[int]:
    for i in range(1, len(segment)):
        if not _holds(segment[i - 1], segment[i]):
            yield i


def _holds(before: str, after: str) -> bool:
    """Return whether every browser keeps two characters together by itself."""
    if NO_BREAK_SPACE in (before, after):
        return before not in _BREAKS_AFTER
    if after in _CLOSING:
        return before != "-"
    if before in _OPENING:
        return True
    if after.isascii() and after.isalnum():
        return before not in _BREAKS_AFTER and (before.isascii() or _is_letter(before))
    if _is_letter(after):
        return _is_letter(before) or before in "\"'"
    return before.isascii() and before.isalnum() and after < "\u0250"


def _is_letter(character: str) -> bool:
    if character.isascii():
        return character.isalnum()
    is_latin = "\u00c0" <= character < "\u0250" and character.isalpha()
    return is_latin or "가" <= character <= "힣"
