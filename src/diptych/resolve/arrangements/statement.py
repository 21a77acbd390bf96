"""A statement: one sentence, as large as fits, which owns its page."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from diptych.blocks.prose import Prose
from diptych.model.block import Block
from diptych.model.deck import Slide
from diptych.resolve.arrangements.outline import Outline, as_prose

_LONGEST = 90
"""Characters of a sentence that is read at a glance: some three lines of large type."""
_MOST = 3
"""Paragraphs: a statement, and two that say what it rests on."""


def statement(outline: Outline) -> tuple[Slide, ...]:
    """Return one short paragraph or item, below the slide's title.

    If its slide asks for it, short paragraphs below the first are what that rests on.
    """
    if outline.slide.arrange == "statement" and is_statement(outline.lead) and not outline.items:
        return () if outline.others else (stated(outline, outline.lead),)
    if outline.others or len(outline.lead) + len(outline.items) != 1:
        return ()
    block, words = _only(outline)
    if not words or len(words) > _LONGEST:
        return ()
    return (stated(outline, (block,)),)


def is_statement(blocks: Sequence[Block]) -> bool:
    """Return whether blocks are a short paragraph, with at most two others below it."""
    return 1 <= len(blocks) <= _MOST and all(
        isinstance(block, Prose) and 0 < len(block.text.plain) <= _LONGEST for block in blocks
    )


def stated(outline: Outline, blocks: Sequence[Block]) -> Slide:
    """Return the slide with the first of the blocks as its statement, the others below that."""
    sentence, *others = blocks
    below = [("reason", tuple(others))] if others else []
    content = [("statement", (sentence,)), *below]
    return replace(outline, lead=()).placed("titled-statement", content)


def _only(outline: Outline) -> tuple[Block, str]:
    if outline.items:
        item = outline.items[0]
        return as_prose(item), "" if item.content else item.text.plain
    block = outline.lead[0]
    return block, block.text.plain if isinstance(block, Prose) else ""
