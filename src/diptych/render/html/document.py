"""The document around the slides, equivalent to `templates/html/page.html.j2`.

It is written in Python because importing Jinja2 and compiling the template takes as long as the
rest of a page. Projects use the template as a starting point; a test compares the two.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from diptych.render.html.languages import Language

_ESCAPED = str.maketrans({
    "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;",
})  # fmt: skip
"""The same escapes as in Jinja2."""


class Document(Struct, frozen=True, kw_only=True):
    """The values for a page's template besides the slides; all texts have to be escaped."""

    lang: str
    title: str
    description: str
    address: str
    """The URL at which the page is published; empty if unknown."""
    authors: str
    theme_color: str
    is_listed: bool
    """Whether search engines may list it."""
    policy: str
    """The content security policy."""
    assets: str
    """The address of the folder of scripts, style sheets and the project's own files."""
    styles: Sequence[str]
    """The addresses of style sheets, in order."""
    scripts: Sequence[str]
    """The addresses of scripts, in order."""
    languages: Sequence[Language]
    words: Mapping[str, str]


def document_html(page: Document) -> tuple[str, str]:
    """Return the HTML of the page before its slides, and that after them.

    Neither ends in a line break.
    """
    return "\n".join([*_head(page), *_before(page)]), "\n".join(_after(page))


def _head(page: Document) -> Iterator[str]:
    title, description = _escaped(page.title), _escaped(page.description)
    yield "<!DOCTYPE html>"
    yield f'<html lang="{_escaped(page.lang)}" class="print-pdf">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_escaped(page.policy)}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{title}</title>"
    if description:
        yield f'<meta name="description" content="{description}">'
    if page.authors:
        yield f'<meta name="author" content="{_escaped(page.authors)}">'
    yield '<meta name="generator" content="Diptych">'
    if not page.is_listed:
        yield '<meta name="robots" content="noindex">'
    yield f'<meta name="theme-color" content="{_escaped(page.theme_color)}">'
    yield '<meta property="og:type" content="website">'
    yield f'<meta property="og:title" content="{title}">'
    if description:
        yield f'<meta property="og:description" content="{description}">'
    if address := _escaped(page.address):
        yield f'<meta property="og:url" content="{address}">'
        yield f'<link rel="canonical" href="{address}">'
    yield '<meta name="twitter:card" content="summary">'
    for one in page.languages:
        tag, address = _escaped(one.tag), _escaped(one.address)
        yield f'<link rel="alternate" hreflang="{tag}" href="{address}">'
    yield '<link rel="icon" href="data:,">'
    yield from (f'<link rel="stylesheet" href="{_escaped(style)}">' for style in page.styles)
    yield "</head>"


def _before(page: Document) -> Iterator[str]:
    yield "<body>"
    yield '<header class="page-header">'
    yield f'<h1 class="unseen">{_escaped(page.title)}</h1>'
    if page.languages:
        label = _escaped(page.words["languages"])
        yield f'<nav class="languages" aria-label="{label}">'
        yield from map(_switch, page.languages)
        yield "</nav>"
    yield "</header>"
    yield from ("<main>", '<div class="reveal">', '<div class="slides">')


def _after(page: Document) -> Iterator[str]:
    yield from ("</div>", "</div>", "</main>")
    yield from (f'<script src="{_escaped(script)}"></script>' for script in page.scripts)
    yield from ("</body>", "</html>")


def _switch(one: Language) -> str:
    """Return the link that leads to a language."""
    url, tag, name = _escaped(one.url), _escaped(one.tag), _escaped(one.name)
    current = ' aria-current="true"' if one.is_current else ""
    return f'<a href="{url}" hreflang="{tag}" lang="{tag}"{current}>{name}</a>'


def _escaped(text: str) -> str:
    return text.translate(_ESCAPED)
