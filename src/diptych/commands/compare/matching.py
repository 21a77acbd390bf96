"""Finds the paragraphs of a slide among the letters of a page, block by block."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from msgspec import Struct

from diptych.commands.compare.reading import Letter, PageText
from diptych.commands.compare.solved import SolvedParagraph, signs_of
from diptych.model.geometry import PX_PER_PT
from diptych.model.text import LineBreak

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

    def replaced(self, first: Sequence[Letter]) -> DrawnParagraph:
        """Return it with other letters in place of its first ones."""
        letters = iter((*first, *self.letters[len(first) :]))
        return DrawnParagraph(tuple([tuple([next(letters) for _ in line]) for line in self.lines]))

    @property
    def letters(self) -> tuple[Letter, ...]:
        """Return all letters in order."""
        return tuple([letter for line in self.lines for letter in line])


def drawn_paragraphs(
    solved: Sequence[SolvedParagraph], page: PageText
) -> tuple[DrawnParagraph | None, ...]:
    """Return each paragraph as drawn on a page; None for one whose letters are not all there.

    Each letter belongs to one paragraph at most. What is drawn as a whole is found first, long
    paragraphs before short ones, which may occur within them; of several places, the one nearest to
    the solved place is taken. Browsers draw some parts of a text later than what surrounds them, so
    the others are found in pieces among the letters that are left.
    """
    taken = bytearray(len(page.signs))
    order = sorted(range(len(solved)), key=lambda i: -len(solved[i].signs))
    found: dict[int, DrawnParagraph] = {}
    for find in (_whole, _pieces):
        for index in order:
            places = find(solved[index], page, taken) if index not in found else ()
            if places:
                letters = [page.letters[i] for i in places]
                size = solved[index].paragraph.size * PX_PER_PT
                found[index] = DrawnParagraph(tuple(_lines(letters, size)))
                for i in places:
                    taken[i] = 1
    return tuple([found.get(index) for index in range(len(solved))])


def _whole(one: SolvedParagraph, page: PageText, taken: bytearray) -> Sequence[int]:
    """Return where the letters of a paragraph are, one after the other; empty if they are not."""
    start = _nearest(one.signs, _expected(one, 0), page, taken)
    return range(start, start + len(one.signs)) if start is not None else ()


def _pieces(one: SolvedParagraph, page: PageText, taken: bytearray) -> Sequence[int]:
    """Return where the letters of a paragraph are, in pieces; empty if some are nowhere."""
    signs, at, own = one.signs, 0, bytearray(taken)
    ends = _run_ends(one)
    found: list[int] = []
    while at < len(signs):
        expected = _expected(one, at)
        lengths = [end - at for end in ends if end > at]
        whole = ((_nearest(signs[at : at + n], expected, page, own), n) for n in reversed(lengths))
        start, length = next((place for place in whole if place[0] is not None), (None, 0))
        if start is None:
            start, length = _longest(signs[at:], expected, page, own)
        if start is None:
            return ()
        found += range(start, start + length)
        own[start : start + length] = b"\x01" * length
        at += length
    return found


def _run_ends(one: SolvedParagraph) -> tuple[int, ...]:
    """Return the offset at which each run ends; some, such as links, may be drawn later."""
    texts = (
        "" if isinstance(run, LineBreak) or run.formula is not None else run.text
        for run in one.paragraph.runs
    )
    return tuple(accumulate(len(signs_of(text)) for text in texts))


def _expected(one: SolvedParagraph, at: int) -> tuple[float, float]:
    """Return about where the sign `at` of a paragraph should be."""
    for line in one.lines:
        if at < len(line.signs):
            return line.place(at), line.baseline
        at -= len(line.signs)
    raise IndexError(at)


def _longest(
    signs: str, expected: tuple[float, float], page: PageText, taken: bytearray
) -> tuple[int | None, int]:
    """Return start and length of the longest free beginning of `signs`, the nearest of several.

    The start is None if not even its first sign is there.
    """
    best: tuple[int | None, int] = (None, 0)
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
