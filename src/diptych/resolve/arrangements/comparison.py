"""A comparison: two groups on panels of one size, below heads of equal weight."""

from __future__ import annotations

import re

from msgspec.structs import replace

from diptych.blocks.bullets import Item
from diptych.model.block import Block
from diptych.model.deck import Slide
from diptych.resolve.arrangements.outline import Outline, as_prose

_COMPARES = re.compile(r"\b(?:vs\.?|versus)(?=\s|$)|\s대\s", re.IGNORECASE)


def comparison(outline: Outline) -> tuple[Slide, ...]:
    """Return two heads with points below a title with `vs.`, or on request, on equal panels."""
    items = outline.items
    if len(items) != 2 or not outline.are_groups:  # noqa: PLR2004 - one is compared with the other
        return ()
    slide = outline.slide
    is_asked = slide.arrange == "comparison" or slide.layout == "comparison"
    if not is_asked and not _COMPARES.search(slide.title.plain):
        return ()
    contents: list[tuple[str, tuple[Block, ...]]] = []
    for number, item in enumerate(items, 1):
        contents += [(f"head-{number}", (as_prose(item),)), (f"side-{number}", _points(item))]
    return (outline.placed("comparison", contents),)


def _points(item: Item) -> tuple[Block, ...]:
    """Return what is below a head, which appears with it."""
    return tuple(replace(block, step=block.step or item.step) for block in item.content)
