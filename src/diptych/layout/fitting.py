"""One scale step for the body of a slide: the largest at which every region fits."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from diptych.diagnostics import Diagnostic
from diptych.layout.diagnostic_kinds import OVERFLOW, TOO_DEEP
from diptych.layout.placing import Filled, Placement
from diptych.layout.stacking import Overflow, RegionStack, draw_stack, gather, overflow
from diptych.model.deck import Slide
from diptych.model.geometry import EMU_PER_PX, Box, Emu, Pt, scaled
from diptych.model.grounds import ground_of
from diptych.model.shapes import Shape
from diptych.model.style import Style
from diptych.model.theme import Theme

STEPS = tuple(round(1 - step * 0.025, 3) for step in range(17))
"""Scales tried, largest first: 1.0 to 0.6."""


class Fitted(Struct, frozen=True):
    """The body of a slide at the scale that was chosen."""

    shapes: tuple[Shape, ...]
    scale: float
    found: tuple[Diagnostic, ...]


class _Body(Struct, frozen=True, kw_only=True):
    """The piles of a slide, and how far down they may reach."""

    lead: RegionStack | None
    """What stands above the others over their whole width."""
    piles: tuple[RegionStack, ...]
    floor: Emu
    gap: Emu

    def boxes(self, scale: float) -> Iterator[tuple[RegionStack, Box]]:
        """Yield each pile and its box, in reading order."""
        top = Emu(0)
        if self.lead is not None:
            box = self._lead_box(self.lead, scale)
            top = Emu(box.bottom + self.gap)
            yield self.lead, box
        for stack in self.piles:
            yield stack, _between(stack.filled.region.box, top, self.floor)

    def _lead_box(self, lead: RegionStack, scale: float) -> Box:
        """Return the box of the lead: what it needs, of what the columns below can spare."""
        box = _between(lead.filled.region.box, Emu(0), self.floor)
        below = max((self._least(stack, scale) for stack in self.piles), default=0)
        natural, least = lead.extent(box.width, scale)
        room = box.height - self.gap - below
        return replace(box, height=Emu(min(box.height, max(least, min(natural, room)))))

    def _least(self, stack: RegionStack, scale: float) -> Emu:
        return stack.extent(stack.filled.region.box.width, scale).least

    def fits(self, scale: float) -> bool:
        """Return whether no pile is too high for its box."""
        return all(stack.fits(box, scale) for stack, box in self.boxes(scale))

    @property
    def all_piles(self) -> tuple[RegionStack, ...]:
        """Return the piles, the lead among them."""
        return (self.lead, *self.piles) if self.lead is not None else self.piles


def fit_body(placement: Placement, slide: Slide, theme: Theme, locale: str, floor: Emu) -> Fitted:
    """Return the slide's regions stacked at the largest scale at which all fit above y `floor`.

    Where none fits, the smallest permitted one is returned with what it overflows by.
    """
    body = _gather(placement, theme, locale, floor)
    scales = _permitted(body, theme.densities.get(slide.density or "", {}))
    scale = _largest(scales, body.fits)
    found = () if scale is not None else tuple(_overflows(body, scales[-1]))
    chosen = scales[-1] if scale is None else scale
    shapes = tuple(
        shape for stack, box in body.boxes(chosen) for shape in draw_stack(stack, box, chosen)
    )
    return Fitted(shapes, chosen, (*found, *_too_deep(body)))


def _largest(scales: Sequence[float], fits: Callable[[float], bool]) -> float | None:
    """Return the first of descending `scales` that fits, None if none does."""
    # What is smaller is never higher, so each try can rule out half of what is left; but most
    # slides fit as they are.
    index = 0 if fits(scales[0]) else bisect_left(scales, True, lo=1, key=fits)
    return scales[index] if index < len(scales) else None


def _gather(placement: Placement, theme: Theme, locale: str, floor: Emu) -> _Body:
    layout = placement.layout

    def gathered(filled: Filled) -> RegionStack:
        ground = ground_of(layout.background, layout.decorations, filled.region.box)
        style = Style(theme=theme, region=filled.region, locale=locale, ground=ground)
        return gather(filled, style)

    lead = gathered(placement.lead) if placement.lead is not None else None
    return _Body(
        lead=lead if lead is not None and lead.groups else None,
        piles=tuple(stack for stack in map(gathered, placement.regions) if stack.groups),
        floor=floor,
        gap=theme.gap,
    )


def _between(box: Box, top: Emu, floor: Emu) -> Box:
    """Return the stretch of `box` that lies below `top` and above `floor`."""
    begin = Emu(max(box.y, top))
    return box.rows(begin, Emu(max(0, min(box.bottom, floor) - begin)))


def _permitted(body: _Body, floors: Mapping[str, Pt]) -> tuple[float, ...]:
    """Return the scales at which no type falls below its floor, largest first."""
    used = {
        (paragraph.size, floors.get(paragraph.token, paragraph.floor))
        for stack in body.all_piles
        for paragraph in stack.paragraphs
    }
    smaller = (
        scale for scale in STEPS[1:] if all(scaled(size, scale) >= least for size, least in used)
    )
    return STEPS[0], *smaller


def _overflows(body: _Body, scale: float) -> Iterator[Diagnostic]:
    for stack, box in body.boxes(scale):
        over = overflow(stack, box, scale)
        if over is not None:
            name, told = stack.filled.region.name, _amount(over)
            message = f"region `{name}` overflows by {told}"
            hint = "split the slide, shorten it, or set it in `::: columns`"
            if over.is_wide:
                message = f"region `{name}` is too narrow by {told} for the longest words of this"
                hint = "leave a column out, shorten the words, or give it a wider region"
            yield OVERFLOW.at(over.span, message, hint=hint)


def _amount(over: Overflow) -> str:
    if not over.lines:
        return f"{over.excess / EMU_PER_PX:.0f} px"
    lines = "1 line" if over.lines == 1 else f"{over.lines} lines"
    return f"{lines} at {over.size:g} pt"


def _too_deep(body: _Body) -> Iterator[Diagnostic]:
    for stack in body.all_piles:
        region = stack.filled.region
        depth = len(region.styles)
        for paragraph in stack.paragraphs:
            if paragraph.kind == "item" and paragraph.level == depth:
                message = (
                    f"list level {depth + 1} is deeper than region `{region.name}` has styles for"
                )
                hint = (
                    f"use at most {depth} levels, or add one to the region's `styles` in the theme"
                )
                yield TOO_DEEP.at(paragraph.span, message, hint=hint)
