"""Warnings that a slide allows by `allow: [name]`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from diptych.diagnostics import Diagnostic, DiagnosticKind, Severity, nearest_name
from diptych.model.deck import Slide

UNUSED_ALLOW = DiagnosticKind(
    "STY101",
    "unused-allow",
    "A slide allows a warning that it does not have, so the name can be removed. Errors cannot be"
    " allowed, since content would be lost or cut off.",
    Severity.WARNING,
)


_BY_WRITERS = {
    "area-with-gaps",
    "beyond-single-file",
    "emoji-missing",
    "formula-as-picture",
    "letters-from-installed-font",
    "letters-not-in-pdf",
    "picture-emoji-simplified",
    "picture-letters-missing",
    "rows-at-once",
    "sign-as-emoji",
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
    own: dict[str, dict[str, None]] = {}
    for problem in kept:
        if not problem.is_error:
            file, name = _place(problem)
            own.setdefault(file, {})[name] = None
    unused = tuple(
        UNUSED_ALLOW.at(
            span,
            f"the slide allows `{name}` but has no such warning",
            hint=_hint(name, own.get(file, {})),
        )
        for (file, name), span in allowed.items()
        # In a library's slide it may be needed elsewhere.
        if (file, name) not in used and file not in of_libraries and name not in _BY_WRITERS
    )
    return kept + unused


def _hint(name: str, own: Collection[str]) -> str:
    """Return what to do about a name that is none of a slide's `own` warnings."""
    near = next((one for one in own if name in one), None) or nearest_name(name, own)
    if near is not None:
        return f"did you mean `{near}`?"
    named = ", ".join(f"`{one}`" for one in own)
    has = f"its warnings are {named}" if own else "`diptych explain` lists the names of all"
    return f"remove it; {has}, and errors cannot be allowed"


def _place(problem: Diagnostic) -> tuple[str, str]:
    return (problem.span.file if problem.span else "", problem.kind.name)
