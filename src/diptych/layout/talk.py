"""Lays out a talk in one locale: solves the boxes of every slide, and fixes all sizes."""

from __future__ import annotations

from collections.abc import Iterable

from diptych.diagnostics import Diagnostic, nearest
from diptych.layout.chrome import (
    Feet,
    PageNumber,
    crowded_sources,
    feet_of,
    number_frame,
    page_numbers,
    source_frame,
    title_frames,
)
from diptych.layout.diagnostic_kinds import NO_PLACE, UNKNOWN_DENSITY
from diptych.layout.fitting import fit_body
from diptych.layout.placing import place_content
from diptych.layout.remembered import FORM
from diptych.memo import NO_MEMO, Memo
from diptych.model.block import TextBlock
from diptych.model.deck import Slide, Talk
from diptych.model.geometry import Emu
from diptych.model.laid_out import LaidOutSection, LaidOutSlide, LaidOutTalk
from diptych.model.shapes import Paragraph, Shape, TextFrame
from diptych.model.style import Style
from diptych.model.theme import Layout, Region, Theme


def lay_out(
    talk: Talk, theme: Theme, locale: str, locales: tuple[str, ...], memo: Memo = NO_MEMO
) -> tuple[LaidOutTalk, tuple[Diagnostic, ...]]:
    """Return `talk` laid out in `locale`, one of its `locales`, and what does not fit."""
    found: list[Diagnostic] = []
    sections: list[LaidOutSection] = []
    numbers = page_numbers(talk.slides)
    feet = memo.recall(("feet", talk.name, locale), feet_of, talk.foot, theme, locale)
    for section in talk.sections:
        slides = []
        for slide in section.slides:
            number = next(numbers)
            laid_out, problems = memo.recall(
                ("laid out", talk.name, locale, (slide.id, number.number)),
                lay_out_slide,
                *(slide, feet, theme, locale, number),
                form=FORM,
            )
            slides.append(laid_out)
            found += () if slide.broken else problems
        sections.append(LaidOutSection(title=section.title.plain, slides=tuple(slides)))
    result = LaidOutTalk(
        talk=talk,
        locale=locale,
        locales=locales,
        theme=theme,
        title=talk.title.plain,
        sections=tuple(sections),
    )
    return result, tuple(found)


def lay_out_slide(
    slide: Slide, feet: Feet, theme: Theme, locale: str, number: PageNumber
) -> tuple[LaidOutSlide, tuple[Diagnostic, ...]]:
    """Return one slide with its shapes in reading order; `feet` are those of its talk."""
    placement = place_content(slide, theme)
    layout = placement.layout
    titles, too_long = title_frames(slide, layout, theme, locale)
    sources = source_frame(slide, layout, theme, locale)
    floor = Emu(sources.box.y - theme.gap) if sources else theme.page.bottom
    body = fit_body(placement, slide, theme, locale, floor)
    below = (
        sources,
        feet.frames.get(layout.name),
        number_frame(number, feet.span, layout, theme, locale),
    )
    shapes: tuple[Shape, ...] = (*titles, *body.shapes, *(one for one in below if one))
    laid_out = LaidOutSlide(
        slide=slide,
        part=1,
        number=number.number,
        shown_number=number.shown,
        layout=layout,
        shapes=shapes,
        notes=_notes(slide, theme, locale),
        scale=body.scale,
    )
    misplaced = _misplaced_sources(slide, sources, layout)
    return laid_out, (*placement.found, *too_long, *body.found, *misplaced, *_density(slide, theme))


def _misplaced_sources(
    slide: Slide, frame: TextFrame | None, layout: Layout
) -> Iterable[Diagnostic]:
    if frame is not None:
        return crowded_sources(slide, frame, layout)
    if not slide.sources:
        return ()
    message = f"layout `{layout.name}` has no place for the slide's sources"
    return (NO_PLACE.at(slide.span, message, hint="choose a layout with a `sources` region"),)


def _density(slide: Slide, theme: Theme) -> tuple[Diagnostic, ...]:
    if slide.density is None or slide.density in theme.densities:
        return ()
    message = f"theme `{theme.name}` has no density `{slide.density}`"
    hint = nearest(slide.density, theme.densities, what="density")
    return (UNKNOWN_DENSITY.at(slide.density_span or slide.span, message, hint=hint),)


def _notes(slide: Slide, theme: Theme, locale: str) -> tuple[Paragraph, ...]:
    if not slide.notes:
        return ()
    look = theme.block_styles["notes"]
    region = Region(name="notes", role="text", box=theme.page, styles=(look,))
    style = Style(theme=theme, region=region, locale=locale)
    return tuple(
        p for block in slide.notes if isinstance(block, TextBlock) for p in block.draw(style)
    )
