"""Warnings that a slide allows by `allow: [name]`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from diptych.diagnostics import Diagnostic, DiagnosticKind, Severity
from diptych.model.deck import Slide

UNUSED_ALLOW = DiagnosticKind(
    "STY101",
    "unused-allow",
    "A slide allows a warning that it does not have, so the name can be removed. Errors cannot be"
    " allowed, since content would be lost or cut off.",
    Severity.WARNING,
)


_BY_WRITERS = {
    "beyond-single-file",
    "emoji-missing",
    "formula-as-picture",
    "letters-not-in-pdf",
    "picture-letters-missing",
    "rows-at-once",
}
"""What is only found when a certain output is written, or when `diptych check` looks at what it
would lack. Both pass over slides that allow it, and a build without that output finds none."""


def apply_allowed(slides: Iterable[Slide], found: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return `found` without the warnings that slides allow, with one for each unused `allow`."""
    entries = [(slide, name, span) for slide in slides for name, span in slide.allow]
    allowed = {(span.file, name): span for _, name, span in entries}
    of_libraries = {span.file for slide, _, span in entries if ":" in slide.source_id}
    used = {_place(problem) for problem in found if not problem.is_error} & allowed.keys()
    kept = tuple(problem for problem in found if problem.is_error or _place(problem) not in used)
    unused = tuple(
        UNUSED_ALLOW.at(
            span,
            f"the slide allows `{name}` but has no such warning",
            hint="remove it; errors cannot be allowed",
        )
        for (file, name), span in allowed.items()
        # In a library's slide it may be needed elsewhere.
        if (file, name) not in used and file not in of_libraries and name not in _BY_WRITERS
    )
    return kept + unused


def _place(problem: Diagnostic) -> tuple[str, str]:
    return (problem.span.file if problem.span else "", problem.kind.name)
