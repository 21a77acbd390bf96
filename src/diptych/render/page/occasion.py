"""When a talk was given, and when it was published, as dates and as words."""

from __future__ import annotations

import datetime as dt

from msgspec import Struct

from diptych.cldr.dates import written_day, written_days
from diptych.cldr.locales import locale_of
from diptych.model.deck import Talk

_PUBLISHED = "published"
"""The only one of a talk's dates that is not about the event."""


class Days(Struct, frozen=True):
    """A day, or several from the first to the last."""

    first: dt.date
    last: dt.date


def written(days: Days | dt.date, locale: str) -> str:
    """Return a day or several as written in a language."""
    first, last = (days.first, days.last) if isinstance(days, Days) else (days, days)
    cldr = locale_of(locale.replace("_", "-"))
    if first == last:
        return written_day(first, "long", cldr)
    return written_days(first, last, "long", cldr)


def given_on(talk: Talk) -> Days | None:
    """Return the days of the occasion; None if the talk states none."""
    days = [day for name, day in talk.dates.items() if name != _PUBLISHED]
    single = talk.facts.get("date")  # in a single-file talk, a date may be any words
    if isinstance(single, dt.date):
        days.append(single)
    return Days(min(days), max(days)) if days else None


def published_on(talk: Talk) -> dt.date | None:
    """Return the day on which the talk was published; None if it is not stated."""
    return talk.dates.get(_PUBLISHED)


def newest_first(talk: Talk) -> tuple[int, str]:
    """Return the key by which talks are sorted: undated ones come last, in order of their names."""
    given = given_on(talk)
    day = given.last if given is not None else published_on(talk)
    return (-day.toordinal() if day is not None else 0, talk.name)
