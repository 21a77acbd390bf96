"""The files of pictures: slides, contact sheet and preview."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from msgspec.structs import replace

from diptych import render
from diptych.diagnostics import Diagnostic
from diptych.isolation import jobs as isolated
from diptych.model.laid_out import LaidOutTalk
from diptych.model.supplies import Supplies
from diptych.render.emoji_font import SIMPLIFIED_EMOJI
from diptych.render.output import File
from diptych.render.pictures.contact_sheet import MOST_AS_VECTORS, contact_sheets
from diptych.render.pictures.easel import PNG, SVG, Easel, PictureFormat, Sheet, easel
from diptych.render.pictures.fonts import with_fonts
from diptych.render.pictures.preview import preview_sheet
from diptych.render.pictures.slides import slide_sheets
from diptych.render.pictures.webp import as_webp, refuse_without_encoder


def render_png(talk: LaidOutTalk, supplies: Supplies) -> Iterator[File]:
    """Yield each slide of `talk` as PNG, all on a contact sheet, and the first as a preview.

    Slides are as wide as the options say. Raise Refusal if a picture cannot be drawn.
    """
    on = easel(talk, supplies)
    sheets = chain(slide_sheets(on), contact_sheets(on), _previews(on))
    for name, data in on.draw(sheets, PNG):
        yield render.PNG.path(talk) / f"{name}.png", data


def render_svg(talk: LaidOutTalk, supplies: Supplies) -> Iterator[File]:
    """Yield each slide of `talk` as SVG, its letters as outlines, and all on a contact sheet.

    Only the words of SVG pictures on it are text, in fonts that these pictures have within them.
    Raise Refusal if a picture cannot be drawn.
    """

    def report(found: Diagnostic) -> None:
        if found.kind is not SIMPLIFIED_EMOJI:  # browsers draw them in full
            supplies.report(found)

    on = easel(talk, replace(supplies, report=report), ppi=96)
    embed = with_fonts(on)
    sheets = chain(slide_sheets(on), contact_sheets(on, MOST_AS_VECTORS))
    for name, data in on.draw(sheets, SVG._replace(finish=lambda drawn: SVG.finish(embed(drawn)))):
        yield render.SVG.path(talk) / f"{name}.svg", data


def render_webp(talk: LaidOutTalk, supplies: Supplies) -> Iterator[File]:
    """Yield each slide of `talk` as WebP without loss, and all on a contact sheet.

    Slides are as wide as the options say. Raise Refusal if a picture cannot be drawn, or if Pillow
    is not installed.
    """
    refuse_without_encoder()
    on = easel(talk, supplies)
    for name, data in on.draw(chain(slide_sheets(on), contact_sheets(on)), _WEBP):
        yield render.WEBP.path(talk) / f"{name}.webp", data


_WEBP = PictureFormat("webp", isolated.PNG, as_webp)


def _previews(on: Easel) -> Iterator[Sheet]:
    """Yield the preview; there is none of a part of a talk, or of a single slide."""
    slides = on.talk.slides
    if 1 < len(slides) >= len(on.talk.talk.slides):
        yield preview_sheet(on)
