"""The body of a slide fitted: at the largest density at which every region fits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from diptych.diagnostics import Diagnostic
from diptych.layout.body import Body
from diptych.layout.by_hand import covered
from diptych.layout.densities import enlarged, largest_fitting, loosened, tightened
from diptych.layout.diagnostic_kinds import SHRUNK
from diptych.layout.formulas import level_formulas
from diptych.layout.fullness import is_free
from diptych.layout.overflows import Ways, no_ways, overflows, too_deep, too_small
from diptych.layout.pies import level_pies
from diptych.layout.placing import Filled
from diptych.layout.stacking import (
    FittedStack,
    TextGroup,
)
from diptych.model.deck import Overflow as Overflows
from diptych.model.deck import Slide
from diptych.model.density import Density, shrunk, tried_densities
from diptych.model.geometry import Box, Emu
from diptych.model.shapes import Shape
from diptych.model.text_frame import TextFrame
from diptych.model.theme import Theme

_ROOM_BELOW = 4
"""How many times the usual gap is free below text that begins a gap lower."""


class FittedBody(Struct, frozen=True):
    """The body of a slide at the chosen density."""

    shapes: tuple[Shape, ...]
    density: Density
    found: tuple[Diagnostic, ...]


def fit_body(  # noqa: PLR0917 - what decides how a slide is set
    body: Body,
    slide: Slide,
    theme: Theme,
    common: int = 0,
    overflow: Overflows = "error",
    ways: Ways = no_ways,
) -> FittedBody:
    """Return the regions of a slide stacked at the largest density at which all fit.

    It is not larger than the one with the index `common`, which the slide has in other locales. If
    none fits, the smallest one is set a little tighter, or smaller still if the slide may shrink;
    otherwise return it with diagnostics of the overflow, which name the `ways` out.
    """
    tried = tried_densities(theme.densities, slide.density)
    best = largest_fitting(body, theme.densities, [index for index in tried if index >= common])
    if best is not None:
        larger = enlarged(body, theme.densities[best], theme.densities)
        return body_at(body, loosened(body, larger))
    least = theme.densities[tried[-1]]
    tight = tightened(body, least)
    if tight is not None:
        return body_at(body, tight)
    smaller = shrunk(least) if overflow == "shrink" else ()
    fitting = largest_fitting(body, smaller, range(len(smaller)))
    if fitting is None:
        return body_at(body, smaller[-1] if smaller else least, ways)
    made = body_at(body, smaller[fitting])
    size = min(p.sizes(made.density).size for stack in body.all_stacks for p in stack.paragraphs)
    message = f"the slide fits only with type of {size:g} pt"
    hint = "split it or shorten it, or let it continue on further pages: `overflow: continue`"
    return replace(made, found=(*made.found, SHRUNK.at(slide.span, message, hint=hint)))


def tight_at(body: Body, density: Density) -> FittedBody:
    """Return one of several pages at a density, or a little tighter for less than half a line.

    All of them begin at one height, however much of its page each fills.
    """
    if body.at(density).fits:
        return body_at(body, density, is_lowered=False)
    return body_at(body, tightened(body, density) or density, is_lowered=False)


def body_at(
    body: Body, density: Density, ways: Ways = no_ways, *, is_lowered: bool = True
) -> FittedBody:
    """Return a body at a density, with diagnostics of what does not fit, which name `ways` out."""
    chosen = body.at(density)
    boxed = _below_title(chosen.boxed, body) if is_lowered else chosen.boxed
    if body.is_centred and not body.is_one_text:
        boxed = _in_the_middle(chosen.boxed)
    drawn = level_formulas([(one.stack.filled, tuple(one.draw(box))) for one, box in boxed])
    drawn = level_pies(drawn)
    shapes = tuple(shape for _, made in drawn for shape in made)
    if body.is_centred and body.is_one_text:
        shapes = tuple(map(_centred, shapes))
    small = too_small(body, density) if density.factor == 1 else ()
    found = (*overflows(chosen, ways), *too_deep(body), *small, *_covered(body, drawn))
    return FittedBody(shapes, density, found)


def _covered(body: Body, drawn: Sequence[tuple[Filled, Sequence[Shape]]]) -> Iterator[Diagnostic]:
    if any(filled.by_hand for filled, _ in drawn):
        parts = [(one.by_hand, f"the content of `{one.region.name}`", made) for one, made in drawn]
        yield from covered([(None, "the title", body.titles), *parts], body.page)


def _centred(shape: Shape) -> Shape:
    is_text = isinstance(shape, TextFrame) and shape.fills_placeholder
    return replace(shape, anchor="middle") if is_text else shape


def _in_the_middle(
    boxed: Sequence[tuple[FittedStack, Box]],
) -> Sequence[tuple[FittedStack, Box]]:
    """Return stacks in the middle of their boxes; those side by side begin at one height."""
    tallest = max((stack.extent.natural for stack, _ in boxed), default=Emu(0))
    return [
        (stack, box.rows(Emu(box.y + max(0, box.height - tallest) // 2), min(box.height, tallest)))
        for stack, box in boxed
    ]


def _below_title(
    boxed: Sequence[tuple[FittedStack, Box]], body: Body
) -> Sequence[tuple[FittedStack, Box]]:
    """Return stacks a little lower if one is text that begins close to the title, and room is left.

    Otherwise, the first paragraph would be closer to the title than to the second.
    """
    under = max((one.box.bottom for one in body.titles if one.role == "title"), default=None)
    if under is None or body.lead is not None or body.is_centred:
        return boxed
    near = [(stack, box) for stack, box in boxed if 0 <= box.y - under <= body.gap]
    is_alone = all(box.y - under <= body.gap for _, box in boxed)
    begins_with_text = any(isinstance(stack.stack.groups[0], TextGroup) for stack, _ in near)
    has_room = all(
        is_free(stack.stack) and stack.extent.natural <= box.height - _ROOM_BELOW * body.gap
        for stack, box in near
    )
    if not (is_alone and begins_with_text and has_room):
        return boxed
    return [
        (stack, box.rows(Emu(box.y + body.gap), Emu(box.height - body.gap)))
        if box.y >= under
        else (stack, box)
        for stack, box in boxed
    ]
