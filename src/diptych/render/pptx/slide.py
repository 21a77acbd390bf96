"""Slide parts (ECMA-376-1, 19.3.1.38)."""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct

from diptych.model.laid_out import STILL, LaidOutSlide, Motion
from diptych.render.pptx.draft import Draft
from diptych.render.pptx.identity import page_id, slide_creation_id
from diptych.render.pptx.package import Part
from diptych.render.pptx.shape import shape_tree
from diptych.render.pptx.shapes.written import Arranged
from diptych.render.pptx.timing import timing_xml
from diptych.render.pptx.transition import transition_xml
from diptych.render.pptx.xml import document, quote

_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.slide+xml"


class Page(NamedTuple):
    """A slide, and how it appears."""

    slide: LaidOutSlide
    motion: Motion = STILL


class Related(Struct, frozen=True, kw_only=True):
    """The names of the parts that every slide is related to."""

    layout: str
    tags: str
    notes: str | None


def slide_part(
    page: Page, arranged: tuple[Arranged, ...], name: str, related: Related, draft: Draft
) -> Part:
    """Return a slide, with its shapes `arranged`, as the part `name`."""
    slide, motion = page
    draft.relationships.add("slideLayout", related.layout)
    if related.notes is not None:
        draft.relationships.add("notesSlide", related.notes)
    tags = draft.relationships.add("tags", related.tags)
    shapes = "".join([one.written.xml(one, slide, draft) for one in arranged])
    timing = timing_xml(
        [fragment for one in arranged for fragment in one.written.fragments(one.number)]
    )
    content = (
        f'<p:cSld name="{quote(page_id(slide))}">{shape_tree(shapes)}'
        f'<p:custDataLst><p:tags r:id="{tags}"/></p:custDataLst>{_creation(slide)}</p:cSld>'
        f"<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>{transition_xml(motion)}{timing}"
    )
    root = document("sld", content, show=0 if slide.slide.hidden else None)
    return Part(name, _CONTENT_TYPE, root, tuple(draft.relationships))


def _creation(slide: LaidOutSlide) -> str:
    return (
        '<p:extLst><p:ext uri="{BB962C8B-B14F-4D97-AF65-F5344CB8AC3E}"><p14:creationId'
        ' xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main"'
        f' val="{slide_creation_id(slide)}"/></p:ext></p:extLst>'
    )
