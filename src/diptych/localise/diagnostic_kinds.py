"""Problems with translations."""

from __future__ import annotations

from diptych.diagnostics import DiagnosticKind, Severity

MISSING = DiagnosticKind(
    "LOC201",
    "missing-translation",
    "A text has no translation in a locale that is built; the source text is shown instead."
    " If `translation:` or `--missing` is `fail`, nothing is written.",
    Severity.WARNING,
)
STALE = DiagnosticKind(
    "LOC202",
    "stale-translation",
    "A text was edited after it was translated, or a translator marked the translation as fuzzy."
    " The source text is shown, or with `mark` the stale translation with a mark before it; with"
    " `fail`, nothing is written.",
    Severity.WARNING,
)
REFUSED = DiagnosticKind(
    "LOC203",
    "refused-translation",
    "A translation is stale or missing, and the project or the command line does not allow that.",
)
STALE_OVERRIDE = DiagnosticKind(
    "LOC204",
    "stale-override",
    "A slide that overrides another in one language was made for an earlier version of it; its"
    " `overrides:` does not name the current version.",
    Severity.WARNING,
)
DIFFERENT_OVERRIDE = DiagnosticKind(
    "LOC205",
    "different-override",
    "A slide that overrides another in one language cites a source that the other does not.",
)
