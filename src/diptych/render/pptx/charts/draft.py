"""The context in which the parts of a chart are written."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from diptych.model.chart import AxisTitle, Plan
from diptych.model.geometry import Box, from_px, to_px
from diptych.model.text import NO_BREAK_SPACE
from diptych.render.pptx.design import Design
from diptych.render.pptx.xml import escape

_SHORT: Mapping[str, str] = {"heading": "mj", "body": "mn"}
FLAT = '<a:bodyPr rot="0" vert="horz"/>'
"""The box of a text that is never rotated."""
NO_LINE = "<a:ln><a:noFill/></a:ln>"
C15 = "http://schemas.microsoft.com/office/drawing/2012/chart"
"""The namespace of charts since Office 2013 ([MS-ODRAWXML], 2.24.3)."""


class ChartDraft:
    """A chart that is being written, with how texts, places and lines in it are written."""

    def __init__(self, plan: Plan, box: Box, design: Design, locale: str) -> None:
        self.plan, self.box, self.locale = plan, box, locale
        self.fill: Callable[[str], str] = design.colors.fill
        self.rows = len(plan.xs or plan.categories)
        self.error_columns = [at for at, one in enumerate(plan.series) if one.errors]
        """The series with errors, whose columns follow all others of the workbook in this order."""
        has_names = plan.kind == "scatter" and bool(plan.categories)
        self.first_error = len(plan.series) + 1 + has_names

    def text(self, color: str, *, is_bold: bool = False, body: str = FLAT) -> str:
        """Return how labels are set in a colour; `body` are the properties of their box."""
        return (
            f"<c:txPr>{body}<a:lstStyle/>"
            f"<a:p><a:pPr><a:defRPr {self.font(color, is_bold=is_bold)}</a:defRPr></a:pPr>"
            f'<a:endParaRPr lang="{self.locale}"/></a:p></c:txPr>'
        )

    def font(self, color: str, *, is_bold: bool = False) -> str:
        """Return the attributes and the content of the properties of text."""
        letters = self.plan.letters
        font = _SHORT.get(letters.font, "mn")
        return (
            f'sz="{round(letters.size * 100)}" b="{is_bold:d}">{self.fill(color)}'
            f'<a:latin typeface="+{font}-lt"/><a:ea typeface="+{font}-ea"/>'
        )

    def title(self, title: AxisTitle | None) -> str:
        """Return the title of an axis at its place, on one line as solved."""
        if title is None:
            return ""
        look = self.font(self.plan.letters.color)
        words, x, y = title.text.replace(" ", NO_BREAK_SPACE), title.x, title.y
        return (
            f"<c:title><c:tx><c:rich>{FLAT}<a:lstStyle/>"
            f"<a:p><a:pPr><a:defRPr {look}</a:defRPr></a:pPr>"
            f'<a:r><a:rPr lang="{self.locale}" {look}</a:rPr><a:t>{escape(words)}</a:t></a:r>'
            f"</a:p></c:rich></c:tx><c:layout><c:manualLayout>"
            f'<c:xMode val="edge"/><c:yMode val="edge"/>{self.at(x, y)}'
            '</c:manualLayout></c:layout><c:overlay val="1"/></c:title>'
        )

    def at(self, x: float, y: float) -> str:
        """Return a place in pixels as shares of the chart."""
        across, down = x / to_px(self.box.width), y / to_px(self.box.height)
        return f'<c:x val="{across:.5f}"/><c:y val="{down:.5f}"/>'

    def of(self, width: float, height: float) -> str:
        """Return a size in pixels as shares of the chart."""
        across, down = width / to_px(self.box.width), height / to_px(self.box.height)
        return f'<c:w val="{across:.5f}"/><c:h val="{down:.5f}"/>'

    def line(self, token: str, width: float, cap: str = "", join: str = "") -> str:
        """Return a line in the colour of a token; `width` is in pixels."""
        return f'<a:ln w="{from_px(width)}"{cap}>{self.fill(token)}{join}</a:ln>'
