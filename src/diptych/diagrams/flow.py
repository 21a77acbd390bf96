"""Flowcharts: their direction, and where they continue in another row."""

from __future__ import annotations

from collections.abc import Iterator

from diptych.diagnostics import Span
from diptych.diagrams.flow_layout import FlowLayout
from diptych.diagrams.folding import FoldedLayout, folds
from diptych.diagrams.measured_flow import MeasuredFlow
from diptych.diagrams.paint import Said
from diptych.diagrams.setting import Plan, Way
from diptych.diagrams.spreading import spread
from diptych.model.diagram import Direction, Flow
from diptych.model.geometry import Pt
from diptych.model.style import Style

_EITHER: tuple[Direction, ...] = ("down", "right")


class FlowPlan(Plan):
    """A flowchart, ranked and ordered once, to be placed in any size."""

    def __init__(self, flow: Flow, style: Style, span: Span, said: Said) -> None:
        look = style.block("diagram")
        super().__init__(look.size, look.floor)
        self.chart = MeasuredFlow(flow, style, span, said)
        self.folds = folds(self.chart)
        other = spread(flow)
        self.spread: MeasuredFlow | None = None
        if other is not None:
            self.spread = MeasuredFlow(other, style, span, said, self.chart.words)

    def arranged(self, size: Pt, air: float, *, is_spare: bool) -> Iterator[Way]:
        """Yield it in the author's direction, or in the two that read well.

        Spares are tight, in the other direction too, in rows if it is a long chain, and on both
        sides of a hub if it has one.
        """
        asked = self.chart.flow.direction
        other: Direction = "right" if asked in ("down", "up") else "down"
        usual = (asked,) if asked else _EITHER
        ways = (*usual, other) if is_spare and asked else usual
        for direction in ways:
            layout = FlowLayout(self.chart, size, air, direction, is_tight=is_spare)
            yield Way(layout.width, layout.height, layout.shapes)
        if is_spare and self.spread is not None:
            for direction in _EITHER:
                layout = FlowLayout(self.spread, size, air, direction, is_tight=True)
                yield Way(layout.width, layout.height, layout.shapes)
        for fold in self.folds if is_spare else ():
            folded = FoldedLayout(self.chart, fold, size, air)
            yield Way(folded.width, folded.height, folded.shapes)
