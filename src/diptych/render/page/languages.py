"""The languages of a page's words, and their directions, wherever in its template they are shown.

Screen readers use them to choose a voice, and browsers to choose a font (WCAG 2.2, 3.1.2).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape
from itertools import groupby

from diptych.render.html.units import attribute
from diptych.render.page.emoji import NO_WORDS
from diptych.typography.language import is_right_to_left, language_runs

_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)")
_LANGUAGE = re.compile(r"\slang=(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_VOID = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
}  # fmt: skip
"""Elements without content (HTML, 13.1.2)."""
_INLINE = {
    "a", "abbr", "b", "cite", "code", "del", "em", "i", "ins", "mark", "q", "s", "small", "span",
    "strong", "sub", "sup", "u",
}  # fmt: skip
"""Elements that stand within a text."""
_NO_SPANS = {"math", "svg", "option"}
"""Elements in which there is none."""

_Piece = tuple[str, bool, str]
"""Part of a page, whether it is words, and the language around it; empty where none is marked."""


def with_languages(page: str) -> str:
    """Return a page with words in other scripts than those of their language marked up."""
    if page.isascii():
        return page
    parts: list[str] = []
    for is_text, members in groupby(_pieces(page), key=lambda one: one[1] or _is_inline(one[0])):
        pieces = list(members)
        context = unescape("".join(piece for piece, is_words, _ in pieces if is_words))
        parts += (
            _marked(piece, language, context) if is_text and is_words and language else piece
            for piece, is_words, language in pieces
        )
    return "".join(parts)


def with_directions(page: str) -> str:
    """Return a page with the direction of each language, if one is written from right to left."""
    found = (one[0] for one in NO_WORDS.finditer(page) if not one[1])
    tags = {tag: _own_language(tag) for tag in found if _TAG.match(tag)}
    if not any(map(is_right_to_left, tags.values())):
        return page
    return NO_WORDS.sub(lambda found: _directed(found[0], tags.get(found[0], "")), page)


def _directed(tag: str, language: str) -> str:
    if not language:
        return tag
    direction = "rtl" if is_right_to_left(language) else "ltr"
    return _LANGUAGE.sub(lambda found: f'{found[0]} dir="{direction}"', tag, count=1)


def _pieces(page: str) -> Iterator[_Piece]:
    """Yield a page in parts, its tags and the words between them."""
    opened: list[tuple[str, str]] = [("", "")]
    at = 0
    for found in NO_WORDS.finditer(page):
        yield page[at : found.start()], True, opened[-1][1]
        yield found[0], False, ""
        at = found.end()
        tag = _TAG.match(found[0])
        if tag is None or found[1] or found[0].endswith("/>"):
            continue
        name = tag[2].lower()
        if tag[1]:
            _close(name, opened)
        elif name not in _VOID:
            opened.append((name, _language(name, found[0], opened[-1][1])))
    yield page[at:], True, opened[-1][1]


def _close(name: str, opened: list[tuple[str, str]]) -> None:
    """Close the last element of that name, and those within it whose ends are left out."""
    at = next((i for i in range(len(opened) - 1, 0, -1) if opened[i][0] == name), None)
    if at is not None:
        del opened[at:]


def _language(name: str, tag: str, around: str) -> str:
    if name in _NO_SPANS:
        return ""
    return _own_language(tag) or around


def _own_language(tag: str) -> str:
    own = _LANGUAGE.search(tag)
    return next(filter(None, own.groups()), "") if own else ""


def _is_inline(tag: str) -> bool:
    found = _TAG.match(tag)
    return found is not None and found[2].lower() in _INLINE


def _marked(words: str, locale: str, context: str) -> str:
    text = unescape(words)
    if text.isascii():
        return words
    own = locale.partition("-")[0]
    runs = (
        (part, language if language != own else "")
        for part, language in language_runs(text, locale, context)
    )
    each = [(one, "".join(part for part, _ in run)) for one, run in groupby(runs, lambda r: r[1])]
    if not any(language for language, _ in each):
        return words
    return "".join(
        f"<span{attribute('lang', language)}>{escape(part, quote=False)}</span>"
        if language
        else escape(part, quote=False)
        for language, part in each
    )
