"""An agenda: the sections of a talk, numbered, the present one marked."""

from __future__ import annotations

from msgspec.structs import replace

from diptych.blocks.bullets import Bullets, Item
from diptych.model.deck import Slide
from diptych.model.text import Run
from diptych.resolve.arrangements.outline import Outline


def agenda(outline: Outline) -> tuple[Slide, ...]:
    """Return the sections of a generated agenda, numbered, all but the current one quiet."""
    slide = outline.slide
    if slide.generated != "agenda":
        return ()
    (listed,) = (block for block in slide.body if isinstance(block, Bullets))
    if not listed.items:
        return ()
    has_present = any(item.has_emphasis for item in listed.items)
    items = tuple(
        item if item.has_emphasis or not has_present else _quiet(item) for item in listed.items
    )
    return (outline.placed("agenda", [("agenda", (replace(listed, items=items, start=1),))]),)


def _quiet(item: Item) -> Item:
    """Return an item that is set as asides are: in their colour, and not bold."""
    inlines = tuple(
        replace(one, role="aside") if isinstance(one, Run) and not one.role else one
        for one in item.text.inlines
    )
    return replace(item, text=replace(item.text, inlines=inlines))
