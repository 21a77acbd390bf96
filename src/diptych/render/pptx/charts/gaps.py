"""Areas without some of their numbers, which PowerPoint draws as if these were 0.

How missing numbers are shown (ECMA-376-1, 21.2.2.42) changes lines and points, but not areas.
"""

from __future__ import annotations

from diptych.diagnostics import DiagnosticKind, Severity
from diptych.model.laid_out import LaidOutTalk
from diptych.model.shapes import ChartShape
from diptych.model.supplies import Supplies

AREA_WITH_GAPS = DiagnosticKind(
    "OUT107",
    "area-with-gaps",
    "PowerPoint draws an area down to 0 where its numbers are missing. The other outputs leave a"
    " gap there.",
    Severity.WARNING,
)


def report_areas_with_gaps(talk: LaidOutTalk, supplies: Supplies) -> None:
    """Report each chart of areas that lacks numbers, except on slides that allow it."""
    gapped = {
        shape.span
        for slide in talk
        if not slide.allows(AREA_WITH_GAPS)
        for shape in slide.parts
        if isinstance(shape, ChartShape) and _has_gaps(shape)
    }
    for span in sorted(gapped):
        message = "PowerPoint draws the areas of this chart as if its missing numbers were 0"
        hint = "show it as a `line`, or leave out the rows that lack a number"
        supplies.report(AREA_WITH_GAPS.at(span, message, hint=hint))


def _has_gaps(shape: ChartShape) -> bool:
    if shape.plan.stacking != "none":  # where missing numbers are 0 in all outputs
        return False
    return any(one.form == "area" and None in one.values for one in shape.plan.series)
