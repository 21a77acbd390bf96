"""Plain boxes in the PDF, which are no part of its content."""

from __future__ import annotations

from diptych.model.geometry import Box
from diptych.render.pdf.source import color, pt


def rectangle(box: Box, fill: str) -> str:
    """Return a plain box in a colour token."""
    return f"panel({pt(box.x)}, {pt(box.y)}, {pt(box.width)}, {pt(box.height)}, {color(fill)})"
