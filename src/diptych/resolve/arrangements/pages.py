"""Pages: groups on two pages, each arranged by what is on it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from diptych.blocks.bullets import Item
from diptych.blocks.table import Table
from diptych.model.deck import Slide
from diptych.resolve.arrangements.cards import paragraphs
from diptych.resolve.arrangements.outline import Outline, as_list
from diptych.resolve.arrangements.statement import is_statement, stated


def pages(outline: Outline) -> tuple[Slide, ...]:
    """Return two or more heads with points below them on two pages, if their slide asks for that.

    A table above them has the first page. Otherwise the pages have about as much on each, and what
    leads is on the first. What is below a statement that the slide asks for has the second page.
    """
    slide, lead, items = outline.slide, outline.lead, outline.items
    if slide.arrange == "statement" and slide.layout is None and is_statement(lead):
        below = slide.body[len(lead) :]
        first = replace(stated(outline, lead), arrange=None)
        return _on_pages(slide, first, replace(slide, arrange=None, body=below)) if below else ()
    if slide.arrange != "pages" or slide.layout or not outline.are_groups:
        return ()
    if any(isinstance(block, Table) for block in lead):
        bodies = lead, (as_list(*items),)
    elif len(items) > 1:
        count = _first_page(items)
        bodies = (*lead, as_list(*items[:count])), (as_list(*items[count:]),)
    else:
        return ()
    return _on_pages(slide, *(replace(slide, arrange=None, body=body) for body in bodies))


def _on_pages(slide: Slide, *pages: Slide) -> tuple[Slide, ...]:
    return (replace(slide, body=(), pages=pages),)


def _first_page(items: Sequence[Item]) -> int:
    """Return how many items the first page has, so that the fuller one has least."""
    weights = [paragraphs(item) for item in items]
    return min(range(1, len(items)), key=lambda n: max(sum(weights[:n]), sum(weights[n:])))
