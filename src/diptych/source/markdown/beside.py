"""Divs that other tools show beside each other: rows of Bootstrap, flex boxes and the like."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import copy
from typing import TYPE_CHECKING

from diptych.markup.attributes import Attributes

if TYPE_CHECKING:
    from markdown_it.token import Token

_ROWS = {
    "row", "r-hstack", "flex", "grid", "two-columns", "two-column", "twocolumn", "multicolumn",
    "multi-column", "cols", "columns-2",
}  # fmt: skip
"""Classes of divs, often given a meaning by a style sheet of the author's."""
_FLEX = re.compile(r"display\s*:\s*(?:inline-)?(?:flex|grid)\b", re.IGNORECASE)
_UPRIGHT = re.compile(r"flex-direction\s*:\s*column", re.IGNORECASE)
_WIDTH = re.compile(r"(?:^|;)\s*width\s*:\s*([\d.]+(?:%|px))", re.IGNORECASE)
_TWELFTHS = re.compile(r"col(?:-(?:xs|sm|md|lg|xl))?-(1[0-2]|[1-9])")
"""Bootstrap's class of a column, with its share of twelve."""


def is_row(attributes: Attributes) -> bool:
    """Return whether the divs in a div with these attributes are beside each other."""
    style = attributes.values.get("style", "")
    is_flex = _FLEX.search(style) is not None and not _UPRIGHT.search(style)
    return is_flex or not _ROWS.isdisjoint(attributes.classes)


def as_columns(opening: Token, groups: Sequence[Sequence[Token]]) -> Iterator[Token]:
    """Yield the tokens of a row and of the divs in it as columns, without the last token."""
    yield _with(opening, Attributes(opening.meta["attributes"].id, ("columns",), {}))
    for group in groups:
        written: Attributes = group[0].meta["attributes"]
        width = _width(written)
        values = {"width": width} if width else {}
        yield _with(group[0], Attributes(written.id, ("column",), values))
        yield from group[1:]


def _with(token: Token, attributes: Attributes) -> Token:
    changed = copy(token)
    changed.meta = {**token.meta, "attributes": attributes}
    return changed


def _width(attributes: Attributes) -> str:
    """Return the width of a column; empty if it says none."""
    if found := _WIDTH.search(attributes.values.get("style", "")):
        return found[1]
    shares = (_TWELFTHS.fullmatch(name) for name in attributes.classes)
    share = next((int(found[1]) for found in shares if found), 0)
    return f"{share / 12:.4%}" if share else attributes.values.get("width", "")
