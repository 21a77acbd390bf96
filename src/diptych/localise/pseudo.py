"""The pseudo-locale `en-XA`: text that looks translated, to test a talk before it is translated.

Accents show what is translated, length shows what does not fit, brackets show what is cut off:

    Generative AI  →  [Ğéñéřáţîvé ÁÎ one two]
"""

from __future__ import annotations

from itertools import cycle
from typing import TypeGuard

from msgspec.structs import replace

from diptych.model.text import Inline, Run, Text

_ACCENTED = str.maketrans(
    "acdeghijklnorstuwyzACDEGHIJKLNORSTUWYZ",
    "áçďéğĥîĵķļñöřšţûŵýžÁÇĎÉĞĤÎĴĶĻÑÖŘŠŢÛŴÝŽ",
)
"""The letters for which the fonts have an accented form."""
_ADDED = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_SHARE = 0.3
_LEAST = 6
"""A text grows by a share of its length plus some characters, so short ones grow the most."""


def pseudo(text: Text) -> Text:
    """Return `text` in the pseudo-locale; code, addresses, variables and marks are unchanged."""
    if text.is_empty:
        return text
    words = "".join(inline.text for inline in text.inlines if _is_words(inline))
    inlines = [Run("["), *map(_accented, text.inlines), Run(f"{_growth(words)}]")]
    changed = replace(text, inlines=tuple(_joined(inlines)))
    return replace(changed, source=changed.plain)


def _is_words(inline: Inline) -> TypeGuard[Run]:
    """Return whether it is a run that is translated: no code, and no address that is shown."""
    if not isinstance(inline, Run) or inline.style.code or inline.role:
        return False
    return inline.link not in {inline.text, f"mailto:{inline.text}"}


def _accented(inline: Inline) -> Inline:
    return replace(inline, text=inline.text.translate(_ACCENTED)) if _is_words(inline) else inline


def _growth(words: str) -> str:
    """Return the text to append to `words`; nothing to mere numbers and signs."""
    if not any(map(str.isalpha, words)):
        return ""
    wanted = _SHARE * len(words) + _LEAST - len("[]")
    growth = ""
    for word in cycle(_ADDED):
        if len(growth) >= wanted:
            break
        growth += f" {word}"
    return growth


def _joined(inlines: list[Inline]) -> list[Inline]:
    """Return the same inlines, with adjacent runs of the same style merged."""
    joined: list[Inline] = []
    for inline in inlines:
        last = joined[-1] if joined else None
        if isinstance(inline, Run) and isinstance(last, Run) and _look(inline) == _look(last):
            joined[-1] = replace(last, text=last.text + inline.text)
        else:
            joined.append(inline)
    return joined


def _look(run: Run) -> Run:
    return replace(run, text="")
