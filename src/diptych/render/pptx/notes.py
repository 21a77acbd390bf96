"""Speaker's notes: a master for their pages, and a page for each slide that has any."""

from __future__ import annotations

from msgspec.structs import replace

from diptych.model.geometry import Box, Emu, from_px
from diptych.model.laid_out import LaidOutSlide
from diptych.model.shapes import Paragraph
from diptych.render.pptx.design import Design
from diptych.render.pptx.draft import Draft
from diptych.render.pptx.level import LevelFormat, frame_formats
from diptych.render.pptx.package import Part, Relationships
from diptych.render.pptx.shape import (
    RECTANGLE,
    shape_name,
    shape_properties,
    shape_tree,
    text_shape,
    transform,
)
from diptych.render.pptx.text import paragraph_xml
from diptych.render.pptx.text_style import plain_style
from diptych.render.pptx.xml import document

NOTES_MASTER = "ppt/notesMasters/notesMaster1.xml"
NOTES_WIDTH, NOTES_HEIGHT = 6_858_000, 9_144_000
"""A page of notes, in EMU: 7.5 x 10 in, as PowerPoint has it."""
_TYPES = "application/vnd.openxmlformats-officedocument.presentationml."
_PICTURE = Box(Emu(685_800), Emu(1_143_000), Emu(5_486_400), Emu(3_086_100))
_TEXT = Box(Emu(685_800), Emu(4_400_550), Emu(5_486_400), Emu(3_600_450))
_STEP = from_px(18)


def notes_master_part(design: Design, theme: str) -> Part:
    """Return the master of all pages of notes, coloured by the part `theme`."""
    relationships = Relationships()
    relationships.add("theme", theme)
    fill = '<a:solidFill><a:schemeClr val="bg1"/></a:solidFill>'
    shapes = _picture(transform(_PICTURE) + RECTANGLE) + _text(
        _SAMPLE, transform(_TEXT) + RECTANGLE
    )
    content = (
        f"<p:cSld><p:bg><p:bgPr>{fill}<a:effectLst/></p:bgPr></p:bg>"
        f"{shape_tree(shapes)}</p:cSld>"
        f"<p:clrMap{design.colors.mapping}/>"
        f"<p:notesStyle>{plain_style(design.locale, size=1200)}</p:notesStyle>"
    )
    return Part(
        NOTES_MASTER,
        f"{_TYPES}notesMaster+xml",
        document("notesMaster", content),
        tuple(relationships),
    )


def notes_part(slide: LaidOutSlide, name: str, page: str, draft: Draft) -> Part:
    """Return the notes of `slide`, which is the part `page`, as the part `name`."""
    draft.relationships.add("notesMaster", NOTES_MASTER)
    draft.relationships.add("slide", page)
    formats = frame_formats(slide.notes)
    written = "".join(
        _paragraph(paragraph, own, draft)
        for paragraph, own in zip(slide.notes, formats, strict=True)
    )
    content = (
        f"<p:cSld>{shape_tree(_picture('') + _text(written, ''))}</p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>"
    )
    kind = f"{_TYPES}notesSlide+xml"
    return Part(name, kind, document("notes", content), tuple(draft.relationships))


_SAMPLE = '<a:p><a:r><a:rPr lang="en-US"/><a:t>Notes</a:t></a:r></a:p>'


def _picture(place: str) -> str:
    """Return the placeholder in which PowerPoint shows the slide."""
    return (
        f"<p:sp><p:nvSpPr>{shape_name(2, 'Slide image')}<p:cNvSpPr>"
        '<a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="sldImg"/></p:nvPr></p:nvSpPr>{shape_properties(place)}</p:sp>'
    )


def _text(paragraphs: str, place: str) -> str:
    role = '<p:ph type="body" idx="1"/>'
    text = f"<a:bodyPr/><a:lstStyle/>{paragraphs}"
    return text_shape(shape_name(3, "Notes"), role, place, text)


def _paragraph(paragraph: Paragraph, own: LevelFormat, draft: Draft) -> str:
    """Return a paragraph of notes in the notes' own style: it keeps its bullets and its words."""
    step = Emu((paragraph.level + 1) * _STEP if own.bullet else 0)
    base = replace(own, bullet=None, indent=Emu(0), hanging=Emu(0), bold=False, space_before=0)
    set_as = replace(base, bullet=own.bullet, indent=step, hanging=_STEP if own.bullet else Emu(0))
    return paragraph_xml(paragraph, replace(set_as, bold=own.bold), base, draft)
