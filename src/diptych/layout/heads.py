"""Heads of groups in one row: all take as many lines as the longest, so that points are level.

The room below a shorter head is space above the paragraph after it, which PowerPoint keeps when
somebody types in the card.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from msgspec.structs import replace

from diptych.layout.ruled import is_ruled
from diptych.layout.stacking import FittedStack, TextGroup
from diptych.model.geometry import Box, Emu, Pt, emu
from diptych.model.paragraph import Paragraph
from diptych.model.setting import Extent, Fitted
from diptych.model.shapes import Shape
from diptych.model.text_frame import TextFrame

_FEWEST = 3
"""Cards that make a row, along which eyes go."""
_MOST_OPEN = 1
"""The most lines by which points of a group without a box are lowered: a greater gap below a head
is seen before points that are not level."""


def level_heads(stacks: Sequence[FittedStack], *, has_tracks: bool) -> list[FittedStack]:
    """Return stacks whose groups, if all are in one row, have heads of one height.

    These are three cards or more, or groups below lines, without boxes, if their heads differ by
    little. Of two cards, and of low ones below each other, a gap below a head is seen before points
    that are not level.
    """
    row = [index for index, one in enumerate(stacks) if _has_head(one)]
    if not row or not _are_in_row([stacks[index] for index in row], has_tracks=has_tracks):
        return list(stacks)
    lines = {index: stacks[index].head_lines for index in row}
    fewer = {index: max(lines.values()) - own for index, own in lines.items()}
    are_open = any(is_ruled(stacks[index].stack.filled.region) for index in row)
    if max(fewer.values()) > _MOST_OPEN if are_open else len(row) < _FEWEST:
        return list(stacks)
    return [
        _lowered(one, fewer[index]) if fewer.get(index) else one for index, one in enumerate(stacks)
    ]


def _are_in_row(groups: Sequence[FittedStack], *, has_tracks: bool) -> bool:
    """Return whether groups are side by side; names beside their points are narrower than these."""
    boxes = [one.stack.filled.region.box for one in groups]
    if has_tracks:
        return len({box.x for box in boxes}) == len(boxes)
    are_alike = len({box.width for box in boxes}) == 1
    are_open = any(is_ruled(one.stack.filled.region) for one in groups)
    return len({box.y for box in boxes}) == 1 and (are_alike or not are_open)


def _has_head(fitted: FittedStack) -> bool:
    """Return whether it is on a panel, and begins with a head that has points below it."""
    stack = fitted.stack
    panel = stack.filled.region.panel
    if panel is None or stack.filled.by_hand or not stack.groups:
        return False
    first = stack.groups[0]
    return isinstance(first, TextGroup) and _begins_with_head(first.paragraphs)


def _begins_with_head(paragraphs: Sequence[Paragraph]) -> bool:
    if len(paragraphs) < 2:  # noqa: PLR2004 - a head and what is below it
        return False
    head, below = paragraphs[0], paragraphs[_first_below(paragraphs)]
    return head.kind == "item" and head.bullet is None and head.level < below.level


def _first_below(paragraphs: Sequence[Paragraph]) -> int:
    """Return the index of the first paragraph below a head and its note, of two or more."""
    return 2 if paragraphs[1].kind == "text" and paragraphs[2:] else 1


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
    at = _first_below(frame.paragraphs)
    below, *rest = frame.paragraphs[at:]
    space = Pt(round(below.space_before + more, 2))
    below = replace(below, space_before=space)
    lower = (one.lowered(emu(more)) for one in (below, *rest))
    return (replace(frame, paragraphs=(*frame.paragraphs[:at], *lower)), *others)
