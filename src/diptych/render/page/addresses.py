"""Where the files of a site are, relative to its folder, and their URLs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath
from urllib.parse import quote

from diptych.render.html.units import language_tag

SITE = PurePosixPath("site")
"""The folder of the site, below that of the output."""
DECK = "deck"
"""The folder of a talk's decks, next to those of its languages."""
SLIDES = "slides"
"""The folder of the pictures of slides, next to a page."""
PREVIEW = "preview.png"
OEMBED = "oembed.json"
START = "start.html"


def index_name(locale: str, locales: Sequence[str]) -> str:
    """Return the name of the list of talks in one of the `locales` of a site."""
    return "index.html" if locale == locales[0] else f"index.{language_tag(locale)}.html"


def feed_name(locale: str, locales: Sequence[str]) -> str:
    """Return the name of the feed in one of the `locales` of a site."""
    return "feed.xml" if locale == locales[0] else f"feed.{language_tag(locale)}.xml"


def index_url(locale: str, locales: Sequence[str]) -> str:
    """Return the URL of the list of talks."""
    name = index_name(locale, locales)
    return "" if name == "index.html" else quote(name)


def group_anchor(kind: str, name: str) -> str:
    """Return the anchor of the talks of a speaker, with a tag or in a language on their list."""
    words = re.sub(r"\W+", "-", name).strip("-").casefold()
    return f"{kind}-{words}"


def talk_url(name: str) -> str:
    """Return the URL of a talk, whatever its language."""
    return f"{quote(name)}/"


def page_url(name: str, locale: str) -> str:
    """Return the URL of a talk's page."""
    return f"{talk_url(name)}{quote(language_tag(locale))}/"


def deck_url(name: str, locale: str) -> str:
    """Return the URL of a talk's deck."""
    return f"{talk_url(name)}{DECK}/{quote(language_tag(locale))}/"
