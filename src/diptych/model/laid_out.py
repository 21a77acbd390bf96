"""A talk with every box solved: what checks judge and writers write."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from diptych.model.deck import Slide, Talk
from diptych.model.shapes import (
    Paragraph,
    PictureShape,
    Shape,
    TableShape,
    TextFrame,
    last_step,
    parts_of,
)
from diptych.model.theme import Layout, Theme


class LaidOutSlide(Struct, frozen=True, kw_only=True):
    """A slide with its shapes, in reading order."""

    slide: Slide
    part: int
    """1, or which continuation it is of a slide that needs several pages."""
    number: int
    """Its page number in the talk, from 1: what `--slides` goes by."""
    shown_number: str = ""
    """What is shown as its number: that of the page, `B1` and on for what is kept as a backup."""
    layout: Layout
    shapes: tuple[Shape, ...]
    notes: tuple[Paragraph, ...] = ()
    scale: float = 1.0

    @property
    def anchor(self) -> str:
        """Return the id for HTML and URLs; reveal.js reads a slash as an index.

        No slide's own id has an underscore, which stands for the colon behind a library's name.
        """
        name = self.slide.id.replace("/", ".").replace(":", "_")
        return name if self.part == 1 else f"{name}.{self.part}"

    @property
    def parts(self) -> list[Shape]:
        """Return its shapes and what stands by itself in them, in reading order."""
        return [part for shape in self.shapes for part in parts_of(shape)]

    @property
    def frames(self) -> tuple[TextFrame, ...]:
        """Return its text frames, the captions of tables among them."""
        return tuple([shape for shape in self.parts if isinstance(shape, TextFrame)])

    @property
    def pictures(self) -> tuple[PictureShape, ...]:
        """Return its pictures."""
        return tuple([shape for shape in self.parts if isinstance(shape, PictureShape)])

    @property
    def tables(self) -> tuple[TableShape, ...]:
        """Return its tables."""
        return tuple([shape for shape in self.parts if isinstance(shape, TableShape)])

    @property
    def steps(self) -> int:
        """Return how many steps reveal it."""
        return max(map(last_step, self.shapes), default=0)


class LaidOutSection(Struct, frozen=True, kw_only=True):
    """A named stretch of laid-out slides."""

    title: str
    slides: tuple[LaidOutSlide, ...]


class LaidOutTalk(Struct, frozen=True, kw_only=True):
    """One talk in one locale, ready to be written."""

    talk: Talk
    locale: str
    locales: tuple[str, ...]
    """All locales built with it, for a switch between them."""
    theme: Theme
    title: str
    sections: tuple[LaidOutSection, ...]

    @property
    def slides(self) -> tuple[LaidOutSlide, ...]:
        """Return all slides in order."""
        return tuple(slide for section in self.sections for slide in section.slides)

    def __iter__(self) -> Iterator[LaidOutSlide]:
        """Yield the slides in order."""
        return iter(self.slides)
