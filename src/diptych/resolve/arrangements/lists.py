"""Lists: two topics side by side, below each its heads with their points, without a card."""

from __future__ import annotations

from msgspec.structs import replace

from diptych.blocks.bullets import Bullets, Item
from diptych.model.block import Block
from diptych.model.deck import Slide
from diptych.resolve.arrangements.outline import Outline, as_prose

_FEWEST = 5
"""How many heads the topics have at least together; fewer have room on cards."""


def lists(outline: Outline) -> tuple[Slide, ...]:
    """Return two items, with five or more heads with points together, as lists side by side."""
    items = outline.items
    heads = [_heads(item) for item in items]
    if len(items) != 2 or not all(heads):  # noqa: PLR2004 - one beside the other
        return ()
    is_asked = outline.slide.arrange == "lists" or outline.slide.layout == "lists-2"
    if sum(heads) < _FEWEST and not is_asked:
        return ()
    contents: list[tuple[str, tuple[Block, ...]]] = []
    for number, item in enumerate(items, 1):
        below = tuple(replace(block, step=block.step or item.step) for block in item.content)
        contents += [(f"topic-{number}", (as_prose(item),)), (f"list-{number}", below)]
    return (outline.placed("lists-2", contents),)


def _heads(item: Item) -> int:
    """Return how many heads with points are below an item; 0 if anything else is."""
    below = item.content[0] if len(item.content) == 1 else None
    if not isinstance(below, Bullets) or below.start is not None:
        return 0
    return len(below.items) if all(one.has_list for one in below.items) else 0
