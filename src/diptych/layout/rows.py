"""The heights of regions: alike in a row, and those of panels no larger than they need.

Cards that stand in columns are each as high as their content, and columns end at one height. Open
columns, which have a line above each group and no box, all begin at the top, and end where they do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from diptych.layout.ruled import ruled_heights
from diptych.model.geometry import EMU_PER_PX, Box, Emu, from_px

_STEP = from_px(24)
"""Panels that leave some of the height are as high as they need, in steps of this.

Few heights make slides alike, and few layouts in PowerPoint.
"""
_NEARLY_ALL = 0.9
"""The share of the height from which on panels take all of it."""
_EMPTY = 0.3
"""The share of the height from which on a column that would be so much higher than it needs ends
with its content: a card that is much taller than its words looks unfinished."""
_ABOVE = 1 / 3
"""How much of the height that panels leave is above them, if that is much."""
_MOST_AIR = from_px(32)
"""How far above the line of the next group the words of an open column end, beside the insets."""
_MUCH = 0.25
"""A share of the height; if less is left, panels begin where those of other slides do."""
_SPARSE = 0.55
"""The same for open columns, which hang from one line on all slides but those of a few words."""


class Wish(NamedTuple):
    """A region with content, and how high that is."""

    box: Box
    """The region's box in its layout."""
    height: Emu
    is_panel: bool
    least: Emu = Emu(0)
    """How high it is when shrunk as far as possible."""
    is_ruled: bool = False
    """Whether it stands below a line, as rows of a table do."""


def between(box: Box, top: Emu, floor: Emu) -> Box:
    """Return the part of `box` below `top` and above `floor`."""
    begin = Emu(max(box.y, top))
    return box.rows(begin, Emu(max(0, min(box.bottom, floor) - begin)))


def rows_of(wishes: Sequence[Wish], top: Emu, floor: Emu) -> list[Box]:
    """Return the box of each region below `top` and above `floor`, given in reading order.

    A row without panels is as high as its content, such as the heads of rows of cards. Without any
    panel, and in one row below lines, regions keep all of their height, since nothing shows it.
    """
    if not any(wish.is_panel for wish in wishes) or _are_columns(wishes):
        return [between(wish.box, top, floor) for wish in wishes]
    rows = [[w for w in wishes if w.box.y == y] for y in sorted({w.box.y for w in wishes})]
    area = _area(wishes, top, floor)
    place = _ruled if any(wish.is_ruled for wish in wishes) else _placed
    placed = dict(zip((row[0].box.y for row in rows), place(rows, area), strict=True))
    return [wish.box.rows(*placed[wish.box.y]) for wish in wishes]


def columns_of(wishes: Sequence[Wish], top: Emu, floor: Emu) -> list[Box]:
    """Return the box of each card below `top` and above `floor`, given column by column.

    In a column, each is as high as its content, and takes its part of what the fullest column has
    more. Columns that are much emptier than that end with the fullest of them. Cards side by side
    are equally high if there is room for that. Those below lines are columns without boxes: each
    group is as high as its content, and a little more, and the last has what is left. Columns of
    numbers, which are no panels, have all of their height.
    """
    if not any(wish.is_panel for wish in wishes):
        return [between(wish.box, top, floor) for wish in wishes]
    begin, room = _area(wishes, top, floor)
    columns = _level(_columns(wishes), room)
    needs = list(map(_needed, columns))
    if all(wish.is_ruled for wish in wishes):
        lowered = _above(room - max(needs), room, _SPARSE)
        begin, room = Emu(begin + lowered), Emu(room - lowered)
        return [box for column in columns for box in _hung(column, begin, room)]
    height = _stepped(max(needs), room)
    lower = [need for need in needs if need < height - room * _EMPTY]
    less = _stepped(max(lower, default=0), room)
    begin = Emu(begin + _above(room - height, room))
    return [
        box
        for column, need in zip(columns, needs, strict=True)
        for box in _stacked(column, begin, less if need in lower else height)
    ]


