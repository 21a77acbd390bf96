"""The page of a talk: what its template is filled with."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from msgspec import Struct, to_builtins

from diptych.model.deck import Talk
from diptych.model.laid_out import LaidOutSlide, LaidOutTalk, anchor_of
from diptych.model.page_words import PageWords, page_words
from diptych.model.site import Site, TalkHead
from diptych.model.supplies import Supplies
from diptych.render.abstract import abstract_passages
from diptych.render.html.languages import language_name
from diptych.render.html.templates import fill_template
from diptych.render.html.units import language_tag
from diptych.render.page.addresses import (
    OEMBED,
    START,
    deck_url,
    group_anchor,
    index_name,
    page_url,
    talk_url,
)
from diptych.render.page.emoji import with_emoji
from diptych.render.page.languages import with_directions, with_languages
from diptych.render.page.metadata import (
    Picture,
    Published,
    embedding,
    og_locale,
    structured_data,
)
from diptych.render.page.occasion import given_on, newest_first, published_on, written
from diptych.render.page.palette import palettes
from diptych.render.page.prose import abstract_words, line, opens, slide_words
from diptych.render.transcript import SlideTranscript, transcript

TEMPLATE = "site-talk.html.j2"
STYLE = "\x1f"
"""What stands for the address of the style sheet, whose fonts are cut for the finished page.

No author's text contains it.
"""
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self';"
    " frame-src 'self'; base-uri 'none'; form-action 'none'"
)
"""Nothing runs on the page itself; its icon is an empty `data:` URL."""
_MEDIA_TYPES = {
    "PDF": "application/pdf",
    "PPTX": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
_MOST_OTHERS = 8
"""How many other talks a page names."""
_DESCRIBED = 300
"""Characters of a description, of which search engines show at most about half."""


class TalkFiles(Struct, frozen=True, kw_only=True):
    """The files that a page shows and offers, by URLs relative to it."""

    deck: str
    pictures: Mapping[str, Picture]
    """Of each slide, by its anchor."""
    preview: Picture
    """For other sites."""
    downloads: Sequence[tuple[str, str, int]]
    """The name of each kind of file, its URL, and its size in bytes."""


class _Language(Struct, frozen=True, kw_only=True):
    tag: str
    name: str
    url: str
    address: str
    is_current: bool


def heads_of(talk: LaidOutTalk, supplies: Supplies) -> tuple[TalkHead, ...]:
    """Return the talk in each of its languages; a pseudo-locale stands alone."""
    heads = tuple(head for head in supplies.site.shown if head.talk.name == talk.talk.name)
    if any(head.locale == talk.locale for head in heads):
        return heads
    return (TalkHead(talk=talk.talk, theme=talk.theme, locale=talk.locale),)


def site_locales(site: Site) -> tuple[str, ...]:
    """Return the languages of a site, that in which slides are written first."""
    locales = dict.fromkeys(head.locale for head in site.heads)
    return tuple(sorted(locales, key=lambda one: one != site.heads[0].talk.source_locale))


def _list_of(site: Site, locale: str) -> tuple[str, tuple[str, ...]]:
    """Return the language of the list to which a page leads, and all those that lists have."""
    locales = site_locales(site)
    return (locale if locale in locales else locales[0]), locales


def talk_page(talk: LaidOutTalk, files: TalkFiles, supplies: Supplies) -> str:
    """Return the page of a talk that has no hidden slides; raise Refusal if its template fails."""
    site, own, locale = supplies.site, talk.talk, talk.locale
    words = page_words(locale, talk.theme.words)
    light, dark = palettes(talk.theme)
    index = f"../../{index_name(*_list_of(site, locale))}" if site.has_list else ""
    values: dict[str, Any] = {
        "lang": language_tag(locale),
        "title": talk.title,
        "policy": POLICY,
        "style": STYLE,
        "grounds": {"light": light.ground, "dark": dark.ground},
        "words": words,
        "index": index,
        "deck": {"url": files.deck, "start": START},
        "downloads": [
            {"name": name, "url": url, "size": _size(size)} for name, url, size in files.downloads
        ],
        "abstracts": list(_abstracts(own, site.heads, locale, {one.anchor for one in talk.slides})),
        "sections": [
            {"title": title, "slides": slides} for title, slides in _sections(talk, files, words)
        ],
        "more": list(_others(own, locale, supplies)),
        **_metadata(talk, files, supplies),
        **_facts(own, locale, index),
    }
    page = fill_template(TEMPLATE, supplies.templates[TEMPLATE], to_builtins(values, str_keys=True))
    return with_emoji(with_directions(with_languages(f"{page.rstrip()}\n")))


def _metadata(talk: LaidOutTalk, files: TalkFiles, supplies: Supplies) -> dict[str, Any]:
    """Return what the page says to search engines and other sites, by its names in the template."""
    site, own, locale = supplies.site, talk.talk, talk.locale
    heads = heads_of(talk, supplies)
    published = published_page(talk, files, supplies)
    return {
        "description": _description(own, talk.title, locale),
        "is_listed": own.publication.is_listed,
        "address": published.url if published else "",
        "preview": published.preview if published else None,
        "embedding": embedding(talk, published) if published else "",
        "oembed": f"{published.url}{OEMBED}" if published else "",
        "site": {"title": site.title(locale)},
        "og_locale": og_locale(locale),
        "og_locales": [og_locale(head.locale) for head in heads if head.locale != locale],
        "data": structured_data(talk, published),
        "languages": list(_languages(heads, locale, site.url)),
        "any_language": site.url + talk_url(own.name) if site.url and heads[1:] else "",
    }


def _facts(talk: Talk, locale: str, index: str) -> dict[str, Any]:
    """Return what the page says about the talk, by its names in the template.

    `index` is the address of the list of talks, to whose groups tags lead.
    """
    days, day, licence = given_on(talk), published_on(talk), talk.publication.licence
    return {
        "event": talk.event,
        "venue": talk.venue,
        "days": days and {"since": days.first, "text": written(days, locale)},
        "published": day and {"since": day, "text": written(day, locale)},
        "people": [
            {
                "name": person.name,
                "affiliation": person.affiliation,
                "url": person.url if opens(person.url) else "",
            }
            for person in talk.speakers
        ],
        "licence": licence
        and {"label": licence.label, "url": licence.url if opens(licence.url) else ""},
        "tags": [
            {"name": tag, "url": f"{index}#{group_anchor('tag', tag)}"}
            for tag in talk.publication.tags
        ],
        "links": [link for link in talk.publication.links if opens(link.url)],
    }


def _description(talk: Talk, title: str, locale: str) -> str:
    """Return a talk in a few sentences: the beginning of its abstract, or its title and event."""
    abstract = talk.abstract_in(locale)
    text = " ".join((abstract.plain if abstract else f"{title} {talk.event}").split())
    if len(text) <= _DESCRIBED:
        return text
    return f"{text[:_DESCRIBED].rpartition(' ')[0] or text[:_DESCRIBED]}…"


def published_page(talk: LaidOutTalk, files: TalkFiles, supplies: Supplies) -> Published | None:
    """Return the absolute addresses of the page; None if it is not known where it is published."""
    base = supplies.site.url
    if not base:
        return None
    url = base + page_url(talk.talk.name, talk.locale)
    return Published(
        url=url,
        deck=base + deck_url(talk.talk.name, talk.locale),
        preview=Picture(url + files.preview.url, files.preview.width, files.preview.height),
        files=tuple((url + place, _MEDIA_TYPES[kind]) for kind, place, _ in files.downloads),
    )


def _languages(heads: Sequence[TalkHead], current: str, site: str) -> Iterator[_Language]:
    """Yield the languages to switch between; none if there is only one."""
    if not heads[1:]:
        return
    for head in heads:
        tag = language_tag(head.locale)
        url = f"../{quote(tag)}/index.html"
        yield _Language(
            tag=tag,
            name=language_name(tag),
            url=url,
            address=site + page_url(head.talk.name, head.locale) if site else url,
            is_current=head.locale == current,
        )


def _abstracts(
    talk: Talk, heads: Sequence[TalkHead], locale: str, anchors: Collection[str]
) -> Iterator[dict[str, str]]:
    """Yield the abstract in each language, that of the page first.

    `anchors` are those of the slides on the page.
    """
    texts = dict(talk.abstract)
    texts |= {
        head.locale: head.talk.abstract[head.locale]
        for head in heads
        if head.talk.name == talk.name and head.locale in head.talk.abstract
    }
    by = talk.publication.credits
    for one in sorted(texts, key=lambda one: one != locale):
        shared = by.get("", "") if one != talk.source_locale else ""
        tag = language_tag(one)
        yield {
            "tag": tag,
            "name": language_name(tag),
            "text": abstract_words(abstract_passages(texts[one]), anchors),
            "credit": line(by.get(one, shared)),
        }


def _sections(
    talk: LaidOutTalk, files: TalkFiles, words: PageWords
) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Yield the title of each section, and its slides."""
    told = {slide.anchor: slide for slide in transcript(talk).slides}
    labels = (words.picture, talk.theme.words.get("sources") or words.sources, words.table)
    for section in talk.sections:
        yield section.title, [_slide(one, files, labels, told) for one in section.slides]


