"""Blocks of one region stacked from top to bottom: text flows together, the others stand alone."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from diptych.diagnostics import Span
from diptych.layout.placing import Filled
from diptych.model.deck import Block, Extent, Hung, ShapeBlock, TextBlock
from diptych.model.geometry import Box, Emu, Pt, emu
from diptych.model.shapes import Bullet, Paragraph, Shape, TableShape, TextFrame
from diptych.model.style import Style
from diptych.model.theme import Region
from diptych.typography.measured_text import MeasuredText, set_text

_UNDER_HEADING = 0.4
"""Share of its space above that a paragraph keeps under a heading."""


class TextGroup(Struct, frozen=True):
    """Neighbouring text blocks, which share one frame; drawn at full size."""

    measured: MeasuredText
    lead: Paragraph | None = None
    """Its first paragraph with the space above it, where more text stands above in a frame of its
    own: the two are as far apart as in one frame."""

    def extent(self, width: Emu, style: Style, scale: float) -> Extent:
        """Return its height at `scale`; text can be made no lower than that."""
        height = Emu(self.measured.height(width, scale) + self.shift(style, scale))
        return Extent(height, height)

    def shift(self, style: Style, scale: float) -> Emu:
        """Return how much lower than a gap below what is above it its text begins."""
        if self.lead is None:
            return Emu(0)
        return Emu(emu(self.lead.sizes(scale).space_before) - style.theme.gap)

    def missing_width(self, width: Emu, style: Style, scale: float) -> Emu:  # noqa: ARG002 - as Single
        """Return nothing: a word that is too long for text is parted."""
        return Emu(0)


class BlockGroup(Struct, frozen=True):
    """A block that is drawn as shapes of its own."""

    block: ShapeBlock
    indent: Emu = Emu(0)
    """How far it stands in from the left, below an item of a list."""

    def extent(self, width: Emu, style: Style, scale: float) -> Extent:
        """Return its height at `scale`."""
        return self.block.measure(self._within(width), style.at(scale))

    def missing_width(self, width: Emu, style: Style, scale: float) -> Emu:
        """Return how much wider than `width` it would have to be at `scale`."""
        return self.block.missing_width(self._within(width), style.at(scale))

    def room(self, box: Box) -> Box:
        """Return what its indent leaves of `box`."""
        return replace(box, x=Emu(box.x + self.indent), width=self._within(box.width))

    def _within(self, width: Emu) -> Emu:
        return Emu(max(1, width - self.indent))


class RegionStack(Struct, frozen=True):
    """What goes into one region, measured once and good for every scale."""

    filled: Filled
    groups: tuple[TextGroup | BlockGroup, ...]
    style: Style
    """At full size."""
    paragraphs: tuple[Paragraph, ...]
    """The text in it at full size, captions left out."""

    def extent(self, width: Emu, scale: float) -> Extent:
        """Return its height, gaps included."""
        extents = self._extents(width, scale)
        gaps = self.style.theme.gap * max(0, len(extents) - 1)
        return Extent(
            Emu(sum([extent.natural for extent in extents]) + gaps),
            Emu(sum([extent.least for extent in extents]) + gaps),
        )

    def fits(self, box: Box, scale: float) -> bool:
        """Return whether all of it has room in `box`."""
        return not self.excess(box, scale) and not any(
            group.missing_width(box.width, self.style, scale) for group in self.groups
        )

    def excess(self, box: Box, scale: float) -> Emu:
        """Return how much of it is too high for `box`, shrunk as far as it goes."""
        return Emu(max(0, self.extent(box.width, scale).least - box.height))

    def heights(self, box: Box, scale: float) -> tuple[Emu, ...]:
        """Return the height of each group; what can shrink gives way in proportion."""
        extents = self._extents(box.width, scale)
        gaps = self.style.theme.gap * max(0, len(extents) - 1)
        surplus = sum(extent.natural for extent in extents) + gaps - box.height
        slack = sum(extent.natural - extent.least for extent in extents)
        share = min(1.0, max(0, surplus) / slack) if slack else 0.0
        return tuple(
            Emu(extent.natural - math.ceil((extent.natural - extent.least) * share))
            for extent in extents
        )

    def _extents(self, width: Emu, scale: float) -> list[Extent]:
        return [group.extent(width, self.style, scale) for group in self.groups]


def gather(filled: Filled, style: Style) -> RegionStack:
    """Return the blocks of a region grouped and measured; `style` is at full size."""
    groups = tuple(_grouped(filled.blocks, style))
    paragraphs = (p for group in groups for p in _paragraphs(group, filled.region, style))
    return RegionStack(filled, groups, style, tuple(paragraphs))


def _grouped(blocks: Sequence[Block], style: Style) -> Iterator[TextGroup | BlockGroup]:
    """Yield neighbouring text as one, what stands among it by itself."""
    for is_text, group in itertools.groupby(
        (part for block in blocks for part in _parts(block, style)),
        lambda part: isinstance(part, Paragraph),
    ):
        if is_text:
            paragraphs = [part for part in group if isinstance(part, Paragraph)]
            yield from _flows(paragraphs, style)
        else:
            yield from (
                BlockGroup(part.block, part.indent) for part in group if isinstance(part, Hung)
            )


def _parts(block: Block, style: Style) -> Iterator[Paragraph | Hung]:
    if isinstance(block, TextBlock):
        yield from block.parts(style)
    elif isinstance(block, ShapeBlock):
        yield Hung(block, Emu(0))


def _flows(paragraphs: Sequence[Paragraph], style: Style) -> Iterator[TextGroup]:
    """Yield text in as few frames as its lists permit."""
    spaced = list(_spaced(paragraphs))
    starts = [0, *_restarts(spaced)]
    for start, end in itertools.pairwise((*starts, len(spaced))):
        measured = set_text(spaced[start:end], style.theme)
        yield TextGroup(measured, spaced[start] if start else None)


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


def _paragraphs(group: TextGroup | BlockGroup, region: Region, style: Style) -> Sequence[Paragraph]:
    match group:
        case TextGroup():
            return group.measured.paragraphs
        case BlockGroup():
            width = region.box.width
            height = group.extent(width, style, 1.0).natural
            room = group.room(Box(Emu(0), Emu(0), width, height))
            drawn = group.block.draw(room, style)
            return [p for shape in drawn for p in _text_of(shape)]


def _text_of(shape: Shape) -> Sequence[Paragraph]:
    """Return the text in a shape, captions left out."""
    match shape:
        case TextFrame(role="text") | TableShape():
            return shape.paragraphs
        case _:
            return ()


def draw_stack(stack: RegionStack, box: Box, scale: float) -> tuple[Shape, ...]:
    """Return the shapes of a region in `box`, in reading order."""
    first = next((group for group in stack.groups if isinstance(group, TextGroup)), None)
    shapes: list[Shape] = []
    for group, room in zip(stack.groups, _rooms(stack, box, scale), strict=True):
        match group:
            case TextGroup():
                shapes.append(_frame(group, room, stack, scale, is_first=group is first))
            case BlockGroup():
                style = stack.style.at(scale)
                shapes += group.block.draw(_drawing_room(group, room, style), style)
    return tuple(shapes)


def _rooms(stack: RegionStack, box: Box, scale: float) -> list[Box]:
    """Return the box of each group: a lone one has all of it, the last one what is left below."""
    if len(stack.groups) < 2:  # noqa: PLR2004 - nothing to share it with
        return [box for _ in stack.groups]
    heights = stack.heights(box, scale)
    rooms = [
        box.rows(top, height)
        for top, height in zip(_tops(heights, box, stack.style), heights, strict=True)
    ]
    if stack.style.region.anchor == "top":
        top = rooms[-1].y
        rooms[-1] = box.rows(top, Emu(max(heights[-1], box.bottom - top)))
    return rooms


def _tops(heights: Sequence[Emu], box: Box, style: Style) -> list[Emu]:
    gap = style.theme.gap
    free = max(0, box.height - sum(heights) - gap * (len(heights) - 1))
    offset = {"top": 0, "middle": free // 2, "bottom": free}[style.region.anchor]
    steps = (height + gap for height in heights[:-1])
    return [Emu(top) for top in itertools.accumulate(steps, initial=box.y + offset)]


def _drawing_room(group: BlockGroup, room: Box, style: Style) -> Box:
    """Return the box that a block is drawn in: all there is in a picture's region, else its own."""
    if style.region.role == "picture":
        return room
    within = group.room(room)
    natural = group.block.measure(within.width, style).natural
    return replace(within, height=Emu(min(room.height, natural)))


