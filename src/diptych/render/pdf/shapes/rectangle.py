"""Plain boxes in the PDF, which are no part of its content."""

from __future__ import annotations

from diptych.model.geometry import Box
from diptych.model.theme import PANEL_LINE, Panel
from diptych.render.pdf.source import color, pt


def rectangle(box: Box, panel: Panel) -> str:
    """Return a box without text; its outline is drawn on its edge."""
    fill = color(panel.fill) if panel.fill is not None else "none"
    place = f"{pt(box.x)}, {pt(box.y)}, {pt(box.width)}, {pt(box.height)}, {fill}"
    radius = f", radius: {pt(panel.radius)}" if panel.radius else ""
    line = f", stroke: {pt(PANEL_LINE)} + {color(panel.line)}" if panel.line is not None else ""
    return f"panel({place}{radius}{line})"
