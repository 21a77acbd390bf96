"""Links: their addresses, and which of them are safe."""

from __future__ import annotations

import re

from diptych.render.html.units import attribute

_SAFE = re.compile(r"(?:https?|mailto|tel):|[^:/?#]*(?:[/?#]|$)", re.IGNORECASE)
_ELSEWHERE = re.compile(r"https?:", re.IGNORECASE)


def is_safe(link: str | None) -> bool:
    """Return whether a link leads to a page, an email address, a phone number or a slide."""
    return link is not None and _SAFE.match(link) is not None


def href(link: str) -> str:
    """Return the attributes of a link; `#<slide id>` becomes the address of that slide."""
    if link.startswith("#"):
        return attribute("href", "#/" + link.lstrip("#/").replace("/", "."))
    # Other pages open in a new tab, so that a speaker does not lose the talk.
    leaves = ' target="_blank" rel="noopener"' if _ELSEWHERE.match(link) else ""
    return attribute("href", link) + leaves
