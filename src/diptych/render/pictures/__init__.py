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
from diptych.render.pdf.document import document, not_typeset, pages, stepwise
from diptych.render.pdf.fonts import document_fonts, missing_letters
from diptych.render.pdf.steps import steps_of


def render_png(talk: LaidOutTalk, supplies: Supplies) -> Iterator[File]:
    """Yield each slide of `talk` as PNG, as wide as the options say; raise Refusal if one fails."""
    ppi = supplies.options.width / (talk.theme.page.width / EMU_PER_INCH)
    return _named(talk, PNG, supplies, _drawn(talk, supplies, isolated.PNG, ppi))


def render_svg(talk: LaidOutTalk, supplies: Supplies) -> Iterator[File]:
    """Yield each slide of `talk` as SVG, its letters as outlines; raise Refusal if one fails."""
    return _named(talk, SVG, supplies, _drawn(talk, supplies, isolated.SVG))


def _named(
    talk: LaidOutTalk, output: Output, supplies: Supplies, pictures: list[bytes]
) -> Iterator[File]:
    """Yield pictures in their files."""
    names = _names(talk, with_steps=supplies.options.steps)
    for name, data in zip(names, pictures, strict=True):
        yield output.path(talk) / f"{name}.{output.name}", data


def _names(talk: LaidOutTalk, *, with_steps: bool) -> Iterator[str]:
    """Yield names that sort like the slides: number and anchor, and the number of a step."""
    digits = len(str(max(len(talk.talk.slides), talk.unhidden[-1].number)))
    for slide in talk.unhidden:
        name = f"{slide.number:0{digits}}-{slide.anchor}"
        count = len(steps_of(slide)) if with_steps else 1
        width = len(str(count))
        yield from (
            (f"{name}.{step:0{width}}" for step in range(1, count + 1)) if count > 1 else [name]
        )


def _drawn(talk: LaidOutTalk, supplies: Supplies, form: bytes, ppi: float = 72) -> list[bytes]:
    fonts = document_fonts(talk.theme, supplies.runtime)
    if missing := tuple(missing_letters(talk.unhidden, fonts)):  # would be empty boxes
        raise Refusal(*missing)
    try:
        compose = stepwise if supplies.options.steps else pages
        return document(talk, supplies, compose).pages(form, ppi)
    except FailedJobError as error:
        raise not_typeset(error, talk, supplies) from None
