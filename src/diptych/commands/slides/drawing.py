"""Slides laid out one by one, each as in the first talk that shows it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from diptych.building.resolution import resolve_source
from diptych.diagnostics import Span
from diptych.layout.foot import FootWords
from diptych.layout.page_numbers import PageNumber, page_numbers
from diptych.layout.slide import lay_out_slide
from diptych.model.deck import Section, Slide, Talk
from diptych.model.laid_out import LaidOutSlide
from diptych.model.text import Inline, Run, Text, Variable, literal
from diptych.model.theme import Theme
from diptych.model.walk import map_texts
from diptych.source.inventory import Inventory
from diptych.source.project import ReadTalk, read_project_theme
from diptych.source.reading.runtime import builtin_templates
from diptych.source.reading.source_reader import SourceReader

_UNNUMBERED = PageNumber(1, "")
_FOLDER = Span("deck/slides", 1)


class DrawnSlide(Struct, frozen=True, kw_only=True):
    """A slide laid out, and what is needed to show it."""

    laid_out: LaidOutSlide
    theme: Theme
    locale: str


def draw_slides(root: Path, inventory: Inventory, wanted: Collection[str]) -> dict[str, DrawnSlide]:
    """Return the slides whose ids are `wanted`, by the id of their file, laid out.

    A talk that shows a slide as written is preferred to one that changes it; the variables of a
    slide in no talk are not filled.
    """
    places = _places([read.talk for read in inventory.reading.talks], wanted)
    drawn: dict[str, DrawnSlide] = {}
    for which, read in enumerate(inventory.reading.talks):
        mine = [place for talk, place in places.values() if talk == which]
        if mine:
            talk = resolve_source(read, inventory.reading).talk
            numbers = tuple(page_numbers(talk.slides))
            draw = _Drawing(talk, read.theme)
            drawn |= {
                talk.slides[place].source_id: draw.drawn(talk.slides[place], numbers[place])
                for place in mine
            }
    unused = tuple(s for s in inventory.unused if s.id in wanted and s.id not in drawn)
    theme = read_project_theme(root, _reader(root)) if unused else None
    if theme is not None:
        shown = tuple(s if s.values else map_texts(s, _as_written) for s in unused)
        read = ReadTalk(talk=_no_talk(inventory.reading.source_locale, shown), theme=theme)
        talk = resolve_source(read, inventory.reading).talk
        draw = _Drawing(talk, theme)
        drawn |= {slide.id: draw.drawn(slide, _UNNUMBERED) for slide in talk.slides}
    return drawn


def _places(talks: Sequence[Talk], wanted: Collection[str]) -> dict[str, tuple[int, int]]:
    """Return where each wanted slide is taken from: the index of the talk and of its slide."""
    places: dict[str, tuple[int, int]] = {}
    for is_changed in (False, True):
        for which, talk in enumerate(talks):
            for place, slide in enumerate(talk.slides):
                fits = slide.source_id in wanted and (slide.use is not None) == is_changed
                if fits and not slide.generated:
                    places.setdefault(slide.source_id, (which, place))
    return places


class _Drawing:
    """Slides of one talk."""

    def __init__(self, talk: Talk, theme: Theme) -> None:
        self.theme, self.locale = theme, talk.source_locale
        self.foot = FootWords(
            talk.foot, (talk.shown_date, *talk.shorter_dates), sections=(), current=0
        )

    def drawn(self, slide: Slide, number: PageNumber) -> DrawnSlide:
        pages, _ = lay_out_slide(slide, self.foot, self.theme, self.locale, number)
        return DrawnSlide(laid_out=pages[0], theme=self.theme, locale=self.locale)


def _reader(root: Path) -> SourceReader:
    return SourceReader(root, trusted=(builtin_templates(),))


def _no_talk(locale: str, slides: tuple[Slide, ...]) -> Talk:
    """Return a talk for slides that no talk shows."""
    title = literal("", _FOLDER)
    return Talk(
        name="",
        title=title,
        locale=locale,
        source_locale=locale,
        span=_FOLDER,
        sections=(Section(title, slides),),
    )


def _as_written(text: Text) -> Text:
    """Return a text with its variables shown literally, as nothing fills them."""
    if not any(isinstance(inline, Variable) for inline in text.inlines):
        return text
    return replace(text, inlines=tuple(_words(text.inlines)))


def _words(inlines: tuple[Inline, ...]) -> Iterator[Inline]:
    for inline in inlines:
        if isinstance(inline, Variable):
            yield Run(f"{{{{ {inline.expression} }}}}", inline.style, inline.link)
        else:
            yield inline
