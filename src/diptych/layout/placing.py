"""Which layout a slide gets, and which of its content goes into which region."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from diptych.diagnostics import Diagnostic, Span, nearest, nearest_name
from diptych.layout.by_hand import anchor_of, box_by_hand, side_of
from diptych.layout.diagnostic_kinds import (
    LACKING_CONTENT,
    NO_PLACE,
    UNKNOWN_LAYOUT,
    UNKNOWN_REGION,
    WIDE_COLUMNS,
)
from diptych.model.block import Block, ShapeBlock, TextBlock
from diptych.model.deck import Column, Slide, Track
from diptych.model.geometry import Box, Emu
from diptych.model.text_frame import TextFrame
from diptych.model.theme import RUNNING_TITLE, Layout, Region, RegionRole, Theme
from diptych.typography.side_by_side import column_boxes

_CONTENT: tuple[RegionRole, ...] = ("text", "picture")
"""Roles of the regions into which blocks may be put."""
_FOR_PICTURES = (
    "picture", "picture-text", "picture-left", "picture-edge-left", "picture-edge-right",
    "text-on-picture",
)  # fmt: skip
_BY_COUNT = {3: "columns-3"}
"""Layouts of so many columns, for which themes may have one of their own."""
_ROUNDING = 0.021
"""By how much widths in whole percent may miss 100 %: three columns of 34 % are not an error."""
_WIDEST_BESIDE = 0.75
"""The largest share of the width at which a picture leaves space for text next to it."""


class Filled(Struct, frozen=True):
    """A region, with its box on this slide and the blocks in it."""

    region: Region
    blocks: tuple[Block, ...]
    fills_placeholder: bool = True
    """Whether the layout has a placeholder for it."""
    by_hand: Span | None = None
    """Where its author gave it a place of its own; None if it is where the theme has it."""


class Placement(Struct, frozen=True):
    """All content of a slide, assigned to regions."""

    layout: Layout
    regions: tuple[Filled, ...]
    lead: Filled | None = None
    """The content above columns, across their whole width."""
    found: tuple[Diagnostic, ...] = ()
    has_tracks: bool = False
    """Whether its panels stand in columns of their own, and not in rows."""

    def below(self, titles: Iterable[TextFrame], gap: Emu) -> Placement:
        """Return it with the content that is below a title's region also below its frame."""
        changed = self
        for frame in titles:
            own = self.layout.region(frame.region)
            if own is not None and frame.box.bottom > own.box.bottom:
                changed = changed._lowered(own.box.bottom, Emu(frame.box.bottom + gap))
        return changed

    def _lowered(self, under: Emu, top: Emu) -> Placement:
        """Return it with what begins at `under` or below, but above `top`, moved down to `top`."""

        def lowered(filled: Filled) -> Filled:
            box = filled.region.box
            if not under <= box.y < top:
                return filled
            box = box.rows(top, Emu(max(0, box.bottom - top)))
            return replace(filled, region=replace(filled.region, box=box))

        lead = lowered(self.lead) if self.lead is not None else None
        return replace(self, regions=tuple(map(lowered, self.regions)), lead=lead)


def lefts_of(filled: Iterable[Filled]) -> tuple[Emu, ...]:
    """Return where the columns of regions begin, from left to right.

    Large type hangs a little to the left of these, so that it looks level with them.
    """
    placed = (one.region for one in filled if one.by_hand is None)
    return tuple(sorted({region.box.x for region in placed if not region.display}))


