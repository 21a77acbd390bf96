"""Cards: groups of points side by side, each with its head."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diptych.blocks.bullets import Item
from diptych.model.deck import Slide
from diptych.resolve.arrangements.outline import Outline, as_list

_LAYOUTS = {
    2: ("cards-2", "cards-2-left", "cards-2-right"),
    3: ("cards-3",),
    4: ("cards-4",),
    5: ("cards-5",),
    6: ("cards-6",),
}
"""Layouts by the number of cards; of two, either may be the wider one."""


def cards(outline: Outline) -> tuple[Slide, ...]:
    """Return two to six heads, each with points below it, as a card each."""
    items = outline.items
    if len(items) not in _LAYOUTS or not outline.are_groups:
        return ()
    return tuple(on_cards(outline, [(item,) for item in items]))


def on_cards(outline: Outline, contents: Sequence[tuple[Item, ...]]) -> Iterator[Slide]:
    """Yield the ways in which so many cards can be arranged, given the items of each."""
    placed = [(f"card-{n}", (as_list(*items),)) for n, items in enumerate(contents, 1)]
    return (outline.placed(layout, placed) for layout in _LAYOUTS[len(contents)])
