"""Lays out one slide: solves the boxes of its pages, and fixes all sizes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import NamedTuple

from msgspec.structs import replace

from diptych.diagnostics import Diagnostic, nearest
from diptych.layout.bodies import Bodies
from diptych.layout.body import Body
from diptych.layout.choice import AS_WRITTEN, Choice
from diptych.layout.diagnostic_kinds import NO_PLACE, OVERFLOW, UNKNOWN_DENSITY
from diptych.layout.fitting import FittedBody, fit_body, tight_at
from diptych.layout.foot import FootWords
from diptych.layout.foot_frames import foot_of, number_frame
from diptych.layout.headlines import title_frames
from diptych.layout.icons import with_icons, without_icons
from diptych.layout.measuring import Measuring, SlideBody
from diptych.layout.overflows import Ways, no_ways
from diptych.layout.page_numbers import PageNumber
from diptych.layout.placing import Placement
from diptych.layout.reducing import has_reducible, reduced, small_type
from diptych.layout.scrims import with_scrims
from diptych.layout.sources import crowded_sources
from diptych.model.block import Block
from diptych.model.deck import ArrangementName, Overflow, Slide
from diptych.model.density import tried_densities
from diptych.model.drawn_shapes import Rectangle
from diptych.model.geometry import Emu, Pt
from diptych.model.laid_out import LaidOutSlide, page_mark
from diptych.model.paragraph import Paragraph
from diptych.model.shape_steps import from_first_step
from diptych.model.shapes import Shape
from diptych.model.style import Style
from diptych.model.text import Run
from diptych.model.text_frame import TextFrame
from diptych.model.theme import Layout, Region, Theme

Found = tuple[Diagnostic, ...]
_MOST = 88
"""The number of pages for whose mark a title has room: on nearly all slides it is narrower."""


def lay_out_slide(  # noqa: PLR0917 - everything that a slide depends on, for the memo
    slide: Slide,
    foot: FootWords,
    theme: Theme,
    locale: str,
    number: PageNumber,
    choice: Choice = AS_WRITTEN,
    overflow: Overflow = "error",
    *,
    bodies: Bodies | None = None,
) -> tuple[tuple[LaidOutSlide, ...], Found]:
    """Return the pages of one slide with their shapes in reading order, and what was found.

    `foot` is what its foot says, `number` is that of its first page. Its arrangement and its
    largest density are those of `choice`. What `bodies` have measured is not measured again.
    """
    measured = bodies or Bodies()
    solved = _pages(slide, theme, locale, choice, overflow, measured)
    notes = _notes(slide, theme, locale)
    pages: list[LaidOutSlide] = []
    found: list[Diagnostic] = [*solved[0].placement.found, *_density(slide, theme)]
    for part, page in enumerate(solved, 1):
        page_number = number.after(part - 1)
        layout = page.placement.layout
        below = (
            page.sources,
            *(_in_place(one, layout) for one in foot_of(foot, layout.name, theme, locale)),
            number_frame(page_number, foot.footer.span, layout, theme, locale),
        )
        stacked: tuple[Shape, ...] = (
            *page.titles,
            *page.body.shapes,
            *(one for one in below if one),
        )
        shapes = with_scrims(with_icons(stacked, theme), layout, theme)
        pages.append(
            LaidOutSlide(
                slide=slide,
                part=part,
                pages=len(solved),
                mark=page_mark(part, len(solved), locale),
                number=page_number.number,
                shown_number=page_number.shown,
                layout=theme.layout_in(layout.authored_name, slide.mode) or layout,
                shapes=from_first_step(shapes) if part > 1 else shapes,
                notes=notes if part == 1 else (),
                density=page.body.density,
                arrangement=choice.arrangement,
                arranged_within=page.arranged_within,
                is_centred=page.is_centred,
            )
        )
        found += (*page.found, *page.body.found, *small_type(page.body, theme))
        found += _misplaced_sources(slide, page.sources, layout)
    return tuple(pages), tuple(dict.fromkeys(found))


class _Page(NamedTuple):
    """What one page of a slide shows, besides its foot."""

    placement: Placement
    titles: tuple[TextFrame, ...]
    body: FittedBody
    sources: TextFrame | None
    found: Found
    """What does not fit in titles."""
    is_centred: bool
    arranged_within: ArrangementName | None = None


def _pages(  # noqa: PLR0917 - what `lay_out_slide` has
    slide: Slide, theme: Theme, locale: str, choice: Choice, overflow: Overflow, bodies: Bodies
) -> tuple[_Page, ...]:
    """Return the pages of a slide: those of its arrangement, or those that it needs."""
    if not choice.pages:
        ways = partial(_ways_out, slide, overflow, bodies)
        return _going_on(slide, theme, locale, choice, overflow, bodies, ways)
    parts = bodies.pages(slide, theme, locale)
    return tuple(
        page._replace(arranged_within=own.arrangement)
        for index, (part, own) in enumerate(zip(parts, choice.pages, strict=True))
        for page in _going_on(part, theme, locale, own, "error", bodies.on_page(index))
    )


def _ways_out(slide: Slide, overflow: Overflow, bodies: Bodies) -> Iterator[str]:
    """Yield what its author can write to give a slide that does not fit more pages."""
    if bodies.arrangements(replace(slide, arrange="pages")).get("pages"):
        yield "set its groups on two pages with `arrange: pages`"
    if overflow != "continue":
        yield "let it continue on further pages with `overflow: continue`"


def _going_on(  # noqa: PLR0917 - what `lay_out_slide` has
    slide: Slide,
    theme: Theme,
    locale: str,
    choice: Choice,
    overflow: Overflow,
    bodies: Bodies,
    ways: Ways = no_ways,
) -> tuple[_Page, ...]:
    """Return the one page of a slide, or several if it needs them and its talk allows that.

    Diagrams are smaller than their theme permits, with a warning, if they fit in no other way.
    """
    made = _set(slide, theme, locale, choice, overflow, bodies, ways)
    if not _is_too_much(made) or not has_reducible(bodies.body(slide, theme, locale, choice).body):
        return made
    again = _set(slide, theme, locale, choice, overflow, bodies, ways, is_reduced=True)
    return made if _is_too_much(again) else again


def _is_too_much(pages: Iterable[_Page]) -> bool:
    return any(one.kind == OVERFLOW for page in pages for one in page.body.found)


def _set(  # noqa: PLR0917 - as above
    slide: Slide,
    theme: Theme,
    locale: str,
    choice: Choice,
    overflow: Overflow,
    bodies: Bodies,
    ways: Ways,
    *,
    is_reduced: bool = False,
) -> tuple[_Page, ...]:
    def body_of(slide: SlideBody) -> Body:
        return reduced(slide.body) if is_reduced else slide.body

    own = bodies.body(slide, theme, locale, choice)
    wanted = replace(body_of(own), is_centred=choice.is_centred)
    body = fit_body(wanted, slide, theme, choice.density, overflow, ways)
    placement, layout = own.placement, own.placement.layout
    if overflow == "continue" and any(one.kind == OVERFLOW for one in body.found):
        from diptych.layout.continuing import continued  # few slides go on

        tried = [theme.densities[i] for i in tried_densities(theme.densities, slide.density)]
        arranged = bodies.arranged(slide, locale, choice)
        most = replace(arranged, mark=page_mark(_MOST, _MOST, locale))
        lower = body_of(Measuring(theme, locale).body(most))
        more = continued(slide, lower, layout, theme, locale, tried)
        if more is not None:
            pages: list[_Page] = []
            for part, page in enumerate(more.pages, 1):
                mark = page_mark(part, len(more.pages), locale)
                titles, long = title_frames(replace(slide, mark=mark), layout, theme, locale)
                fitted = tight_at(page.body, more.density)
                pages.append(
                    _Page(placement, titles, fitted, page.sources, long, choice.is_centred)
                )
            return tuple(pages)
    return (_Page(placement, own.titles, body, own.sources, own.found, choice.is_centred),)


def _in_place(shape: TextFrame | Rectangle, layout: Layout) -> TextFrame | Rectangle:
    """Return what is at the foot where its region is on this slide."""
    region = layout.region(shape.region)
    is_elsewhere = isinstance(shape, TextFrame) and region is not None and region.box != shape.box
    return replace(shape, box=region.box) if is_elsewhere and region is not None else shape


def _misplaced_sources(
    slide: Slide, frame: TextFrame | None, layout: Layout
) -> Iterable[Diagnostic]:
    if frame is not None:
        return crowded_sources(slide, frame, layout)
    if not slide.sources or layout.with_role("sources"):
        return ()  # those of a slide on several pages are where they are cited
    message = f"layout `{layout.name}` has no place for the slide's sources"
    return (NO_PLACE.at(slide.span, message, hint="choose a layout with a `sources` region"),)


def _density(slide: Slide, theme: Theme) -> tuple[Diagnostic, ...]:
    names = [density.name for density in theme.densities]
    if slide.density is None or slide.density in names:
        return ()
    message = f"theme `{theme.name}` has no density `{slide.density}`"
    hint = nearest(slide.density, names, what="density")
    return (UNKNOWN_DENSITY.at(slide.density_span or slide.span, message, hint=hint),)


def _notes(slide: Slide, theme: Theme, locale: str) -> tuple[Paragraph, ...]:
    if not slide.notes:
        return ()
    look = theme.block_styles["notes"]
    region = Region(name="notes", role="text", box=theme.page, styles=(look,))
    style = Style(theme=theme, region=region, locale=locale)
    return tuple(p for block in slide.notes for p in _noted(block, style))


def _noted(block: Block, style: Style) -> Iterator[Paragraph]:
    """Yield the paragraphs of a block in notes, which have no panels, colours, numbers and icons.

    What is below a list item is at its level. Only the first line of a listing has space above it.
    Of a table only the words remain; its empty cells make no paragraphs.
    """
    level = 0
    for part in block.parts(style):
        if isinstance(part, Paragraph):
            level = part.level
            yield without_icons(part)
            continue
        for index, paragraph in enumerate(part.setting.paragraphs):
            words = "".join(run.text for run in paragraph.runs if isinstance(run, Run))
            if not words and paragraph.kind != "code":
                continue
            yield replace(
                paragraph,
                runs=(Run(words),),
                level=level if part.indent else 0,
                indent=part.indent,
                hanging=Emu(0),
                bullet=None,
                space_before=paragraph.size if index == 0 else Pt(0),
                step=0,
            )
