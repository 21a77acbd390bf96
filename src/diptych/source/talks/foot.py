"""Reads what stands at the foot of slides: from deck.yaml, and from talks, which replace it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import get_args

from msgspec import Struct

from diptych.diagnostics import nearest
from diptych.model.asset import Asset
from diptych.model.deck import DateStyle, Foot
from diptych.model.text import Text, literal
from diptych.source.markdown.footnotes import report_mentions
from diptych.source.pictures.picture import read_picture
from diptych.source.yaml.diagnostic_kinds import WRONG_TYPE
from diptych.source.yaml.fields import Fields, is_words, kind_of

FOOT_KEYS = ("footer", "logo", "date", "ticks")
_USUAL: DateStyle = "long"


class GivenFoot(Struct, frozen=True, kw_only=True):
    """What one file says about the foot of slides; None for what it does not mention."""

    footers: Mapping[str, Text] | None = None
    """The footer by locale; empty for the talk's title."""
    logo: Asset | None = None
    has_logo: bool | None = None
    date: dt.date | None = None
    date_style: DateStyle | None = None
    has_ticks: bool | None = None

    def over(self, other: GivenFoot) -> Foot:
        """Return the foot that it asks for, with all that it does not mention from `other`."""
        has_logo = other.has_logo if self.has_logo is None else self.has_logo
        style = other.date_style if self.date_style is None else self.date_style
        footers = other.footers if self.footers is None else self.footers
        ticks = other.has_ticks if self.has_ticks is None else self.has_ticks
        return Foot(
            footers=footers or {},
            logo=(self.logo or other.logo) if has_logo else None,
            date=self.date if self.date_style is not None else other.date,
            date_style=style or "",
            has_ticks=ticks is not False,
        )


NO_FOOT = GivenFoot()


def read_foot(
    fields: Fields, folder: Path, source_locale: str, locales: Collection[str]
) -> GivenFoot:
    """Return what `footer:`, `logo:`, `date:` and `ticks:` say; paths are relative to `folder`.

    A footer may be given for each of these `locales`, or for its language.
    """
    logo, has_logo = _logo(fields, folder)
    date, style = _date(fields)
    return GivenFoot(
        footers=read_footers(fields, source_locale, locales),
        logo=logo,
        has_logo=has_logo,
        date=date,
        date_style=style,
        has_ticks=fields.boolean("ticks", default=True) if "ticks" in fields else None,
    )


def read_footers(
    fields: Fields, source_locale: str, locales: Collection[str]
) -> Mapping[str, Text] | None:
    """Return what `footer:` says by locale; empty for the talk's title, None if it says nothing."""
    value = fields.value("footer")
    if value is None:
        return None
    if isinstance(value.data, bool):
        return {} if value.data else {source_locale: literal("", value.span)}
    if isinstance(value.data, Mapping):
        tags = {tag for one in (source_locale, *locales) for tag in (one, one.partition("-")[0])}
        below = fields.below("footer", tags)
        texts = {name: below.text(name) for name in below.entries}
    else:
        texts = {source_locale: fields.text("footer")}
    found = {name: text for name, text in texts.items() if text is not None}
    for text in found.values():
        report_mentions(text, "the footer", fields.reader)
    return found


def _logo(fields: Fields, folder: Path) -> tuple[Asset | None, bool | None]:
    value = fields.value("logo")
    if value is None:
        return None, None
    if isinstance(value.data, bool):
        return None, value.data
    path = fields.string("logo")
    asset = read_picture(path, folder, value.span, fields.reader) if path is not None else None
    return asset, True


def _date(fields: Fields) -> tuple[dt.date | None, DateStyle | None]:
    """Return a day of its own, if there is one, and how it is written; `""` for no date."""
    value = fields.value("date")
    if value is None:
        return None, None
    if isinstance(value.data, bool):
        return None, _USUAL if value.data else ""
    if isinstance(value.data, dt.date):
        return value.data, _USUAL
    styles = tuple(style for style in get_args(DateStyle) if style)
    if is_words(value):
        word = value.place.text
        if word in styles:
            return None, styles[styles.index(word)]
        message, hint = f"`date` cannot be `{word}`", nearest(word, styles)
    else:
        message = f"`date` must be true, false, a day or a style, not {kind_of(value)}"
        hint = f"write `true`, a day such as `2024-01-11`, or one of {', '.join(styles)}"
    fields.reader.report(WRONG_TYPE, value.span, message, hint)
    return None, None
