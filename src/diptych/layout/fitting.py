"""One scale step for the body of a slide: the largest at which every region fits."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from diptych.diagnostics import Diagnostic
from diptych.layout.faults import OVERFLOW, TOO_DEEP
from diptych.layout.placing import Filled, Placement
from diptych.layout.stacking import Stack, stack
from diptych.model.deck import Slide
from diptych.model.geometry import EMU_PER_PT, Box, Emu, Pt
from diptych.model.shapes import Paragraph, Shape
from diptych.model.style import Style, scaled
from diptych.model.theme import TextStyle, Theme

STEPS = tuple(round(1 - step * 0.025, 3) for step in range(17))
"""Scales tried, largest first: 1.0 to 0.6."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """The body of a slide at the scale that was chosen."""

    shapes: tuple[Shape, ...]
    scale: float
    found: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class _Attempt:
    stacks: tuple[tuple[Filled, Stack], ...]
    scale: float

    @property
    def fits(self) -> bool:
        return not any(stacked.excess for _, stacked in self.stacks)

    @property
    def paragraphs(self) -> Iterator[Paragraph]:
        return (paragraph for _, stacked in self.stacks for paragraph in stacked.paragraphs)


def fit_body(placement: Placement, slide: Slide, theme: Theme, locale: str, floor: Emu) -> Fitted:
    """Return the slide's regions stacked at the largest scale at which all fit above y `floor`.

    Where none fits, the smallest permitted one is returned with what it overflows by.
    """
    floors = theme.densities.get(slide.density or "", {})
    attempt = _attempt(placement, theme, locale, STEPS[0], floor)
    for scale in STEPS[1:]:
        if attempt.fits or _below_floor(attempt, theme, floors, scale):
            break
        attempt = _attempt(placement, theme, locale, scale, floor)
    shapes = tuple(shape for _, stacked in attempt.stacks for shape in stacked.shapes)
    found = (*_overflows(attempt, slide), *_too_deep(attempt))
    return Fitted(shapes, attempt.scale, found)


def _attempt(
    placement: Placement, theme: Theme, locale: str, scale: float, floor: Emu
) -> _Attempt:
    stacks: list[tuple[Filled, Stack]] = []
    top = Emu(0)
    for filled, lead in _in_order(placement):
        style = Style(theme=theme, region=filled.region, locale=locale, scale=scale)
        box = _above(filled.region.box, floor)
        if lead:
            # Columns follow their lead directly, so it gets no more room than it needs.
            box = replace(box, height=min(box.height, stack(filled, box, style).height))
            top = Emu(box.bottom + theme.gap)
        elif top > box.y:
            box = replace(box, y=top, height=Emu(max(1, box.bottom - top)))
        stacks.append((filled, stack(filled, box, style)))
    return _Attempt(tuple(stacks), scale)


def _in_order(placement: Placement) -> Iterator[tuple[Filled, bool]]:
    if placement.lead is not None:
        yield placement.lead, True
    yield from ((filled, False) for filled in placement.regions)


def _above(box: Box, floor: Emu) -> Box:
    return replace(box, height=Emu(min(box.height, floor - box.y))) if box.y < floor else box


def _below_floor(
    attempt: _Attempt, theme: Theme, floors: Mapping[str, Pt], scale: float
) -> bool:
    """Return whether a style that is used would be smaller than it may be at `scale`."""
    return any(
        scaled(style.size, scale) < floors.get(style.name, style.floor)
        for style in _used_styles(attempt, theme)
    )


def _used_styles(attempt: _Attempt, theme: Theme) -> Iterator[TextStyle]:
    for filled, stacked in attempt.stacks:
        styles = filled.region.styles
        for kind, level in {(p.kind, p.level) for p in stacked.paragraphs}:
            yield theme.block_styles.get(kind) or styles[min(level, len(styles) - 1)]


def _overflows(attempt: _Attempt, slide: Slide) -> Iterator[Diagnostic]:
    for filled, stacked in attempt.stacks:
        if not stacked.excess:
            continue
        size, lines = _in_lines(stacked)
        count = "1 line" if lines == 1 else f"{lines} lines"
        message = f"region `{filled.region.name}` overflows by {count} at {size:g} pt"
        hint = "split the slide, shorten it, or set it in `::: columns`"
        span = stacked.over.span if stacked.over else slide.span
        yield OVERFLOW.at(span, message, hint=hint)


def _in_lines(stacked: Stack) -> tuple[float, int]:
    paragraphs = stacked.paragraphs
    if not paragraphs:
        return 0.0, 1
    last = paragraphs[-1]
    return paragraphs[0].size, math.ceil(stacked.excess / EMU_PER_PT / last.pitch)


def _too_deep(attempt: _Attempt) -> Iterator[Diagnostic]:
    for filled, stacked in attempt.stacks:
        yield from _deep_items(filled, stacked.paragraphs)


def _deep_items(filled: Filled, paragraphs: Iterable[Paragraph]) -> Iterator[Diagnostic]:
    depth = len(filled.region.styles)
    for paragraph in paragraphs:
        if paragraph.kind == "item" and paragraph.level == depth:
            message = f"list level {depth + 1} is deeper than region `{filled.region.name}` has styles for"
            hint = f"use at most {depth} levels, or add one to the region's `levels` in the theme"
            yield TOO_DEEP.at(paragraph.span, message, hint=hint)
