"""Connectors as PPTX: lines that follow the shapes they join (ECMA-376-1, 19.3.1.19)."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from diptych.model.drawn_shapes import Drawing, Glue, Joint, Outline
from diptych.model.geometry import Box, Emu, emu, from_px
from diptych.model.panel_forms import PanelForm
from diptych.model.shapes import Group, SingleShape
from diptych.model.text_frame import TextFrame
from diptych.render.paths import Point, segments
from diptych.render.pptx.color import Colors
from diptych.render.pptx.shape import shape_name, site
from diptych.render.pptx.shapes.line import line_xml
from diptych.render.pptx.shapes.written import Arranged

_WHOLE = 100_000
"""The extent of a shape in the unit of its adjustments (ECMA-376-1, 20.1.10.10)."""
_LEAST = emu(1)
"""The extent by which bends are measured where a line ends level with its beginning, and how far
its end is then within the shape that it leads to: what PowerPoint writes itself."""
_NEAR = from_px(1.5)
"""The distance within which a point counts as being at a connection site."""
_HALVED = 4
"""The number of points of a `bentConnector3`."""


def connector(line: Drawing, outline: Outline, glue: Glue, one: Arranged, colors: Colors) -> str:
    """Return a `p:cxnSp`, attached to shapes of its group."""
    nonvisual = shape_name(one.number, one.name, alt=line.alt)
    start, end = _attached(glue.start, one), _attached(glue.end, one)
    joined = f"<a:stCxn {start}/><a:endCxn {end}/>"
    return (
        f"<p:cxnSp><p:nvCxnSpPr>{nonvisual}<p:cNvCxnSpPr>{joined}</p:cNvCxnSpPr><p:nvPr/>"
        f"</p:nvCxnSpPr><p:spPr>{_geometry(line, glue)}{line_xml(outline, colors)}</p:spPr>"
        "</p:cxnSp>"
    )


def is_routed_anew(line: Drawing, glue: Glue, one: Arranged) -> bool:
    """Return whether LibreOffice would draw a connector elsewhere.

    It leads every connector to the middle of a side, and bends it halfway: only LibreOffice 7.6 and
    later read where the bends are.
    """
    points = _points(line)
    ends = ((glue.start, points[0]), (glue.end, points[-1]))
    if any(math.dist(_site(joint, one), point) > _NEAR for joint, point in ends):
        return True
    if glue.kind != "bent":
        return False
    across, down = points[-1].x - points[0].x, points[-1].y - points[0].y
    if len(points) != _HALVED or not across or not down:
        return True
    return any(abs(bend - _WHOLE / 2) > _WHOLE / 50 for bend in _bends(points, across, down))


def _target(joint: Joint, one: Arranged) -> SingleShape | None:
    """Return the shape of its group that an end is attached to."""
    group = one.group
    if group is None or not isinstance(group.written.shape, Group):
        return None
    return group.written.shape.shapes[joint.shape]


def _attached(joint: Joint, one: Arranged) -> str:
    """Return the attributes of an end: the shape, and the connection site at one of its sides."""
    target = _target(joint, one)
    if target is None or one.group is None:
        return ""
    form: PanelForm = "box"
    if isinstance(target, TextFrame) and target.panel is not None:
        form = target.panel.form
    return f'id="{one.group.number + 1 + joint.shape}" idx="{site(form, joint.side)}"'


def _site(joint: Joint, one: Arranged) -> Point:
    """Return the middle of the side that an end is attached to."""
    target = _target(joint, one)
    if target is None:
        return Point(0, 0)
    box, side = target.box, joint.side
    if side in ("top", "bottom"):
        return Point(box.x + box.width / 2, box.y if side == "top" else box.bottom)
    return Point(box.x if side == "left" else box.right, box.y + box.height / 2)


def _points(line: Drawing) -> list[Point]:
    """Return the points of a path on the page."""
    return [
        Point(line.box.x + point.x, line.box.y + point.y)
        for part in segments(line.path)
        for point in part.points
    ]


def _geometry(line: Drawing, glue: Glue) -> str:
    """Return the box from end to end and the preset in it.

    Unturned, a preset leaves to the right and ends below where it began; it is turned and flipped
    so that it leaves its shape at the right side.
    """
    points = _points(line)
    first, last = points[0], points[-1]
    across, down = round(last.x - first.x), round(last.y - first.y)
    is_upright = glue.kind != "straight" and glue.start.side in ("top", "bottom")
    if glue.kind == "bent":
        toward = -1 if glue.end.side in ("right", "bottom") else 1
        across = across if abs(across) >= _LEAST else toward * _LEAST
        down = down if abs(down) >= _LEAST else toward * _LEAST
    box = Box(
        Emu(round(first.x) + min(0, across)),
        Emu(round(first.y) + min(0, down)),
        Emu(abs(across)),
        Emu(abs(down)),
    )
    turn, is_flipped, is_inverted = 0, across < 0, down < 0
    if is_upright:
        is_inverted = False
        is_flipped = (across > 0) == (down > 0)
        turn = 270 if across > 0 else 90
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
        f'<a:ext cx="{box.width}" cy="{box.height}"/></a:xfrm>{_preset(glue, points, across, down)}'
    )


def _preset(glue: Glue, points: Sequence[Point], across: int, down: int) -> str:
    """Return the preset; of a bent one, where its bends are in the box from end to end."""
    if glue.kind == "straight":
        return '<a:prstGeom prst="straightConnector1"><a:avLst/></a:prstGeom>'
    if glue.kind == "curved":
        return '<a:prstGeom prst="curvedConnector3"><a:avLst/></a:prstGeom>'
    guides = "".join(
        f'<a:gd name="adj{number}" fmla="val {value}"/>'
        for number, value in enumerate(_bends(points, across, down), 1)
    )
    preset = f"bentConnector{len(points) - 1}"
    return f'<a:prstGeom prst="{preset}"><a:avLst>{guides}</a:avLst></a:prstGeom>'


def _bends(points: Sequence[Point], across: float, down: float) -> Iterator[int]:
    """Yield how far along the box each inner piece is, level and upright ones in turn."""
    first = points[0]
    for one, other in list(pairwise(points))[1:-1]:
        if one.x == other.x:
            yield round((one.x - first.x) / across * _WHOLE)
        else:
            yield round((one.y - first.y) / down * _WHOLE)
