"""The density of a slide's body: the largest at which every region fits."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from diptych.diagnostics import Diagnostic
from diptych.layout.by_hand import covered
from diptych.layout.diagnostic_kinds import OVERFLOW, SHRUNK, SMALL_TYPE, TOO_DEEP
from diptych.layout.following import followed
from diptych.layout.formulas import level_formulas
from diptych.layout.heads import level_heads
from diptych.layout.pies import level_pies
from diptych.layout.placing import Filled, Placement
from diptych.layout.rows import (
    Wish,
    between,
    columns_of,
    emptiness,
    free_below,
    least_height,
    rows_of,
)
from diptych.layout.ruled import is_ruled, sharp
from diptych.layout.stacking import (
    BlockGroup,
    Contents,
    FittedStack,
    Overflow,
    RegionStack,
    TextGroup,
)
from diptych.model.deck import Overflow as Overflows
from diptych.model.deck import Slide
from diptych.model.density import Density, shrunk, tried_densities
from diptych.model.geometry import EMU_PER_PX, WIDESCREEN, Box, Emu, Pt, emu, from_px
from diptych.model.paragraph import Paragraph
from diptych.model.shapes import Shape
from diptych.model.text_frame import TextFrame
from diptych.model.theme import Theme
from diptych.typography.table_text import TableText

_SPARSE_TEXT, _SPARSE_BLOCKS = 0.5, 0.74
"""The share of the height below which a page is sparse: of text alone, and with other blocks.

