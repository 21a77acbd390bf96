"""The document of a handout."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from diptych.cldr.dates import written_day
from diptych.cldr.locales import locale_of
from diptych.diagnostics import Span
from diptych.model.contrast import contrast
from diptych.model.deck import Talk
from diptych.model.duration import clock
from diptych.model.geometry import EMU_PER_PT
from diptych.model.laid_out import LaidOutTalk
from diptych.model.supplies import Supplies
from diptych.model.theme import Theme, in_language
from diptych.render import HANDOUT
from diptych.render.handout.notes import notes_content
from diptych.render.handout.sheet import Sheet, sheet_of
from diptych.render.output import File
from diptych.render.pdf.document import as_pdf, document
from diptych.render.pdf.runs import with_boxes
from diptych.render.pdf.slides import DocumentSlide
from diptych.render.pdf.source import color, literal, points

_SPEAKERS = ("speakers", "author", "authors")
_CONTINUED = {
    "en": ("Slide ", ", continued"),
    "ko": ("슬라이드 ", " 이어서"),
    "de": ("Folie ", ", Fortsetzung"),
    "es": ("Diapositiva ", ", continuación"),
    "fr": ("Diapositive ", ", suite"),
    "it": ("Diapositiva ", ", segue"),
    "nl": ("Dia ", ", vervolg"),
    "pt": ("Slide ", ", continuação"),
}
"""What is above notes that continue from the page before, around the number of their slide."""
_SETTINGS = Path(__file__).with_name("handout.typ")


def render_handout(talk: LaidOutTalk, supplies: Supplies) -> Iterator[File]:
    """Yield `talk` as a tagged PDF of slides with their notes; raise Refusal if it cannot be made.

    Without any notes, slides are as large as the paper allows.
    """
    has_notes = any(slide.notes for slide in talk.unhidden)
    sheet = sheet_of(supplies.options, talk.theme.page, has_notes=has_notes)

    def compose(slides: Iterable[DocumentSlide]) -> Iterator[str]:
        ink = _ink(talk.theme)
        yield from _settings(talk, sheet, ink)
        each = iter(slides)
        while row := list(islice(each, sheet.columns)):
            yield f"#row({', '.join(_cell(slide, ink) for slide in row)})"

    others = [(talk.title, talk.talk.title.span), *_occasion(talk)]
    made = document(talk, supplies, compose, with_notes=True, others=others)
    data = as_pdf(made, HANDOUT.name, talk, supplies, with_notes=True, others=others)
    yield HANDOUT.path(talk), data


def _ink(theme: Theme) -> str:
    """Return the darkest colour of a theme: on paper it is readable even if its slides are dark."""
    own = theme.own_colors
    return max(own, key=lambda name: contrast(own[name].value, "#FFFFFF"))


def _settings(talk: LaidOutTalk, sheet: Sheet, ink: str) -> Iterator[str]:
    lengths = {
        "width": sheet.width,
        "height": sheet.height,
        "side": sheet.side,
        "top": sheet.top,
        "bottom": sheet.bottom,
        "gap": sheet.gap,
        "above": sheet.above,
        "page-width": talk.theme.page.width / EMU_PER_PT,
        "page-height": talk.theme.page.height / EMU_PER_PT,
        "slide-width": sheet.slide_width,
        "slide-height": sheet.slide_height,
        "cell": sheet.cell,
        "notes-width": sheet.notes_width,
        "slot": sheet.slot,
        "size": sheet.size,
    }
    measures = ", ".join(f"{name}: {points(length)}" for name, length in lengths.items())
    is_beside = str(sheet.notes == "beside").lower()
    yield (
        f"#let sheet = ({measures}, scale: {sheet.scale * 100:.4f}%, columns: {sheet.columns},"
        f" beside: {is_beside})"
    )
    yield f"#let ink-on-paper = {color(ink)}"
    yield f"#let head = {with_boxes(talk.title, ink)}"
    yield f"#let foot = {with_boxes(' · '.join(text for text, _ in _occasion(talk)), ink)}"
    before, after = in_language(talk.locale, _CONTINUED) or _CONTINUED["en"]
    yield f"#let continued(number) = {literal(before)} + number + {literal(after)}"
    yield _SETTINGS.read_text("utf-8")


def _occasion(talk: LaidOutTalk) -> Iterator[tuple[str, Span]]:
    """Yield who gave a talk, where and when, as far as stated, each with where it is written."""
    about = talk.talk
    if about.speakers:
        yield ", ".join(person.name for person in about.speakers), _place(about, *_SPEAKERS)
    if about.event:
        yield about.event, _place(about, "event")
    if about.day is not None:
        written = written_day(about.day, "long", locale_of(talk.locale))
        yield written, _place(about, "dates", "date")


def _place(talk: Talk, *keys: str) -> Span:
    """Return the place of a fact in the talk's file, where it may have one of several keys."""
    places = (talk.fact_spans[key] for key in keys if key in talk.fact_spans)
    return next(places, talk.span)


def _cell(slide: DocumentSlide, ink: str) -> str:
    notes, seconds = slide.slide.notes, slide.slide.time
    written = notes_content(notes, slide.scene, ink) if notes else "none"
    time = literal(clock(seconds)) if seconds else "none"
    number = literal(slide.slide.shown_number or str(slide.slide.number))
    return f"cell({number}, {slide.fill}, {slide.content}, {time}, {written})"
