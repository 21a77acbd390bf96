"""The decorations of a layout, which are behind the content of its slides."""

from __future__ import annotations

from diptych.model.geometry import Box
from diptych.model.theme import Decoration, Panel
from diptych.render.html.assets import media_url
from diptych.render.html.shapes.picture import turned
from diptych.render.html.units import attribute, box_style, panel_style


def render_decoration(decoration: Decoration, page: Box) -> str:
    """Return a decoration as HTML, hidden from screen readers, for slides of the size of `page`."""
    style = f'style="{box_style(decoration.box)}'
    if decoration.picture is not None:
        source = attribute("src", media_url(decoration.picture))
        if decoration.picture.turn:
            image = turned(decoration.picture, f"{source}{attribute('alt', decoration.alt)}")
            return f'<div class="shape" {style}">{image}</div>'
        classes, spans = _backdrop(decoration.box, page)
        alt = attribute("alt", decoration.alt)
        return f'<img class="shape{classes}"{source}{alt} {style}{spans}">'
    look = panel_style(Panel(fill=decoration.color, radius=decoration.radius))
    return f'<div class="shape" aria-hidden="true" {style}{look}"></div>'


def _backdrop(box: Box, page: Box) -> tuple[str, str]:
    """Return class and style of a picture as high as the page, which phones keep behind text."""
    if box.height < page.height:
        return "", ""
    start, width = box.x / page.width, box.width / page.width
    return " backdrop", f";--from:{start:.1%};--across:{width:.1%}"
