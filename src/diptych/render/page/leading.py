"""Documents that only redirect: to a deck, to a language, from former names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape

from diptych.model.deck import Talk
from diptych.model.laid_out import LaidOutTalk
from diptych.model.page_words import page_words
from diptych.render.html.units import language_tag
from diptych.render.output import File
from diptych.render.page.addresses import SITE, page_url
from diptych.render.page.languages import with_directions
from diptych.render.page.metadata import Picture

_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self';"
    " base-uri 'none'; form-action 'none'"
)


def redirects(talk: Talk, locale: str, titles: Mapping[str, str], site: str) -> Iterator[File]:
    """Yield the pages that lead to the page of `talk` in `locale`.

    The address of the talk leads to the language in which it was given, or else to the first of
    `titles`, which has its title in each. Addresses of former names lead there as well. `site` is
    the URL of the site.
    """
    main = talk.locale if talk.locale in titles else next(iter(titles))
    for name in (talk.name, *talk.publication.former_names):
        languages = (None,) if name == talk.name else (None, locale)
        for language in languages:
            folder = SITE / name / (language_tag(language) if language else "")
            target = page_url(talk.name, language or main)
            up = "../" * (2 if language else 1)
            document = f"{up}{target}index.html"
            title = titles[language or main] or talk.name
            has_moved = name != talk.name
            page = _document(
                language or main,
                title,
                _directions(document, site and site + target, is_listed=talk.publication.is_listed),
                _link(document, title, language or main, has_moved=has_moved),
            )
            yield folder / "index.html", page


def start(talk: LaidOutTalk, deck: str, still: Picture, style: str) -> bytes:
    """Return what a page embeds: a picture of the first slide, which leads to the deck.

    So the deck is loaded on a click and no sooner, without a script. On a phone it then takes the
    place of the page, where the frame would be too small: the style sheet shows one of two links.
    """
    words = page_words(talk.locale, talk.theme.words)
    size = f'width="{still.width}" height="{still.height}"'
    head = ('<meta name="robots" content="noindex">', f'<link rel="stylesheet" href="{style}">')
    shown = f'<img src="{escape(still.url)}" {size} alt=""><span>{escape(words.start)}</span>'
    lines = (
        '<main class="start">',
        f'<h1 class="unseen">{escape(talk.title)}</h1>',
        f'<a class="within" href="{escape(deck)}">{shown}</a>',
        f'<a class="whole" target="_top" href="{escape(deck)}">{shown}</a>',
        "</main>",
    )
    return _document(talk.locale, talk.title, head, lines)


def _directions(target: str, address: str, *, is_listed: bool) -> Iterator[str]:
    """Yield what redirects programs to `target`, a relative URL; `address` is absolute if known."""
    yield f'<meta http-equiv="refresh" content="0; url={escape(target)}">'
    if not is_listed:
        yield '<meta name="robots" content="noindex">'
    if address:
        yield f'<link rel="canonical" href="{escape(address)}">'


def _link(target: str, title: str, locale: str, *, has_moved: bool) -> tuple[str]:
    """Return a link for people whose browser does not redirect."""
    moved = f"{escape(page_words(locale, {}).moved)} " if has_moved else ""
    return (f'<main><p>{moved}<a href="{escape(target)}">{escape(title)}</a></p></main>',)


def _document(locale: str, title: str, head: Iterable[str], body: Iterable[str]) -> bytes:
    """Return a document on which nothing runs and which loads nothing from elsewhere."""
    lines = (
        "<!DOCTYPE html>",
        f'<html lang="{escape(language_tag(locale))}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        f"<title>{escape(title)}</title>",
        *head,
        '<link rel="icon" href="data:,">',
        "</head>",
        "<body>",
        *body,
        "</body>",
        "</html>",
        "",
    )
    return with_directions("\n".join(lines)).encode()
