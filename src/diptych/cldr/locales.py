"""CLDR's data about languages, read by Babel; imported only for talks that use it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale


@cache
def locale_of(tag: str) -> Locale:
    """Return CLDR's locale for a tag, or else for its parent languages, or else for English."""
    from babel import Locale, UnknownLocaleError

    subtags = tag.split("-")
    for length in range(len(subtags), 0, -1):
        try:
            return Locale.parse("-".join(subtags[:length]), sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en")


def with_usual_spaces(text: str) -> str:
    """Return a text with narrow and thin spaces replaced by those that every font has."""
    return text.replace("\u202f", "\u00a0").replace("\u2009", " ")
