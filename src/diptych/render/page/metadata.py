"""What machines read on a page: JSON-LD (schema.org) and oEmbed."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import msgspec
from msgspec import Struct

from diptych.model.deck import Person
from diptych.model.laid_out import LaidOutTalk
from diptych.model.site import Site
from diptych.render.html.units import language_tag
from diptych.render.page.occasion import given_on, published_on
from diptych.render.page.prose import opens

_DANGEROUS = {sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
"""Signs that could end the element around JSON, or a line in a script (HTML, 4.12.1.3)."""
_EMBEDDED = 960
"""The width of an embedded deck in pixels, unless the site that embeds it changes it."""


class Picture(Struct, frozen=True):
    """A picture by its URL, with its size in pixels."""

    url: str
    width: int
    height: int


class Published(Struct, frozen=True, kw_only=True):
    """A page whose address is known."""

    url: str
    deck: str
    """The URL of its deck."""
    preview: Picture
    files: tuple[tuple[str, str], ...]
    """The URL and media type of each download."""


def structured_data(laid_out: LaidOutTalk, page: Published | None) -> str:
    """Return JSON-LD about a talk and its event, to be put into a script element as it is."""
    talk = laid_out.talk
    people = [_person(person) for person in talk.speakers]
    days, published = given_on(talk), published_on(talk)
    own, abstract = talk.publication, talk.abstract_in(laid_out.locale)
    document = _stated({
        "@type": "PresentationDigitalDocument",
        "@id": f"{page.url}#document" if page else None,
        "name": laid_out.title,
        "inLanguage": language_tag(laid_out.locale),
        "abstract": abstract.plain if abstract else None,
        "author": people,
        "dateCreated": days.first if days else None,
        "datePublished": published,
        "keywords": list(own.tags),
        "license": (own.licence.url or own.licence.label) if own.licence else None,
        "url": page.url if page else None,
        "image": page.preview.url if page else None,
        "encoding": [
            {"@type": "MediaObject", "contentUrl": url, "encodingFormat": media}
            for url, media in (page.files if page else ())
        ],
    })  # fmt: skip
    event = _stated({
        "@type": "Event",
        "name": talk.event,
        "startDate": days.first if days else None,
        "endDate": days.last if days else None,
        "location": {"@type": "Place", "name": talk.venue} if talk.venue else None,
        "performer": people,
        "workFeatured": {"@id": document["@id"]} if page else None,
    })  # fmt: skip
    graph = [document, event] if talk.event and days else [document]
    return _inert({"@context": "https://schema.org", "@graph": graph})


def oembed(laid_out: LaidOutTalk, site: Site, page: Published) -> bytes:
    """Return what other sites need to embed the deck (oEmbed 1.0, type `rich`)."""
    talk, title = laid_out.talk, laid_out.title
    width, height = _size(laid_out)
    first = talk.speakers[0] if talk.speakers else None
    answer = _stated({
        "version": "1.0",
        "type": "rich",
        "title": title,
        "author_name": ", ".join(person.name for person in talk.speakers),
        "author_url": first.url if first is not None and opens(first.url) else None,
        "provider_name": site.title(laid_out.locale),
        "provider_url": site.url,
        "width": width,
        "height": height,
        "html": embedding(laid_out, page),
        "thumbnail_url": page.preview.url,
        "thumbnail_width": page.preview.width,
        "thumbnail_height": page.preview.height,
    })  # fmt: skip
    return msgspec.json.format(msgspec.json.encode(answer), indent=2) + b"\n"


def embedding(laid_out: LaidOutTalk, page: Published) -> str:
    """Return the HTML with which another site embeds the deck."""
    width, height = _size(laid_out)
    return (
        f'<iframe src="{escape(page.deck)}" width="{width}" height="{height}"'
        f' title="{escape(laid_out.title)}" allow="fullscreen" loading="lazy"></iframe>'
    )


def _size(laid_out: LaidOutTalk) -> tuple[int, int]:
    page = laid_out.theme.page
    return _EMBEDDED, round(_EMBEDDED * page.height / page.width)


def og_locale(locale: str) -> str:
    """Return a language as Open Graph writes it, with the country that is likely: `ko_KR`."""
    from babel.core import get_global

    tag = language_tag(locale).replace("-", "_")
    parts = get_global("likely_subtags").get(tag, tag).split("_")
    return f"{parts[0]}_{parts[-1]}" if len(parts) > 1 else parts[0]


def _person(person: Person) -> Mapping[str, Any]:
    place = {"@type": "Organization", "name": person.affiliation} if person.affiliation else None
    url = person.url if opens(person.url) else None
    return _stated({"@type": "Person", "name": person.name, "affiliation": place, "url": url})


def _stated(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in (None, "", [])}


def _inert(values: Mapping[str, Any]) -> str:
    """Return JSON without a sign that has a meaning in HTML."""
    text = msgspec.json.encode(values).decode()
    return "".join(_DANGEROUS.get(sign, sign) for sign in text)
