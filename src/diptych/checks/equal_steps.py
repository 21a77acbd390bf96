"""Checks that a slide takes as many steps in every language, so that speakers can change over.

Translations keep the steps of their source; a slide that is built differently in one language,
`<slide>.<locale>.md`, may not.
"""

from __future__ import annotations

from collections.abc import Iterator

from diptych.checks.rule import Build
from diptych.diagnostics import Diagnostic, DiagnosticKind

FAULT = DiagnosticKind(
    "LOC206",
    "different-steps",
    "A slide that is built differently in one language takes more or fewer steps there, so that a"
    " change of language in the middle of it would lose the place.",
)


def check(build: Build) -> Iterator[Diagnostic]:
    """Yield a finding for each slide that takes other steps than in the first language."""
    for talk in build.laid_out[1:]:
        for first, other in zip(build.laid_out[0], talk, strict=True):
            if first.steps != other.steps and not other.slide.broken:
                message = (
                    f"the slide takes {_steps(other.steps)} in `{talk.locale}`,"
                    f" {_steps(first.steps)} in `{build.laid_out[0].locale}`"
                )
                hint = "give both the same pauses and fragments"
                yield FAULT.at(other.slide.span, message, hint=hint)


def _steps(count: int) -> str:
    return "1 step" if count == 1 else f"{count} steps"
