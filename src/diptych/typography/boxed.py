"""Text and other blocks below each other on a panel."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from msgspec.structs import replace

from diptych.model.density import Density
from diptych.model.geometry import Box, Emu
from diptych.model.setting import Extent, Fitted, Hung, Setting
from diptych.model.shapes import Paragraph, Rectangle, Shape, TextFrame
from diptych.model.theme import Panel
from diptych.typography.measured_text import MeasuredText

Part = MeasuredText | Hung


class BoxedStack(Setting, frozen=True, kw_only=True):
    """Parts below each other on a panel, beside a bar; one of text alone is one frame."""

    parts: tuple[Part, ...]
    """Never empty; no two of text follow each other."""
    region: str
    panel: Panel
    bar: str
    """The colour token of the bar at its left edge."""
    bar_width: Emu
    gap: Emu
    """Between parts."""
    step: int = 0

    @property
    def paragraphs(self) -> Sequence[Paragraph]:
        """Return its text."""
        return [
            paragraph
            for part in self.parts
            for paragraph in (
                part.paragraphs if isinstance(part, MeasuredText) else part.setting.paragraphs
            )
        ]

    def fitted(self, width: Emu, density: Density) -> Fitted:
        """Return it at `width`; what may shrink in it keeps its natural height if there is room."""
        inner = self._inner(width)
        fitted = [_fitted(part, inner, density) for part in self.parts]
        around = 2 * self.panel.inset + (len(fitted) - 1) * self.gap
        extent = Extent(
            Emu(around + sum(one.extent.natural for one in fitted)),
            Emu(around + sum(one.extent.least for one in fitted)),
        )
        missing = Emu(max(one.missing_width for one in fitted))
        return Fitted(extent, partial(self._draw, fitted, density), missing)

    def _draw(self, fitted: Sequence[Fitted], density: Density, box: Box) -> Sequence[Shape]:
        bar = Rectangle(
            box=replace(box, width=self.bar_width),
            region=self.region,
            panel=Panel(fill=self.bar),
            step=self.step,
        )
        (first, *rest) = self.parts
        if isinstance(first, MeasuredText) and not rest:
            inset = self.panel.inset
            inner = Box(box.x, box.y, Emu(box.width - self.bar_width), box.height)
            text = first.solved(Emu(inner.width - 2 * inset), density)
            moved = replace(inner, x=Emu(box.x + self.bar_width))
            return (_frame(text, moved, self.region, self.panel), bar)
        panel = Rectangle(
            box=box, region=self.region, panel=self.panel, kind="panel", step=self.step
        )
        return (panel, bar, *self._stacked(fitted, density, box))

    def _stacked(self, fitted: Sequence[Fitted], density: Density, box: Box) -> Iterator[Shape]:
        inset = self.panel.inset
        left, width = Emu(box.x + self.bar_width + inset), self._inner(box.width)
        top = Emu(box.y + inset)
        surplus = sum(one.extent.natural for one in fitted) + 2 * inset
        surplus += (len(fitted) - 1) * self.gap - box.height
        for part, one in zip(self.parts, fitted, strict=True):
            given = min(max(0, surplus), one.extent.natural - one.extent.least)
            surplus -= given
            room = Box(left, top, width, Emu(one.extent.natural - given))
            if isinstance(part, MeasuredText):
                yield _frame(part.solved(width, density), room, self.region, None)
            else:
                indent = density.indent(part.indent)
                shown = replace(room, x=Emu(room.x + indent), width=Emu(room.width - indent))
                yield from one.draw(shown)
            top = Emu(room.bottom + self.gap)

    def _inner(self, width: Emu) -> Emu:
        return Emu(max(1, width - self.bar_width - 2 * self.panel.inset))


def _fitted(part: Part, width: Emu, density: Density) -> Fitted:
    if isinstance(part, Hung):
        return part.setting.fitted(Emu(width - density.indent(part.indent)), density)
    height = part.height(width, density)
    return Fitted(Extent(height, height), lambda _: ())


def _frame(
    paragraphs: tuple[Paragraph, ...], box: Box, region: str, panel: Panel | None
) -> TextFrame:
    return TextFrame(
        box=box,
        paragraphs=paragraphs,
        role="text",
        region=region,
        fills_placeholder=False,
        panel=panel,
    )
