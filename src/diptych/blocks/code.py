"""A listing of source code."""

from __future__ import annotations

from dataclasses import dataclass, replace

from diptych.diagnostics import Span
from diptych.model.deck import Extent, ShapeBlock
from diptych.model.geometry import Box, Emu, from_px
from diptych.model.shapes import Paragraph, Shape, TextFrame
from diptych.model.style import Style
from diptych.model.text import Run, Text
from diptych.typography.measure import count_lines, needed_lines, own_ruler, text_height

_INSET = from_px(16)


@dataclass(frozen=True, kw_only=True)
class Code(ShapeBlock):
    """A listing, set line by line in the monospaced face.

    code: |
      model = load("llama-2-7b")
      model.generate("Hello")
    """

    lines: tuple[str, ...]
    language: str = ""

    def measure(self, width: Emu, style: Style) -> Extent:
        """Return the height of its lines, long ones wrapped, and of the panel around them."""
        inner = Emu(width - 2 * _INSET)
        paragraphs = self._paragraphs(style)
        needed = [needed_lines(paragraph, inner, style.theme) for paragraph in paragraphs]
        height = Emu(text_height(paragraphs, needed) + 2 * _INSET)
        return Extent(height, height)

    def draw(self, box: Box, style: Style) -> tuple[Shape, ...]:
        """Return one frame on a panel."""
        paragraphs = self._paragraphs(style)
        ruler = own_ruler(style.theme)
        inner = Emu(box.width - 2 * _INSET)
        return (
            TextFrame(
                box=box,
                paragraphs=paragraphs,
                lines=tuple(count_lines(paragraph, inner, ruler) for paragraph in paragraphs),
                role="text",
                region=style.region.name,
                fills=False,
                inset=_INSET,
                fill="panel",
            ),
        )

    def _paragraphs(self, style: Style) -> tuple[Paragraph, ...]:
        look = style.theme.block_styles["code"]
        return tuple(
            replace(
                style.paragraph(
                    Text(line, (Run(line),), self._line_span(index)),
                    look,
                    kind="code",
                    step=self.step,
                    block_id=self.id,
                ),
                align="left",
            )
            for index, line in enumerate(self.lines)
        )

    def _line_span(self, index: int) -> Span:
        return replace(self.span, line=self.span.line + 1 + index, column=1)
