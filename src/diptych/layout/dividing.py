"""The content of a region as pieces that can be divided among pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from diptych.layout.stacking import BlockGroup, RegionStack, TextGroup
from diptych.model.density import Density
from diptych.model.geometry import Emu
from diptych.model.setting import Piece
from diptych.typography.divided_text import FULL, divided_text
from diptych.typography.measured_text import cited_by

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


def divide(stack: RegionStack, density: Density, most: Emu) -> Division:
    """Return the content of a region as pieces; those of text are at most `most` high."""
    width = Emu(max(1, stack.filled.region.box.width - 2 * stack.filled.region.across))
    groups = tuple(
        _text(group, width, density, most)
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
    found = group.hung.setting.pieces(within, density, most)
    if found is None:
        natural, least = group.fitted(width, density).extent
        height = max(least, min(natural, Emu(round(most * FULL))))
        cited = frozenset().union(*map(cited_by, group.paragraphs))
        return _Divided((Piece(height, Emu(0), 2, cited=cited),), Emu(0), lambda *_: group)

    def part(start: int, end: int) -> BlockGroup:
        return replace(group, hung=replace(group.hung, setting=found.part(start, end)))

    return _Divided(found.pieces, found.around, part)


def _text(group: TextGroup, width: Emu, density: Density, most: Emu) -> _Divided:
    found = divided_text(group.measured, width, density, most)

    def part(start: int, end: int) -> TextGroup:
        text = found.part(start, end)
        return replace(group, measured=text.part(0, len(text.paragraphs)))

    return _Divided(found.pieces, Emu(0), part, found.spares)
