"""The QR code of an address."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Annotated, ClassVar

from msgspec.structs import replace

from diptych.model.block import ShapeBlock
from diptych.model.contrast import contrast
from diptych.model.density import Density
from diptych.model.drawn_shapes import Drawing, Rectangle
from diptych.model.geometry import Box, Emu, emu, from_px
from diptych.model.roles import Role
from diptych.model.setting import Extent, Fitted, Setting
from diptych.model.shapes import Shape
from diptych.model.style import Style
from diptych.model.text import Link, Text
from diptych.model.text_frame import TextFrame
from diptych.model.theme import BlockStyle, Panel, RegionRole, StandIn

if TYPE_CHECKING:
    from diptych.typography.measured_text import MeasuredText

_SIDE, _LEAST = from_px(320), from_px(96)
"""How large it is if there is room, and at least: 25 mm on a page of 13.3 inches."""
_CORNER = from_px(8)
_TOLD = 1.2
"""The contrast with the page from which its panel needs no edge."""
_QUIET = 4
"""The free modules around it (ISO/IEC 18004, 6.3.8)."""
_LONGEST = 500
"""In bytes; with more, modules are too small for a camera."""


class Qr(ShapeBlock, frozen=True, kw_only=True):
    """The QR code of an address, with words below it.

    In YAML:

        qr: {to: "https://www.lablup.com", caption: Slides and code}

    In Markdown:

        ::: {.qr to="https://www.lablup.com"}
        Slides and code
        :::
    """

    noun = "a QR code"
    styles = (BlockStyle("qr-caption", StandIn("caption", times=1.5, floor=0.75)),)

    wants: ClassVar[RegionRole] = "picture"

    to: Link
    caption: Annotated[Text, Role("caption")] | None = None

    @property
    def fault(self) -> tuple[str, str] | None:
        """Return why it cannot be made of its address, and a hint; None if it can."""
        if len(self.to.encode()) > _LONGEST:
            message = f"an address of {len(self.to.encode()):,} bytes is too long for a QR code"
            return message, f"cameras cannot make out more than {_LONGEST}: use a shorter one"
        if "//" not in self.to and ":" not in self.to:
            return (
                f"a QR code leads out of the talk, and `{self.to}` does not",
                f"write `https://{self.to}`"
                if self.to.startswith("www.")
                else "write `https://...`",
            )
        from diptych.markup.links import refusal

        return refusal(self.to)

    def set(self, style: Style) -> Setting:
        """Return it on a light panel, with its caption measured."""
        from diptych.typography.measured_text import set_text

        caption = None
        if self.caption is not None:
            look = style.block("qr-caption")
            caption = replace(style.paragraph(self.caption, look, step=self.step), align="center")
        return QrSetting(
            span=self.span,
            qr=self,
            style=style,
            caption=set_text((caption,), style.theme) if caption else None,
            space=emu(caption.space_before) if caption else Emu(0),
        )


class QrSetting(Setting, frozen=True, kw_only=True):
    """A QR code with its caption; neither depends on the density."""

    qr: Qr
    style: Style
    caption: MeasuredText | None
    space: Emu
    """Above the caption."""

    def fitted(self, width: Emu, density: Density) -> Fitted:  # noqa: ARG002 - neither is set in its sizes
        """Return it at `width`, as large as there is room."""
        words = self.caption.height(width) if self.caption is not None else Emu(0)
        below = Emu(words + self.space)
        side = min(_SIDE, round(width * (self.qr.width or 1.0)))
        extent = Extent(Emu(side + below), Emu(min(side, _LEAST) + below))
        return Fitted(extent, partial(self._draw, side, below))

    def _draw(self, most: int, below: Emu, box: Box) -> Sequence[Shape]:
        side = Emu(max(1, min(most, box.height - below)))
        left = Emu(box.x + (box.width - side) // 2)
        top = Emu(box.y + (box.height - below - side) // 2)
        place = Box(left, top, side, side)
        return tuple(self._shapes(place, box))

    def _edge_of(self, paper: str) -> str | None:
        """Return the colour of the panel's edge; None if it can be told from the page without."""
        colors, ground = self.style.theme.colors, self.style.ground
        if ground not in colors or contrast(colors[paper].value, colors[ground].value) >= _TOLD:
            return None
        return self.style.edge or None

    def _shapes(self, place: Box, box: Box) -> Iterator[Shape]:
        qr, region, colors = self.qr, self.style.region.name, self.style.theme.colors
        paper, ink = (
            max(colors, key=lambda name: contrast(colors[name].value, other))
            for other in ("#000000", "#FFFFFF")
        )
        size, path = modules(qr.to)
        yield Rectangle(
            box=place,
            region=region,
            panel=Panel(fill=paper, line=self._edge_of(paper), radius=_CORNER),
            kind="panel",
            step=qr.step,
        )
        yield Drawing(
            box=place,
            region=region,
            span=qr.span,
            step=qr.step,
            alt=f"QR: {qr.to}",
            color=ink,
            size=(size, size),
            path=path,
            ground=paper,
            link=qr.to,
        )
        if self.caption is not None:
            top = Emu(place.bottom + self.space)
            yield TextFrame(
                box=box.rows(top, self.caption.height(box.width)),
                paragraphs=self.caption.solved(box.width),
                role="caption",
                region=region,
                fills_placeholder=False,
            )


@lru_cache(maxsize=64)
def modules(address: str) -> tuple[int, str]:
    """Return the number of modules on a side, free ones included, and the outlines of dark ones.

    A fifth of it may be covered or dirty (error correction M; ISO/IEC 18004, 7.5.1).
    """
    import segno  # few talks have any

    matrix = segno.make(address, error="m", micro=False).matrix
    path = "".join(
        f"M {_QUIET + start} {_QUIET + y} H {_QUIET + end} V {_QUIET + y + 1} H {_QUIET + start} Z "
        for y, row in enumerate(matrix)
        for start, end in _stretches(row)
    )
    return len(matrix) + 2 * _QUIET, path


def _stretches(row: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield where dark modules begin and end in a row."""
    start = None
    for x, module in enumerate((*row, 0)):
        if module and start is None:
            start = x
        elif not module and start is not None:
            yield start, x
            start = None
