"""Checks that a slide generated from the others has something to show.

An agenda lists the names of sections, a list of references the sources that slides cite:

    slides:
      - generate: agenda         # REF114 if the talk has no sections
"""

from __future__ import annotations

from collections.abc import Iterator

from diptych.checks.rule import Build
from diptych.diagnostics import Diagnostic, DiagnosticKind, Severity
from diptych.model.walk import texts

KIND = DiagnosticKind(
    "REF114",
    "empty-generated-slide",
    "A slide that is generated from the others has nothing to show: it is an agenda but no section"
    " has a name, or a list of references but no slide has any.",
    Severity.WARNING,
)
_WHY = {
    "agenda": ("no section of the talk has a name", "list the slides under `sections:`"),
    "references": ("no slide of the talk has sources", "cite them, `[@key]`, or list `refs:`"),
}


def check(build: Build) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each generated slide that is empty."""
    for slide in build.talk.slides:
        why = _WHY.get(slide.generated or "")
        if why is not None and not any(texts((slide.body, slide.columns))):
            message = f"the slide `{slide.id}` is empty: {why[0]}"
            yield KIND.at(slide.span, message, hint=f"{why[1]}, or leave the slide out")
