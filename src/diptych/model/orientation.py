"""How a stored picture is to be turned to stand upright, as cameras note it (Exif 2.32, 4.6.4)."""

from __future__ import annotations

from msgspec import Struct


class Turn(Struct, frozen=True):
    """A mirroring from left to right, then a turn clockwise about the middle."""

    degrees: int = 0
    """0, 90, 180 or 270."""
    is_mirrored: bool = False

    @property
    def swaps_sides(self) -> bool:
        """Return whether what is wide is stored high."""
        return self.degrees in {90, 270}

    def __bool__(self) -> bool:
        """Return whether it changes anything."""
        return self != UPRIGHT


UPRIGHT = Turn()
TURNS = {
    1: UPRIGHT,
    2: Turn(0, is_mirrored=True),
    3: Turn(180),
    4: Turn(180, is_mirrored=True),
    5: Turn(270, is_mirrored=True),
    6: Turn(90),
    7: Turn(90, is_mirrored=True),
    8: Turn(270),
}
"""By the value of the tag Orientation, 0x0112."""
