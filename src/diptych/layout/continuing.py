"""A slide that does not fit on one page: its content on as many as it needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise, zip_longest
from typing import NamedTuple

from msgspec.structs import replace

from diptych.layout.body import Body
from diptych.layout.dividing import divide
from diptych.layout.paging import MOST_PAGES, Plan, even_pages
from diptych.layout.parts import with_footnotes
from diptych.layout.placing import lefts_of
from diptych.layout.sources import source_frame
from diptych.layout.stacking import RegionStack
from diptych.model.deck import Slide
from diptych.model.density import Density
from diptych.model.geometry import Emu, emu
from diptych.model.text_frame import TextFrame
from diptych.model.theme import Layout, Theme
from diptych.typography.measured_text import cited_by

_SHARED = 0.5
"""The share of the height that what leads over columns may take above them; what is higher has
pages of its own."""


class Page(NamedTuple):
    """What one page of a slide shows."""

    body: Body
    sources: TextFrame | None


class Continued(NamedTuple):
    """A slide on several pages."""

    density: Density
    pages: tuple[Page, ...]


class _Segment(NamedTuple):
    """Stacks that continue side by side, and what leads over them on their first page."""

    lead: RegionStack | None
    top: Emu
    stacks: tuple[RegionStack, ...]


class _Planned(NamedTuple):
    density: Density
    bad: int
    pages: tuple[Page, ...]


def continued(  # noqa: PLR0917 - a slide, where it is placed, and how it may be set
    slide: Slide, body: Body, layout: Layout, theme: Theme, locale: str, tried: Sequence[Density]
) -> Continued | None:
    """Return the pages of a slide that does not fit on one at any of the `tried` densities.

    It has the largest density that needs no more pages than the smallest one. None if it cannot be
    divided: a word is wider than its column, or it would need too many pages.
    """
    pages = _Pages(slide, body, layout, theme, locale)
    least = tried[-1]
    for stack, _ in body.at(least).boxed:
        highest = stack.stack.filled.region.box.height * MOST_PAGES
        if stack.extent.least > highest or any(part.missing_width for part in stack.parts):
            return None
    smallest = pages.planned(least)
    if len(smallest.pages) > MOST_PAGES:
        return None
    for density in tried[:-1]:
        planned = pages.planned(density)
        is_wide = not all(_is_wide_enough(page.body, density) for page in planned.pages)
        if (planned.bad, len(planned.pages)) == (smallest.bad, len(smallest.pages)) and not is_wide:
            return Continued(density, planned.pages)
    return Continued(least, smallest.pages)


def _is_wide_enough(body: Body, density: Density) -> bool:
    return body.at(density).fits


class _Pages:
    """Divides the body of one slide."""

    def __init__(self, slide: Slide, body: Body, layout: Layout, theme: Theme, locale: str) -> None:
        self.slide, self.body, self.layout, self.theme, self.locale = (
            *(slide, body, layout),
            *(theme, locale),
        )
        self.frames: dict[frozenset[int], TextFrame | None] = {}
        cited = (cited_by(p) for stack in body.all_stacks for p in stack.paragraphs)
        self.cited = with_footnotes(frozenset().union(*cited), slide.sources)
        self.others = frozenset(
            index for index, one in enumerate(slide.sources) if one.number not in self.cited
        )
        """The sources that the body does not cite, which are on the first page."""

    def planned(self, density: Density) -> _Planned:
        """Return the pages at a density, and how many divisions are bad.

        Rows below lines are whole if a page can be as high as each.
        """
        rows = rows_between_lines(self.body.stacks) if not self.body.has_tracks else []
        segments = list(self._segments(density)) if len(rows) > 1 else []
        if len(segments) == 1 and (whole := self._whole_rows(segments[0], rows, density)):
            return _Planned(density, 0, whole)
        bad = 0
        pages: list[Page] = []
        for number, segment in enumerate(self._segments(density)):
            plans = [
                self._plan(segment, stack, density, is_first=number == 0)
                for stack in segment.stacks
            ]
            bad += sum(plan[0] for plan, _ in plans)
            for index, stacks in enumerate(zip_longest(*(made for _, made in plans))):
                lead = segment.lead if index == 0 else None
                pages.append(self._page(lead, tuple(filter(None, stacks)), is_first=not pages))
        return _Planned(density, bad, tuple(pages))

    def _whole_rows(
        self, segment: _Segment, rows: Sequence[tuple[RegionStack, ...]], density: Density
    ) -> tuple[Page, ...]:
        """Return pages of whole rows, each beginning where the first does; none if one is too high.

        What leads over them is on the first.
        """
        boxes = [row[0].filled.region.box for row in rows]
        needed = [max(_least(one, density) for one in row) for row in rows]
        floor = min(self._floor(self.cited, is_first=True), boxes[-1].bottom)
        starts, left = [0], floor - max(boxes[0].y, segment.top)
        for index, height in enumerate(needed):
            if height > left and index > starts[-1]:
                starts.append(index)
                left = floor - boxes[0].y
            if height > left:
                return ()
            left -= height
        pages: list[Page] = []
        for start, end in pairwise((*starts, len(rows))):
            moved = boxes[0].y - boxes[start].y
            more = boxes[-1].bottom - boxes[end - 1].bottom - moved
            whole = [*rows[start : end - 1], [_moved(one, 0, more) for one in rows[end - 1]]]
            stacks = tuple(_moved(one, moved) for row in whole for one in row)
            lead = None if start else segment.lead
            pages.append(self._page(lead, stacks, is_first=not start))
        return tuple(pages)

    def _segments(self, density: Density) -> Iterator[_Segment]:
        lead, stacks = self.body.lead, self.body.stacks
        if lead is None:
            yield _Segment(None, Emu(0), stacks)
            return
        box = lead.filled.region.box
        height = lead.fitted(box.width, density).extent.least
        if height <= box.height * _SHARED:
            yield _Segment(lead, Emu(box.y + height + self.body.gap), stacks)
        else:
            yield _Segment(None, Emu(0), (lead,))
            yield _Segment(None, Emu(0), stacks)

    def _plan(
        self, segment: _Segment, stack: RegionStack, density: Density, *, is_first: bool
    ) -> tuple[Plan, list[RegionStack]]:
        region = stack.filled.region
        is_alone = len(segment.stacks) == 1 and segment.lead is None

        @cache  # asked for each way to end a page
        def room(cited: frozenset[int], *, begins: bool) -> Emu:
            first = is_first and begins
            shown = cited if is_alone else self.cited
            top = max(region.box.y, segment.top if begins else 0)
            bottom = min(region.box.bottom, self._floor(shown, is_first=first or not is_alone))
            return Emu(max(0, bottom - top - 2 * region.inset))

        least = emu(stack_line(stack, density) * 3)
        most = max(room(self.cited, begins=True), least)
        division = divide(stack, density, most)
        plan = even_pages(division, room)
        return plan, [division.page(start, end) for start, end in plan[2]]

    def _page(
        self, lead: RegionStack | None, stacks: tuple[RegionStack, ...], *, is_first: bool
    ) -> Page:
        shown = (*((lead,) if lead else ()), *stacks)
        cited = frozenset().union(*(cited_by(p) for stack in shown for p in stack.paragraphs))
        sources = self._sources(cited, is_first=is_first)
        floor = self._floor(cited, is_first=is_first)
        body = Body(lead=lead, stacks=stacks, floor=floor, gap=self.body.gap)
        return Page(body, sources)

    def _floor(self, cited: frozenset[int], *, is_first: bool) -> Emu:
        sources = self._sources(cited, is_first=is_first)
        return Emu(sources.box.y - self.theme.gap) if sources else self.theme.page.bottom

    def _sources(self, cited: frozenset[int], *, is_first: bool) -> TextFrame | None:
        cited = with_footnotes(cited, self.slide.sources)
        shown = frozenset(
            index
            for index, one in enumerate(self.slide.sources)
            if one.number in cited or (is_first and index in self.others)
        )
        if shown not in self.frames:
            sources = tuple(one for i, one in enumerate(self.slide.sources) if i in shown)
            page = replace(self.slide, sources=sources)
            lefts = lefts_of(stack.filled for stack in self.body.stacks)
            self.frames[shown] = source_frame(page, self.layout, self.theme, self.locale, lefts)
        return self.frames[shown]


def rows_between_lines(stacks: Sequence[RegionStack]) -> list[tuple[RegionStack, ...]]:
    """Return regions that all stand below lines by rows; none if any other is among them."""
    panels = [stack.filled.region.panel for stack in stacks]
    if any(panel is None or panel.form != "upper-edge" for panel in panels):
        return []
    tops = sorted({stack.filled.region.box.y for stack in stacks})
    return [tuple(one for one in stacks if one.filled.region.box.y == y) for y in tops]


def _least(stack: RegionStack, density: Density) -> Emu:
    return stack.fitted(stack.filled.region.box.width, density).extent.least


def _moved(stack: RegionStack, down: int, more: int = 0) -> RegionStack:
    """Return a region that is moved down, and higher by some more."""
    region = stack.filled.region
    box = region.box.rows(Emu(region.box.y + down), Emu(region.box.height + more))
    return replace(stack, filled=replace(stack.filled, region=replace(region, box=box)))


def stack_line(stack: RegionStack, density: Density) -> float:
    """Return the greatest line height of a stack's text, in points."""
    return max((p.sizes(density).line_height for p in stack.paragraphs), default=0.0)
