"""The writers of pictures: each slide as PNG or SVG, drawn from the pages of the PDF."""

from __future__ import annotations

from collections.abc import Iterator

from diptych.diagnostics import Refusal
from diptych.model.geometry import EMU_PER_INCH
from diptych.model.laid_out import LaidOutTalk
from diptych.model.supplies import Supplies
from diptych.render import PNG, SVG, isolated
from diptych.render.isolation import FailedJobError
from diptych.render.output import File, Output
from diptych.render.pdf.document import document, not_typeset
from diptych.render.pdf.fonts import document_fonts, missing_letters


def render_png(talk: LaidOutTalk, supplies: Supplies) -> Iterator[File]:
    """Yield each slide of `talk` as PNG, as wide as the options say; raise Refusal if one fails."""
    ppi = supplies.options.width / (talk.theme.page.width / EMU_PER_INCH)
    return _named(talk, PNG, _drawn(talk, supplies, isolated.PNG, ppi))


def render_svg(talk: LaidOutTalk, supplies: Supplies) -> Iterator[File]:
    """Yield each slide of `talk` as SVG, its letters as outlines; raise Refusal if one fails."""
    return _named(talk, SVG, _drawn(talk, supplies, isolated.SVG))


def _named(talk: LaidOutTalk, output: Output, pictures: list[bytes]) -> Iterator[File]:
    """Yield pictures in files that sort like the slides and are named by number and anchor."""
    digits = len(str(max(len(talk.talk.slides), talk.unhidden[-1].number)))
    for slide, data in zip(talk.unhidden, pictures, strict=True):
        yield output.path(talk) / f"{slide.number:0{digits}}-{slide.anchor}.{output.name}", data


def _drawn(talk: LaidOutTalk, supplies: Supplies, form: bytes, ppi: float = 72) -> list[bytes]:
    fonts = document_fonts(talk.theme, supplies.runtime)
    if missing := tuple(missing_letters(talk.unhidden, fonts)):  # would be empty boxes
        raise Refusal(*missing)
    try:
        return document(talk, supplies).pages(form, ppi)
    except FailedJobError as error:
        raise not_typeset(error, talk, supplies) from None
