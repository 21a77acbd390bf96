"""White space, collapsed as in HTML, so that every output shows the same.

A browser collapses spaces, and shows none at the ends of a line (CSS Text 3, 4.1); PowerPoint shows
each. So they are collapsed here, once. Spaces in code and no-break spaces, which can only be
intentional, are kept.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from diptych.model.text import Inline, LineBreak, Run

_COMBINING = "\u0300"
"""The first character that may combine with its predecessor (Unicode, "Combining Diacritical
Marks")."""
_SPACES = re.compile(r"[ \t\n]+")


def spaced(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """Return `inlines` with white space collapsed, none at the ends of lines, and no final break.

    Adjacent runs of the same style and link are merged; all text is composed (Unicode NFC).
    """
    kept: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, LineBreak):
            _trim(kept)
            kept.append(inline)
        elif not isinstance(inline, Run):
            kept.append(inline)
        elif text := _collapsed(inline, kept):
            _add(replace(inline, text=text) if text != inline.text else inline, kept)
    _trim(kept)
    while kept and isinstance(kept[-1], LineBreak):
        kept.pop()
        _trim(kept)
    return tuple(kept)


def _collapsed(run: Run, before: Sequence[Inline]) -> str:
    text = unicodedata.normalize("NFC", run.text)
    if run.style.code:
        return text.replace("\n", " ").replace("\t", " ")
    text = _SPACES.sub(" ", text)
    last = before[-1] if before else None
    is_begun = isinstance(last, Run) and last.text.endswith(" ") and not last.style.code
    if last is None or isinstance(last, LineBreak) or is_begun:
        return text.removeprefix(" ")
    return text


def _add(run: Run, kept: list[Inline]) -> None:
    last = kept[-1] if kept else None
    if isinstance(last, Run) and _look(last) == _look(run):
        text = last.text + run.text
        is_composed = run.text[0] < _COMBINING
        kept[-1] = replace(last, text=text if is_composed else unicodedata.normalize("NFC", text))
    else:
        kept.append(run)


def _look(run: Run) -> tuple[object, ...]:
    return run.style, run.link, run.role, run.icon, run.formula


def _trim(kept: list[Inline]) -> None:
    """Remove the space at the end of the last run, and the run itself if nothing is left."""
    last = kept[-1] if kept else None
    if not isinstance(last, Run) or last.style.code or not last.text.endswith(" "):
        return
    kept.pop()
    if text := last.text.removesuffix(" "):
        kept.append(replace(last, text=text))
