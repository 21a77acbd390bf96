"""`logo:` of a single-file talk, as in Quarto: a picture in the footer of its slides."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from diptych.model.asset import Asset
from diptych.model.geometry import Box, Emu, from_px
from diptych.model.theme import Decoration, Layout, Region, Theme
from diptych.source.pictures.picture import read_picture
from diptych.source.yaml.fields import Fields

_HEIGHT = from_px(32)
_WIDTH = from_px(120)
_GAP = from_px(16)
"""The gap between the logo and the slide's number."""


def read_logo(fields: Fields, folder: Path) -> Asset | None:
    """Return the picture that `logo:` names, relative to the talk's folder, or None."""
    path, span = fields.string("logo"), fields.span_of("logo")
    if path is None or span is None:
        return None
    return read_picture(path, folder, span, fields.reader)


def with_logo(theme: Theme, logo: Asset) -> Theme:
    """Return `theme` with a logo left of the number in each layout with footer and number."""
    layouts, counterparts = (
        {name: _with_logo(layout, logo) for name, layout in some.items()}
        for some in (theme.layouts, theme.counterparts)
    )
    return replace(theme, layouts=layouts, counterparts=counterparts)


def _with_logo(layout: Layout, logo: Asset) -> Layout:
    footers, numbers = layout.with_role("footer"), layout.with_role("number")
    if not footers or not numbers:
        return layout
    box = _box(numbers[0].box, logo)
    shown = Decoration(box=box, picture=logo)
    regions = tuple(
        _left_of(box, region) if region in footers else region for region in layout.regions
    )
    return replace(layout, regions=regions, decorations=(*layout.decorations, shown))


def _box(number: Box, logo: Asset) -> Box:
    """Return a box with the logo's aspect ratio, left of the number and centred vertically."""
    height = min(_HEIGHT, Emu(round(_WIDTH / logo.aspect)))
    width = Emu(round(height * logo.aspect))
    x = Emu(number.x - _GAP - width)
    return Box(x, Emu(number.y + (number.height - height) // 2), width, height)


def _left_of(logo: Box, footer: Region) -> Region:
    """Return a footer that ends where the logo begins."""
    width = Emu(min(footer.box.width, max(0, logo.x - footer.box.x)))
    return replace(footer, box=replace(footer.box, width=width)) if width else footer
