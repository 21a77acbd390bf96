"""Text in a frame of its own, laid out like a block of shapes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from msgspec.structs import replace

from diptych.model.density import Density
from diptych.model.geometry import Box, Emu, Pt, emu
from diptych.model.paragraph import Paragraph
from diptych.model.setting import Extent, Fitted, Pieces, Setting
from diptych.model.shapes import Shape
from diptych.model.text_frame import TextFrame
from diptych.model.theme import Panel
from diptych.typography.measured_text import MeasuredText

_DIVIDED = 4
"""The least number of paragraphs that are divided among pages: two on each."""


class FramedText(Setting, frozen=True, kw_only=True):
    """Paragraphs in a frame that contains no other text."""

    text: MeasuredText
    region: str
    panel: Panel | None = None
    space_below: Pt = Pt(0)
    """Space between it and what follows below, if there is room."""
    keeps_words: bool = False
    """Whether a word that is too long makes the frame too narrow instead of being broken."""
    kept_lines: int = 0
    """How many of its first paragraphs had better be one line each, as all of a listing."""

    @property
    def paragraphs(self) -> Sequence[Paragraph]:
        """Return its text."""
        return self.text.paragraphs

    def fitted(self, width: Emu, density: Density) -> Fitted:
        """Return it with long lines wrapped, with the height of the lines, insets and space."""
        height = Emu(self.text.height(self._inner(width), density) + 2 * self._inset)
        natural = Emu(height + self._space(density))
        narrowest = self.text.narrowest(density) if self.keeps_words else Emu(0)
        missing = Emu(max(0, narrowest - self._inner(width)))
        wraps = 0
        if self.kept_lines:
            wraps = self.text.wraps(self._inner(width), density, first=self.kept_lines)
        draw = partial(self._draw, density)
        return Fitted(Extent(natural, height), draw, missing, wraps=wraps)

    def pieces(self, width: Emu, density: Density, most: Emu) -> Pieces | None:  # noqa: ARG002 - paragraphs stay whole
        """Return its paragraphs; the first two stay together, and so do the last two."""
        count = len(self.text.paragraphs)
        if self.keeps_words or count < _DIVIDED:
            return None
        edges = {0, count - 2}
        measured = self.text.pieces(self._inner(width), density)
        pieces = [one._replace(holds_next=index in edges) for index, one in enumerate(measured)]
        return Pieces(tuple(pieces), Emu(2 * self._inset), self._part)

    def _part(self, start: int, end: int) -> FramedText:
        return replace(self, text=self.text.part(start, end))

    def _draw(self, density: Density, box: Box) -> Sequence[Shape]:
        frame = TextFrame(
            box=box,
            paragraphs=self.text.solved(self._inner(box.width), density),
            role="text",
            region=self.region,
            fills_placeholder=False,
            panel=self.panel,
        )
        return (frame,)

    def _space(self, density: Density) -> Emu:
        """Return the space below it, in proportion to its first paragraph."""
        if not self.space_below:
            return Emu(0)
        first = self.text.paragraphs[0]
        return emu(self.space_below * first.sizes(density).size / first.size)

    def _inner(self, width: Emu) -> Emu:
        return Emu(width - 2 * self._inset)

    @property
    def _inset(self) -> Emu:
        return self.panel.inset if self.panel is not None else Emu(0)
