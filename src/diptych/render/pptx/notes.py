"""Speaker notes: a master for their pages, and a page for each slide with notes."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from diptych.model.geometry import Box, Emu, from_px
from diptych.model.laid_out import LaidOutSlide
from diptych.model.paragraph import Paragraph
from diptych.model.theme import REGULAR
from diptych.render.pptx.design import Design
from diptych.render.pptx.draft import Draft
from diptych.render.pptx.level import LevelFormat, frame_formats, list_level
from diptych.render.pptx.names import NOTES_HEIGHT, NOTES_MASTER, NOTES_WIDTH
from diptych.render.pptx.package import Part, Relationships
from diptych.render.pptx.script import language_tag
from diptych.render.pptx.shape import (
    RECTANGLE,
    shape_name,
    shape_properties,
    shape_tree,
    text_shape,
    transform,
)
from diptych.render.pptx.text import SLIDE_NUMBER, empty_paragraph, paragraph_xml
from diptych.render.pptx.text_style import plain_style
from diptych.render.pptx.words import office_words
from diptych.render.pptx.xml import document

_TYPES = "application/vnd.openxmlformats-officedocument.presentationml."
_ROOM = Box(Emu(685_800), Emu(1_143_000), Emu(5_486_400), Emu(3_086_100))
"""The space for the slide image."""
_TEXT = Box(Emu(685_800), Emu(4_400_550), Emu(5_486_400), Emu(3_600_450))
_STEP = from_px(18)


def notes_master_part(design: Design, theme: str) -> Part:
    """Return the master of all notes pages, with the part `theme` as its theme."""
    relationships = Relationships()
    relationships.add("theme", theme)
    fill = '<a:solidFill><a:schemeClr val="bg1"/></a:solidFill>'
    sample = f'<a:p><a:r><a:rPr lang="{language_tag(design.locale)}"/><a:t>{{}}</a:t></a:r></a:p>'
    words = office_words(design.locale)
    shapes = (
        _picture(transform(_picture_box(design.theme.page)) + RECTANGLE)
        + _text(sample.format(words.notes), transform(_TEXT) + RECTANGLE)
        + "".join(_corner(number, one, design) for number, one in enumerate(_CORNERS, 4))
    )
    content = (
        f"<p:cSld><p:bg><p:bgPr>{fill}<a:effectLst/></p:bgPr></p:bg>"
        f"{shape_tree(shapes)}</p:cSld>"
        f"<p:clrMap{design.colors.on_paper}/>"
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
        _parting(above, paragraph) + _paragraph(paragraph, own, draft)
        for above, paragraph, own in zip((None, *slide.notes), slide.notes, formats, strict=False)
    )
    content = (
        f"<p:cSld>{shape_tree(_picture('') + _text(written, ''))}</p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>"
    )
    kind = f"{_TYPES}notesSlide+xml"
    return Part(name, kind, document("notes", content), tuple(draft.relationships))


def _picture_box(page: Box) -> Box:
    """Return the box of the slide image, as large as fits."""
    scale = min(_ROOM.width / page.width, _ROOM.height / page.height)
    width, height = Emu(round(page.width * scale)), Emu(round(page.height * scale))
    left = Emu(_ROOM.x + (_ROOM.width - width) // 2)
    return Box(left, Emu(_ROOM.y + (_ROOM.height - height) // 2), width, height)


def _parting(above: Paragraph | None, paragraph: Paragraph) -> str:
    """Return an empty paragraph if a numbered list directly follows another one.

    Otherwise PowerPoint would continue the numbering; on a slide such a list has its own frame.
    The paragraph is at the level of the list, so that the numbering of outer lists continues.
    """
    bullet = paragraph.bullet
    is_first = bullet is not None and bullet.begins and bullet.number is not None
    follows = above is not None and above.kind == "item" and above.level >= paragraph.level
    if not is_first or not follows:
        return ""
    return empty_paragraph(paragraph.locale, list_level(paragraph))


class _Corner(Struct, frozen=True):
    """A placeholder in a corner of a notes page."""

    name: str
    role: str
    is_right: bool = False
    is_below: bool = False


_CORNERS = (
    _Corner("Header", '<p:ph type="hdr" sz="quarter"/>'),
    _Corner("Date", '<p:ph type="dt" idx="2"/>', is_right=True),
    _Corner("Footer", '<p:ph type="ftr" sz="quarter" idx="4"/>', is_below=True),
    _Corner("Number", '<p:ph type="sldNum" sz="quarter" idx="5"/>', is_right=True, is_below=True),
)
_CORNER_WIDTH, _CORNER_HEIGHT = 2_971_800, 458_788
"""PowerPoint's sizes in EMU."""


def _corner(number: int, one: _Corner, design: Design) -> str:
    """Return the master's placeholder in a corner; only the number has content."""
    box = Box(
        Emu((NOTES_WIDTH - _CORNER_WIDTH) * one.is_right),
        Emu((NOTES_HEIGHT - _CORNER_HEIGHT) * one.is_below),
        Emu(_CORNER_WIDTH),
        Emu(_CORNER_HEIGHT),
    )
    anchor = "b" if one.is_below else "t"
    align = "r" if one.is_right else "l"
    language = language_tag(design.locale)
    text = f'<a:p><a:endParaRPr lang="{language}"/></a:p>'
    if one.name == "Number":
        text = (
            f'<a:p><a:fld id="{SLIDE_NUMBER}" type="slidenum"><a:rPr lang="{language}"/>'
            "<a:t>\u2039#\u203a</a:t></a:fld></a:p>"
        )
    body = (
        f'<a:bodyPr vert="horz" rtlCol="0" anchor="{anchor}"/>'
        f'<a:lstStyle><a:lvl1pPr algn="{align}"><a:defRPr sz="1200"/></a:lvl1pPr></a:lstStyle>'
    )
    properties = transform(box) + RECTANGLE
    return text_shape(shape_name(number, one.name), one.role, properties, body + text)


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
    """Return a paragraph of notes in the style of the notes, keeping its bullet and its text."""
    step = Emu((paragraph.level + 1) * _STEP if own.bullet or own.indent else 0)
    base = replace(
        own,
        bullet=None,
        indent=Emu(0),
        hanging=Emu(0),
        weight=REGULAR,
        space_before=0,
        font="body",
    )
    set_as = replace(base, bullet=own.bullet, indent=step, hanging=_STEP if own.bullet else Emu(0))
    return paragraph_xml(paragraph, replace(set_as, weight=own.weight, font=own.font), base, draft)
