"""A listing of source code."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from diptych.diagnostics import Span
from diptych.model.deck import Extent, ShapeBlock
from diptych.model.geometry import Box, Emu, from_px
from diptych.model.shapes import Paragraph, Shape, TextFrame
from diptych.model.style import Style
from diptych.model.text import Run, Text
from diptych.typography.measured_text import MeasuredText, set_text

_INSET = from_px(16)
_TAB = 4
"""Columns from one tab stop to the next; PowerPoint's own stops are an inch apart."""


class Code(ShapeBlock, frozen=True, kw_only=True):
    """A listing, set line by line in the monospaced face.

    code: |
      model = load("llama-2-7b")
      model.generate("Hello")
    """

    lines: tuple[str, ...]
    language: str = ""
    below: int = 1
    """How many lines below its span the first of them stands: the fence takes one."""

    def measure(self, width: Emu, style: Style) -> Extent:
        """Return the height of its lines, long ones wrapped, and of the panel around them."""
        inner = self._galley(style).height(Emu(width - 2 * _INSET))
        height = Emu(inner + 2 * _INSET)
        return Extent(height, height)

    def draw(self, box: Box, style: Style) -> tuple[Shape, ...]:
        """Return one frame on a panel."""
        measured = self._galley(style)
        return (
            TextFrame(
                box=box,
                paragraphs=measured.paragraphs,
                lines=measured.shown(Emu(box.width - 2 * _INSET)),
                role="text",
                region=style.region.name,
                fills_placeholder=False,
                inset=_INSET,
                fill=style.panel,
            ),
        )

    def _galley(self, style: Style) -> MeasuredText:
        return set_text(self._paragraphs(style), style.theme)

    def _paragraphs(self, style: Style) -> Iterator[Paragraph]:
        look = style.block("code")
        for index, line in enumerate(self.lines):
            shown = line.expandtabs(_TAB)
            text = Text(line, (Run(shown),), self._line_span(index))
            paragraph = style.paragraph(text, look, kind="code", step=self.step, block_id=self.id)
            yield replace(paragraph, align="left")

    def _line_span(self, index: int) -> Span:
        return replace(self.span, line=self.span.line + self.below + index, column=1)