def _frame(
    group: TextGroup, room: Box, stack: RegionStack, scale: float, *, is_first: bool
) -> TextFrame:
    measured = group.measured.scaled(scale)
    region = stack.filled.region
    shift = group.shift(stack.style, scale)
    return TextFrame(
        box=room.rows(Emu(room.y + shift), Emu(room.height - shift)),
        paragraphs=measured.paragraphs,
        lines=measured.shown(room.width),
        role="text",
        region=region.name,
        fills_placeholder=is_first and stack.filled.fills_placeholder and region.role == "text",
        anchor=region.anchor,
    )


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


def overflow(stack: RegionStack, box: Box, scale: float) -> Overflow | None:
    """Return what has no room in `box`, None where all has."""
    excess = stack.excess(box, scale)
    if not excess:
        return _too_wide(stack, box, scale)
    tops = _tops(stack.heights(box, scale), box, stack.style)
    below = [
        paragraph
        for group, top in zip(stack.groups, tops, strict=True)
        if isinstance(group, TextGroup)
        for paragraph, bottom in _lines(group.measured.scaled(scale), box.width)
        if top + group.shift(stack.style, scale) + bottom > box.bottom
    ]
    if not below:
        return Overflow(stack.filled.blocks[-1].span, 0, 0.0, excess)
    return Overflow(below[0].span, len(below), below[0].size, excess)


def _too_wide(stack: RegionStack, box: Box, scale: float) -> Overflow | None:
    """Return the first block whose words are too long for `box`, None where there is none."""
    for group in stack.groups:
        lacking = group.missing_width(box.width, stack.style, scale)
        if lacking and isinstance(group, BlockGroup):
            return Overflow(group.block.span, 0, 0.0, lacking, is_wide=True)
    return None


def _lines(measured: MeasuredText, width: Emu) -> Iterator[tuple[Paragraph, Emu]]:
    """Yield the paragraph of each line, and how far below the frame's top the line ends."""
    points = 0.0
    needed = measured.needed(width)
    for index, (paragraph, count) in enumerate(zip(measured.paragraphs, needed, strict=True)):
        points += paragraph.space_before if index else 0.0
        for _ in range(count):
            points += paragraph.line_height
            yield paragraph, emu(points)
