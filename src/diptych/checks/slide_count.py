"""Checks that a talk has the number of slides that it expects.

The number is under `expect:`:

    expect: {slides: 27}
"""

from __future__ import annotations

from collections.abc import Iterator

from diptych.checks.rule import Build
from diptych.diagnostics import Diagnostic, DiagnosticKind

KIND = DiagnosticKind(
    "EXP101",
    "unexpected-slide-count",
    "The talk does not have the number of slides that its `expect: slides:` states.",
)


def check(build: Build) -> Iterator[Diagnostic]:
    """Yield a diagnostic if the number of slides is not the expected one."""
    expected = build.talk.expected
    if expected is None or expected.slides is None:
        return
    count = len(build.talk.slides)
    if count != expected.slides:
        slides = "1 slide" if count == 1 else f"{count} slides"
        message = f"the talk has {slides}, not the {expected.slides} it expects"
        hint = "change the talk, or `expect: slides:` if this was intended"
        yield KIND.at(expected.span, message, hint=hint)
