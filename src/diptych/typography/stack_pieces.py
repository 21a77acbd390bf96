"""A stack as pieces that can be divided among pages, with its first paragraphs on each of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from diptych.model.density import Density
from diptych.model.geometry import Emu
from diptych.model.setting import Hung, Piece, Pieces
from diptych.typography.divided_text import DividedText, divided_text
from diptych.typography.measured_text import MeasuredText, cited_by
from diptych.typography.stack import Part, Stack


class StackPieces(Struct, frozen=True):
    """The parts into which a stack can be divided; its head is repeated on each page."""

    pieces: tuple[Piece, ...]
    around: Emu
    """The height of its head, and of what blocks in it have besides their own pieces."""
    stack: Stack
    head: int
    units: tuple[_Unit, ...]

    def part(self, start: int, end: int) -> Stack:
        """Return the head, and the pieces from the first to before the second index."""
        first = self.stack.parts[0]
        parts: list[Part] = []
        lead = _text(first, end=self.head) if isinstance(first, MeasuredText) else None
        for number, units in groupby(self.units[start:end], lambda unit: unit.part):
            found = list(units)
            made = self._part(number, found[0], found[-1])
            if lead is not None and isinstance(made, MeasuredText):
                parts.append(_below(lead, first, made))
            else:
                parts += [lead, made] if lead is not None and self.head else [made]
            lead = None
        return replace(self.stack, parts=tuple(parts))

    def _part(self, number: int, first: _Unit, last: _Unit) -> Part:
        if isinstance(first.source, DividedText):
            return first.source.part(first.at, last.at + 1)
        part = self.stack.parts[number]
        if first.source is None or not isinstance(part, Hung):
            return part
        return replace(part, setting=first.source.part(first.at, last.at + 1))


class _Unit(Struct, frozen=True):
    """Where a piece is from: a text or a block."""

    part: int
    at: int
    """Which of its pieces it is."""
    source: DividedText | Pieces | None = None
    """None for a block that is never divided."""
    around: Emu = Emu(0)
    """What a page that has it needs besides."""


def pieces_of(
    stack: Stack, head: int, width: Emu, density: Density, most: Emu
) -> StackPieces | None:
    """Return what a stack can be divided into; None for less than two pieces below its head.

    The first `head` of its paragraphs are repeated. Pages are at most `most` high.
    """
    pieces: list[Piece] = []
    units: list[_Unit] = []
    above = 0
    for number, part in enumerate(stack.parts):
        first = len(pieces)
        body = part
        if number == 0 and isinstance(part, MeasuredText):
            for index, piece in enumerate(_text(part, end=head).pieces(width, density)):
                above += piece.height + (piece.above if index else 0)
            body = _text(part, head)
        for piece, unit in _pieces(number, body, width, density, Emu(max(1, most - above))):
            pieces.append(piece)
            units.append(unit)
        if number and len(pieces) > first:
            pieces[first] = pieces[first]._replace(above=stack.gap)
            if first and isinstance(part, Hung) and part.indent:
                pieces[first - 1] = pieces[first - 1]._replace(holds_next=True)
    if len(pieces) < len(("one", "another")):
        return None
    around = above + max(unit.around for unit in units) + max(piece.above for piece in pieces)
    return StackPieces(tuple(pieces), Emu(around), stack, head, tuple(units))


def _pieces(
    number: int, part: Part, width: Emu, density: Density, most: Emu
) -> Iterator[tuple[Piece, _Unit]]:
    if isinstance(part, MeasuredText):
        text = divided_text(part, width, density, most)
        for at, (piece, spare) in enumerate(zip(text.pieces, text.spares, strict=True)):
            yield piece, _Unit(number, at, text, spare)
        return
    within = Emu(max(1, width - density.indent(part.indent)))
    inner = part.setting.pieces(within, density, most)
    if inner is not None:
        for at, piece in enumerate(inner.pieces):
            yield piece, _Unit(number, at, inner, inner.around)
        return
    height = part.setting.fitted(within, density).extent.least
    cited = frozenset().union(*map(cited_by, part.setting.paragraphs))
    yield Piece(height, Emu(0), 2, cited=cited), _Unit(number, 0)


def _text(text: MeasuredText, start: int = 0, end: int | None = None) -> MeasuredText:
    return MeasuredText(text.paragraphs[start:end], text.texts[start:end])


def _below(head: MeasuredText, first: Part, text: MeasuredText) -> MeasuredText:
    """Return a head and a text, which is as far below it as what is below it in the whole."""
    one, *others = text.paragraphs
    count = len(head.paragraphs)
    if isinstance(first, MeasuredText) and len(first.paragraphs) > count:
        one = replace(one, space_before=first.paragraphs[count].space_before)
    return MeasuredText((*head.paragraphs, one, *others), (*head.texts, *text.texts))
