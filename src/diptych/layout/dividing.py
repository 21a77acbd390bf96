"""The content of a region as pieces that can be divided among pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from diptych.layout.stacking import BlockGroup, RegionStack, TextGroup
from diptych.model.density import Density
from diptych.model.geometry import Emu, Pt, emu
from diptych.model.setting import Piece
from diptych.model.shapes import Paragraph
from diptych.model.text import LineBreak, Run, SetInline
from diptych.model.theme import Theme
from diptych.typography.holding import holds_next
from diptych.typography.measure import room_for
from diptych.typography.measured_text import Measured, MeasuredText, cited_by, set_text

_LINES = 2
"""How many lines of a paragraph that is divided stay together."""
_FULL = 0.75
"""The share of a page's height up to which pictures do not shrink and paragraphs are not divided.

So there is room for a head above them.
"""
_Group = TextGroup | BlockGroup


class Division(Struct, frozen=True):
    """The content of a region at one width and density, as pieces."""

    stack: RegionStack
    groups: tuple[_Divided, ...]
    pieces: tuple[Piece, ...]
    """All of them, in order; `above` includes the gap between two blocks."""
    owners: tuple[int, ...]
    """The index of the group of each piece."""
    spares: tuple[Emu, ...]
    """What is left empty on the page of each piece, since lines of a divided paragraph are only
    estimated."""

    def around(self, index: int) -> Emu:
        """Return the height that the group of a piece has besides its pieces."""
        return self.groups[self.owners[index]].around

    def page(self, start: int, end: int) -> RegionStack:
        """Return the content with only some of its pieces, from `start` to before `end`."""
        groups: list[_Group] = []
        free = self.stack.filled.fills_placeholder and self.stack.filled.region.role == "text"
        for owner, found in groupby(range(start, end), lambda index: self.owners[index]):
            indices = list(found)
            first = self.owners.index(owner)
            part = self.groups[owner].part(indices[0] - first, indices[-1] + 1 - first)
            if isinstance(part, TextGroup):
                lead = part.lead if groups and indices[0] == first else None
                part = replace(part, fills_placeholder=free, lead=lead)
                free = False
            groups.append(part)
        return RegionStack(self.stack.filled, tuple(groups), self.stack.gap)


class _Divided(NamedTuple):
    """A group as pieces."""

    pieces: Sequence[Piece]
    around: Emu
    part: Callable[[int, int], _Group]
    spares: Sequence[Emu] = ()
    """One for each piece; none if all heights are known."""


def divide(stack: RegionStack, density: Density, most: Emu, theme: Theme) -> Division:
    """Return the content of a region as pieces, of which text is at most `most` high."""
    width = Emu(max(1, stack.filled.region.box.width - 2 * stack.filled.region.across))
    groups = tuple(
        _text(group, width, density, most, theme)
        if isinstance(group, TextGroup)
        else _block(group, width, density, most)
        for group in stack.groups
    )
    pieces: list[Piece] = []
    owners: list[int] = []
    spares: list[Emu] = []
    for number, (group, divided) in enumerate(zip(stack.groups, groups, strict=True)):
        own = list(divided.pieces)
        if number and own:
            shift = group.shift(density) if isinstance(group, TextGroup) else 0
            own[0] = own[0]._replace(above=Emu(stack.gap + shift))
            if isinstance(group, BlockGroup) and group.hung.indent:
                pieces[-1] = pieces[-1]._replace(holds_next=True)  # an item and what is below it
        pieces += own
        owners += [number] * len(own)
        spares += divided.spares or [Emu(0)] * len(own)
    return Division(stack, groups, tuple(pieces), tuple(owners), tuple(spares))


def _block(group: BlockGroup, width: Emu, density: Density, most: Emu) -> _Divided:
    within = Emu(max(1, width - density.indent(group.hung.indent)))
    found = group.hung.setting.pieces(within, density)
    if found is None:
        natural, least = group.fitted(width, density).extent
        height = max(least, min(natural, Emu(round(most * _FULL))))
        cited = frozenset().union(*map(cited_by, group.paragraphs))
        return _Divided((Piece(height, Emu(0), 2, cited=cited),), Emu(0), lambda *_: group)

    def part(start: int, end: int) -> BlockGroup:
        return replace(group, hung=replace(group.hung, setting=found.part(start, end)))

    return _Divided(found.pieces, found.around, part)


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


def _text(group: TextGroup, width: Emu, density: Density, most: Emu, theme: Theme) -> _Divided:
    whole = group.measured.paragraphs
    units = list(_units(group.measured, width, density, most, theme))
    measured = MeasuredText(tuple(u.paragraph for u in units), tuple(u.text for u in units))
    pieces = [
        piece if unit.lines is None else piece._replace(height=unit.height, lines=unit.lines)
        for piece, unit in zip(measured.pieces(width, density), units, strict=True)
    ]
    spares = [emu(one.paragraph.sizes(density).line_height if one.lines else 0) for one in units]
    for index, (unit, below) in enumerate(zip(units, [*units[1:], None], strict=True)):
        holds = holds_next(unit.paragraph, below.paragraph if below else None)
        parts = unit.paragraph.level > 0
        pieces[index] = pieces[index]._replace(holds_next=holds, parts_item=parts)

    def part(start: int, end: int) -> TextGroup:
        made: list[tuple[Paragraph, Measured]] = []
        for origin, found in groupby(units[start:end], lambda unit: unit.origin):
            same = list(found)
            if len(same) == 1:
                made.append((same[0].paragraph, same[0].text))
                continue
            joined = _cut(whole[origin], same[0].start, same[-1].end)
            made.append((joined, set_text((joined,), theme).texts[0]))
        text = MeasuredText(tuple(p for p, _ in made), tuple(t for _, t in made))
        return replace(group, measured=text.part(0, len(made)))

    return _Divided(pieces, Emu(0), part, spares)


def _units(
    measured: MeasuredText, width: Emu, density: Density, most: Emu, theme: Theme
) -> Iterator[_Unit]:
    for index, (paragraph, text) in enumerate(
        zip(measured.paragraphs, measured.texts, strict=True)
    ):
        size, line_height, _ = paragraph.sizes(density)
        room = room_for(size, Emu(width - density.indent(paragraph.indent)))
        needed = text.needed(room)
        if emu(needed * line_height) <= most * _FULL:
            yield _Unit(paragraph, text, index)
            continue
        starts = [start for start, _, _ in text.lines(size, room)]
        firsts = [0, *range(_LINES, len(starts) - 1, _LINES)]
        for first, beyond in zip(firsts, [*firsts[1:], len(starts)], strict=True):
            start = starts[first]
            end = starts[beyond] if beyond < len(starts) else _length(paragraph.runs)
            part = _cut(paragraph, start, end)
            height = emu(line_height * needed / len(starts) * (beyond - first))
            measured_part = set_text((part,), theme).texts[0]
            yield _Unit(part, measured_part, index, start, end, beyond - first, height)


def _length(runs: Sequence[SetInline]) -> int:
    return sum(len(run.text) if isinstance(run, Run) else 1 for run in runs)


def _cut(paragraph: Paragraph, start: int, end: int) -> Paragraph:
    """Return a part of a paragraph; only the first one has its bullet and the space above it."""
    runs: list[SetInline] = []
    at = 0
    for run in paragraph.runs:
        length = len(run.text) if isinstance(run, Run) else 1
        if isinstance(run, Run):
            words = run.text[max(0, start - at) : max(0, end - at)]
            if words:
                runs.append(replace(run, text=words))
        elif start <= at < end:
            runs.append(run)
        at += length
    if runs and isinstance(runs[-1], LineBreak):
        runs.pop()
    if not start:
        return replace(paragraph, runs=tuple(runs))
    kind = "text" if paragraph.kind == "item" else paragraph.kind
    return replace(
        paragraph, runs=tuple(runs), kind=kind, bullet=None, hanging=Emu(0), space_before=Pt(0)
    )
