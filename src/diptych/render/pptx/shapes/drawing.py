"""Drawings as PPTX: shapes with a geometry of their own (ECMA-376-1, 20.1.9.8, `a:custGeom`)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from diptych.model.laid_out import LaidOutSlide
from diptych.model.shapes import Dash, Drawing, LineEnd, Outline
from diptych.model.theme import RegionRole
from diptych.render.paths import Segment, segments
from diptych.render.pptx.color import Colors
from diptych.render.pptx.design import Design
from diptych.render.pptx.draft import Draft
from diptych.render.pptx.origin import HASH_LENGTH, source_of
from diptych.render.pptx.placeholder import Placeholder
from diptych.render.pptx.shape import region_title, shape_name, transform
from diptych.render.pptx.shapes.written import Arranged, WrittenShape
from diptych.render.pptx.timing import Fragment, whole

_DASHES: dict[Dash, str] = {
    "solid": "",
    "dash": '<a:prstDash val="dash"/>',
    "dot": '<a:prstDash val="sysDot"/>',
}


class WrittenDrawing(WrittenShape):
    """A shape whose area and line can be recoloured and stretched."""

    def __init__(self, drawing: Drawing) -> None:
        self.drawing = drawing

    @property
    def shape(self) -> Drawing:
        """Return the drawing."""
        return self.drawing

    @property
    def name(self) -> str:
        """Return its region's name, followed by `drawing`, or by `icon` if it is one."""
        kind = "icon" if self.drawing.is_in_text else "drawing"
        return f"{region_title(self.drawing.region)} {kind}"

    def fills(self, role: RegionRole) -> bool:  # noqa: ARG002 - the signature of every shape
        """Return False: no region is for drawings."""
        return False

    def placeholder(self, slide: LaidOutSlide, design: Design) -> Placeholder | None:  # noqa: ARG002 - the signature of every shape
        """Return None: drawings fill no placeholder."""
        return None

    def xml(self, one: Arranged, slide: LaidOutSlide, draft: Draft) -> str:  # noqa: ARG002 - the signature of every shape
        """Return a `p:sp`, with the link of the drawing if it has one."""
        shown = self.drawing
        link = draft.shape_link(shown.link)
        nonvisual = shape_name(one.number, one.name, alt=shown.alt, link=link)
        look = f"{transform(shown.box)}{_geometry(shown)}{_paint(shown, draft.design.colors)}"
        return (
            f"<p:sp><p:nvSpPr>{nonvisual}<p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
            f"<p:spPr>{look}</p:spPr></p:sp>"
        )

    def fragments(self, number: int) -> Iterator[Fragment]:
        """Yield the whole drawing if it appears later."""
        return whole(self.drawing.step, number)

    def hashes(self) -> tuple[str, ...]:
        """Return the hash of its path."""
        return (hashlib.sha256(self.drawing.path.encode()).hexdigest()[:HASH_LENGTH],)

    def origin(self, start: str, hashes: tuple[str, ...], paths: Mapping[str, str]) -> str:
        """Return an element with the hash of its path."""
        return f'<drawing {start}{source_of(self.drawing.span, paths)} hash="{hashes[0]}"/>'


def _paint(drawing: Drawing, colors: Colors) -> str:
    fill = colors.fill(drawing.color) if drawing.color else "<a:noFill/>"
    outline = drawing.outline
    return fill + ("<a:ln><a:noFill/></a:ln>" if outline is None else line_xml(outline, colors))


def line_xml(outline: Outline, colors: Colors) -> str:
    """Return a line with its dashes and ends (ECMA-376-1, 20.1.2.2.24)."""
    cap = ' cap="rnd"' if outline.dash == "solid" else ""
    return (
        f'<a:ln w="{outline.width}"{cap}>{colors.fill(outline.color)}{_DASHES[outline.dash]}'
        f"<a:round/>{_end('headEnd', outline.start)}{_end('tailEnd', outline.end)}</a:ln>"
    )


def _end(name: str, kind: LineEnd | None) -> str:
    return f'<a:{name} type="{kind}"/>' if kind is not None else ""


def _geometry(drawing: Drawing) -> str:
    width, height = drawing.size
    unfilled = "" if drawing.color else ' fill="none"'
    commands = "".join(map(_command, segments(drawing.path)))
    return (
        '<a:custGeom><a:avLst/><a:rect l="0" t="0" r="r" b="b"/>'
        f'<a:pathLst><a:path w="{width}" h="{height}"{unfilled}>{commands}</a:path>'
        "</a:pathLst></a:custGeom>"
    )


_COMMANDS = {"M": "moveTo", "L": "lnTo", "C": "cubicBezTo"}


def _command(segment: Segment) -> str:
    """Return a command of a path (ECMA-376-1, 20.1.9.15)."""
    if segment.letter == "Z":
        return "<a:close/>"
    name = _COMMANDS[segment.letter]
    points = "".join(f'<a:pt x="{point.x}" y="{point.y}"/>' for point in segment.points)
    return f"<a:{name}>{points}</a:{name}>"
