"""Distances from one character to the next in a face, including kerning."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from itertools import zip_longest

from diptych.model.metrics import Face
from diptych.model.text import FORMULA, ICON

_SYLLABLES = range(0xAC00, 0xD7A4)
_JAMO = range(0x3131, 0x318F)
_EMOJI = 0x1F000
"""From here on, characters are drawn as pictures an em wide, even if they are no emoji."""
EMOJI_EM = 1.0
"""The width of an emoji in Twemoji, which HTML, PDF and pictures have."""
WIDEST_EMOJI_EM = 1.37
"""That in Segoe UI Emoji, in which PowerPoint shows them; those of Noto and Apple are narrower."""
_NO_PAIRS: Mapping[str, int] = {}


class Advances(dict[tuple[str, str], float]):
    """Distances in em by a character and the one after it, computed on first use.

    After the last character of a text comes the empty string.
    """

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._face = face

    def __missing__(self, pair: tuple[str, str]) -> float:
        first, second = pair
        if second:
            kern = self._face.kern.get(first, _NO_PAIRS).get(second, 0)
            step = self[first, ""] + kern / self._face.upem
        else:
            step = advance(first, self._face) / self._face.upem
        self[pair] = step
        return step

    @cached_property
    def at_most(self) -> _AtMost:
        """Return the largest distance from each character to whatever follows it."""
        return _AtMost(self._face)

    def at_most_along(self, text: str) -> float:
        """Return an upper bound for the length of `text`, which is faster to compute."""
        return sum(map(self.at_most.__getitem__, text))

    def along(self, text: str) -> Iterator[float]:
        """Yield the distance from each character of `text` to the next."""
        return map(self.__getitem__, zip_longest(text, text[1:], fillvalue=""))


class EmojiAdvances(Advances):
    """The distances in an emoji, which is a piece by itself: its last character has its width."""

    def __init__(self, width: float) -> None:
        dict.__init__(self)
        self._width = width

    def __missing__(self, pair: tuple[str, str]) -> float:
        return 0.0 if pair[1] else self._width

    def at_most_along(self, text: str) -> float:  # noqa: ARG002 - one emoji is as wide as another
        """Return the width of the emoji."""
        return self._width


class _AtMost(dict[str, float]):
    def __init__(self, face: Face) -> None:
        super().__init__()
        self._face = face

    def __missing__(self, character: str) -> float:
        kern = self._face.kern.get(character, _NO_PAIRS).values()
        units = advance(character, self._face) + max(0, *kern, 0)
        self[character] = units / self._face.upem
        return self[character]


@lru_cache(maxsize=32)
def steps_of(face: Face) -> Advances:
    """Return the distances of `face`."""
    return Advances(face)


def advance(character: str, face: Face) -> float:
    """Return the width of a character, in the face's units per em."""
    code = ord(character)
    known = face.advances.get(code)
    if known is not None:
        return known
    if code in _SYLLABLES or code in _JAMO:
        return face.hangul
    return _substituted(character, face)


def _substituted(character: str, face: Face) -> float:
    """Return the width of a character that is drawn from another font."""
    if character in {ICON, FORMULA}:
        return face.upem  # as HarfBuzz does with an em space that a font lacks
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    if ord(character) >= _EMOJI:
        return EMOJI_EM * face.upem
    if unicodedata.east_asian_width(character) in {"W", "F"}:
        return face.upem
    return face.missing
