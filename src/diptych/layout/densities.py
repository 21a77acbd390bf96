"""The density at which the body of a slide fits best."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from diptych.layout.body import Body, Trial
from diptych.layout.fullness import is_filled
from diptych.layout.ruled import is_ruled
from diptych.layout.stacking import (
    BlockGroup,
)
from diptych.model.density import Density
from diptych.model.geometry import emu
from diptych.model.paragraph import Paragraph
from diptych.typography.table_text import TableText

_EARLY = 2
"""How many densities are tried one after the other, as most slides fit at one of these."""
_STEPS_FOR_LINES, _STEPS_FOR_WORDS = 2, 3
"""How many densities smaller type may be to keep lines of a listing, and words, unbroken."""
_LOOSE = (1.15, 1.1, 1.05)
"""Factors by which the leading of cards with room to spare may grow, the largest first."""
_AIRY = (2.5, 2.25, 2.0, 1.75, 1.5, 1.25)
"""Factors by which the space between paragraphs in regions below lines may grow, the largest
first."""


def largest_fitting(
    body: Body, densities: Sequence[Density], tried: Sequence[int], *, below: float = math.inf
) -> int | None:
    """Return the index of the first of the `tried` densities that fits; None if none does.

    None also if only those from `below` on fit, which is less work to find out. One that is a
    little smaller is better if it keeps more words whole, or more lines of a listing; type
    that is much smaller would cost more than a wrapped line.
    """

    def at(place: int) -> Trial:
        return body.at(densities[tried[place]])

    # What is smaller is never higher, so bisection works.
    end = bisect_left(tried, below)
    if end < len(tried) and not (end and at(end - 1).fits):
        return None
    early = min(end, _EARLY)
    first = next((place for place in range(early) if at(place).fits), None)
    if first is None:
        first = bisect_left(range(end), True, early, key=lambda place: at(place).fits)
    if first == len(tried):
        return None
    if at(first).wraps:
        near = range(first, min(first + 1 + _STEPS_FOR_LINES, len(tried)))
        first = min(near, key=lambda place: at(place).wraps)
    if at(first).broken_words:
        near = range(first, min(first + 1 + _STEPS_FOR_WORDS, len(tried)))
        first = min(near, key=lambda place: at(place).broken_words)
    return tried[first]


def common_density(best: Sequence[int | None]) -> int:
    """Return the density of a slide in all locales, given the largest at which it fits in each.

    The first is that of its source: it gives way to the others by one step at most. Those for which
    that is not enough, or for which none was found, do not count; they have a density of their own.
    """
    fitting = [index for index in best if index is not None]
    if not fitting:
        return 0
    least = max(fitting)
    return least if best[0] is None else min(least, best[0] + 1)


def tightened(body: Body, density: Density) -> Density | None:
    """Return a density whose leading makes it fit; None if over half a line is too much."""
    share = 0.0
    for stack, box in body.at(density).boxed:
        excess = stack.excess(box)
        if excess > emu(stack.tallest_line) // 2:
            return None
        share = max(share, excess / max(1, stack.extent.least))
    for spare in (0.002, 0.01):
        tight = replace(density, leading=round(1 - share - spare, 3))
        if body.at(tight).fits:
            return tight
    return None


def loosened(body: Body, density: Density) -> Density:
    """Return a density of the same sizes that spreads over the room there is.

    On cards all lines are further apart, below lines only paragraphs: without a box to fill,
    lines of text are as far apart on every slide. Other text is left as it is.
    """
    if all(map(is_filled, body.stacks)):
        looser = [replace(density, leading=leading) for leading in _LOOSE]
    elif any(is_ruled(stack.filled.region) for stack in body.stacks):
        looser = [replace(density, air=air) for air in _AIRY]
    else:
        return density
    return next((one for one in looser if _has_room(body, body.at(one))), density)


def _has_room(body: Body, trial: Trial) -> bool:
    """Return whether it fits, with its rows further apart than the paragraphs in them."""
    return trial.fits and (body.has_tracks or trial.has_rows_apart)


def enlarged(body: Body, density: Density, densities: Sequence[Density]) -> Density:
    """Return a density at which a table above panels has the largest size that fits.

    It is one that the table has at another density, and smaller than the heads below it.
    """
    if body.lead is None or any(one.filled.region.panel is None for one in body.stacks):
        return density
    below = [text for stack in body.stacks for text in stack.paragraphs]
    tables = {one.token: one for one in _table_text(body)}
    if not tables or tables.keys() & {one.token for one in below}:
        return density
    most = max(one.sizes(density).size for one in below)
    for larger in densities:
        sizes = {name: one.sizes(larger).size for name, one in tables.items()}
        if all(tables[n].sizes(density).size < size <= most for n, size in sizes.items()):
            tried = replace(density, sizes={**density.sizes, **sizes})
            if body.at(tried).fits:
                return tried
    return density


def _table_text(body: Body) -> Iterator[Paragraph]:
    """Yield the text of tables above the other content."""
    for group in body.lead.groups if body.lead is not None else ():
        if isinstance(group, BlockGroup) and isinstance(group.hung.setting, TableText):
            yield from group.paragraphs
