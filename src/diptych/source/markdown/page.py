"""A Markdown file: its lines, and the positions of tokens in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from diptych.diagnostics import Span
from diptych.markup.definitions import Definitions
from diptych.model.source_text import SourceText, at_lines

if TYPE_CHECKING:
    from markdown_it.token import Token

_INDENTED = re.compile(r"\s*")
_QUOTED = re.compile(r"[\s>]*")


Tool = Literal["", "marp", "reveal-md"]

FRAGMENT = "fragment"
"""The class of what appears a step later, as in reveal.js."""


class Page(Struct, frozen=True, kw_only=True):
    """What all slides of one Markdown file have in common."""

    file: str
    folder: Path
    """The folder to which the paths of pictures are relative."""
    lines: Sequence[str]
    definitions: Definitions
    tool: Tool = ""
    """The tool for which a single-file talk seems to be written."""

    def place(self, token: Token) -> SourceText:
        """Return the content of `token` with its source mapping."""
        first = (token.map or [0, 1])[0]
        rows = token.content.split("\n")
        starts = (self._start(first + number, row) for number, row in enumerate(rows))
        return at_lines(self.file, token.content, starts)

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
