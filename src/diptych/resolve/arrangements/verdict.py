"""Verdicts: what is below a head if it is one point, and all of that stands out."""

from __future__ import annotations

from msgspec.structs import replace

from diptych.blocks.bullets import Bullets, Item
from diptych.model.block import TextBlock
from diptych.model.geometry import Emu, scaled
from diptych.model.paragraph import Paragraph
from diptych.model.style import Style
from diptych.model.text import Run, Text
from diptych.model.theme import BOLD

IN_ROW, ON_CARD = 1.75, 1.4
"""How much larger type is than that of other points, across the page and in a column of it."""
_TIGHTER = 0.92
"""How much less its line height is, as a multiple of that."""


class Verdict(TextBlock, frozen=True, kw_only=True):
    """The only point below a head, all of which stands out; made only here, never authored."""

    stands_out = True

    text: Text
    level: int
    """The level of its region whose text is that of other points."""
    times: float
    """How much larger it is than that."""

    def draw(self, style: Style) -> tuple[Paragraph, ...]:
        """Return it in bold type that is larger than that of other points."""
        point = style.level(self.level)
        look = replace(
            point,
            name="verdict",
            size=scaled(point.size, self.times),
            floor=scaled(point.floor, self.times),
            leading={script: each * _TIGHTER for script, each in point.leading.items()},
            weight=BOLD,
            bullet=None,
            indent=Emu(0),
            hanging=Emu(0),
        )
        return (
            style.paragraph(self.text, look, level=self.level, step=self.step, block_id=self.id),
        )


def verdict(item: Item, *, level: int, times: float) -> Verdict | None:
    """Return the only point below a head if all of it stands out; None otherwise."""
    points = item.content[0].items if item.content and isinstance(item.content[0], Bullets) else ()
    if len(item.content) != 1 or len(points) != 1 or points[0].content:
        return None
    (point,) = points
    runs = [run for run in point.text.runs if isinstance(run, Run) and run.text.strip()]
    if not runs or not all(run.style.accent for run in runs):
        return None
    step = point.step or item.step
    return Verdict(
        text=point.text, span=point.span, id=point.id, step=step, level=level, times=times
    )
