"""Measures a slide: its title, its body in any arrangement, and its sources."""

from __future__ import annotations

import math

from msgspec import Struct
from msgspec.structs import replace

from diptych.diagnostics import Diagnostic
from diptych.layout.body import Body, gather_body
from diptych.layout.densities import largest_fitting
from diptych.layout.fullness import is_sparse
from diptych.layout.headlines import title_frames
from diptych.layout.placing import Placement, lefts_of, place_content
from diptych.layout.sources import source_frame
from diptych.layout.stacking import Contents
from diptych.model.deck import Slide
from diptych.model.density import tried_densities
from diptych.model.geometry import Emu
from diptych.model.text_frame import TextFrame
from diptych.model.theme import Theme

_Titles = tuple[tuple[TextFrame, ...], tuple[Diagnostic, ...]]
"""The frames of title and kicker, and what does not fit in them."""


class SlideBody(Struct, frozen=True, kw_only=True):
    """The body of a slide, measured, the title below which it begins, and the sources below it."""

    placement: Placement
    titles: tuple[TextFrame, ...]
    sources: TextFrame | None
    body: Body
    found: tuple[Diagnostic, ...]
    """What does not fit in titles."""

    def best(self, theme: Theme, slide: Slide, *, below: float = math.inf) -> int | None:
        """Return the index of the largest density at which it fits; None if it fits at none.

        None also if only those from the index `below` on fit.
        """
        tried = tried_densities(theme.densities, slide.density)
        return largest_fitting(self.body, theme.densities, tried, below=below)

    def is_sparse(self, theme: Theme, slide: Slide) -> bool:
        """Return whether it is nothing but text that leaves most of its region free."""
        best = self.best(theme, slide)
        return best is not None and is_sparse(self.body, theme.densities[best])


class Measuring:
    """Measures one slide in one locale in any arrangement, and what these share only once.

    They change what is between its title and its sources, but neither of these.
    """

    def __init__(self, theme: Theme, locale: str) -> None:
        self.contents = Contents(theme, locale)
        self._titles: dict[str, _Titles] = {}
        """Its titles by layout."""
        self._sources: dict[tuple[str, tuple[Emu, ...]], TextFrame | None] = {}
        """Its sources by layout, and by where its content begins."""

    def body(self, slide: Slide) -> SlideBody:
        """Return the body of the slide, as it is arranged, placed and measured."""
        theme = self.contents.theme
        placed = place_content(slide, theme)
        (titles, found), sources = self._around(slide, placed)
        placement = placed.below(titles, theme.gap)
        floor = Emu(sources.box.y - theme.gap) if sources else theme.page.bottom
        body = replace(gather_body(placement, self.contents, floor), titles=titles)
        return SlideBody(
            placement=placement, titles=titles, sources=sources, body=body, found=found
        )

    def _around(self, slide: Slide, placed: Placement) -> tuple[_Titles, TextFrame | None]:
        layout = placed.layout
        lefts = lefts_of(placed.regions) if slide.sources else ()
        about = slide, layout, self.contents.theme, self.contents.locale
        if layout.name not in self._titles:
            self._titles[layout.name] = title_frames(*about)
        if (layout.name, lefts) not in self._sources:
            self._sources[layout.name, lefts] = source_frame(*about, lefts)
        return self._titles[layout.name], self._sources[layout.name, lefts]
