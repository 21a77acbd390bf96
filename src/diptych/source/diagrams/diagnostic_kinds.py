"""What is wrong with diagrams."""

from __future__ import annotations

from diptych.diagnostics import DiagnosticKind, Severity

UNKNOWN_DIAGRAM = DiagnosticKind(
    "SRC323",
    "unknown-diagram",
    "Diptych cannot draw diagrams of this kind.",
    lenient="kinds of diagrams are unknown here and shown as listings",
)
BAD_DIAGRAM = DiagnosticKind(
    "SRC324",
    "unreadable-diagram",
    "A line of a diagram is not understood, or cannot be drawn.",
    lenient="lines of diagrams are not understood, so that these are shown as listings",
)
IGNORED_DIAGRAM_STYLE = DiagnosticKind(
    "SRC325",
    "ignored-diagram-style",
    "A line of a diagram sets its style. In Diptych, styling comes from the theme.",
    Severity.WARNING,
    lenient="styling lines of diagrams have no effect",
)
