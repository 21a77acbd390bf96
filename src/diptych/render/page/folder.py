"""The files of a talk's page: those of other outputs below its folder, and the page with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import quote

from msgspec.structs import replace

from diptych.diagnostics import DiagnosticKind, Refusal
from diptych.model.deck import Download
from diptych.model.laid_out import LaidOutTalk
from diptych.model.supplies import Supplies
from diptych.options import OutputOptions
from diptych.render import PAGE
from diptych.render.html import render_html
from diptych.render.html.units import language_tag
from diptych.render.output import File, Renderer, whole
from diptych.render.page.addresses import DECK, OEMBED, PREVIEW, SITE, SLIDES, START
from diptych.render.page.document import STYLE, TalkFiles, heads_of, published_page, talk_page
from diptych.render.page.leading import redirects, start
from diptych.render.page.metadata import Picture, oembed
from diptych.render.page.styles import page_styles
from diptych.render.pdf import render_pdf
from diptych.render.pictures import render_png
from diptych.render.pptx import render_pptx

NOTHING_PUBLIC = DiagnosticKind(
    "OUT501",
    "page-without-slides",
    "All slides of a talk are hidden, so its page would have none.",
)
_WRITERS: Mapping[Download, Renderer] = {"pdf": render_pdf, "pptx": render_pptx}


def render_page(talk: LaidOutTalk, supplies: Supplies) -> Iterator[File]:
    """Yield the page of `talk` in its language, after all that it shows and offers.

    Nothing of speaker notes and hidden slides is in any of the files. Raise Refusal if all slides
    are hidden, or if the files of another output cannot be made.
    """
    public = talk.handed_out()
    supplies = replace(supplies, options=OutputOptions(width=supplies.options.width))
    if not public.slides:
        raise Refusal(NOTHING_PUBLIC.at(talk.talk.span, "all slides of the page are hidden"))
    folder = PAGE.path(talk).parent
    yield from _deck(public, supplies)
    pictures = dict(_pictures(public, supplies))
    downloads = dict(_downloads(public, supplies))
    first = pictures[public.slides[0].anchor]
    beside = {f"{SLIDES}/{anchor}.png": data for anchor, data in pictures.items()}
    beside |= {**downloads, PREVIEW: first}
    files = TalkFiles(
        deck=f"../{DECK}/{quote(language_tag(talk.locale))}/index.html",
        pictures={
            anchor: _picture(f"{SLIDES}/{quote(anchor)}.png", data)
            for anchor, data in pictures.items()
        },
        preview=_picture(PREVIEW, first),
        downloads=[
            (name.rpartition(".")[2].upper(), quote(name), len(data))
            for name, data in downloads.items()
        ],
    )
    if (published := published_page(public, files, supplies)) is not None:
        beside[OEMBED] = oembed(public, supplies.site, published)
    page = talk_page(public, files, supplies)
    style, styles = page_styles(page.replace(STYLE, ""), talk.theme, supplies)
    beside |= styles
    still = files.pictures[public.slides[0].anchor]
    beside[START] = start(public, files.deck, still, style)
    yield from ((folder / name, data) for name, data in beside.items())
    yield folder / "index.html", page.replace(STYLE, style).encode()
    locales = tuple(head.locale for head in heads_of(talk, supplies))
    yield from redirects(talk.talk, talk.locale, locales, supplies.site.url)


def _deck(talk: LaidOutTalk, supplies: Supplies) -> Iterator[File]:
    """Yield the HTML deck, whose canonical address is that of the page."""
    extras = replace(supplies.extras, address=supplies.site.url)
    home = SITE / talk.talk.name / DECK
    for path, content in render_html(talk, replace(supplies, extras=extras)):
        yield home / path.relative_to(talk.talk.name), content


def _pictures(talk: LaidOutTalk, supplies: Supplies) -> Iterator[tuple[str, bytes]]:
    """Yield the anchor of each slide and its picture."""
    made = render_png(talk, supplies)
    for slide, (_, content) in zip(talk.slides, made, strict=True):
        yield slide.anchor, whole(content)


def _downloads(talk: LaidOutTalk, supplies: Supplies) -> Iterator[tuple[str, bytes]]:
    """Yield the name of each file that is offered, and its content."""
    for kind in talk.talk.publication.downloads:
        for path, content in _WRITERS[kind](talk, supplies):
            yield path.name, whole(content)


def _picture(url: str, png: bytes) -> Picture:
    """Return a picture with the size that its file has (PNG 3, 11.2.1)."""
    return Picture(url, int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big"))
