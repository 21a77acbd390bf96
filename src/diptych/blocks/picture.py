"""A picture, with a caption below it if it has one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from diptych.model.asset import Asset
from diptych.model.deck import Extent, ShapeBlock
from diptych.model.geometry import Box, Emu, emu, from_px
from diptych.model.shapes import Paragraph, PictureShape, Shape, TextFrame
from diptych.model.style import Style
from diptych.model.text import Text
from diptych.model.theme import RegionRole
from diptych.typography.measure import count_lines, needed_lines, own_ruler, text_height

_LEAST = from_px(96)


@dataclass(frozen=True, kw_only=True)
class Picture(ShapeBlock):
    """A picture.

    picture: {file: churn.svg, alt: "Churn by month, 2024", caption: Churn falls in spring}
    """

    wants: ClassVar[RegionRole] = "picture"

    asset: Asset
    alt: Text | None
    """None: not said; empty: decoration."""
    caption: Text | None = None
    fixed_width: Emu | None = None

    def measure(self, width: Emu, style: Style) -> Extent:
        """Return its height at `width`; a picture can shrink, its caption cannot."""
        caption = self._caption_height(width, style)
        natural = Emu(round(self._width(width) / self.asset.aspect))
        return Extent(Emu(natural + caption), Emu(min(natural, _LEAST) + caption))

    def draw(self, box: Box, style: Style) -> tuple[Shape, ...]:
        """Return the picture, as large as fits, and its caption."""
        caption = self._caption_height(box.width, style)
        room = Box(box.x, box.y, box.width, Emu(box.height - caption))
        picture = PictureShape(
            box=self._fitted(room, centred=style.region.align == "center" or not caption),
            asset=self.asset,
            alt=self.alt.plain if self.alt else (self.caption.plain if self.caption else ""),
            span=self.span,
            region=style.region.name,
            step=self.step,
        )
        if self.caption is None:
            return (picture,)
        return (picture, self._caption_frame(picture.box, box, caption, style))

    def _width(self, available: Emu) -> Emu:
        if self.fixed_width is not None:
            return Emu(min(available, self.fixed_width))
        return Emu(round(available * (self.width or 1.0)))

    def _fitted(self, room: Box, *, centred: bool) -> Box:
        width = min(self._width(room.width), round(room.height * self.asset.aspect))
        height = round(width / self.asset.aspect)
        left = room.x + (room.width - width) // 2
        top = room.y + ((room.height - height) // 2 if centred else 0)
        return Box(Emu(left), Emu(top), Emu(width), Emu(height))

    def _caption(self, style: Style) -> Paragraph:
        text = self.caption
        assert text is not None  # noqa: S101 - only called where there is one
        look = style.theme.block_styles["caption"]
        return replace(style.at(1.0).paragraph(text, look, step=self.step), align=style.region.align)

    def _caption_height(self, width: Emu, style: Style) -> Emu:
        if self.caption is None:
            return Emu(0)
        caption = self._caption(style)
        needed = needed_lines(caption, width, style.theme)
        return Emu(emu(caption.space_before) + text_height((caption,), (needed,)))

    def _caption_frame(self, picture: Box, box: Box, height: Emu, style: Style) -> TextFrame:
        caption = self._caption(style)
        gap = emu(caption.space_before)
        caption = replace(caption, space_before=type(caption.space_before)(0))
        return TextFrame(
            box=Box(box.x, Emu(picture.bottom + gap), box.width, Emu(height - gap)),
            paragraphs=(caption,),
            lines=(count_lines(caption, box.width, own_ruler(style.theme)),),
            role="caption",
            region=style.region.name,
            fills=False,
        )
