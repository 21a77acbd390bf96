"""Which links are safe to follow."""

from __future__ import annotations

import re

_SAFE = re.compile(r"(?:https?|mailto|tel):|[^:/?#]*(?:[/?#]|$)", re.IGNORECASE)


def is_safe(link: str | None) -> bool:
    """Return whether a link leads to a page, an email address, a phone number or a slide."""
    return link is not None and _SAFE.match(link) is not None
