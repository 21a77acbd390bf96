"""Text frames as HTML, with each paragraph as solved."""

from __future__ import annotations

from diptych.model.geometry import Box, Emu
from diptych.model.panel_forms import PANEL_LINE
from diptych.model.text_frame import TextFrame
from diptych.render.html.icons import icon_above
from diptych.render.html.paragraphs import TextContext, render_paragraphs
from diptych.render.html.shapes.drawing import panel_form
from diptych.render.html.shapes.scene import Scene, fragment
from diptych.render.html.units import attribute, box_style, panel_style, px, token


def _padding(box: Box, inner: Box) -> str:
    """Return the space between a panel and its text on each side."""
    top, right = Emu(inner.y - box.y), Emu(box.right - inner.right)
    bottom, left = Emu(box.bottom - inner.bottom), Emu(inner.x - box.x)
    return f";padding:{' '.join(map(px, (top, right, bottom, left)))}"


def render_frame(index: int, frame: TextFrame, scene: Scene) -> str:
    """Return a frame as HTML; its paragraphs have the steps."""
    is_sources = frame.role == "sources"
    context = TextContext(
        locale=scene.locale,
        role=frame.role,
        sources=scene.sources,
        list_label=scene.sources_label if is_sources else "",
    )
    tag = "footer" if is_sources else "div"
    hidden = ' aria-hidden="true"' if frame.role in ("footer", "date") else ""
    classes = f"frame role-{frame.role}" + (f" {frame.anchor}" if frame.anchor != "top" else "")
    classes += " shared" if index in scene.shared_panels else ""
    # A card appears with its words, which have the same step.
    appearing, step = fragment(frame.panel_step)
    style = box_style(frame.box)
    behind = ""
    if frame.panel is not None and frame.panel.form == "upper-edge":
        classes += " ruled"
        style += f";padding-block:{px(frame.panel.inset)}"
        if frame.panel.line is not None:
            style += f";--edge:{token(frame.panel.line)}"
        if frame.panel.thickness != PANEL_LINE:
            style += f";--thickness:{px(frame.panel.thickness)}"
    elif frame.panel is not None:
        is_box = frame.panel.form == "box"
        style += panel_style(frame.panel) if is_box else ""
        behind = "" if is_box else panel_form(frame.panel, frame.box)
        if frame.panel.beside or not is_box:
            style += _padding(frame.box, frame.content_box)
    if frame.ground:
        style += f";--ground:{token(frame.ground)}"
    if frame.columns > 1:
        style += f";--columns:{frame.columns};--rows:{frame.rows};--gutter:{px(frame.gutter)}"
    if frame.slack:
        style += f";padding-right:{px(frame.slack)}"
    text = render_paragraphs(frame.paragraphs, context)
    if frame.icon is not None:
        text = icon_above(frame.icon) + text
    start = f'<{tag} class="{classes}{appearing}" data-frame="{index}"'
    start += f'{attribute("data-region", frame.region)}{step}{hidden} style="{style}">'
    return f"{start}{behind}\n{text}\n</{tag}>"
