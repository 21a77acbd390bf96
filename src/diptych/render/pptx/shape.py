"""What all shapes share: the shape tree, names and ids, boxes, plain rectangles."""

from __future__ import annotations

from collections.abc import Mapping

from diptych.model.drawn_shapes import Scrim, Side
from diptych.model.geometry import Box, Emu
from diptych.model.orientation import UPRIGHT, Turn
from diptych.model.panel_forms import PANEL_LINE, PanelForm, form_path, text_box
from diptych.model.theme import Anchor, Panel
from diptych.render.pptx.color import Colors
from diptych.render.pptx.path import path_xml
from diptych.render.pptx.xml import quote

_DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative"'
    ' val="1"/></a:ext></a:extLst>'
)
_ROOT = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
    '<p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/>'
    '<a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
_DEGREE = 60_000
"""Angle units per degree (ECMA-376-1, 20.1.10.3)."""
ANCHORS: dict[Anchor, str] = {"top": "t", "middle": "ctr", "bottom": "b"}
"""ST_TextAnchoringType (ECMA-376-1, 20.1.10.60)."""
RECTANGLE = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'


_ROUNDEST = 0.5
"""The largest share of a shape's shorter side that the radius of its corners can have, as `adj` of
`roundRect` (ECMA-376-1, 20.1.10.56)."""


_PRESETS: Mapping[PanelForm, str] = {
    "ellipse": "ellipse",
    "diamond": "diamond",
    "subroutine": "flowChartPredefinedProcess",
}
"""ST_ShapeType (ECMA-376-1, 20.1.10.56). Other forms have a geometry of their own, since
PowerPoint's have no sites at the middle of their sides, or LibreOffice mistakes them."""
_SITES: Mapping[PanelForm, tuple[int, int, int, int]] = {"ellipse": (0, 2, 4, 6)}
"""The connection sites at the top, left, bottom and right where there are others besides these
(presetShapeDefinitions.xml, `cxnLst`)."""
_SIDES: tuple[Side, ...] = ("top", "left", "bottom", "right")


def site(form: PanelForm, side: Side) -> int:
    """Return the index of the connection site at the middle of a side of a panel."""
    return _SITES.get(form, (0, 1, 2, 3))[_SIDES.index(side)]


def _own_geometry(form: PanelForm, box: Box) -> str:
    """Return a geometry with the connection sites and the text rectangle of a form.

    ECMA-376-1, 20.1.9.8; text rectangles and sites are in EMU, as the path is.
    """
    inner = text_box(form, box)
    left, top = inner.x - box.x, inner.y - box.y
    right, bottom = inner.right - box.x, inner.bottom - box.y
    guides = "".join(
        f'<a:gd name="{name}{name}" fmla="*/ {size} {value} {whole}"/>'
        for name, value, size, whole in (
            ("l", left, "w", box.width),
            ("t", top, "h", box.height),
            ("r", right, "w", box.width),
            ("b", bottom, "h", box.height),
        )
    )
    text = " ".join(f'{name}="{name}{name}"' for name in "ltrb")
    sites = "".join(
        f'<a:cxn ang="{angle}"><a:pos x="{x}" y="{y}"/></a:cxn>'
        for angle, x, y in (
            ("3cd4", "hc", "t"),
            ("cd2", "l", "vc"),
            ("cd4", "hc", "b"),
            ("0", "r", "vc"),
        )
    )
    outline, size = form_path(form, box), (box.width, box.height)
    path = path_xml(outline.area, size) if outline.area else ""
    path += path_xml(outline.lines, size, is_filled=False) if outline.lines else ""
    return (
        f"<a:custGeom><a:avLst/><a:gdLst>{guides}</a:gdLst><a:cxnLst>{sites}</a:cxnLst>"
        f"<a:rect {text}/><a:pathLst>{path}</a:pathLst></a:custGeom>"
    )


def geometry(panel: Panel, box: Box) -> str:
    """Return the geometry of a panel: a rectangle, with rounded corners if it has any."""
    if panel.form in _PRESETS:
        return f'<a:prstGeom prst="{_PRESETS[panel.form]}"><a:avLst/></a:prstGeom>'
    if panel.form != "box":
        return _own_geometry(panel.form, box)
    share = min(_ROUNDEST, panel.radius / max(1, min(box.width, box.height)))
    if not share:
        return RECTANGLE
    rounding = f'<a:gd name="adj" fmla="val {round(share * 100_000)}"/>'
    return f'<a:prstGeom prst="roundRect"><a:avLst>{rounding}</a:avLst></a:prstGeom>'


