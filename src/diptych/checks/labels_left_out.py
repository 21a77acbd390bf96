"""Checks that every point of a chart has its number where others have.

A number that is higher or wider than its part of a stack, or that would touch its neighbours, is
left out, and the axis stays, so that the point can still be read. The same holds for the name of a
point of a scatter.
"""

from __future__ import annotations

from collections.abc import Iterator

from diptych.checks.rule import Build
from diptych.diagnostics import Diagnostic, DiagnosticKind, Severity
from diptych.model.laid_out import LaidOutTalk
from diptych.model.shapes import ChartShape

KIND = DiagnosticKind(
    "FIT206",
    "labels-left-out",
    "Some points of a chart have no label, since it would touch others or leave its part of a"
    " stack.",
    Severity.WARNING,
)


def check(build: Build) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each chart that has labels, but not for all of its points."""
    for talk in build.laid_out:
        for chart in _charts(talk):
            if left_out := chart.plan.left_out:
                shown = sum(len(one.labels) for one in chart.plan.series)
                do, are = ("does", "is") if left_out == 1 else ("do", "are")
                message = (
                    f"{left_out} of {left_out + shown} labels {do} not fit, and {are} left out"
                )
                hint = (
                    "shorten them, `format: compact` or `decimals: 0`, show fewer points, give the"
                    " chart more room, or leave out `labels`"
                )
                yield KIND.at(chart.span, message, hint=hint)


def _charts(talk: LaidOutTalk) -> Iterator[ChartShape]:
    for page in talk:
        yield from (part for part in page.parts if isinstance(part, ChartShape))
