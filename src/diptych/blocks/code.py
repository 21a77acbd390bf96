"""A listing of source code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from msgspec.structs import replace

from diptych.diagnostics import Span
from diptych.model.block import ShapeBlock
from diptych.model.geometry import Box, Emu, from_px
from diptych.model.setting import Extent, Fitted, Setting
from diptych.model.shapes import Paragraph, Shape, TextFrame
from diptych.model.style import Style
from diptych.model.text import Run, Text
from diptych.model.theme import BlockStyle
from diptych.typography.measured_text import MeasuredText, set_text

_INSET = from_px(16)
_TAB = 4
"""Columns from one tab stop to the next; PowerPoint's own stops are an inch apart."""


class Code(ShapeBlock, frozen=True, kw_only=True):
    """A listing, set line by line in the monospaced face.

    In YAML:

        code: |
          model = load("llama-2-7b")
          model.generate("Hello")

    In Markdown:

        ```python
        model = load("llama-2-7b")
        ```
    """

    noun = "a listing"
    in_markdown = "own"
    styles = (BlockStyle("code", on_panel=True),)

    lines: tuple[str, ...]
    language: str = ""
    below: int = 1
    """How many lines below its span the first of them stands: the fence takes one."""

    def set(self, style: Style) -> CodeSetting:
        """Return its lines, measured."""
        text = set_text(self._paragraphs(style), style.theme)
        return CodeSetting(span=self.span, text=text, region=style.region.name, fill=style.panel)

    def _paragraphs(self, style: Style) -> Iterator[Paragraph]:
        look = style.block("code", on_panel=True)
        for index, line in enumerate(self.lines):
            shown = line.expandtabs(_TAB)
            text = Text(line, (Run(shown),), self._line_span(index))
            paragraph = style.paragraph(text, look, kind="code", step=self.step, block_id=self.id)
            yield replace(paragraph, align="left")

    def _line_span(self, index: int) -> Span:
        return replace(self.span, line=self.span.line + self.below + index, column=1)


class CodeSetting(Setting, frozen=True, kw_only=True):
    """A listing, set in one style."""

    text: MeasuredText
    region: str
    fill: str | None
    """The colour token of the panel behind it."""

    @property
    def paragraphs(self) -> Sequence[Paragraph]:
        """Return a paragraph for each line."""
        return self.text.paragraphs

    def fitted(self, width: Emu, scale: float) -> Fitted:
        """Return it with long lines wrapped, as high as they and the panel around them are."""
        inner = self.text.height(Emu(width - 2 * _INSET), scale)
        height = Emu(inner + 2 * _INSET)
        return Fitted(Extent(height, height), partial(self._draw, scale))

    def _draw(self, scale: float, box: Box) -> Sequence[Shape]:
        """Return one frame on a panel."""
        frame = TextFrame(
            box=box,
            paragraphs=self.text.solved(Emu(box.width - 2 * _INSET), scale),
            role="text",
            region=self.region,
            fills_placeholder=False,
            inset=_INSET,
            fill=self.fill,
        )
        return (frame,)
