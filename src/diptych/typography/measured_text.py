"""Paragraphs below each other, measured once for any width and density."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from diptych.model.density import OWN, Density
from diptych.model.geometry import Emu, Pt, emu
from diptych.model.paragraph import Paragraph, Sizes, TextLine, packed_lines
from diptych.model.setting import Piece
from diptych.model.text import NO_BREAK_SPACE, Run, SetInline, only_run
from diptych.model.theme import FontRole, Theme
from diptych.typography.measure import (
    Ruler,
    ShapingRun,
    count,
    longest_at_most,
    measured,
    own_ruler,
    room_for,
    shaping_runs,
    substitute_ruler,
    width_for,
)
from diptych.typography.measured_line import MeasuredLine
from diptych.typography.script import has_hangul
from diptych.typography.tying import (
    HOLE_SHARE,
    SHORT,
    Strength,
    bounded,
    last_tie,
    ties_in,
    unit_ties,
    with_ties,
    words_of,
)

MARGINS = {"latin": 0.01, "hangul": 0.04}
"""Share of a line that is kept free for renderers that set text wider than browsers do."""

SEAM = 0.25
"""Space that LibreOffice adds between Hangul and Latin text, in em; too much for a margin of 4 % if
a line is short."""


_NUMBER = re.compile(r"[0-9]+")
_SEAMS = re.compile(r"(?<=[가-힣])(?=[^\s가-힣])|(?<=[^\s가-힣])(?=[가-힣])")
_NARROWER = (0.97, 0.94, 0.9, 0.85, 0.8)
"""Shares of a width at which text is tried that has less lines there than are kept for it."""
_TAKEN = 2
"""How many words are taken along to the last line at most."""
_KNOWN = 8192
"""How many measured texts are kept."""
_CERTAIN = 1 + 1e-9
"""Factor that makes a length larger in spite of rounding errors."""


_Lines = tuple[tuple[ShapingRun, ...], ...]


class _Look(Struct, frozen=True):
    """What the measures of a paragraph depend on besides its text."""

    keeps_indent: bool
    tracking: float
    font: FontRole
    weight: int


class Measured:
    """The text of one paragraph, measured in em in every font in which it may be shown."""

    __slots__ = (
        *("_held", "_lines", "_needed", "_only", "_rulers", "_substitute", "_whole"),
        *("ample", "at_most", "margin", "own", "rise"),
    )

    def __init__(self, lines: _Lines, look: _Look, own_fonts: Ruler, other_fonts: Ruler) -> None:
        self._lines, self._rulers = lines, (own_fonts, other_fonts)
        self._substitute: list[MeasuredLine] | None = None
        self._needed: dict[float, int] = {}
        """Numbers of lines by room: the same widths are tried in many arrangements."""
        self._held: dict[tuple[Paragraph, float], tuple[Paragraph, Measured]] = {}
        """Paragraphs with their words tied, by room: likewise."""
        self._only: dict[tuple[Pt, float], bytes] = {}
        self.own = measured(
            lines, own_fonts, keeps_indent=look.keeps_indent, tracking=look.tracking
        )
        """The lines between forced breaks, in the theme's own font."""
        self.margin = MARGINS[
            "hangul" if any(has_hangul(one.text) for one in self.own) else "latin"
        ]
        longest = max([line.width for line in self.own]) / (1 - self.margin)
        spread = max(0.0, look.tracking)
        if spread:
            spread *= max(len(line.text) for line in self.own)
        self.ample = max(longest, longest_at_most(lines, other_fonts) + spread) * _CERTAIN
        """With this much room, only forced breaks occur in any font; for the substitute this is an
        upper bound, found without measuring it."""
        self.at_most = self.ample + _seams([line.text for line in self.own])
        """An upper bound for `whole`, for which its substitute need not be measured."""
        self._whole: float | None = None
        self.rise = own_fonts.rise(look.font, look.weight)
        """How far below the middle of a line its baseline is, in em."""

    @property
    def substitute(self) -> list[MeasuredLine]:
        """Return its lines in the font that replaces the theme's where it is not installed."""
        if self._substitute is None:
            keeps_indent = self.own[0].keeps_indent
            self._substitute = measured(
                self._lines,
                self._rulers[1],
                keeps_indent=keeps_indent,
                tracking=self.own[0].tracking,
            )
        return self._substitute

    def needed(self, room: float) -> int:
        """Return the number of lines at `room` em, the most in any font or renderer."""
        if room >= self.ample:
            return len(self.own)
        known = self._needed.get(room)
        if known is None:
            known = max(count(self.own, room * (1 - self.margin)), count(self.substitute, room))
            self._needed[room] = known
        return known

    def only_line(self, size: Pt, baseline: float) -> bytes:
        """Return all of it as one packed line; the texts of many paragraphs are the same."""
        known = self._only.get((size, baseline))
        if known is None:
            ((start, end, long),) = self.lines(size, math.inf)
            known = packed_lines((TextLine(start, end, long, emu(baseline)),))
            self._only[size, baseline] = known
        return known

    def held(self, paragraph: Paragraph, room: float) -> tuple[Paragraph, Measured]:
        """Return its paragraph with the words tied that belong on one line of `room` em.

        It needs no more lines than without, so that ties never change what fits.
        """
        if room >= self.ample:
            return paragraph, self
        known = self._held.get((paragraph, room))
        if known is None:
            known = self._held[paragraph, room] = self._tied_for(paragraph, room)
        return known

    def _tied_for(self, paragraph: Paragraph, room: float) -> tuple[Paragraph, Measured]:
        text, left = words_of(paragraph.runs), self._left
        ties = ties_in(paragraph)
        held: frozenset[int] = frozenset()
        best, measure = paragraph, self
        for least in Strength if ties else ():
            wanted = bounded([tie for tie in ties if tie.strength >= least], text, left, room)
            tried = self._tied(paragraph, wanted)
            if self._permits(tried[1], room):
                held, (best, measure) = wanted, tried
                break
        for _ in range(_TAKEN if paragraph.kind != "code" else 0):
            more = last_tie(held, text, left, room) if measure.ends_short(room) else None
            if more is None:
                break
            tried = self._tied(paragraph, more)
            if not self._permits(tried[1], room) or tried[1].has_hole(room):
                break
            held, (best, measure) = more, tried
        return best, measure

    def _permits(self, tied: Measured, room: float) -> bool:
        """Return whether it takes no more lines with its words tied."""
        return count(tied.own, room) <= count(self.own, room) and tied.needed(room) <= self.needed(
            room
        )

    def reserve(self, room: float) -> float:
        """Return how much narrower it is set for all the lines for which `room` is kept.

        Text that has one line less in a browser than it may have elsewhere would leave a gap.
        """
        lines = self.needed(room)
        if lines == len(self.own) or count(self.own, room) == lines:
            return 0.0
        widest = max(line.widest_word for line in self.own)
        narrower = (room * share for share in _NARROWER if room * share > widest)
        alike = (one for one in narrower if count(self.own, one) == lines == self.needed(one))
        return room - next(alike, room)

    def ends_short(self, room: float) -> bool:
        """Return whether its last line has one word or little more, in any font or renderer."""
        own, other = self.own[-1], self.substitute[-1]
        tight = room * (1 - self.margin)
        return any(
            line.ends_short(width) for line, width in ((own, room), (own, tight), (other, room))
        )

    def has_hole(self, room: float) -> bool:
        """Return whether its last line but one leaves much free below another.

        That may be so if its last word is very short. Two lines alone look evenly filled.
        """
        last = self.own[-1]
        lines = list(last.lines(room))
        word = last.text.replace(NO_BREAK_SPACE, " ").rfind(" ") + 1
        if len(lines) <= 2 or last.left[-1] - last.left[word] <= SHORT:  # noqa: PLR2004 - two lines
            return False
        return room - last.width_of(*lines[-2]) > HOLE_SHARE * room

    @property
    def _left(self) -> list[float]:
        """Return the distance of each character from the start of its line between breaks."""
        return [at for line in self.own for at in line.left]

    def of(self, paragraph: Paragraph) -> Measured:
        """Return another paragraph measured in the same fonts."""
        return _measured(paragraph, *self._rulers)

    def _tied(self, paragraph: Paragraph, ties: Iterable[int]) -> tuple[Paragraph, Measured]:
        tied = with_ties(paragraph, ties)
        return tied, self.of(tied)

    @property
    def whole(self) -> float:
        """Return the room, in em, in which only forced breaks occur, in any program."""
        if self._whole is None:
            lines = (line.text for line in self.own)
            widths = [line.width for line in self.own], [line.width for line in self.substitute]
            self._whole = self._ample(*widths) + _seams(lines)
        return self._whole

    @property
    def longest_word(self) -> float:
        """Return the room, in em, in which no word is broken, in any program."""
        words = (word for line in self.own for word in line.text.split())
        own = [line.widest_word for line in self.own]
        return self._ample(own, [line.widest_word for line in self.substitute]) + _seams(words)

    def longest_with_units(self, paragraph: Paragraph) -> float:
        """Return the room in which no word is broken, and no number is apart from its unit."""
        ties = unit_ties(paragraph)
        return self._tied(paragraph, ties)[1].longest_word if ties else self.longest_word

    def _ample(self, own: list[float], substitute: list[float]) -> float:
        return max(max(own) / (1 - self.margin), *substitute)

    def lines(self, size: Pt, room: float) -> Iterator[tuple[int, int, Emu]]:
        """Yield the lines as in a browser: first character, the one after the last, and width.

        Characters are counted from the start of the paragraph; a forced break is one.
        """
        first = 0
        for line in self.own:
            for start, end in line.lines(room):
                yield first + start, first + end, width_for(size, line.width_of(start, end))
            first += len(line.text) + 1


