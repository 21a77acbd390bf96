"""A block with a caption below it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from msgspec.structs import replace

from diptych.model.density import Density
from diptych.model.geometry import Box, Emu, emu
from diptych.model.paragraph import Paragraph
from diptych.model.setting import Extent, Fitted, Setting
from diptych.model.shapes import Shape
from diptych.model.style import Style
from diptych.model.table_shape import TableShape
from diptych.model.text import Text
from diptych.model.text_frame import TextFrame
from diptych.typography.measured_text import MeasuredText, set_text


class CaptionedSetting(Setting, frozen=True, kw_only=True):
    """A block that may shrink, and its caption, which has one size on every slide."""

    above: Setting
    caption: MeasuredText
    space: Emu
    """Above the caption."""
    region: str

    @property
    def advice(self) -> tuple[str, str] | None:
        """Return what is said if it does not fit, and a hint."""
        return self.above.advice

    @property
    def reduced(self) -> Setting | None:
        """Return it with the block as that is shown if it fits in no other way."""
        above = self.above.reduced
        return None if above is None else replace(self, above=above)

    @property
    def paragraphs(self) -> Sequence[Paragraph]:
        """Return the text of the block."""
        return self.above.paragraphs

    def fitted(self, width: Emu, density: Density) -> Fitted:
        """Return both at `width`."""
        above = self.above.fitted(width, density)
        below = Emu(self.space + self.caption.height(width))
        natural, least = above.extent
        extent = Extent(Emu(natural + below), Emu(least + below))
        return above._replace(extent=extent, draw=partial(self._draw, above, below))

    def _draw(self, above: Fitted, below: Emu, box: Box) -> Sequence[Shape]:
        """Return the block, and the caption right below what it shows."""
        shapes = above.draw(replace(box, height=Emu(max(1, box.height - below))))
        bottom = max(map(_bottom, shapes))
        caption = TextFrame(
            box=box.rows(Emu(bottom + self.space), Emu(below - self.space)),
            paragraphs=self.caption.solved(box.width),
            role="caption",
            region=self.region,
            fills_placeholder=False,
        )
        return (*shapes, caption)


def _bottom(shape: Shape) -> Emu:
    """Return where a shape ends, with the caption of its own that a table has."""
    own = shape.caption if isinstance(shape, TableShape) else None
    return own.box.bottom if own is not None else shape.box.bottom


def captioned(setting: Setting, caption: Text | None, style: Style, step: int) -> Setting:
    """Return a block set with its caption below it, in the middle; as it is if it has none."""
    if caption is None:
        return setting
    own = replace(style.paragraph(caption, style.block("caption"), step=step), align="center")
    return CaptionedSetting(
        span=setting.span,
        above=setting,
        caption=set_text((own,), style.theme),
        space=emu(own.space_before),
        region=style.region.name,
    )
