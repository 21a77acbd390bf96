"""Groups as HTML: an element with the alternative text of the whole, around those of its shapes."""

from __future__ import annotations

from typing import assert_never

from msgspec.structs import replace

from diptych.model.drawn_shapes import Drawing, Rectangle
from diptych.model.geometry import PX_PER_PT, Box, Emu, to_px
from diptych.model.shapes import Group, SingleShape
from diptych.model.text_frame import TextFrame
from diptych.render.html.shapes.drawing import render_drawing
from diptych.render.html.shapes.frame import render_frame
from diptych.render.html.shapes.rectangle import render_rectangle
from diptych.render.html.shapes.scene import Scene
from diptych.render.html.units import attribute, box_style, px

_PHONE = 320
"""The room of a slide on a common phone, in pixels."""
_LEAST_TYPE, _MOST_TYPE = 9, 17
"""The smallest and the largest type in a diagram that is seen at once on a phone, in pixels."""
_SCROLLED_TYPE = 11
"""The smallest in one that is scrolled there."""


def render_group(index: int, group: Group, scene: Scene) -> str:
    """Return a group as HTML; the words of its shapes can be read one by one as well.

    On phones it is drawn smaller, by the properties of its sheet.
    """
    box = group.box
    shown = "\n".join(_shape(index, _moved(shape, box), scene) for shape in group.shapes)
    size = f"--width:{px(box.width)};--height:{px(box.height)};--zoom:{_zoom(group):.3g}"
    return (
        f'<div class="group" data-frame="{index}" role="group"{attribute("aria-label", group.alt)}'
        f' style="{box_style(box)}">\n<div class="sheet" style="{size}">\n{shown}\n</div>\n</div>'
    )


def _zoom(group: Group) -> float:
    """Return how much of its size a group has on a phone.

    All of it is seen at once if its words can be read then, and otherwise it is scrolled.
    """
    frames = (shape for shape in group.shapes if isinstance(shape, TextFrame))
    sizes = [paragraph.size * PX_PER_PT for frame in frames for paragraph in frame.paragraphs]
    small, large = min(sizes, default=_LEAST_TYPE), max(sizes, default=_MOST_TYPE)
    whole = min(1.0, _MOST_TYPE / large, _PHONE / to_px(group.box.width))
    return whole if whole * small >= _LEAST_TYPE else min(1.0, _SCROLLED_TYPE / small)


def _shape(index: int, shape: SingleShape, scene: Scene) -> str:
    match shape:
        case TextFrame():
            return render_frame(index, shape, scene)
        case Drawing():
            return render_drawing(index, shape)
        case Rectangle():
            return render_rectangle(index, shape)
        case _:
            assert_never(shape)


def _moved(shape: SingleShape, group: Box) -> SingleShape:
    """Return a shape with its place in its group instead of that on the page."""
    box = shape.box
    return replace(shape, box=replace(box, x=Emu(box.x - group.x), y=Emu(box.y - group.y)))
