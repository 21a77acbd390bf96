"""What a listing highlights."""

from __future__ import annotations

from msgspec import Struct


class Stage(Struct, frozen=True):
    """Lines of a listing that are highlighted until the next stage."""

    lines: tuple[int, ...]
    """Counted from 0; none if none are highlighted."""
    step: int = 0
    """The step at which it begins; 0 for the start."""
