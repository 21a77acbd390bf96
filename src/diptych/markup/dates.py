"""Texts that begin with a date, as people write it: `2023`, `Dec. 15, 2023: …`, `2023년 5월`."""

from __future__ import annotations

import re
from functools import cache

from diptych.typography.months import ANY, ENGLISH

_YEAR = r"(?:19|20)\d\d"
_PART = (
    r"(?:(?:early|mid|late|spring|summer|autumn|fall|winter|[QH][1-4]"
    r"|Anfang|Mitte|Ende|Frühjahr|Frühling|Sommer|Herbst"
    r"|début|mi|fin|printemps|été|automne|hiver"
    r"|primavera|verano|otoño|invierno|estate|autunno|inverno|verão|outono"
    r"|begin|eind|voorjaar|lente|zomer|najaar|herfst)(?:,| de)?[ -])"
)
_KOREAN_PART = "(?:초|중반|말|봄|여름|가을|겨울|상반기|하반기)"
_DATE = (
    rf"(?:{_PART}?{_YEAR}|{_PART}{_YEAR}"
    rf"|{ENGLISH}(?: \d{{1,2}})?,? {_YEAR}"
    rf"|(?:\d{{1,2}}(?:\.|er|º)?(?: de)? )?{ANY}(?: de)? {_YEAR}"
    rf"|{_YEAR}[-./]\s?\d{{1,2}}(?:[-./]\s?\d{{1,2}}\.?)?"
    rf"|{_YEAR}년(?: ?\d{{1,2}}월(?: ?\d{{1,2}}일)?| ?{_KOREAN_PART})?"
    rf"|{_YEAR}年(?: ?\d{{1,2}}月(?: ?\d{{1,2}}日)?|[春夏秋冬])?)"
)
_HAS_YEAR = re.compile(_YEAR)


def begins_with_date(text: str) -> bool:
    """Return whether a text is a date or a span of dates, or begins with one and `:` or a dash."""
    return _HAS_YEAR.search(text) is not None and _beginning().match(text) is not None


@cache
def _beginning() -> re.Pattern[str]:
    """Return what matches a date at the beginning; compiled for the first text with a year."""
    return re.compile(rf"{_DATE}(?:\s?[–—-]\s?{_DATE})?(?=$|[:：]|\s[–—-]\s)", re.IGNORECASE)
