"""Lays out a talk in its locales, slide by slide; those that did not change are recalled."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from itertools import chain, islice
from typing import Any

from msgspec.structs import replace

from diptych.diagnostics import Diagnostic
from diptych.layout.bodies import Arrangements, Bodies, as_written
from diptych.layout.choice import Choice, Version
from diptych.layout.choosing import choose, in_locale, not_arranged
from diptych.layout.foot import foot_words
from diptych.layout.page_numbers import PageCounter
from diptych.layout.remembered import FORM
from diptych.memo import NO_MEMO, Memo
from diptych.model.deck import Overflow
from diptych.model.laid_out import LaidOutSection, LaidOutSlide, LaidOutTalk

Found = tuple[Diagnostic, ...]


def lay_out(
    shown: Sequence[Version],
    locales: tuple[str, ...],
    memo: Memo = NO_MEMO,
    *,
    overflow: Overflow | None = None,
    deciding: Sequence[Version] = (),
    arrangements: Arrangements = as_written,
) -> list[tuple[LaidOutTalk, Found]]:
    """Return a talk laid out in each locale in which it is `shown`, and what does not fit.

    `locales` are those that it has. Arrangements and densities of its slides are decided by the
    `deciding` versions, that of its source first; by those that are shown if there are none.
    `overflow` takes precedence over what its slides want if they do not fit.
    """
    deciders = deciding or shown
    laying = [_Laying(version, memo, overflow) for version in shown]
    each_slide = zip(*(version.talk.slides for version in deciders), strict=True)
    for place, slides in enumerate(each_slide):
        bodies = Bodies(arrangements)
        choice = choose(slides, deciders, bodies, memo)
        for one in laying:
            one.add(place, choice, bodies)
    made = [one.result(locales) for one in laying]
    of_source = {one for talk, found in made if not _is_translated(talk) for one in found}
    return [(talk, _naming_language(talk, found, of_source)) for talk, found in made]


def _is_translated(talk: LaidOutTalk) -> bool:
    return talk.locale != talk.talk.source_locale


def _naming_language(talk: LaidOutTalk, found: Found, of_source: Collection[Diagnostic]) -> Found:
    """Return what was found in a talk, with its language where neither file nor source tells it."""
    if not _is_translated(talk):
        return found
    endings = (f"{talk.locale}.po", f".{talk.locale}.md", f".{talk.locale}.yaml")

    def is_clear(one: Diagnostic) -> bool:
        return one in of_source or (one.span is not None and one.span.file.endswith(endings))

    return tuple(
        one if is_clear(one) else replace(one, message=f"in `{talk.locale}`, {one.message}")
        for one in found
    )


class _Laying:
    """A talk that is laid out in one locale, slide by slide."""

    def __init__(self, version: Version, memo: Memo, overflow: Overflow | None) -> None:
        self.version, self.memo, self.overflow = version, memo, overflow
        talk = version.talk
        self.slides = talk.slides
        self.counter = PageCounter()
        self.feet = list(foot_words(talk))
        self.laid_out: list[tuple[LaidOutSlide, ...]] = []
        self.found: list[Diagnostic] = []

    def add(self, place: int, choice: Choice, bodies: Bodies) -> None:
        """Lay out the slide at `place` as chosen for all languages."""
        talk, theme, locale = self.version
        slide = self.slides[place]
        number = self.counter.next(slide)
        overflow = self.overflow or slide.overflow or talk.overflow or "error"
        choice = in_locale(choice, slide, self.version)
        pages, problems = self.memo.recall(
            ("laid out", talk.name, locale, (slide.id, number.number)),
            partial(_lay_out_slide, bodies),
            *(slide, self.feet[place], theme, locale, number, choice, overflow),
            form=FORM,
        )
        self.laid_out.append(pages)
        self.counter.add(slide, len(pages))
        if not slide.broken:
            self.found += (*not_arranged(slide, choice, talk), *problems)

    def result(self, locales: tuple[str, ...]) -> tuple[LaidOutTalk, Found]:
        """Return the talk, and what was found on its slides."""
        talk, theme, locale = self.version
        slides = iter(self.laid_out)
        laid_out = LaidOutTalk(
            talk=talk,
            locale=locale,
            locales=locales,
            theme=theme,
            title=talk.title.plain or talk.name,
            sections=tuple(
                LaidOutSection(
                    title=section.title.plain,
                    slides=tuple(chain.from_iterable(islice(slides, len(section.slides)))),
                )
                for section in talk.sections
            ),
        )
        return laid_out, tuple(self.found)


def _lay_out_slide(bodies: Bodies, *made_of: Any) -> tuple[tuple[LaidOutSlide, ...], Found]:
    from diptych.layout.slide import lay_out_slide  # not needed for cached slides

    return lay_out_slide(*made_of, bodies=bodies)
