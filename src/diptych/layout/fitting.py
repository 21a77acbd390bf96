"""The scale of a slide's body: the largest step at which every region fits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from diptych.diagnostics import Diagnostic
from diptych.layout.diagnostic_kinds import OVERFLOW, TOO_DEEP
from diptych.layout.placing import Filled, Placement
from diptych.layout.stacking import FittedStack, Overflow, RegionStack, gather
from diptych.model.deck import Slide
from diptych.model.geometry import EMU_PER_PX, Box, Emu, Pt, scaled
from diptych.model.grounds import ground_in
from diptych.model.shapes import Shape
from diptych.model.style import Style
from diptych.model.theme import Theme

STEPS = tuple(round(1 - step * 0.025, 3) for step in range(17))
"""The scales to try, largest first: 1.0 to 0.6."""


class FittedBody(Struct, frozen=True):
    """The body of a slide at the chosen scale."""

    shapes: tuple[Shape, ...]
    scale: float
    found: tuple[Diagnostic, ...]


class _Body(Struct, frozen=True, kw_only=True):
    """The stacks of a slide, and how far down they may extend."""

    lead: RegionStack | None
    """The stack above the others, across their whole width."""
    stacks: tuple[RegionStack, ...]
    floor: Emu
    gap: Emu

    def at(self, scale: float) -> _Try:
        """Return it at `scale`, in reading order."""
        stacks = [_fitted(stack, scale) for stack in self.stacks]
        top = Emu(0)
        boxed: list[tuple[FittedStack, Box]] = []
        if self.lead is not None:
            lead = _fitted(self.lead, scale)
            box = self._lead_box(lead, stacks)
            top = Emu(box.bottom + self.gap)
            boxed.append((lead, box))
        boxed += ((one, _between(one.stack.filled.region.box, top, self.floor)) for one in stacks)
        return _Try(scale, boxed)

    def _lead_box(self, lead: FittedStack, stacks: Sequence[FittedStack]) -> Box:
        """Return the box of the lead, as high as it needs and as the columns below can spare."""
        box = _between(lead.stack.filled.region.box, Emu(0), self.floor)
        below = max((stack.extent.least for stack in stacks), default=0)
        natural, least = lead.extent
        room = box.height - self.gap - below
        return replace(box, height=Emu(min(box.height, max(least, min(natural, room)))))

    @property
    def all_stacks(self) -> tuple[RegionStack, ...]:
        """Return the stacks, including the lead."""
        return (self.lead, *self.stacks) if self.lead is not None else self.stacks


class _Try(Struct, frozen=True):
    """The stacks of a slide at one scale, each with its box."""

    scale: float
    boxed: Sequence[tuple[FittedStack, Box]]

    @property
    def fits(self) -> bool:
        """Return whether every stack fits in its box."""
        return all(stack.fits(box) for stack, box in self.boxed)


def fit_body(
    placement: Placement, slide: Slide, theme: Theme, locale: str, floor: Emu
) -> FittedBody:
    """Return the slide's regions stacked at the largest scale at which all fit above y `floor`.

    If none fits, return the smallest permitted one, with diagnostics of the overflow.
    """
    body = _gather(placement, theme, locale, floor)
    chosen = body.at(STEPS[0])
    found: Iterable[Diagnostic] = ()
    if not chosen.fits:
        smaller = _smaller(body, theme.densities.get(slide.density or "", {}))
        best = _largest(body, smaller)
        chosen = best or (body.at(smaller[-1]) if smaller else chosen)
        found = () if best else _overflows(chosen)
    shapes = tuple(shape for stack, box in chosen.boxed for shape in stack.draw(box))
    return FittedBody(shapes, chosen.scale, (*found, *_too_deep(body)))


def _largest(body: _Body, scales: Sequence[float]) -> _Try | None:
    """Return the body at the first of descending `scales` that fits; None if none does."""
    # A smaller scale is never higher, so bisection works.
    best: _Try | None = None
    low, high = 0, len(scales)
    while low < high:
        middle = (low + high) // 2
        tried = body.at(scales[middle])
        if tried.fits:
            best, high = tried, middle
        else:
            low = middle + 1
    return best


def _fitted(stack: RegionStack, scale: float) -> FittedStack:
    return stack.fitted(stack.filled.region.box.width, scale)


def _gather(placement: Placement, theme: Theme, locale: str, floor: Emu) -> _Body:
    layout = placement.layout

    def stack_of(filled: Filled) -> RegionStack:
        ground = ground_in(filled.region, layout)
        style = Style(
            theme=theme, region=filled.region, locale=locale, ground=ground, mode=layout.mode
        )
        return gather(filled, style)

    lead = stack_of(placement.lead) if placement.lead is not None else None
    return _Body(
        lead=lead if lead is not None and lead.groups else None,
        stacks=tuple(stack for stack in map(stack_of, placement.regions) if stack.groups),
        floor=floor,
        gap=theme.gap,
    )


def _between(box: Box, top: Emu, floor: Emu) -> Box:
    """Return the part of `box` below `top` and above `floor`."""
    begin = Emu(max(box.y, top))
    return box.rows(begin, Emu(max(0, min(box.bottom, floor) - begin)))


def _smaller(body: _Body, floors: Mapping[str, Pt]) -> tuple[float, ...]:
    """Return the scales below 1 at which no type falls below its floor, largest first."""
    used = {
        (paragraph.size, floors.get(paragraph.token, paragraph.floor))
        for stack in body.all_stacks
        for paragraph in stack.paragraphs
    }
    return tuple(
        scale for scale in STEPS[1:] if all(scaled(size, scale) >= least for size, least in used)
    )


def _overflows(tried: _Try) -> Iterator[Diagnostic]:
    for fitted, box in tried.boxed:
        over = fitted.overflow(box)
        if over is not None:
            name, amount = fitted.stack.filled.region.name, _amount(over)
            message = f"region `{name}` overflows by {amount}"
            hint = "split the slide, shorten it, or set it in `::: columns`"
            if over.is_wide:
                message = f"region `{name}` is too narrow by {amount} for the longest words of this"
                hint = "leave out a column, shorten the words, or use a wider region"
            yield OVERFLOW.at(over.span, message, hint=hint)


def _amount(over: Overflow) -> str:
    if not over.lines:
        return f"{over.excess / EMU_PER_PX:.0f} px"
    lines = "1 line" if over.lines == 1 else f"{over.lines} lines"
    return f"{lines} at {over.size:g} pt"


def _too_deep(body: _Body) -> Iterator[Diagnostic]:
    for stack in body.all_stacks:
        region = stack.filled.region
        depth = len(region.styles)
        for paragraph in stack.paragraphs:
            if paragraph.kind == "item" and paragraph.level == depth:
                message = (
                    f"list level {depth + 1} is deeper than the styles of region `{region.name}`"
                )
                hint = (
                    f"use at most {depth} levels, or add one to the region's `styles` in the theme"
                )
                yield TOO_DEEP.at(paragraph.span, message, hint=hint)
