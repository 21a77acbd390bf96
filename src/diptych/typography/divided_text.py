"""Text as pieces that can be divided among pages: paragraphs, and a few lines of very long ones."""

from __future__ import annotations

from bisect import bisect, bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby
from typing import NamedTuple

from msgspec.structs import replace

from diptych.model.density import Density
from diptych.model.geometry import Emu, Pt, emu
from diptych.model.paragraph import Paragraph
from diptych.model.setting import Piece
from diptych.model.text import LineBreak, Run, SetInline
from diptych.typography.holding import holds_next
from diptych.typography.measure import room_for
from diptych.typography.measured_text import Measured, MeasuredText

LINES = 2
"""How many lines of a paragraph that is divided stay together."""
FULL = 0.75
"""The share of a page's height up to which pictures do not shrink and paragraphs are not divided.

So there is room for a head above them.
"""


class _Unit(NamedTuple):
    """A paragraph, or a few lines of one that nearly fills a page, or more."""

    paragraph: Paragraph
    text: Measured
    origin: int
    """The index of the paragraph that it is, or is a part of."""
    start: int = 0
    end: int = 0
    """The part's first character and the one after its last; 0 for a whole paragraph."""
    lines: int | None = None
    """How many lines it is estimated to have; None if it is whole, so that this is known."""
    height: Emu = Emu(0)
    """Their height."""
    offsets: Sequence[int] | None = None
    """Where the runs of the whole paragraph begin, in letters."""


class DividedText(NamedTuple):
    """A text as pieces, each a paragraph or a few lines of one."""

    pieces: tuple[Piece, ...]
    spares: tuple[Emu, ...]
    """What to leave empty on the page of each piece, since lines are only estimated."""
    whole: MeasuredText
    units: tuple[_Unit, ...]

    def part(self, start: int, end: int) -> MeasuredText:
        """Return some of its pieces; lines that follow each other are one paragraph again."""
        made: list[tuple[Paragraph, Measured]] = []
        for origin, found in groupby(self.units[start:end], lambda unit: unit.origin):
            first, *others = found
            if not others:
                made.append((first.paragraph, first.text))
                continue
            joined = cut(self.whole.paragraphs[origin], first.start, others[-1].end, first.offsets)
            made.append((joined, first.text.of(joined)))
        return MeasuredText(tuple(p for p, _ in made), tuple(t for _, t in made))


def divided_text(text: MeasuredText, width: Emu, density: Density, most: Emu) -> DividedText:
    """Return a text as pieces, for pages that are at most `most` high."""
    units = tuple(_units(text, width, density, most))
    measured = MeasuredText(tuple(u.paragraph for u in units), tuple(u.text for u in units))
    pieces = [
        piece if unit.lines is None else piece._replace(height=unit.height, lines=unit.lines)
        for piece, unit in zip(measured.pieces(width, density), units, strict=True)
    ]
    belows = (*(unit.paragraph for unit in units[1:]), None)
    for index, (unit, below) in enumerate(zip(units, belows, strict=False)):
        holds = holds_next(unit.paragraph, below)
        parts = unit.paragraph.level > 0
        pieces[index] = pieces[index]._replace(holds_next=holds, parts_item=parts)
    spares = (emu(one.paragraph.sizes(density).line_height if one.lines else 0) for one in units)
    return DividedText(tuple(pieces), tuple(spares), text, units)


def _units(text: MeasuredText, width: Emu, density: Density, most: Emu) -> Iterator[_Unit]:
    for index, (paragraph, measured) in enumerate(zip(text.paragraphs, text.texts, strict=True)):
        size, line_height, _ = paragraph.sizes(density)
        room = room_for(size, Emu(width - density.indent(paragraph.indent)))
        needed = measured.needed(room)
        if emu(needed * line_height) <= most * FULL:
            yield _Unit(paragraph, measured, index)
            continue
        ends = line_ends(paragraph, measured, size, room)
        line = line_height * needed / len(ends)
        offsets = offsets_of(paragraph)
        firsts = [0, *range(LINES, len(ends) - 1, LINES)]
        for first, beyond in zip(firsts, [*firsts[1:], len(ends)], strict=True):
            start, end = ends[first - 1] if first else 0, ends[beyond - 1]
            part, count = cut(paragraph, start, end, offsets), beyond - first
            height = emu(line * count)
            yield _Unit(part, measured.of(part), index, start, end, count, height, offsets)


def line_ends(paragraph: Paragraph, measured: Measured, size: Pt, room: float) -> list[int]:
    """Return where the lines of a paragraph end in `room` em: where the next begins, in letters."""
    starts = [start for start, _, _ in measured.lines(size, room)]
    return [*starts[1:], sum(map(_length, paragraph.runs))]


def _length(run: SetInline) -> int:
    return len(run.text) if isinstance(run, Run) else 1


def offsets_of(paragraph: Paragraph) -> Sequence[int]:
    """Return where each run of a paragraph begins, in letters."""
    return tuple(accumulate(map(_length, paragraph.runs), initial=0))[:-1]


def cut(
    paragraph: Paragraph, start: int, end: int, offsets: Sequence[int] | None = None
) -> Paragraph:
    """Return a part of a paragraph; only the first one has its bullet and the space above it.

    `offsets` are those of its runs, which are computed once for all of its parts.
    """
    runs: list[SetInline] = []
    offsets = offsets_of(paragraph) if offsets is None else offsets
    for index in range(max(0, bisect(offsets, start) - 1), bisect_left(offsets, end)):
        run, at = paragraph.runs[index], offsets[index]
        if isinstance(run, Run):
            words = run.text[max(0, start - at) : max(0, end - at)]
            if words:
                runs.append(replace(run, text=words))
        elif start <= at:
            runs.append(run)
    if runs and isinstance(runs[-1], LineBreak):
        runs.pop()
    if not start:
        return replace(paragraph, runs=tuple(runs))
    kind = "text" if paragraph.kind == "item" else paragraph.kind
    return replace(
        paragraph, runs=tuple(runs), kind=kind, bullet=None, hanging=Emu(0), space_before=Pt(0)
    )
