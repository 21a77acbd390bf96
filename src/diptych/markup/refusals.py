"""Inline syntax that is understood and refused, because it would be lost on a slide."""

from __future__ import annotations

from collections.abc import Mapping

from diptych.diagnostics import DiagnosticKind
from diptych.markup.diagnostic_kinds import MISPLACED_PICTURE, OPEN_VARIABLE

REFUSALS: Mapping[str, tuple[DiagnosticKind, str, str]] = {
    "image": (
        MISPLACED_PICTURE,
        "a picture stands where only words can",
        "give the picture a paragraph of its own, with blank lines around it",
    ),
    "open_variable": (
        OPEN_VARIABLE,
        "`{{{{` is never closed",
        "end it with `}}`, or write `\\{{` to show braces",
    ),
}
"""By kind of token: the fault, what is wrong with `{}`, and what to do."""
