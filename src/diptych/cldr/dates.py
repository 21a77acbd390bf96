"""Dates and times of day as written in a language."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from diptych.cldr.locales import with_usual_spaces
from diptych.diagnostics import nearest

if TYPE_CHECKING:
    from babel import Locale

_DATES = {
    "full": "full",
    "long": "long",
    "medium": "medium",
    "short": "short",
    "year": "~y",
    "year-month": "~yMMMM",
    "month": "LLLL",
    "month-day": "~MMMMd",
    "quarter": "~yQQQ",
    "weekday": "EEEE",
}
"""CLDR's name for each style, or its pattern, or after `~` its skeleton."""
TIMES = ("short", "medium")
_SPANS = {
    "long": ("yMMMd", "MMMM"),
    "medium": ("yMMMd", "MMM"),
    "short": ("yMd", "MMM"),
    "year-month": ("yMMM", "MMMM"),
    "month-day": ("MMMd", "MMMM"),
}
"""The skeleton of each style of a range, and the longest form of a month's name in it."""
_DATE_LETTERS = "GyYuQqMLwWdDFEec"
TIME_LETTERS = "abBhHkKmsS"
_JOINT = re.compile(r"\s*([~\u2010-\u2015-])\s*$")
"""The separator between two halves of a range: a dash, or a tilde in Korean."""
_AROUND_MONTH = re.compile(r"^(?:de\s|d['\u2019])|\.$")
"""What a name has in Catalan dates, and at the end of an abbreviation."""


def date_of(value: object) -> dt.date:
    """Return a value as a date; raise ValueError if it is none."""
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    text = str(value)  # raises if there is no such value
    try:
        return dt.datetime.fromisoformat(text).date()
    except ValueError:
        how = "write a text such as `'2026-11-23'`"
        raise ValueError(f"`{text}` is not a date; {how}") from None


def time_of(value: object) -> dt.time:
    """Return a value as a time of day; raise ValueError if it is none."""
    if isinstance(value, dt.datetime):
        return value.time()
    if isinstance(value, dt.time):
        return value
    text = str(value)
    try:
        if ":" in text:
            return dt.time.fromisoformat(re.split("[T ]", text)[-1])
    except ValueError:
        pass
    raise ValueError(f"`{text}` is not a time of day; write a text such as `'14:05'`")


def pattern_of(style: str, letters: str, known: Iterable[str], what: str) -> str:
    """Return `style` if it is a CLDR pattern of only certain letters; else raise ValueError."""
    used = re.sub(r"'[^']*'", "", style)
    if set(re.findall("[A-Za-z]", used)) <= set(letters) and re.search("[A-Za-z]", used):
        return style
    raise ValueError(f"`{style}` is not a style for a {what}; {nearest(style, known)}")


def is_day(value: object) -> bool:
    """Return whether a value looks like a date rather than a number."""
    return isinstance(value, dt.date) or (isinstance(value, str) and "-" in value[1:])


def written_day(date: dt.date, style: str, locale: Locale) -> str:
    """Return a date in one of our styles or a CLDR pattern."""
    from babel.dates import format_date, format_skeleton

    cldr = _DATES.get(style) or pattern_of(style, _DATE_LETTERS, _DATES, "date")
    if cldr.startswith("~"):
        return with_usual_spaces(format_skeleton(cldr[1:], date, locale=locale))
    return with_usual_spaces(format_date(date, cldr, locale))


def written_days(first: dt.date, last: dt.date, style: str, locale: Locale) -> str:
    """Return a range of dates, with the parts that they share written once."""
    from babel.dates import format_date

    if style not in _SPANS:
        raise ValueError(f"`{style}` is not a style for a range; {nearest(style, _SPANS)}")
    if first > last:
        raise ValueError(
            f"a range goes from the earlier day to the later, not `{first}` to `{last}`"
        )
    skeleton, widest = _SPANS[style]
    differing = _differing(first, last)
    if "y" not in skeleton:
        differing = differing.replace("y", "M")  # years are not shown, but both dates must be
    parts = locale.interval_formats[skeleton].get(differing)
    if parts is None:
        return written_day(first, style, locale)
    before, after = parts
    pattern, between = _parted(before, after)
    # In Chinese and Japanese, which number their months, `MMMM` can be 十一月 rather than 11月
    month = widest if widest in locale.date_formats["long"].pattern else "MMM"
    halves = ((first, pattern), (last, after))
    begin, end = (format_date(day, re.sub("MMM+", month, half), locale) for day, half in halves)
    return with_usual_spaces(f"{begin}{between}{end}")


def month_names(locale: Locale, *widths: str) -> dict[str, int]:
    """Return the months by their names, as in dates and alone, without full stops and `de`.

    Names with digits, such as `5월`, are left out; `widths` are CLDR's: `wide`, `abbreviated`.
    """
    return {
        _AROUND_MONTH.sub("", name): month
        for names in locale.months.values()
        for width in widths
        for month, name in names[width].items()
        if not any(map(str.isdigit, name))
    }


def _parted(before: str, after: str) -> tuple[str, str]:
    """Return the first half of CLDR's interval pattern, and the separator of the halves.

    Releases of CLDR differ in the spaces around a dash or tilde, and few fonts have some of them.
    Here there are no spaces between two parts of one date (`23–25`, `11월~12월`), but there are
    between dates that repeat a part (`Nov 23 – Dec 2`). Other separators are CLDR's: `至`, `～`.
    """
    joint = _JOINT.search(before)
    if joint is None:
        return before, ""
    dates = len(_fields(before) & _fields(after)) > 1
    return before[: joint.start()], f" {joint[1]} " if dates else joint[1]


def _fields(pattern: str) -> set[str]:
    """Return the letters of a pattern's date fields (UTS 35, part 4)."""
    return set(re.findall("[A-Za-z]", re.sub(r"'[^']*'", "", pattern)))


def _differing(first: dt.date, last: dt.date) -> str:
    """Return CLDR's letter for the largest field in which two dates differ."""
    for letter, part in (("y", "year"), ("M", "month")):
        if getattr(first, part) != getattr(last, part):
            return letter
    return "d" if first != last else ""
