"""A talk after layout, with every box solved: the input of checks and writers."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from diptych.diagnostics import DiagnosticKind
from diptych.model.deck import ArrangementName, Slide, Talk, Transition
from diptych.model.density import OWN, Density
from diptych.model.paragraph import Paragraph
from diptych.model.shapes import PictureShape, Shape, last_step, parts_of
from diptych.model.table_shape import TableShape
from diptych.model.text_frame import TextFrame
from diptych.model.theme import Layout, Theme


def anchor_of(slide_id: str) -> str:
    """Return the anchor of a slide's first part: without slashes, which reveal.js reads as indices.

    The colon after a library's name becomes an underscore, which no slide id contains.
    """
    return slide_id.replace("/", ".").replace(":", "_")


_FULL_WIDTH = ("zh", "ja", "yue")
"""Languages whose parentheses are as wide as their characters, and without spaces around them
(W3C, CLREQ and JLREQ)."""


def page_mark(part: int, pages: int, locale: str) -> str:
    """Return what stands after the title of a slide's page, ` (2/3)`; nothing for its only one."""
    if pages <= 1:
        return ""
    if locale.partition("-")[0].lower() in _FULL_WIDTH:
        return f"\uff08{part}/{pages}\uff09"
    return f" ({part}/{pages})"


class LaidOutSlide(Struct, frozen=True, kw_only=True, dict=True):
    """A slide with its shapes, in reading order."""

    slide: Slide
    part: int
    """The page of a slide that needs several, from 1."""
    pages: int = 1
    """How many pages the slide needs."""
    mark: str = ""
    """What stands after its title if it needs several: ` (2/3)`."""
    number: int
    """Its page number in the talk, from 1, as used by `--slides`."""
    shown_number: str = ""
    """Its number as shown: the page number, or `B1`, `B2` … for backups."""
    layout: Layout
    shapes: tuple[Shape, ...]
    notes: tuple[Paragraph, ...] = ()
    density: Density = OWN
    """The sizes of its body."""
    arrangement: ArrangementName | None = None
    """How its content was arranged; None if it was laid out as written."""
    arranged_within: ArrangementName | None = None
    """How the content of this page was arranged, if that of the slide was divided into pages."""
    is_centred: bool = False
    """Whether its body is in the middle of its region, which it leaves mostly free."""

    @property
    def hash_parts(self) -> tuple[object, ...]:
        """Return its content in parts; what it shares with other slides or layouts is separate.

        So each is encoded once to know whether it is the same.
        """
        numbers = f"{self.part} {self.pages} {self.number} {self.shown_number}"
        return (self.slide, self.layout, self.shapes, self.notes, numbers, self.density)

    @property
    def title(self) -> str:
        """Return the words of its title, with `(2/3)` on the pages of a slide that needs three."""
        return f"{self.slide.title.plain}{self.mark}".strip()

    @property
    def anchor(self) -> str:
        """Return the id for HTML, URLs and PDF."""
        name = anchor_of(self.slide.id)
        return name if self.part == 1 else f"{name}.{self.part}"

    @cached_property
    def parts(self) -> tuple[Shape, ...]:
        """Return its shapes and the shapes within them, in reading order."""
        return tuple([part for shape in self.shapes for part in parts_of(shape)])

    def allows(self, kind: DiagnosticKind) -> bool:
        """Return whether its author allows a warning; writers then do not give it for this slide.

        What is found before writing is left out for it afterwards.
        """
        return any(name == kind.name for name, _ in self.slide.allow)

    @property
    def time(self) -> int:
        """Return the seconds that it takes in the talk; 0 if unknown, or if it is a backup.

        Those of a slide that needs several pages are on the first.
        """
        is_counted = self.part == 1 and not (self.slide.backup or self.slide.hidden)
        return self.slide.time or 0 if is_counted else 0

    def without_notes(self) -> LaidOutSlide:
        """Return it without what is only for the speaker."""
        slide = self.slide if self.slide.time is None else replace(self.slide, time=None)
        return replace(self, notes=(), slide=slide)

    @property
    def frames(self) -> tuple[TextFrame, ...]:
        """Return its text frames, including the captions of tables."""
        return tuple([shape for shape in self.parts if isinstance(shape, TextFrame)])

    @cached_property
    def pictures(self) -> tuple[PictureShape, ...]:
        """Return its pictures, which are never within other shapes."""
        return tuple([shape for shape in self.shapes if isinstance(shape, PictureShape)])

    @property
    def tables(self) -> tuple[TableShape, ...]:
        """Return its tables."""
        return tuple([shape for shape in self.parts if isinstance(shape, TableShape)])

    @property
    def steps(self) -> int:
        """Return how many steps it takes until all of it is shown."""
        return max(map(last_step, self.shapes), default=0)


class Motion(NamedTuple):
    """How a slide appears, and how it makes way for the next one."""

    enter: Transition = "none"
    leave: Transition = "none"

    @property
    def has_morph(self) -> bool:
        """Return whether some of its parts move from the slide before, or to the next."""
        return "morph" in self


STILL = Motion()


class LaidOutSection(Struct, frozen=True, kw_only=True):
    """A named sequence of laid-out slides."""

    title: str
    slides: tuple[LaidOutSlide, ...]


class LaidOutTalk(Struct, frozen=True, kw_only=True):
    """One talk in one locale, ready to be written."""

    talk: Talk
    locale: str
    locales: tuple[str, ...]
    """All locales that it is built in, for the language switch."""
    theme: Theme
    title: str
    sections: tuple[LaidOutSection, ...]

    @property
    def slides(self) -> tuple[LaidOutSlide, ...]:
        """Return all slides in order."""
        return tuple(chain.from_iterable([section.slides for section in self.sections]))

    @property
    def plays(self) -> bool:
        """Return whether it has videos or sounds."""
        return any(one.recording is not None for slide in self for one in slide.pictures)

    @property
    def motions(self) -> tuple[Motion, ...]:
        """Return the motion of each slide, in order; hidden slides are passed over."""
        following: Transition = "none"
        found: list[Motion] = []
        for slide in reversed(self.slides):
            enter = slide.slide.transition or "none"
            found.append(Motion(enter, following))
            following = following if slide.slide.hidden else enter
        return tuple(reversed(found))

    @property
    def unhidden(self) -> tuple[LaidOutSlide, ...]:
        """Return the slides that are for everybody, in order."""
        return tuple(slide for slide in self.slides if not slide.slide.hidden)

    def without_notes(self) -> LaidOutTalk:
        """Return the talk without speaker notes and times, so that no writer can write them."""
        sections = (
            replace(section, slides=tuple(slide.without_notes() for slide in section.slides))
            for section in self.sections
        )
        return replace(self, sections=tuple(sections))

    def handed_out(self) -> LaidOutTalk:
        """Return the talk as anybody may have it: without speaker notes and hidden slides."""
        sections = (
            replace(section, slides=tuple(one for one in section.slides if not one.slide.hidden))
            for section in self.without_notes().sections
        )
        return replace(self, sections=tuple(section for section in sections if section.slides))

    def __iter__(self) -> Iterator[LaidOutSlide]:
        """Yield the slides in order."""
        return iter(self.slides)
