"""Text measured once, in em, and broken into lines of any width."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain
from typing import NamedTuple

from diptych.typography.advances import Advances, EmojiAdvances
from diptych.typography.breaking import words

_SPACES = " \t\n"
_LITTLE, _LITTLE_SHARE = 4.5, 0.3
"""Up to this length, in em, and this share of the lines above, a last line is too short."""
_AROUND = "-\"'“”„‘’«».,:;!?()[]"
"""What may stand around a word."""


class Piece(NamedTuple):
    """Text in one face and size."""

    text: str
    steps: Advances
    scale: float
    """Its size as a multiple of the paragraph's."""

    def along(self) -> Iterator[float]:
        """Yield the distance from each character to the next."""
        steps = self.steps.along(self.text)
        return steps if self.scale == 1 else map(self.scale.__mul__, steps)

    def tracked(self, tracking: float) -> Iterator[float]:
        """Yield the distances with `tracking` after each character, or after an emoji."""
        if isinstance(self.steps, EmojiAdvances):
            *inner, last = self.along()
            yield from (*inner, last + tracking)
        else:
            yield from map(tracking.__add__, self.along())


class MeasuredLine:
    """Text between two forced breaks; all lengths are in em of its paragraph.

    Lines are filled as browsers fill them, with as many words as fit; a word that is wider than a
    line begins on a new line and is broken anywhere (CSS Text 3, `overflow-wrap: break-word`).
    """

    # What is computed on first use is kept in slots: a deck has so many lines that functools'
    # cached properties, which take a lock each time, would cost a tenth of the layout's time.
    __slots__ = ("_ends", "_words", "keeps_indent", "left", "pieces", "text", "tracking", "width")

    def __init__(
        self, pieces: Sequence[Piece], *, keeps_indent: bool = False, tracking: float = 0.0
    ) -> None:
        """`keeps_indent`: spaces at the beginning are kept, as in a listing.

        `tracking` is added after each character.
        """
        self.pieces = pieces
        self.keeps_indent = keeps_indent
        self.tracking = tracking
        self.text = pieces[0].text if len(pieces) == 1 else "".join([one.text for one in pieces])
        along: Iterator[float]
        if tracking:
            along = chain.from_iterable(one.tracked(tracking) for one in pieces)
        else:
            along = pieces[0].along() if len(pieces) == 1 else chain(*map(Piece.along, pieces))
        self.left = list(accumulate(along, initial=0.0))
        """The position of each character, and of the end of the last one."""
        self.width = self.left[-1]
        """Its length on one line."""
        self._words: Sequence[tuple[int, int]] | None = None
        self._ends: list[float] | None = None

    @property
    def widest_word(self) -> float:
        """Return the least length of a line on which no word is broken."""
        left = self.left
        words = zip(self.words, self.ends, strict=True)
        return max([end - left[begin] for (begin, _), end in words], default=0.0)

    def breaks_word(self, room: float) -> bool:
        """Return whether a word of letters alone is longer than lines of a length."""
        return self.widest_word > room and any(
            self.text[begin:end].strip(_AROUND).isalpha() and right - self.left[begin] > room
            for (begin, end), right in zip(self.words, self.ends, strict=True)
        )

    def count(self, room: float) -> int:
        """Return the number of lines when broken at `room`; an empty text has one."""
        return 1 if self.width <= room else len(list(self.lines(room)))

    def lines(self, room: float) -> Iterator[tuple[int, int]]:
        """Yield the first character of each line and the one after its last one."""
        if self.width <= room:
            yield self._whole()
            return
        words = self.words
        word, at = 0, 0 if self.keeps_indent or not words else words[0][0]
        while word < len(words):
            word, stop = self._line(word, at, room)
            yield at, stop
            at = max(stop, words[word][0]) if word < len(words) else stop
        if not words:
            yield 0, 0

    def ends_short(self, room: float) -> bool:
        """Return whether it takes several lines at `room`, the last of one word or little more."""
        if self.width <= room:
            return False
        *_, (start, end) = self.lines(room)
        if not start:
            return False
        is_short = self.width_of(start, end) <= min(_LITTLE, _LITTLE_SHARE * room)
        return is_short or " " not in self.text[start:end]

    def width_of(self, start: int, end: int) -> float:
        """Return the length of a line of it."""
        left = self.left
        if end == len(self.text):
            return left[end] - left[start]
        return self._right(end - 1) - left[start] if end > start else 0.0

    def _whole(self) -> tuple[int, int]:
        """Return its start and end on a single line."""
        end = len(self.text.rstrip(_SPACES))
        begin = 0 if self.keeps_indent else len(self.text) - len(self.text.lstrip(_SPACES))
        return (begin, end) if begin < end else (0, 0)

    def _line(self, word: int, at: int, room: float) -> tuple[int, int]:
        """Return the first word not wholly on the line that begins at `at`, and the line's end."""
        limit = self.left[at] + room
        after = bisect_right(self.ends, limit, word)
        if after > word:
            return after, self.words[after - 1][1]
        begin, end = self.words[word]
        if at < begin:
            return word, begin
        stop = max(at + 1, bisect_right(range(end), limit, at, key=self._right))
        return word + (stop == end), stop

    @property
    def words(self) -> Sequence[tuple[int, int]]:
        """Return the start and end of each unbreakable piece."""
        if self._words is None:
            self._words = words(self.text)
        return self._words

    @property
    def ends(self) -> list[float]:
        """Return where each word ends: kerned with the space after it, as in browsers."""
        if self._ends is None:
            left, text = self.left, self.text
            self._ends = [
                left[end] if text[end : end + 1] in _SPACES else self._right(end - 1)
                for _, end in self.words
            ]
        return self._ends

    def _right(self, offset: int) -> float:
        """Return where a character ends if a line ends with it, so without kerning after it."""
        first = 0
        for piece in self.pieces:
            if offset < first + len(piece.text):
                own = piece.scale * piece.steps[self.text[offset], ""]
                return self.left[offset] + own + self.tracking
            first += len(piece.text)
        return self.width
