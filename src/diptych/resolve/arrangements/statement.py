"""A statement: one sentence, large enough to be all that a slide has."""

from __future__ import annotations

from msgspec.structs import replace

from diptych.blocks.prose import Prose
from diptych.model.block import Block
from diptych.model.deck import Slide
from diptych.resolve.arrangements.outline import Outline, as_prose

_LONGEST = 90
"""Characters of a sentence that is read at a glance: some two lines of large type."""


def statement(outline: Outline) -> tuple[Slide, ...]:
    """Return one short paragraph or item, below the slide's title."""
    if outline.others or len(outline.lead) + len(outline.items) != 1:
        return ()
    block, words = _only(outline)
    if not words or len(words) > _LONGEST:
        return ()
    return (replace(outline, lead=()).placed("titled-statement", [("statement", (block,))]),)


def _only(outline: Outline) -> tuple[Block, str]:
    if outline.items:
        item = outline.items[0]
        return as_prose(item), "" if item.content else item.text.plain
    block = outline.lead[0]
    return block, block.text.plain if isinstance(block, Prose) else ""
