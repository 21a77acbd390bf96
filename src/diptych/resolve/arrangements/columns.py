"""Columns: groups of points that share two cards, where a card each would be too small."""

from __future__ import annotations

from itertools import accumulate

from diptych.model.deck import Slide
from diptych.resolve.arrangements.cards import on_cards, paragraphs, side_by_side
from diptych.resolve.arrangements.outline import Outline

_COUNTS = range(3, 13)


def columns(outline: Outline) -> tuple[Slide, ...]:
    """Return three to twelve heads, each with points below it, on two equally full cards.

    Heads with icons have a card each, above which their icons stand.
    """
    items = outline.items
    has_icons = any(item.icon for item in items)
    if len(items) not in _COUNTS or not outline.are_groups or has_icons:
        return ()
    sums = list(accumulate(map(paragraphs, items)))
    at = min(range(1, len(items)), key=lambda n: abs(2 * sums[n - 1] - sums[-1]))
    contents = (items[:at], items[at:])
    return on_cards(outline, contents, side_by_side())