def place_content(slide: Slide, theme: Theme) -> Placement:
    """Return the regions of the content of `slide`, and diagnostics for what has no place."""
    slide = _with_shares(slide, theme.page)
    layout, unknown = _layout_of(slide, theme)
    explicit, misplaced = _explicit(slide, layout)
    taken = {filled.region.name for filled in explicit}
    lead, rest, unplaced = _implicit(slide, layout, taken, theme)
    layout = _following(layout, rest, theme.page)
    lead, explicit = (lead, explicit) if lead is not None else _parted_lead(explicit)
    names = [region.name for region in layout.regions]
    ordered = sorted((*explicit, *rest), key=lambda filled: _order(names, filled.region.name))
    by_hand = tuple(put_by_hand(slide, layout, theme))
    found = unknown or (
        *misplaced,
        *unplaced,
    )  # an unknown layout explains the rest
    found = (*(found or _lacking(slide, ordered)), *_too_wide(slide))
    if slide.tracks:
        ordered = list(_in_tracks(ordered, slide.tracks, Emu(2 * theme.gap)))
    regions = (*ordered, *by_hand)
    return Placement(layout, regions, lead, found, has_tracks=bool(slide.tracks))


def _in_tracks(filled: Sequence[Filled], tracks: Sequence[Track], gutter: Emu) -> Iterator[Filled]:
    """Yield regions, with the cards in columns that take the place of the layout's boxes."""
    cards = [one.region.box for one in filled if not one.region.is_optional]
    left, top = min(box.x for box in cards), min(box.y for box in cards)
    width = max(box.right for box in cards) - left
    height = max(box.bottom for box in cards) - top
    beside = [box.x for box in cards if box.x >= cards[0].right]
    gap = Emu(min(beside) - cards[0].right) if beside else gutter
    boxes = _track_boxes(tracks, Box(left, top, Emu(width), Emu(height)), gap)
    for one in filled:
        box = one.region.box if one.region.is_optional else next(boxes)
        yield replace(one, region=replace(one.region, box=box))


