"""Blocks of one region stacked from top to bottom: text flows together, the others stand alone."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from diptych.diagnostics import Span
from diptych.layout.placing import Filled
from diptych.model.geometry import Box, Emu, Pt, emu
from diptych.model.setting import Extent, Fitted, Hung
from diptych.model.shapes import Bullet, Paragraph, Shape, TextFrame
from diptych.model.style import Style
from diptych.model.theme import Region, Theme
from diptych.typography.measured_text import MeasuredText, set_text

_UNDER_HEADING = 0.4
"""Share of its space above that a paragraph keeps under a heading."""


class TextGroup(Struct, frozen=True):
    """Neighbouring text blocks, which share one frame; at full size."""

    measured: MeasuredText
    region: Region
    gap: Emu
    """Between it and what is above it."""
    lead: Paragraph | None
    """Its first paragraph with the space above it, where more text stands above in a frame of its
    own: the two are as far apart as in one frame."""
    fills_placeholder: bool

    @property
    def paragraphs(self) -> Sequence[Paragraph]:
        """Return its text."""
        return self.measured.paragraphs

    def fitted(self, width: Emu, scale: float) -> Fitted:
        """Return it at `width` and `scale`: as high as it is, and never too wide.

        A word that is too long for a line is parted.
        """
        height = Emu(self.measured.height(width, scale) + self.shift(scale))
        return Fitted(Extent(height, height), partial(self._draw, scale))

    def shift(self, scale: float) -> Emu:
        """Return how much lower than a gap below what is above it its text begins."""
        if self.lead is None:
            return Emu(0)
        return Emu(emu(self.lead.sizes(scale).space_before) - self.gap)

    def _draw(self, scale: float, room: Box) -> Sequence[Shape]:
        shift = self.shift(scale)
        frame = TextFrame(
            box=room.rows(Emu(room.y + shift), Emu(room.height - shift)),
            paragraphs=self.measured.solved(room.width, scale),
            role="text",
            region=self.region.name,
            fills_placeholder=self.fills_placeholder,
            anchor=self.region.anchor,
        )
        return (frame,)


class BlockGroup(Struct, frozen=True):
    """A block that is drawn as shapes of its own."""

    hung: Hung
    has_all_height: bool
    """Whether it is drawn in the middle of all that there is, rather than as high as it likes."""

    @property
    def paragraphs(self) -> Sequence[Paragraph]:
        """Return the text in it, captions left out."""
        return self.hung.setting.paragraphs

    def fitted(self, width: Emu, scale: float) -> Fitted:
        """Return it at what its indent leaves of `width`."""
        within = Emu(max(1, width - self.hung.indent))
        fitted = self.hung.setting.fitted(within, scale)
        return fitted._replace(draw=partial(self._draw, fitted, within))

    def _draw(self, fitted: Fitted, width: Emu, room: Box) -> Sequence[Shape]:
        natural = room.height if self.has_all_height else fitted.extent.natural
        height = Emu(min(room.height, natural))
        return fitted.draw(Box(Emu(room.x + self.hung.indent), room.y, width, height))


class RegionStack(Struct, frozen=True):
    """What goes into one region, measured once and good for every width and scale."""

    filled: Filled
    groups: tuple[TextGroup | BlockGroup, ...]
    gap: Emu
    """Between two of them."""

    @property
    def paragraphs(self) -> Iterator[Paragraph]:
        """Yield the text in it at full size, captions left out."""
        return (paragraph for group in self.groups for paragraph in group.paragraphs)

    def fitted(self, width: Emu, scale: float) -> FittedStack:
        """Return it at `width` and `scale`."""
        return FittedStack(self, scale, tuple(g.fitted(width, scale) for g in self.groups))


class FittedStack(Struct, frozen=True):
    """What goes into one region at one width and scale; the boxes it is given are as wide."""

    stack: RegionStack
    scale: float
    parts: tuple[Fitted, ...]
    """One for each group."""

    @property
    def extent(self) -> Extent:
        """Return its height, gaps included."""
        return Extent(
            Emu(sum([part.extent.natural for part in self.parts]) + self._gaps),
            Emu(sum([part.extent.least for part in self.parts]) + self._gaps),
        )

    def fits(self, box: Box) -> bool:
        """Return whether all of it has room in `box`."""
        return not self.excess(box) and not any(part.missing_width for part in self.parts)

    def excess(self, box: Box) -> Emu:
        """Return how much of it is too high for `box`, shrunk as far as it goes."""
        return Emu(max(0, self.extent.least - box.height))

    def draw(self, box: Box) -> Iterator[Shape]:
        """Yield its shapes in `box`, in reading order."""
        for part, room in zip(self.parts, self._rooms(box), strict=True):
            yield from part.draw(room)

    def overflow(self, box: Box) -> Overflow | None:
        """Return what has no room in `box`, None where all has."""
        excess = self.excess(box)
        if not excess:
            return self._too_wide()
        below = list(self._lines_below(box))
        if not below:
            return Overflow(self.stack.filled.blocks[-1].span, 0, 0.0, excess)
        return Overflow(below[0].span, len(below), below[0].sizes(self.scale).size, excess)

    @property
    def _gaps(self) -> int:
        return self.stack.gap * max(0, len(self.parts) - 1)

    def _rooms(self, box: Box) -> list[Box]:
        """Return the box of each group: a lone one has all of it, the last one what is left."""
        if len(self.parts) < 2:  # noqa: PLR2004 - nothing to share it with
            return [box for _ in self.parts]
        heights = self._heights(box)
        rooms = [
            box.rows(top, height)
            for top, height in zip(self._tops(heights, box), heights, strict=True)
        ]
        if self.stack.filled.region.anchor == "top":
            top = rooms[-1].y
            rooms[-1] = box.rows(top, Emu(max(heights[-1], box.bottom - top)))
        return rooms

    def _heights(self, box: Box) -> Sequence[Emu]:
        """Return the height of each group; what can shrink gives way in proportion."""
        extents = [part.extent for part in self.parts]
        surplus = sum(extent.natural for extent in extents) + self._gaps - box.height
        slack = sum(extent.natural - extent.least for extent in extents)
        share = min(1.0, max(0, surplus) / slack) if slack else 0.0
        return [
            Emu(extent.natural - math.ceil((extent.natural - extent.least) * share))
            for extent in extents
        ]

    def _tops(self, heights: Sequence[Emu], box: Box) -> list[Emu]:
        gap = self.stack.gap
        free = max(0, box.height - sum(heights) - self._gaps)
        offset = {"top": 0, "middle": free // 2, "bottom": free}[self.stack.filled.region.anchor]
        steps = (height + gap for height in heights[:-1])
        return [Emu(top) for top in itertools.accumulate(steps, initial=box.y + offset)]

    def _lines_below(self, box: Box) -> Iterator[Paragraph]:
        """Yield the paragraph of each line of text that ends below `box`."""
        tops = self._tops(self._heights(box), box)
        for group, top in zip(self.stack.groups, tops, strict=True):
            if isinstance(group, TextGroup):
                begin = top + group.shift(self.scale)
                for paragraph, end in group.measured.ends(box.width, self.scale):
                    if begin + end > box.bottom:
                        yield paragraph

    def _too_wide(self) -> Overflow | None:
        """Return the first block whose words are too long, None where there is none."""
        for group, part in zip(self.stack.groups, self.parts, strict=True):
            if part.missing_width and isinstance(group, BlockGroup):
                span = group.hung.setting.span
                return Overflow(span, 0, 0.0, part.missing_width, is_wide=True)
        return None


class Overflow(Struct, frozen=True):
    """What of a region ends below its box: where that begins, and how much it is."""

    span: Span
    lines: int
    """Lines of text; 0 where no text is too low, but something else too high."""
    size: float
    """The type size of the first of them."""
    excess: Emu
    is_wide: bool = False
    """Whether that is so much too wide, and not too high."""


def gather(filled: Filled, style: Style) -> RegionStack:
    """Return the blocks of a region grouped, set in `style` and measured."""
    return RegionStack(filled, tuple(_groups(filled, style)), style.theme.gap)


def _groups(filled: Filled, style: Style) -> Iterator[TextGroup | BlockGroup]:
    """Yield neighbouring text as one, what stands among it by itself."""
    role = filled.region.role
    parts = (part for block in filled.blocks for part in block.parts(style))
    fills_placeholder = filled.fills_placeholder and role == "text"
    for is_text, group in itertools.groupby(parts, lambda part: isinstance(part, Paragraph)):
        if is_text:
            paragraphs = [part for part in group if isinstance(part, Paragraph)]
            for measured, lead in _flows(paragraphs, style.theme):
                yield TextGroup(measured, filled.region, style.theme.gap, lead, fills_placeholder)
                fills_placeholder = False
        else:
            yield from (BlockGroup(p, role == "picture") for p in group if isinstance(p, Hung))


def _flows(
    paragraphs: Sequence[Paragraph], theme: Theme
) -> Iterator[tuple[MeasuredText, Paragraph | None]]:
    """Yield text in as few frames as its lists permit, and what leads one that follows another."""
    spaced = list(_spaced(paragraphs))
    starts = [0, *_restarts(spaced)]
    for start, end in itertools.pairwise((*starts, len(spaced))):
        yield set_text(spaced[start:end], theme), spaced[start] if start else None


def _restarts(paragraphs: Sequence[Paragraph]) -> Iterator[int]:
    """Yield the places where text needs a frame of its own, so that a list in it begins anew.

    PowerPoint takes items of one level that are numbered alike and directly follow one another for
    one list, LibreOffice even those with other text between them.
    """
    seen: dict[int, Bullet] = {}
    cut: int | None = None
    for index, paragraph in enumerate(paragraphs):
        bullet, level = paragraph.bullet, paragraph.level
        if bullet is None:
            if cut is None and (paragraph.kind != "text" or not paragraph.indent):
                cut = index  # no more of an item, which a further paragraph of it would be
            continue
        seen = {depth: one for depth, one in seen.items() if depth <= level}
        above = seen.pop(level, None)
        if above is not None and _is_mistaken(bullet, above):
            yield index if cut is None else cut
            seen = {}
        if bullet.number is not None:
            seen[level] = bullet if bullet.begins or above is None else above
        cut = None


def _is_mistaken(bullet: Bullet, above: Bullet) -> bool:
    """Return whether a list that `bullet` begins looks like more of one that begins with `above`.

    One that begins with a larger number is told apart by that.
    """
    if not bullet.begins or bullet.number is None or above.number is None:
        return False
    return bullet.numbering == above.numbering and bullet.number <= above.number


def _spaced(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Yield paragraphs, what stands under a heading drawn closer to it."""
    above: Paragraph | None = None
    for paragraph in paragraphs:
        if above is not None and above.kind == "heading" != paragraph.kind:
            space = Pt(round(paragraph.space_before * _UNDER_HEADING, 2))
            yield replace(paragraph, space_before=space)
        else:
            yield paragraph
        above = paragraph