def _measured(paragraph: Paragraph, own: Ruler, substitute: Ruler) -> Measured:
    """Return the text of a paragraph, measured with both rulers."""
    run = only_run(paragraph.runs)
    is_code, tracking, font, weight = (
        paragraph.kind == "code",
        paragraph.tracking,
        paragraph.font,
        paragraph.weight,
    )
    if run is None or not run.text.isascii():
        look = _Look(is_code, tracking, font, weight)
        return _known(tuple(map(tuple, shaping_runs(paragraph))), look, own, substitute)
    return _plain_texts(is_code, tracking, font, weight, own, substitute)[run.text]


class PlainTexts(dict[str, "Measured"]):
    """Texts in ASCII that are set alike throughout, as most are: each is measured when needed."""

    def __init__(self, look: _Look, own: Ruler, substitute: Ruler) -> None:
        super().__init__()
        self._look, self._rulers = look, (own, substitute)

    def __missing__(self, text: str) -> Measured:
        if len(self) == _KNOWN:
            self.clear()
        run = ShapingRun(text, self._look.font, self._look.weight, 1.0)
        made = self[text] = Measured(((run,),), self._look, *self._rulers)
        return made


@lru_cache(maxsize=64)
def _plain_texts(  # noqa: PLR0917 - called for every text: keywords take twice as long
    is_code: bool,  # noqa: FBT001 - likewise
    tracking: float,
    font: FontRole,
    weight: int,
    own: Ruler,
    substitute: Ruler,
) -> PlainTexts:
    return PlainTexts(_Look(is_code, tracking, font, weight), own, substitute)


