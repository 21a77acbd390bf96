"""Texts that are words alone, as most are: they need no parser."""

from __future__ import annotations

import re
from unicodedata import is_normalized

from diptych.model.source_text import SourceText
from diptych.model.text import Run, Text

LONGEST = 20_000
"""Maximum characters of a text: six times what a slide can show, or ten minutes of notes."""
_SIGN = r"[^\W_]|[,;()/.]|:(?= )|(?<=[^\W_])-(?=[^\W_])"
_WORDS = re.compile(f"(?:{_SIGN})+(?: (?:{_SIGN})+)*")


def is_plain(text: str) -> bool:
    """Return whether a text clearly consists of words alone: no sign that could mean anything."""
    if len(text) > LONGEST:
        return False
    if text.isascii():
        return text.isalnum() or (_WORDS.fullmatch(text) is not None and ".." not in text)
    is_words = _WORDS.fullmatch(text) is not None and ".." not in text
    return is_words and is_normalized("NFC", text)


def plain(place: SourceText) -> Text:
    """Return the text at `place`, which is plain."""
    return Text(place.text, (Run(place.text),), place.span())
