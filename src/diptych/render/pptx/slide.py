"""Slides: a laid-out slide as a part (ECMA-376-1, 19.3.1.38)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from diptych.model.laid_out import LaidOutSlide
from diptych.model.shapes import PictureShape, Rectangle, TableShape, TextFrame
from diptych.render.pptx.arrangement import Arranged, arrange
from diptych.render.pptx.draft import Draft
from diptych.render.pptx.frame import placeholder_frame, text_box
from diptych.render.pptx.identity import creation_id
from diptych.render.pptx.package import Part
from diptych.render.pptx.picture import picture
from diptych.render.pptx.shape import rectangle, shape_name, shape_tree
from diptych.render.pptx.table import table
from diptych.render.pptx.timing import Fragment, timing_xml
from diptych.render.pptx.xml import document, quote

_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.slide+xml"


def slide_part(
    slide: LaidOutSlide, name: str, layout: str, notes: str | None, draft: Draft
) -> Part:
    """Return `slide` as the part `name`, related to the parts of its layout and notes."""
    draft.relationships.add("slideLayout", layout)
    if notes is not None:
        draft.relationships.add("notesSlide", notes)
    arranged = arrange(slide, draft.design)
    shapes = "".join(_shape(one, draft) for one in arranged)
    timing = timing_xml([fragment for one in arranged for fragment in _fragments(one)])
    content = (
        f'<p:cSld name="{quote(_trace(slide))}">{shape_tree(shapes)}{_creation(slide)}</p:cSld>'
        f"<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>{timing}"
    )
    return Part(name, _CONTENT_TYPE, document("sld", content), tuple(draft.relationships))


def _shape(one: Arranged, draft: Draft) -> str:
    match one.shape:
        case TextFrame() if one.fills is not None:
            return placeholder_frame(_name(one), one.shape, one.fills, draft)
        case TextFrame():
            return text_box(_name(one), one.shape, draft)
        case PictureShape():
            return _picture(one, one.shape, draft)
        case TableShape():
            nonvisual = shape_name(one.number, one.name, alt=one.shape.alt or None)
            return table(nonvisual, one.shape, draft, one.fills)
        case Rectangle():
            fill = draft.design.colors.fill(one.shape.fill)
            return rectangle(shape_name(one.number, one.name, alt=""), one.shape.box, fill)
        case _:
            assert_never(one.shape)


def _name(one: Arranged) -> str:
    return shape_name(one.number, one.name)


def _picture(one: Arranged, shape: PictureShape, draft: Draft) -> str:
    link = draft.shape_link(shape.link)
    nonvisual = shape_name(one.number, one.name, alt=shape.alt, link=link)
    return picture(nonvisual, shape.asset, shape.box, draft, one.fills)


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


def _trace(slide: LaidOutSlide) -> str:
    """Return the slide's id, with its part where the slide goes on over several pages."""
    return slide.slide.id if slide.part == 1 else f"{slide.slide.id}.{slide.part}"


def _creation(slide: LaidOutSlide) -> str:
    """Return the number by which PowerPoint, and we, know the slide again after it was edited."""
    number = creation_id("slide", _trace(slide))
    return (
        '<p:extLst><p:ext uri="{BB962C8B-B14F-4D97-AF65-F5344CB8AC3E}"><p14:creationId'
        ' xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main"'
        f' val="{number}"/></p:ext></p:extLst>'
    )
