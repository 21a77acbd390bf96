"""Text and other blocks below each other, within a block that holds them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby

from msgspec.structs import replace

from diptych.diagnostics import Span
from diptych.model.density import Density
from diptych.model.geometry import Box, Emu
from diptych.model.paragraph import Paragraph
from diptych.model.setting import Extent, Fitted, Hung, Setting
from diptych.model.shapes import Shape
from diptych.model.style import Style
from diptych.model.text_frame import TextFrame
from diptych.typography.flows import flows
from diptych.typography.measured_text import MeasuredText

Part = MeasuredText | Hung


class Stack(Setting, frozen=True, kw_only=True):
    """Parts below each other; those of text are frames, and fill no placeholder."""

    parts: tuple[Part, ...]
    region: str
    gap: Emu
    """Between parts."""

    @property
    def paragraphs(self) -> Sequence[Paragraph]:
        """Return its text."""
        texts = (part if isinstance(part, MeasuredText) else part.setting for part in self.parts)
        return [paragraph for text in texts for paragraph in text.paragraphs]

    def fitted(self, width: Emu, density: Density) -> Fitted:
        """Return it at `width`; what may shrink in it keeps its natural height if there is room."""
        fitted = [self._fitted(part, width, density) for part in self.parts]
        gaps = self.gap * max(0, len(fitted) - 1)
        extent = Extent(
            Emu(gaps + sum(one.extent.natural for one in fitted)),
            Emu(gaps + sum(one.extent.least for one in fitted)),
        )
        return Fitted(
            extent,
            partial(self._draw, fitted, extent),
            Emu(max((one.missing_width for one in fitted), default=0)),
            wraps=sum(one.wraps for one in fitted),
        )

    def _fitted(self, part: Part, width: Emu, density: Density) -> Fitted:
        if isinstance(part, Hung):
            indent = density.indent(part.indent)
            fitted = part.setting.fitted(Emu(max(1, width - indent)), density)
            return fitted._replace(draw=partial(_indented, fitted, indent))
        height = part.height(width, density)
        return Fitted(Extent(height, height), partial(self._frame, part, density))

    def _draw(self, fitted: Sequence[Fitted], extent: Extent, box: Box) -> Sequence[Shape]:
        return tuple(self._shapes(fitted, extent, box))

    def _shapes(self, fitted: Sequence[Fitted], extent: Extent, box: Box) -> Iterator[Shape]:
        top, surplus = box.y, max(0, extent.natural - box.height)
        for one in fitted:
            given = min(surplus, one.extent.natural - one.extent.least)
            surplus -= given
            room = box.rows(top, Emu(one.extent.natural - given))
            yield from one.draw(room)
            top = Emu(room.bottom + self.gap)

    def _frame(self, text: MeasuredText, density: Density, box: Box) -> Sequence[Shape]:
        frame = TextFrame(
            box=box,
            paragraphs=text.solved(box.width, density),
            role="text",
            region=self.region,
            fills_placeholder=False,
        )
        return (frame,)


def _indented(fitted: Fitted, indent: Emu, room: Box) -> Sequence[Shape]:
    return fitted.draw(
        replace(room, x=Emu(room.x + indent), width=Emu(max(1, room.width - indent)))
    )


def stack_of(flow: Iterable[Paragraph | Hung], style: Style, span: Span) -> Stack:
    """Return paragraphs and blocks that follow each other as a stack."""
    return Stack(
        span=span,
        parts=tuple(_parts(flow, style)),
        region=style.region.name,
        gap=style.theme.gap,
    )


def _parts(flow: Iterable[Paragraph | Hung], style: Style) -> Iterator[Part]:
    for is_text, members in groupby(flow, key=lambda part: isinstance(part, Paragraph)):
        if is_text:
            paragraphs = [one for one in members if isinstance(one, Paragraph)]
            yield from (measured for measured, _ in flows(paragraphs, style.theme))
        else:
            yield from (one for one in members if isinstance(one, Hung))
