"""A timeline: groups whose heads are dates, from left to right."""

from __future__ import annotations

from msgspec.structs import replace

from diptych.blocks.bullets import Item
from diptych.markup.dates import begins_with_date
from diptych.markup.pairs import split_pair
from diptych.model.deck import Slide
from diptych.resolve.arrangements.outline import Outline, as_list

COUNTS = range(3, 7)
"""How many events there are layouts for."""


def timeline(outline: Outline) -> tuple[Slide, ...]:
    """Return three to six items that begin with dates as the events of a timeline."""
    items = outline.items
    if len(items) not in COUNTS or not all(begins_with_date(item.text.plain) for item in items):
        return ()
    contents = [(f"event-{n}", (as_list(_dated(item)),)) for n, item in enumerate(items, 1)]
    return (outline.placed(f"timeline-{len(items)}", contents),)


def _dated(item: Item) -> Item:
    """Return an item with its date as its head, and what follows the date below it."""
    pair = split_pair(item.text)
    if pair is None:
        return item
    date, rest = pair
    point = Item(text=rest, span=item.span, step=item.step)
    return replace(item, text=date, content=(as_list(point), *item.content))
