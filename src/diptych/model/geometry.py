"""Lengths and boxes. Geometry is in EMU, type sizes in points; themes may use pixels."""

from __future__ import annotations

from typing import NewType

from msgspec import Struct

Emu = NewType("Emu", int)
"""English Metric Units, OOXML's integer length: 914,400 to the inch (ECMA-376-1, 20.1.10.16)."""

Pt = NewType("Pt", float)
"""Typographic points, 72 to the inch."""

EMU_PER_INCH = 914_400
EMU_PER_PT = 12_700
EMU_PER_PX = 9_525
"""A CSS pixel is 1/96 inch (CSS Values and Units 3, section 6.2)."""

PX_PER_PT = EMU_PER_PT / EMU_PER_PX


def emu(points: float) -> Emu:
    """Return a length of `points` in EMU."""
    return Emu(round(points * EMU_PER_PT))


def scaled(size: Pt, scale: float) -> Pt:
    """Return `size` times `scale`, rounded to half points as PowerPoint's size box shows them."""
    return Pt(round(size * scale * 2) / 2)


def from_px(pixels: float) -> Emu:
    """Return a length of `pixels` CSS pixels in EMU."""
    return Emu(round(pixels * EMU_PER_PX))


def to_px(length: Emu) -> float:
    """Return `length` in CSS pixels."""
    return length / EMU_PER_PX


class Box(Struct, frozen=True):
    """A rectangle on the page; `x` and `y` are its top left corner."""

    x: Emu
    y: Emu
    width: Emu
    height: Emu

    @property
    def right(self) -> Emu:
        """Return the x of the right edge."""
        return Emu(self.x + self.width)

    @property
    def bottom(self) -> Emu:
        """Return the y of the bottom edge."""
        return Emu(self.y + self.height)

    def meets(self, other: Box) -> bool:
        """Return whether the two have an area in common."""
        return max(self.x, other.x) < min(self.right, other.right) and (
            max(self.y, other.y) < min(self.bottom, other.bottom)
        )

    def inset(self, by: Emu, across: Emu | None = None) -> Box:
        """Return the box that lies `by` inside this one, or `across` on the left and right."""
        beside = by if across is None else across
        return Box(
            Emu(self.x + beside),
            Emu(self.y + by),
            Emu(self.width - 2 * beside),
            Emu(self.height - 2 * by),
        )

    def stretched(self, across: float, down: float) -> Box:
        """Return the box with its position and size scaled horizontally and vertically."""
        x, y = round(self.x * across), round(self.y * down)
        right, bottom = round(self.right * across), round(self.bottom * down)
        return Box(Emu(x), Emu(y), Emu(right - x), Emu(bottom - y))

    def rows(self, top: Emu, height: Emu) -> Box:
        """Return the part of this box that begins at `top` (on the page) and is `height` high."""
        return Box(self.x, top, self.width, height)


def page(width: Emu, height: Emu) -> Box:
    """Return the box of a page."""
    return Box(Emu(0), Emu(0), width, height)


PAGES = {
    "16:9": page(from_px(1280), from_px(720)),
    "4:3": page(from_px(960), from_px(720)),
    "16:10": page(from_px(1152), from_px(720)),
}
"""The named page sizes, all 7.5 in high, so that type has the same size on each."""
WIDESCREEN = PAGES["16:9"]
"""The default page of a theme: 13 1/3 x 7.5 in."""
