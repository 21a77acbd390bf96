"""Links as attributes."""

from __future__ import annotations

import re

from diptych.render.html.units import attribute

_ELSEWHERE = re.compile(r"https?:", re.IGNORECASE)


def href(link: str) -> str:
    """Return the attributes of a link; `#<slide id>` becomes the address of that slide."""
    if link.startswith("#"):
        return attribute("href", "#/" + link.lstrip("#/").replace("/", "."))
    # Other pages open in a new tab, so that a speaker does not lose the talk.
    leaves = ' target="_blank" rel="noopener"' if _ELSEWHERE.match(link) else ""
    return attribute("href", link) + leaves
