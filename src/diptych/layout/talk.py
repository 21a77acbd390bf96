"""Lays out a talk in one locale: solves the boxes of every slide, and fixes all sizes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import islice, repeat
from typing import Any, NamedTuple

from msgspec import Struct

from diptych.diagnostics import Diagnostic, nearest
from diptych.layout.chrome import (
    Feet,
    FootWords,
    PageNumber,
    crowded_sources,
    feet_of,
    number_frame,
    page_numbers,
    source_frame,
    ticked_sections,
    title_frames,
)
from diptych.layout.diagnostic_kinds import NO_PLACE, UNKNOWN_DENSITY
from diptych.layout.fitting import Body, common_density, fit_body, gather_body
from diptych.layout.placing import Placement, place_content
from diptych.layout.remembered import FORM
from diptych.layout.scrims import with_scrims
from diptych.memo import NO_MEMO, Form, Memo
from diptych.model.block import TextBlock
from diptych.model.deck import Section, Slide, Talk
from diptych.model.density import tried_densities
from diptych.model.forms import read, written
from diptych.model.geometry import Emu
from diptych.model.laid_out import LaidOutSection, LaidOutSlide, LaidOutTalk
from diptych.model.shapes import Paragraph, Shape, TextFrame
from diptych.model.style import Style
from diptych.model.theme import Layout, Region, Theme

Found = tuple[Diagnostic, ...]


class Version(NamedTuple):
    """A talk as shown in one locale."""

    talk: Talk
    theme: Theme
    locale: str


def lay_out(
    shown: Sequence[Version],
    locales: tuple[str, ...],
    memo: Memo = NO_MEMO,
    *,
    deciding: Sequence[Version] = (),
) -> list[tuple[LaidOutTalk, Found]]:
    """Return a talk laid out in each locale in which it is `shown`, and what does not fit.

    `locales` are those that it has. The densities of its slides are decided by the `deciding`
    versions, that of its source first; by those that are shown if there are none.
    """
    deciders = deciding or shown
    laying = [_Laying(version, memo) for version in shown]
    each_slide = zip(*(version.talk.slides for version in deciders), strict=True)
    for place, slides in enumerate(each_slide):
        measured = _Measured()
        common = _common_density(slides, deciders, measured, memo)
        for one in laying:
            one.add(place, common, measured)
    return [one.result(locales) for one in laying]


def _common_density(
    slides: tuple[Slide, ...], deciders: Sequence[Version], measured: _Measured, memo: Memo
) -> int:
    """Return the index of the largest density that a slide may have in any locale."""
    if len(deciders) == 1 or any(slide.broken for slide in slides):
        return 0
    first = deciders[0]
    place = ("density", first.talk.name, slides[0].id)
    others = [part for one in deciders for part in (one.theme, one.locale)]

    def choose(*_: object) -> int:
        return common_density(
            [
                measured.body(slide, one.theme, one.locale).best(one.theme, slide)
                for slide, one in zip(slides, deciders, strict=True)
            ]
        )

    return memo.recall(place, choose, *slides, *others, form=_INDEX)


def _index(data: bytes, *made_of: Any) -> int:
    found: int = read(data, int)
    theme: Theme = made_of[len(made_of) // 3]
    if not 0 <= found < len(theme.densities):
        message = f"there is no density {found}"
        raise ValueError(message)
    return found


_INDEX: Form[int] = Form(written, _index)


class _Laying:
    """A talk that is laid out in one locale, slide by slide."""

    def __init__(self, version: Version, memo: Memo) -> None:
        self.version, self.memo = version, memo
        talk = version.talk
        self.slides = talk.slides
        self.numbers = page_numbers(talk.slides)
        self.feet = list(self._feet())
        self.laid_out: list[LaidOutSlide] = []
        self.found: list[Diagnostic] = []

    def _feet(self) -> Iterator[Feet]:
        """Yield the foot of each slide, which those of a section share."""
        talk, theme, locale = self.version
        ticked = ticked_sections(talk)
        for place, section in enumerate(talk.sections):
            words = _foot_words(talk, section, ticked)
            at = ("feet", talk.name, locale, place)
            yield from repeat(
                self.memo.recall(at, feet_of, words, theme, locale), len(section.slides)
            )

    def add(self, place: int, common: int, measured: _Measured) -> None:
        """Lay out the slide at `place`, at most at the density with the index `common`."""
        talk, theme, locale = self.version
        slide, number = self.slides[place], next(self.numbers)
        laid_out, problems = self.memo.recall(
            ("laid out", talk.name, locale, (slide.id, number.number)),
            partial(lay_out_slide, measured=measured),
            *(slide, self.feet[place], theme, locale, number, common),
            form=FORM,
        )
        self.laid_out.append(laid_out)
        self.found += () if slide.broken else problems

    def result(self, locales: tuple[str, ...]) -> tuple[LaidOutTalk, Found]:
        """Return the talk, and what was found on its slides."""
        talk, theme, locale = self.version
        slides = iter(self.laid_out)
        laid_out = LaidOutTalk(
            talk=talk,
            locale=locale,
            locales=locales,
            theme=theme,
            title=talk.title.plain,
            sections=tuple(
                LaidOutSection(
                    title=section.title.plain, slides=tuple(islice(slides, len(section.slides)))
                )
                for section in talk.sections
            ),
        )
        return laid_out, tuple(self.found)


def _foot_words(talk: Talk, section: Section, ticked: Sequence[Section]) -> FootWords:
    """Return what the foot says on the slides of a section; without a tick it has none at all."""
    titles = tuple(one.title.plain for one in ticked) if section in ticked else ()
    current = ticked.index(section) if titles else 0
    return FootWords(talk.foot, talk.shown_date, titles, current)


class _Measured:
    """The bodies of one slide, measured once to decide on a density and to be laid out."""

    def __init__(self) -> None:
        self.known: dict[str, SlideBody] = {}

    def body(self, slide: Slide, theme: Theme, locale: str) -> SlideBody:
        """Return the body of the slide in a locale."""
        if locale not in self.known:
            self.known[locale] = measure_body(slide, theme, locale)
        return self.known[locale]


class SlideBody(Struct, frozen=True, kw_only=True):
    """The body of a slide, measured, the title below which it begins, and the sources below it."""

    placement: Placement
    titles: tuple[TextFrame, ...]
    sources: TextFrame | None
    body: Body
    found: Found
    """What does not fit in titles."""

    def best(self, theme: Theme, slide: Slide) -> int | None:
        """Return the index of the largest density at which it fits; None if it fits at none."""
        return self.body.best(theme.densities, tried_densities(theme.densities, slide.density))


def measure_body(slide: Slide, theme: Theme, locale: str) -> SlideBody:
    """Return the body of a slide placed and measured."""
    placed = place_content(slide, theme)
    titles, found = title_frames(slide, placed.layout, theme, locale)
    placement = placed.below(titles, theme.gap)
    sources = source_frame(slide, placement.layout, theme, locale)
    floor = Emu(sources.box.y - theme.gap) if sources else theme.page.bottom
    body = gather_body(placement, theme, locale, floor)
    return SlideBody(placement=placement, titles=titles, sources=sources, body=body, found=found)


def lay_out_slide(  # noqa: PLR0917 - everything that a slide depends on, for the memo
    slide: Slide,
    feet: Feet,
    theme: Theme,
    locale: str,
    number: PageNumber,
    common: int = 0,
    *,
    measured: _Measured | None = None,
) -> tuple[LaidOutSlide, Found]:
    """Return one slide with its shapes in reading order; `feet` are those of its talk.

    Its density is not larger than the one with the index `common`. What is `measured` already is
    not measured again.
    """
    own = (measured or _Measured()).body(slide, theme, locale)
    placement, layout = own.placement, own.placement.layout
    body = fit_body(own.body, slide, theme, common)
    below = (
        own.sources,
        *feet.shapes.get(layout.name, ()),
        number_frame(number, feet.span, layout, theme, locale),
    )
    stacked: tuple[Shape, ...] = (*own.titles, *body.shapes, *(one for one in below if one))
    shapes = with_scrims(stacked, layout, theme)
    laid_out = LaidOutSlide(
        slide=slide,
        part=1,
        number=number.number,
        shown_number=number.shown,
        layout=layout,
        shapes=shapes,
        notes=_notes(slide, theme, locale),
        density=body.density,
    )
    misplaced = _misplaced_sources(slide, own.sources, layout)
    return laid_out, (
        *placement.found,
        *own.found,
        *body.found,
        *misplaced,
        *_density(slide, theme),
    )


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
    return tuple(
        p for block in slide.notes if isinstance(block, TextBlock) for p in block.draw(style)
    )