def _track_boxes(tracks: Sequence[Track], whole: Box, gap: Emu) -> Iterator[Box]:
    """Yield the boxes of cards, column by column; those of one are alike until they are filled."""
    free = whole.width - gap * (len(tracks) - 1)
    x = whole.x
    for index, track in enumerate(tracks):
        is_last = index == len(tracks) - 1
        width = Emu(whole.right - x if is_last else round(free * track.share))
        height = Emu((whole.height - gap * (track.cards - 1)) // track.cards)
        for number in range(track.cards):
            yield Box(x, Emu(whole.y + number * (height + gap)), width, height)
        x = Emu(x + width + gap)


def has_place(slide: Slide, theme: Theme) -> bool:
    """Return whether a theme has the layout of a slide, with the regions that content is put in.

    A layout of the same name may be made for something else.
    """
    if slide.layout is None:
        return True
    layout = theme.layouts.get(slide.layout)
    if layout is None:
        return False
    regions = {region.name for region in layout.regions if region.role in _CONTENT}
    return all(placed.region in regions for placed in slide.placed if not placed.by_hand)


def _with_shares(slide: Slide, page: Box) -> Slide:
    """Return `slide` with column widths given as lengths converted to shares of the page's width.

    That width is not known when a slide is read.
    """
    if not any(column.fixed_width for column in slide.columns):
        return slide
    columns = tuple(
        replace(column, width=column.fixed_width / page.width) if column.fixed_width else column
        for column in slide.columns
    )
    return replace(slide, columns=columns)


def _lacking(slide: Slide, filled: Sequence[Filled]) -> Iterator[Diagnostic]:
    """Yield a diagnostic if the slide has no content of the kind for which its layout is made."""
    if slide.generated:
        return
    if slide.layout in {"columns", *_BY_COUNT.values()}:
        what, hint = "columns", "write `::: columns`, with `::: column` in it for each"
        is_there = bool(slide.columns) or len(filled) > 1
    elif slide.layout in _FOR_PICTURES:
        what, hint = "a picture", "add a picture"
        is_there = any(_picture(block) for one in filled for block in one.blocks)
    else:
        return
    if not is_there:
        message = f"layout `{slide.layout}` is for {what}, but there is none"
        span = slide.layout_span or slide.span
        yield LACKING_CONTENT.at(span, message, hint=f"{hint}, or leave `layout:` out")


def _too_wide(slide: Slide) -> Iterator[Diagnostic]:
    """Yield a diagnostic if columns take more than the width, or leave none for the others."""
    given = sum(column.width or 0.0 for column in slide.columns)
    has_open = any(column.width is None for column in slide.columns)
    if given > 1 + _ROUNDING or (has_open and given > 1 - _ROUNDING):
        message = f"the columns ask for {given:.0%} of the width"
        rest = " and leave nothing for one without a width" if has_open else ""
        hint = "make their `width=` add up to 100 %, or leave one of them without a width"
        yield WIDE_COLUMNS.at(slide.columns[0].span, message + rest, hint=hint)


def _order(names: Sequence[str], name: str) -> int:
    return names.index(name) if name in names else len(names)


def infer_layout(slide: Slide) -> str:
    """Return the layout that the content of `slide` suggests."""
    pictures = [picture for block in slide.body if (picture := _picture(block))]
    if slide.columns:
        return "columns"
    if pictures and len(pictures) == len(slide.body):
        lone = len(pictures) == 1 and not slide.show_title
        return "picture" if lone else "body"
    beside = len(pictures) == 1 and (pictures[0].width or 0) <= _WIDEST_BESIDE
    return "picture-text" if beside else "body"


def _running(slide: Slide, wanted: str, theme: Theme) -> str:
    """Return the layout with a running title, if a slide asks for it and one text leads it.

    It is `wanted` otherwise, and if the theme has no such layout.
    """
    layout = theme.running.get(f"{wanted}{RUNNING_TITLE}")
    if not slide.running_title or layout is None:
        return wanted
    optional = {region.name for region in layout.regions if region.is_optional}
    leads = [block for one in slide.placed if one.region in optional for block in one.blocks]
    return layout.name if len(leads) == 1 and _is_set_by_region(leads[0]) else wanted


def _is_set_by_region(block: Block) -> bool:
    """Return whether a block is text in the styles of its region, and not in one of its own."""
    return isinstance(block, TextBlock) and not block.styles


def _layout_of(slide: Slide, theme: Theme) -> tuple[Layout, tuple[Diagnostic, ...]]:
    """Return the layout; an inferred one may be missing, but not one that the author names."""
    wanted = slide.layout or _of_columns(slide, theme) or infer_layout(slide)
    layout = theme.layout_in(_running(slide, wanted, theme), slide.mode)
    if layout is not None:
        return layout, ()
    plainest = "body" if "body" in theme.layouts else next(iter(theme.layouts))
    fallback = theme.layout_in(plainest, slide.mode)
    assert fallback is not None  # noqa: S101 - it is one of the theme's
    if slide.layout is None:
        return fallback, ()
    message = f"theme `{theme.name}` has no layout `{wanted}`"
    near = nearest_name(wanted, theme.layouts)
    hint = (
        f"did you mean `{near}`?"
        if near is not None
        else "leave it out, and the content chooses one; `diptych list layouts` shows all"
    )
    return fallback, (UNKNOWN_LAYOUT.at(slide.layout_span or slide.span, message, hint=hint),)


def _of_columns(slide: Slide, theme: Theme) -> str | None:
    """Return the layout of the theme that has as many columns as a slide; None if it has none."""
    name = _BY_COUNT.get(len(slide.columns))
    return name if name in theme.layouts else None


def _explicit(slide: Slide, layout: Layout) -> tuple[list[Filled], list[Diagnostic]]:
    """Return the regions that the author names, each with all of its content."""
    blocks: dict[str, tuple[Block, ...]] = {}
    found: list[Diagnostic] = []
    regions = {region.name: region for region in layout.regions if region.role in _CONTENT}
    for placed in slide.placed:
        if placed.by_hand is not None:
            continue
        if placed.region in regions:
            blocks[placed.region] = (*blocks.get(placed.region, ()), *placed.blocks)
        else:
            message = f"layout `{layout.name}` has no region `{placed.region}`"
            hint = nearest(placed.region, regions, what="region")
            found.append(UNKNOWN_REGION.at(placed.span, message, hint=hint))
    return [Filled(regions[name], content) for name, content in blocks.items()], found


def put_by_hand(slide: Slide, layout: Layout, theme: Theme) -> Iterator[Filled]:
    """Yield what the author placed by hand, set in text styles of the layout, or of the theme."""
    texts = (*layout.with_role("text"), *_any_text(theme, slide))
    for number, placed in enumerate((one for one in slide.placed if one.by_hand), start=1):
        place = placed.by_hand
        assert place is not None  # noqa: S101 - as chosen above
        side = side_of(place)
        region = replace(
            texts[0],
            name=f"by-hand-{number}",
            box=box_by_hand(place, theme.page, texts[0].box, theme.gap),
            panel=None,
            anchor=anchor_of(place),
            align="right" if side == "right" else texts[0].align,
            hugs=side,
        )
        yield Filled(region, placed.blocks, fills_placeholder=False, by_hand=placed.span)


def _any_text(theme: Theme, slide: Slide) -> tuple[Region, ...]:
    """Return the regions for text of the plainest layout."""
    plainest = "body" if "body" in theme.layouts else next(iter(theme.layouts))
    layout = theme.layout_in(plainest, slide.mode)
    return tuple(layout.with_role("text")) if layout is not None else ()


def _parted_lead(explicit: list[Filled]) -> tuple[Filled | None, list[Filled]]:
    """Return what is in an optional region above others that have its place too, and the rest."""
    for one in explicit:
        others = [other for other in explicit if other is not one]
        if one.region.is_optional and any(
            _overlap(one.region.box, other.region.box)
            and one.region.box.bottom > other.region.box.y
            for other in others
        ):
            return one, others
    return None, explicit


def _implicit(
    slide: Slide, layout: Layout, taken: Container[str], theme: Theme
) -> tuple[Filled | None, list[Filled], list[Diagnostic]]:
    """Return the lead above columns, and the regions of content that the author did not place."""
    texts = [
        region
        for region in layout.with_role("text")
        if region.name not in taken and not region.is_optional
    ]
    pictures = [region for region in layout.with_role("picture") if region.name not in taken]
    filled: list[Filled] = []
    body = list(slide.body)
    picture = next(filter(None, map(_picture, body)), None) if pictures else None
    if picture is not None:
        body.remove(picture)
        picture = _at_edge(pictures[0], texts, picture, theme.page)
        region, texts, picture = _shared_width(pictures[0], texts, picture)
        filled.append(Filled(region, (picture,)))
    if slide.columns:
        if not texts:
            return None, filled, [_no_place(slide.columns[0].span, layout)]
        lead, columns = _columns(slide, tuple(body), texts, Emu(2 * theme.gap))
        return lead, [*filled, *columns], []
    if not body:
        return None, filled, []
    if not texts:
        return None, filled, [_no_place(body[0].span, layout)]
    return None, [*filled, Filled(texts[0], tuple(body))], []


def _at_edge(region: Region, texts: list[Region], picture: ShapeBlock, page: Box) -> ShapeBlock:
    """Return a picture that fills its region's height, and the edge of the page that this is at.

    If the region is as high as the page, with text beside it, the picture's share of the width is
    that which its shape has at this height, unless its author or the region allows less.
    """
    box = region.box
    if picture.width is not None or picture.aspect is None or not texts:
        return picture
    if box.y > page.y or box.bottom < page.bottom or _overlap(box, texts[0].box):
        return picture
    left, right = sorted((box, texts[0].box), key=lambda side: side.x)
    whole = right.right - left.x - (right.x - left.right)
    return replace(picture, width=min(box.width, round(box.height * picture.aspect)) / whole)


def _following(layout: Layout, filled: Sequence[Filled], page: Box) -> Layout:
    """Return a layout whose other regions follow its text beside a picture as high as the page."""
    own = {region.name: region.box for region in layout.regions}
    has_edge = any(
        one.region.role == "picture" and one.region.box.height >= page.height for one in filled
    )
    text = next((one.region for one in filled if one.region.role == "text"), None)
    if not has_edge or text is None or own[text.name] == text.box:
        return layout
    before, after = own[text.name], text.box

    def moved(region: Region) -> Region:
        box = region.box
        if region.role in _CONTENT or box.x < before.x or before.right < box.right:
            return region
        left = after.x if box.x == before.x else Emu(after.right - (before.right - box.x))
        right = Emu(left + box.width) if box.right < before.right else after.right
        return replace(region, box=replace(box, x=left, width=Emu(right - left)))

    return replace(layout, regions=tuple(map(moved, layout.regions)))


def _shared_width(
    region: Region, texts: list[Region], picture: ShapeBlock
) -> tuple[Region, list[Region], ShapeBlock]:
    """Return the regions with their joint width divided as the picture's width asks."""
    if picture.width is None or not texts or _overlap(region.box, texts[0].box):
        return region, texts, picture
    left, right = sorted((region, texts[0]), key=lambda side: side.box.x)
    gap = right.box.x - left.box.right
    whole = right.box.right - left.box.x
    share = picture.width if left is region else 1 - picture.width
    first = round((whole - gap) * share)
    boxes = {
        left.name: replace(left.box, width=Emu(first)),
        right.name: replace(
            right.box, x=Emu(left.box.x + first + gap), width=Emu(whole - gap - first)
        ),
    }
    moved = [replace(side, box=boxes[side.name]) for side in (region, texts[0])]
    return moved[0], [moved[1], *texts[1:]], replace(picture, width=None)


def _picture(block: Block) -> ShapeBlock | None:
    """Return `block` if it belongs in a picture region, else None."""
    return block if isinstance(block, ShapeBlock) and block.wants == "picture" else None


def _overlap(one: Box, other: Box) -> bool:
    return one.x < other.right and other.x < one.right


def _columns(
    slide: Slide, body: tuple[Block, ...], texts: list[Region], gutter: Emu
) -> tuple[Filled | None, list[Filled]]:
    """Return the lead above columns, and the columns side by side in the text regions."""
    area, between = _area(texts, gutter)
    boxes = column_boxes([column.width for column in slide.columns], area, between)
    filled = [
        _column(index, column, box, texts)
        for index, (column, box) in enumerate(zip(slide.columns, boxes, strict=True))
    ]
    lead = Filled(replace(texts[0], name="lead", box=area), body, fills_placeholder=False)
    return lead if body else None, filled


def _column(index: int, column: Column, box: Box, texts: Sequence[Region]) -> Filled:
    """Return a column in its region; a column beyond the last region gets a name of its own."""
    if index < len(texts):
        return Filled(replace(texts[index], box=box), column.blocks)
    region = replace(texts[-1], name=f"column-{index + 1}", box=box)
    return Filled(region, column.blocks, fills_placeholder=False)


def _area(regions: list[Region], gutter: Emu) -> tuple[Box, Emu]:
    """Return the box that columns share, and the gap between them: the theme's, or `gutter`."""
    first = regions[0].box
    right = max(region.box.right for region in regions)
    between = regions[1].box.x - first.right if len(regions) > 1 else 0
    return replace(first, width=Emu(right - first.x)), Emu(between) if between > 0 else gutter


def _no_place(span: Span, layout: Layout) -> Diagnostic:
    message = f"layout `{layout.name}` has no region left for this content"
    hint = "choose another `layout:`, or name a region with `::: {region=...}`"
    return NO_PLACE.at(span, message, hint=hint)
