"""Times as authors write them: lengths such as `90s` or `1:30`, moments such as `0.5s`."""

from __future__ import annotations

import re

TIMES = "write one such as `90s`, `2m`, `1m30s` or `1:30`"
"""The hint for what is not a length of time."""
MOMENTS = "write seconds, such as `2.5` or `500ms`, or minutes, such as `1m30s` or `1:30.5`"
"""The hint for what is not a moment."""
_DAY = 86_400
_WORDS = re.compile(
    r"(?:(?P<h>\d{1,2})\s*+h)?\s*+(?:(?P<m>\d{1,4}(?:\.\d{1,2})?)\s*+m(?:in)?)?\s*+(?:(?P<s>\d{1,5})\s*+s)?"
)
_CLOCK = re.compile(r"(?:(?P<h>\d{1,2}):(?=\d\d:))?(?P<m>\d{1,3}):(?P<s>[0-5]\d)")
_NUMBER = r"(?:\d{1,6}(?:\.\d{0,9})?|\.\d{1,9})"
_HOURS = rf"(?:(?P<h>{_NUMBER})\s*+h)?"
_MINUTES = rf"(?:(?P<m>{_NUMBER})\s*+m(?:in)?)?"
_MOMENTS = (
    rf"(?P<s>{_NUMBER})",
    r"(?:(?P<h>\d{1,2}):(?=\d\d:))?(?P<m>\d{1,3}):(?P<s>[0-5]\d(?:\.\d{0,9})?)",
    rf"{_HOURS}\s*+{_MINUTES}\s*+(?:(?P<s>{_NUMBER})\s*+s)?\s*+(?:(?P<ms>{_NUMBER})\s*+ms)?",
)
"""Seconds, a clock (both as in W3C, "Media Fragments URI 1.0", 4.2.1), and lengths."""
_UNITS = {"h": 3600, "m": 60, "s": 1, "ms": 0.001}


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


def moment_in(words: str) -> float | None:
    """Return a moment of a video or sound in seconds, within a day; None if it is none.

    A bare number is seconds, as in addresses of media.
    """
    bare = words.removeprefix("npt:")
    found = next(filter(None, (re.fullmatch(form, bare) for form in _MOMENTS)), None)
    told = {unit: float(told) for unit, told in found.groupdict().items() if told} if found else {}
    seconds = sum(number * _UNITS[unit] for unit, number in told.items())
    return round(seconds, 3) if told and seconds <= _DAY else None
