"""The files of a talk's page: those of other outputs below its folder, and the page with them."""

from __future__ import annotations

import re
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
from diptych.render.pictures import slide_pictures, social_preview
from diptych.render.pptx import render_pptx

NOTHING_PUBLIC = DiagnosticKind(
    "OUT501",
    "page-without-slides",
    "All slides of a talk are hidden, so its page would have none.",
)
OCCUPIED_NAME = DiagnosticKind(
    "OUT502",
    "name-of-a-file-of-the-site",
    "A talk's name, or a former one, is the name of a file of the site: its list of talks or"
    " its feed.",
)
_OCCUPIED = re.compile(r"index(?:\.[\w-]+)?\.html|feed(?:\.[\w-]+)?\.xml", re.IGNORECASE)
_WRITERS: Mapping[Download, Renderer] = {"pdf": render_pdf, "pptx": render_pptx}


def render_page(talk: LaidOutTalk, supplies: Supplies) -> Iterator[File]:
    """Yield the page of `talk` in its language, after all that it shows and offers.

    Nothing of speaker notes and hidden slides is in any of the files. Raise Refusal if all slides
    are hidden, a name is not possible, or the files of another output cannot be made.
    """
    for name in (talk.talk.name, *talk.talk.publication.former_names):
        if _OCCUPIED.fullmatch(name):
            message = f"the folder of a talk cannot be called `{name}` in a site"
            raise Refusal(OCCUPIED_NAME.at(talk.talk.span, message, hint="choose another name"))
    public = talk.handed_out()
    supplies = replace(supplies, options=OutputOptions(width=supplies.options.width))
    if not public.slides:
        raise Refusal(NOTHING_PUBLIC.at(talk.talk.span, "all slides of the page are hidden"))
    folder = PAGE.path(talk).parent
    yield from _deck(public, supplies)
    pictures: dict[str, Picture] = {}
    for anchor, data in slide_pictures(public, supplies):
        pictures[anchor] = _picture(f"{SLIDES}/{quote(anchor)}.png", data)
        yield folder / SLIDES / f"{anchor}.png", data
    preview = social_preview(public, supplies)
    yield folder / PREVIEW, preview
    downloads: list[tuple[str, str, int]] = []
    for name, data in _downloads(public, supplies):
        downloads.append((name.rpartition(".")[2].upper(), quote(name), len(data)))
        yield folder / name, data
    still = pictures[public.slides[0].anchor]
    files = TalkFiles(
        deck=f"../{DECK}/{quote(language_tag(talk.locale))}/index.html",
        pictures=pictures,
        preview=_picture(PREVIEW, preview),
        downloads=downloads,
    )
    if (published := published_page(public, files, supplies)) is not None:
        yield folder / OEMBED, oembed(public, supplies.site, published)
    page = talk_page(public, files, supplies)
    style, styles = page_styles(page.replace(STYLE, ""), talk.theme, supplies)
    yield from ((folder / name, data) for name, data in styles.items())
    yield folder / START, start(public, files.deck, still, style)
    yield folder / "index.html", page.replace(STYLE, style).encode()
    titles = {head.locale: head.talk.title.plain for head in heads_of(talk, supplies)}
    yield from redirects(talk.talk, talk.locale, titles, supplies.site.url)


def _deck(talk: LaidOutTalk, supplies: Supplies) -> Iterator[File]:
    """Yield the HTML deck, whose canonical address is that of the page."""
    extras = replace(supplies.extras, address=supplies.site.url)
    home = SITE / talk.talk.name / DECK
    for path, content in render_html(talk, replace(supplies, extras=extras)):
        yield home / path.relative_to(talk.talk.name), content


def _downloads(talk: LaidOutTalk, supplies: Supplies) -> Iterator[tuple[str, bytes]]:
    """Yield the name of each file that is offered, and its content."""
    for kind in talk.talk.publication.downloads:
        for path, content in _WRITERS[kind](talk, supplies):
            yield path.name, whole(content)


def _picture(url: str, png: bytes) -> Picture:
    """Return a picture with the size that its file has (PNG 3, 11.2.1)."""
    return Picture(url, int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big"))
