"""Pages: groups on two pages, each of which is arranged by what is on it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from diptych.blocks.bullets import Item
from diptych.blocks.table import Table
from diptych.model.deck import Slide
from diptych.resolve.arrangements.cards import paragraphs
from diptych.resolve.arrangements.outline import Outline, as_list


def pages(outline: Outline) -> tuple[Slide, ...]:
    """Return two or more heads with points below them on two pages, if their slide asks for that.

    A table above them has the first page. Otherwise the pages have about as much on each, and what
    leads is on the first.
    """
    slide, lead, items = outline.slide, outline.lead, outline.items
    if slide.arrange != "pages" or slide.layout or not outline.are_groups:
        return ()
    if any(isinstance(block, Table) for block in lead):
        bodies = lead, (as_list(*items),)
    elif len(items) > 1:
        first = _first_page(items)
        bodies = (*lead, as_list(*items[:first])), (as_list(*items[first:]),)
    else:
        return ()
    parts = tuple(replace(slide, arrange=None, body=body) for body in bodies)
    return (replace(slide, body=(), pages=parts),)


def _first_page(items: Sequence[Item]) -> int:
    """Return how many items the first page has, so that the fuller one has least."""
    weights = [paragraphs(item) for item in items]
    return min(range(1, len(items)), key=lambda n: max(sum(weights[:n]), sum(weights[n:])))
