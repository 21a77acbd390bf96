"""Plain boxes as HTML."""

from __future__ import annotations

from diptych.model.shapes import Rectangle
from diptych.render.html.shapes.scene import fragment
from diptych.render.html.units import attribute, box_style, panel_style


def render_rectangle(index: int, rectangle: Rectangle) -> str:
    """Return a plain box as HTML, hidden from screen readers unless it says something."""
    classes, step = fragment(rectangle.step)
    style = box_style(rectangle.box) + panel_style(rectangle.panel)
    said = ' aria-hidden="true"'
    if rectangle.alt:
        said = f' role="img"{attribute("aria-label", rectangle.alt)}'
    if rectangle.section:
        said += attribute("title", rectangle.section)
    return f'<div class="shape{classes}" data-frame="{index}"{step}{said} style="{style}"></div>'
