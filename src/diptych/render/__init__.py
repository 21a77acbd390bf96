"""Writers, which turn a laid-out talk into files, and the table of all outputs."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from diptych.render.output import File, Output, Shared

if TYPE_CHECKING:
    from diptych.model.laid_out import LaidOutTalk
    from diptych.model.site import Site
    from diptych.model.supplies import Supplies


def _pptx(talk: LaidOutTalk, supplies: Supplies) -> Iterator[File]:
    from diptych.render.pptx import render_pptx

    return render_pptx(talk, supplies)


def _html(talk: LaidOutTalk, supplies: Supplies) -> Iterator[File]:
    from diptych.render.html import render_html

    return render_html(talk, supplies)


def _single_file(talk: LaidOutTalk, supplies: Supplies) -> Iterator[File]:
    from diptych.render.html.single_file import render_single_file

    return render_single_file(talk, supplies)


def _pdf(talk: LaidOutTalk, supplies: Supplies) -> Iterator[File]:
    from diptych.render.pdf import render_pdf

    return render_pdf(talk, supplies)


def _handout(talk: LaidOutTalk, supplies: Supplies) -> Iterator[File]:
    from diptych.render.handout import render_handout

    return render_handout(talk, supplies)


def _webp(talk: LaidOutTalk, supplies: Supplies) -> Iterator[File]:
    from diptych.render.pictures import render_webp

    return render_webp(talk, supplies)


def _text(talk: LaidOutTalk, supplies: Supplies) -> Iterator[File]:
    from diptych.render.text import render_text

    return render_text(talk, supplies)


def _png(talk: LaidOutTalk, supplies: Supplies) -> Iterator[File]:
    from diptych.render.pictures import render_png

    return render_png(talk, supplies)


def _svg(talk: LaidOutTalk, supplies: Supplies) -> Iterator[File]:
    from diptych.render.pictures import render_svg

    return render_svg(talk, supplies)


def _page(talk: LaidOutTalk, supplies: Supplies) -> Iterator[File]:
    from diptych.render.page import render_page

    return render_page(talk, supplies)


def _index(supplies: Supplies) -> Iterator[File]:
    from diptych.render.page import render_index

    return render_index(supplies)


def _lacking(site: Site) -> Iterator[str]:
    from diptych.render.page import lacking

    return lacking(site)


PPTX = Output(
    name="pptx",
    help="native slides for PowerPoint",
    opened="{talk}/{locale}/{talk}.{locale}.pptx",
    render=_pptx,
    endings=(".pptx",),
    options=("dpi",),
)
HTML = Output(
    name="html",
    help="a reveal.js deck for browsers",
    opened="{talk}/{locale}/index.html",
    render=_html,
    options=("dpi",),
)
SINGLE_FILE = Output(
    name="single-file",
    help="the reveal.js deck as one HTML file with everything inside, to be mailed",
    opened="{talk}/{locale}/{talk}.{locale}.html",
    render=_single_file,
    endings=(".html",),
    is_default=False,
    options=("dpi",),
)

PDF = Output(
    name="pdf",
    help="a tagged PDF to hand out",
    opened="{talk}/{locale}/{talk}.{locale}.pdf",
    render=_pdf,
    endings=(".pdf",),
    is_default=False,
    shows_hidden=False,
    options=("dpi", "steps"),
)

HANDOUT = Output(
    name="handout",
    help="slides with their notes on paper, as PDF",
    opened="{talk}/{locale}/{talk}.{locale}.handout.pdf",
    render=_handout,
    endings=(".pdf",),
    is_default=False,
    shows_hidden=False,
    options=("dpi", "handout", "paper"),
)

PNG = Output(
    name="png",
    help="a picture of each slide",
    opened="{talk}/{locale}/png/",
    render=_png,
    endings=(".png",),
    is_default=False,
    shows_hidden=False,
    notes="never",
    options=("dpi", "width", "steps"),
)

SVG = Output(
    name="svg",
    help="the same for any size",
    opened="{talk}/{locale}/svg/",
    render=_svg,
    endings=(".svg",),
    is_default=False,
    shows_hidden=False,
    notes="never",
    options=("dpi", "steps"),
)

WEBP = Output(
    name="webp",
    help="the same as PNG in half the size, with Pillow",
    opened="{talk}/{locale}/webp/",
    render=_webp,
    endings=(".webp",),
    is_default=False,
    shows_hidden=False,
    notes="never",
    options=("dpi", "width", "steps"),
)

TEXT = Output(
    name="text",
    help="the words of each slide, as Markdown and JSON",
    opened="{talk}/{locale}/{talk}.{locale}.md",
    render=_text,
    endings=(".md", ".json"),
    is_default=False,
    shows_hidden=False,
    notes="on request",
    options=("with_notes",),
)

PAGE = Output(
    name="page",
    help="a page about the talk for any web server, with the deck, pictures, words and downloads",
    opened="site/{talk}/{locale}/index.html",
    render=_page,
    is_default=False,
    shows_hidden=False,
    notes="never",
    shared=Shared(opened="site/index.html", render=_index, lacking=_lacking),
    options=("dpi", "width"),
)

_ALL = (PPTX, HTML, SINGLE_FILE, PDF, HANDOUT, PNG, SVG, WEBP, TEXT, PAGE)
OUTPUTS = {output.name: output for output in _ALL}
"""All outputs by name; a writer is imported only when it is used."""


def endings() -> str:
    """Return the endings of files that can be written, in words."""
    each = (ending for output in OUTPUTS.values() for ending in output.endings)
    return ", ".join(dict.fromkeys(each))


def is_chosen(name: str, names: Collection[str]) -> bool:
    """Return whether a build that names some outputs, or none, writes the output `name`.

    One that is unknown counts as written by a build that names none, which so removes its files.
    """
    if names:
        return name in names
    return name not in OUTPUTS or OUTPUTS[name].is_default
