"""The heights of rows between hairlines: what each needs, and as much more for each.

The text of a row hangs from the line above it, so that what is more stands below it.
"""

from __future__ import annotations

from collections.abc import Sequence

from diptych.model.geometry import Emu, from_px

_MOST_AIR = from_px(48)
"""How much higher a row is than it needs at most; with more, rows do not belong together."""


def ruled_heights(needed: Sequence[Emu], room: Emu) -> list[Emu]:
    """Return the height of each row, given what each needs and the height of all."""
    whole = sum(needed)
    if whole > room:
        return [Emu(int(room * height // whole)) for height in needed]
    air = min(_MOST_AIR, (room - whole) // len(needed))
    return [Emu(height + air) for height in needed]
