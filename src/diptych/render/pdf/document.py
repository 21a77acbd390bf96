"""The whole document: its settings, its pages, the pictures, and the notes beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from diptych.diagnostics import DiagnosticKind, Refusal, Span
from diptych.isolation.process import FailedJobError, MissingPackageError
from diptych.memo import NO_MEMO, Form, Memo
from diptych.model.font_file import alias_of
from diptych.model.forms import read, written
from diptych.model.laid_out import LaidOutTalk
from diptych.model.metrics import Face
from diptych.model.supplies import Supplies
from diptych.model.theme import REGULAR, Theme
from diptych.render import PDF
from diptych.render.coverage import missing_from, unknown_in
from diptych.render.emoji_font import EMOJI_FAMILY
from diptych.render.formula_font import FORMULA_FAMILY, has_formulas
from diptych.render.output import File
from diptych.render.pdf.fonts import (
    DocumentFonts,
    document_fonts,
    lent_letters,
    missing_emoji,
    missing_letters,
)
from diptych.render.pdf.paragraphs import language
from diptych.render.pdf.pdfpc import pdfpc
from diptych.render.pdf.pictures import document_pictures
from diptych.render.pdf.slides import DocumentSlide, document_slides
from diptych.render.pdf.source import color, literal, pt, tuple_of
from diptych.render.pdf.typesetter import Document

NOT_TYPESET = DiagnosticKind(
    "OUT402",
    "not-typeset",
    "Typst, which typesets PDF and draws slides, is not installed, fails on the talk, or needs more"
    " than 5 minutes or 4 GB of memory.",
)

NOTHING_SHOWN = DiagnosticKind(
    "OUT403",
    "only-hidden-slides",
    "All slides that are asked for are hidden, so there is nothing to hand out.",
)

_SETTINGS = Path(__file__).with_name("settings.typ")


def render_pdf(talk: LaidOutTalk, supplies: Supplies) -> Iterator[File]:
    """Yield `talk` as a tagged PDF, and its notes for the presenter's console pdfpc, if any.

    Raise Refusal if it cannot be typeset.
    """
    with_steps = supplies.options.steps
    kept = partial(pages, memo=supplies.memo, talk=talk.talk.name)
    made = document(talk, supplies, stepwise if with_steps else kept)
    data = as_pdf(made, PDF.name, talk, supplies)
    path = PDF.path(talk)
    if notes := pdfpc(talk.unhidden, with_steps=with_steps):
        yield path.with_suffix(".pdfpc"), notes
    yield path, data


def as_pdf(
    made: Document,
    output: str,
    talk: LaidOutTalk,
    supplies: Supplies,
    *,
    with_notes: bool = False,
    others: Iterable[tuple[str, Span]] = (),
) -> bytes:
    """Return a document of a talk, with or without notes, as tagged PDF.

    `others` are texts that it has besides the slides, with their places. It is kept for later
    builds of the output. Raise Refusal if it cannot be typeset.
    """
    hashes = tuple(font.sha256 for font in made.fonts.values())
    try:
        return supplies.memo.recall(
            (output, talk.talk.name, talk.locale),
            lambda *_: made.pdf(),
            *(made.source, hashes),
            form=_FORM,
        )
    except FailedJobError as error:
        raise not_typeset(error, talk, supplies, with_notes=with_notes, others=others) from None


_FORM: Form[bytes] = Form(lambda data: data, lambda data, *_: data)


def not_typeset(
    error: FailedJobError,
    talk: LaidOutTalk,
    supplies: Supplies,
    *,
    with_notes: bool = False,
    others: Iterable[tuple[str, Span]] = (),
) -> Refusal:
    """Return why a talk cannot be typeset, at its place if that is known."""
    if isinstance(error, MissingPackageError):
        hint = f"`pip install {error.package}`"
        return Refusal(NOT_TYPESET.at(None, f"the talk cannot be typeset: {error}", hint=hint))
    fonts = document_fonts(talk, supplies)
    others = tuple(others)
    for find in (missing_from, unknown_in):
        missing = missing_letters(
            talk.unhidden, fonts, with_notes=with_notes, others=others, find=find
        )
        if found := tuple(missing):
            return Refusal(*found)
    try:
        supplies.draw(talk)  # says which pictures cannot be drawn
    except Refusal as refusal:
        return refusal
    why = _with_families(str(error), talk, fonts)
    return Refusal(NOT_TYPESET.at(None, f"the talk cannot be typeset: {why}"))


def _with_families(message: str, talk: LaidOutTalk, fonts: DocumentFonts) -> str:
    """Return a message of Typst in which fonts have the names that the author knows."""
    named = {alias_of(family): family for family in talk.theme.font_files}
    for alias, family in {**named, **{one.alias: one.family for one in fonts.lent}}.items():
        message = message.replace(alias, family)
    return message


Compose = Callable[[Iterable[DocumentSlide]], Iterable[str]]
"""Yields what a document consists of, piece by piece: Typst markup."""


def pages(slides: Iterable[DocumentSlide], memo: Memo = NO_MEMO, talk: str = "") -> Iterator[str]:
    """Yield slides as pages; those of `talk` that did not change are recalled."""
    for slide in slides:
        place = ("pdf page", talk, slide.scene.locale, slide.slide.anchor)
        yield memo.recall(place, _page, slide, form=_PAGE)


def _page(slide: DocumentSlide) -> str:
    return f"#page(fill: {slide.fill}, {slide.content})"


_PAGE: Form[str] = Form(written, lambda data, *_: read(data, str), lambda slide: slide.hash_parts)


def stepwise(slides: Iterable[DocumentSlide]) -> Iterator[str]:
    """Yield each step of each slide as a page; all pages of a slide have its number as label."""
    yield '#set page(numbering: "1", footer: none)'
    for number, slide in enumerate(slides, 1):
        for one in slide.steps:
            yield f"#page(fill: {one.fill}, {{ counter(page).update({number}); {one.content} }})"


def document(
    talk: LaidOutTalk,
    supplies: Supplies,
    compose: Compose = pages,
    *,
    with_notes: bool = False,
    others: Iterable[tuple[str, Span]] = (),
) -> Document:
    """Return a document of the slides of a talk, each a page if it is not composed otherwise.

    Emoji that it cannot show are reported, and letters of installed fonts: those of slides, of
    notes if it has them, and of `others`, as for `as_pdf`. Raise Refusal if there are no slides, or
    if a picture cannot be drawn.
    """
    fonts = document_fonts(talk, supplies)
    blank, slides = blank_document(talk, fonts, supplies)
    shown = talk.unhidden
    for warning in (
        *missing_emoji(shown, fonts, with_notes=with_notes, others=others),
        *lent_letters(shown, fonts, supplies.memo, with_notes=with_notes, others=others),
    ):
        supplies.report(warning)
    return replace(blank, content=tuple(compose(slides)))


def blank_document(
    talk: LaidOutTalk, fonts: DocumentFonts, supplies: Supplies
) -> tuple[Document, Iterator[DocumentSlide]]:
    """Return a document in some fonts without content, and the slides of a talk for it.

    Raise Refusal if there are none, or if a picture cannot be drawn.
    """
    if not talk.unhidden:
        raise Refusal(NOTHING_SHOWN.at(talk.talk.span, "all slides that are asked for are hidden"))
    pictures = document_pictures(talk, fonts, supplies)
    slides = document_slides(talk, pictures.names, fonts.slanted)
    settings = (
        *_about(talk),
        *_tokens(talk.theme, fonts),
        _SETTINGS.read_text("utf-8"),
        *(_formulas(fonts) if has_formulas(talk, supplies.memo) else ()),
        *(_boxed(fonts) if fonts.boxed else ()),
    )
    blank = Document(settings="\n".join(settings), pictures=pictures, fonts=fonts.files)
    return blank, slides


def _about(talk: LaidOutTalk) -> Iterator[str]:
    authors = tuple_of([literal(person.name) for person in talk.talk.speakers])
    abstract = talk.talk.abstract.get(talk.locale)
    words = " ".join(abstract.plain.split()) if abstract else ""
    description = f", description: {literal(words)}" if words else ""
    yield (
        f"#set document(title: {literal(talk.title)}, author: {authors}{description}, date: none)"
    )
    page = talk.theme.page
    yield f"#set page(width: {pt(page.width)}, height: {pt(page.height)})"
    yield f"#set text({language(talk.locale)})"


def _formulas(fonts: DocumentFonts) -> Iterator[str]:
    """Yield how formulas are set: words in other scripts are in the font of the body."""
    stack = tuple_of([literal(family) for family in (FORMULA_FAMILY, *fonts.stacks["body"])])
    yield f"#show math.equation: set text(font: {stack}, weight: 400, features: ())"


def _boxed(fonts: DocumentFonts) -> Iterator[str]:
    """Yield how emoji that no font has are set, with their text for assistive software."""
    pattern = literal(f"[{''.join(sorted(fonts.boxed))}]")
    yield f"#show regex({pattern}): it => unknown-emoji(it.text)"


def _edges(face: Face | None) -> str:
    """Return the ascent and descent of a face, from the baseline up."""
    if face is None:
        return '("ascender", "descender")'
    return f"({face.ascent / face.upem:.4f}em, {-face.descent / face.upem:.4f}em)"


def _tokens(theme: Theme, fonts: DocumentFonts) -> Iterator[str]:
    for name, one in theme.colors.items():
        yield f"#let {color(name)} = rgb({literal(one.value)})"
    for role, stack in fonts.stacks.items():
        yield f"#let font-{role} = {tuple_of([literal(family) for family in stack])}"
    for role, font in theme.fonts.items():
        yield f"#let edges-{role} = {_edges(theme.metrics.face(font.family, REGULAR))}"
    families = dict.fromkeys((EMOJI_FAMILY, *fonts.stacks["body"]))
    yield f"#let font-emoji = {tuple_of([literal(family) for family in families])}"
