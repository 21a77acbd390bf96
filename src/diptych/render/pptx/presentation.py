"""The presentation: every part of the package, in the order it is written."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from diptych.model.geometry import PAGE
from diptych.model.laid_out import LaidOutTalk
from diptych.render.pptx.design import Design, read_design
from diptych.render.pptx.draft import Draft
from diptych.render.pptx.layout import layout_part
from diptych.render.pptx.master import FIRST_MASTER_ID, MASTER, master_part
from diptych.render.pptx.notes import (
    NOTES_HEIGHT,
    NOTES_MASTER,
    NOTES_WIDTH,
    notes_master_part,
    notes_part,
)
from diptych.render.pptx.package import Part, Relationship, Relationships, write_package
from diptych.render.pptx.properties import app_part, core_part, view_parts
from diptych.render.pptx.section import section_list
from diptych.render.pptx.slide import slide_part
from diptych.render.pptx.table_style import table_styles_part
from diptych.render.pptx.text_style import plain_style
from diptych.render.pptx.theme_part import theme_part
from diptych.render.pptx.xml import document

_NAME = "ppt/presentation.xml"
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
_FIRST_SLIDE_ID = 256
"""The least that ST_SlideId allows (ECMA-376-1, 19.7.13)."""
_ROOTS = (
    Relationship("rId1", "officeDocument", _NAME),
    Relationship("rId2", "core-properties", "docProps/core.xml"),
    Relationship("rId3", "extended-properties", "docProps/app.xml"),
)


def render_pptx(talk: LaidOutTalk) -> dict[PurePosixPath, bytes]:
    """Return `talk` as a presentation, by its path below the output folder."""
    name = talk.talk.name
    path = PurePosixPath(f"{name}/{talk.locale}/{name}.{talk.locale}.pptx")
    return {path: write_package(_parts(talk), _ROOTS)}


def _parts(talk: LaidOutTalk) -> tuple[Part, ...]:
    design = read_design(talk.theme, talk.locale, talk.title)
    media: dict[str, Part] = {}
    layouts = _layouts(talk, design, media)
    slides, notes = _slides(talk, design, media)
    themes = [theme_part(design, 1)]
    notes_masters = []
    if notes:
        themes.append(theme_part(design, 2))
        notes_masters.append(notes_master_part(talk.locale, themes[1].name))
    views = (*view_parts(), table_styles_part(design))
    master = master_part(design, [layout.name for layout in layouts], themes[0].name)
    return (
        _presentation(talk, slides, (themes[0], *views), with_notes=bool(notes)),
        *slides,
        master,
        *layouts,
        *themes,
        *notes_masters,
        *notes,
        *views,
        core_part(talk),
        app_part(talk),
        *media.values(),
    )


def _layouts(talk: LaidOutTalk, design: Design, media: dict[str, Part]) -> list[Part]:
    names = _layout_names(design)
    return [
        layout_part(layout, names[layout.name], MASTER, _draft(talk, design, media, {}))
        for layout in design.theme.layouts.values()
    ]


def _slides(
    talk: LaidOutTalk, design: Design, media: dict[str, Part]
) -> tuple[list[Part], list[Part]]:
    """Return the slides, and the notes of those that have any."""
    layouts = _layout_names(design)
    pages: dict[str, str] = {}
    for number, slide in enumerate(talk.slides, 1):
        pages.setdefault(slide.slide.id, _slide_name(number))
    slides, notes = [], []
    for number, slide in enumerate(talk.slides, 1):
        name = _slide_name(number)
        about = f"ppt/notesSlides/notesSlide{number}.xml" if slide.notes else None
        draft = _draft(talk, design, media, pages)
        slides.append(slide_part(slide, name, layouts[slide.layout.name], about, draft))
        if about is not None:
            notes.append(notes_part(slide, about, name, _draft(talk, design, media, pages)))
    return slides, notes


def _draft(
    talk: LaidOutTalk, design: Design, media: dict[str, Part], pages: Mapping[str, str]
) -> Draft:
    return Draft(design=design, rasters=talk.rasters, pages=pages, media=media)


def _slide_name(number: int) -> str:
    return f"ppt/slides/slide{number}.xml"


def _layout_names(design: Design) -> dict[str, str]:
    return {
        layout.name: f"ppt/slideLayouts/slideLayout{number}.xml"
        for number, layout in enumerate(design.theme.layouts.values(), 1)
    }


def _presentation(
    talk: LaidOutTalk, slides: list[Part], others: tuple[Part, ...], *, with_notes: bool
) -> Part:
    """Return the main part (ECMA-376-1, 19.2.1.26), related to `others` without naming them."""
    relationships = Relationships()
    master = relationships.add("slideMaster", MASTER)
    ids = range(_FIRST_SLIDE_ID, _FIRST_SLIDE_ID + len(slides))
    listed = "".join(
        f'<p:sldId id="{number}" r:id="{relationships.add("slide", slide.name)}"/>'
        for number, slide in zip(ids, slides, strict=True)
    )
    notes = ""
    if with_notes:
        notes = f'<p:notesMasterId r:id="{relationships.add("notesMaster", NOTES_MASTER)}"/>'
    for part in others:
        relationships.add(part.content_type.rpartition(".")[2].removesuffix("+xml"), part.name)
    sections = section_list(talk, ids)
    content = (
        f'<p:sldMasterIdLst><p:sldMasterId id="{FIRST_MASTER_ID}" r:id="{master}"/>'
        "</p:sldMasterIdLst>"
        + (f"<p:notesMasterIdLst>{notes}</p:notesMasterIdLst>" if notes else "")
        + (f"<p:sldIdLst>{listed}</p:sldIdLst>" if listed else "")
        + f'<p:sldSz cx="{PAGE.width}" cy="{PAGE.height}"/>'
        f'<p:notesSz cx="{NOTES_WIDTH}" cy="{NOTES_HEIGHT}"/>'
        f"<p:defaultTextStyle>{plain_style(talk.locale)}</p:defaultTextStyle>"
        + (f"<p:extLst>{sections}</p:extLst>" if sections else "")
    )
    root = document("presentation", content, saveSubsetFonts=1, autoCompressPictures=0)
    return Part(_NAME, _CONTENT_TYPE, root, tuple(relationships))
