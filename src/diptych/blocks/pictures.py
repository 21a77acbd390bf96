"""Pictures side by side, in rows of the same height unless their widths are given, or logos."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Annotated

from msgspec.structs import replace

from diptych.blocks.picture import Picture, PictureSetting
from diptych.model.block import ShapeBlock
from diptych.model.density import OWN, Density
from diptych.model.geometry import Box, Emu, from_px
from diptych.model.roles import Role
from diptych.model.setting import Extent, Fitted, Setting
from diptych.model.shapes import Shape
from diptych.model.style import Style
from diptych.model.text import Text
from diptych.model.theme import BlockStyle

_LEAST = from_px(48)
_LOGO = from_px(128)
"""The side of a square logo; all others have the same area unless they would be too high."""
_HIGHEST = 1.3
"""The height of a logo at most, in sides of a square one: what stands out of a row looks larger."""
_MOST_LOGOS = 6
"""Of a row; more are divided into equal rows."""
_FARTHEST = from_px(120)
"""The greatest distance between logos."""
_STEPS = 24
"""Halvings of the scale at which rows fit."""
_Size = tuple[Emu, Emu]


class Pictures(ShapeBlock, frozen=True, kw_only=True):
    """Pictures in a row, as large as its width allows, or in several rows, `columns` in each.

    In YAML:

        pictures:
          - {file: spring.svg, alt: Churn in spring}
          - {file: autumn.svg, alt: Churn in autumn}

    In Markdown:

        ![Churn in spring](spring.svg) ![Churn in autumn](autumn.svg)
    """

    noun = "a row of pictures"
    in_markdown = "own"
    styles = (BlockStyle("caption"),)
    counted_as = ("figure", "table")
    number_in = "caption"

    pictures: tuple[Picture, ...]
    caption: Annotated[Text | None, Role("caption")] = None
    """What is below all of them."""
    columns: int = 0
    """How many are in a row; 0 for all."""
    are_logos: bool = False
    """Whether they are of equal area, so that none stands out."""

    def set(self, style: Style) -> Setting:
        """Return its pictures in the language of `style`."""
        from diptych.typography.captioned import captioned

        is_centred = any(picture.form == "circle" for picture in self.pictures)
        settings = tuple(
            replace(picture.set(style), is_centred=is_centred) for picture in self.pictures
        )
        count = self.columns or len(settings)
        if self.are_logos and not self.columns:
            count = math.ceil(count / math.ceil(count / _MOST_LOGOS))
        rows = tuple(settings[at : at + count] for at in range(0, len(settings), count))
        kind = LogosSetting if self.are_logos else PicturesSetting
        setting = kind(span=self.span, rows=rows, gap=style.theme.gap)
        return captioned(setting, self.caption, style, self.step)


class PicturesSetting(Setting, frozen=True, kw_only=True):
    """Rows of pictures, each picture above its caption."""

    rows: tuple[tuple[PictureSetting, ...], ...]
    gap: Emu

    def fitted(self, width: Emu, density: Density) -> Fitted:  # noqa: ARG002 - pictures are not set in its sizes
        """Return the rows at `width`; the pictures can shrink, their captions cannot."""
        sizes = self._sizes(width)
        natural = self._height(sizes, 1.0)
        tallest = max(height for row in sizes for _, height in row)
        least = self._height(sizes, min(1.0, _LEAST / tallest))
        return Fitted(Extent(natural, min(natural, least)), partial(self._draw, sizes))

    def _height(self, sizes: Sequence[Sequence[_Size]], scale: float) -> Emu:
        """Return the height of the rows with their captions, at a scale of the pictures."""
        rows = (
            max(round(height * scale) for _, height in row) + self._below(number, row, scale)
            for number, row in enumerate(sizes)
        )
        return Emu(sum(rows) + self.gap * (len(sizes) - 1))

    def _below(self, number: int, sizes: Sequence[_Size], scale: float) -> Emu:
        """Return the height of the captions of a row, with the space above them."""
        return max(
            setting.below(Emu(round(width * scale)))
            for setting, (width, _) in zip(self.rows[number], sizes, strict=True)
        )

    def _draw(self, sizes: Sequence[Sequence[_Size]], box: Box) -> Sequence[Shape]:
        """Return the pictures row by row, each row centred, all of them in the middle of `box`."""
        scale = self._scale(sizes, box.height)
        top = box.y + max(0, box.height - self._height(sizes, scale)) // 2
        shapes: list[Shape] = []
        for number, row in enumerate(sizes):
            high = max(round(height * scale) for _, height in row)
            below = self._below(number, row, scale)
            places = self._places(row, scale, box.rows(Emu(top), Emu(high)))
            for setting, place in zip(self.rows[number], places, strict=True):
                whole = replace(place, height=Emu(place.height + setting.below(place.width)))
                shapes += setting.alone.fitted(place.width, OWN).draw(whole)
            top += high + below + self.gap
        return shapes

    def _scale(self, sizes: Sequence[Sequence[_Size]], height: Emu) -> float:
        """Return the largest scale, up to 1, at which the rows are not higher than `height`."""
        if self._height(sizes, 1.0) <= height:
            return 1.0
        least, most = 0.0, 1.0
        for _ in range(_STEPS):
            middle = (least + most) / 2
            if self._height(sizes, middle) <= height:
                least = middle
            else:
                most = middle
        return least

    def _places(self, row: Sequence[_Size], scale: float, room: Box) -> Iterator[Box]:
        """Yield the box of each picture of a row, with its aspect ratio."""
        sizes = [(round(width * scale), round(height * scale)) for width, height in row]
        widths = [width for width, _ in sizes]
        gap = self._gap(widths, room.width)
        left = room.x + max(0, room.width - sum(widths) - gap * (len(widths) - 1)) // 2
        for width, height in sizes:
            top = room.y + (room.height - height) // 2
            yield Box(Emu(left), Emu(top), Emu(width), Emu(height))
            left += width + gap

    def _gap(self, widths: Sequence[int], available: Emu) -> Emu:  # noqa: ARG002 - of logos
        return self.gap

    def _sizes(self, available: Emu) -> list[list[_Size]]:
        """Return the size of each picture; a last row that is not full is as high as the others."""
        rows: list[list[_Size]] = []
        for row in self.rows:
            sizes = self._row(row, available)
            if rows and len(row) < len(self.rows[0]):
                high, most = max(height for _, height in sizes), max(h for _, h in rows[0])
                scale = min(1.0, most / high)
                sizes = [(Emu(round(w * scale)), Emu(round(h * scale))) for w, h in sizes]
            rows.append(sizes)
        return rows

    def _aspect(self, setting: PictureSetting) -> float:
        """Return the aspect ratio of a picture; those that fill their places have one for all."""
        if not setting.picture.fills:
            return setting.aspect
        logs = [math.log(one.aspect) for row in self.rows for one in row]
        return math.exp(sum(logs) / len(logs))

    def _row(self, row: Sequence[PictureSetting], available: Emu) -> list[_Size]:
        """Return the size of each picture of a row; those without a width share what is left."""
        aspects = [self._aspect(setting) for setting in row]
        free = available - self.gap * (len(aspects) - 1)
        given_widths = [_given_width(setting, Emu(free)) for setting in row]
        given = sum(width for width in given_widths if width is not None)
        fits = min(1.0, free / given) if given else 1.0
        open_aspects = [a for a, width in zip(aspects, given_widths, strict=True) if width is None]
        left = max(free - given, free // (2 * len(given_widths))) if open_aspects else 0
        height = left / sum(open_aspects) if open_aspects else 0.0
        shrunk = min(fits, (free - left) / given) if given else 1.0
        widths = [
            height * aspect if width is None else width * shrunk
            for aspect, width in zip(aspects, given_widths, strict=True)
        ]
        return [
            (Emu(round(width)), Emu(round(width / aspect)))
            for aspect, width in zip(aspects, widths, strict=True)
        ]


class LogosSetting(PicturesSetting, frozen=True, kw_only=True):
    """Logos: of equal area, so that wide ones look no larger than high ones, and apart.

    Very high ones are smaller.
    """

    def _row(self, row: Sequence[PictureSetting], available: Emu) -> list[_Size]:
        roots = [math.sqrt(setting.aspect) for setting in row]
        free = available - 2 * self.gap * (len(roots) - 1)
        side = min(_LOGO, free / sum(roots))
        heights = [min(side / root, side * _HIGHEST) for root in roots]
        return [
            (Emu(round(height * root**2)), Emu(round(height)))
            for height, root in zip(heights, roots, strict=True)
        ]

    def _gap(self, widths: Sequence[int], available: Emu) -> Emu:
        """Return the distance between logos, which are spread over the width."""
        between = max(1, len(widths) - 1)
        return Emu(min(_FARTHEST, max(self.gap, (available - sum(widths)) // between)))


def _given_width(setting: PictureSetting, free: Emu) -> Emu | None:
    if setting.fixed_width is not None:
        return setting.fixed_width
    share = setting.picture.width
    return None if share is None else Emu(round(free * share))
