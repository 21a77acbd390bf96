"""The body of a slide: its stacks measured, and where each of them is at a density."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from diptych.layout.following import followed
from diptych.layout.heads import level_heads
from diptych.layout.placing import Filled, Placement
from diptych.layout.rows import (
    Wish,
    between,
    columns_of,
    least_height,
    rows_of,
)
from diptych.layout.ruled import is_ruled, sharp
from diptych.layout.stacking import (
    BlockGroup,
    Contents,
    FittedStack,
    RegionStack,
    TextGroup,
)
from diptych.model.density import Density
from diptych.model.geometry import WIDESCREEN, Box, Emu, Pt, from_px
from diptych.model.text_frame import TextFrame

_APART = from_px(12)
"""How far the text of a row ends from the next line, beside the inset, if paragraphs are spread."""
_HEADLINE = Pt(30)
"""The size from which on what leads is a headline."""


class Body(Struct, frozen=True, kw_only=True, dict=True):
    """The stacks of a slide, and how far down they may extend."""

    lead: RegionStack | None
    """The stack above the others, across their whole width."""
    stacks: tuple[RegionStack, ...]
    floor: Emu
    gap: Emu
    has_tracks: bool = False
    """Whether its panels stand in columns of their own, and not in rows."""
    page: Box = WIDESCREEN
    titles: tuple[TextFrame, ...] = ()
    """What is above it, which nothing placed by hand may cover."""
    is_centred: bool = False
    """Whether it is in the middle of its region; the frame of a text has that as its anchor."""

    def at(self, density: Density) -> Trial:
        """Return it at a density, in reading order; the same density is asked for several times."""
        for known, made in self._tries:
            if known is density:
                return made
        made = self._tried(density)
        self._tries.append((density, made))
        return made

    @cached_property
    def _tries(self) -> list[tuple[Density, Trial]]:
        """Return what has been tried; densities are told apart by identity."""
        return []

    def _tried(self, density: Density) -> Trial:
        stacks = [_fitted(stack, density) for stack in self.stacks]
        fixed = [one for one in stacks if one.stack.filled.by_hand]
        stacks = [one for one in stacks if not one.stack.filled.by_hand]
        stacks = level_heads(stacks, has_tracks=self.has_tracks)
        top = Emu(0)
        boxed: list[tuple[FittedStack, Box]] = []
        if self.lead is not None:
            lead = _fitted(self.lead, density)
            box = self._lead_box(lead, stacks)
            top = Emu(box.bottom + self._gap_below(lead))
            boxed.append((lead, box))
            stacks = _aligned(stacks, lead, density)
        place = columns_of if self.has_tracks else rows_of
        boxes = place([wish(stack) for stack in stacks], top, self.floor)
        if any(one.stack.filled.region.follows for one in stacks):
            boxes = followed(stacks, boxes)
        boxes = _sharp(stacks, boxes)
        by_hand = [(one, one.stack.filled.region.box) for one in fixed]
        return Trial([*boxed, *zip(stacks, boxes, strict=True), *by_hand])

    def top(self, density: Density) -> Emu:
        """Return where cards begin: below what is above all of them."""
        if self.lead is None:
            return Emu(0)
        lead, box = self.at(density).boxed[0]
        return Emu(box.bottom + self._gap_below(lead))

    def cards(self, density: Density) -> list[FittedStack]:
        """Return the cards that stand in columns of their own."""
        stacks = self.stacks if self.has_tracks else ()
        return [_fitted(one, density) for one in stacks if not one.filled.by_hand]

    def _lead_box(self, lead: FittedStack, stacks: Sequence[FittedStack]) -> Box:
        """Return the box of the lead, as high as it needs and as the columns below can spare."""
        box = between(lead.stack.filled.region.box, Emu(0), self.floor)
        below = least_height(list(map(wish, stacks)), has_tracks=self.has_tracks)
        natural, least = lead.extent
        room = box.height - self._gap_below(lead) - below
        return replace(box, height=Emu(min(box.height, max(least, min(natural, room)))))

    def _gap_below(self, lead: FittedStack) -> Emu:
        """Return the gap below the lead: twice the usual one between it and a line.

        That is if the lead is a headline, or ends in a line of its own, as a block does that is not
        aligned with the rows below it.
        """
        has_lines = any(is_ruled(stack.filled.region) for stack in self.stacks)
        ends_in_block = isinstance(lead.stack.groups[-1], BlockGroup)
        is_apart = ends_in_block and not lead.parts[-1].second
        is_headline = lead.stack.filled.region.styles[0].size >= _HEADLINE
        return Emu(2 * self.gap) if has_lines and (is_apart or is_headline) else self.gap

    @property
    def is_one_text(self) -> bool:
        """Return whether it is nothing but text in one frame."""
        groups = [group for stack in self.all_stacks for group in stack.groups]
        return len(groups) == 1 and isinstance(groups[0], TextGroup)

    @property
    def all_stacks(self) -> tuple[RegionStack, ...]:
        """Return the stacks, including the lead."""
        return (self.lead, *self.stacks) if self.lead is not None else self.stacks


class Trial(Struct, frozen=True):
    """The stacks of a slide at one density, each with its box."""

    boxed: Sequence[tuple[FittedStack, Box]]

    @property
    def fits(self) -> bool:
        """Return whether every stack fits in its box."""
        return all(stack.fits(box) for stack, box in self.boxed)

    @property
    def has_rows_apart(self) -> bool:
        """Return whether no text of a row ends close to the line of the next one."""
        ruled = [(stack, box) for stack, box in self.boxed if _is_ruled(stack)]
        last = max((box.y for _, box in ruled), default=Emu(0))
        return all(
            box.height - stack.extent.natural >= _APART for stack, box in ruled if box.y < last
        )

    @property
    def wraps(self) -> int:
        """Return how many lines are wrapped that had better be whole."""
        return sum(part.wraps for stack, _ in self.boxed for part in stack.parts)

    @property
    def broken_words(self) -> int:
        """Return how many paragraphs have a word that is longer than its line."""
        return sum(stack.broken_words for stack, _ in self.boxed)


def gather_body(placement: Placement, contents: Contents, floor: Emu) -> Body:
    """Return the placed content measured; it may extend down to y `floor`."""

    def stack_of(filled: Filled) -> RegionStack:
        return contents.stack(filled, placement.layout)

    lead = stack_of(placement.lead) if placement.lead is not None else None
    return Body(
        lead=lead if lead is not None and lead.groups else None,
        stacks=tuple(stack for stack in map(stack_of, placement.regions) if stack.groups),
        floor=floor,
        gap=contents.theme.gap,
        has_tracks=placement.has_tracks,
        page=contents.theme.page,
    )


def wish(fitted: FittedStack) -> Wish:
    """Return the height that a stack asks of its region."""
    region = fitted.stack.filled.region
    natural, least = fitted.extent
    return Wish(region.box, natural, region.panel is not None, least, _is_ruled(fitted))


def _is_ruled(fitted: FittedStack) -> bool:
    return is_ruled(fitted.stack.filled.region)


def _sharp(stacks: Sequence[FittedStack], boxes: list[Box]) -> list[Box]:
    """Return boxes with lines at whole px, unless less than a px is left anywhere."""
    made = [sharp(one.stack.filled.region, box) for one, box in zip(stacks, boxes, strict=True)]
    return made if all(one.fits(box) for one, box in zip(stacks, made, strict=True)) else boxes


def _aligned(rows: Sequence[FittedStack], lead: FittedStack, density: Density) -> list[FittedStack]:
    """Return rows whose points begin where the second column of a table above them does.

    Points keep most of the width.
    """
    second = lead.parts[-1].second
    lefts = sorted({one.stack.filled.region.box.x for one in rows if _is_ruled(one)})
    if not second or len(lefts) != 2:  # noqa: PLR2004 - heads and points
        return list(rows)
    box = lead.stack.filled.region.box
    more = Emu(box.x + second - lefts[1])
    if more <= 0 or second > box.width // 2:
        return list(rows)

    def moved(fitted: FittedStack) -> FittedStack:
        filled = fitted.stack.filled
        own = filled.region.box
        if own.x == lefts[0]:
            own = replace(own, width=Emu(own.width + more))
        else:
            own = replace(own, x=Emu(own.x + more), width=Emu(own.width - more))
        filled = replace(filled, region=replace(filled.region, box=own))
        return _fitted(replace(fitted.stack, filled=filled), density)

    return [moved(one) if _is_ruled(one) else one for one in rows]


def _fitted(stack: RegionStack, density: Density) -> FittedStack:
    return stack.fitted(stack.filled.region.box.width, density)
