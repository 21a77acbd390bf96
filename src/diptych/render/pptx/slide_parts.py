"""The parts of one slide: itself, its notes and charts, and its trace."""

from __future__ import annotations

from collections.abc import Mapping

from diptych.render.pptx.arrangement import arrange
from diptych.render.pptx.design import Design
from diptych.render.pptx.draft import Draft
from diptych.render.pptx.media import PackageMedia
from diptych.render.pptx.names import notes_name, slide_name, tags_name
from diptych.render.pptx.notes import notes_part
from diptych.render.pptx.package import pack
from diptych.render.pptx.provenance import tags_part, trace
from diptych.render.pptx.remembered import SlideParts
from diptych.render.pptx.slide import Page, Related, slide_part


def slide_parts(
    page: Page,
    *,
    number: int,
    layout: str,
    design: Design,
    media: PackageMedia,
    pages: Mapping[str, str],
    paths: Mapping[str, str],
) -> SlideParts:
    """Return the parts of a slide, which has the part `layout`.

    `pages` are the parts of slides by id, `paths` the quoted paths of sources by names in spans.
    """
    slide, motion = page
    name, notes = slide_name(number), notes_name(number) if slide.notes else None
    arranged = arrange(slide, design, is_morphing=motion.has_morph)
    related = Related(layout=layout, tags=tags_name(number), notes=notes)
    draft = Draft(design=design.on(slide.layout), media=media, pages=pages, number=number)
    noted = Draft(design=design, media=media, pages=pages)
    part = pack(slide_part(page, arranged, name, related, draft))
    traced = trace(slide, arranged, name, paths)
    return SlideParts(
        traced,
        part,
        pack(notes_part(slide, notes, name, noted)) if notes else None,
        pack(tags_part(traced, number)),
        tuple(draft.charts),
    )
