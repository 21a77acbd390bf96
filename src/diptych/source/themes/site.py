"""Reads `site:` in deck.yaml: where the talks' pages are published."""

from __future__ import annotations

import re

from diptych.markup.links import refusal
from diptych.model.site import Site
from diptych.source.yaml.diagnostic_kinds import WRONG_TYPE
from diptych.source.yaml.fields import Fields

KEYS = ("url", "title")
_PUBLISHED = r"https?://[^/\s?#]+(?:/[^\s?#]*)?"


def read_site(fields: Fields, source_locale: str) -> Site:
    """Return the project's site, without its talks."""
    below = fields.below("site", KEYS)
    return Site(url=_url(below), titles=below.by_locale("title", source_locale))


def _url(fields: Fields) -> str:
    written = fields.string("url") or ""
    if written and (re.fullmatch(_PUBLISHED, written) is None or refusal(written)):
        message = f"`{written}` is not an address at which pages could be published"
        hint = "write one such as `https://talks.example.org/`"
        fields.reader.report(WRONG_TYPE, fields.span_of("url"), message, hint)
        return ""
    return f"{written.rstrip('/')}/" if written else ""
