"""What is wrong with a theme."""

from __future__ import annotations

from diptych.diagnostics import DiagnosticKind, Severity

MISSING_THEME = DiagnosticKind("REF106", "missing-theme", "There is no theme with this name.")
LOW_REGION = DiagnosticKind(
    "FIT106",
    "region-too-low",
    "A region of a theme is lower than one line of its type in some script, so that, for example,"
    " every title in it would be smaller than the theme intends.",
    Severity.WARNING,
)
