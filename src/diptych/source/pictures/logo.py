"""`logo:` of a deck or a talk, as in Quarto: a picture at the foot of its slides."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from diptych.model.asset import Asset
from diptych.model.geometry import Box, Emu, from_px
from diptych.model.theme import Decoration, Layout, Region, RegionRole, Theme
from diptych.source.pictures.picture import read_picture
from diptych.source.yaml.fields import Fields

_HEIGHT = from_px(32)
_WIDTH = from_px(120)
_GAP = from_px(16)
"""The gap between the logo and what is right of it."""
_RIGHT: tuple[RegionRole, ...] = ("date", "sections", "number")
"""What stands right of the logo."""


def read_logo(fields: Fields, folder: Path) -> Asset | None:
    """Return the picture that `logo:` names, relative to the talk's folder, or None."""
    path, span = fields.string("logo"), fields.span_of("logo")
    if path is None or span is None:
        return None
    return read_picture(path, folder, span, fields.reader)


def with_logo(theme: Theme, logo: Asset) -> Theme:
    """Return `theme` with a logo at the foot of each layout with footer and number.

    It is right of the footer, and left of date, sections and number.
    """
    layouts, running, counterparts = (
        {name: _with_logo(layout, logo) for name, layout in some.items()}
        for some in (theme.layouts, theme.running, theme.counterparts)
    )
    return replace(theme, layouts=layouts, running=running, counterparts=counterparts)


def _with_logo(layout: Layout, logo: Asset) -> Layout:
    footers, numbers = layout.with_role("footer"), layout.with_role("number")
    if not footers or not numbers:
        return layout
    box = _box(numbers[0].box, min(_starts(layout, footers[0].box)), logo)
    shown = Decoration(box=box, picture=logo)
    regions = tuple(
        _left_of(box, region) if region in footers else region for region in layout.regions
    )
    return replace(layout, regions=regions, decorations=(*layout.decorations, shown))


def _starts(layout: Layout, footer: Box) -> Iterator[Emu]:
    """Yield the left edges of what stands in one row with the footer, right of it."""
    for region in layout.regions:
        box = region.box
        if region.role in _RIGHT and box.x > footer.x and box.y < footer.bottom:
            yield box.x
    yield max(region.box.x for region in layout.with_role("number"))


def _box(number: Box, right: Emu, logo: Asset) -> Box:
    """Return a box with the logo's aspect ratio, left of `right` and centred on the number."""
    height = min(_HEIGHT, Emu(round(_WIDTH / logo.aspect)))
    width = Emu(round(height * logo.aspect))
    x = Emu(right - _GAP - width)
    return Box(x, Emu(number.y + (number.height - height) // 2), width, height)


def _left_of(logo: Box, footer: Region) -> Region:
    """Return a footer that ends where the logo begins."""
    width = Emu(min(footer.box.width, max(0, logo.x - footer.box.x)))
    return replace(footer, box=replace(footer.box, width=width)) if width else footer
