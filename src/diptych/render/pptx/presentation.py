"""The presentation: all parts of the package, in the order in which they are written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial

from msgspec import Struct

from diptych.memo import Form
from diptych.model.forms import read, written
from diptych.model.geometry import Box
from diptych.model.laid_out import LaidOutSlide, LaidOutTalk, Motion
from diptych.model.supplies import Supplies
from diptych.model.theme import Theme
from diptych.render import PPTX
from diptych.render.output import File
from diptych.render.pptx.arrangement import arrange
from diptych.render.pptx.captions import captions_of
from diptych.render.pptx.design import Design, read_design
from diptych.render.pptx.draft import Draft, PackageMedia
from diptych.render.pptx.embedded_fonts import STYLES, EmbeddedFont, embedded_fonts
from diptych.render.pptx.fitted import fit_layouts
from diptych.render.pptx.formula_pictures import with_formula_pictures
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
from diptych.render.pptx.package import (
    PackedPart,
    Part,
    Relationship,
    Relationships,
    pack,
    write_package,
)
from diptych.render.pptx.properties import app_part, core_part, view_parts
from diptych.render.pptx.provenance import (
    PROVENANCE,
    Trace,
    files_of,
    provenance_parts,
    tags_name,
    tags_part,
    trace,
)
from diptych.render.pptx.section import section_list
from diptych.render.pptx.slide import Page, Related, slide_part
from diptych.render.pptx.stepped_rows import report_stepped_rows
from diptych.render.pptx.table_style import table_styles_part
from diptych.render.pptx.text_style import plain_style
from diptych.render.pptx.theme_part import theme_part
from diptych.render.pptx.xml import document, quote

_NAME = "ppt/presentation.xml"
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
_FIRST_SLIDE_ID = 256
"""The smallest valid ST_SlideId (ECMA-376-1, 19.7.13)."""
_PAGE_TYPES = {
    (9_144_000, 6_858_000): "screen4x3",
    (9_144_000, 5_143_500): "screen16x9",
    (9_144_000, 5_715_000): "screen16x10",
}
"""PowerPoint's names of page sizes in EMU (ECMA-376-1, 19.7.18); others have no name."""
_ROOTS = (
    Relationship("rId1", "officeDocument", _NAME),
    Relationship("rId2", "core-properties", "docProps/core.xml"),
    Relationship("rId3", "extended-properties", "docProps/app.xml"),
)


def render_pptx(talk: LaidOutTalk, supplies: Supplies) -> Iterator[File]:
    """Yield `talk` as a presentation; raise Refusal if one of its pictures cannot be drawn."""
    report_stepped_rows(talk, supplies)
    talk = with_formula_pictures(talk, supplies)
    media = PackageMedia(pictures=supplies.draw(talk), theme=talk.theme, memo=supplies.memo)
    parts = _parts(fit_layouts(talk), supplies, media)
    yield PPTX.path(talk), write_package(parts, media.parts, _ROOTS)


def _parts(
    talk: LaidOutTalk, supplies: Supplies, media: PackageMedia
) -> Iterator[Part | PackedPart]:
    """Yield every part except the pictures, which are collected in `media`."""
    made_of = (talk.theme, talk.locale, talk.talk.foot.plain, talk.talk.shown_date)
    design = cache(partial(read_design, *made_of))  # which takes longer than all that is remembered
    for layout in talk.theme.layouts.values():
        for decoration in layout.decorations:
            if decoration.picture is not None:
                media.add(decoration.picture)
    is_noted = any(slide.notes for slide in talk.slides)
    frame = supplies.memo.recall(
        ("pptx frame", talk.talk.name, talk.locale, is_noted),
        lambda *_: _frame(design(), media, is_noted=is_noted),
        *(*made_of, is_noted),
        form=_FRAME,
    )
    traces: list[Trace] = []
    notes: list[PackedPart] = []
    fonts = embedded_fonts(talk, supplies)
    for font in fonts:
        media.parts.update((part.name, part) for part in font.styles.values())
    yield _presentation(talk, frame, fonts, with_notes=is_noted)
    for one in _slides(talk, design, media, supplies):
        traces.append(one.trace)
        notes += [one.notes] if one.notes else []
        yield one.slide
        yield from one.charts
    yield frame.master
    yield from frame.layouts
    yield from frame.themes
    yield from frame.notes_masters
    yield from notes
    for number, traced in enumerate(traces, 1):
        yield tags_part(traced, number)
    yield from frame.views
    yield core_part(talk)
    yield app_part(talk)
    yield from provenance_parts(talk, traces)


