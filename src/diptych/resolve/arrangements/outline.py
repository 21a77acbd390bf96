"""The shape of a slide's content, as arrangements see it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from diptych.blocks.bullets import Bullets, Item
from diptych.blocks.heading import Heading
from diptych.blocks.prose import Prose
from diptych.blocks.table import Table
from diptych.model.block import Block
from diptych.model.deck import Placed, Slide

LEAD = "lead"
"""The region above the others of a layout, for what belongs to all of them."""


_LEADING = (Prose, Heading, Table)


class Outline(Struct, frozen=True, kw_only=True):
    """A slide whose content nobody has placed, in parts."""

    slide: Slide
    lead: tuple[Block, ...] = ()
    """The paragraphs, headings and tables above its list, and an item that only introduces it."""
    items: tuple[Item, ...] = ()
    """The items of its one list, which is neither numbered nor of tasks; none if it has no such."""
    others: tuple[Block, ...] = ()
    """Its blocks from the first that is neither a lead nor the one list."""

    @property
    def are_groups(self) -> bool:
        """Return whether every item is a head with points below it."""
        return bool(self.items) and all(item.content for item in self.items)

    def placed(self, layout: str, contents: Sequence[tuple[str, tuple[Block, ...]]]) -> Slide:
        """Return the slide in a layout, with `contents` in its regions, and the lead above them."""
        filled = [*([(LEAD, self.lead)] if self.lead else []), *contents]
        placed = tuple(Placed(name, blocks, blocks[0].span) for name, blocks in filled)
        return replace(self.slide, layout=layout, body=(), columns=(), placed=placed)


def as_prose(item: Item) -> Prose:
    """Return the text of an item as a paragraph."""
    return Prose(text=item.text, span=item.span, id=item.id, step=item.step)


def as_list(*items: Item) -> Bullets:
    """Return items as a list of their own."""
    return Bullets(items=items, span=items[0].span)


def outline_of(slide: Slide) -> Outline | None:
    """Return the outline of a slide; None if its author has arranged it.

    That of a generated slide has no items, as only what is made for it arranges it.
    """
    if slide.generated:
        return Outline(slide=slide, others=slide.body)
    if slide.columns or slide.placed:
        return None
    body = slide.body
    count = next((i for i, block in enumerate(body) if not isinstance(block, _LEADING)), len(body))
    lead, rest = body[:count], body[count:]
    if len(rest) != 1 or not isinstance(rest[0], Bullets) or not _is_plain(rest[0]):
        return Outline(slide=slide, lead=lead, others=rest)
    first, listed = _introduced(rest[0])
    if first is not None:
        second, listed = _introduced(listed)
        lead = (*lead, as_prose(first) if second is None else _headed(first, second))
    items = tuple(replace(item, step=item.step or listed.step) for item in listed.items)
    return Outline(slide=slide, lead=lead, items=items)


def _is_plain(listed: Bullets) -> bool:
    """Return whether a list is neither numbered nor of tasks, so that its items need no signs."""
    return listed.start is None and all(item.done is None for item in listed.items)


def _headed(head: Item, note: Item) -> Bullets:
    """Return an item with another below it, as of a head and what is said of it."""
    return as_list(replace(head, content=(as_list(replace(note, content=())),)))


def _introduced(listed: Bullets) -> tuple[Item | None, Bullets]:
    """Return the item that only introduces the others of a list, and the list of these.

    That is an item which has all the others below it, or the first if only it has nothing below.
    """
    first, others = listed.items[0], listed.items[1:]
    below = first.content[0] if len(first.content) == 1 else None
    if not others and isinstance(below, Bullets) and _is_plain(below):
        return first, below
    if not first.content and len(others) > 1 and all(item.content for item in others):
        return first, replace(listed, items=others)
    return None, listed
