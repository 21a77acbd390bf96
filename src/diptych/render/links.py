"""Links: which are safe to follow, where they lead, and their colour."""

from __future__ import annotations

import re

from diptych.model.contrast import READABLE, contrast
from diptych.model.laid_out import anchor_of
from diptych.model.theme import Layout, Theme

_SAFE = re.compile(r"(?:https?|mailto|tel):|[^:/?#]*(?:[/?#]|$)", re.IGNORECASE)


def is_safe(link: str | None) -> bool:
    """Return whether a link leads to a page, an email address, a phone number or a slide."""
    return link is not None and _SAFE.match(link) is not None


def anchor_in(link: str) -> str | None:
    """Return the anchor of the slide to which a link leads; None if it leads out of the talk."""
    return anchor_of(link.lstrip("#/")) if link.startswith("#") else None


def link_color(layout: Layout, theme: Theme) -> str | None:
    """Return the colour token of links if they can be read on the layout's background."""
    ground = theme.colors[layout.background].value
    for name, color in theme.colors.items():
        if color.slot == "hlink":
            return name if contrast(color.value, ground) >= READABLE else None
    return None
