"""Checks that no text that is written from right to left is set from left to right.

A Hebrew or Arabic word within a sentence is shown correctly, as all programs follow UAX #9. A text
that begins with one is not: its punctuation and numbers end up on the wrong side.

    - שלום                          # REF403
    - Peace is שלום in Hebrew       # fine
"""

from __future__ import annotations

from collections.abc import Iterator

from diptych.checks.rule import Build
from diptych.diagnostics import Diagnostic, DiagnosticKind, Severity
from diptych.model.text import Run, Text
from diptych.typography.language import begins_right_to_left

KIND = DiagnosticKind(
    "REF403",
    "right-to-left-text",
    "A text begins with letters that are written from right to left. Diptych sets it from"
    " left to right, so its punctuation and numbers may end up on the wrong side.",
    Severity.WARNING,
)


def check(build: Build) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each text that begins with letters of a right-to-left script."""
    for text in build.texts_that(_begins_right_to_left):
        message = "this text is written from right to left, but is set from left to right"
        yield KIND.at(text.span, message, hint="begin it with words of the talk's own language")


def _begins_right_to_left(text: Text) -> bool:
    for inline in text.inlines:  # most texts are in ASCII
        if isinstance(inline, Run) and not inline.text.isascii():
            return begins_right_to_left(text.plain)
    return False
