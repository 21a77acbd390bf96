"""Columns: groups of points that share two cards, where a card each would be too small."""

from __future__ import annotations

from itertools import accumulate

from diptych.blocks.bullets import Bullets, Item
from diptych.model.deck import Slide
from diptych.resolve.arrangements.cards import on_cards
from diptych.resolve.arrangements.outline import Outline

_COUNTS = range(3, 13)


def columns(outline: Outline) -> tuple[Slide, ...]:
    """Return three to twelve heads, each with points below it, on two cards with about as much."""
    items = outline.items
    if len(items) not in _COUNTS or not outline.are_groups:
        return ()
    sums = list(accumulate(map(_paragraphs, items)))
    at = min(range(1, len(items)), key=lambda n: abs(2 * sums[n - 1] - sums[-1]))
    return tuple(on_cards(outline, (items[:at], items[at:])))


def _paragraphs(item: Item) -> int:
    """Return how many paragraphs an item has, with those below it."""
    lists = (below for below in item.content if isinstance(below, Bullets))
    return 1 + sum(_paragraphs(one) for listed in lists for one in listed.items)
