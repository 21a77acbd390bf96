"""Kinds of diagnostics of `diptych compare`, which `diptych explain` lists as well."""

from __future__ import annotations

from diptych.diagnostics import DiagnosticKind, Severity

NOT_INSTALLED = DiagnosticKind(
    "CMP101",
    "viewer-not-installed",
    "A program that shows an output is not installed, so this output is not compared; the"
    " others are.",
    Severity.WARNING,
)

NOT_SHOWN = DiagnosticKind(
    "CMP102",
    "viewer-failed",
    "A program that shows an output fails on it, exceeds its time or memory, or shows another"
    " number of slides than the talk has.",
    Severity.WARNING,
)

BROKEN_ELSEWHERE = DiagnosticKind(
    "CMP201",
    "lines-break-elsewhere",
    "A program breaks the lines of a paragraph in other places than Diptych. HTML and PDF must"
    " not; in PPTX at most 1 paragraph of 100 may.",
    Severity.WARNING,
)

MOVED = DiagnosticKind(
    "CMP202",
    "outputs-differ",
    "A text or picture of the HTML stands more than 2 px of 1280 by 720 from its place in the PDF.",
    Severity.WARNING,
)

ABSENT = DiagnosticKind(
    "CMP203",
    "text-not-shown",
    "A program does not show a text, or shows other characters.",
    Severity.WARNING,
)
