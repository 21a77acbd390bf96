"""The feed of a site: an Atom document (RFC 4287) with the talks that have a date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from urllib.parse import quote

from diptych.model.deck import Talk
from diptych.model.page_words import page_words
from diptych.model.site import Site, TalkHead
from diptych.render.abstract import abstract_passages
from diptych.render.html.units import language_tag
from diptych.render.page.addresses import feed_name, index_url, page_url
from diptych.render.page.occasion import given_on, published_on
from diptych.render.page.prose import abstract_words, opens


def feed(
    heads: Iterable[TalkHead], locale: str, locales: Sequence[str], site: Site
) -> bytes | None:
    """Return the feed of talks; None if none has a date, or the URL of the site is not known."""
    dated = [(day, head) for head in heads if (day := day_in_feed(head.talk)) is not None]
    if not site.url or not dated:
        return None
    title = site.title(locale) or page_words(locale, {}).talks
    index = site.url + index_url(locale, locales)
    own = site.url + quote(feed_name(locale, locales))
    lines = (
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{_tag(locale)}">',
        f"<id>{escape(own)}</id>",
        f"<title>{escape(title)}</title>",
        f"<updated>{_moment(max(day for day, _ in dated))}</updated>",
        f'<link rel="self" type="application/atom+xml" href="{escape(own)}"/>',
        f'<link rel="alternate" type="text/html" href="{escape(index)}"/>',
        f"<author><name>{escape(title)}</name></author>",
        *(line for day, head in dated for line in _entry(day, head, site)),
        "</feed>",
        "",
    )
    return "\n".join(lines).encode()


def day_in_feed(talk: Talk) -> dt.date | None:
    """Return the day by which a talk is in the feed; None if it has none, and is not."""
    days = given_on(talk)
    return published_on(talk) or (days.last if days is not None else None)


def _entry(day: dt.date, head: TalkHead, site: Site) -> Iterator[str]:
    talk, tag = head.talk, _tag(head.locale)
    url = escape(site.url + page_url(talk.name, head.locale))
    first = (*talk.publication.former_names, talk.name)[0]  # an entry's id never changes
    abstract = talk.abstract_in(head.locale)
    yield f'<entry xml:lang="{tag}">'
    yield f"<id>{escape(site.url + page_url(first, head.locale))}</id>"
    yield f"<title>{escape(talk.title.plain)}</title>"
    yield f"<updated>{_moment(day)}</updated>"
    yield f"<published>{_moment(day)}</published>"
    yield f'<link rel="alternate" type="text/html" hreflang="{tag}" href="{url}"/>'
    for person in talk.speakers:
        uri = f"<uri>{escape(person.url)}</uri>" if opens(person.url) else ""
        yield f"<author><name>{escape(person.name)}</name>{uri}</author>"
    for word in talk.publication.tags:
        yield f'<category term="{escape(word)}"/>'
    if abstract:
        words = abstract_words(abstract_passages(abstract))
        yield f'<summary type="html">{escape(words)}</summary>'
    yield "</entry>"


def _moment(day: dt.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _tag(locale: str) -> str:
    return escape(language_tag(locale))