def least_height(wishes: Sequence[Wish], *, has_tracks: bool) -> Emu:
    """Return how high regions are together when all are shrunk as far as possible.

    Panels are in rows, or in columns of their own; without any, regions are side by side.
    """
    least = [wish._replace(height=wish.least) for wish in wishes]
    if not any(wish.is_panel for wish in least):
        return max((wish.height for wish in least), default=Emu(0))
    if has_tracks:
        return Emu(max(_needed(column) for column in _columns(least)))
    rows = [[w for w in least if w.box.y == y] for y in sorted({w.box.y for w in least})]
    return Emu(sum(max(wish.height for wish in row) for row in rows) + sum(_gaps_below(rows)))


def emptiness(wishes: Sequence[Wish], top: Emu, floor: Emu) -> float:
    """Return how much less the emptiest column of cards needs than the fullest.

    It is a share of the height below `top` and above `floor`: a line less on small cards is little.
    """
    _, room = _area(wishes, top, floor)
    columns = _columns(wishes)
    is_grid = all(len(column) > 1 for column in columns)
    needs = [_needed(column) for column in (_level(columns, room) if is_grid else columns)]
    whole = max(*needs, room)
    return (max(needs) - min(needs)) / whole if whole else 0.0


def free_below(wishes: Sequence[Wish], top: Emu, floor: Emu) -> float:
    """Return the share of the height below `top` and above `floor` that all columns leave free."""
    _, room = _area(wishes, top, floor)
    return 1 - max(map(_needed, _columns(wishes))) / room if room else 0.0


def _columns(wishes: Sequence[Wish]) -> list[list[Wish]]:
    return [[w for w in wishes if w.box.x == x] for x in sorted({w.box.x for w in wishes})]


def _level(columns: list[list[Wish]], room: Emu) -> list[list[Wish]]:
    """Return columns with cards side by side of one height, if they have equally many and it fits.

    Edges that miss each other by a little look like a mistake. Two cards of two widths, the lesser
    of which is an aside, need not be of one height.
    """
    widths, counts = ({one[0].box.width for one in columns}, {len(one) for one in columns})
    if len(counts) > 1 or (counts == {1} and max(widths) - min(widths) > EMU_PER_PX):
        return columns
    heights = [max(wish.height for wish in row) for row in zip(*columns, strict=True)]
    level = [
        [wish._replace(height=height) for wish, height in zip(column, heights, strict=True)]
        for column in columns
    ]
    return level if max(map(_needed, level)) <= room else columns


def _gaps(column: Sequence[Wish]) -> list[int]:
    return [max(0, below.box.y - above.box.bottom) for above, below in pairwise(column)]


def _needed(column: Sequence[Wish]) -> int:
    return sum(wish.height for wish in column) + sum(_gaps(column))


