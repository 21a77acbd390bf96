"""Slides: a laid-out slide as a part (ECMA-376-1, 19.3.1.38)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from msgspec import Struct

from diptych.model.laid_out import LaidOutSlide
from diptych.model.shapes import PictureShape, Rectangle, TableShape, TextFrame
from diptych.render.pptx.arrangement import Arranged
from diptych.render.pptx.draft import Draft
from diptych.render.pptx.frame import placeholder_frame, text_box
from diptych.render.pptx.identity import page_id, slide_creation_id
from diptych.render.pptx.level import LevelFormat
from diptych.render.pptx.package import Part
from diptych.render.pptx.picture import picture
from diptych.render.pptx.shape import rectangle, shape_name, shape_tree
from diptych.render.pptx.table import table
from diptych.render.pptx.timing import Fragment, timing_xml
from diptych.render.pptx.xml import document, quote

_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.slide+xml"


class Related(Struct, frozen=True, kw_only=True):
    """The parts that a slide is related to by what it is."""

    layout: str
    tags: str
    notes: str | None


def slide_part(
    slide: LaidOutSlide, arranged: tuple[Arranged, ...], name: str, related: Related, draft: Draft
) -> Part:
    """Return `slide`, its shapes `arranged`, as the part `name`."""
    draft.relationships.add("slideLayout", related.layout)
    if related.notes is not None:
        draft.relationships.add("notesSlide", related.notes)
    tags = draft.relationships.add("tags", related.tags)
    shapes = "".join(_shape(one, slide, draft) for one in arranged)
    timing = timing_xml([fragment for one in arranged for fragment in _fragments(one)])
    content = (
        f'<p:cSld name="{quote(page_id(slide))}">{shape_tree(shapes)}'
        f'<p:custDataLst><p:tags r:id="{tags}"/></p:custDataLst>{_creation(slide)}</p:cSld>'
        f"<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>{timing}"
    )
    root = document("sld", content, show=0 if slide.slide.hidden else None)
    return Part(name, _CONTENT_TYPE, root, tuple(draft.relationships))


def _shape(one: Arranged, slide: LaidOutSlide, draft: Draft) -> str:
    match one.shape:
        case TextFrame() if one.fills_placeholder is not None:
            return placeholder_frame(
                _name(one), one.shape, one.fills_placeholder, draft, slide.scale
            )
        case TextFrame():
            return text_box(_name(one), one.shape, _region_levels(one.shape, slide, draft), draft)
        case PictureShape():
            return _picture(one, one.shape, draft)
        case TableShape():
            nonvisual = shape_name(one.number, one.name, alt=one.shape.alt or None)
            return table(nonvisual, one.shape, draft, one.fills_placeholder)
        case Rectangle():
            fill = draft.design.colors.fill(one.shape.fill)
            return rectangle(shape_name(one.number, one.name, alt=""), one.shape.box, fill)
        case _:
            assert_never(one.shape)


def _region_levels(frame: TextFrame, slide: LaidOutSlide, draft: Draft) -> tuple[LevelFormat, ...]:
    """Return the levels of the region that a text box stands in; none for captions and the like."""
    found = draft.design.placeholder(slide.layout, frame.region)
    if found is None or frame.role != found.region.role:
        return ()
    return tuple(level.scaled(slide.scale) for level in found.levels)


def _name(one: Arranged) -> str:
    return shape_name(one.number, one.name)


def _picture(one: Arranged, shape: PictureShape, draft: Draft) -> str:
    link = draft.shape_link(shape.link)
    nonvisual = shape_name(one.number, one.name, alt=shape.alt, link=link)
    return picture(nonvisual, shape.asset, shape.box, draft, one.fills_placeholder)


def _fragments(one: Arranged) -> Iterator[Fragment]:
    match one.shape:
        case TextFrame():
            yield from _text_fragments(one.number, one.shape)
        case PictureShape():
            if one.shape.step:
                yield Fragment(step=one.shape.step, shape=one.number, kind="picture")
        case TableShape():
            if one.shape.step:
                yield Fragment(step=one.shape.step, shape=one.number, kind="table")
        case Rectangle():
            if one.shape.step:
                yield Fragment(step=one.shape.step, shape=one.number, kind="shape")
        case _:
            assert_never(one.shape)


def _text_fragments(number: int, frame: TextFrame) -> Iterator[Fragment]:
    """Yield the paragraphs that appear later; a filled frame that does so at once is one."""
    steps = [paragraph.step for paragraph in frame.paragraphs]
    if frame.fill is not None and steps and steps[0] and len(set(steps)) == 1:
        yield Fragment(step=steps[0], shape=number, kind="shape")
        return
    for index, step in enumerate(steps):
        if step:
            yield Fragment(step=step, shape=number, paragraph=index)


def _creation(slide: LaidOutSlide) -> str:
    return (
        '<p:extLst><p:ext uri="{BB962C8B-B14F-4D97-AF65-F5344CB8AC3E}"><p14:creationId'
        ' xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main"'
        f' val="{slide_creation_id(slide)}"/></p:ext></p:extLst>'
    )
