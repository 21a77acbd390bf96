"""Heads of cards in one row: all take as many lines as the longest, so that points are level.

The room below a shorter head is space above the paragraph after it, which PowerPoint keeps when
somebody types in the card.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from msgspec.structs import replace

from diptych.layout.stacking import FittedStack, TextGroup
from diptych.model.geometry import Box, Emu, Pt, emu
from diptych.model.setting import Extent, Fitted
from diptych.model.shapes import Paragraph, Shape, TextFrame

_FEWEST = 3
"""Cards that make a row, along which eyes go."""


def level_heads(stacks: Sequence[FittedStack], *, has_tracks: bool) -> list[FittedStack]:
    """Return stacks of which the cards, if three or more are in a row, have heads of one height.

    Of two cards, of low ones below each other, and of columns without boxes, a gap below a head is
    seen before points that are not level.
    """
    row = [index for index, one in enumerate(stacks) if _has_head(one)]
    boxes = [stacks[index].stack.filled.region.box for index in row]
    places = {box.x if has_tracks else box.y for box in boxes}
    if len(row) < _FEWEST or len(places) != (len(row) if has_tracks else 1):
        return list(stacks)
    most = max(stacks[index].head_lines for index in row)
    lacks = {index: most - stacks[index].head_lines for index in row}
    return [
        _lowered(one, lacks[index]) if lacks.get(index) else one for index, one in enumerate(stacks)
    ]


def _has_head(fitted: FittedStack) -> bool:
    """Return whether it is on a panel, and begins with a head that has points below it."""
    stack = fitted.stack
    panel = stack.filled.region.panel
    if panel is None or panel.form == "upper-edge" or stack.filled.by_hand or not stack.groups:
        return False
    first = stack.groups[0]
    return isinstance(first, TextGroup) and _begins_with_head(first.paragraphs)


def _begins_with_head(paragraphs: Sequence[Paragraph]) -> bool:
    if len(paragraphs) < 2:  # noqa: PLR2004 - a head and what is below it
        return False
    head, below = paragraphs[:2]
    return head.kind == "item" and head.bullet is None and head.level < below.level


def _lowered(fitted: FittedStack, lines: int) -> FittedStack:
    """Return a card with what is below its head so many lines of that lower."""
    first, *others = fitted.parts
    head = next(fitted.stack.paragraphs)
    more = Pt(round(lines * head.sizes(fitted.density).line_height, 2))
    natural, least = first.extent
    part = first._replace(
        extent=Extent(Emu(natural + emu(more)), Emu(least + emu(more))),
        draw=partial(_draw, first, more),
    )
    return replace(fitted, parts=(part, *others))


def _draw(fitted: Fitted, more: Pt, room: Box) -> Sequence[Shape]:
    frame, *others = fitted.draw(room)
    assert isinstance(frame, TextFrame)  # noqa: S101 - text is drawn as one
    head, below, *rest = frame.paragraphs
    space = Pt(round(below.space_before + more, 2))
    below = replace(below, space_before=space)
    lower = (one.lowered(emu(more)) for one in (below, *rest))
    return (replace(frame, paragraphs=(head, *lower)), *others)
