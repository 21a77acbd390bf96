"""A big number with its label."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from diptych.model.block import ShapeBlock
from diptych.model.geometry import Pt
from diptych.model.paragraph import Paragraph
from diptych.model.roles import Main, Role
from diptych.model.setting import Setting
from diptych.model.style import Style
from diptych.model.text import Text
from diptych.model.theme import BlockStyle, StandIn

_APART = 0.2
"""Space below, as a multiple of the number's size: more than between the number and its label."""


class Metric(ShapeBlock, frozen=True, kw_only=True):
    """A big number, with what it counts below it.

    In YAML:

        metric:
          value: 1.5 million
          label: GPUs that Meta, Microsoft and others ordered in 2023

    In Markdown:

        ::: metric
        1.5 million

        GPUs that Meta, Microsoft and others ordered in 2023
        :::
    """

    noun = "a metric"
    styles = (
        BlockStyle("metric", StandIn("heading", times=2.5, floor=0.6)),
        BlockStyle("metric-label", StandIn("caption", times=1.5, floor=0.75)),
    )

    value: Annotated[Text, Main("metric", may_be_figure=True)]
    label: Annotated[Text, Role("label")] | None = None

    def set(self, style: Style) -> Setting:
        """Return its one frame; words are never split, nor is the number if smaller type helps."""
        from diptych.typography.framed_text import FramedText
        from diptych.typography.measured_text import set_text

        text = set_text(self._paragraphs(style), style.theme)
        return FramedText(
            span=self.span,
            text=text,
            region=style.region.name,
            space_below=Pt(text.paragraphs[0].size * _APART),
            keeps_words=True,
            kept_lines=1,
        )

    def _paragraphs(self, style: Style) -> Iterator[Paragraph]:
        """Yield number and label; in a region for display type the number has the style of that."""
        is_display = style.region.display
        number = style.level(0) if is_display else style.block("metric")
        for text, look in ((self.value, number), (self.label, style.block("metric-label"))):
            if text is not None:
                yield style.paragraph(text, look, step=self.step, block_id=self.id)
