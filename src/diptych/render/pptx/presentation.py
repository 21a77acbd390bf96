"""The presentation: all parts of the package, in the order in which they are written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from diptych.model.geometry import Box
from diptych.model.laid_out import LaidOutSlide, LaidOutTalk, Motion
from diptych.model.supplies import Supplies
from diptych.render import PPTX
from diptych.render.output import File
from diptych.render.pptx.captions import captions_of
from diptych.render.pptx.charts.gaps import report_areas_with_gaps
from diptych.render.pptx.fitted import fit_layouts
from diptych.render.pptx.formula_pictures import with_formula_pictures
from diptych.render.pptx.media import PackageMedia
from diptych.render.pptx.names import (
    FIRST_MASTER_ID,
    MASTER,
    NOTES_HEIGHT,
    NOTES_MASTER,
    NOTES_WIDTH,
    layout_names,
    slide_name,
)
from diptych.render.pptx.package import PackedPart, Part, Relationship, Relationships, write_package
from diptych.render.pptx.properties import app_part, core_part
from diptych.render.pptx.provenance import PROVENANCE, Trace, files_of, provenance_parts
from diptych.render.pptx.remembered import FILES, FRAME, SLIDE, Frame, SlideParts
from diptych.render.pptx.section import section_list
from diptych.render.pptx.stepped_rows import report_stepped_rows
from diptych.render.pptx.xml import document, quote

if TYPE_CHECKING:  # importing it takes longer than reading all slides that are cached
    from diptych.render.pptx.design import Design
    from diptych.render.pptx.embedded_fonts import EmbeddedFont

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
    report_areas_with_gaps(talk, supplies)
    talk = with_formula_pictures(talk, supplies)
    media = PackageMedia(pictures=supplies.draw(talk), theme=talk.theme, memo=supplies.memo)
    files = supplies.memo.recall_all("files", talk.talk.name, files_of, talk, FILES)
    parts = _parts(fit_layouts(talk, supplies.memo), files, supplies, media)
    yield PPTX.path(talk), write_package(parts, media.parts, _ROOTS)


def _parts(
    talk: LaidOutTalk, files: Iterable[Sequence[str]], supplies: Supplies, media: PackageMedia
) -> Iterator[Part | PackedPart]:
    """Yield every part except the pictures, which are collected in `media`.

    `files` are the names of the sources of each slide.
    """
    made_of = (talk.theme, talk.locale, talk.talk.foot.plain, talk.talk.shown_date)
    design = cache(partial(_design, *made_of))
    for layout in talk.theme.layouts.values():
        for decoration in layout.decorations:
            if decoration.picture is not None:
                media.add(decoration.picture)
    is_noted = any(slide.notes for slide in talk.slides)
    frame = supplies.memo.recall(
        ("pptx frame", talk.talk.name, talk.locale, is_noted),
        lambda *_: _frame(design(), media, is_noted=is_noted),
        *(*made_of, is_noted),
        form=FRAME,
    )
    traces: list[Trace] = []
    notes: list[PackedPart] = []
    tags: list[PackedPart] = []
    fonts = _fonts(talk, supplies)
    for font in fonts:
        media.parts.update((part.name, part) for part in font.styles.values())
    yield _presentation(talk, frame, fonts, with_notes=is_noted)
    for one in _slides(talk, files, design, media, supplies):
        traces.append(one.trace)
        tags.append(one.tags)
        notes += [one.notes] if one.notes else []
        yield one.slide
        yield from one.charts
    yield frame.master
    yield from frame.layouts
    yield from frame.themes
    yield from frame.notes_masters
    yield from notes
    yield from tags
    yield from frame.views
    yield core_part(talk)
    yield app_part(talk)
    yield from provenance_parts(talk, traces)


def _design(*made_of: Any) -> Design:
    from diptych.render.pptx.design import read_design

    return read_design(*made_of)


def _frame(design: Design, media: PackageMedia, *, is_noted: bool) -> Frame:
    from diptych.render.pptx.frame import frame_of

    return frame_of(design, media, is_noted=is_noted)


def _fonts(talk: LaidOutTalk, supplies: Supplies) -> tuple[EmbeddedFont, ...]:
    if talk.talk.embed_fonts is None:
        return ()
    from diptych.render.pptx.embedded_fonts import embedded_fonts  # few talks ask for them

    return embedded_fonts(talk, supplies)


def _slides(
    talk: LaidOutTalk,
    files: Iterable[Sequence[str]],
    design: Callable[[], Design],
    media: PackageMedia,
    supplies: Supplies,
) -> Iterator[SlideParts]:
    quoted = {name: quote(path) for name, path in supplies.project_paths.items()}
    layouts = layout_names(talk.theme)
    pages = _pages(talk)

    def write(
        slide: LaidOutSlide, number: int, layout: str, _: str, motion: Motion, *__: object
    ) -> SlideParts:
        from diptych.render.pptx.slide import Page
        from diptych.render.pptx.slide_parts import slide_parts

        return slide_parts(
            Page(slide, motion),
            number=number,
            layout=layout,
            design=design(),
            media=media,
            pages=pages,
            paths=quoted,
        )

    shared = (talk.theme, (talk.locale, talk.talk.foot.plain, talk.talk.shown_date, pages))
    each = zip(talk.slides, talk.motions, files, strict=True)
    for number, (slide, motion, own) in enumerate(each, 1):
        for picture in slide.pictures:
            media.add(picture.asset)
            if picture.recording is not None and picture.recording.in_powerpoint:
                media.add(picture.recording.asset)
                if (captions := captions_of(picture.recording, talk.locale)) is not None:
                    media.add_captions(captions)
        place = ("pptx", talk.talk.name, talk.locale, number)
        paths = " ".join(str(quoted.get(file)) for file in own)
        made_of = (slide, number, layouts[slide.layout.name], paths, motion, *shared)
        yield supplies.memo.recall(place, write, *made_of, form=SLIDE)


def _pages(talk: LaidOutTalk) -> dict[str, str]:
    """Return the part of each slide by id, its first page; of others by `id/2`."""
    names: dict[str, str] = {}
    for number, slide in enumerate(talk.slides, 1):
        address = slide.slide.id if slide.part == 1 else f"{slide.slide.id}/{slide.part}"
        names.setdefault(address, slide_name(number))
    return names


def _presentation(
    talk: LaidOutTalk, frame: Frame, fonts: tuple[EmbeddedFont, ...], *, with_notes: bool
) -> Part:
    """Return the main part (ECMA-376-1, 19.2.1.26), related to parts that it does not name."""
    relationships = Relationships()
    master = relationships.add("slideMaster", MASTER)
    count = len(talk.slides)
    ids = range(_FIRST_SLIDE_ID, _FIRST_SLIDE_ID + count)
    listed = "".join(
        f'<p:sldId id="{id_}" r:id="{relationships.add("slide", slide_name(number))}"/>'
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
            f'<p:{style} r:id="{relationships.add("font", media.name)}"/>'
            for style, media in font.styles.items()
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
