"""A table of name and value pairs."""

from __future__ import annotations

from msgspec.structs import replace

from diptych.blocks.table import Table
from diptych.markup.pairs import split_pair
from diptych.model.deck import Slide
from diptych.resolve.arrangements.outline import Outline

_FEWEST, _MOST = 3, 12


def pairs(outline: Outline) -> tuple[Slide, ...]:
    """Return items of the form `name: value` as the rows of a table."""
    items = outline.items
    if not _FEWEST <= len(items) <= _MOST or any(
        one.content or one.step != items[0].step for one in items
    ):
        return ()
    split = [split_pair(item.text) for item in items]
    rows = tuple(pair for pair in split if pair is not None)
    if len(rows) != len(items):
        return ()
    table = Table(rows=rows, row_heads=True, span=items[0].span, step=items[0].step)
    return (replace(outline.slide, body=(*outline.lead, table)),)
