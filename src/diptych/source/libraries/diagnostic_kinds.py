"""What is wrong with the libraries of a project and with its lock file."""

from __future__ import annotations

from diptych.diagnostics import DiagnosticKind

UNKNOWN_LIBRARY = DiagnosticKind(
    "REF501",
    "unknown-library",
    "A talk uses a slide of a library that deck.yaml does not declare.",
)
BAD_LIBRARY = DiagnosticKind(
    "REF502",
    "bad-library",
    "The declaration of a library is not valid: its name, its source or its revision is wrong, or"
    " its slides are written in another language.",
)
MISSING_LIBRARY = DiagnosticKind(
    "REF503",
    "missing-library",
    "A library is not on this machine. Builds read its local copy and never the network.",
)
UNLOCKED_LIBRARY = DiagnosticKind(
    "REF504",
    "unlocked-library",
    "The file deck.lock does not yet record which version of a library, or of one of its slides,"
    " this project uses.",
)
CHANGED_LIBRARY = DiagnosticKind(
    "REF505",
    "changed-library",
    "A library slide, or one of its pictures, is not as recorded in deck.lock: somebody edited the"
    " copy, or the library has changed.",
)
LIBRARY_CYCLE = DiagnosticKind(
    "REF506",
    "library-cycle",
    "A library is the project itself, or uses it.",
)
MISSING_REVISION = DiagnosticKind(
    "REF507",
    "missing-revision",
    "A git repository does not have the branch, tag or commit that a library asks for.",
)
UNREACHABLE_LIBRARY = DiagnosticKind(
    "REF508",
    "unreachable-library",
    "`diptych library` could not fetch a library: git is not installed, failed or took too long.",
)
