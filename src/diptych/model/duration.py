"""Lengths of time as they are shown."""

from __future__ import annotations


def clock(seconds: int) -> str:
    """Return a length of time as on a clock, the same in every language: `1:30`, `1:05:00`."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
