"""Which layout a slide gets, and which of its content goes into which region."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from diptych.diagnostics import Diagnostic, nearest
from diptych.layout.faults import NO_PLACE, UNKNOWN_LAYOUT, UNKNOWN_REGION
from diptych.model.deck import Block, Column, ShapeBlock, Slide
from diptych.model.geometry import Box, Emu
from diptych.model.theme import Layout, Region, Theme


@dataclass(frozen=True, slots=True)
class Filled:
    """A region, its box as this slide has it, and the blocks that go there."""

    region: Region
    blocks: tuple[Block, ...]
    fills: bool = True
    """Whether the layout has a placeholder for it."""


@dataclass(frozen=True, slots=True)
class Placement:
    """All content of a slide, each piece in a region."""

    layout: Layout
    regions: tuple[Filled, ...]
    lead: Filled | None = None
    """What stands above columns over their whole width."""
    found: tuple[Diagnostic, ...] = ()


def place_content(slide: Slide, theme: Theme) -> Placement:
    """Return where the content of `slide` goes, and what has no place."""
    layout, found = _layout_of(slide, theme)
    explicit, unknown = _explicit(slide, layout)
    rest, lead, homeless = _implicit(slide, layout, taken={filled.region.name for filled in explicit})
    regions = {filled.region.name: filled for filled in (*explicit, *rest)}
    ordered = tuple(
        sorted(regions.values(), key=lambda filled: _order(layout, filled.region.name))
    )
    return Placement(layout, ordered, lead, (*found, *unknown, *homeless))


def _order(layout: Layout, name: str) -> int:
    names = [region.name for region in layout.regions]
    return names.index(name) if name in names else len(names)


def infer_layout(slide: Slide) -> str:
    """Return the layout that the content of `slide` suggests."""
    pictures = [block for block in slide.body if _picture(block)]
    if slide.columns:
        return "columns"
    if pictures and len(pictures) == len(slide.body):
        lone = len(pictures) == 1 and not slide.show_title
        return "picture" if lone else "body"
    return "picture-text" if len(pictures) == 1 else "body"


def _layout_of(slide: Slide, theme: Theme) -> tuple[Layout, tuple[Diagnostic, ...]]:
    wanted = slide.layout or infer_layout(slide)
    layout = theme.layouts.get(wanted)
    if layout is not None:
        return layout, ()
    fallback = theme.layouts.get("body") or next(iter(theme.layouts.values()))
    message = f"theme `{theme.name}` has no layout `{wanted}`"
    hint = nearest(wanted, theme.layouts, what="layout")
    return fallback, (UNKNOWN_LAYOUT.at(slide.layout_span or slide.span, message, hint=hint),)


def _explicit(slide: Slide, layout: Layout) -> tuple[list[Filled], list[Diagnostic]]:
    filled, found = [], []
    names = [region.name for region in layout.regions if region.role in {"text", "picture"}]
    for placed in slide.placed:
        region = layout.region(placed.region)
        if region is None or placed.region not in names:
            message = f"layout `{layout.name}` has no region `{placed.region}`"
            hint = nearest(placed.region, names, what="region")
            found.append(UNKNOWN_REGION.at(placed.span, message, hint=hint))
        else:
            filled.append(Filled(region, placed.blocks))
    return filled, found


def _implicit(
    slide: Slide, layout: Layout, taken: set[str]
) -> tuple[list[Filled], Filled | None, list[Diagnostic]]:
    texts = [region for region in layout.with_role("text") if region.name not in taken]
    pictures = [region for region in layout.with_role("picture") if region.name not in taken]
    if slide.columns:
        return _columns(slide, texts)
    filled: list[Filled] = []
    body = list(slide.body)
    if pictures and (picture := next(filter(None, map(_picture, body)), None)):
        body.remove(picture)
        region, texts, picture = _shared_width(pictures[0], texts, picture)
        filled.append(Filled(region, (picture,)))
    if body and texts:
        filled.append(Filled(texts[0], tuple(body)))
        body = []
    return filled, None, [_homeless(block, layout) for block in body[:1]]


def _shared_width(
    region: Region, texts: list[Region], picture: ShapeBlock
) -> tuple[Region, list[Region], ShapeBlock]:
    """Return picture region and text region dividing their joint width as the picture asks."""
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
    """Return `block` if it is one that belongs in a picture's region."""
    return block if isinstance(block, ShapeBlock) and block.wants == "picture" else None


def _overlap(one: Box, other: Box) -> bool:
    return one.x < other.right and other.x < one.right


def _columns(
    slide: Slide, texts: list[Region]
) -> tuple[list[Filled], Filled | None, list[Diagnostic]]:
    if not texts:
        span = slide.columns[0].span
        hint = "use `layout: columns`, or leave the layout out"
        return [], None, [NO_PLACE.at(span, "the layout has no region for columns", hint=hint)]
    area, gutter = _area(texts)
    filled = [
        Filled(replace(texts[min(index, len(texts) - 1)], box=box), column.blocks, index < len(texts))
        for index, (column, box) in enumerate(
            zip(slide.columns, column_boxes(slide.columns, area, gutter), strict=True)
        )
    ]
    named = [
        filled_one
        if filled_one.fills
        else replace(filled_one, region=replace(filled_one.region, name=f"column-{index + 1}"))
        for index, filled_one in enumerate(filled)
    ]
    lead = Filled(replace(texts[0], name="lead", box=area), slide.body, fills=False)
    return named, lead if slide.body else None, []


def _area(regions: list[Region]) -> tuple[Box, Emu]:
    left, right = regions[0].box, regions[-1].box
    gutter = Emu(regions[1].box.x - left.right) if len(regions) > 1 else Emu(0)
    return replace(left, width=Emu(right.right - left.x)), gutter


def column_boxes(columns: tuple[Column, ...], area: Box, gutter: Emu) -> Iterator[Box]:
    """Yield a box for each column; those without a width share what the others leave."""
    free = area.width - gutter * (len(columns) - 1)
    given = sum(column.width or 0.0 for column in columns)
    open_columns = sum(column.width is None for column in columns)
    share = max(0.0, 1.0 - given) / open_columns if open_columns else 0.0
    total = given + share * open_columns or 1.0
    x = float(area.x)
    for column in columns:
        width = free * (share if column.width is None else column.width) / total
        yield replace(area, x=Emu(round(x)), width=Emu(round(width)))
        x += width + gutter


def _homeless(block: Block, layout: Layout) -> Diagnostic:
    message = f"layout `{layout.name}` has no region left for this content"
    hint = "choose another `layout:`, or name a region with `::: {region=...}`"
    return NO_PLACE.at(block.span, message, hint=hint)
