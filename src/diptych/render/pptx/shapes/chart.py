"""Charts as PPTX: native ones, whose numbers are edited in their workbooks."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from diptych.model.laid_out import LaidOutSlide
from diptych.model.shapes import ChartShape
from diptych.render.pptx.charts.part import NAMESPACE
from diptych.render.pptx.design import Design
from diptych.render.pptx.draft import Draft
from diptych.render.pptx.origin import HASH_LENGTH, source_of
from diptych.render.pptx.placeholder import Placeholder
from diptych.render.pptx.shape import shape_name
from diptych.render.pptx.shapes.written import Arranged, WrittenShape
from diptych.render.pptx.timing import Fragment, whole


class WrittenChart(WrittenShape):
    """A chart, which fills a placeholder for any content if no text needs it."""

    name = "Chart"

    def __init__(self, chart: ChartShape) -> None:
        self.chart = chart

    @property
    def shape(self) -> ChartShape:
        """Return the chart."""
        return self.chart

    def placeholder(self, slide: LaidOutSlide, design: Design) -> Placeholder | None:
        """Return that of its region if it accepts any content and no text needs it."""
        region = self.chart.region
        found = design.placeholder(slide.layout, region)
        has_text = any(frame.fills_placeholder and frame.region == region for frame in slide.frames)
        takes_it = found is not None and found.region.role == "text" and not found.kind
        return found if takes_it and not has_text else None

    def xml(self, one: Arranged, slide: LaidOutSlide, draft: Draft) -> str:  # noqa: ARG002 - the signature of every shape
        """Return a `p:graphicFrame` (ECMA-376-1, 21.2.2.27)."""
        box = self.chart.box
        nonvisual = shape_name(one.number, one.name, alt=self.chart.alt or None)
        placeholder = one.fills_placeholder
        role = f"<p:nvPr>{placeholder.element}</p:nvPr>" if placeholder else "<p:nvPr/>"
        part = draft.chart(self.chart.plan, box)
        return (
            f"<p:graphicFrame><p:nvGraphicFramePr>{nonvisual}<p:cNvGraphicFramePr>"
            f'<a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr>{role}</p:nvGraphicFramePr>'
            f'<p:xfrm><a:off x="{box.x}" y="{box.y}"/><a:ext cx="{box.width}" cy="{box.height}"/>'
            f'</p:xfrm><a:graphic><a:graphicData uri="{NAMESPACE}">'
            f'<c:chart xmlns:c="{NAMESPACE}" r:id="{part}"/>'
            "</a:graphicData></a:graphic></p:graphicFrame>"
        )

    def fragments(self, number: int) -> Iterator[Fragment]:
        """Yield the whole chart if it appears later, and its series that do."""
        yield from whole(self.chart.step, number, is_built=False)
        for at, one in enumerate(self.chart.plan.series):
            if one.step:
                yield Fragment(step=one.step, shape=number, series=at)

    def hashes(self) -> tuple[str, ...]:
        """Return the hash of its numbers and names."""
        told = "\n".join("\t".join(row) for row in self.chart.plan.rows)
        return (hashlib.sha256(told.encode()).hexdigest()[:HASH_LENGTH],)

    def origin(self, start: str, hashes: tuple[str, ...], paths: Mapping[str, str]) -> str:
        """Return an element with the hash of its numbers."""
        return f'<chart {start}{source_of(self.chart.span, paths)} hash="{hashes[0]}"/>'
