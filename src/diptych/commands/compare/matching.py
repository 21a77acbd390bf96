"""Finds the paragraphs of a slide among the letters of a page, block by block."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from diptych.commands.compare.reading import Letter, PageText
from diptych.commands.compare.solved import SolvedParagraph
from diptych.model.geometry import PX_PER_PT

_NEXT_LINE = 0.5
"""Share of the type size by which the baseline of a next line is lower at least. What is raised or
lowered within a line is by at most a third."""


class DrawnParagraph(Struct, frozen=True):
    """The letters of a paragraph as a page shows them, line by line."""

    lines: tuple[tuple[Letter, ...], ...]

    @property
    def words(self) -> tuple[str, ...]:
        """Return the signs of each line."""
        return tuple(["".join([letter.sign for letter in line]) for line in self.lines])

    @property
    def letters(self) -> tuple[Letter, ...]:
        """Return all letters in order."""
        return tuple([letter for line in self.lines for letter in line])


def drawn_paragraphs(
    solved: Sequence[SolvedParagraph], page: PageText
) -> tuple[DrawnParagraph | None, ...]:
    """Return each paragraph as drawn on a page; None for one whose letters are not all there.

    Each letter belongs to one paragraph at most. Long paragraphs are found first: short ones may
    occur within them. Of several places, the one nearest to the solved place is taken.
    """
    taken = bytearray(len(page.signs))
    found: dict[int, DrawnParagraph] = {}
    for index in sorted(range(len(solved)), key=lambda i: -len(solved[i].signs)):
        letters = _letters(solved[index], page, taken)
        if letters is not None:
            size = solved[index].paragraph.size * PX_PER_PT
            found[index] = DrawnParagraph(tuple(_lines(letters, size)))
    return tuple([found.get(index) for index in range(len(solved))])


def _letters(one: SolvedParagraph, page: PageText, taken: bytearray) -> tuple[Letter, ...] | None:
    """Return the letters of a paragraph, and mark them as taken.

    Browsers draw some parts of a text later than what surrounds them, so it may be in pieces.
    """
    signs, at = one.signs, 0
    found: list[int] = []
    while at < len(signs):
        place = _longest(signs[at:], _expected(one, at), page, taken)
        if place is None:
            return None
        start, length = place
        found += range(start, start + length)
        taken[start : start + length] = b"\x01" * length
        at += length
    return tuple([page.letters[index] for index in found])


def _expected(one: SolvedParagraph, at: int) -> tuple[float, float]:
    """Return about where the sign `at` of a paragraph should be."""
    for line in one.lines:
        if at < len(line.signs):
            return line.left + (line.right - line.left) * at / len(line.signs), line.baseline
        at -= len(line.signs)
    raise IndexError(at)


def _longest(
    signs: str, expected: tuple[float, float], page: PageText, taken: bytearray
) -> tuple[int, int] | None:
    """Return start and length of the longest free beginning of `signs`, the nearest of several."""
    best: tuple[int, int] | None = None
    least, most = 1, len(signs)
    length = most  # as a rule it is there as a whole
    while least <= most:
        start = _nearest(signs[:length], expected, page, taken)
        if start is None:
            most = length - 1
        else:
            best, least = (start, length), length + 1
        length = (least + most) // 2
    return best


def _nearest(
    signs: str, expected: tuple[float, float], page: PageText, taken: bytearray
) -> int | None:
    """Return where free letters with these signs begin, nearest to the expected place."""
    best, least, at = None, float("inf"), page.signs.find(signs)
    while at >= 0:
        if not any(taken[at : at + len(signs)]):
            first = page.letters[at]
            away = abs(first.x - expected[0]) + abs(first.y - expected[1])
            if away < least:
                best, least = at, away
        at = page.signs.find(signs, at + 1)
    return best


def _lines(letters: Sequence[Letter], size: float) -> Iterator[tuple[Letter, ...]]:
    line: list[Letter] = []
    lowest = 0.0
    for letter in letters:
        if line and letter.y > lowest + _NEXT_LINE * size:
            yield tuple(line)
            line = []
        lowest = letter.y if not line else max(lowest, letter.y)
        line.append(letter)
    if line:
        yield tuple(line)
