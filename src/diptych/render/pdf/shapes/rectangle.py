"""Plain boxes in the PDF, which are no part of its content."""

from __future__ import annotations

from collections.abc import Mapping

from diptych.model.geometry import Box
from diptych.model.panel_forms import PANEL_LINE
from diptych.model.shapes import Scrim, Side
from diptych.model.theme import Panel
from diptych.render.pdf.source import color, pt


def rectangle(box: Box, panel: Panel, scrim: Scrim | None = None) -> str:
    """Return a box without text; its outline is drawn on its edge."""
    fill = color(panel.fill) if panel.fill is not None else "none"
    if scrim is not None:
        fill = _veil(fill, scrim)
    place = f"{pt(box.x)}, {pt(box.y)}, {pt(box.width)}, {pt(box.height)}, {fill}"
    radius = f", radius: {pt(panel.radius)}" if panel.radius else ""
    line = f", stroke: {pt(PANEL_LINE)} + {color(panel.line)}" if panel.line is not None else ""
    return f"panel({place}{radius}{line})"


_ANGLES: Mapping[Side, int] = {"right": 0, "bottom": 90, "left": 180, "top": 270}


def _veil(fill: str, scrim: Scrim) -> str:
    if scrim.toward is None:
        return f"{fill}.transparentize({1 - scrim.opacity:.0%})"
    stops = ", ".join(
        f"({fill}.transparentize({1 - opacity:.0%}), {place:.1%})" for place, opacity in scrim.stops
    )
    return f'gradient.linear({stops}, angle: {_ANGLES[scrim.toward]}deg, relative: "self")'
