"""The presentation: every part of the package, in the order it is written."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from diptych.model.geometry import PAGE
from diptych.model.laid_out import LaidOutTalk
from diptych.model.supplies import Supplies
from diptych.render import PPTX
from diptych.render.output import File
from diptych.render.pptx.arrangement import arrange
from diptych.render.pptx.design import Design, read_design
from diptych.render.pptx.draft import Draft, Gathered
from diptych.render.pptx.fitted import fit_layouts
from diptych.render.pptx.guides import guides
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
from diptych.render.pptx.provenance import (
    PROVENANCE,
    TracedSlide,
    provenance_parts,
    tags_part,
    trace,
)
from diptych.render.pptx.section import section_list
from diptych.render.pptx.slide import Related, slide_part
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


def render_pptx(talk: LaidOutTalk, supplies: Supplies) -> Iterator[File]:
    """Yield `talk` as a presentation; raise Refusal where one of its pictures cannot be drawn."""
    yield PPTX.path(talk), write_package(_parts(fit_layouts(talk), supplies), _ROOTS)


def _parts(talk: LaidOutTalk, supplies: Supplies) -> tuple[Part, ...]:
    design = read_design(talk.theme, talk.locale, talk.talk.foot.plain)
    gathered = Gathered(pictures=supplies.draw(talk))
    layouts = _layouts(design, gathered)
    pages = _pages(talk, design, gathered)
    notes = [page.notes for page in pages if page.notes is not None]
    origin = provenance_parts(talk, supplies.project_paths, [page.traced for page in pages])
    themes = [theme_part(design, 1)]
    notes_masters = []
    if notes:
        themes.append(theme_part(design, 2))
        notes_masters.append(notes_master_part(design, themes[1].name))
    views = (*view_parts(), table_styles_part(design))
    master = master_part(design, [layout.name for layout in layouts], themes[0].name)
    return (
        _presentation(talk, design, pages, (themes[0], *views), with_notes=bool(notes)),
        *(page.slide for page in pages),
        master,
        *layouts,
        *themes,
        *notes_masters,
        *notes,
        *(page.tags for page in pages),
        *views,
        core_part(talk),
        app_part(talk),
        *origin,
        *gathered.media.values(),
    )


def _layouts(design: Design, gathered: Gathered) -> list[Part]:
    names = _layout_names(design)
    return [
        layout_part(
            layout,
            names[layout.name],
            MASTER,
            Draft(design=design.on(layout), gathered=gathered, pages={}),
        )
        for layout in design.theme.layouts.values()
    ]


class _Page(Struct, frozen=True, kw_only=True):
    """A slide and the parts that belong to it alone."""

    slide: Part
    notes: Part | None
    tags: Part
    traced: TracedSlide


def _pages(talk: LaidOutTalk, design: Design, gathered: Gathered) -> list[_Page]:
    layouts = _layout_names(design)
    names: dict[str, str] = {}
    for number, slide in enumerate(talk.slides, 1):
        names.setdefault(slide.slide.id, _slide_name(number))
    pages = []
    for number, slide in enumerate(talk.slides, 1):
        name = _slide_name(number)
        arranged = arrange(slide, design)
        traced = trace(slide, arranged, name)
        tags = tags_part(traced, number)
        notes = None
        if slide.notes:
            about = f"ppt/notesSlides/notesSlide{number}.xml"
            draft = Draft(design=design, gathered=gathered, pages=names)
            notes = notes_part(slide, about, name, draft)
        related = Related(
            layout=layouts[slide.layout.name], tags=tags.name, notes=notes.name if notes else None
        )
        draft = Draft(design=design.on(slide.layout), gathered=gathered, pages=names)
        made = slide_part(slide, arranged, name, related, draft)
        pages.append(_Page(slide=made, notes=notes, tags=tags, traced=traced))
    return pages


def _slide_name(number: int) -> str:
    return f"ppt/slides/slide{number}.xml"


def _layout_names(design: Design) -> dict[str, str]:
    return {
        layout.name: f"ppt/slideLayouts/slideLayout{number}.xml"
        for number, layout in enumerate(design.theme.layouts.values(), 1)
    }


def _presentation(
    talk: LaidOutTalk,
    design: Design,
    pages: list[_Page],
    others: tuple[Part, ...],
    *,
    with_notes: bool,
) -> Part:
    """Return the main part (ECMA-376-1, 19.2.1.26), related to `others` without naming them."""
    relationships = Relationships()
    master = relationships.add("slideMaster", MASTER)
    ids = range(_FIRST_SLIDE_ID, _FIRST_SLIDE_ID + len(pages))
    listed = "".join(
        f'<p:sldId id="{number}" r:id="{relationships.add("slide", page.slide.name)}"/>'
        for number, page in zip(ids, pages, strict=True)
    )
    notes = ""
    if with_notes:
        notes = f'<p:notesMasterId r:id="{relationships.add("notesMaster", NOTES_MASTER)}"/>'
    for part in others:
        relationships.add(part.content_type.rpartition(".")[2].removesuffix("+xml"), part.name)
    relationships.add("customXml", PROVENANCE)
    plain = plain_style(talk.locale, spacing=design.body_levels[0].spacing)
    content = (
        f'<p:sldMasterIdLst><p:sldMasterId id="{FIRST_MASTER_ID}" r:id="{master}"/>'
        "</p:sldMasterIdLst>"
        + (f"<p:notesMasterIdLst>{notes}</p:notesMasterIdLst>" if notes else "")
        + (f"<p:sldIdLst>{listed}</p:sldIdLst>" if listed else "")
        + f'<p:sldSz cx="{PAGE.width}" cy="{PAGE.height}"/>'
        f'<p:notesSz cx="{NOTES_WIDTH}" cy="{NOTES_HEIGHT}"/>'
        f"<p:defaultTextStyle>{plain}</p:defaultTextStyle>"
        + f"<p:extLst>{section_list(talk, ids)}{guides(design)}</p:extLst>"
    )
    root = document("presentation", content, saveSubsetFonts=1, autoCompressPictures=0)
    return Part(_NAME, _CONTENT_TYPE, root, tuple(relationships))
