"""What can be wrong with a translation."""

from __future__ import annotations

from diptych.diagnostics import DiagnosticKind, Severity

MISSING = DiagnosticKind(
    "LOC201",
    "missing-translation",
    "A text has no translation in a locale that is built; the source text is shown in its place."
    " Where `translation:` or `--missing` says `fail`, nothing is written.",
    Severity.WARNING,
)
STALE = DiagnosticKind(
    "LOC202",
    "stale-translation",
    "A text was edited after it was translated, or a translator marked the translation as fuzzy."
    " The source text is shown, or with `mark` the stale translation and a sign before it; with"
    " `fail`, nothing is written.",
    Severity.WARNING,
)
REFUSED = DiagnosticKind(
    "LOC203",
    "refused-translation",
    "A translation is stale or missing where the project or the command line says that this fails.",
)
STALE_OVERRIDE = DiagnosticKind(
    "LOC204",
    "stale-override",
    "A slide that is built differently in one language was made for a different state of the"
    " slide that it overrides; its `overrides:` does not name the current one.",
    Severity.WARNING,
)
DIFFERENT_OVERRIDE = DiagnosticKind(
    "LOC205",
    "different-override",
    "A slide that is built differently in one language cites a source that the slide that it"
    " overrides does not.",
)
