"""Where a piece of authored text stands, so that an offset in it becomes a span."""

from __future__ import annotations

from dataclasses import dataclass

from diptych.diagnostics import Span


@dataclass(frozen=True, slots=True)
class Place:
    """Text of one or more lines, and the line and column where each of them begins."""

    file: str
    text: str
    starts: tuple[tuple[int, int], ...]
    """Line and column, from 1, of each line of `text`."""

    def span(self, offset: int = 0, length: int | None = None) -> Span:
        """Return the span of `length` characters from `offset`; None: to the end of the line."""
        before = self.text[:offset]
        row = min(before.count("\n"), len(self.starts) - 1)
        into = offset - (before.rfind("\n") + 1)
        line, column = self.starts[row]
        rest = self.text[offset:].partition("\n")[0]
        width = len(rest) if length is None else min(length, len(rest) or length)
        return Span(self.file, line, column + into, max(1, width))


def one_line(file: str, text: str, line: int, column: int) -> Place:
    """Return the place of `text` that begins at `line` and `column`; its lines follow one another."""
    rows = text.count("\n")
    return Place(file, text, ((line, column), *((line + row, 1) for row in range(1, rows + 1))))
