"""Characters that are not allowed in texts, because XML or screens cannot represent them."""

from __future__ import annotations

import re
import unicodedata

FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
"""Control characters except tab and newline; Unicode's line and paragraph separators, since editors
and parsers disagree whether they end a line; surrogates and noncharacters (XML 1.0, 2)."""

REORDERING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Characters that change the order in which others are shown (UAX #9, 2.1 and 2.4): a text may then
say something else than its source."""

REPLACEMENT = "\ufffd"
"""What stands for a forbidden character."""
_NAMES = {
    "\x0b": "a vertical tab, PowerPoint's line break",
    "\x0c": "a form feed",
    "\x1b": "an escape character",
    "\x85": "a next-line character",
}


def name_of(character: str) -> str:
    """Return the name of a character that is not seen."""
    known = unicodedata.name(character, "").lower()
    word = _NAMES.get(character) or (f"a {known}" if known else "a control character")
    return f"{word} (U+{ord(character):04X})"


def cleaned(text: str) -> str:
    """Return `text` with each forbidden character replaced by another."""
    return FORBIDDEN.sub(REPLACEMENT, text)
