"""Content that Quarto shows only in some formats (its guide, "Conditional Content")."""

from __future__ import annotations

from diptych.markup.attributes import Attributes

_VISIBLE, _HIDDEN, _NEVER = "content-visible", "content-hidden", "hidden"
_NOTES = "notes"
"""The class of what is not shown anyway."""
_FORMATS = {"revealjs", "pptx", "html", "html:js", "html5"}
"""Quarto's names of what slides are made of here."""
_WHEN, _UNLESS = "when-format", "unless-format"


def is_shown(attributes: Attributes) -> bool | None:
    """Return whether a div is shown on slides; None if it has no condition.

    Conditions that are not about a format cannot be known here, and count as true.
    """
    if _NOTES in attributes.classes:
        return None
    if _NEVER in attributes.classes:
        return False
    if _VISIBLE not in attributes.classes and _HIDDEN not in attributes.classes:
        return None
    values = attributes.values
    is_met = values.get(_WHEN, "html") in _FORMATS and values.get(_UNLESS, "") not in _FORMATS
    return is_met == (_VISIBLE in attributes.classes)
