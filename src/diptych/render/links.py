"""Links: which are safe to follow, where they lead, and their colour."""

from __future__ import annotations

import re

from diptych.model.grounds import can_be_read
from diptych.model.laid_out import anchor_of
from diptych.model.theme import Layout, Mode, Theme, first_tokens

_SAFE = re.compile(r"(?:https?|mailto|tel):|[^:/?#]*(?:[/?#]|$)", re.IGNORECASE)


def is_safe(link: str | None) -> bool:
    """Return whether a link leads to a page, an email address, a phone number or a slide."""
    return link is not None and _SAFE.match(link) is not None


def anchor_in(link: str) -> str | None:
    """Return the anchor of the slide to which a link leads; None if it leads out of the talk."""
    return anchor_of(link.lstrip("#/")) if link.startswith("#") else None


def link_color(layout: Layout, theme: Theme) -> str | None:
    """Return the colour token of links if they can be read on the layout's background."""
    return link_on(layout.background, layout.mode, theme)


def link_on(ground: str, mode: Mode, theme: Theme) -> str | None:
    """Return the colour token of links if they are readable on a background.

    It must define its slot, since PowerPoint's links can have no other colours.
    """
    firsts = first_tokens(theme.colors)
    palette = theme.palettes.get(mode)
    name = palette.roles["link"] if palette is not None else firsts.get("hlink")
    if name is None or name != firsts[theme.colors[name].slot]:
        return None
    return name if can_be_read(name, ground, theme.colors) else None
