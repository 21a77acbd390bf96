"""Typographic quotes, dashes and dots, as Pandoc's `smart` makes them."""

from __future__ import annotations

import re

_DASHES = re.compile(r"(?<!-)(---?)(?!-)|(?<!\.)\.\.\.(?!\.)")
_DASH = {"--": "\u2013", "---": "\u2014", "...": "\u2026"}
_QUOTE = re.compile("['\"]")
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
        set_ = _QUOTE.sub(self._quote, words)
        self.before = set_[-1:] or self.before
        return set_

    def keep(self, words: str) -> str:
        """Return the next stretch as it stands: code, or what the author escaped."""
        self.before = words[-1:] or self.before
        return words

    def _quote(self, found: re.Match[str]) -> str:
        """Return the quote that stands for a straight one; the one before it is set already."""
        start = found.start()
        before = found.string[start - 1] if start else self.before
        if start and before in _QUOTES:
            before = self.before
        opens = before.isspace() or before in _OPENS_AFTER
        self.before = _QUOTES[found.group()][0 if opens else 1]
        return self.before
