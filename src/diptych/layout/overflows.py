"""What does not fit in the body of a slide, or only in small type."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence

from diptych.diagnostics import Diagnostic, Span
from diptych.layout.body import Body, Trial
from diptych.layout.diagnostic_kinds import OVERFLOW, SMALL_TYPE, TOO_DEEP
from diptych.layout.ruled import is_ruled
from diptych.layout.stacking import (
    FittedStack,
    Overflow,
)
from diptych.model.density import Density
from diptych.model.geometry import EMU_PER_PX, Box, Emu, Pt, emu

_LEGIBLE = Pt(18)
"""The smallest size of first-level text that can be read from the back of a lecture hall."""

Ways = Callable[[], Iterable[str]]
"""Returns further remedies for a slide that does not fit, as phrases for a hint."""


def no_ways() -> Iterable[str]:
    """Return nothing: a slide that does not fit can only be split or shortened."""
    return ()


def overflows(tried: Trial, ways: Ways) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each stack that does not fit in its box, with the `ways` out."""
    ruled = [(fitted, box) for fitted, box in tried.boxed if _is_ruled(fitted)]
    are_rows = len(_tops(ruled)) > 1
    if are_rows:
        yield from _overflow_of_rows(ruled, ways)
    for fitted, box in tried.boxed:
        over = fitted.overflow(box)
        if over is not None and not (are_rows and _is_ruled(fitted) and not over.is_wide):
            filled, amount = fitted.stack.filled, _amount(over)
            what = "what is placed by hand" if filled.by_hand else f"region `{filled.region.name}`"
            message = f"{what} overflows by {amount}"
            is_one_text = len(tried.boxed) == 1 and fitted.stack.is_text
            more = ["set it in `::: columns`"] if is_one_text else []
            hint = _advice(over.span, *more, *ways())
            if filled.by_hand:
                hint = "give it more `width` or `height`, or less `top`"
            if over.is_wide:
                message = f"{what} is too narrow by {amount} for the longest words of this"
                hint = "leave out a column, shorten the words, or use a wider region"
            if over.advice is not None:
                message, hint = over.advice
            yield OVERFLOW.at(over.span, message, hint=hint)


def too_small(body: Body, density: Density) -> Iterator[Diagnostic]:
    """Yield a warning if the first level is set too small to be read from afar."""
    if density.on_request:
        return
    for paragraph in (one for stack in body.all_stacks for one in stack.paragraphs):
        if paragraph.kind != "item" or paragraph.level:
            continue
        size = paragraph.sizes(density).size
        if size < min(_LEGIBLE, paragraph.size):
            message = f"the first level is set in {size:g} pt"
            hint = "split the slide, shorten it, or accept it by `density: dense`"
            yield SMALL_TYPE.at(paragraph.span, message, hint=hint)
            return


def too_deep(body: Body) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each item on a level for which its region has no style."""
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


def _is_ruled(fitted: FittedStack) -> bool:
    return is_ruled(fitted.stack.filled.region)


def _overflow_of_rows(rows: Sequence[tuple[FittedStack, Box]], ways: Ways) -> Iterator[Diagnostic]:
    """Yield a diagnostic, at the last row, if rows lack height, of which all lack a part."""
    lacking = sum(max(one.excess(box) for one, box in rows if box.y == y) for y in _tops(rows))
    if lacking:
        last, _ = rows[-1]
        paragraphs = tuple(last.stack.paragraphs)
        sizes = [one.sizes(last.density).size for one in paragraphs]
        lines = math.ceil(lacking / emu(last.tallest_line)) if sizes else 0
        at = paragraphs[-1] if paragraphs else last.stack.filled.blocks[-1]
        over = Overflow(at.span, lines, max(sizes, default=0), Emu(lacking))
        message = f"the rows overflow by {_amount(over)}"
        yield OVERFLOW.at(over.span, message, hint=_advice(over.span, *ways()))


def _advice(at: Span, *more: str) -> str:
    """Return what can be done if a slide does not fit: what always can, and `more`.

    Translators can only shorten what is theirs; the rest is the author's to do.
    """
    if at.file.endswith(".po"):
        return "shorten the translations of this slide; its author may split it, or give it room"
    *others, last = "split the slide", "shorten it", *more
    return f"{', '.join(others)}, or {last}"


def _tops(rows: Sequence[tuple[FittedStack, Box]]) -> set[Emu]:
    return {box.y for _, box in rows}


def _amount(over: Overflow) -> str:
    if not over.lines:
        return f"{over.excess / EMU_PER_PX:.0f} px"
    lines = "1 line" if over.lines == 1 else f"{over.lines} lines"
    return f"{lines} at {over.size:g} pt"
