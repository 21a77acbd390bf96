"""The decorations of a layout, which are behind the content of its slides."""

from __future__ import annotations

from diptych.model.geometry import Box
from diptych.model.theme import Decoration, Panel
from diptych.render.html.assets import media_url
from diptych.render.html.shapes.picture import turned
from diptych.render.html.units import attribute, box_style, panel_style

_FOOT = 0.9
"""The share of the page's height at which its foot begins."""


def render_decoration(decoration: Decoration, page: Box) -> str:
    """Return a decoration as HTML, hidden from screen readers, for slides of the size of `page`."""
    style = f'style="{box_style(decoration.box)}'
    if decoration.picture is not None:
        source = attribute("src", media_url(decoration.picture))
        if decoration.picture.turn:
            image = turned(decoration.picture, f"{source}{attribute('alt', decoration.alt)}")
            return f'<div class="shape" {style}">{image}</div>'
        classes, spans = _on_phones(decoration, page)
        alt = attribute("alt", decoration.alt)
        return f'<img class="shape{classes}"{source}{alt} {style}{spans}">'
    look = panel_style(Panel(fill=decoration.color, radius=decoration.radius))
    return f'<div class="shape" aria-hidden="true" {style}{look}"></div>'


def _on_phones(decoration: Decoration, page: Box) -> tuple[str, str]:
    """Return class and style of a picture that phones keep behind text, or leave out.

    One as high as the page stays behind it. Others stand above it, as a logo; but not those that
    say nothing, unless they are at the foot, where a talk's logo is.
    """
    box = decoration.box
    if box.height >= page.height:
        start, width = box.x / page.width, box.width / page.width
        return " backdrop", f";--from:{start:.1%};--across:{width:.1%}"
    is_ornament = not decoration.alt and box.y < _FOOT * page.height
    return " ornament" if is_ornament else "", ""
