"""A grid: groups of groups, each of them a row of cards below its head."""

from __future__ import annotations

from diptych.blocks.bullets import Bullets, Item
from diptych.model.block import Block
from diptych.model.deck import Slide
from diptych.resolve.arrangements.outline import Outline, as_list, as_prose

_ROWS = range(2, 3)
_COLUMNS = range(2, 4)
"""How many rows and columns there are layouts for."""


def grid(outline: Outline) -> tuple[Slide, ...]:
    """Return two heads, each with two or three heads with points below it, as rows of cards."""
    rows = [_groups(item) for item in outline.items]
    across = {len(row) for row in rows}
    if outline.lead or len(rows) not in _ROWS or len(across) != 1 or not across <= {*_COLUMNS}:
        return ()
    contents: list[tuple[str, tuple[Block, ...]]] = []
    for number, (item, row) in enumerate(zip(outline.items, rows, strict=True), 1):
        contents.append((f"row-{number}", (as_prose(item),)))
        cells = enumerate(row, 1 + len(row) * (number - 1))
        contents += ((f"card-{n}", (as_list(group),)) for n, group in cells)
    return (outline.placed(f"grid-{len(rows)}x{across.pop()}", contents),)


def _groups(item: Item) -> tuple[Item, ...]:
    """Return the heads below an item; none if anything else is below it."""
    below = item.content[0] if len(item.content) == 1 else None
    if not isinstance(below, Bullets) or below.start is not None:
        return ()
    is_group = all(one.content and one.done is None for one in below.items)
    return below.items if is_group else ()