Other blocks are as wide as the page, so that even an empty quarter below them looks unfinished.
"""
_ROOM_BELOW = 4
"""How many times the usual gap is free below text that begins a gap lower."""
_EARLY = 2
"""How many densities are tried one after the other, as most slides fit at one of these."""
_STEPS_FOR_LINES, _STEPS_FOR_WORDS = 2, 3
"""How many densities smaller type may be to keep lines of a listing, and words, unbroken."""
_LOOSE = (1.15, 1.1, 1.05)
"""Factors by which the leading of cards with room to spare may grow, the largest first."""
_AIRY = (2.5, 2.25, 2.0, 1.75, 1.5, 1.25)
"""Factors by which the space between paragraphs in regions below lines may grow, the largest
first."""
_APART = from_px(12)
"""How far the text of a row ends from the next line, beside the inset, if paragraphs are spread."""
_HEADLINE = Pt(30)
"""The size from which on what leads is a headline."""
_LINES_OF_HEADS = 2
_OPEN = 0.8
"""The weight of empty space below an open column, relative to that in a box, where it shows."""
_LEGIBLE = Pt(18)
"""The smallest size of first-level text that can be read from the back of a lecture hall."""

Ways = Callable[[], Iterable[str]]
"""Returns further remedies for a slide that does not fit, as phrases for a hint."""


def no_ways() -> Iterable[str]:
    """Return nothing: a slide that does not fit can only be split or shortened."""
    return ()


class FittedBody(Struct, frozen=True):
    """The body of a slide at the chosen density."""

    shapes: tuple[Shape, ...]
    density: Density
    found: tuple[Diagnostic, ...]


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

    def tightened(self, density: Density) -> Density | None:
        """Return a density whose leading makes it fit; None if over half a line is too much."""
        share = 0.0
        for stack, box in self.at(density).boxed:
            excess = stack.excess(box)
            if excess > emu(stack.tallest_line) // 2:
                return None
            share = max(share, excess / max(1, stack.extent.least))
        for spare in (0.002, 0.01):
            tight = replace(density, leading=round(1 - share - spare, 3))
            if self.at(tight).fits:
                return tight
        return None

    def loosened(self, density: Density) -> Density:
        """Return a density of the same sizes that spreads over the room there is.

        On cards all lines are further apart, below lines only paragraphs: without a box to fill,
        lines of text are as far apart on every slide. Other text is left as it is.
        """
        if all(map(_is_filled, self.stacks)):
            looser = [replace(density, leading=leading) for leading in _LOOSE]
        elif any(is_ruled(stack.filled.region) for stack in self.stacks):
            looser = [replace(density, air=air) for air in _AIRY]
        else:
            return density
        return next((one for one in looser if self._has_room(self.at(one))), density)

    def _has_room(self, tried: _Try) -> bool:
        """Return whether it fits, with its rows further apart than the paragraphs in them."""
        return tried.fits and (self.has_tracks or tried.has_rows_apart)

    def enlarged(self, density: Density, densities: Sequence[Density]) -> Density:
        """Return a density at which a table above panels has the largest size that fits.

        It is one that the table has at another density, and smaller than the heads below it.
        """
        if self.lead is None or any(one.filled.region.panel is None for one in self.stacks):
            return density
        below = [text for stack in self.stacks for text in stack.paragraphs]
        tables = {one.token: one for one in self._table_text}
        if not tables or tables.keys() & {one.token for one in below}:
            return density
        most = max(one.sizes(density).size for one in below)
        for larger in densities:
            sizes = {name: one.sizes(larger).size for name, one in tables.items()}
            if all(tables[n].sizes(density).size < size <= most for n, size in sizes.items()):
                tried = replace(density, sizes={**density.sizes, **sizes})
                if self.at(tried).fits:
                    return tried
        return density

    @property
    def _table_text(self) -> Iterator[Paragraph]:
        """Yield the text of tables above the other content."""
        for group in self.lead.groups if self.lead is not None else ():
            if isinstance(group, BlockGroup) and isinstance(group.hung.setting, TableText):
                yield from group.paragraphs

    def best(
        self, densities: Sequence[Density], tried: Sequence[int], *, below: float = math.inf
    ) -> int | None:
        """Return the index of the first of the `tried` densities that fits; None if none does.

        None also if only those from `below` on fit, which is less work to find out. One that is a
        little smaller is better if it keeps more words whole, or more lines of a listing; type
        that is much smaller would cost more than a wrapped line.
        """

        def at(place: int) -> _Try:
            return self.at(densities[tried[place]])

        # What is smaller is never higher, so bisection works.
        end = bisect_left(tried, below)
        if end < len(tried) and not (end and at(end - 1).fits):
            return None
        early = min(end, _EARLY)
        first = next((place for place in range(early) if at(place).fits), None)
        if first is None:
            first = bisect_left(range(end), True, early, key=lambda place: at(place).fits)
        if first == len(tried):
            return None
        if at(first).wraps:
            near = range(first, min(first + 1 + _STEPS_FOR_LINES, len(tried)))
            first = min(near, key=lambda place: at(place).wraps)
        if at(first).broken_words:
            near = range(first, min(first + 1 + _STEPS_FOR_WORDS, len(tried)))
            first = min(near, key=lambda place: at(place).broken_words)
        return tried[first]

    def at(self, density: Density) -> _Try:
        """Return it at a density, in reading order; the same density is asked for several times."""
        for known, made in self._tries:
            if known is density:
                return made
        made = self._tried(density)
        self._tries.append((density, made))
        return made

    @cached_property
    def _tries(self) -> list[tuple[Density, _Try]]:
        """Return what has been tried; densities are told apart by identity."""
        return []

    def _tried(self, density: Density) -> _Try:
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
        boxes = place([_wish(stack) for stack in stacks], top, self.floor)
        if any(one.stack.filled.region.follows for one in stacks):
            boxes = followed(stacks, boxes)
        boxes = _sharp(stacks, boxes)
        by_hand = [(one, one.stack.filled.region.box) for one in fixed]
        return _Try([*boxed, *zip(stacks, boxes, strict=True), *by_hand])

    def emptiness(self, density: Density) -> float:
        """Return how much emptier its emptiest column of cards is than its fullest, 0 to 1.

        Space left below a short head counts as well.
        """
        cards = self._cards(density)
        top = self._top(density)
        empty = emptiness(list(map(_wish, cards)), top, self.floor) if cards else 0.0
        is_open = not any(_is_filled(one) for one in self.stacks)
        return empty * _OPEN if is_open else empty

    def free(self, density: Density) -> float:
        """Return the share of their height that its columns of cards leave free, 0 to 1."""
        cards = self._cards(density)
        return free_below(list(map(_wish, cards)), self._top(density), self.floor) if cards else 0.0

    def _top(self, density: Density) -> Emu:
        """Return where cards begin: below what is above all of them."""
        if self.lead is None:
            return Emu(0)
        lead, box = self.at(density).boxed[0]
        return Emu(box.bottom + self._gap_below(lead))

    def lines_of_tall_heads(self, density: Density) -> int:
        """Return by how many lines the longest head of a card exceeds what a head should have."""
        lines = (card.head_lines for card in self._cards(density))
        return max(0, max(lines, default=0) - _LINES_OF_HEADS)

    def _cards(self, density: Density) -> list[FittedStack]:
        """Return the cards that stand in columns of their own."""
        stacks = self.stacks if self.has_tracks else ()
        return [_fitted(one, density) for one in stacks if not one.filled.by_hand]

    def is_sparse(self, density: Density) -> bool:
        """Return whether it leaves much of the height free: one text, or texts with other blocks.

        Blocks may be side by side. Texts side by side start at the top, since readers compare their
        lines.
        """
        if self.lead is not None or not self.stacks or not all(map(_is_free, self.stacks)):
            return False
        has_text_only = all(stack.is_text for stack in self.stacks)
        if has_text_only and len(self.stacks) > 1:
            return False
        boxed = self.at(density).boxed
        if len({box.y for _, box in boxed}) > 1:
            return False
        share = _SPARSE_TEXT if has_text_only else _SPARSE_BLOCKS
        return all(stack.extent.natural < box.height * share for stack, box in boxed)

    def _lead_box(self, lead: FittedStack, stacks: Sequence[FittedStack]) -> Box:
        """Return the box of the lead, as high as it needs and as the columns below can spare."""
        box = between(lead.stack.filled.region.box, Emu(0), self.floor)
        below = least_height(list(map(_wish, stacks)), has_tracks=self.has_tracks)
        natural, least = lead.extent
        room = box.height - self._gap_below(lead) - below
        return replace(box, height=Emu(min(box.height, max(least, min(natural, room)))))

    def _gap_below(self, lead: FittedStack) -> Emu:
        """Return the gap below the lead: twice the usual one where two lines would meet in it.

        Between a headline and a line it is half as much more.
        """
        has_lines = any(is_ruled(stack.filled.region) for stack in self.stacks)
        ends_in_block = isinstance(lead.stack.groups[-1], BlockGroup)
        are_one = bool(lead.parts[-1].second)
        is_headline = lead.stack.filled.region.styles[0].size >= _HEADLINE
        if has_lines and ends_in_block and not are_one:
            return Emu(2 * self.gap)
        return Emu(self.gap * 2) if has_lines and is_headline else self.gap

    @property
    def is_one_text(self) -> bool:
        """Return whether it is nothing but text in one frame."""
        groups = [group for stack in self.all_stacks for group in stack.groups]
        return len(groups) == 1 and isinstance(groups[0], TextGroup)

    @property
    def all_stacks(self) -> tuple[RegionStack, ...]:
        """Return the stacks, including the lead."""
        return (self.lead, *self.stacks) if self.lead is not None else self.stacks


class _Try(Struct, frozen=True):
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


def common_density(best: Sequence[int | None]) -> int:
    """Return the density of a slide in all locales, given the largest at which it fits in each.

    The first is that of its source: it gives way to the others by one step at most. Those for which
    that is not enough, or for which none was found, do not count; they have a density of their own.
    """
    fitting = [index for index in best if index is not None]
    if not fitting:
        return 0
    least = max(fitting)
    return least if best[0] is None else min(least, best[0] + 1)


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
    best = body.best(theme.densities, [index for index in tried if index >= common])
    if best is not None:
        enlarged = body.enlarged(theme.densities[best], theme.densities)
        return body_at(body, body.loosened(enlarged))
    least = theme.densities[tried[-1]]
    tight = body.tightened(least)
    if tight is not None:
        return body_at(body, tight)
    smaller = shrunk(least) if overflow == "shrink" else ()
    fitting = body.best(smaller, range(len(smaller)))
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
    return body_at(body, body.tightened(density) or density, is_lowered=False)


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
    small = _too_small(body, density) if density.factor == 1 else ()
    found = (*_overflows(chosen, ways), *_too_deep(body), *small, *_covered(body, drawn))
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
        _is_free(stack.stack) and stack.extent.natural <= box.height - _ROOM_BELOW * body.gap
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


def _is_free(stack: RegionStack) -> bool:
    """Return whether content stands at the top of a region that it may leave partly empty."""
    region = stack.filled.region
    is_plain = region.panel is None and not stack.filled.by_hand
    return is_plain and region.role == "text" and region.anchor == "top"


def _is_filled(stack: RegionStack) -> bool:
    """Return whether a region has a visible area, so that its empty part shows."""
    panel = stack.filled.region.panel
    return panel is not None and not is_ruled(stack.filled.region)


def _wish(fitted: FittedStack) -> Wish:
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


def _overflows(tried: _Try, ways: Ways) -> Iterator[Diagnostic]:
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
            hint = _advice(*(["set it in `::: columns`"] if is_one_text else []), *ways())
            if filled.by_hand:
                hint = "give it more `width` or `height`, or less `top`"
            if over.is_wide:
                message = f"{what} is too narrow by {amount} for the longest words of this"
                hint = "leave out a column, shorten the words, or use a wider region"
            if over.advice is not None:
                message, hint = over.advice
            yield OVERFLOW.at(over.span, message, hint=hint)


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
        yield OVERFLOW.at(over.span, message, hint=_advice(*ways()))


def _advice(*more: str) -> str:
    """Return what can be done if a slide does not fit: what always can, and `more`."""
    *others, last = "split the slide", "shorten it", *more
    return f"{', '.join(others)}, or {last}"


def _tops(rows: Sequence[tuple[FittedStack, Box]]) -> set[Emu]:
    return {box.y for _, box in rows}


def _amount(over: Overflow) -> str:
    if not over.lines:
        return f"{over.excess / EMU_PER_PX:.0f} px"
    lines = "1 line" if over.lines == 1 else f"{over.lines} lines"
    return f"{lines} at {over.size:g} pt"


def _too_small(body: Body, density: Density) -> Iterator[Diagnostic]:
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


def _too_deep(body: Body) -> Iterator[Diagnostic]:
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
