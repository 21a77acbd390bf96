"""Groups as HTML: an element that says what all of it shows, around those of its shapes."""

from __future__ import annotations

from typing import assert_never

from msgspec.structs import replace

from diptych.model.geometry import Box, Emu
from diptych.model.shapes import Drawing, Group, Rectangle, SingleShape, TextFrame
from diptych.render.html.runs import escaped
from diptych.render.html.shapes.drawing import render_drawing
from diptych.render.html.shapes.frame import render_frame
from diptych.render.html.shapes.rectangle import render_rectangle
from diptych.render.html.shapes.scene import Scene
from diptych.render.html.units import attribute, box_style, token


def render_group(index: int, group: Group, scene: Scene) -> str:
    """Return a group as HTML; the words of its shapes can be read one by one as well.

    Where there is no room for it, as on phones, what it tells is listed instead.
    """
    box = group.box
    shown = "\n".join(_shape(index, _moved(shape, box), scene) for shape in group.shapes)
    color = f' style="color:{token(group.color)}"' if group.color else ""
    told = "".join(f"<li>{escaped(line)}</li>" for line in group.told or (group.alt,))
    return (
        f'<div class="group" data-frame="{index}" role="group"{attribute("aria-label", group.alt)}'
        f' style="{box_style(box)}">\n{shown}\n<ul class="told"{color}>{told}</ul>\n</div>'
    )


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
