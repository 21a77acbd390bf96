"""A listing of source code."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from diptych.diagnostics import Span
from diptych.model.block import ShapeBlock
from diptych.model.geometry import from_px
from diptych.model.setting import Setting
from diptych.model.shapes import Paragraph
from diptych.model.style import Style
from diptych.model.text import Run, Text
from diptych.model.theme import BlockStyle, Panel
from diptych.typography.framed_text import FramedText
from diptych.typography.measured_text import set_text

_INSET = from_px(16)
_TAB = 4
"""Columns from one tab stop to the next; PowerPoint's default stops are an inch apart."""


class Code(ShapeBlock, frozen=True, kw_only=True):
    """A listing, set line by line in the monospaced font.

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
    """How many lines its first line is below its span: the fence takes one."""

    def set(self, style: Style) -> Setting:
        """Return its lines in a frame on a panel."""
        text = set_text(self._paragraphs(style), style.theme)
        region = style.region.name
        panel = Panel(fill=style.panel, inset=_INSET)
        return FramedText(span=self.span, text=text, region=region, panel=panel)

    def _paragraphs(self, style: Style) -> Iterator[Paragraph]:
        look = style.block("code", on_panel=True)
        for index, line in enumerate(self.lines):
            shown = line.expandtabs(_TAB)
            text = Text(line, (Run(shown),), self._line_span(index))
            paragraph = style.paragraph(text, look, kind="code", step=self.step, block_id=self.id)
            yield replace(paragraph, align="left")

    def _line_span(self, index: int) -> Span:
        return replace(self.span, line=self.span.line + self.below + index, column=1)
