"""Typesetting rules for Korean: emphasis without slant, and words that stay together.

Hangul has no italics, so emphasis is bold. Lines are broken between words, so the parts of a date
or number, and a short last word, are tied with a no-break space (KLREQ; Unicode Line Breaking, GL).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from diptych.model.text import Inline, Run
from diptych.typography.script import has_hangul

_TIE = "\u00a0"
_WITHIN = r"(?<=\d년) (?=\d{1,2}월)|(?<=\d월) (?=\d{1,2}일)|(?<=\d[만억조]) (?=\d)|(?<=약) (?=\d)"
"""The space in `2023년 12월`, `12월 15일`, `2만 6,000`, `약 500쪽`."""
_SHORTEST = 3
"""A last word of up to this many characters may not be alone on the last line."""
_FEWEST = 4
"""The fewest words of a text whose last word is tied to the one before."""


def upright(inlines: Sequence[Inline]) -> tuple[Inline, ...]:
    """Return `inlines` with italic Hangul made bold instead."""
    return tuple(_upright(inline) if isinstance(inline, Run) else inline for inline in inlines)


def _upright(run: Run) -> Run:
    if not run.style.italic or not has_hangul(run.text):
        return run
    return replace(run, style=replace(run.style, italic=False, bold=True))


def tied(inlines: Sequence[Inline]) -> tuple[Inline, ...]:
    """Return `inlines` with words tied together that Korean keeps on one line."""
    shown = [
        replace(inline, text=re.sub(_WITHIN, _TIE, inline.text))
        if isinstance(inline, Run) and not inline.style.code
        else inline
        for inline in inlines
    ]
    if shown and isinstance(last := shown[-1], Run) and not last.style.code:
        shown[-1] = replace(last, text=_last_tied(last.text))
    return tuple(shown)


def _last_tied(text: str) -> str:
    words = text.split(" ")
    if len(words) < _FEWEST or not 0 < len(words[-1]) <= _SHORTEST:
        return text
    return f"{' '.join(words[:-1])}{_TIE}{words[-1]}"
