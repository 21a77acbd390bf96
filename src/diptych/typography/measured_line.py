"""Text measured once, in em, and broken into lines of any width."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate, chain
from typing import NamedTuple

from diptych.typography.advances import Advances
from diptych.typography.breaking import words

_SPACES = " \t\n"


class Piece(NamedTuple):
    """Text in one face and size."""

    text: str
    steps: Advances
    scale: float
    """Its size as a multiple of the paragraph's."""

    def along(self) -> Iterator[float]:
        """Yield the distance from each character to the next."""
        steps = self.steps.along(self.text)
        return steps if self.scale == 1 else (self.scale * step for step in steps)

    def alone(self, offset: int) -> float:
        """Return the width of one character by itself."""
        return self.scale * self.steps[self.text[offset], ""]

    def at_most(self) -> float:
        """Return a length that it does not exceed, found faster than its own."""
        return self.scale * sum(map(self.steps.at_most.__getitem__, self.text))


class MeasuredLine:
    """What stands between two forced breaks; all lengths in em of its paragraph.

    Lines are filled as browsers fill them: each takes as many words as fit; a word that is wider
    than a line begins one and is parted anywhere (CSS Text 3, `overflow-wrap: break-word`).
    """

    def __init__(self, pieces: Sequence[Piece], *, keeps_indent: bool = False) -> None:
        """`keeps_indent`: spaces at the beginning count, as in a listing."""
        self.pieces = pieces
        self.keeps_indent = keeps_indent

    def at_most(self) -> float:
        """Return a length that it does not exceed on one line, found faster than its own."""
        return sum([piece.at_most() for piece in self.pieces])

    @property
    def width(self) -> float:
        """Return how long it is on one line."""
        return self._left[-1]

    @property
    def widest_word(self) -> float:
        """Return how long a line must be at least for every word on it to stay whole."""
        words = zip(self._words, self._ends, strict=True)
        return max((end - self._left[begin] for (begin, _), end in words), default=0.0)

    @cached_property
    def text(self) -> str:
        """Return its characters."""
        return "".join([piece.text for piece in self.pieces])

    def count(self, room: float) -> int:
        """Return how many lines no longer than `room` it takes; an empty one takes one."""
        return 1 if self.width <= room else sum(1 for _ in self.lines(room))

    def lines(self, room: float) -> Iterator[tuple[int, int]]:
        """Yield the first character of each line and the one after its last."""
        word, at = 0, 0 if self.keeps_indent or not self._words else self._words[0][0]
        while word < len(self._words):
            word, stop = self._line(word, at, room)
            yield at, stop
            at = max(stop, self._words[word][0]) if word < len(self._words) else stop
        if not self._words:
            yield 0, 0

    def _line(self, word: int, at: int, room: float) -> tuple[int, int]:
        """Return the first word not wholly on the line that begins at `at`, and where that ends."""
        limit = self._left[at] + room
        after = bisect_right(self._ends, limit, word)
        if after > word:
            return after, self._words[after - 1][1]
        begin, end = self._words[word]
        if at < begin:
            return word, begin
        stop = max(at + 1, bisect_right(range(end), limit, at, key=self._right))
        return word + (stop == end), stop

    @cached_property
    def _words(self) -> Sequence[tuple[int, int]]:
        return words(self.text)

    @cached_property
    def _left(self) -> list[float]:
        """Where each character begins, and where the last one ends."""
        return list(accumulate(chain.from_iterable(map(Piece.along, self.pieces)), initial=0.0))

    @cached_property
    def _ends(self) -> list[float]:
        """Where each word ends; kerned with the space after it, where browsers set it so."""
        return [
            self._left[end] if self.text[end : end + 1] in _SPACES else self._right(end - 1)
            for _, end in self._words
        ]

    def _right(self, offset: int) -> float:
        """Return where a character ends if a line ends with it, kerned with none after it."""
        first = 0
        for piece in self.pieces:
            if offset < first + len(piece.text):
                return self._left[offset] + piece.alone(offset - first)
            first += len(piece.text)
        return self.width
