"""The colours and frames of a diagram in a style."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from diptych.diagnostics import Span
from diptych.diagrams.words import SLACK, Words
from diptych.model.geometry import Box, Emu, Pt, emu, from_px
from diptych.model.grounds import set_on
from diptych.model.shapes import Group, SingleShape
from diptych.model.style import Style
from diptych.model.text_frame import TextFrame
from diptych.model.theme import Anchor, Panel, TextStyle

RADIUS = from_px(8)
"""The radius of the corners of boxes."""
LINE, THICK = emu(1.5), emu(3)
"""The widths of lines."""
LABEL_SHARE = 0.8
"""The size of labels and titles, as a share of that of nodes."""


class Paint:
    """The colours of a diagram."""

    def __init__(self, style: Style) -> None:
        self.style = style
        self.region = style.region.name
        self.colors = style.theme.colors
        self.ground, self.panel = style.ground, style.panel or style.ground
        self.plain = replace(style.block("diagram"), indent=Emu(0), space_before=0)
        self.line = style.role("muted") or self.plain.color
        self.rule = style.edge or self.line
        self.faint = style.role("chart-muted") or self.line
        """That of areas without words, which can be told from what is behind them."""
        self.accent = style.role("accent") or self.plain.color
        self.quiet = set_on(replace(self.plain, color=self.line), self.ground, self.colors)

    def look_on(self, fill: str) -> TextStyle:
        """Return how text is set on a colour, so that it can be read there."""
        return set_on(self.plain, fill, self.colors)

    def frame(
        self,
        box: Box,
        words: Words,
        size: Pt,
        panel: Panel | None = None,
        *,
        step: int = 0,
        anchor: Anchor = "middle",
    ) -> TextFrame:
        """Return a text in a box, in the lines in which it was measured."""
        width, _ = words.size(size)
        made = TextFrame(
            box=box,
            paragraphs=words.solved(width, size, step),
            role="text",
            region=self.region,
            fills_placeholder=False,
            anchor=anchor,
            panel=panel,
        )
        free = made.text_box.width - width - round(SLACK * emu(size))
        if panel is None or made.paragraphs[0].line_count == 1 or free <= 0:
            return made
        return replace(made, panel=replace(panel, beside=Emu(free // 2)))

    def group(
        self, box: Box, span: Span, said: Said, shapes: Sequence[SingleShape]
    ) -> tuple[Group]:
        """Return the shapes of a diagram as one."""
        alt, told = said
        group = Group(
            box=box,
            region=self.region,
            span=span,
            alt=alt,
            told=told,
            shapes=tuple(shapes),
        )
        return (group,)


Said = tuple[str, tuple[str, ...]]
"""What a diagram says to those who cannot see it: as a whole, and line by line."""
