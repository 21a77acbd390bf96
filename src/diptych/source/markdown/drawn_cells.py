"""Tables drawn with dashes as written: their cells, each with its lines."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct

from diptych.diagnostics import cell_width
from diptych.model.source_text import SourceText, at_lines
from diptych.model.theme import Align

_TAB_STOP = 4
_ITEM = re.compile(r"(?P<indent>\s*)(?P<sign>[-*+]|\d{1,3}[.)]|#\.)\s+(?=\S)")
_FENCE = re.compile(r"\s*(?:`{3,}|~{3,})")
_DIV = re.compile(r"\s*:{3,}\s*(?:(?P<name>\{.*\}|[\w.-]+)\s*:*)?\s*")
"""A line that begins or ends a div."""
_SIGNS = "•–"
"""The bullets of items in cells, which are text there, and of items within items."""


class Fragment(NamedTuple):
    """A part of a line."""

    text: str
    line: int
    """Its line in the parsed text, from 0."""
    column: int
    """The column in its source line at which it begins, from 1."""

    def stripped(self) -> Fragment:
        """Return it without the spaces around it."""
        text = self.text.lstrip()
        return Fragment(text.rstrip(), self.line, self.column + len(self.text) - len(text))


class DrawnLine(Struct, frozen=True):
    """A line of a table, by the columns in which its letters are seen."""

    text: str
    line: int
    column: int
    """As of a fragment."""
    places: tuple[int, ...] = ()
    """The column of each letter, from 0; empty if each takes one."""

    @property
    def width(self) -> int:
        """Return the column at which it ends."""
        return self.places[-1] if self.places else len(self.text)

    @property
    def columns(self) -> str:
        """Return the line with one letter for each column; a second one of a wide letter is NUL."""
        if not self.places:
            return self.text
        shown = ["\0"] * self.width
        for letter, place in zip(self.text, self.places[:-1], strict=True):
            if place < len(shown) and shown[place] == "\0":
                shown[place] = letter
        return "".join(shown)

    def part(self, left: int, right: int) -> Fragment:
        """Return what is from a column up to another."""
        if self.places:
            left, right = (bisect_left(self.places, at) for at in (left, right))
        return Fragment(self.text[left:right], self.line, self.column + left)


def drawn_line(text: str, line: int, column: int, *, by_width: bool) -> DrawnLine:
    """Return a line; if `by_width`, wide letters take two columns, as in Pandoc, or else one."""
    if not by_width or (text.isascii() and "\t" not in text):
        return DrawnLine(text, line, column)
    at, places = 0, [0]
    for letter in text:
        at += _TAB_STOP - at % _TAB_STOP if letter == "\t" else cell_width(letter)
        places.append(at)
    return DrawnLine(text, line, column, tuple(places))


class DrawnCell(Struct, frozen=True):
    """A cell as written."""

    lines: tuple[Fragment, ...]
    columns: int = 1
    rows: int = 1

    @property
    def divs(self) -> Iterator[tuple[Fragment, str]]:
        """Yield the lines that begin divs in it, whose look it cannot have, with what they say."""
        for line in self.lines:
            found = _DIV.fullmatch(line.text)
            if found is not None and found["name"]:
                yield line.stripped(), found["name"]

    def text(self, file: str) -> SourceText:
        """Return its text; paragraphs, items and lines of code in it are parted by line breaks."""
        rows = list(_rows([line for line in self.lines if line.text.strip()], self.lines))
        if not rows:
            first = self.lines[0] if self.lines else Fragment("", 0, 1)
            rows = [first.stripped()]
        text = "\n".join(row.text for row in rows)
        return at_lines(file, text, ((row.line + 1, row.column) for row in rows))


class DrawnRow(Struct, frozen=True):
    """A row; places that a cell of another one covers have none."""

    cells: tuple[DrawnCell, ...]


class DrawnTable(Struct, frozen=True):
    """A table as written."""

    align: tuple[Align, ...]
    header: tuple[DrawnRow, ...]
    rows: tuple[DrawnRow, ...]
    height: int
    """How many lines it takes."""
    has_total: bool = False


def _rows(filled: Sequence[Fragment], lines: Sequence[Fragment]) -> Iterator[Fragment]:
    """Yield the lines of a cell as inline Markdown, each with a break if a new block follows."""
    indent = min((len(one.text) - len(one.text.lstrip()) for one in filled), default=0)
    held: Fragment | None = None
    is_apart, in_code = False, False
    for line in lines:
        if not line.text.strip() or (not in_code and _DIV.fullmatch(line.text)):
            is_apart = True
            continue
        if _FENCE.match(line.text):
            in_code, is_apart = not in_code, True
            continue
        row, begins = _row(line, indent, in_code=in_code)
        if held is not None:
            yield _broken(held) if is_apart or begins else held
        held, is_apart = row, in_code
    if held is not None:
        yield held


def _row(line: Fragment, indent: int, *, in_code: bool) -> tuple[Fragment, bool]:
    """Return a line as inline Markdown, and whether an item or a line of code begins with it."""
    bare = line.stripped()
    if in_code:
        is_plain = "`" not in bare.text
        return bare._replace(
            text=f"`{bare.text}`", column=bare.column - 1
        ) if is_plain else bare, True
    item = _ITEM.match(line.text)
    if item is None:
        return bare, False
    if item["sign"] not in "-*+":
        return bare, True
    sign = _SIGNS[len(item["indent"]) > indent]
    return bare._replace(text=f"{sign}{bare.text[1:]}"), True


def _broken(row: Fragment) -> Fragment:
    return row if row.text.endswith("\\") else row._replace(text=f"{row.text}\\")


def is_blank_before(lines: Sequence[DrawnLine], column: int) -> bool:
    """Return whether no word of `lines` crosses a column's edge."""
    return all(
        column >= line.width or not line.part(column - 1, column).text.strip() for line in lines
    )
