"""The numbers of the pages of a talk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from diptych.model.deck import Slide
from diptych.model.text import Run


class PageNumber(Struct, frozen=True):
    """The position of a slide in its talk, and the number that it shows."""

    number: int
    shown: str

    def after(self, pages: int) -> PageNumber:
        """Return the number of a later page of the same slide."""
        if not pages:
            return self
        sign = self.shown[:1] if self.shown.startswith("B") else ""
        count = self.shown.removeprefix(sign)
        shown = f"{sign}{int(count) + pages}" if count.isdigit() else self.shown
        return PageNumber(self.number + pages, shown)

    @property
    def run(self) -> Run:
        """Return the number as a field, or as plain text if it is not the page's number."""
        counts = self.shown == str(self.number)
        return Run(self.shown, role="slide-number" if counts else "")


class PageCounter:
    """Counts the pages of a talk; backups are counted separately: B1, B2."""

    def __init__(self) -> None:
        self.ordinary = self.backups = 0

    def next(self, slide: Slide) -> PageNumber:
        """Return the number of the next page, which belongs to `slide`."""
        return page_number(slide, self.ordinary + (not slide.backup), self.backups + slide.backup)

    def add(self, slide: Slide, pages: int) -> None:
        """Count the pages of a slide."""
        if slide.backup:
            self.backups += pages
        else:
            self.ordinary += pages


def page_number(slide: Slide, ordinary: int, backups: int) -> PageNumber:
    """Return the number of a page of `slide`, given how many there are of each kind."""
    return PageNumber(ordinary + backups, f"B{backups}" if slide.backup else str(ordinary))


def page_numbers(slides: Iterable[Slide]) -> Iterator[PageNumber]:
    """Yield the number of each slide of a talk whose slides have one page each."""
    counter = PageCounter()
    for slide in slides:
        yield counter.next(slide)
        counter.add(slide, 1)
