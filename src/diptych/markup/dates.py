"""Texts that begin with a date, as people write it: `2023`, `Dec. 15, 2023: …`, `2023년 5월`."""

from __future__ import annotations

import re

_MONTHS = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?"
    r"|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_YEAR = r"(?:19|20)\d\d"
_PART = r"(?:(?:early|mid|late|spring|summer|autumn|fall|winter|[QH][1-4]),?[ -])"
_KOREAN_PART = "(?:초|중반|말|봄|여름|가을|겨울|상반기|하반기)"
_DATE = (
    rf"(?:{_PART}?{_YEAR}|{_PART}{_YEAR}"
    rf"|{_MONTHS}(?: \d{{1,2}})?,? {_YEAR}|\d{{1,2}} {_MONTHS} {_YEAR}"
    rf"|{_YEAR}[-./]\s?\d{{1,2}}(?:[-./]\s?\d{{1,2}}\.?)?"
    rf"|{_YEAR}년(?: ?\d{{1,2}}월(?: ?\d{{1,2}}일)?| ?{_KOREAN_PART})?)"
)
_BEGINS = re.compile(rf"{_DATE}(?:\s?[–—-]\s?{_DATE})?(?=$|:|\s[–—-]\s)", re.IGNORECASE)


def begins_with_date(text: str) -> bool:
    """Return whether a text is a date or a span of dates, or begins with one and `:` or a dash."""
    return _BEGINS.match(text) is not None
