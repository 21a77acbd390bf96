"""Rows between hairlines: their heights, and what they have in common with a table above them.

The text of a row hangs from the line above it, so that extra height is empty space below it.
"""

from __future__ import annotations

from collections.abc import Sequence

from diptych.model.geometry import EMU_PER_PX, Box, Emu, from_px
from diptych.model.style import RowsBelow
from diptych.model.theme import Layout, Region

_MOST_AIR, _MOST_OF_FEW = from_px(48), from_px(128)
"""How much higher a row is than it needs at most; with more, rows do not belong together, but for
two or three of large type, which fill the page."""
_FEW = 3


def ruled_heights(needed: Sequence[Emu], room: Emu) -> list[Emu]:
    """Return the height of each row, given what each needs and the height of all."""
    whole = sum(needed)
    if whole > room:
        return [Emu(int(room * height // whole)) for height in needed]
    most = _MOST_OF_FEW if len(needed) <= _FEW else _MOST_AIR
    air = min(most, (room - whole) // len(needed))
    return [Emu(height + air) for height in needed]


def rows_below(region: Region, layout: Layout) -> RowsBelow | None:
    """Return the rows that a layout has below the region of what belongs to all of them.

    These are regions below lines in two columns, of which the first is the narrower; a single row
    of two is columns of their own.
    """
    ruled = [one for one in layout.regions if is_ruled(one)]
    lefts = sorted({one.box.x for one in ruled})
    are_rows = len({one.box.y for one in ruled}) > 1 and len(lefts) == 2  # noqa: PLR2004 - as said
    if not region.is_optional or is_ruled(region) or not are_rows:
        return None
    heads, points = (next(one for one in ruled if one.box.x == left) for left in lefts)
    if heads.box.width >= points.box.width or heads.panel is None or points.panel is None:
        return None
    return RowsBelow(
        heads=heads.panel,
        points=points.panel,
        second=Emu(points.box.x - region.box.x),
        apart=Emu(points.box.x - heads.box.right),
        look=points.styles[0],
    )


def is_ruled(region: Region) -> bool:
    """Return whether a region is below a line, as rows are."""
    return region.panel is not None and region.panel.form == "upper-edge"


def sharp(region: Region, box: Box) -> Box:
    """Return a region's box with both edges at whole px if it has a line above its text.

    Of lines of one thickness some would otherwise look thinner than others on a screen.
    """
    top = _whole_px(box.y)
    return box.rows(top, Emu(_whole_px(box.bottom) - top)) if is_ruled(region) else box


def _whole_px(length: Emu) -> Emu:
    return Emu(length - length % EMU_PER_PX)
