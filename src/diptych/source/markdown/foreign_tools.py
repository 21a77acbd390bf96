"""Words that mean something in another tool's Markdown, and nothing here."""

from __future__ import annotations

import re

from diptych.model.text import Text, literal

_MARP_WORD = re.compile(
    r"(?:bg|left|right|fit|contain|cover|auto|vertical|[\d.]+%|(?:left|right):[\d.]+%"
    r"|(?:w|h|width|height|blur|brightness|contrast|drop-shadow|grayscale|hue-rotate|invert"
    r"|opacity|saturate|sepia)(?::\S+)?)"
)
"""Words in a picture's brackets that control how Marp shows it."""


def marp_words(words: Text) -> tuple[Text, str]:
    """Return the words in a picture's brackets without Marp's keywords, and those keywords."""
    listed = words.plain.split()
    keywords = [word for word in listed if _MARP_WORD.fullmatch(word)]
    if not keywords:
        return words, ""
    kept = " ".join(word for word in listed if word not in keywords)
    return literal(kept, words.span), " ".join(keywords)
