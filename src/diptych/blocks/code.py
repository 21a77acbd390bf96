"""A listing of source code."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from msgspec.structs import replace

from diptych.diagnostics import Span
from diptych.model.block import ShapeBlock
from diptych.model.geometry import from_px
from diptych.model.setting import Setting
from diptych.model.shapes import Paragraph
from diptych.model.style import Style
from diptych.model.syntax import Token
from diptych.model.text import PLAIN, Run, RunStyle, Text
from diptych.model.theme import BlockStyle, Panel, TextStyle
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
    tokens: tuple[tuple[Token, ...], ...] = ()
    """The tokens of each line; none if its language has no colours."""
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
            text = Text(line, tuple(self._runs(index, style, look)), self._line_span(index))
            paragraph = style.paragraph(text, look, kind="code", step=self.step, block_id=self.id)
            yield replace(paragraph, align="left")

    def _runs(self, index: int, style: Style, look: TextStyle) -> Iterator[Run]:
        """Yield the parts of a line in their colours; tabs become spaces."""
        line = self.lines[index]
        if not self.tokens or not self.tokens[index]:
            yield Run(line.expandtabs(_TAB))
            return
        colors = ((one.length, style.syntax_color(one.role, look)) for one in self.tokens[index])
        start = shown = 0
        for color, members in groupby(colors, key=lambda one: one[1]):
            end = start + sum(length for length, _ in members)
            whole = line[:end].expandtabs(_TAB)
            yield Run(whole[shown:], RunStyle(color=color) if color else PLAIN)
            start, shown = end, len(whole)

    def _line_span(self, index: int) -> Span:
        return replace(self.span, line=self.span.line + self.below + index, column=1)
