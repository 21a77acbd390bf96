"""Plain boxes as HTML."""

from __future__ import annotations

from diptych.model.drawn_shapes import Rectangle
from diptych.render.html.paragraphs import fragment_index
from diptych.render.html.shapes.scene import fragment
from diptych.render.html.units import attribute, box_style, panel_style, px, token


def _veil(rectangle: Rectangle) -> str:
    scrim, fill = rectangle.scrim, token(rectangle.panel.fill or "")
    if scrim is None or scrim.toward is None:
        radius = rectangle.panel.radius
        rounding = f";border-radius:{px(radius)}" if radius else ""
        return f";background:{fill};opacity:{scrim.opacity if scrim else 1:g}{rounding}"
    stops = f"transparent {scrim.start:.1%},{fill} {scrim.full:.1%}"
    return f";background:linear-gradient(to {scrim.toward},{stops});opacity:{scrim.opacity:g}"


def _fragment(rectangle: Rectangle) -> tuple[str, str]:
    """Return the class and the attribute of a box that appears, disappears, or both.

    One that does both disappears at the step that follows its own.
    """
    if rectangle.until and not rectangle.step:
        return " fragment fade-out", fragment_index(rectangle.until)
    classes, step = fragment(rectangle.step)
    return f"{classes} current-visible" if rectangle.until else classes, step


def render_rectangle(index: int, rectangle: Rectangle) -> str:
    """Return a plain box as HTML, hidden from screen readers unless it says something."""
    classes, step = _fragment(rectangle)
    look = panel_style(rectangle.panel) if rectangle.scrim is None else _veil(rectangle)
    style = box_style(rectangle.box) + look
    said = ' aria-hidden="true"'
    if rectangle.alt:
        said = f' role="img"{attribute("aria-label", rectangle.alt)}'
    if rectangle.section:
        said += attribute("title", rectangle.section)
    return f'<div class="shape{classes}" data-frame="{index}"{step}{said} style="{style}"></div>'
