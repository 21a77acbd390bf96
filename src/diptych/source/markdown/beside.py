"""Divs that other tools show beside each other: rows of Bootstrap, flex boxes and the like."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import copy
from itertools import groupby
from typing import TYPE_CHECKING

from msgspec.structs import replace

from diptych.blocks.columns import ROUNDING
from diptych.markup.attributes import Attributes
from diptych.model.deck import Column
from diptych.source.markdown.page import Tool

if TYPE_CHECKING:
    from markdown_it.token import Token

PER_ROW = "per_row"
"""The key in the meta of a token of columns of how many are beside each other; 0 for all."""
_ROWS = {
    "row", "r-hstack", "flex", "grid", "two-columns", "two-column", "twocolumn", "multicolumn",
    "multi-column", "cols", "columns-2",
}  # fmt: skip
"""Classes of divs, often given a meaning by a style sheet of the author's."""
_FLEX = re.compile(r"display\s*:\s*(?:inline-)?(?:flex|grid)\b", re.IGNORECASE)
_UPRIGHT = re.compile(r"flex-direction\s*:\s*column", re.IGNORECASE)
_UPRIGHT_CLASS = "flex-col"
_UTILITIES = ("grid", "flex")
"""Classes, or attributes of their own, of Tailwind and UnoCSS, which files of Slidev have."""
_TEMPLATE = re.compile(r"grid-template-columns\s*:\s*([^;]{1,200})", re.IGNORECASE)
_COUNT = re.compile(r"(?:[a-z0-9]+:)?(?:grid-)?cols-(?:([1-9]|1[0-2])|\[([^\]]{1,200})\])")
"""Their columns, as a number or as in a style sheet, `grid-cols-[2fr_1fr]`."""
_TRACK = re.compile(
    r"repeat\(\s*(?P<times>[0-9]{1,2})\s*,(?P<each>[^()]*)\)|[\w.%-]+(?:\([^()]*\))?"
)
_SHARE = re.compile(r"([0-9]{1,4}(?:\.[0-9]{1,4})?)fr")
_MOST_TRACKS = 24
_WIDTH = re.compile(r"(?:^|;)\s*width\s*:\s*([\d.]+(?:%|px))", re.IGNORECASE)
_TWELFTHS = re.compile(r"col(?:-(?:xs|sm|md|lg|xl))?-(1[0-2]|[1-9])")
"""Bootstrap's class of a column, with its share of twelve."""


def is_row(attributes: Attributes, tool: Tool = "") -> bool:
    """Return whether the divs in a div with these attributes are beside each other.

    In Slidev a grid has one column unless it says how many.
    """
    style = attributes.values.get("style", "")
    words = _words(attributes)
    if _UPRIGHT.search(style) or _UPRIGHT_CLASS in words or "column" in attributes.classes:
        return "column" in attributes.classes
    if tool == "slidev" and "grid" in words and not _FLEX.search(style):
        return bool(_tracks(attributes))
    return _FLEX.search(style) is not None or not _ROWS.isdisjoint(words)


def as_columns(opening: Token, groups: Sequence[Sequence[Token]]) -> Iterator[Token]:
    """Yield the tokens of a row and of the divs in it as columns, without the last token."""
    attributes: Attributes = opening.meta["attributes"]
    tracks = _tracks(attributes)
    row = _with(opening, Attributes(attributes.id, ("columns",), {}))
    row.meta[PER_ROW] = len(tracks)
    yield row
    for number, group in enumerate(groups):
        written: Attributes = group[0].meta["attributes"]
        width = _width(written) or (tracks[number % len(tracks)] if tracks else "")
        values = {"width": width} if width else {}
        yield _with(group[0], Attributes(written.id, ("column",), values))
        yield from group[1:]


def with_rows(groups: Sequence[Sequence[Token]]) -> Iterator[Sequence[Token]]:
    """Yield groups of tokens, with columns that follow each other in a row of their own.

    Some tools float them, so that they need nothing around them.
    """
    for is_column, run in groupby(groups, _is_column):
        columns = list(run)
        if is_column and len(columns) > 1:
            opening, closing = columns[0][0], columns[-1][-1]
            row = _with(opening, Attributes(None, ("columns",), {}))
            yield [row, *(token for group in columns for token in group), closing]
        else:
            yield from columns


def _is_column(group: Sequence[Token]) -> bool:
    attributes = group[0].meta.get("attributes") if group[0].type == "div_open" else None
    return attributes is not None and "column" in attributes.classes


def in_rows(columns: Sequence[Column], per_row: int, most: int) -> list[Sequence[Column]]:
    """Return columns in rows, as many in each as a row says; evenly if it says nothing.

    At most so many are beside each other.
    """
    count = len(columns)
    rows = -(-count // (per_row if 0 < per_row <= most else most))
    each = per_row if 0 < per_row <= most else -(-count // max(rows, 1))
    return [columns[at : at + each] for at in range(0, count, each)] if each else []


def narrowed(columns: Sequence[Column]) -> Sequence[Column]:
    """Return columns that ask for at most the whole width: of those that want more, less each."""
    given = sum(one.width or 0.0 for one in columns)
    is_open = any(one.width is None and one.fixed_width is None for one in columns)
    if given <= 1 + ROUNDING and not (is_open and given > 1 - ROUNDING):
        return columns
    if is_open:
        return [replace(one, width=None) for one in columns]
    return [replace(one, width=one.width / given if one.width else None) for one in columns]


def _words(attributes: Attributes) -> frozenset[str]:
    """Return the classes of a div, with those that UnoCSS permits as attributes of their own."""
    own = (f"{value} {key}" for key, value in attributes.values.items() if key in _UTILITIES)
    words = frozenset(" ".join(own).split())
    is_upright = "col" in words and "flex" in words
    return words.union(attributes.classes, (_UPRIGHT_CLASS,) if is_upright else ())


def _tracks(attributes: Attributes) -> Sequence[str]:
    """Return the widths of a grid's columns, empty if they are equal; nothing if it says none."""
    if found := _TEMPLATE.search(attributes.values.get("style", "")):
        return _widths(found[1])
    names = (*_words(attributes), *attributes.values)
    counts = [found for name in names if (found := _COUNT.fullmatch(name))]
    if not counts:
        return ()
    number, template = max(counts, key=lambda found: int(found[1] or 0)).groups()
    return ("",) * int(number) if number else _widths(template.replace("_", " "))


def _widths(template: str) -> Sequence[str]:
    tracks: list[str] = []
    for found in _TRACK.finditer(template):
        times = int(found["times"]) if found["times"] else 1
        tracks += [found["each"].strip() if found["times"] else found[0]] * times
    if len(tracks) > _MOST_TRACKS or "repeat" in "".join(tracks):
        return ()
    shares = [_SHARE.fullmatch(track) for track in tracks]
    parts = [float(found[1]) for found in shares if found]
    if len(parts) < len(tracks) or len(set(parts)) < 2 or not all(parts):  # noqa: PLR2004 - equal
        return ("",) * len(tracks)
    return [f"{part / sum(parts):.4%}" for part in parts]


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
