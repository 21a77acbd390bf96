"""Text frames as HTML, with each paragraph as solved."""

from __future__ import annotations

from diptych.model.shapes import TextFrame
from diptych.render.html.paragraphs import TextContext, render_paragraphs
from diptych.render.html.shapes.scene import Scene, fragment
from diptych.render.html.units import attribute, box_style, panel_style, px


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
    # A card appears with its words, which have the same step.
    appearing, step = fragment(frame.panel_step)
    style = box_style(frame.box)
    if frame.panel is not None:
        style += panel_style(frame.panel)
    if frame.columns > 1:
        style += f";--columns:{frame.columns};--rows:{frame.rows};--gutter:{px(frame.gutter)}"
    if frame.slack:
        style += f";padding-right:{px(frame.slack)}"
    text = render_paragraphs(frame.paragraphs, context)
    return (
        f'<{tag} class="{classes}{appearing}" data-frame="{index}"'
        f'{attribute("data-region", frame.region)}{step}{hidden} style="{style}">\n{text}\n</{tag}>'
    )
