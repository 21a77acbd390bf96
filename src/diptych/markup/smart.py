"""Typographic quotes, dashes and dots, as Pandoc's `smart` makes them."""

from __future__ import annotations

import re

_DASHES = re.compile(r"(?<!-)(---?)(?!-)|(?<!\.)\.\.\.(?!\.)")
_DASH = {"--": "\u2013", "---": "\u2014", "...": "\u2026"}
_QUOTES = {"'": "\u2018\u2019", '"': "\u201c\u201d"}
_OPENS_AFTER = "([{\u2013\u2014\u201c\u2018/"


class Typesetter:
    """Makes the stretches of one text typographic, one after the other."""

    def __init__(self) -> None:
        self.before = " "
        """The last character so far: a quote opens or closes by what stands before it."""

    def set(self, words: str) -> str:
        """Return the next stretch, its quotes and dashes typographic."""
        words = _DASHES.sub(lambda found: _DASH[found.group()], words)
        return "".join(map(self._one, words))

    def keep(self, words: str) -> str:
        """Return the next stretch as it stands: code, or what the author escaped."""
        self.before = words[-1:] or self.before
        return words

    def _one(self, character: str) -> str:
        if character in _QUOTES:
            opens = self.before.isspace() or self.before in _OPENS_AFTER
            character = _QUOTES[character][0 if opens else 1]
        self.before = character
        return character
