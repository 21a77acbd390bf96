"""What a site has once for all talks: the list, in each language, and its feed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from msgspec import to_builtins

from diptych.model.page_words import page_words
from diptych.model.site import TalkHead
from diptych.model.supplies import Supplies
from diptych.render.html.languages import language_name
from diptych.render.html.templates import fill_template
from diptych.render.html.units import language_tag
from diptych.render.output import File
from diptych.render.page.addresses import (
    PREVIEW,
    SITE,
    feed_name,
    group_anchor,
    index_name,
    index_url,
    page_url,
)
from diptych.render.page.document import POLICY, STYLE, site_locales
from diptych.render.page.emoji import with_emoji
from diptych.render.page.feed import feed
from diptych.render.page.languages import with_directions, with_languages
from diptych.render.page.metadata import Picture
from diptych.render.page.occasion import given_on, newest_first, written
from diptych.render.page.palette import palettes
from diptych.render.page.styles import page_styles
from diptych.render.pictures import preview

TEMPLATE = "site-index.html.j2"
_ASSETS = "assets"
"""The folder of style sheets and fonts, next to the lists."""


def render_index(supplies: Supplies) -> Iterator[File]:
    """Yield the list of talks in each language of the site, and its feed if its URL is known.

    Raise Refusal if the project's own template fails.
    """
    heads = sorted(supplies.site.shown, key=lambda head: newest_first(head.talk))
    listed = [head for head in heads if head.talk.publication.is_listed]
    locales = site_locales(supplies.site)
    for locale in locales:
        shown = list(_in(locale, listed))
        page = _page(locale, locales, shown, listed, supplies)
        theme = (shown or heads)[0].theme
        style, styles = page_styles(page.replace(STYLE, ""), theme, supplies)
        yield from ((SITE / _ASSETS / name, data) for name, data in styles.items())
        page = page.replace(STYLE, f"{_ASSETS}/{style}")
        yield SITE / index_name(locale, locales), page.encode()
        if (entries := feed(shown, locale, locales, supplies.site)) is not None:
            yield SITE / feed_name(locale, locales), entries


def _in(locale: str, heads: Iterable[TalkHead]) -> Iterator[TalkHead]:
    """Yield each talk once: in `locale`, or else in the language in which it was given."""
    by_name: dict[str, list[TalkHead]] = {}
    for head in heads:
        by_name.setdefault(head.talk.name, []).append(head)
    for several in by_name.values():
        yield min(several, key=lambda one: (one.locale != locale, one.locale != one.talk.locale))


def _page(
    locale: str,
    locales: Sequence[str],
    shown: Sequence[TalkHead],
    listed: Sequence[TalkHead],
    supplies: Supplies,
) -> str:
    site = supplies.site
    head = next((one for one in shown if one.locale == locale), next(iter(site.heads)))
    words = page_words(locale, head.theme.words)
    light, dark = palettes((shown or site.heads)[0].theme)
    anchors = set[str]()
    values: dict[str, Any] = {
        "lang": language_tag(locale),
        "title": site.title(locale) or words.talks,
        "policy": POLICY,
        "style": STYLE,
        "grounds": {"light": light.ground, "dark": dark.ground},
        "address": _address(locale, locales, site.url),
        "feed": feed_name(locale, locales) if feed(shown, locale, locales, site) else "",
        "words": words,
        "languages": [
            {
                "tag": language_tag(one),
                "name": language_name(language_tag(one)),
                "url": index_name(one, locales),
                "address": _address(one, locales, site.url) or index_name(one, locales),
                "is_current": one == locale,
            }
            for one in locales
            if len(locales) > 1
        ],
        "talks": [_talk(one, locale, listed) for one in shown],
        "groups": [
            {"title": title, "groups": groups}
            for title, groups in (
                (words.by_speaker, _grouped(shown, _speakers, "speaker", anchors)),
                (words.by_tag, _grouped(shown, _tags, "tag", anchors)),
                (words.by_language, _grouped(listed, _language, "language", anchors)),
            )
            if groups and (len(groups) > 1 or title == words.by_tag)
        ],
    }
    filled = fill_template(TEMPLATE, supplies.templates[TEMPLATE], to_builtins(values))
    return with_emoji(with_directions(with_languages(f"{filled.rstrip()}\n")))


def _address(locale: str, locales: Sequence[str], site: str) -> str:
    """Return the absolute address of a list; empty if that of the site is not known."""
    return site + index_url(locale, locales) if site else ""


def _talk(head: TalkHead, locale: str, listed: Iterable[TalkHead]) -> dict[str, Any]:
    talk, url = head.talk, page_url(head.talk.name, head.locale)
    days = given_on(talk)
    others = [one for one in listed if one.talk.name == talk.name]
    return {
        **_named(head),
        "preview": Picture(url + PREVIEW, preview.WIDTH, preview.HEIGHT),
        "event": talk.event,
        "days": days and {"since": days.first, "text": written(days, locale)},
        "people": ", ".join(person.name for person in talk.speakers),
        "tags": [
            {"name": tag, "anchor": group_anchor("tag", tag)} for tag in talk.publication.tags
        ],
        "languages": [
            {**_named(one), "name": language_name(language_tag(one.locale))}
            for one in others
            if len(others) > 1
        ],
    }


def _named(head: TalkHead) -> dict[str, str]:
    return {
        "title": head.talk.title.plain,
        "url": f"{page_url(head.talk.name, head.locale)}index.html",
        "tag": language_tag(head.locale),
    }


def _grouped(
    heads: Iterable[TalkHead],
    names: Callable[[TalkHead], Iterable[str]],
    kind: str,
    anchors: set[str],
) -> list[dict[str, Any]]:
    """Return talks by each of their names, as a page shows them, sorted."""
    groups: dict[str, list[TalkHead]] = {}
    for head in heads:
        for name in names(head):
            groups.setdefault(name, []).append(head)
    return [
        {
            "name": name,
            "anchor": _anchor(kind, name, anchors),
            "talks": [_named(one) for one in groups[name]],
        }
        for name in sorted(groups, key=str.casefold)
    ]


def _anchor(kind: str, name: str, taken: set[str]) -> str:
    anchor = group_anchor(kind, name)
    while anchor in taken:
        anchor += "-"
    taken.add(anchor)
    return anchor


def _speakers(head: TalkHead) -> Iterable[str]:
    return (person.name for person in head.talk.speakers)


def _tags(head: TalkHead) -> Iterable[str]:
    return head.talk.publication.tags


def _language(head: TalkHead) -> Iterable[str]:
    return (language_name(language_tag(head.locale)),)
