"""The heights of regions: alike in a row, and those of panels no larger than they need."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from diptych.model.geometry import Box, Emu

_SHARES = (0.5, 0.75)
"""How much of the height panels take if their content leaves the rest.

Few heights make slides alike, and few layouts in PowerPoint.
"""
_ABOVE = 1 / 3
"""How much of the height that panels leave is above them."""


class Wish(NamedTuple):
    """A region with content, and how high that is."""

    box: Box
    """The region's box in its layout."""
    height: Emu
    is_panel: bool


def between(box: Box, top: Emu, floor: Emu) -> Box:
    """Return the part of `box` below `top` and above `floor`."""
    begin = Emu(max(box.y, top))
    return box.rows(begin, Emu(max(0, min(box.bottom, floor) - begin)))


def rows_of(wishes: Sequence[Wish], top: Emu, floor: Emu) -> list[Box]:
    """Return the box of each region below `top` and above `floor`, given in reading order.

    A row without panels is as high as its content, such as the heads of rows of cards. Without any
    panel, regions keep all of their height, which nobody sees.
    """
    if not any(wish.is_panel for wish in wishes):
        return [between(wish.box, top, floor) for wish in wishes]
    rows = [[w for w in wishes if w.box.y == y] for y in sorted({w.box.y for w in wishes})]
    area = _area(wishes, top, floor)
    placed = dict(zip((row[0].box.y for row in rows), _placed(rows, area), strict=True))
    return [wish.box.rows(*placed[wish.box.y]) for wish in wishes]


def _area(wishes: Sequence[Wish], top: Emu, floor: Emu) -> tuple[Emu, Emu]:
    """Return where the rows begin, and how high they may be together."""
    begin = max(top, min(wish.box.y for wish in wishes))
    end = min(floor, max(wish.box.bottom for wish in wishes))
    return Emu(begin), Emu(max(0, end - begin))


def _placed(rows: Sequence[Sequence[Wish]], area: tuple[Emu, Emu]) -> Iterator[tuple[Emu, Emu]]:
    """Yield the top of each row and its height."""
    begin, whole = area
    gaps = [
        Emu(max(0, below[0].box.y - max(wish.box.bottom for wish in row)))
        for row, below in pairwise(rows)
    ]
    needed = [max(wish.height for wish in row) for row in rows]
    room = max(0, whole - sum(gaps))
    panels = [n for n, row in enumerate(rows) if any(wish.is_panel for wish in row)]
    fixed = sum(needed) - sum(needed[n] for n in panels)
    heights_of_panels = _heights([needed[n] for n in panels], max(0, room - fixed))
    shared = dict(zip(panels, heights_of_panels, strict=True))
    heights = [shared.get(n, height) for n, height in enumerate(needed)]
    top = begin + round(_ABOVE * max(0, room - sum(heights)))
    for height, gap in zip(heights, (*gaps, Emu(0)), strict=True):
        yield Emu(top), height
        top += height + gap


def _heights(needed: Sequence[Emu], room: int) -> list[Emu]:
    """Return the height of each row of panels: alike if all fit, else in proportion to its need."""
    count = len(needed)
    for share in (*_SHARES, 1.0):
        each = Emu(int(room * share) // count)
        if max(needed) <= each:
            return [each] * count
    whole = sum(needed)
    return [Emu(int(room * one // whole)) if whole else Emu(0) for one in needed]
