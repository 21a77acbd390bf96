"""Findings that a slide permits itself with `allow: [name]`."""

from __future__ import annotations

from diptych.diagnostics import Diagnostic, Fault, Severity
from diptych.model.deck import Talk

UNUSED_ALLOW = Fault(
    "STY101",
    "unused-allow",
    "A slide allows a fault that it does not have; the key can go.",
    Severity.WARNING,
)
NEVER_ALLOWED = frozenset({"text-overflow", "title-overflow"})
"""What no slide may permit itself: it would be shown cut off."""


def apply_allowed(talk: Talk, found: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """Return the findings without those allowed by their slide, and with what is allowed in vain."""
    allowed = {(slide.span.file, name): slide.span for slide in talk.slides for name in slide.allow}
    if not allowed:
        return found
    used = {(p.span.file, p.fault.name) for p in found if p.span} - {
        place for place in allowed if place[1] in NEVER_ALLOWED
    }
    kept = tuple(
        problem
        for problem in found
        if problem.span is None
        or (problem.span.file, problem.fault.name) not in allowed
        or problem.fault.name in NEVER_ALLOWED
    )
    unused = tuple(
        UNUSED_ALLOW.at(span, f"the slide allows `{name}` but has no such fault")
        for (file, name), span in allowed.items()
        if (file, name) not in used
    )
    return kept + unused
