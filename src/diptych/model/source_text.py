"""Authored text with its source mapping, which turns an offset into a span."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from operator import attrgetter
from typing import NamedTuple

from msgspec import Struct

from diptych.diagnostics import Span

_NEWLINE = re.compile("\n")
_OFFSET = attrgetter("offset")


class SourcePoint(NamedTuple):
    """The source position of an offset; characters up to the next point follow it on its line."""

    offset: int
    line: int
    column: int


class SourceText(Struct, frozen=True):
    """A text, and the position of each of its characters in a file."""

    file: str
    text: str
    points: tuple[SourcePoint, ...]
    """In order of offset, the first at 0: one for each line, and one after each escape."""

    def span(self, offset: int = 0, length: int | None = None) -> Span:
        """Return the span of `length` characters from `offset`, or up to the end of the line."""
        line, column = self._place(offset)
        _, last = self._place(self._last_on_line(offset, line, length))
        return Span(self.file, line, column, max(1, last - column + 1))

    def part(self, start: int, end: int | None = None) -> "SourceText":
        """Return the characters from `start` up to `end`, with their positions."""
        text = self.text[start:end]
        if not start and len(text) == len(self.text):
            return self
        inside = self.points[self._after(start) : self._after(start + len(text))]
        moved = (point._replace(offset=point.offset - start) for point in inside)
        return SourceText(self.file, text, (SourcePoint(0, *self._place(start)), *moved))

    def _place(self, offset: int) -> tuple[int, int]:
        """Return the line and the column of a character."""
        points = self.points
        # A text on one line, as most are, has a single point.
        first, line, column = points[0 if len(points) == 1 else max(0, self._after(offset) - 1)]
        return line, column + max(0, offset - first)

    def _after(self, offset: int) -> int:
        """Return the index of the first point after `offset`, found by halving: texts are long."""
        return bisect_right(self.points, offset, key=_OFFSET)

    def _last_on_line(self, offset: int, line: int, length: int | None) -> int:
        """Return the offset of the last of `length` characters from `offset` on a source line."""
        end = len(self.text) if length is None else min(len(self.text), offset + length)
        newline = self.text.find("\n", offset, end)
        end = newline if newline >= 0 else end
        if len(self.points) == 1:
            return max(offset, end - 1)
        inside = map(self.points.__getitem__, range(self._after(offset), self._after(end - 1)))
        below = (point.offset for point in inside if point.line != line)
        return max(offset, next(below, end) - 1)


def one_line(file: str, text: str, line: int, column: int) -> SourceText:
    """Return `text`, beginning at `line` and `column`, its further lines at column 1."""
    below = ((line + row, 1) for row in range(1, text.count("\n") + 1))
    return at_lines(file, text, ((line, column), *below))


def at_lines(file: str, text: str, starts: Iterable[tuple[int, int]]) -> SourceText:
    """Return `text`, with its lines beginning at the lines and columns of `starts`."""
    offsets = [0, *(found.end() for found in _NEWLINE.finditer(text))]
    points = (
        SourcePoint(at, line, column) for at, (line, column) in zip(offsets, starts, strict=True)
    )
    return SourceText(file, text, tuple(points))
