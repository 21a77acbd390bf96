"""Classes of Marp's slides that have a meaning here, `<!-- _class: lead invert -->`."""

from __future__ import annotations

import re

OPENERS = frozenset(("lead", "title", "cover", "section", "chapter", "part", "divider"))
"""Classes of slides that open something; `lead` is Marp's own, others are those of themes."""
INVERTED = "invert"
"""The class of a slide on a dark ground."""
_CLASS = re.compile(r"<!--\s*_?class\s*:(?P<names>[^<>]*)-->")
_NAME = re.compile(r"[\w-]+")


def classes_in(html: str) -> frozenset[str]:
    """Return the classes that comments among `html` give a slide."""
    return frozenset(
        name for found in _CLASS.finditer(html) for name in _NAME.findall(found["names"])
    )


def says_something(comment: str) -> bool:
    """Return whether a comment gives a slide only classes with a meaning here."""
    names = classes_in(comment)
    return bool(names) and names <= OPENERS | {INVERTED}
