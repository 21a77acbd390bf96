"""How full the body of a slide is at a density."""

from __future__ import annotations

from diptych.layout import rows
from diptych.layout.body import Body, wish
from diptych.layout.ruled import is_ruled
from diptych.layout.stacking import (
    RegionStack,
)
from diptych.model.density import Density

_SPARSE_TEXT, _SPARSE_BLOCKS = 0.5, 0.74
"""The share of the height below which a page is sparse: of text alone, and with other blocks.

Other blocks are as wide as the page, so that even an empty quarter below them looks unfinished.
"""
_LINES_OF_HEADS = 2
_OPEN = 0.8
"""The weight of empty space below an open column, relative to that in a box, where it shows."""


def emptiness(body: Body, density: Density) -> float:
    """Return how much emptier its emptiest column of cards is than its fullest, 0 to 1.

    Space left below a short head counts as well.
    """
    cards = body.cards(density)
    top = body.top(density)
    empty = rows.emptiness(list(map(wish, cards)), top, body.floor) if cards else 0.0
    is_open = not any(is_filled(one) for one in body.stacks)
    return empty * _OPEN if is_open else empty


def free(body: Body, density: Density) -> float:
    """Return the share of their height that its columns of cards leave free, 0 to 1."""
    cards = body.cards(density)
    return rows.free_below(list(map(wish, cards)), body.top(density), body.floor) if cards else 0.0


def lines_of_tall_heads(body: Body, density: Density) -> int:
    """Return by how many lines the longest head of a card exceeds what a head should have."""
    lines = (card.head_lines for card in body.cards(density))
    return max(0, max(lines, default=0) - _LINES_OF_HEADS)


def is_sparse(body: Body, density: Density) -> bool:
    """Return whether it leaves much of the height free: one text, or texts with other blocks.

    Blocks may be side by side. Texts side by side start at the top, since readers compare their
    lines.
    """
    if body.lead is not None or not body.stacks or not all(map(is_free, body.stacks)):
        return False
    has_text_only = all(stack.is_text for stack in body.stacks)
    if has_text_only and len(body.stacks) > 1:
        return False
    boxed = body.at(density).boxed
    if len({box.y for _, box in boxed}) > 1:
        return False
    share = _SPARSE_TEXT if has_text_only else _SPARSE_BLOCKS
    return all(stack.extent.natural < box.height * share for stack, box in boxed)


def is_free(stack: RegionStack) -> bool:
    """Return whether content stands at the top of a region that it may leave partly empty."""
    region = stack.filled.region
    is_plain = region.panel is None and not stack.filled.by_hand
    return is_plain and region.role == "text" and region.anchor == "top"


def is_filled(stack: RegionStack) -> bool:
    """Return whether a region has a visible area, so that its empty part shows."""
    panel = stack.filled.region.panel
    return panel is not None and not is_ruled(stack.filled.region)
