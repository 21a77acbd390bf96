"""Text frames in the PDF."""

from __future__ import annotations

from diptych.model.geometry import Box
from diptych.model.text_frame import TextFrame
from diptych.model.theme import FOOT_ROLES, Panel
from diptych.render.pdf.paragraphs import artifact_text, text_in
from diptych.render.pdf.scene import Scene, TextContext
from diptych.render.pdf.shapes.drawing import panel_form
from diptych.render.pdf.shapes.rectangle import rectangle


def frame(shape: TextFrame, scene: Scene) -> list[str]:
    """Return a frame: its panel, then its text; the foot of a slide is an artifact of the PDF."""
    panel = shape.panel
    is_seen = panel is not None and (panel.fill is not None or panel.line is not None)
    parts = [_behind(panel, shape.box)] if panel is not None and is_seen else []
    if any(paragraph.runs for paragraph in shape.paragraphs):
        write = artifact_text if shape.role in FOOT_ROLES else text_in
        text = TextContext(scene=scene, role=shape.role)
        parts += (write(some, box, shape.anchor, text) for box, some in shape.parted())
    return parts


def _behind(panel: Panel, box: Box) -> str:
    return rectangle(box, panel) if panel.form == "box" else panel_form(panel, box)
