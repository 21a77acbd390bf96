"""Slides laid out one by one, each as the first talk that has it shows it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from diptych.diagnostics import Span
from diptych.layout.chrome import PageNumber, page_numbers
from diptych.layout.talk import lay_out_slide
from diptych.model.deck import Section, Slide, Talk
from diptych.model.laid_out import LaidOutSlide
from diptych.model.text import Inline, Run, Text, Variable, literal
from diptych.model.theme import Theme
from diptych.model.walk import map_texts
from diptych.resolve.filling import fill_variables
from diptych.resolve.numbering import number_citations
from diptych.resolve.reuse import reuse_slides
from diptych.source.inventory import Inventory
from diptych.source.project import read_project_theme
from diptych.source.reading.runtime import builtin_templates
from diptych.source.reading.source_reader import SourceReader

_UNNUMBERED = PageNumber(1, "")
_FOLDER = Span("deck/slides", 1)


class DrawnSlide(Struct, frozen=True, kw_only=True):
    """A slide laid out, and what it takes to show it."""

    laid_out: LaidOutSlide
    theme: Theme
    locale: str


def draw_slides(root: Path, inventory: Inventory, wanted: Collection[str]) -> dict[str, DrawnSlide]:
    """Return the slides called `wanted` by the id of their file; those in no talk as they are.

    A talk that shows a slide as it was written comes before one that changes it.
    """
    drawn: dict[str, DrawnSlide] = {}
    for is_changed in (False, True):
        for read in inventory.reading.talks:
            left = {slide_id for slide_id in wanted if slide_id not in drawn}
            chosen = _chosen(read.talk, left, is_changed=is_changed)
            talk = _filled(read.talk, tuple(slide for slide, _ in chosen.values()))
            for slide in talk.slides:
                _, number = chosen[slide.source_id]
                drawn[slide.source_id] = _drawn(slide, talk, read.theme, number)
    unused = tuple(s for s in inventory.unused if s.id in wanted and s.id not in drawn)
    theme = read_project_theme(root, _reader(root)) if unused else None
    if theme is not None:
        shown = tuple(s if s.values else map_texts(s, _as_written) for s in unused)
        talk = _filled(_no_talk(inventory.reading.source_locale), shown)
        drawn |= {slide.id: _drawn(slide, talk, theme, _UNNUMBERED) for slide in talk.slides}
    return drawn


def _chosen(
    talk: Talk, wanted: Collection[str], *, is_changed: bool
) -> dict[str, tuple[Slide, PageNumber]]:
    """Return the first of each wanted slide that the talk shows as it is, or changes; numbered."""
    chosen: dict[str, tuple[Slide, PageNumber]] = {}
    for slide, number in zip(talk.slides, page_numbers(talk.slides), strict=True):
        fits = slide.source_id in wanted and (slide.use is not None) == is_changed
        if fits and not slide.generated:
            chosen.setdefault(slide.source_id, (slide, number))
    return chosen


def _filled(talk: Talk, slides: tuple[Slide, ...]) -> Talk:
    """Return the talk with only these slides, as they are shown."""
    part = replace(talk, sections=(Section(talk.title, slides),))
    reused, _ = reuse_slides(part)
    numbered, _ = number_citations(reused)
    return fill_variables(numbered)[0]


def _drawn(slide: Slide, talk: Talk, theme: Theme, number: PageNumber) -> DrawnSlide:
    laid_out, _ = lay_out_slide(slide, talk, theme, talk.source_locale, number)
    return DrawnSlide(laid_out=laid_out, theme=theme, locale=talk.source_locale)


def _reader(root: Path) -> SourceReader:
    return SourceReader(root, trusted=(builtin_templates(),))


def _no_talk(locale: str) -> Talk:
    """Return what slides that no talk shows are set in."""
    title = literal("", _FOLDER)
    return Talk(
        name="", title=title, locale=locale, source_locale=locale, span=_FOLDER, sections=()
    )


def _as_written(text: Text) -> Text:
    """Return a text with its variables as they are written: nothing fills them."""
    if not any(isinstance(inline, Variable) for inline in text.inlines):
        return text
    return replace(text, inlines=tuple(_words(text.inlines)))


def _words(inlines: tuple[Inline, ...]) -> Iterator[Inline]:
    for inline in inlines:
        if isinstance(inline, Variable):
            yield Run(f"{{{{ {inline.expression} }}}}", inline.style, inline.link)
        else:
            yield inline
