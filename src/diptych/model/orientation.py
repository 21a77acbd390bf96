"""How a stored picture is turned upright, as cameras record it (Exif 2.32, 4.6.4)."""

from __future__ import annotations

from msgspec import Struct


class Turn(Struct, frozen=True):
    """A horizontal flip, if mirrored, followed by a clockwise rotation about the centre."""

    degrees: int = 0
    """0, 90, 180 or 270."""
    is_mirrored: bool = False

    @property
    def swaps_sides(self) -> bool:
        """Return whether it swaps width and height."""
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
"""By the value of the Exif tag Orientation, 0x0112."""
