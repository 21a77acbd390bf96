"""Cards: groups of points side by side, each with its head."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from diptych.blocks.bullets import Bullets, Item
from diptych.model.deck import Slide
from diptych.resolve.arrangements.outline import Outline, as_list

_PAIR = ("cards-2", "cards-2-left", "cards-2-right")
"""Layouts of two cards, of which either may be the wider one."""
_LAYOUTS = {
    2: _PAIR,
    3: ("cards-3",),
    4: ("cards-4", "cards-4-row"),
    5: ("cards-5",),
    6: ("cards-6",),
}
"""Layouts by the number of cards."""
_FEW = 2
"""So many groups have a card each."""


def cards(outline: Outline) -> tuple[Slide, ...]:
    """Return two to six heads, each with points below it, as cards.

    More than two may share two cards, for groups that are not equally long.
    """
    items = outline.items
    if len(items) not in _LAYOUTS or not outline.are_groups:
        return ()
    return (*_ways(outline, [(item,) for item in items]), *_shared(outline))


def _ways(outline: Outline, cards_of: Sequence[tuple[Item, ...]]) -> Iterator[Slide]:
    contents = [(f"card-{n}", (as_list(*items),)) for n, items in enumerate(cards_of, 1)]
    return (outline.placed(layout, contents) for layout in _LAYOUTS[len(cards_of)])


def _shared(outline: Outline) -> Iterator[Slide]:
    """Yield the groups on two cards, parted where both have about as much."""
    items = outline.items
    if len(items) <= _FEW:
        return
    sums = list(accumulate(_paragraphs(item) for item in items))
    at = min(range(1, len(items)), key=lambda n: abs(2 * sums[n - 1] - sums[-1]))
    yield from _ways(outline, (items[:at], items[at:]))


def _paragraphs(item: Item) -> int:
    """Return how many paragraphs an item has, with those below it."""
    lists = (below for below in item.content if isinstance(below, Bullets))
    return 1 + sum(_paragraphs(one) for listed in lists for one in listed.items)
