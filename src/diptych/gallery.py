"""One page with every slide of a project, to look through and to take ids from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from diptych.diagnostics import Span
from diptych.finding import FoundSlide
from diptych.layout.talk import Surroundings, lay_out
from diptych.model.deck import Section, Talk
from diptych.model.laid_out import LaidOutSection, LaidOutSlide, LaidOutTalk
from diptych.model.text import literal
from diptych.model.theme import Theme
from diptych.render.html.gallery import Card, render_gallery
from diptych.resolve.filling import fill_variables
from diptych.resolve.numbering import number_citations
from diptych.source.library import Library, read_library


def draw_gallery(root: Path, slides: Sequence[FoundSlide]) -> str:
    """Return the page of the slides that were found.

    Each is drawn as its file has it, with the variables of the first talk that it is in, in the
    theme of the project's first talk. Raise ValueError where no talk can be read.
    """
    library = read_library(root)
    if not library.reading.talks:
        raise ValueError("no talk can be read; run `diptych check`")
    shown = _laid_out(library, library.reading.talks[0].theme)
    by_id = {slide.slide.source_id: slide for slide in reversed(shown.slides)}
    cards = [_card(one, by_id[one.outline.id]) for one in slides if one.outline.id in by_id]
    return render_gallery(f"Slides of {root.resolve().name}", shown, cards)


def _laid_out(library: Library, theme: Theme) -> LaidOutTalk:
    """Return every slide in one laid-out talk."""
    reading = library.reading
    surroundings = Surroundings((), reading.templates, reading.runtime)
    span = Span("deck/slides", 1)
    spare = Talk(
        name="",
        title=literal("", span),
        locale=reading.source_locale,
        source_locale=reading.source_locale,
        span=span,
        sections=(Section(literal("", span), library.spare),),
    )
    slides: list[LaidOutSlide] = []
    first: LaidOutTalk | None = None
    for talk in (*(read.talk for read in reading.talks), spare):
        filled, _ = fill_variables(number_citations(talk)[0])
        laid_out, _ = lay_out(filled, theme, talk.source_locale, surroundings)
        first = first or laid_out
        slides += (slide for slide in laid_out if not slide.slide.generated)
    assert first is not None  # noqa: S101 - the spare slides make one
    return replace(first, sections=(LaidOutSection(title="", slides=tuple(slides)),))


def _card(found: FoundSlide, slide: LaidOutSlide) -> Card:
    outline = found.outline
    talks = tuple(dict.fromkeys(one.talk for one in found.used)) or ("(none)",)
    languages = tuple(
        locale if state == "translated" else f"{locale} {state}"
        for locale, state in found.languages.items()
    )
    told = [f"{one.talk}, slide {one.number}" for one in found.used] or ["in no talk"]
    if languages:
        told.append(", ".join(languages))
    return Card(
        slide=slide,
        id=outline.id,
        title=slide.slide.title.plain,
        words=outline.words,
        tags=outline.tags,
        layout=slide.layout.name,
        talks=talks,
        languages=languages,
        used=tuple(told),
    )