def _stacked(column: Sequence[Wish], begin: Emu, height: Emu) -> Iterator[Box]:
    """Yield the boxes of a column of a height."""
    gaps = _gaps(column)
    free = height - sum(gaps)
    natural = sum(wish.height for wish in column)
    heights = [wish.height for wish in column]
    if natural > free:
        slack = natural - sum(wish.least for wish in column)
        share = min(1.0, (natural - free) / slack) if slack else 0.0
        heights = [Emu(int(w.height - (w.height - w.least) * share)) for w in column]
    elif natural:
        heights = [Emu(int(free * wish.height // natural)) for wish in column]
    top = begin
    for wish, own, gap in zip(column, heights, (*gaps, 0), strict=True):
        yield wish.box.rows(top, Emu(max(0, min(own, begin + height - top))))
        top = Emu(top + own + gap)


def _are_columns(wishes: Sequence[Wish]) -> bool:
    """Return whether regions stand side by side, each below a line."""
    return len({wish.box.y for wish in wishes}) == 1 and all(wish.is_ruled for wish in wishes)


def _hung(column: Sequence[Wish], begin: Emu, room: Emu) -> Iterator[Box]:
    """Yield the boxes of an open column; the last has the rest of the height, unseen."""
    free = room - _needed(column)
    if free < 0:
        yield from _stacked(column, begin, room)
        return
    air = min(_MOST_AIR, free // len(column))
    top = begin
    for wish, gap in zip(column, _gaps(column), strict=False):
        yield wish.box.rows(top, Emu(wish.height + air))
        top = Emu(top + wish.height + air + gap)
    yield column[-1].box.rows(top, Emu(begin + room - top))


def _stepped(need: int, room: Emu) -> Emu:
    """Return how high panels are that need so much of the room that there is."""
    height = Emu(-(-need // _STEP) * _STEP)
    return height if height < room * _NEARLY_ALL else room


def _above(free: int, room: int, much: float = _MUCH) -> int:
    """Return how far below the top of their room panels begin that leave so much of it free."""
    return round(_ABOVE * free) if free > room * much else 0


def _area(wishes: Sequence[Wish], top: Emu, floor: Emu) -> tuple[Emu, Emu]:
    """Return where the rows begin, and how high they may be together."""
    begin = max(top, min(wish.box.y for wish in wishes))
    end = min(floor, max(wish.box.bottom for wish in wishes))
    return Emu(begin), Emu(max(0, end - begin))


def _gaps_below(rows: Sequence[Sequence[Wish]]) -> list[Emu]:
    return [
        Emu(max(0, below[0].box.y - max(wish.box.bottom for wish in row)))
        for row, below in pairwise(rows)
    ]


def _ruled(rows: Sequence[Sequence[Wish]], area: tuple[Emu, Emu]) -> Iterator[tuple[Emu, Emu]]:
    """Yield the top of each row and its height; those without lines are as high as they need.

    Where there is room, lines stand on whole pixels, so that all are equally sharp.
    """
    top, whole = area
    gaps = _gaps_below(rows)
    heights = [max(wish.height for wish in row) for row in rows]
    ruled = [n for n, row in enumerate(rows) if any(wish.is_ruled for wish in row)]
    fixed = sum(heights) - sum(heights[n] for n in ruled) + sum(gaps)
    shared = ruled_heights([heights[n] for n in ruled], Emu(max(0, whole - fixed)))
    is_snapped = all(own - heights[n] >= EMU_PER_PX for n, own in zip(ruled, shared, strict=True))
    for number, height in zip(ruled, shared, strict=True):
        heights[number] = height
    tops = [top]
    for number, (height, gap) in enumerate(zip(heights, (*gaps, Emu(0)), strict=True)):
        tops.append(Emu(tops[number] + height + gap))
    for number, gap in enumerate((*gaps, Emu(0))):
        begin, end = (
            _whole_px(tops[at]) if is_snapped and at in ruled else tops[at]
            for at in (number, number + 1)
        )
        yield begin, Emu(end - gap - begin)


def _whole_px(y: Emu) -> Emu:
    """Return the first whole pixel from a height on."""
    return Emu(-(-y // EMU_PER_PX) * EMU_PER_PX)


def _placed(rows: Sequence[Sequence[Wish]], area: tuple[Emu, Emu]) -> Iterator[tuple[Emu, Emu]]:
    """Yield the top of each row and its height."""
    begin, whole = area
    gaps = _gaps_below(rows)
    needed = [max(wish.height for wish in row) for row in rows]
    room = max(0, whole - sum(gaps))
    panels = [n for n, row in enumerate(rows) if any(wish.is_panel for wish in row)]
    fixed = sum(needed) - sum(needed[n] for n in panels)
    heights_of_panels = _heights([needed[n] for n in panels], max(0, room - fixed))
    shared = dict(zip(panels, heights_of_panels, strict=True))
    heights = [shared.get(n, height) for n, height in enumerate(needed)]
    free = max(0, room - sum(heights))
    top = begin + (_above(free, room) if len(panels) == len(rows) else round(_ABOVE * free))
    for height, gap in zip(heights, (*gaps, Emu(0)), strict=True):
        yield Emu(top), height
        top += height + gap


def _heights(needed: Sequence[Emu], room: int) -> list[Emu]:
    """Return the height of each row of panels: alike if all fit, else in proportion to its need."""
    count = len(needed)
    each = _stepped(max(needed, default=Emu(0)), Emu(room // count)) if count else Emu(0)
    if max(needed, default=Emu(0)) <= each:
        return [each] * count
    whole = sum(needed)
    return [Emu(int(room * one // whole)) if whole else Emu(0) for one in needed]
