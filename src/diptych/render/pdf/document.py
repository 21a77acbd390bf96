"""The whole document: its settings, its pages, the pictures, and the notes beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from diptych.diagnostics import Diagnostic, DiagnosticKind, Refusal
from diptych.memo import Form
from diptych.model.asset import Asset
from diptych.model.laid_out import LaidOutSlide, LaidOutTalk
from diptych.model.supplies import Supplies
from diptych.model.theme import Theme
from diptych.render import PDF
from diptych.render.isolation import FailedJobError, MissingPackageError
from diptych.render.output import File
from diptych.render.pdf.fonts import DocumentFonts, document_fonts, missing_letters
from diptych.render.pdf.paragraphs import language
from diptych.render.pdf.pdfpc import pdfpc
from diptych.render.pdf.shapes.picture import file_name
from diptych.render.pdf.slides import pages, shown_slides
from diptych.render.pdf.source import color, literal, pt, tuple_of
from diptych.render.pdf.typesetter import typeset

NOT_TYPESET = DiagnosticKind(
    "OUT402",
    "pdf-cannot-be-typeset",
    "Typst, which typesets the PDF, is not installed, fails on the talk, or needs more than"
    " 5 minutes or 4 GB of memory.",
)

_SETTINGS = Path(__file__).with_name("settings.typ")


def render_pdf(talk: LaidOutTalk, supplies: Supplies) -> Iterator[File]:
    """Yield `talk` as a tagged PDF, and its notes for the presenter's console pdfpc, if any.

    Raise Refusal if it cannot be typeset.
    """
    fonts = document_fonts(talk.theme, supplies.runtime)
    slides = shown_slides(talk)
    if not slides:
        return
    source = document(talk, fonts)
    pictures = _pictures(slides)
    made_of = (source, tuple(sorted(pictures)), tuple(one.sha256 for one in fonts.files.values()))
    try:
        data = supplies.memo.recall(
            ("pdf", talk.talk.name, talk.locale),
            lambda *_: typeset(source, _read(pictures), fonts.files),
            *made_of,
            form=_FORM,
        )
    except FailedJobError as error:
        found = tuple(missing_letters(slides, fonts))
        raise Refusal(*(found or (_not_typeset(error),))) from None
    path = PDF.path(talk)
    if notes := pdfpc(slides):
        yield path.with_suffix(".pdfpc"), notes
    yield path, data


_FORM: Form[bytes] = Form(lambda data: data, lambda data, *_: data)


def _not_typeset(error: FailedJobError) -> Diagnostic:
    hint = "`pip install typst`" if isinstance(error, MissingPackageError) else ""
    return NOT_TYPESET.at(None, f"the PDF cannot be typeset: {error}", hint=hint)


def document(talk: LaidOutTalk, fonts: DocumentFonts) -> str:
    """Return the source of the document."""
    return "\n".join(
        (
            *_about(talk),
            *_tokens(talk.theme, fonts),
            _SETTINGS.read_text("utf-8"),
            *(f"#{page}" for page in pages(talk, fonts.slanted)),
            "",
        )
    )


def _about(talk: LaidOutTalk) -> Iterator[str]:
    authors = tuple_of([literal(person.name) for person in talk.talk.speakers])
    abstract = " ".join(talk.talk.abstract.get(talk.locale, "").split())
    description = f", description: {literal(abstract)}" if abstract else ""
    yield (
        f"#set document(title: {literal(talk.title)}, author: {authors}{description}, date: none)"
    )
    page = talk.theme.page
    yield f"#set page(width: {pt(page.width)}, height: {pt(page.height)})"
    yield f"#set text({language(talk.locale)})"


def _tokens(theme: Theme, fonts: DocumentFonts) -> Iterator[str]:
    for name, one in theme.colors.items():
        yield f"#let {color(name)} = rgb({literal(one.value)})"
    for role, stack in fonts.stacks.items():
        yield f"#let font-{role} = {tuple_of([literal(family) for family in stack])}"


def _pictures(slides: tuple[LaidOutSlide, ...]) -> dict[str, Asset]:
    """Return the pictures by their names among the files that are typeset."""
    shown = [picture.asset for slide in slides for picture in slide.pictures]
    shown += [
        decoration.picture
        for slide in slides
        for decoration in slide.layout.decorations
        if decoration.picture is not None
    ]
    return {file_name(asset): asset for asset in shown}


def _read(pictures: Mapping[str, Asset]) -> dict[str, bytes]:
    return {name: _content(asset) for name, asset in pictures.items()}


def _content(asset: Asset) -> bytes:
    """Return a picture; the words of an SVG are set in our faces, as in the other outputs."""
    if asset.suffix != "svg":
        return asset.read()
    from diptych.render.svg_faces import set_in_our_faces

    return set_in_our_faces(asset.read().decode("utf-8-sig")).svg.encode()
