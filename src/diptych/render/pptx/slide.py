"""Slide parts (ECMA-376-1, 19.3.1.38)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from msgspec import Struct

from diptych.model.laid_out import STILL, LaidOutSlide, Motion
from diptych.model.shapes import Group
from diptych.render.pptx.draft import Draft
from diptych.render.pptx.identity import page_id, slide_creation_id
from diptych.render.pptx.package import Part
from diptych.render.pptx.shape import shape_tree
from diptych.render.pptx.shapes.group import WrittenGroup
from diptych.render.pptx.shapes.written import Arranged
from diptych.render.pptx.timing import Fragment, timing_xml
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
    shapes = "".join(_shapes(arranged, slide, draft))
    timing = timing_xml(
        [fragment for one in arranged for fragment in _fragments(one)],
        [player for one in arranged for player in one.written.players(one.number)],
    )
    content = (
        f'<p:cSld name="{quote(page_id(slide))}">{shape_tree(shapes)}'
        f'<p:custDataLst><p:tags r:id="{tags}"/></p:custDataLst>{_creation(slide)}</p:cSld>'
        f"<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>{transition_xml(motion)}{timing}"
    )
    root = document("sld", content, show=0 if slide.slide.hidden else None)
    return Part(name, _CONTENT_TYPE, root, tuple(draft.relationships))


def _fragments(one: Arranged) -> Iterator[Fragment]:
    """Yield what appears later of a shape; one in a group that appears as a whole has nothing."""
    group = one.group.written.shape if one.group is not None else None
    if not isinstance(group, Group) or group.has_steps:
        yield from one.written.fragments(one.number)


def _shapes(arranged: Sequence[Arranged], slide: LaidOutSlide, draft: Draft) -> Iterator[str]:
    """Yield the elements of shapes, those in a group within that of the group."""
    rest = iter(arranged)
    for one in rest:
        if isinstance(one.written, WrittenGroup):
            inner = list(islice(rest, one.written.holds))
            yield one.written.around(one, "".join(_shapes(inner, slide, draft)))
        else:
            yield one.written.xml(one, slide, draft)


def _creation(slide: LaidOutSlide) -> str:
    return (
        '<p:extLst><p:ext uri="{BB962C8B-B14F-4D97-AF65-F5344CB8AC3E}"><p14:creationId'
        ' xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main"'
        f' val="{slide_creation_id(slide)}"/></p:ext></p:extLst>'
    )
