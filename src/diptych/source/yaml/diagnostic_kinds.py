"""What is wrong with YAML, with its keys and with their values."""

from __future__ import annotations

from diptych.diagnostics import DiagnosticKind, Severity

BROKEN_YAML = DiagnosticKind(
    "SRC101",
    "broken-yaml",
    "The YAML cannot be parsed, or uses features that are not supported here.",
)
DUPLICATE_KEY = DiagnosticKind(
    "SRC102", "duplicate-key", "A mapping has the same key twice; one would be lost."
)
UNKNOWN_KEY = DiagnosticKind(
    "SRC103",
    "unknown-key",
    "Diptych does not know a key; its value would be lost.",
    lenient="keys have no meaning here",
)
WRONG_TYPE = DiagnosticKind(
    "SRC104", "wrong-type", "A value is not of the type that its key needs."
)
MISSING_KEY = DiagnosticKind(
    "SRC105", "missing-key", "A required key is missing, or its value is empty."
)
NEWER_FORMAT = DiagnosticKind(
    "SRC108", "unknown-format", "The file has a `format:` unknown to this version of Diptych."
)
OUT_OF_RANGE = DiagnosticKind(
    "SRC111", "out-of-range", "A number is too small or too large to be computed or shown."
)
LOST_IN_COMMENT = DiagnosticKind(
    "SRC116",
    "lost-in-a-comment",
    "A key has no value, but is followed by a `#` with words right behind it, as in"
    " `color: #0B6E4F`. For YAML a `#` after a space begins a comment; a value that begins with"
    " one needs quotes.",
    Severity.WARNING,
)
UNUSABLE_BLOCK = DiagnosticKind(
    "SRC322",
    "unusable-block",
    "A block cannot be shown with these values.",
)
