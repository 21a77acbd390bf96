"""A statement: one sentence, as large as fits, which owns its page."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from diptych.blocks.bullets import Bullets
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


def why_not(outline: Outline) -> str:
    """Return what keeps the content of a slide that asks for it from being a statement."""
    odd = next((one for one in outline.lead if not isinstance(one, Prose)), None)
    if outline.others:
        return _why_not_with(outline.others)
    if outline.items and (outline.lead or len(outline.items) > 1 or outline.items[0].content):
        return "it has a list, and a statement is one sentence, or a list of one item"
    if odd is not None:
        return f"there is {odd.noun} on it, and a statement is nothing but paragraphs"
    lead = (block.text for block in outline.lead if isinstance(block, Prose))
    words = [*lead, *(item.text for item in outline.items)]
    if len(words) > _MOST:
        return f"it has {len(words)} paragraphs, and may have {_MOST}"
    longest = max((len(text.plain) for text in words), default=0)
    if longest > _LONGEST:
        return f"a paragraph has {longest} characters, and may have {_LONGEST}"
    return "it has a title alone, and a statement is a paragraph below that"


def _why_not_with(others: Sequence[Block]) -> str:
    if not isinstance(others[0], Bullets):
        return f"there is {others[0].noun} on it, and a statement is nothing but words"
    if len(others) > 1:
        return f"there is {others[1].noun} after its list"
    return "its list is numbered or of tasks"


def _only(outline: Outline) -> tuple[Block, str]:
    if outline.items:
        item = outline.items[0]
        return as_prose(item), "" if item.content else item.text.plain
    block = outline.lead[0]
    return block, block.text.plain if isinstance(block, Prose) else ""
