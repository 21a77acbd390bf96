"""Pictures side by side, all of one height unless they say how wide they are."""

from __future__ import annotations

from collections.abc import Iterator

from diptych.blocks.picture import Picture
from diptych.model.deck import Extent, ShapeBlock
from diptych.model.geometry import Box, Emu, from_px
from diptych.model.shapes import Shape
from diptych.model.style import Style

_LEAST = from_px(48)


class Pictures(ShapeBlock, frozen=True, kw_only=True):
    """Pictures in one row, as large as its width allows; they have no captions.

    pictures:
      - {file: spring.svg, alt: Churn in spring}
      - {file: autumn.svg, alt: Churn in autumn}
    """

    pictures: tuple[Picture, ...]

    def measure(self, width: Emu, style: Style) -> Extent:
        """Return its height at `width`; the pictures can shrink."""
        natural = max(height for _, height in self._sizes(width, style))
        return Extent(natural, Emu(min(natural, _LEAST)))

    def draw(self, box: Box, style: Style) -> tuple[Shape, ...]:
        """Return the pictures from left to right, the row in the middle of `box`."""
        return tuple(
            shape
            for picture, place in zip(self.pictures, self._places(box, style), strict=True)
            for shape in picture.draw(place, style)
        )

    def _places(self, box: Box, style: Style) -> Iterator[Box]:
        """Yield the box of each picture, in the ratio of its sides."""
        sizes = self._sizes(box.width, style)
        scale = min(1.0, box.height / max(height for _, height in sizes))
        gap = style.theme.gap
        whole = sum(round(width * scale) for width, _ in sizes) + gap * (len(sizes) - 1)
        left = box.x + max(0, box.width - whole) // 2
        for width, height in sizes:
            wide, high = round(width * scale), round(height * scale)
            top = box.y + (box.height - high) // 2
            yield Box(Emu(left), Emu(top), Emu(wide), Emu(high))
            left += wide + gap

    def _sizes(self, available: Emu, style: Style) -> list[tuple[Emu, Emu]]:
        """Return width and height of each picture: those that say nothing share what is left."""
        aspects = [picture.shown(style.locale).aspect for picture in self.pictures]
        free = available - style.theme.gap * (len(self.pictures) - 1)
        said = [_said_width(picture, Emu(free)) for picture in self.pictures]
        given = sum(width for width in said if width is not None)
        fits = min(1.0, free / given) if given else 1.0
        open_aspects = [a for a, width in zip(aspects, said, strict=True) if width is None]
        left = max(free - given, free // (2 * len(said))) if open_aspects else 0
        height = left / sum(open_aspects) if open_aspects else 0.0
        shrunk = min(fits, (free - left) / given) if given else 1.0
        widths = [
            height * aspect if width is None else width * shrunk
            for aspect, width in zip(aspects, said, strict=True)
        ]
        return [
            (Emu(round(width)), Emu(round(width / aspect)))
            for aspect, width in zip(aspects, widths, strict=True)
        ]


def _said_width(picture: Picture, free: Emu) -> Emu | None:
    if picture.fixed_width is not None:
        return picture.fixed_width
    return None if picture.width is None else Emu(round(free * picture.width))
