"""Days along an axis, each as far from the others as it is in time."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from diptych.cldr.locales import locale_of, with_usual_spaces
from diptych.model.chart import Calendar, CalendarUnit

if TYPE_CHECKING:
    from babel import Locale

_STEPS: tuple[tuple[CalendarUnit, int], ...] = (
    *(("days", count) for count in (1, 2, 7, 14)),
    *(("months", count) for count in (1, 2, 3, 6)),
    *(("years", count) for count in (1, 2, 5, 10, 20, 25, 50, 100)),
)
"""From one tick to the next, from the shortest."""
_LENGTHS = {"days": 1, "months": 30, "years": 365}
_MOST_TICKS, _MONTHS = 9, 12
_PADDING = 0.03
"""The room before and after the days, as a share of their time."""
_FIELD = re.compile(r"'(?P<quoted>[^']*)'|(?P<letters>([A-Za-z])\3*)|(?P<text>[^A-Za-z']+)")
_NAMED_MONTH = 3
"""How many letters of a pattern stand for the short name of a month."""
_LCID = {
    "de": "407", "en": "409", "es": "C0A", "fr": "40C", "it": "410", "nl": "413", "pl": "415",
    "pt": "416", "ru": "419", "sv": "41D",
}  # fmt: skip
"""How spreadsheets call languages whose months have names ([MS-LCID], 2.2)."""


def calendar_of(
    ordinals: Sequence[int],
    locale: str,
    width: float,
    label_width: Callable[[str], float],
    *,
    is_padded: bool = False,
) -> Calendar:
    """Return the scale of days, whose labels have room side by side in a width.

    One that is padded has some room before the first day and after the last one.
    """
    pad = round((ordinals[-1] - ordinals[0]) * _PADDING) + 1 if is_padded else 0
    days = [dt.date.fromordinal(one) for one in (ordinals[0] - pad, ordinals[-1] + pad)]
    span = ordinals[-1] - ordinals[0] + 2 * pad
    for unit, count in _STEPS:
        if span / (_LENGTHS[unit] * count) <= _MOST_TICKS + 1:
            made = _calendar(days, unit, count, locale)
            room = sum(map(label_width, made.labels))
            if len(made.ticks) <= _MOST_TICKS and room <= width:
                return made
    return _calendar(days, *_STEPS[-1], locale)


def _calendar(days: Sequence[dt.date], unit: CalendarUnit, count: int, tag: str) -> Calendar:
    locale = locale_of(tag)
    ticks = list(_ticks(days, unit, count))
    is_one_year = ticks[0].year == days[-1].year
    skeleton = {"years": "y", "months": "yMMM", "days": "MMMd" if is_one_year else "yMMMd"}[unit]
    pattern = _pattern(skeleton, tag)
    return Calendar(
        first=ticks[0].toordinal(),
        last=days[-1].toordinal(),
        ticks=tuple(one.toordinal() for one in ticks),
        labels=tuple(_written(one, pattern, locale) for one in ticks),
        unit=unit,
        count=count,
        code=_code(pattern, locale),
    )


def _ticks(days: Sequence[dt.date], unit: CalendarUnit, count: int) -> Iterator[dt.date]:
    """Yield days from the beginning of the unit of the first one to the last one.

    Months begin with that of the first day if their usual beginning is further away than half of
    the distance.
    """
    if unit == "days":
        for ordinal in range(days[0].toordinal(), days[-1].toordinal() + 1, count):
            yield dt.date.fromordinal(ordinal)
        return
    step = count if unit == "months" else count * _MONTHS
    months = days[0].year * _MONTHS + days[0].month - 1
    is_far = unit == "months" and months % step * 2 > step
    at = months if is_far else months // step * step
    while (day := dt.date(at // _MONTHS, at % _MONTHS + 1, 1)) <= days[-1]:
        yield day
        at += step


@lru_cache(maxsize=64)
def _pattern(skeleton: str, tag: str) -> str:
    known = locale_of(tag).datetime_skeletons
    return str(known[skeleton].pattern) if skeleton in known else skeleton


def _written(day: dt.date, pattern: str, locale: Locale) -> str:
    from babel.dates import format_date

    return with_usual_spaces(format_date(day, pattern, locale))


def _code(pattern: str, locale: Locale) -> str:
    """Return a pattern of dates (UTS 35, part 4) as spreadsheets have it (ECMA-376-1, 18.8.31)."""
    first = locale.months["format"]["abbreviated"][1]
    is_counted = first[:1].isdigit()
    parts: list[str] = []
    for found in _FIELD.finditer(pattern):
        letters = found["letters"] or ""
        if letters.startswith("y"):
            parts.append("yyyy")
        elif letters[:1] in {"M", "L"} and len(letters) >= _NAMED_MONTH:
            parts.append(f'm"{first.lstrip("0123456789")}"' if is_counted else "mmm")
        elif letters[:1] in {"M", "L", "d"}:
            parts.append(letters.lower().replace("l", "m"))
        else:
            text = found["quoted"] or found["text"] or ""
            parts.append(f'"{text}"' if text.strip() else text)
    language = _LCID.get(locale.language, "")
    is_named = language and "mmm" in parts
    return (f"[$-{language}]" if is_named else "") + "".join(parts)
