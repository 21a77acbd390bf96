"""Lengths of time as authors write them: `90s`, `2m`, `1m30s`, `1:30`."""

from __future__ import annotations

import re

TIMES = "write one such as `90s`, `2m`, `1m30s` or `1:30`"
"""The hint for what is not a length of time."""
_DAY = 86_400
_WORDS = re.compile(
    r"(?:(?P<h>\d{1,2})\s*+h)?\s*+(?:(?P<m>\d{1,4}(?:\.\d{1,2})?)\s*+m(?:in)?)?\s*+(?:(?P<s>\d{1,5})\s*+s)?"
)
_CLOCK = re.compile(r"(?:(?P<h>\d{1,2}):(?=\d\d:))?(?P<m>\d{1,3}):(?P<s>[0-5]\d)")


def seconds_in(words: str) -> int | None:
    """Return a length of time in seconds, a day at most; None if it is none, or nothing.

    A bare number is none, since it might be minutes or seconds.
    """
    found = _CLOCK.fullmatch(words) or _WORDS.fullmatch(words)
    if found is None:
        return None
    hours, minutes, seconds = (float(found[unit] or 0) for unit in "hms")
    total = round(hours * 3600 + minutes * 60 + seconds)
    return total if 0 < total <= _DAY else None
