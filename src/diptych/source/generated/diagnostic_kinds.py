"""What is wrong with slides made from data."""

from __future__ import annotations

from diptych.diagnostics import DiagnosticKind

BROKEN_GENERATOR = DiagnosticKind(
    "SRC601",
    "broken-generator",
    "A generator, a file whose name ends in `.j2`, cannot be expanded: Jinja2 cannot parse it,"
    " something in it fails, or its output is too large.",
)
UNKNOWN_COLUMN = DiagnosticKind(
    "SRC602",
    "unknown-column",
    "A generator uses a column that its data does not have, or a name that is not defined.",
)
REPEATED_RECORD = DiagnosticKind(
    "SRC605",
    "repeated-record",
    "Two records of a data file make slides with the same id; one would be lost.",
)
