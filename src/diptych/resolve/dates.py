"""Days and times of day as a language writes them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from diptych.diagnostics import nearest
from diptych.resolve.cldr import with_usual_spaces

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
"""CLDR's name of each style, its pattern, or after `~` its skeleton."""
TIMES = ("short", "medium")
_SPANS = {
    "long": ("yMMMd", "MMMM"),
    "medium": ("yMMMd", "MMM"),
    "short": ("yMd", "MMM"),
    "year-month": ("yMMM", "MMMM"),
    "month-day": ("MMMd", "MMMM"),
}
"""The skeleton of each style of a range, and how much of a month's name it shows at most."""
_DATE_LETTERS = "GyYuQqMLwWdDFEec"
TIME_LETTERS = "abBhHkKmsS"
_JOINT = re.compile(r"\s*([~\u2010-\u2015-])\s*$")
"""What stands between two halves of a range: a dash, or Korean's tilde."""


def date_of(value: object) -> dt.date:
    """Return the day that a value is; raise ValueError where it is none."""
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
    """Return the time of day that a value is; raise ValueError where it is none."""
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
    """Return a pattern of CLDR's, which says with some letters only what stands where."""
    used = re.sub(r"'[^']*'", "", style)
    if set(re.findall("[A-Za-z]", used)) <= set(letters) and re.search("[A-Za-z]", used):
        return style
    raise ValueError(f"`{style}` is not a style for a {what}; {nearest(style, known)}")


def is_day(value: object) -> bool:
    """Return whether a value looks like a day rather than a number."""
    return isinstance(value, dt.date) or (isinstance(value, str) and "-" in value[1:])


def written_day(date: dt.date, style: str, locale: Locale) -> str:
    """Return a day in a style of ours or a pattern of CLDR's."""
    from babel.dates import format_date, format_skeleton

    cldr = _DATES.get(style) or pattern_of(style, _DATE_LETTERS, _DATES, "date")
    if cldr.startswith("~"):
        return with_usual_spaces(format_skeleton(cldr[1:], date, locale=locale))
    return with_usual_spaces(format_date(date, cldr, locale))


def written_days(first: dt.date, last: dt.date, style: str, locale: Locale) -> str:
    """Return two days with what they share said once."""
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
        differing = differing.replace("y", "M")  # the years are not shown, both days must be
    parts = locale.interval_formats[skeleton].get(differing)
    if parts is None:
        return written_day(first, style, locale)
    before, after = parts
    pattern, between = _parted(before, after)
    # Chinese and Japanese number their months: there `MMMM` is 十一月 beside 11月
    month = widest if widest in locale.date_formats["long"].pattern else "MMM"
    halves = ((first, pattern), (last, after))
    begin, end = (format_date(day, re.sub("MMM+", month, half), locale) for day, half in halves)
    return with_usual_spaces(f"{begin}{between}{end}")


def _parted(before: str, after: str) -> tuple[str, str]:
    """Return the first half of CLDR's interval pattern, and what stands between the two.

    Releases of CLDR differ in the spaces around a dash or tilde, some of which are in few fonts.
    Here it is closed up between two parts of one date (`23–25`, `11월~12월`) and open between
    dates, of which a part comes twice (`Nov 23 – Dec 2`). Other joints are CLDR's: `至`, `～`.
    """
    joint = _JOINT.search(before)
    if joint is None:
        return before, ""
    dates = len(_fields(before) & _fields(after)) > 1
    return before[: joint.start()], f" {joint[1]} " if dates else joint[1]


def _fields(pattern: str) -> set[str]:
    """Return the letters of the parts of a date that a pattern shows (UTS 35, part 4)."""
    return set(re.findall("[A-Za-z]", re.sub(r"'[^']*'", "", pattern)))


def _differing(first: dt.date, last: dt.date) -> str:
    """Return CLDR's letter of the largest part in which two days differ."""
    for letter, part in (("y", "year"), ("M", "month")):
        if getattr(first, part) != getattr(last, part):
            return letter
    return "d" if first != last else ""
