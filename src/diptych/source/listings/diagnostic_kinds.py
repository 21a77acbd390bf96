"""What is wrong with listings of code."""

from __future__ import annotations

from diptych.diagnostics import DiagnosticKind, Severity

UNKNOWN_LANGUAGE = DiagnosticKind(
    "SRC318",
    "unknown-language",
    "A listing is in a language that Pygments does not know. It is shown without colours.",
    Severity.WARNING,
    lenient="languages of listings are unknown; these have no colours",
)
UNCOLOURED = DiagnosticKind(
    "SRC319",
    "listing-without-colours",
    "The parts of a listing could not be found within the limits of time and memory. It is shown"
    " without colours.",
    Severity.WARNING,
)
UNKNOWN_LINES = DiagnosticKind(
    "SRC320",
    "unknown-lines",
    "A listing is to highlight lines that it does not have, or that cannot be read.",
    Severity.WARNING,
    lenient="lines of listings are to be highlighted that these do not have",
)
MISSING_PART = DiagnosticKind(
    "SRC321",
    "missing-part",
    "A listing shows a part of a file that the file does not have.",
)
