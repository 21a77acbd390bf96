"""Blocks of one region stacked from top to bottom: text flows together, other blocks stand alone."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from diptych.layout.placing import Filled
from diptych.model.deck import Block, Extent, ShapeBlock, TextBlock
from diptych.model.geometry import Box, Emu, Pt
from diptych.model.shapes import Paragraph, Shape, TextFrame
from diptych.model.style import Style
from diptych.typography.measure import count_lines, needed_lines, own_ruler, text_height


@dataclass(frozen=True, slots=True)
class Stack:
    """The shapes of one region, and by how much they are too high for it."""

    shapes: tuple[Shape, ...]
    height: Emu
    """What the blocks take, gaps included."""
    excess: Emu
    """Height that has no room; 0 where everything fits."""
    over: Paragraph | None = None
    """The first paragraph that ends below the box."""

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Return the paragraphs of its body text, captions left out."""
        frames = (shape for shape in self.shapes if isinstance(shape, TextFrame))
        return tuple(p for frame in frames if frame.role == "text" for p in frame.paragraphs)


@dataclass(frozen=True, slots=True)
class _Text:
    paragraphs: tuple[Paragraph, ...]
    needed: tuple[int, ...]
    extent: Extent


@dataclass(frozen=True, slots=True)
class _Drawn:
    block: ShapeBlock
    extent: Extent


_Group = _Text | _Drawn


def stack(filled: Filled, box: Box, style: Style) -> Stack:
    """Return the blocks of `filled` stacked in `box`."""
    groups = [_group(blocks, box.width, style) for blocks in _grouped(filled.blocks)]
    gap = style.theme.gap
    heights, excess = _heights([group.extent for group in groups], box.height, gap)
    tops = list(_tops(heights, box, style, gap))
    shapes: list[Shape] = []
    for index, group in enumerate(groups):
        room = _room(index, tops, heights, box, style)
        shapes += _shapes(group, room, filled, style, first=index == 0)
    over = _first_over(groups, tops, box) if excess else None
    height = Emu(sum(heights) + gap * max(0, len(heights) - 1))
    return Stack(tuple(shapes), height, excess, over)


def _grouped(blocks: Sequence[Block]) -> Iterator[tuple[Block, ...]]:
    for is_text, group in itertools.groupby(blocks, lambda block: isinstance(block, TextBlock)):
        if is_text:
            yield tuple(group)
        else:
            yield from ((block,) for block in group)


def _group(blocks: tuple[Block, ...], width: Emu, style: Style) -> _Group:
    first = blocks[0]
    if isinstance(first, ShapeBlock):
        return _Drawn(first, first.measure(width, style))
    paragraphs = tuple(p for b in blocks if isinstance(b, TextBlock) for p in b.draw(style))
    if paragraphs:
        paragraphs = (replace(paragraphs[0], space_before=Pt(0)), *paragraphs[1:])
    needed = tuple(needed_lines(paragraph, width, style.theme) for paragraph in paragraphs)
    height = text_height(paragraphs, needed)
    return _Text(paragraphs, needed, Extent(height, height))


def _heights(extents: list[Extent], room: Emu, gap: Emu) -> tuple[list[Emu], Emu]:
    """Return the height of each group, shrunk where it can, and what is still too much."""
    gaps = gap * max(0, len(extents) - 1)
    surplus = sum(extent.natural for extent in extents) + gaps - room
    if surplus <= 0:
        return [extent.natural for extent in extents], Emu(0)
    slack = sum(extent.natural - extent.least for extent in extents)
    taken = min(surplus, slack)
    heights = [
        Emu(extent.natural - (round(taken * (extent.natural - extent.least) / slack) if slack else 0))
        for extent in extents
    ]
    # Rounding each group's share may leave a hair: a picture gives it, nobody sees it.
    return heights, Emu(max(0, surplus - slack))


def _tops(heights: list[Emu], box: Box, style: Style, gap: Emu) -> Iterator[Emu]:
    total = sum(heights) + gap * max(0, len(heights) - 1)
    free = max(0, box.height - total)
    offset = {"top": 0, "middle": free // 2, "bottom": free}[style.region.anchor]
    top = box.y + offset
    for height in heights:
        yield Emu(top)
        top += height + gap


def _room(index: int, tops: list[Emu], heights: list[Emu], box: Box, style: Style) -> Box:
    if len(tops) == 1:
        return box
    if index == len(tops) - 1 and style.region.anchor == "top":
        return box.rows(tops[index], Emu(max(heights[index], box.bottom - tops[index])))
    return box.rows(tops[index], heights[index])


def _shapes(
    group: _Group, room: Box, filled: Filled, style: Style, *, first: bool
) -> tuple[Shape, ...]:
    match group:
        case _Drawn() if style.region.role == "picture":
            return group.block.draw(room, style)
        case _Drawn():
            height = Emu(min(room.height, group.extent.natural))
            return group.block.draw(replace(room, height=height), style)
        case _Text():
            return (_frame(group, room, filled, style, first=first),)


def _frame(group: _Text, room: Box, filled: Filled, style: Style, *, first: bool) -> TextFrame:
    ruler = own_ruler(style.theme)
    return TextFrame(
        box=room,
        paragraphs=group.paragraphs,
        lines=tuple(count_lines(p, room.width, ruler) for p in group.paragraphs),
        role="text",
        region=filled.region.name,
        fills=first and filled.fills and style.region.role == "text",
        anchor=style.region.anchor,
    )


def _first_over(groups: list[_Group], tops: list[Emu], box: Box) -> Paragraph | None:
    for group, top in zip(groups, tops, strict=True):
        if not isinstance(group, _Text):
            continue
        for index in range(len(group.paragraphs)):
            height = text_height(group.paragraphs[: index + 1], group.needed[: index + 1])
            if top + height > box.bottom:
                return group.paragraphs[index]
    return None
