"""Pictures side by side, all of the same height unless their widths are given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from diptych.blocks.picture import Picture, PictureSetting
from diptych.model.block import ShapeBlock
from diptych.model.density import OWN, Density
from diptych.model.geometry import Box, Emu, from_px
from diptych.model.setting import Extent, Fitted, Setting
from diptych.model.shapes import Shape
from diptych.model.style import Style
from diptych.model.theme import BlockStyle

_LEAST = from_px(48)
_Size = tuple[Emu, Emu]


class Pictures(ShapeBlock, frozen=True, kw_only=True):
    """Pictures in a row, as large as its width allows; they have no captions.

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

    pictures: tuple[Picture, ...]

    def set(self, style: Style) -> PicturesSetting:
        """Return its pictures in the language of `style`."""
        settings = tuple(picture.set(style) for picture in self.pictures)
        return PicturesSetting(span=self.span, settings=settings, gap=style.theme.gap)


class PicturesSetting(Setting, frozen=True, kw_only=True):
    """Pictures in a row."""

    settings: tuple[PictureSetting, ...]
    gap: Emu

    def fitted(self, width: Emu, density: Density) -> Fitted:  # noqa: ARG002 - pictures are not set in its sizes
        """Return the row at `width`; the pictures can shrink."""
        sizes = self._sizes(width)
        natural = max(height for _, height in sizes)
        least = Emu(min(natural, _LEAST))
        return Fitted(Extent(natural, least), partial(self._draw, sizes))

    def _draw(self, sizes: Sequence[_Size], box: Box) -> Sequence[Shape]:
        """Return the pictures from left to right, the row centred in `box`."""
        places = self._places(sizes, box)
        return [
            shape
            for setting, place in zip(self.settings, places, strict=True)
            for shape in setting.fitted(place.width, OWN).draw(place)
        ]

    def _places(self, sizes: Sequence[_Size], box: Box) -> Iterator[Box]:
        """Yield the box of each picture, with its aspect ratio."""
        scale = min(1.0, box.height / max(height for _, height in sizes))
        whole = sum(round(width * scale) for width, _ in sizes) + self.gap * (len(sizes) - 1)
        left = box.x + max(0, box.width - whole) // 2
        for width, height in sizes:
            wide, high = round(width * scale), round(height * scale)
            top = box.y + (box.height - high) // 2
            yield Box(Emu(left), Emu(top), Emu(wide), Emu(high))
            left += wide + self.gap

    def _sizes(self, available: Emu) -> list[_Size]:
        """Return the size of each picture; those without a given width share what is left."""
        aspects = [setting.asset.aspect for setting in self.settings]
        free = available - self.gap * (len(aspects) - 1)
        given_widths = [_given_width(setting, Emu(free)) for setting in self.settings]
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


def _given_width(setting: PictureSetting, free: Emu) -> Emu | None:
    if setting.fixed_width is not None:
        return setting.fixed_width
    share = setting.picture.width
    return None if share is None else Emu(round(free * share))
