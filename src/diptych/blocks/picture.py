"""A picture, with an optional caption below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from msgspec import Struct
from msgspec.structs import replace

from diptych.model.asset import Asset
from diptych.model.block import ShapeBlock
from diptych.model.density import Density
from diptych.model.geometry import Box, Emu, emu, from_px
from diptych.model.paragraph import Paragraph
from diptych.model.recording import Recording
from diptych.model.roles import Main, Role
from diptych.model.setting import Extent, Fitted, Setting
from diptych.model.shapes import AS_IT_IS, Crop, PictureLook, PictureShape, Shape
from diptych.model.style import Style
from diptych.model.text import Link, Text
from diptych.model.text_frame import TextFrame
from diptych.model.theme import BlockStyle, RegionRole

if TYPE_CHECKING:
    from diptych.typography.measured_text import MeasuredText

_LEAST = from_px(96)
_RADIUS = from_px(12)
"""Of round corners."""
_HAIR = from_px(1)
"""How much narrower than its room a picture may be for its caption to begin at its edge."""
_ABOVE_CREDIT = 0.2
"""Space between a caption and the credit below it, in em."""

PictureForm = Literal["plain", "rounded", "circle"]
"""How its corners are; a circle is cut to a square first."""


class Label(Struct, frozen=True):
    """Words in a picture."""

    words: str
    """The words in the file."""
    text: Annotated[Text, Main("label", markup="none")]
    """The words shown."""


class Picture(ShapeBlock, frozen=True, kw_only=True):
    """A picture; with `translate: true`, the words in an SVG are translated as well.

    In YAML:

        picture: {file: churn.svg, alt: "Churn by month, 2024", caption: Churn falls in spring}

    In Markdown:

        ![Churn falls in spring](churn.svg){alt="Churn by month, 2024" width=60%}
    """

    noun = "a picture"
    in_markdown = "own"
    styles = (BlockStyle("caption"),)
    counted_as = ("figure", "table")
    number_in = "caption"

    wants: ClassVar[RegionRole] = "picture"

    asset: Asset
    alt: Annotated[Text | None, Role("alt", markup="plain")]
    """None if not given; empty for decoration."""
    caption: Annotated[Text | None, Role("caption")] = None
    fixed_width: Emu | None = None
    height: float | None = None
    """The largest share of the page's height that it may take, 0 to 1."""
    fixed_height: Emu | None = None
    """The height of one that fills its place; None for all that there is."""
    link: Link | None = None
    credit: Annotated[Text | None, Role("credit")] = None
    """Who made it, below its caption."""
    cut: float | None = None
    """The ratio of width to height to which it is cut; None if it is shown whole."""
    fills: bool = False
    """Whether it takes all of its place, cut to the shape of that, instead of being shown whole."""
    focus: tuple[float, float] = (0.5, 0.5)
    """The point that stays in view, as shares of its width and height from the top left."""
    form: PictureForm = "plain"
    has_border: bool = False
    labels: tuple[Label, ...] = ()
    """The words of an SVG that is to be translated."""

    @property
    def aspect(self) -> float:
        """Return its width divided by its height, as it is cut."""
        return self.cut or self.asset.aspect

    @property
    def is_flush(self) -> bool:
        """Return whether it begins where text does if it is narrower; otherwise it is centred."""
        return False

    @property
    def corners(self) -> PictureForm:
        """Return how its corners are drawn."""
        return self.form

    def is_bordered(self, style: Style) -> bool:  # noqa: ARG002 - a video depends on it
        """Return whether a line shows its edge."""
        return self.has_border

    def plays(self) -> Recording | None:
        """Return what is played in its place; None, as it is a picture."""
        return None

    def set(self, style: Style) -> PictureSetting:
        """Return it in the language of `style`, with its caption measured."""
        from diptych.typography.measured_text import set_text

        caption = tuple(self._below(style))
        return PictureSetting(
            span=self.span,
            picture=self,
            asset=self.shown(style.locale),
            fixed_width=self._fixed_width(style.theme.page),
            caption=set_text(caption, style.theme) if caption else None,
            space=emu(caption[0].space_before) if caption else Emu(0),
            style=style,
        )

    def shown(self, locale: str) -> Asset:
        """Return the picture as shown in a locale."""
        labels = tuple((label.words, label.text.plain) for label in self.labels)
        changed = tuple((old, new) for old, new in labels if old != new)
        if locale in self.asset.variants or not changed:
            return self.asset.in_locale(locale)
        from diptych.markup.svg_words import with_svg_words  # few pictures need it

        return with_svg_words(self.asset, locale, changed)

    def _fixed_width(self, page: Box) -> Emu | None:
        """Return the width that follows from its width or height, the smaller if both are given."""
        if self.fills or self.height is None or self.asset.size_px is None:
            return self.fixed_width
        wide, high = self.asset.size_px
        width = Emu(round(round(page.height * self.height) * wide / high))
        return width if self.fixed_width is None else min(width, self.fixed_width)

    def _below(self, style: Style) -> Iterator[Paragraph]:
        """Yield its caption, and its credit in the quiet colour of asides."""
        look = style.block("caption")
        if self.caption is not None:
            yield style.paragraph(self.caption, look, step=self.step)
        if self.credit is not None:
            space = _ABOVE_CREDIT if self.caption is not None else look.space_before
            quiet = replace(look, color=style.aside_color(look), space_before=space)
            yield style.paragraph(self.credit, quiet, step=self.step)


