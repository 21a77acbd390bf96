"""Words that mean something in another tool's Markdown, and nothing here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from diptych.model.text import Text, literal

_MARP_WORD = re.compile(
    r"(?:bg|left|right|fit|contain|cover|auto|vertical|[\d.]+%|(?:left|right):[\d.]+%"
    r"|(?:w|h|width|height|blur|brightness|contrast|drop-shadow|grayscale|hue-rotate|invert"
    r"|opacity|saturate|sepia)(?::\S+)?)"
)
"""Words in a picture's brackets that control how Marp shows it."""


_EXTENT = re.compile(r"(w|h|width|height):(\S+)")
_KEYS = {"w": "width", "h": "height"}


class MarpWords(NamedTuple):
    """What stands in the brackets of a picture of Marp."""

    words: Text
    extents: Mapping[str, str]
    """Its `width` and `height`."""
    others: str
    """Keywords that mean nothing here."""


def marp_words(words: Text) -> MarpWords:
    """Return the words in a picture's brackets apart from Marp's keywords."""
    listed = words.plain.split()
    keywords = [word for word in listed if _MARP_WORD.fullmatch(word)]
    if not keywords:
        return MarpWords(words, {}, "")
    kept = " ".join(word for word in listed if word not in keywords)
    sized = [found for word in keywords if (found := _EXTENT.fullmatch(word))]
    extents = {_KEYS.get(one[1], one[1]): one[2] for one in sized if one[2] != "auto"}
    others = " ".join(word for word in keywords if not _EXTENT.fullmatch(word))
    return MarpWords(literal(kept, words.span), extents, others)
