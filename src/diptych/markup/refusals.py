"""Inline syntax that is recognised but refused, because it would be lost on a slide."""

from __future__ import annotations

from collections.abc import Mapping

from diptych.diagnostics import DiagnosticKind
from diptych.markup.diagnostic_kinds import MISPLACED_PICTURE, OPEN_VARIABLE

REFUSALS: Mapping[str, tuple[DiagnosticKind, str, str]] = {
    "image": (
        MISPLACED_PICTURE,
        "a picture is in a place for words only",
        "give the picture a paragraph of its own, with blank lines around it",
    ),
    "open_variable": (
        OPEN_VARIABLE,
        "`{{{{` is never closed",
        "end it with `}}`, or write `\\{{` to show braces",
    ),
}
"""By token type: the kind of diagnostic, its message with `{}` for the content, and a hint."""
