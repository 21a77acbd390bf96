"""A comparison: two groups on panels of one size, their heads of equal weight."""

from __future__ import annotations

import re

from diptych.model.deck import Slide
from diptych.resolve.arrangements.outline import Outline, as_list

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
    contents = [(f"side-{n}", (as_list(item),)) for n, item in enumerate(items, 1)]
    return (outline.placed("comparison", contents),)
