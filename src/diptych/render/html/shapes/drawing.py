"""Drawings as HTML: inline SVG, so that they have the colours of the page."""

from __future__ import annotations

from diptych.model.drawn_shapes import Drawing
from diptych.model.geometry import Box
from diptych.model.theme import Panel
from diptych.render.html.links import href
from diptych.render.html.shapes.scene import fragment
from diptych.render.html.units import attribute, box_style, token
from diptych.render.links import is_safe
from diptych.render.paths import svg_form, svg_paths


def render_drawing(index: int, drawing: Drawing) -> str:
    """Return a drawing as HTML, with its alternative text; without that it is decoration.

    An icon is in the text that it belongs to.
    """
    if drawing.is_in_text:
        return ""
    width, height = drawing.size
    said = ' aria-hidden="true"'
    if drawing.alt:
        said = f' role="img"{attribute("aria-label", drawing.alt)}'
    shown = svg_paths(drawing, token)
    image = f'<svg viewBox="0 0 {width} {height}" preserveAspectRatio="none"{said}>{shown}</svg>'
    if drawing.link is not None and is_safe(drawing.link):
        image = f"<a{href(drawing.link)}>{image}</a>"
    classes, step = fragment(drawing.step)
    style = box_style(drawing.box)
    if drawing.ground:
        style += f";--ground:{token(drawing.ground)}"
    tag, kind = ("figure", "picture drawing") if drawing.alt else ("div", "drawing")
    return (
        f'<{tag} class="shape {kind}{classes}" data-frame="{index}"{step}'
        f' style="{style}">{image}</{tag}>'
    )


def panel_form(panel: Panel, box: Box) -> str:
    """Return the area and outline of a panel that is not a box, to stand behind its text."""
    view = f"0 0 {box.width} {box.height}"
    shown = svg_form(panel, box, token)
    return f'<svg class="form" viewBox="{view}" aria-hidden="true">{shown}</svg>'
