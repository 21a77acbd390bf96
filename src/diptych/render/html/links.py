"""Links as attributes."""

from __future__ import annotations

import re

from diptych.render.html.units import attribute
from diptych.render.links import anchor_in

_ELSEWHERE = re.compile(r"https?:", re.IGNORECASE)


def href(link: str) -> str:
    """Return the attributes of a link; `#<slide id>` becomes the address of that slide."""
    anchor = anchor_in(link)
    if anchor is not None:
        return attribute("href", f"#/{anchor}")
    # Other pages open in a new tab, so that a speaker does not lose the talk.
    leaves = ' target="_blank" rel="noopener"' if _ELSEWHERE.match(link) else ""
    return attribute("href", link) + leaves
