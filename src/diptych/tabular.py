"""Rows of text, aligned for a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from diptych.terminal import visible


def aligned(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the head and then the rows, aligned, without empty columns."""
    shown = (map(visible, row) for row in rows)
    full = [(*row, *[""] * (len(head) - len(row))) for row in map(tuple, shown)]
    columns = [(title, *cells) for title, *cells in zip(head, *full, strict=True) if any(cells)]
    widths = [max(map(_cells, column)) for column in columns]
    for row in zip(*columns, strict=True):
        padded = (
            cell + " " * (width - _cells(cell)) for cell, width in zip(row, widths, strict=True)
        )
        yield "  ".join(padded).rstrip()


def _cells(text: str) -> int:
    """Return how many terminal cells `text` takes; a Hangul syllable takes two."""
    return sum(map(_cell, text))


def _cell(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