class PictureSetting(Setting, frozen=True, kw_only=True):
    """A picture and its caption, which has the same size on every slide, however dense."""

    picture: Picture
    asset: Asset
    fixed_width: Emu | None
    caption: MeasuredText | None
    space: Emu
    """Above the caption."""
    style: Style
    is_centred: bool = False
    """Whether its caption is in the middle below it, as beside that of a round picture."""

    @property
    def aspect(self) -> float:
        """Return its width divided by its height, as it is cut."""
        return self.picture.cut or self.asset.aspect

    @property
    def alone(self) -> PictureSetting:
        """Return it as large as its room, for those who give it the size that it asks for."""
        return replace(self, picture=replace(self.picture, width=None), fixed_width=None)

    def below(self, width: Emu) -> Emu:
        """Return the height of its caption at a width, with the space above it; 0 for none."""
        return Emu(self.space + self._caption_height(width)) if self.caption else Emu(0)

    def fitted(self, width: Emu, density: Density) -> Fitted:  # noqa: ARG002 - neither is set in its sizes
        """Return it at `width`; a picture can shrink, its caption cannot."""
        caption = self._caption_height(width)
        below = Emu(self.space + caption)
        natural = Emu(round(self._width(width) / self.aspect))
        if self.picture.fills:
            natural = self._most_height
        extent = Extent(Emu(natural + below), Emu(min(natural, _LEAST) + below))
        if self.caption is None:
            return Fitted(extent, self._draw)
        return Fitted(extent, partial(self._draw_with, self.caption, caption))

    def _draw(self, box: Box) -> Sequence[Shape]:
        """Return the picture, as large as fits and centred."""
        return (self._shape(self._inside(box, at_top=False)),)

    def _draw_with(self, caption: MeasuredText, height: Emu, box: Box) -> Sequence[Shape]:
        """Return the picture, as large as fits above its caption, and the caption."""
        region = self.style.region
        at_top = region.align != "center" and region.anchor == "top"
        picture = self._inside(self._above_caption(box, height), at_top=at_top)
        top = Emu(picture.bottom + self.space)
        paragraphs = caption.solved(box.width)
        is_narrower = box.width - picture.width > _HAIR and not self._is_flush
        if is_narrower or self.is_centred or self.picture.form == "circle":
            align = region.hugs or "center"
            paragraphs = tuple(replace(paragraph, align=align) for paragraph in paragraphs)
        frame = TextFrame(
            box=box.rows(top, height),
            paragraphs=paragraphs,
            role="caption",
            region=self.style.region.name,
            fills_placeholder=False,
        )
        return (self._shape(picture), frame)

    def _shape(self, box: Box) -> PictureShape:
        alt = self.picture.alt or self.picture.caption
        return PictureShape(
            box=box,
            asset=self.asset,
            # A picture that leads somewhere is no decoration (WCAG 2.2, 1.1.1 and 2.4.4).
            alt=(alt.plain if alt is not None else "") or self.picture.link or "",
            span=self.span,
            region=self.style.region.name,
            step=self.picture.step,
            link=self.picture.link,
            recording=self.picture.plays(),
            look=self._look(box),
        )

    def _look(self, box: Box) -> PictureLook:
        picture = self.picture
        is_bordered = picture.is_bordered(self.style)
        cut = picture.cut
        if picture.fills and cut is None:
            cut = box.width / box.height
        if picture.corners == "plain" and cut is None and not is_bordered:
            return AS_IT_IS
        half = Emu(min(box.width, box.height) // 2)
        border = self.style.edge or self.style.block("caption").color
        radii = {"plain": Emu(0), "rounded": min(_RADIUS, half), "circle": half}
        return PictureLook(
            crop=_crop(self.asset.aspect, cut, picture.focus) if cut else None,
            radius=radii[picture.corners],
            border=border if is_bordered else "",
        )

    @property
    def _is_flush(self) -> bool:
        return self.picture.is_flush and self.style.region.align != "center"

    def _width(self, available: Emu) -> Emu:
        if self.fixed_width is not None:
            return Emu(min(available, self.fixed_width))
        return Emu(round(available * (self.picture.width or 1.0)))

    @property
    def _most_height(self) -> Emu:
        """Return the greatest height of one that fills its place, by default that of the page."""
        page = round(self.style.theme.page.height * (self.picture.height or 1.0))
        return self.picture.fixed_height or Emu(page)

    def _inside(self, room: Box, *, at_top: bool) -> Box:
        width = min(self._width(room.width), round(room.height * self.aspect))
        height = round(width / self.aspect)
        if self.picture.fills:
            width, height = self._width(room.width), min(room.height, self._most_height)
        free = room.width - width
        side = self.style.region.hugs or ("left" if self._is_flush else "center")
        left = room.x + {"left": 0, "center": free // 2, "right": free}[side]
        top = room.y + (0 if at_top else (room.height - height) // 2)
        return Box(Emu(left), Emu(top), Emu(width), Emu(height))

    def _above_caption(self, box: Box, caption: Emu) -> Box:
        """Return the part of `box` above a caption; the caption keeps off the page's bottom."""
        margin = self.style.theme.gap if box.bottom >= self.style.theme.page.bottom else 0
        return box.rows(box.y, Emu(max(1, box.height - caption - self.space - margin)))

    def _caption_height(self, width: Emu) -> Emu:
        return self.caption.height(width) if self.caption else Emu(0)


def _crop(aspect: float, wanted: float, focus: tuple[float, float]) -> Crop:
    """Return what is cut off so that the rest has the wanted ratio, with the focus in view."""
    if wanted < aspect:
        lost, (at, _) = 1 - wanted / aspect, focus
        left = min(lost, max(0.0, at - (1 - lost) / 2))
        return Crop(left, 0.0, lost - left, 0.0)
    lost, (_, at) = 1 - aspect / wanted, focus
    top = min(lost, max(0.0, at - (1 - lost) / 2))
    return Crop(0.0, top, 0.0, lost - top)
