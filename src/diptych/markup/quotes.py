"""The quotation marks that straight ones become in each language (CLDR 48, `delimiters`)."""

from __future__ import annotations

from typing import NamedTuple

from diptych.model.text import NO_BREAK_SPACE
from diptych.model.theme import in_language


class Quotes(NamedTuple):
    """The opening and the closing mark of double and of single quotation marks."""

    double: tuple[str, str]
    single: tuple[str, str]


APOSTROPHE = "\u2019"
ENGLISH = Quotes(("\u201c", "\u201d"), ("\u2018", "\u2019"))
_LOW = Quotes(("\u201e", "\u201c"), ("\u201a", "\u2018"))
_ANGLED = Quotes(("\u00ab", "\u00bb"), ("\u201c", "\u201d"))
_ANGLED_OVER_LOW = Quotes(("\u00ab", "\u00bb"), ("\u201e", "\u201c"))
_SWISS = Quotes(("\u00ab", "\u00bb"), ("\u2039", "\u203a"))
_LOW_OVER_ANGLED = Quotes(("\u201e", "\u201d"), ("\u00ab", "\u00bb"))
_RIGHT = Quotes(("\u201d", "\u201d"), ("\u2019", "\u2019"))
_CORNERS = Quotes(("\u300c", "\u300d"), ("\u300e", "\u300f"))
_FRENCH = Quotes((f"\u00ab{NO_BREAK_SPACE}", f"{NO_BREAK_SPACE}\u00bb"), ("\u201c", "\u201d"))
"""With spaces; inside them the marks that French printers use, as CLDR has the same again."""
_QUOTES = {
    "be": _ANGLED_OVER_LOW, "bg": _LOW, "ca": _ANGLED, "cs": _LOW, "de": _LOW, "de-CH": _SWISS,
    "de-LI": _SWISS, "el": _ANGLED, "es": _ANGLED, "fi": _RIGHT, "fr": _FRENCH, "fr-CH": _SWISS,
    "hr": _LOW, "hu": Quotes(("\u201e", "\u201d"), ("\u00bb", "\u00ab")), "is": _LOW,
    "it": _ANGLED, "it-CH": _SWISS, "ja": _CORNERS, "lt": _LOW,
    "nb": Quotes(("\u00ab", "\u00bb"), ("\u2018", "\u2019")),
    "nn": Quotes(("\u00ab", "\u00bb"), ("\u2018", "\u2019")),
    "no": Quotes(("\u00ab", "\u00bb"), ("\u2018", "\u2019")), "pl": _LOW_OVER_ANGLED,
    "pt-PT": _ANGLED, "ro": _LOW_OVER_ANGLED, "ru": _ANGLED_OVER_LOW, "sk": _LOW, "sl": _LOW,
    "sv": _RIGHT, "uk": _ANGLED_OVER_LOW, "zh-HK": _CORNERS, "zh-Hant": _CORNERS,
    "zh-TW": _CORNERS,
}  # fmt: skip
"""Those that are not as in English; Swiss ones are those of the Federal Chancellery."""


def quotes_of(locale: str) -> Quotes:
    """Return the marks for `locale`, English ones if its language has none of its own."""
    return in_language(locale, _QUOTES) or ENGLISH
