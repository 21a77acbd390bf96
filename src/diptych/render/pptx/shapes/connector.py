"""Connectors as PPTX: lines that follow the shapes they join (ECMA-376-1, 19.3.1.19)."""

from __future__ import annotations

from diptych.model.geometry import Box, Emu
from diptych.model.panel_forms import PanelForm
from diptych.model.shapes import Drawing, Glue, Group, Joint, Outline, TextFrame
from diptych.render.paths import segments
from diptych.render.pptx.color import Colors
from diptych.render.pptx.shape import shape_name, site
from diptych.render.pptx.shapes.line import line_xml
from diptych.render.pptx.shapes.written import Arranged

_KINDS = {
    "straight": "straightConnector1",
    "curved": "curvedConnector3",
    "bent": "bentConnector3",
}


def connector(line: Drawing, outline: Outline, glue: Glue, one: Arranged, colors: Colors) -> str:
    """Return a `p:cxnSp`, attached to shapes of its group."""
    nonvisual = shape_name(one.number, one.name, alt=line.alt)
    start, end = _attached(glue.start, one), _attached(glue.end, one)
    joined = f"<a:stCxn {start}/><a:endCxn {end}/>"
    kind = _KINDS[glue.kind]
    return (
        f"<p:cxnSp><p:nvCxnSpPr>{nonvisual}<p:cNvCxnSpPr>{joined}</p:cNvCxnSpPr><p:nvPr/>"
        f'</p:nvCxnSpPr><p:spPr>{_transform(line, glue)}<a:prstGeom prst="{kind}"><a:avLst/>'
        f"</a:prstGeom>{line_xml(outline, colors)}</p:spPr></p:cxnSp>"
    )


def _attached(joint: Joint, one: Arranged) -> str:
    """Return the attributes of an end: the shape, and the connection site at one of its sides."""
    group = one.group
    form: PanelForm = "box"
    if group is None or not isinstance(group.written.shape, Group):
        return ""
    target = group.written.shape.shapes[joint.shape]
    if isinstance(target, TextFrame) and target.panel is not None:
        form = target.panel.form
    return f'id="{group.number + 1 + joint.shape}" idx="{site(form, joint.side)}"'


def _transform(line: Drawing, glue: Glue) -> str:
    """Return the box from end to end, turned so that a curve leaves its shape at the right side.

    Unturned, it leaves to the right and arrives from the left, below where it began.
    """
    points = [point for part in segments(line.path) for point in part.points]
    (left, top), (right, bottom) = points[0], points[-1]
    across, down = round(right - left), round(bottom - top)
    x, y = line.box.x + round(min(left, right)), line.box.y + round(min(top, bottom))
    box = Box(Emu(x), Emu(y), Emu(abs(across)), Emu(abs(down)))
    turn, is_flipped, is_inverted = 0, across < 0, down < 0
    if glue.kind != "straight" and glue.start.side in ("top", "bottom"):
        is_down = glue.start.side == "bottom"
        is_inverted = False
        is_flipped = (across > 0) == is_down
        turn = 270 if (across > 0) else 90
        box = Box(
            Emu(box.x + (box.width - box.height) // 2),
            Emu(box.y + (box.height - box.width) // 2),
            box.height,
            box.width,
        )
    said = f' rot="{turn * 60_000}"' if turn else ""
    said += ' flipH="1"' if is_flipped else ""
    said += ' flipV="1"' if is_inverted else ""
    return (
        f'<a:xfrm{said}><a:off x="{box.x}" y="{box.y}"/>'
        f'<a:ext cx="{box.width}" cy="{box.height}"/></a:xfrm>'
    )
