"""What is wrong with a talk, its name, its slides and its variables."""

from __future__ import annotations

from diptych.diagnostics import DiagnosticKind, Severity

EMPTY_TALK = DiagnosticKind("REF101", "empty-talk", "A talk has no slides.")
MISSING_SLIDE = DiagnosticKind(
    "REF102", "missing-slide", "A talk names a slide that does not exist."
)
REPEATED_SLIDE = DiagnosticKind(
    "REF103",
    "repeated-slide",
    "A talk lists the same slide twice. It can show a slide twice if the second one gets its own id"
    " with `as:`.",
)
MISSING_TALK = DiagnosticKind("REF104", "missing-talk", "There is no talk with this name.")
AMBIGUOUS_FILE = DiagnosticKind(
    "REF108",
    "ambiguous-file",
    "A slide's id, or a talk's name, matches two files; one would be lost.",
)
RENAMED_SLIDE = DiagnosticKind(
    "REF109",
    "renamed-slide",
    "A talk refers to a slide by a former id, which is listed under the slide's `was:`.",
    Severity.WARNING,
)
UNPORTABLE_TALK = DiagnosticKind(
    "REF116",
    "unportable-talk-name",
    "The folder of a talk's outputs is named after the talk's file. Its name is too long, Windows"
    " does not allow it, or macOS and Windows do not distinguish it from that of another talk,"
    " which differs only in capitals.",
    Severity.WARNING,
)
UNUSABLE_VARIABLE = DiagnosticKind(
    "REF303",
    "unusable-variable",
    "A variable has a name that `{{ }}` cannot use, or that already means something else.",
)
