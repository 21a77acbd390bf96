"""Pages: the content of regions divided as evenly as can be."""

from __future__ import annotations

from itertools import pairwise
from typing import Protocol

from diptych.layout.dividing import Division
from diptych.model.geometry import Emu

MOST_PAGES = 200
"""The most pages of one slide; a book is no slide."""

_PARTED = 0.3
"""The price of dividing an item, as a share of a page left empty."""


class Room(Protocol):
    """How high a page is."""

    def __call__(self, cited: frozenset[int], *, begins: bool) -> Emu:
        """Return the height of a page that cites some sources, and `begins` the region or not."""


_TORN = 2
"""How many pages of a single line are as bad as a break between pieces that belong together."""
Plan = tuple[int, int, tuple[tuple[int, int], ...]]
"""How bad divisions are, the number of pages, and the pieces on each of them."""


def even_pages(division: Division, room: Room) -> Plan:
    """Return the pages of a division: without bad divisions if possible, few, evenly filled.

    A page of a single line is bad, and one that ends with what holds the next piece is worse.
    """
    pieces = division.pieces
    count = len(pieces)
    unknown = (count + 1, 0, 0)
    best: list[tuple[int, int, float]] = [unknown] * (count + 1)
    price = (room(frozenset(), begins=False) // 1000 * _PARTED) ** 2
    before = [0] * (count + 1)
    best[0] = (0, 0, 0)
    for start in range(count):
        if best[start] == unknown:
            continue
        bad, pages, squares = best[start]
        height, lines, spare = 0, 0, 0
        cited: frozenset[int] = frozenset()
        for end in range(start + 1, count + 1):
            piece = pieces[end - 1]
            is_new = end - 1 == start or division.owners[end - 1] != division.owners[end - 2]
            height += piece.height + (piece.above if end - 1 > start else 0)
            height += division.around(end - 1) if is_new else 0
            lines += piece.lines
            cited |= piece.cited
            spare = max(spare, division.spares[end - 1])
            if height > room(cited, begins=start == 0) - spare and end > start + 1:
                break
            badness = _TORN * (piece.holds_next and end < count) or (lines == 1 and count > 1)
            parted = price if end < count and pieces[end].parts_item else 0
            cost = (bad + badness, pages + 1, squares + (height // 1000) ** 2 + parted)
            if cost < best[end]:
                best[end], before[end] = cost, start
    ends = [count]
    while ends[-1]:
        ends.append(before[ends[-1]])
    return best[count][0], best[count][1], tuple(pairwise(reversed(ends)))
