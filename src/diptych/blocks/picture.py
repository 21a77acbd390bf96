"""A picture, with a caption below it if it has one."""

from __future__ import annotations

from typing import Annotated, ClassVar

from msgspec import Struct
from msgspec.structs import replace

from diptych.model.asset import Asset
from diptych.model.deck import Extent, ShapeBlock
from diptych.model.geometry import PAGE, Box, Emu, emu, from_px
from diptych.model.roles import Main, Role
from diptych.model.shapes import Paragraph, PictureShape, Shape, TextFrame
from diptych.model.style import Style
from diptych.model.text import Text
from diptych.model.theme import RegionRole
from diptych.typography.measured_text import set_text

_LEAST = from_px(96)


class Label(Struct, frozen=True):
    """Words that stand in a picture."""

    words: str
    """What the file says."""
    text: Annotated[Text, Main("label", markup="none")]
    """What is shown."""


class Picture(ShapeBlock, frozen=True, kw_only=True):
    """A picture; with `translate: true`, the words in an SVG are translated as well.

    picture: {file: churn.svg, alt: "Churn by month, 2024", caption: Churn falls in spring}
    """

    wants: ClassVar[RegionRole] = "picture"

    asset: Asset
    alt: Annotated[Text | None, Role("alt", markup="plain")]
    """None: not said; empty: decoration."""
    caption: Annotated[Text | None, Role("caption")] = None
    fixed_width: Emu | None = None
    link: str | None = None
    """The address that it leads to; `#<slide id>` is a jump within the talk."""
    labels: tuple[Label, ...] = ()
    """The words of an SVG that is to be translated."""

    def measure(self, width: Emu, style: Style) -> Extent:
        """Return its height at `width`; a picture can shrink, its caption cannot."""
        caption = self._caption_height(width, style)
        natural = Emu(round(self._width(width) / self.shown(style.locale).aspect))
        return Extent(Emu(natural + caption), Emu(min(natural, _LEAST) + caption))

    def draw(self, box: Box, style: Style) -> tuple[Shape, ...]:
        """Return the picture, as large as fits and in the middle, and its caption below it."""
        asset = self.shown(style.locale)
        if self.caption is None:
            return (self._picture(asset, self._fitted(asset, box, at_top=False), style),)
        room = self._above_caption(box, style)
        fitted = self._fitted(asset, room, at_top=style.region.align != "center")
        picture = self._picture(asset, fitted, style)
        return (picture, self._caption_frame(self.caption, picture.box, box, style))

    def shown(self, locale: str) -> Asset:
        """Return the picture as it is in a locale."""
        shown = tuple((label.words, label.text.plain) for label in self.labels)
        told = tuple((old, new) for old, new in shown if old != new)
        if locale in self.asset.variants or not told:
            return self.asset.in_locale(locale)
        from diptych.markup.svg_words import with_svg_words  # few pictures need it

        return with_svg_words(self.asset, locale, told)

    def _picture(self, asset: Asset, box: Box, style: Style) -> PictureShape:
        told = self.alt or self.caption
        return PictureShape(
            box=box,
            asset=asset,
            alt=told.plain if told is not None else "",
            span=self.span,
            region=style.region.name,
            step=self.step,
            link=self.link,
        )

    def _width(self, available: Emu) -> Emu:
        if self.fixed_width is not None:
            return Emu(min(available, self.fixed_width))
        return Emu(round(available * (self.width or 1.0)))

    def _fitted(self, asset: Asset, room: Box, *, at_top: bool) -> Box:
        width = min(self._width(room.width), round(room.height * asset.aspect))
        height = round(width / asset.aspect)
        left = room.x + (room.width - width) // 2
        top = room.y + (0 if at_top else (room.height - height) // 2)
        return Box(Emu(left), Emu(top), Emu(width), Emu(height))

    def _above_caption(self, box: Box, style: Style) -> Box:
        """Return what a caption leaves of `box`; it keeps off the lower edge of the page."""
        margin = style.theme.gap if box.bottom >= PAGE.bottom else 0
        caption = self._caption_height(box.width, style)
        return box.rows(box.y, Emu(max(1, box.height - caption - margin)))

    def _caption_height(self, width: Emu, style: Style) -> Emu:
        """Return the height of the caption and of the space above it."""
        if self.caption is None:
            return Emu(0)
        paragraph = self._caption(self.caption, style)
        height = set_text((paragraph,), style.theme).height(width)
        return Emu(emu(paragraph.space_before) + height)

    def _caption_frame(self, caption: Text, picture: Box, box: Box, style: Style) -> TextFrame:
        paragraph = self._caption(caption, style)
        top = Emu(picture.bottom + emu(paragraph.space_before))
        if picture.width < box.width:
            paragraph = replace(paragraph, align="center")
        measured = set_text((paragraph,), style.theme)
        return TextFrame(
            box=box.rows(top, measured.height(box.width)),
            paragraphs=measured.paragraphs,
            lines=measured.shown(box.width),
            role="caption",
            region=style.region.name,
            fills_placeholder=False,
        )

    def _caption(self, caption: Text, style: Style) -> Paragraph:
        """Return the caption's paragraph: of one size on every slide, however dense."""
        return style.at(1.0).paragraph(caption, style.block("caption"), step=self.step)