def panel_paint(panel: Panel, colors: Colors) -> str:
    """Return the fill of a panel, and its outline if it has one."""
    fill = colors.fill(panel.fill) if panel.fill is not None else "<a:noFill/>"
    if panel.line is None:
        return fill
    return f'{fill}<a:ln w="{PANEL_LINE}">{colors.fill(panel.line)}</a:ln>'


_NONE = Emu(0)


def insets(inset: Emu, across: Emu, above: Emu = _NONE) -> str:
    """Return the attributes of `a:bodyPr` for the distance of a text from the edges of its box.

    `above` is what it is further from the upper one.
    """
    return f' lIns="{across}" tIns="{inset + above}" rIns="{across}" bIns="{inset}"'


def shape_tree(shapes: str) -> str:
    """Return the `p:spTree` of a slide, layout or master; id 1 is the tree itself."""
    return f"<p:spTree>{_ROOT}{shapes}</p:spTree>"


def shape_name(
    number: int, name: str, *, alt: str | None = None, title: str = "", link: str = ""
) -> str:
    """Return a shape's `p:cNvPr`; an empty `alt` marks it as decoration, None sets nothing."""
    described = f' descr="{quote(alt)}"' if alt else ""
    described += f' title="{quote(title)}"' if title else ""
    content = link + (_DECORATIVE if alt == "" else "")
    start = f'<p:cNvPr id="{number}" name="{quote(name)}"{described}'
    return f"{start}>{content}</p:cNvPr>" if content else f"{start}/>"


def region_title(name: str) -> str:
    """Return a region's name for PowerPoint's selection pane."""
    return name.strip("()").replace("-", " ").replace("_", " ").capitalize()


def shape_properties(content: str) -> str:
    """Return a `p:spPr` with position, outline and fill, unless they are inherited."""
    return f"<p:spPr>{content}</p:spPr>" if content else "<p:spPr/>"


def text_shape(nonvisual: str, role: str, properties: str, text: str) -> str:
    """Return a shape with text: a placeholder with the `p:ph` `role`, or a text box if it is empty.

    `nonvisual` is its `p:cNvPr`; `properties` and `text` are the contents of `p:spPr` and
    `p:txBody`.
    """
    kind = (
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>{role}</p:nvPr>'
        if role
        else '<p:cNvSpPr txBox="1"/><p:nvPr/>'
    )
    return (
        f"<p:sp><p:nvSpPr>{nonvisual}{kind}</p:nvSpPr>{shape_properties(properties)}"
        f"<p:txBody>{text}</p:txBody></p:sp>"
    )


def transform(box: Box, turn: Turn = UPRIGHT) -> str:
    """Return a box as `a:xfrm` in EMU, with its content rotated about its centre.

    The `a:xfrm` is the box before rotation (ECMA-376-1, 20.1.7.6), `box` that after it.
    """
    turned = f' rot="{turn.degrees * _DEGREE}"' if turn.degrees else ""
    turned += ' flipH="1"' if turn.is_mirrored else ""
    if turn.swaps_sides:
        left = box.x + (box.width - box.height) // 2
        top = box.y + (box.height - box.width) // 2
        box = Box(Emu(left), Emu(top), Emu(box.height), Emu(box.width))
    return (
        f'<a:xfrm{turned}><a:off x="{box.x}" y="{box.y}"/>'
        f'<a:ext cx="{box.width}" cy="{box.height}"/></a:xfrm>'
    )


_ANGLES: Mapping[Side, int] = {"right": 0, "bottom": 90, "left": 180, "top": 270}
"""The direction of a gradient in degrees, clockwise (ECMA-376-1, 20.1.8.41)."""


def _veil(token: str, scrim: Scrim, colors: Colors) -> str:
    """Return the fill of a scrim."""
    if scrim.toward is None:
        return f"<a:solidFill>{colors.element(token, scrim.opacity)}</a:solidFill>"
    stops = "".join(
        f'<a:gs pos="{round(place * 100_000)}">{colors.element(token, opacity)}</a:gs>'
        for place, opacity in scrim.stops
    )
    angle = _ANGLES[scrim.toward] * 60_000
    return f'<a:gradFill><a:gsLst>{stops}</a:gsLst><a:lin ang="{angle}" scaled="0"/></a:gradFill>'


def rectangle(
    nonvisual: str, box: Box, panel: Panel, colors: Colors, scrim: Scrim | None = None
) -> str:
    """Return a box without text; `nonvisual` is its `p:cNvPr`."""
    if scrim is not None and panel.fill is not None:
        paint = _veil(panel.fill, scrim, colors)
    else:
        paint = panel_paint(panel, colors)
    look = transform(box) + geometry(panel, box) + paint
    look += "" if panel.line is not None else "<a:ln><a:noFill/></a:ln>"
    return (
        f"<p:sp><p:nvSpPr>{nonvisual}<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{look}</p:spPr></p:sp>"
    )
