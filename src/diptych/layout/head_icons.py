"""Icons above the heads of cards: taken from the beginning of the head, and larger than it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from diptych.icons import GRID, icon_left
from diptych.model.density import Density
from diptych.model.geometry import Emu, emu
from diptych.model.paragraph import Paragraph
from diptych.model.style import Style
from diptych.model.text import ICON, Run, SetInline
from diptych.model.text_frame import IconAbove

_GAP = 0.24
"""The space between an icon and its head, as a multiple of the icon's size."""


class HeadIcon(Struct, frozen=True):
    """An icon above a head, in proportion to the type of that."""

    name: str
    color: str
    head: Paragraph
    times: float
    """How large it is, as a multiple of the size of its head."""

    def at(self, density: Density) -> IconAbove:
        """Return it in the size that it has at a density."""
        side = emu(self.head.sizes(density).size * self.times)
        outset = Emu(side * icon_left(self.name) // GRID)
        return IconAbove(self.name, self.color, side, Emu(round(side * _GAP)), outset)


def with_icon_above(
    paragraphs: Sequence[Paragraph], style: Style
) -> tuple[HeadIcon | None, list[Paragraph]]:
    """Return the icon above the first paragraph of a region, and the paragraphs without it.

    It is None unless that is a head which begins with an icon, and the theme wants it there.
    """
    head, *others = paragraphs
    look = style.region.styles[0]
    if not look.icon_above or style.region.anchor != "top" or not _is_head(head):
        return None, [head, *others]
    first, *rest = head.runs
    if not isinstance(first, Run) or first.text != ICON or not first.icon:
        return None, [head, *others]
    icon = HeadIcon(first.icon, style.icon_color(look), head, look.icon_above)
    return icon, [replace(head, runs=_without_space(rest)), *others]


def _is_head(paragraph: Paragraph) -> bool:
    is_item = paragraph.kind == "item" and not paragraph.level
    return is_item and paragraph.bullet is None and not paragraph.is_icons


def _without_space(runs: Sequence[SetInline]) -> tuple[SetInline, ...]:
    """Return runs without the space that was between them and the icon."""
    first, *rest = runs
    if not isinstance(first, Run):
        return tuple(runs)
    text = first.text.removeprefix(" ")
    return (*((replace(first, text=text),) if text else ()), *rest)
