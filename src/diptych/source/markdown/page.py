"""A Markdown file: its lines, and the positions of tokens in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from diptych.diagnostics import Span
from diptych.markup.attributes import Attributes
from diptych.markup.definitions import Definitions
from diptych.model.source_text import SourceText, at_lines, one_line

if TYPE_CHECKING:
    from markdown_it.token import Token

_INDENTED = re.compile(r"\s*")
_QUOTED = re.compile(r"[\s>]*")


Tool = Literal["", "marp", "reveal-md", "slidev", "remark", "deckset"]
"""A tool whose files differ from Pandoc's in more than words that can be ignored."""

FRAGMENT = "fragment"
"""The class of what appears a step later, as in reveal.js."""
CLICK = "v-click"
"""The attribute of Slidev for the same."""
WITHIN_HTML = "within_html"
"""The key in a parser's environment of the line that begins the innermost HTML element."""
ORDERED = ("index", "fragment-index", "data-fragment-index")
"""The attributes that number fragments; the others are Quarto's and reveal.js's words."""
_NUMBERED = re.compile(r"\bindex=[\"']?([0-9]{1,3})\b")


def order_of(lines: Sequence[str]) -> dict[str, int]:
    """Return the steps of the fragments in `lines` that are numbered, by their numbers as written.

    They are counted from 1 without gaps, whatever their numbers.
    """
    found = {one for line in lines if FRAGMENT in line for one in _NUMBERED.findall(line)}
    ranks = {number: rank for rank, number in enumerate(sorted(set(map(int, found))), start=1)}
    return {written: ranks[int(written)] for written in found}


class Page(Struct, frozen=True, kw_only=True):
    """What all slides of one Markdown file have in common."""

    file: str
    folder: Path
    """The folder to which the paths of pictures are relative."""
    lines: Sequence[str]
    definitions: Definitions
    tool: Tool = ""
    """The tool for which a single-file talk seems to be written."""
    top: str = ""
    """The way up to the folder of the talk, `../`, for a file that is imported from below it."""

    def place(self, token: Token) -> SourceText:
        """Return the content of `token` with its source mapping."""
        first = (token.map or [0, 1])[0]
        rows = token.content.split("\n")
        starts = (self._start(first + number, row) for number, row in enumerate(rows))
        return at_lines(self.file, token.content, starts)

    def value_of(self, key: str, attributes: Attributes, span: Span) -> SourceText | None:
        """Return the value of an attribute in the first braces of a line; None if it has none."""
        written = attributes.values.get(key, "")
        if not written.strip():
            return None
        opening = self.lines[span.line - 1].find("{") + 1
        return one_line(self.file, written, span.line, opening + attributes.offsets.get(key, 0))

    def lines_of(self, tokens: Sequence[Token]) -> Sequence[str]:
        """Return the lines that `tokens` are on."""
        ranges = [token.map for token in tokens if token.map]
        return self.lines[ranges[0][0] : max(end for _, end in ranges)] if ranges else ()

    def span(self, token: Token) -> Span:
        """Return the first line of `token`, without the markers of enclosing blocks."""
        number = self._number((token.map or [0, 1])[0])
        line = self.lines[number].rstrip()
        within = token.level and token.type != "blockquote_open"
        outer = _QUOTED if within else _INDENTED
        indent = len(outer.match(line)[0])  # type: ignore[index]  # both match an empty line too
        return Span(self.file, number + 1, indent + 1, max(1, len(line) - indent))

    def _start(self, number: int, row: str) -> tuple[int, int]:
        """Return where a line of content begins; only a closing `#` may follow it in its line."""
        number = self._number(number)
        words = row.strip()
        column = self.lines[number].rfind(words) - (len(row) - len(row.lstrip()))
        return number + 1, max(0, column) + 1

    def _number(self, number: int) -> int:
        return min(number, len(self.lines) - 1)
