"""Dates as Korean, English and other languages write them."""

from __future__ import annotations

import datetime as dt

import pytest

from diptych.cldr.dates import date_of, time_of, written_day, written_days
from diptych.cldr.locales import locale_of

DAY, THEN = dt.date(2026, 11, 23), dt.date(2026, 11, 25)
IN_DECEMBER, NEXT_YEAR = dt.date(2026, 12, 2), dt.date(2027, 1, 1)
MORNING = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)


def day_in(locale: str, style: str = "long") -> str:
    return written_day(DAY, style, locale_of(locale))


def span_in(locale: str, first: dt.date, last: dt.date, style: str = "long") -> str:
    return written_days(first, last, style, locale_of(locale))


@pytest.mark.parametrize("value", ["14:05", dt.time(14, 5), "2026-11-23T14:05", "14:05:00"])
def test_a_time_of_day_is_a_time_or_iso_text(value: object) -> None:
    assert time_of(value) == dt.time(14, 5)


@pytest.mark.parametrize(
    ("style", "korean", "english"),
    [
        ("full", "2026년 11월 23일 월요일", "Monday, November 23, 2026"),
        ("long", "2026년 11월 23일", "November 23, 2026"),
        ("medium", "2026. 11. 23.", "Nov 23, 2026"),
        ("short", "26. 11. 23.", "11/23/26"),
        ("year", "2026년", "2026"),
        ("year-month", "2026년 11월", "November 2026"),
        ("month", "11월", "November"),
        ("month-day", "11월 23일", "November 23"),
        ("quarter", "2026년 4분기", "Q4 2026"),
        ("weekday", "월요일", "Monday"),
        ("y.MM.dd", "2026.11.23", "2026.11.23"),
        ("d 'of' MMMM", "23 of 11월", "23 of November"),
    ],
)
def test_a_date_has_styles(style: str, korean: str, english: str) -> None:
    assert day_in("ko", style) == korean
    assert day_in("en", style) == english


@pytest.mark.parametrize("value", [DAY, "2026-11-23", "2026-11-23T09:00", MORNING])
def test_a_date_is_a_date_or_iso_text(value: object) -> None:
    assert date_of(value) == DAY


@pytest.mark.parametrize(
    ("first", "last", "style", "korean", "english"),
    [
        (DAY, THEN, "long", "2026년 11월 23일~25일", "November 23–25, 2026"),
        (DAY, THEN, "medium", "2026년 11월 23일~25일", "Nov 23–25, 2026"),
        (DAY, THEN, "month-day", "11월 23일~25일", "November 23–25"),
        (DAY, IN_DECEMBER, "medium", "2026년 11월 23일 ~ 12월 2일", "Nov 23 – Dec 2, 2026"),
        (DAY, IN_DECEMBER, "year-month", "2026년 11월~12월", "November–December 2026"),
        (DAY, NEXT_YEAR, "month-day", "11월 23일 ~ 1월 1일", "November 23 – January 1"),
        (DAY, THEN, "short", "2026. 11. 23. ~ 2026. 11. 25.", "11/23/2026 – 11/25/2026"),
        (
            DAY,
            NEXT_YEAR,
            "year-month",
            "2026년 11월 ~ 2027년 1월",
            "November 2026 – January 2027",
        ),
        (DAY, THEN, "year-month", "2026년 11월", "November 2026"),
        (DAY, DAY, "long", "2026년 11월 23일", "November 23, 2026"),
        (
            DAY,
            NEXT_YEAR,
            "long",
            "2026년 11월 23일 ~ 2027년 1월 1일",
            "November 23, 2026 – January 1, 2027",
        ),
    ],
)
def test_a_range_of_days_says_once_what_they_share(
    first: dt.date, last: dt.date, style: str, korean: str, english: str
) -> None:
    assert span_in("ko", first, last, style) == korean
    assert span_in("en", first, last, style) == english


@pytest.mark.parametrize(
    ("locale", "days", "months"),
    [
        ("de", "23.–25. November 2026", "23. November – 2. Dezember 2026"),
        ("fr", "23–25 novembre 2026", "23 novembre – 2 décembre 2026"),
        ("pt", "23–25 de novembro de 2026", "23 de novembro – 2 de dezembro de 2026"),
        ("sv", "23–25 november 2026", "23 november – 2 december 2026"),
        ("ja", "2026年11月23日～25日", "2026年11月23日～12月2日"),
    ],
)
def test_a_range_of_days_is_the_same_by_every_release_of_cldr(
    locale: str, days: str, months: str
) -> None:
    assert span_in(locale, DAY, THEN) == days
    assert span_in(locale, DAY, IN_DECEMBER) == months


def test_months_of_a_range_are_numbered_where_those_of_a_date_are() -> None:
    assert day_in("zh-Hans") == "2026年11月23日"
    assert span_in("zh-Hans", DAY, IN_DECEMBER).startswith("2026年11月23日")


@pytest.mark.parametrize("locale", ["ko", "en", "de", "fr", "ja", "zh-Hans", "ru", "eu", "ar"])
def test_a_range_has_no_space_that_fonts_lack(locale: str) -> None:
    text = span_in(locale, DAY, NEXT_YEAR) + span_in(locale, DAY, IN_DECEMBER)
    assert not set(text) & {"\u2009", "\u202f"}
