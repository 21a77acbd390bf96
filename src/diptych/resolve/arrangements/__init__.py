"""Arrangements: what the shape of a slide's content suggests, one file for each.

An arrangement is a slide again, with a layout of the theme and its content in the regions of that.
Whether it fits is not decided here: layout chooses among those that are possible.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec.structs import replace

from diptych.model.deck import ArrangementName, Slide
from diptych.resolve.arrangements.agenda import agenda
from diptych.resolve.arrangements.cards import cards
from diptych.resolve.arrangements.columns import columns
from diptych.resolve.arrangements.comparison import comparison
from diptych.resolve.arrangements.dates import dates
from diptych.resolve.arrangements.grid import grid
from diptych.resolve.arrangements.metrics import metrics
from diptych.resolve.arrangements.outline import Outline, outline_of
from diptych.resolve.arrangements.pages import pages
from diptych.resolve.arrangements.pairs import pairs
from diptych.resolve.arrangements.picture import picture
from diptych.resolve.arrangements.quote import quote
from diptych.resolve.arrangements.references import references
from diptych.resolve.arrangements.rows import rows
from diptych.resolve.arrangements.statement import statement
from diptych.resolve.arrangements.timeline import timeline

ARRANGEMENTS: Mapping[ArrangementName, Callable[[Outline], tuple[Slide, ...]]] = {
    "statement": statement,
    "quote": quote,
    "metrics": metrics,
    "picture": picture,
    "agenda": agenda,
    "references": references,
    "timeline": timeline,
    "dates": dates,
    "table": pairs,
    "grid": grid,
    "comparison": comparison,
    "rows": rows,
    "cards": cards,
    "columns": columns,
    "pages": pages,
}
"""Arrangements by name, the most specific first.

Each is the slide arranged in one or several ways, of which the first is preferred where they fit
alike; none if its content is of another shape.
"""


def arrangements(slide: Slide) -> dict[ArrangementName, tuple[Slide, ...]]:
    """Return the ways in which the content of a slide can be arranged, by name, best first.

    For a slide with a layout of its author's choice, these are the ways to fill that layout.
    """
    outline = outline_of(slide)
    if outline is None:
        return {}
    made = {name: arrange(outline) for name, arrange in ARRANGEMENTS.items()}
    if slide.layout:
        made = {name: _only(slide.layout, ways) for name, ways in made.items()}
    return {name: ways for name, ways in made.items() if ways}


def _only(layout: str, ways: tuple[Slide, ...]) -> tuple[Slide, ...]:
    """Return the first of the ways that fills a layout, in the boxes that this has."""
    return tuple(replace(way, tracks=()) for way in ways if way.layout == layout)[:1]