class _Frame(Struct, frozen=True, kw_only=True):
    """The parts that do not depend on what is on the slides."""

    master: PackedPart
    layouts: tuple[PackedPart, ...]
    themes: tuple[PackedPart, ...]
    """That of the slides, and that of the notes if there are any."""
    notes_masters: tuple[PackedPart, ...]
    """One if there are notes."""
    views: tuple[PackedPart, ...]
    plain: str
    """The style of text outside of placeholders."""
    guides: str


_FRAME: Form[_Frame] = Form(written, lambda data, *_: read(data, _Frame))


def _frame(design: Design, media: PackageMedia, *, is_noted: bool) -> _Frame:
    layouts = _layouts(design, media)
    themes = [theme_part(design, number) for number in ((1, 2) if is_noted else (1,))]
    notes_masters = [notes_master_part(design, theme.name) for theme in themes[1:]]
    return _Frame(
        master=pack(master_part(design, [layout.name for layout in layouts], themes[0].name)),
        layouts=tuple(map(pack, layouts)),
        themes=tuple(map(pack, themes)),
        notes_masters=tuple(map(pack, notes_masters)),
        views=tuple(map(pack, (*view_parts(), table_styles_part(design)))),
        plain=plain_style(design.locale, spacing=design.body_levels[0].spacing),
        guides=guides(design),
    )


def _layouts(design: Design, media: PackageMedia) -> list[Part]:
    names = _layout_names(design.theme)
    return [
        layout_part(
            layout,
            names[layout.name],
            MASTER,
            Draft(design=design.on(layout), media=media, pages={}),
        )
        for layout in design.theme.layouts.values()
    ]


class _Written(Struct, frozen=True):
    """The parts of one slide in the package, and its trace."""

    trace: Trace
    slide: PackedPart
    notes: PackedPart | None
    charts: tuple[PackedPart, ...]


_FORM: Form[_Written] = Form(
    written,
    lambda data, *_: read(data, _Written),
    lambda slide, number, layout, homes, motion, *shared: (
        slide,
        f"{number} {layout} {homes} {' '.join(motion)}",
        *shared,
    ),
)


def _slides(
    talk: LaidOutTalk, design: Callable[[], Design], media: PackageMedia, supplies: Supplies
) -> Iterator[_Written]:
    quoted = {name: quote(path) for name, path in supplies.project_paths.items()}
    layouts = _layout_names(talk.theme)
    pages = _pages(talk)

    def write(
        slide: LaidOutSlide, number: int, layout: str, _: str, motion: Motion, *__: object
    ) -> _Written:
        name, notes = _slide_name(number), _notes_name(number) if slide.notes else None
        arranged = arrange(slide, design(), is_morphing=motion.has_morph)
        related = Related(layout=layout, tags=tags_name(number), notes=notes)
        draft = Draft(design=design().on(slide.layout), media=media, pages=pages, number=number)
        noted = Draft(design=design(), media=media, pages=pages)
        part = pack(slide_part(Page(slide, motion), arranged, name, related, draft))
        return _Written(
            trace(slide, arranged, name, quoted),
            part,
            pack(notes_part(slide, notes, name, noted)) if notes else None,
            tuple(draft.charts),
        )

    shared = (talk.theme, (talk.locale, talk.talk.foot.plain, talk.talk.shown_date, pages))
    for number, (slide, motion) in enumerate(zip(talk.slides, talk.motions, strict=True), 1):
        for picture in slide.pictures:
            media.add(picture.asset)
            if picture.recording is not None and picture.recording.in_powerpoint:
                media.add(picture.recording.asset)
                if (captions := captions_of(picture.recording, talk.locale)) is not None:
                    media.add_captions(captions)
        place = ("pptx", talk.talk.name, talk.locale, number)
        homes = " ".join(str(quoted.get(file)) for file in sorted(files_of(slide)))
        made_of = (slide, number, layouts[slide.layout.name], homes, motion, *shared)
        yield supplies.memo.recall(place, write, *made_of, form=_FORM)


