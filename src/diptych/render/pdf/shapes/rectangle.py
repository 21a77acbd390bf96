"""Plain boxes in the PDF, which are artifacts: not part of its content."""

from __future__ import annotations

from collections.abc import Mapping

from diptych.model.drawn_shapes import Scrim, Side
from diptych.model.geometry import Box
from diptych.model.panel_forms import PANEL_LINE
from diptych.model.theme import Panel
from diptych.render.pdf.source import color, pt
from diptych.render.pdf.vectors import paint, vectors


def rectangle(box: Box, panel: Panel, scrim: Scrim | None = None) -> str:
    """Return a box without text; its outline is drawn on its edge."""
    fill = color(panel.fill) if panel.fill is not None else "none"
    if scrim is not None:
        if scrim.toward is not None:
            return _gradient(box, panel.fill or "", scrim, scrim.toward)
        fill = f"{fill}.transparentize({1 - scrim.opacity:.0%})"
    place = f"{pt(box.x)}, {pt(box.y)}, {pt(box.width)}, {pt(box.height)}, {fill}"
    radius = f", radius: {pt(panel.radius)}" if panel.radius else ""
    line = f", stroke: {pt(PANEL_LINE)} + {color(panel.line)}" if panel.line is not None else ""
    return f"panel({place}{radius}{line})"


_DIRECTIONS: Mapping[Side, str] = {
    "right": 'x2="1"',
    "bottom": 'x2="0" y2="1"',
    "left": 'x1="1" x2="0"',
    "top": 'x2="0" y1="1"',
}
"""Where a gradient begins and ends (SVG 2, 14.2.2.1): by default, at the left and right edges."""


def _gradient(box: Box, token: str, scrim: Scrim, toward: Side) -> str:
    """Return a gradient as SVG: Typst takes ten times as long to draw its own in a picture.

    Its units are not EMU, in which Poppler finds a gradient too small to draw.
    """
    stops = "".join(
        f'<stop offset="{place:.1%}" stop-color="{paint(token)}" stop-opacity="{opacity:.2f}"/>'
        for place, opacity in scrim.stops
    )
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1" preserveAspectRatio="none">'
        f'<linearGradient id="veil" {_DIRECTIONS[toward]}>{stops}</linearGradient>'
        '<rect width="1" height="1" fill="url(#veil)"/></svg>'
    )
    shown = vectors(svg, pt(box.width), pt(box.height), ', fit: "stretch"')
    return f"pdf.artifact(at({pt(box.x)}, {pt(box.y)}, {pt(box.width)}, {shown}))"
