"""Content that its author placed on the page by hand: its box, and what it covers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diptych.diagnostics import Diagnostic, Span
from diptych.layout.diagnostic_kinds import OFF_PAGE, OVERLAP
from diptych.layout.inks import inks_of
from diptych.model.deck import ByHand, Length
from diptych.model.geometry import Box, Emu, from_px
from diptych.model.shapes import Shape
from diptych.model.theme import Align, Anchor

_TOUCHING = from_px(2)
"""By how much boxes may overlap without anyone seeing it."""
_LEAST = from_px(8)


def box_by_hand(place: ByHand, page: Box, grid: Box, gap: Emu) -> Box:
    """Return the box of a place on a page whose text is in `grid`.

    What is not given is that of the grid. Parts of the grid are columns with a `gap` between them.
    """
    x, width = _span((place.left, place.right, place.width), (page.width, grid.x, grid.width), gap)
    y, height = _span(
        (place.top, place.bottom, place.height), (page.height, grid.y, grid.height), gap
    )
    return Box(x, y, width, height)


def side_of(place: ByHand) -> Align | None:
    """Return the side from which a place is given that has no width; None if it has, or no side."""
    if place.width is not None or place.left is place.right is None:
        return None
    return "right" if place.left is None else "left"


def anchor_of(place: ByHand) -> Anchor:
    """Return the edge at which content stands that is lower than its place, as in CSS."""
    is_from_below = place.top is place.height is None and place.bottom is not None
    return "bottom" if is_from_below else "top"


def _span(
    given: tuple[Length | None, Length | None, Length | None], of: tuple[Emu, Emu, Emu], gap: Emu
) -> tuple[Emu, Emu]:
    """Return where something begins and how long it is, in one direction.

    `given` are the distances from both edges of the page, and the length; `of` is the length of the
    page, and where the grid begins and how long it is.
    """
    near, far, length = given
    whole, start, extent = of

    def at(one: Length) -> int:
        return one.fixed + round(one.share * whole) + round((one.grid or 0.0) * (extent + gap))

    size = None
    if length is not None:
        size = at(length) - (gap if length.grid is not None else 0)
    begin = None if near is None else at(near) + (start if near.grid is not None else 0)
    margin = whole - start - extent
    end = None if far is None else whole - at(far) - (margin if far.grid is not None else 0)
    if begin is None:
        begin = start if size is None or end is None else end - size
    if size is None:
        last = start + extent if begin < start + extent else whole
        size = (last if end is None else end) - begin
    return Emu(begin), Emu(max(_LEAST, size))


def covered(
    parts: Sequence[tuple[Span | None, str, Sequence[Shape]]], page: Box
) -> Iterator[Diagnostic]:
    """Yield a diagnostic for what is placed by hand where something else is, or off the page.

    `parts` are the shapes of each part of a slide, with its name, and where it was placed by hand.
    """
    inks = [
        (span, name, [ink for shape in shapes for ink in inks_of(shape)])
        for span, name, shapes in parts
    ]
    for index, (span, _, inks_here) in enumerate(inks):
        if span is None:
            continue
        if any(_is_off(ink, page) for ink in inks_here):
            message = "what is placed here by hand is partly off the page"
            hint = "give it less `left`, `top` or `width`"
            yield OFF_PAGE.at(span, message, hint=hint)
        # Of two that are placed by hand, the later one is reported.
        others = [one for at, one in enumerate(inks) if at < index or one[0] is None]
        for _, name, there in others:
            if any(_meet(one, other) for one in inks_here for other in there):
                message = f"what is placed here by hand covers {name}"
                hint = "move it, or make it smaller"
                yield OVERLAP.at(span, message, hint=hint)
                break


def _is_off(box: Box, page: Box) -> bool:
    return (
        min(box.x, box.y) < -_TOUCHING
        or box.right > page.right + _TOUCHING
        or box.bottom > page.bottom + _TOUCHING
    )


def _meet(one: Box, other: Box) -> bool:
    return one.inset(_TOUCHING).meets(other.inset(_TOUCHING))
