"""Drawings as PPTX: shapes with a geometry of their own (ECMA-376-1, 20.1.9.8, `a:custGeom`)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from diptych.model.drawn_shapes import Drawing
from diptych.model.laid_out import LaidOutSlide
from diptych.render.pptx.color import Colors
from diptych.render.pptx.design import Design
from diptych.render.pptx.draft import Draft
from diptych.render.pptx.origin import HASH_LENGTH, source_of
from diptych.render.pptx.path import path_xml
from diptych.render.pptx.placeholder import Placeholder
from diptych.render.pptx.shape import region_title, shape_name, transform
from diptych.render.pptx.shapes.connector import connector, is_routed_anew
from diptych.render.pptx.shapes.fallback import with_fallback
from diptych.render.pptx.shapes.line import line_xml
from diptych.render.pptx.shapes.written import Arranged, WrittenShape
from diptych.render.pptx.timing import Fragment, whole


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
        """Return its region's name, followed by what it is; lines are connectors."""
        if self.drawing.glue is not None:
            return "Connector"
        kind = "icon" if self.drawing.is_in_text else "drawing"
        return f"{region_title(self.drawing.region)} {kind}"

    def placeholder(self, slide: LaidOutSlide, design: Design) -> Placeholder | None:  # noqa: ARG002 - the signature of every shape
        """Return None: drawings fill no placeholder."""
        return None

    def xml(self, one: Arranged, slide: LaidOutSlide, draft: Draft) -> str:  # noqa: ARG002 - the signature of every shape
        """Return a `p:sp`, with the link of the drawing if it has one; a connector if it is one.

        Connectors that LibreOffice leads another way than PowerPoint are freeforms there.
        """
        shown = self.drawing
        if shown.glue is None or shown.outline is None:
            return self._freeform(one, draft)
        joined = connector(shown, shown.outline, shown.glue, one, draft.design.colors)
        if is_routed_anew(shown, shown.glue, one):
            return with_fallback(joined, self._freeform(one, draft), needs="cx1")
        return joined

    def _freeform(self, one: Arranged, draft: Draft) -> str:
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
        return whole(self.drawing.step, number, is_built=self.drawing.glue is None)

    def hashes(self) -> tuple[str, ...]:
        """Return the hash of its path; none for decoration, whose path depends on what it joins."""
        if not self.drawing.alt:
            return ()
        return (hashlib.sha256(self.drawing.path.encode()).hexdigest()[:HASH_LENGTH],)

    def origin(self, start: str, hashes: tuple[str, ...], paths: Mapping[str, str]) -> str:
        """Return an element with the hash of its path; empty for decoration."""
        if not hashes:
            return ""
        return f'<drawing {start}{source_of(self.drawing.span, paths)} hash="{hashes[0]}"/>'


def _paint(drawing: Drawing, colors: Colors) -> str:
    fill = colors.fill(drawing.color) if drawing.color else "<a:noFill/>"
    outline = drawing.outline
    return fill + ("<a:ln><a:noFill/></a:ln>" if outline is None else line_xml(outline, colors))


def _geometry(drawing: Drawing) -> str:
    path = path_xml(drawing.path, drawing.size, is_filled=bool(drawing.color))
    return (
        '<a:custGeom><a:avLst/><a:rect l="0" t="0" r="r" b="b"/>'
        f"<a:pathLst>{path}</a:pathLst></a:custGeom>"
    )
