"""The text of a listing: its lines, what is behind them, and marks where they are wrapped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from diptych.model.density import Density
from diptych.model.drawn_shapes import Drawing, Outline, Rectangle, Scrim
from diptych.model.geometry import Box, Emu, Pt, emu, from_px
from diptych.model.listing import Stage
from diptych.model.paragraph import Band, Paragraph
from diptych.model.setting import Fitted, Pieces
from diptych.model.shapes import Shape
from diptych.model.text_frame import TextFrame
from diptych.model.theme import Panel
from diptych.typography.framed_text import FramedText

_BAR = from_px(4)
"""The width of the bar beside highlighted lines."""
_MARK, _MARK_LINE = 0.7, from_px(1.25)
"""The side of a mark, as a share of the inset in which it stands, and the width of its line."""


_LEAST = Pt(7)
"""The smallest type of a listing that draws something, as of footnotes in print."""
_SMALLER = tuple(percent / 100 for percent in range(95, 25, -5))
"""How much smaller it is tried to be."""


class Change(Struct, frozen=True):
    """Lines of a listing that were inserted, or deleted."""

    lines: tuple[int, ...]
    """Counted from 0."""
    color: str
    """The token of the colour that is behind them, as opaque as `opacity` says."""
    opacity: float


class ListingText(FramedText, frozen=True, kw_only=True):
    """The lines of a listing, with marks where they are wrapped.

    Those that are highlighted have a band behind them, and a bar beside them.
    """

    stages: tuple[Stage, ...]
    band: str
    bar: str
    muted: str
    """The colour of marks."""
    step: int
    """The step at which the listing appears."""
    first: int
    """Which of its paragraphs is the first line."""
    is_drawn: bool = False
    """Whether its lines draw something together, which would be broken if one was wrapped."""
    changes: tuple[Change, ...] = ()
    largest: float | None = None
    """The factor of the largest density of a part of a drawing, which is as small as all of it."""

    def fitted(self, width: Emu, density: Density) -> Fitted:
        """Return it with long lines wrapped, or in type in which none is, if it draws something."""
        whole = self._whole(width, density)
        made = super().fitted(width, whole)
        return made if whole is density else made._replace(wraps=self._wraps(width, density))

    def pieces(self, width: Emu, density: Density, most: Emu) -> Pieces | None:
        """Return its lines; the first two stay together, and so do the last two."""
        whole = self._whole(width, density)
        found = super().pieces(width, whole, most)
        if found is None or whole is density:
            return found

        def part(start: int, end: int) -> ListingText:
            return replace(self._part(start, end), largest=whole.factor)

        return Pieces(found.pieces, found.around, part)

    def _wraps(self, width: Emu, density: Density) -> int:
        return self.text.wraps(self._inner(width), density, first=self.kept_lines)

    def _whole(self, width: Emu, density: Density) -> Density:
        """Return the largest density, down from this one, at which what it draws is whole."""
        if self.largest is not None and self.largest < density.factor:
            return replace(density, factor=self.largest)
        if not self.is_drawn or not self._wraps(width, density):
            return density
        line = self.text.paragraphs[-1]
        densities = (replace(density, factor=factor) for factor in _SMALLER)
        smaller = (one for one in densities if line.sizes(one).size >= _LEAST)
        return next((one for one in smaller if not self._wraps(width, one)), density)

    def _part(self, start: int, end: int) -> ListingText:
        before = start - self.first
        here = range(start, end)

        def kept(lines: Sequence[int]) -> tuple[int, ...]:
            return tuple(line - max(0, before) for line in lines if line + self.first in here)

        return replace(
            self,
            text=self.text.part(start, end),
            stages=tuple(replace(stage, lines=kept(stage.lines)) for stage in self.stages),
            first=max(0, -before),
            changes=tuple(replace(change, lines=kept(change.lines)) for change in self.changes),
        )

    def _draw(self, density: Density, box: Box) -> Sequence[Shape]:
        """Return the panel, the bands on it, and then the text, so that it is above both."""
        (frame,) = super()._draw(density, box)
        if not isinstance(frame, TextFrame) or frame.panel is None:
            return (frame,)
        marks = tuple(self._marks(frame))
        if not self.stages and not self.changes:
            return (frame, *marks)
        panel = Rectangle(
            box=box, region=self.region, panel=frame.panel, kind="panel", step=self.step
        )
        text = replace(
            frame,
            paragraphs=tuple(self._banded(frame.paragraphs)),
            panel=Panel(inset=frame.panel.inset),
            ground=frame.panel.fill or "",
        )
        return (panel, *self._tints(frame), *self._highlights(frame), text, *marks)

    def _banded(self, paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
        """Yield the lines, each with what is behind it; highlights that change are not still."""
        bands = {
            line: Band(change.color, change.opacity)
            for change in self.changes
            for line in change.lines
        }
        if len(self.stages) == 1 and not self.stages[0].step:
            bands |= dict.fromkeys(self.stages[0].lines, Band(self.band, 1.0))
        for index, paragraph in enumerate(paragraphs):
            band = bands.get(index - self.first)
            yield replace(paragraph, band=band) if band is not None else paragraph

    def _marks(self, frame: TextFrame) -> Iterator[Drawing]:
        """Yield a mark at the right edge of each line that continues below, as editors show it."""
        side = round(frame.inset * _MARK)
        for index, paragraph in enumerate(frame.paragraphs):
            if index < self.first or paragraph.line_count == 1:
                continue
            top = frame.box.y + frame.inset + _height(frame.paragraphs[:index])
            top += emu(paragraph.space_before)
            for line in range(paragraph.line_count - 1):
                middle = top + emu((line + 0.5) * paragraph.line_height)
                left = frame.box.right - (frame.inset + side) // 2
                yield Drawing(
                    box=Box(Emu(left), Emu(middle - side // 2), Emu(side), Emu(side)),
                    region=self.region,
                    span=paragraph.span,
                    step=paragraph.step,
                    alt="",
                    size=(12, 12),
                    path="M 10 1 V 7 H 2 M 5 4 L 2 7 L 5 10 ",
                    outline=Outline(color=self.muted, width=_MARK_LINE),
                )

    def _tints(self, frame: TextFrame) -> Iterator[Rectangle]:
        """Yield what is behind the lines that were inserted or deleted."""
        for change in self.changes:
            for band in self._bands(frame, change.lines):
                yield Rectangle(
                    box=band,
                    region=self.region,
                    panel=Panel(fill=change.color),
                    scrim=Scrim(opacity=change.opacity),
                    kind="highlight",
                    step=self.step,
                )

    def _bands(self, frame: TextFrame, lines: Sequence[int]) -> Iterator[Box]:
        """Yield the boxes behind lines, one for those that follow each other."""
        above = frame.paragraphs[: self.first]
        start = frame.box.y + frame.inset + _height(above)
        for top, height in _stretches(frame.paragraphs[self.first :], lines):
            yield replace(frame.box, y=Emu(start + top), height=height)

    def _highlights(self, frame: TextFrame) -> Iterator[Rectangle]:
        ends = [*(stage.step for stage in self.stages[1:]), 0]
        for stage, until in zip(self.stages, ends, strict=False):
            for band in self._bands(frame, stage.lines):
                for box, color in ((band, self.band), (replace(band, width=_BAR), self.bar)):
                    yield Rectangle(
                        box=box,
                        region=self.region,
                        panel=Panel(fill=color),
                        kind="highlight",
                        step=stage.step,
                        until=until,
                    )


def _stretches(paragraphs: Sequence[Paragraph], lines: Sequence[int]) -> Iterator[tuple[Emu, Emu]]:
    """Yield where consecutive lines begin, below the top of the first, and how high they are."""
    for _, members in groupby(enumerate(sorted(set(lines))), key=lambda one: one[1] - one[0]):
        run = [line for _, line in members]
        top = Emu(_height(paragraphs[: run[0]]) + emu(paragraphs[run[0]].space_before))
        yield top, Emu(_height(paragraphs[: run[-1] + 1]) - top)


def _height(paragraphs: Sequence[Paragraph]) -> Emu:
    """Return the height of paragraphs below each other."""
    points = (one.space_before + one.line_count * one.line_height for one in paragraphs)
    return emu(sum(points))
