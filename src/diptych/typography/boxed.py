"""Content on a panel, beside a bar."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from msgspec.structs import replace

from diptych.model.density import Density
from diptych.model.drawn_shapes import Rectangle
from diptych.model.geometry import Box, Emu
from diptych.model.paragraph import Paragraph
from diptych.model.setting import Extent, Fitted, Pieces, Setting
from diptych.model.shapes import Shape
from diptych.model.text_frame import TextFrame
from diptych.model.theme import Panel
from diptych.typography.stack import Stack
from diptych.typography.stack_pieces import pieces_of


class BoxedStack(Setting, frozen=True, kw_only=True):
    """A stack on a panel, beside a bar; one of text alone is one frame."""

    stack: Stack
    panel: Panel
    bar: str
    """The colour token of the bar at its left edge."""
    bar_width: Emu
    step: int = 0
    head: int = 0
    """How many of its first paragraphs are repeated where it is divided among pages."""

    @property
    def paragraphs(self) -> Sequence[Paragraph]:
        """Return its text."""
        return self.stack.paragraphs

    def fitted(self, width: Emu, density: Density) -> Fitted:
        """Return it at `width`; what may shrink in it keeps its natural height if there is room."""
        around = 2 * self.panel.inset
        inner = self.stack.fitted(Emu(max(1, width - self.bar_width - around)), density)
        extent = Extent(Emu(inner.extent.natural + around), Emu(inner.extent.least + around))
        return inner._replace(extent=extent, draw=partial(self._draw, inner))

    def pieces(self, width: Emu, density: Density, most: Emu) -> Pieces | None:
        """Return what is on it, paragraph by paragraph; each part has its head."""
        around = 2 * self.panel.inset
        inner = Emu(max(1, width - self.bar_width - around))
        found = pieces_of(self.stack, self.head, inner, density, Emu(max(1, most - around)))
        if found is None:
            return None

        def part(start: int, end: int) -> BoxedStack:
            return replace(self, stack=found.part(start, end))

        return Pieces(found.pieces, Emu(found.around + around), part)

    def _draw(self, inner: Fitted, box: Box) -> Sequence[Shape]:
        bar = Rectangle(
            box=replace(box, width=self.bar_width),
            region=self.stack.region,
            panel=Panel(fill=self.bar),
            step=self.step,
        )
        beside = replace(box, x=Emu(box.x + self.bar_width), width=Emu(box.width - self.bar_width))
        shapes = inner.draw(beside.inset(self.panel.inset))
        if len(shapes) == 1 and isinstance(frame := shapes[0], TextFrame) and not frame.panel:
            return (replace(frame, box=beside, panel=self.panel), bar)
        panel = Rectangle(
            box=box,
            region=self.stack.region,
            panel=self.panel,
            kind="panel",
            step=self.step,
        )
        return (panel, bar, *shapes)
