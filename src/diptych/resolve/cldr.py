"""What CLDR knows of a language, as Babel reads it; imported only by a talk that asks for it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale


@cache
def locale_of(tag: str) -> Locale:
    """Return what CLDR knows of a language, else of the one it is a kind of, else of English."""
    from babel import Locale, UnknownLocaleError

    subtags = tag.split("-")
    for length in range(len(subtags), 0, -1):
        try:
            return Locale.parse("-".join(subtags[:length]), sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en")


def with_usual_spaces(text: str) -> str:
    """Return a text whose narrow and thin spaces are such as every font has."""
    return text.replace("\u202f", "\u00a0").replace("\u2009", " ")
