"""The document of a handout."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from diptych.cldr.dates import written_day
from diptych.cldr.locales import locale_of
from diptych.model.contrast import contrast
from diptych.model.geometry import EMU_PER_PT
from diptych.model.laid_out import LaidOutTalk
from diptych.model.supplies import Supplies
from diptych.model.theme import Theme
from diptych.render import HANDOUT
from diptych.render.handout.notes import notes_content
from diptych.render.handout.sheet import Sheet, sheet_of
from diptych.render.output import File
from diptych.render.pdf.document import as_pdf, document
from diptych.render.pdf.slides import DocumentSlide
from diptych.render.pdf.source import color, literal, points

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

    yield (
        HANDOUT.path(talk),
        as_pdf(document(talk, supplies, compose), HANDOUT.name, talk, supplies, with_notes=True),
    )


def _ink(theme: Theme) -> str:
    """Return the darkest colour of a theme: on paper it is readable even if its slides are dark."""
    return max(theme.colors, key=lambda name: contrast(theme.colors[name].value, "#FFFFFF"))


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
    yield f"#let head = {literal(talk.title)}"
    yield f"#let foot = {literal(' · '.join(_occasion(talk)))}"
    yield _SETTINGS.read_text("utf-8")


def _occasion(talk: LaidOutTalk) -> Iterator[str]:
    """Yield who gave a talk, where and when, as far as it says so."""
    about = talk.talk
    if about.speakers:
        yield ", ".join(person.name for person in about.speakers)
    if about.event:
        yield about.event
    if about.day is not None:
        yield written_day(about.day, "long", locale_of(talk.locale))


def _cell(slide: DocumentSlide, ink: str) -> str:
    notes = slide.slide.notes
    written = notes_content(notes, slide.scene, ink) if notes else "none"
    return f"cell({slide.fill}, {slide.content}, {written})"
