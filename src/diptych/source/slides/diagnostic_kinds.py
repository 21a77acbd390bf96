"""What is wrong with the name, the title and the place of a slide."""

from __future__ import annotations

from diptych.diagnostics import DiagnosticKind, Severity

MISSING_TITLE = DiagnosticKind(
    "SRC301",
    "slide-without-title",
    "Every slide needs a title, for PowerPoint's outline, for screen readers and for links. To hide"
    " it, use `show_title: false`.",
)
BAD_SLIDE_ID = DiagnosticKind(
    "SRC307",
    "bad-slide-id",
    "A slide's id is its path below `slides/`: segments of lower-case letters, digits and hyphens,"
    " each beginning with a letter.",
)
MISNAMED_SLIDE = DiagnosticKind(
    "SRC326",
    "misnamed-slide",
    "`diptych check` found a file among the slides or talks that is none, since its name does not"
    " end in `.md` or `.yaml`, or since it is not a valid id: lower-case letters, digits and"
    " hyphens, beginning with a letter.",
    Severity.WARNING,
)
ORPHANED_OVERRIDE = DiagnosticKind(
    "LOC103",
    "orphaned-override",
    "A slide made for one language, `<slide>.<locale>.md`, has no slide `<slide>` next to it.",
)
