"""The bodies of a slide in all its arrangements and languages, each measured when it is needed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from diptych.model.deck import ArrangementName, Slide
from diptych.model.theme import Theme

if TYPE_CHECKING:
    from diptych.layout.choice import Choice
    from diptych.layout.measuring import Measuring, SlideBody

Arrangements = Callable[[Slide], Mapping[ArrangementName, tuple[Slide, ...]]]
"""Returns the ways in which a slide's content can be arranged, by name, best first."""


def as_written(slide: Slide) -> Mapping[ArrangementName, tuple[Slide, ...]]:  # noqa: ARG001 - the signature of all
    """Return no arrangement but the author's own."""
    return {}


class Bodies:
    """The bodies of one slide by locale and arrangement, each measured once."""

    def __init__(self, arrangements: Arrangements = as_written) -> None:
        self.arrangements = arrangements
        self._arranged: dict[str, Mapping[ArrangementName, tuple[Slide, ...]]] = {}
        self._measuring: dict[str, Measuring] = {}
        self._known: dict[tuple[str, ArrangementName | None, int], SlideBody] = {}
        self._pages: dict[str, tuple[Slide, ...]] = {}
        self._on_pages: dict[int, Bodies] = {}

    def ways(self, slide: Slide, locale: str) -> Mapping[ArrangementName, tuple[Slide, ...]]:
        """Return the ways to arrange the slide in a locale."""
        if locale not in self._arranged:
            self._arranged[locale] = self.arrangements(slide)
        return self._arranged[locale]

    def arranged(self, slide: Slide, locale: str, choice: Choice) -> Slide:
        """Return the slide with its content arranged; as written where it cannot be."""
        if choice.arrangement is None:
            return slide
        ways = self.ways(slide, locale).get(choice.arrangement, ())
        return ways[choice.way] if choice.way < len(ways) else slide

    def pages(self, slide: Slide, theme: Theme, locale: str) -> tuple[Slide, ...]:
        """Return the pages into which the arrangement `pages` divides the slide, each a slide."""
        if locale not in self._pages:
            from diptych.layout.parts import parts_of_slide

            ways = self.ways(slide, locale).get("pages", ())
            self._pages[locale] = parts_of_slide(ways[0], theme, locale) if ways else ()
        return self._pages[locale]

    def on_page(self, index: int) -> Bodies:
        """Return the bodies of one of its pages."""
        return self._on_pages.setdefault(index, Bodies(self.arrangements))

    def body(self, slide: Slide, theme: Theme, locale: str, choice: Choice) -> SlideBody:
        """Return the body of the slide in a locale, arranged as chosen."""
        key = (locale, choice.arrangement, choice.way)
        if key not in self._known:
            from diptych.layout.measuring import Measuring  # not needed for cached slides

            if locale not in self._measuring:
                self._measuring[locale] = Measuring(theme, locale)
            arranged = self.arranged(slide, locale, choice)
            self._known[key] = self._measuring[locale].body(arranged)
        return self._known[key]