def _pages(talk: LaidOutTalk) -> dict[str, str]:
    """Return the part of each slide by id, its first page; of others by `id/2`."""
    names: dict[str, str] = {}
    for number, slide in enumerate(talk.slides, 1):
        address = slide.slide.id if slide.part == 1 else f"{slide.slide.id}/{slide.part}"
        names.setdefault(address, _slide_name(number))
    return names


def _notes_name(number: int) -> str:
    return f"ppt/notesSlides/notesSlide{number}.xml"


def _slide_name(number: int) -> str:
    return f"ppt/slides/slide{number}.xml"


def _layout_names(theme: Theme) -> dict[str, str]:
    return {
        layout.name: f"ppt/slideLayouts/slideLayout{number}.xml"
        for number, layout in enumerate(theme.layouts.values(), 1)
    }


def _presentation(
    talk: LaidOutTalk, frame: _Frame, fonts: tuple[EmbeddedFont, ...], *, with_notes: bool
) -> Part:
    """Return the main part (ECMA-376-1, 19.2.1.26), related to parts that it does not name."""
    relationships = Relationships()
    master = relationships.add("slideMaster", MASTER)
    count = len(talk.slides)
    ids = range(_FIRST_SLIDE_ID, _FIRST_SLIDE_ID + count)
    listed = "".join(
        f'<p:sldId id="{id_}" r:id="{relationships.add("slide", _slide_name(number))}"/>'
        for number, id_ in enumerate(ids, 1)
    )
    notes = ""
    if with_notes:
        notes = f'<p:notesMasterId r:id="{relationships.add("notesMaster", NOTES_MASTER)}"/>'
    for part in (frame.themes[0], *frame.views):
        relationships.add(part.content_type.rpartition(".")[2].removesuffix("+xml"), part.name)
    relationships.add("customXml", PROVENANCE)
    page = talk.theme.page
    content = (
        f'<p:sldMasterIdLst><p:sldMasterId id="{FIRST_MASTER_ID}" r:id="{master}"/>'
        "</p:sldMasterIdLst>"
        + (f"<p:notesMasterIdLst>{notes}</p:notesMasterIdLst>" if notes else "")
        + (f"<p:sldIdLst>{listed}</p:sldIdLst>" if listed else "")
        + f'<p:sldSz cx="{page.width}" cy="{page.height}"{_page_type(page)}/>'
        f'<p:notesSz cx="{NOTES_WIDTH}" cy="{NOTES_HEIGHT}"/>'
        f"{_embedded(fonts, relationships)}<p:defaultTextStyle>{frame.plain}</p:defaultTextStyle>"
        + f"<p:extLst>{section_list(talk, ids)}{frame.guides}</p:extLst>"
    )
    first = {} if (number := _first_number(talk)) == 1 else {"firstSlideNum": number}
    saved: dict[str, int] = {"embedTrueTypeFonts": 1} if fonts else {}
    if talk.talk.embed_fonts != "all":
        saved["saveSubsetFonts"] = 1
    root = document("presentation", content, **first, **saved, autoCompressPictures=0)
    return Part(_NAME, _CONTENT_TYPE, root, tuple(relationships))


def _embedded(fonts: tuple[EmbeddedFont, ...], relationships: Relationships) -> str:
    """Return the list of embedded fonts (ECMA-376-1, 19.2.1.9); empty if there are none."""
    listed = "".join(
        f"<p:embeddedFont><p:font {font.typeface}/>"
        + "".join(
            f'<p:{style} r:id="{relationships.add("font", font.styles[style].name)}"/>'
            for style in STYLES
            if style in font.styles
        )
        + "</p:embeddedFont>"
        for font in fonts
    )
    return listed and f"<p:embeddedFontLst>{listed}</p:embeddedFontLst>"


def _first_number(talk: LaidOutTalk) -> int:
    """Return the number of the first slide: another than 1 in a part of a talk without gaps.

    PowerPoint counts the others from there.
    """
    numbers = [slide.number for slide in talk.slides]
    is_whole = numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else False
    return numbers[0] if is_whole else 1


def _page_type(page: Box) -> str:
    name = _PAGE_TYPES.get((page.width, page.height))
    return f' type="{name}"' if name else ""
