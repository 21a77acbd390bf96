"""Names of divs, and the attributes that each may have."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from diptych.blocks.callout import CALLOUT_KINDS, CalloutKind
from diptych.markup.attributes import Attributes
from diptych.source.markdown.named_blocks import named
from diptych.source.markdown.page import FRAGMENT, ORDERED
from diptych.source.reading.by_hand import BY_HAND, PLACES
from diptych.source.yaml.blocks import block_fields

LOGOS = "logos"
GRID = "layout-ncol"
"""Quarto's attribute of a div whose figures are side by side."""
STEPPING = ("incremental", "nonincremental")
DIVS = ("columns", "column", "notes", *STEPPING, "fragment", "diagram", LOGOS)
CALLOUTS: Mapping[str, CalloutKind] = {f"callout-{kind}": kind for kind in CALLOUT_KINDS}
"""The classes of Quarto's callouts."""
_WIDTHS = frozenset({"width", "align"})
_KEYS: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(DIVS, frozenset()),
    **dict.fromkeys(("columns", "column"), _WIDTHS),
    "diagram": frozenset({"kind", "alt"}),
    LOGOS: frozenset({GRID}),
    "": frozenset({GRID, "title"}),
    **dict.fromkeys(CALLOUTS, frozenset({"title", "icon", "collapse", "appearance"})),
}
"""The keys of each div that is not a block with fields of its own; any other has a title."""


class Allowed(Struct, frozen=True):
    """The attributes that have a meaning in a div."""

    keys: frozenset[str]
    classes: frozenset[str]


def div_name(attributes: Attributes) -> str:
    """Return the name of a div: its class with a meaning, or else its first class.

    Whether its lists appear item by item is only its name if nothing else is.
    """
    by_priority = sorted(attributes.classes, key=STEPPING.__contains__)
    return next(filter(_has_meaning, by_priority), next(iter(attributes.classes), ""))


def is_known(attributes: Attributes) -> bool:
    """Return whether a div has a class with a meaning."""
    return any(map(_has_meaning, attributes.classes))


def allowed_in(attributes: Attributes) -> Allowed | None:
    """Return what has a meaning in a div with these attributes; None if its name is unknown."""
    name = div_name(attributes)
    kind = named(name, "div")
    has_place = not {"region", GRID}.isdisjoint(attributes.values)
    if not (_has_meaning(name) or name in {"", BY_HAND} or has_place):
        return None
    own = _KEYS.get(name, {"title"}) if kind is None else {one.name for one in block_fields(kind)}
    keys = {*own} | ({"region"} & attributes.values.keys() if name != "column" else set())
    keys.update(PLACES if BY_HAND in attributes.classes else ())
    classes = {name, BY_HAND, *STEPPING}
    if kind is not None or name == "diagram":
        classes.add(FRAGMENT)
    if FRAGMENT in classes and FRAGMENT in attributes.classes:
        keys.update(ORDERED)
    return Allowed(frozenset(keys), frozenset(classes))


def _has_meaning(name: str) -> bool:
    return name in DIVS or name in CALLOUTS or named(name, "div") is not None