def _slide(
    laid_out: LaidOutSlide,
    files: TalkFiles,
    labels: tuple[str, str, str],
    told: Mapping[str, SlideTranscript],
) -> dict[str, Any]:
    slide = told[laid_out.anchor]
    former = map(anchor_of, laid_out.slide.was if laid_out.part == 1 else ())
    return {
        "anchor": slide.anchor,
        "former": [anchor for anchor in former if anchor not in told],
        "number": slide.number,
        "title": slide.title,
        "language": next((one.language for one in slide.passages if one.kind == "title"), ""),
        "url": f"{files.deck}#/{quote(slide.anchor)}",
        "picture": files.pictures[slide.anchor],
        "words": slide_words(slide.passages, told, labels),
    }


def _others(talk: Talk, locale: str, supplies: Supplies) -> Iterator[dict[str, str]]:
    """Yield other talks, those of the same speakers first, each in `locale` if it can be."""
    mine = {person.name for person in talk.speakers}
    by_name: dict[str, TalkHead] = {}
    for head in supplies.site.shown:
        is_better = head.locale == locale or head.talk.name not in by_name
        if head.talk.name != talk.name and head.talk.publication.is_listed and is_better:
            by_name[head.talk.name] = head
    others = sorted(by_name.values(), key=lambda head: newest_first(head.talk))
    others.sort(key=lambda head: mine.isdisjoint(person.name for person in head.talk.speakers))
    for head in others[:_MOST_OTHERS]:
        days = given_on(head.talk)
        about = (head.talk.event, written(days, locale) if days else "")
        yield {
            "url": f"../../{page_url(head.talk.name, head.locale)}index.html",
            "tag": language_tag(head.locale),
            "title": head.talk.title.plain,
            "about": ", ".join(filter(None, about)),
        }


def _size(count: int) -> str:
    """Return a size in bytes in kB or MB."""
    kilobytes = max(1, round(count / 1000))
    megabytes, rest = divmod(kilobytes, 1000)
    return f"{megabytes + rest / 1000:.1f} MB" if megabytes else f"{kilobytes} kB"
