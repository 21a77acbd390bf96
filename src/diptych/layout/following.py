"""Regions that follow the content of another one: a statement stands right below what leads to it.

Their distance is that of their boxes in the theme, however little is in the upper one.
"""

from __future__ import annotations

from collections.abc import Sequence

from diptych.layout.stacking import FittedStack
from diptych.model.geometry import Box, Emu


def followed(stacks: Sequence[FittedStack], boxes: Sequence[Box]) -> list[Box]:
    """Return the boxes of stacks, with those that follow others moved up to their content.

    Those that are followed end with it, so that no frame overlaps another.
    """
    placed: dict[str, tuple[FittedStack, Box]] = {}
    for stack, box in zip(stacks, boxes, strict=True):
        region = stack.stack.filled.region
        upper = placed.get(region.follows)
        if upper is not None:
            above, at = upper
            distance = region.box.y - above.stack.filled.region.box.bottom
            height = min(at.height, above.extent.natural)
            top = min(box.y, Emu(at.y + height + distance))
            placed[region.follows] = above, at.rows(at.y, height)
            box = box.rows(top, Emu(box.bottom - top))  # noqa: PLW2901 - moved
        placed[region.name] = stack, box
    return [box for _, box in placed.values()]
