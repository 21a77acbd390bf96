"""Checks that a slide has the same number of steps in every language, so that speakers can switch.

Translations keep the steps of their source; a slide with a file of its own in one language,
`<slide>.<locale>.md`, may not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from diptych.checks.rule import Build
from diptych.diagnostics import Diagnostic, DiagnosticKind
from diptych.model.laid_out import LaidOutTalk

KIND = DiagnosticKind(
    "LOC206",
    "different-steps",
    "A slide's own file in one language has more or fewer steps than the slide, so switching"
    " languages in the middle of it would lose the place.",
)


def check(build: Build) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each slide whose steps differ from those in the first language."""
    for talk in build.laid_out[1:]:
        first, other = _counted(build.laid_out[0]), _counted(talk)
        for slide in talk.talk.slides:
            if first[slide.id] != other[slide.id] and not slide.broken:
                message = (
                    f"the slide has {_steps(other[slide.id])} in `{talk.locale}`,"
                    f" but {_steps(first[slide.id])} in `{build.laid_out[0].locale}`"
                )
                hint = "use the same pauses and fragments in both files"
                yield KIND.at(slide.span, message, hint=hint)


def _counted(talk: LaidOutTalk) -> Counter[str]:
    """Return the number of steps of each slide, on all of its pages."""
    steps: Counter[str] = Counter()
    for page in talk:
        steps[page.slide.id] += page.steps
    return steps


def _steps(count: int) -> str:
    return "1 step" if count == 1 else f"{count} steps"