def plain_texts(paragraph: Paragraph, theme: Theme) -> PlainTexts:
    """Return the measures of texts in ASCII that are set as a paragraph of one such run is."""
    own, substitute = own_ruler(theme), substitute_ruler(theme)
    is_code = paragraph.kind == "code"
    return _plain_texts(
        is_code, paragraph.tracking, paragraph.font, paragraph.weight, own, substitute
    )


@lru_cache(maxsize=_KNOWN)
def _known(lines: _Lines, look: _Look, own: Ruler, substitute: Ruler) -> Measured:
    """Return measured text; that of a slide is the same in each arrangement that is weighed."""
    return Measured(lines, look, own, substitute)


def _seams(texts: Iterable[str]) -> float:
    """Return the most that LibreOffice adds to any of `texts`, in em."""
    return SEAM * max(map(_count_seams, texts), default=0)


def _count_seams(text: str) -> int:
    """Return the number of boundaries between Hangul and other characters except spaces."""
    return 0 if text.isascii() else len(_SEAMS.findall(text))


class MeasuredText(Struct, frozen=True):
    """Paragraphs below each other, at their own sizes; widths are those of their frame."""

    paragraphs: tuple[Paragraph, ...]
    texts: tuple[Measured, ...]

    def height(self, width: Emu, density: Density = OWN) -> Emu:
        """Return its height, the greatest in any font or renderer."""
        points = 0.0
        for _, (_, line_height, space), lines in self._lined(width, density):
            points += space + lines * line_height
        return emu(points)

    def _lined(self, width: Emu, density: Density) -> Iterator[tuple[Paragraph, Sizes, int]]:
        """Yield its paragraphs with their sizes and the number of lines that they may need."""
        for paragraph, text in zip(self.paragraphs, self.texts, strict=True):
            sizes = paragraph.sizes(density)
            room = room_for(sizes.size, Emu(width - density.indent(paragraph.indent)))
            yield paragraph, sizes, text.needed(room)

    def wraps(self, width: Emu, density: Density = OWN, *, first: int) -> int:
        """Return how many of its `first` paragraphs need more lines than their author wrote."""
        pairs = zip(self._lined(width, density), self.texts, strict=True)
        return sum(lines > len(text.own) for (_, _, lines), text in islice(pairs, first))

    def pieces(self, width: Emu, density: Density) -> list[Piece]:
        """Return its paragraphs as pieces, with their heights."""
        made = []
        for paragraph, (_, line_height, space), lines in self._lined(width, density):
            height, above = emu(lines * line_height), emu(space)
            made.append(Piece(height, above, lines, cited=cited_by(paragraph)))
        return made

    def part(self, start: int, end: int) -> MeasuredText:
        """Return some of its paragraphs; the first has no space above it."""
        first, *rest = self.paragraphs[start:end]
        paragraphs = (replace(first, space_before=Pt(0)), *rest)
        return MeasuredText(paragraphs, self.texts[start:end])

    def narrowest(self, density: Density = OWN) -> Emu:
        """Return the least width at which no word is broken, in any program."""
        pairs = zip(self.paragraphs, self.texts, strict=True)
        widths = (
            density.indent(one.indent) + width_for(one.sizes(density).size, text.longest_word)
            for one, text in pairs
        )
        return Emu(max(widths, default=0))

    def keeps_words(self, width: Emu, density: Density = OWN) -> bool:
        """Return whether no word is broken at a width, in any program."""
        for paragraph, text in zip(self.paragraphs, self.texts, strict=True):
            size, within = paragraph.sizes(density).size, width - density.indent(paragraph.indent)
            if width_for(size, text.at_most) > within < width_for(size, text.longest_word):
                return False
        return True

    def broken_words(self, width: Emu, density: Density = OWN) -> int:
        """Return how many paragraphs have a word of letters alone that is longer than its line."""
        broken = 0
        for paragraph, text in zip(self.paragraphs, self.texts, strict=True):
            size = paragraph.sizes(density).size
            room = room_for(size, Emu(width - density.indent(paragraph.indent)))
            broken += room < text.ample and any(line.breaks_word(room) for line in text.own)
        return broken

    def ends(self, width: Emu, density: Density = OWN) -> Iterator[tuple[Paragraph, Emu]]:
        """Yield the paragraph of each line that it may need, and the line's lower end."""
        points = 0.0
        for paragraph, (_, line_height, space), lines in self._lined(width, density):
            points += space
            for _ in range(lines):
                points += line_height
                yield paragraph, emu(points)

    def first_lines(self, width: Emu, density: Density = OWN) -> int:
        """Return how many lines its first paragraph has in a browser."""
        paragraph, text = self.paragraphs[0], self.texts[0]
        size = paragraph.sizes(density).size
        room = room_for(size, Emu(width - density.indent(paragraph.indent)))
        return count(text.held(paragraph, room)[1].own, room)

    def solved(self, width: Emu, density: Density = OWN) -> tuple[Paragraph, ...]:
        """Return its paragraphs at a density, with the lines as in a browser."""
        solved: list[Paragraph] = []
        top = 0.0
        for paragraph, text in zip(self.paragraphs, self.texts, strict=True):
            sizes = paragraph.sizes(density)
            size, line_height, space = sizes
            top += space
            middle = top + line_height / 2 + text.rise * size
            indent = density.indent(paragraph.indent) if paragraph.indent else 0
            room = room_for(size, Emu(width - indent))
            if room >= text.ample and len(text.own) == 1:  # as most are
                line = text.only_line(size, middle)
                solved.append(paragraph.solved(density, line, sizes))
                top += line_height
                continue
            held, measure = text.held(paragraph, room)
            lines = [
                TextLine(start, end, long, emu(middle + index * line_height))
                for index, (start, end, long) in enumerate(measure.lines(size, room))
            ]
            top += len(lines) * line_height
            solved.append(held.solved(density, packed_lines(lines), sizes))
        return tuple(solved)


def cited_by(paragraph: Paragraph) -> frozenset[int]:
    """Return the numbers of the sources that a paragraph cites."""
    return cited_in(paragraph.runs)


def cited_in(runs: Iterable[SetInline]) -> frozenset[int]:
    """Return the numbers of the sources that runs cite."""
    return frozenset(
        int(number)
        for run in runs
        if isinstance(run, Run) and run.role == "citation"
        for number in _NUMBER.findall(run.text)
    )


def set_text(paragraphs: Iterable[Paragraph], theme: Theme) -> MeasuredText:
    """Measure `paragraphs`; the first has no space above it."""
    own, substitute = own_ruler(theme), substitute_ruler(theme)
    placed = [paragraph.untied() if paragraph.tied else paragraph for paragraph in paragraphs]
    if placed and placed[0].space_before:
        placed[0] = replace(placed[0], space_before=Pt(0))
    return MeasuredText(tuple(placed), tuple([_measured(p, own, substitute) for p in placed]))
