r"""Checks that no value brings characters that nobody sees into a text.

Files are checked where they are read. Expressions, entities and escapes can make such characters,
too, which change the order in which others are shown, or cannot be shown at all:

    - {{ "\u202e" }}                 # REF405
    - &#x202e;                      # REF405
"""

from __future__ import annotations

from collections.abc import Iterator

from diptych.checks.rule import Build
from diptych.diagnostics import Diagnostic, DiagnosticKind, Severity
from diptych.markup.characters import REORDERING, REPLACEMENT, name_of
from diptych.model.text import Run, Text

KIND = DiagnosticKind(
    "REF405",
    "unseen-character-made",
    "An expression, an entity or an escape makes an invisible character that changes the order of"
    " those around it, such as a right-to-left override, or one that cannot be shown.",
    Severity.WARNING,
)


def check(build: Build) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each text with such a character that its source does not have."""
    for text in build.texts_that(_has_unseen):
        plain = text.plain
        if found := REORDERING.search(plain):
            made = name_of(found.group())
        else:
            made = "a character that cannot be shown"
        yield KIND.at(text.span, f"what is written here makes {made}", hint="remove it")


def _has_unseen(text: Text) -> bool:
    for inline in text.inlines:  # most texts are in ASCII
        if isinstance(inline, Run) and not inline.text.isascii() and _is_unseen(inline.text):
            return not _is_unseen(text.source)
    return False


def _is_unseen(text: str) -> bool:
    return REPLACEMENT in text or REORDERING.search(text) is not None
