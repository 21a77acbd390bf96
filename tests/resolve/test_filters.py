"""Values as Korean, English and other languages write them."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from typing import Any

import pytest

from diptych.resolve.filters import filters

DAY = dt.date(2026, 11, 23)


def shown(locale: str, name: str, *given: Any, **options: Any) -> str:
    return str(filters(locale, {"slack": "슬랙"})[name](*given, **options))


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
    assert shown("ko", "date", DAY, style) == korean
    assert shown("en", "date", DAY, style) == english


MORNING = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)


@pytest.mark.parametrize("value", [DAY, "2026-11-23", "2026-11-23T09:00", MORNING])
def test_a_date_is_a_date_or_iso_text(value: object) -> None:
    assert shown("ko", "date", value) == "2026년 11월 23일"


@pytest.mark.parametrize("value", ["14:05", dt.time(14, 5), "2026-11-23T14:05", "14:05:00"])
def test_a_time_of_day_is_a_time_or_iso_text(value: object) -> None:
    assert shown("ko", "time", value) == "오후 2:05"
    assert shown("en", "time", value) == "2:05\u00a0PM"
    assert shown("de", "time", value) == "14:05"


def test_a_time_of_day_has_styles() -> None:
    assert shown("ko", "time", "09:05:30", "medium") == "오전 9:05:30"
    assert shown("ko", "time", "09:05", "HH:mm") == "09:05"


@pytest.mark.parametrize(
    ("value", "decimals", "english"),
    [
        (1234567, None, "1,234,567"),
        (0.1 + 0.2, None, "0.3"),
        ("1234.50", None, "1,234.5"),
        (0.0001, None, "0.0001"),
        (-3, None, "-3"),
        (2.25, 1, "2.3"),
        (2.5, 0, "3"),
        (3, 2, "3.00"),
    ],
)
def test_a_number_is_grouped_and_rounded(value: object, decimals: int | None, english: str) -> None:
    assert shown("en", "number", value, decimals) == english


def test_a_number_has_its_languages_point() -> None:
    assert shown("de", "number", 1234.5) == "1.234,5"
    assert shown("fr", "number", 1234.5) == "1\u00a0234,5"


@pytest.mark.parametrize(
    ("value", "korean", "english"),
    [
        (175e9, "1,750억", "175B"),
        (-175e9, "-1,750억", "-175B"),
        (1234, "1,234", "1.23K"),
        (12_345, "1.23만", "12.3K"),
        (132_500_000, "1.33억", "133M"),
        (1.5e6, "150만", "1.5M"),
        (12_340_000, "1,234만", "12.3M"),
        (99_999_999, "1억", "100M"),
        (999_999, "100만", "1M"),
        (950_000, "95만", "950K"),
        (3.2e9, "32억", "3.2B"),
        (1.75e12, "1.75조", "1.75T"),
        (950, "950", "950"),
        (0, "0", "0"),
        (0.5, "0.5", "0.5"),
    ],
)
def test_a_large_number_is_short(value: float, korean: str, english: str) -> None:
    assert shown("ko", "compact", value) == korean
    assert shown("en", "compact", value) == english


@pytest.mark.parametrize(
    ("name", "value", "options", "korean", "english"),
    [
        ("compact", 0.04, {}, "0.04", "0.04"),
        ("compact", 0.04, {"decimals": 1}, "0", "0"),
        ("compact", 1_234_000, {"apart": 3000}, "123.4만", "1.234M"),
        ("compact", 1_234_000, {"apart": 900_000}, "123만", "1.23M"),
        ("compact", 999_999, {"apart": 1}, "99.9999만", "999.999K"),
        ("currency", 0.004, {"code": "USD"}, "US$0.004", "$0.004"),
        ("currency", 0.4, {"code": "KRW"}, "₩0.4", "₩0.4"),
        ("currency", 3.21e9, {"code": "USD", "compact": True, "apart": 1e7}, "US$32.1억", "$3.21B"),
    ],
)
def test_no_number_reads_as_zero_or_as_one_that_it_is_told_from(
    name: str, value: float, options: dict[str, Any], korean: str, english: str
) -> None:
    assert shown("ko", name, value, **options) == korean
    assert shown("en", name, value, **options) == english


def test_a_short_number_has_as_many_decimals_as_asked_for() -> None:
    assert shown("ko", "compact", 1.75e12, 1) == "1.8조"
    assert shown("en", "compact", 1.75e12, 0) == "2T"
    assert shown("de", "compact", 1.75e9) == "1,75\u00a0Mrd."
    assert shown("de", "compact", 12_345) == "12.345"


@pytest.mark.parametrize(
    ("value", "code", "options", "korean", "english"),
    [
        (1200, "USD", {}, "US$1,200.00", "$1,200.00"),
        (1200, "USD", {"decimals": 0}, "US$1,200", "$1,200"),
        (1_500_000, "KRW", {}, "₩1,500,000", "₩1,500,000"),
        (-3, "EUR", {}, "-€3.00", "-€3.00"),
        (3.2e9, "USD", {"compact": True}, "US$32억", "$3.2B"),
        (175e9, "USD", {"compact": True}, "US$1,750억", "$175B"),
        (-175e9, "USD", {"compact": True}, "-US$1,750억", "-$175B"),
        (950, "USD", {"compact": True}, "US$950", "$950"),
        (9.5, "USD", {"compact": True}, "US$9.50", "$9.50"),
    ],
)
def test_money_has_its_sign(
    value: float, code: str, options: dict[str, Any], korean: str, english: str
) -> None:
    assert shown("ko", "currency", value, code, **options) == korean
    assert shown("en", "currency", value, code, **options) == english


def test_money_may_have_its_sign_behind() -> None:
    assert shown("de", "currency", 1200, "EUR") == "1.200,00\u00a0€"
    assert shown("de", "currency", 3.2e9, "EUR", compact=True) == "3,2\u00a0Mrd.\u00a0€"


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0.123, None, "12.3%"),
        (0.12, None, "12%"),
        (1, None, "100%"),
        (0.125, 0, "13%"),
        (1, 1, "100.0%"),
    ],
)
def test_a_share_of_one_is_shown_in_percent(value: float, decimals: int | None, text: str) -> None:
    assert shown("ko", "percent", value, decimals) == text


@pytest.mark.parametrize(
    ("first", "last", "style", "korean", "english"),
    [
        (DAY, "2026-11-25", "long", "2026년 11월 23일~25일", "November 23–25, 2026"),
        (DAY, "2026-11-25", "medium", "2026년 11월 23일~25일", "Nov 23–25, 2026"),
        (DAY, "2026-11-25", "month-day", "11월 23일~25일", "November 23–25"),
        (DAY, "2026-12-02", "medium", "2026년 11월 23일 ~ 12월 2일", "Nov 23 – Dec 2, 2026"),
        (DAY, "2026-12-02", "year-month", "2026년 11월~12월", "November–December 2026"),
        (DAY, "2027-01-02", "month-day", "11월 23일 ~ 1월 2일", "November 23 – January 2"),
        (DAY, "2026-11-25", "short", "2026. 11. 23. ~ 2026. 11. 25.", "11/23/2026 – 11/25/2026"),
        (
            DAY,
            "2027-01-01",
            "year-month",
            "2026년 11월 ~ 2027년 1월",
            "November 2026 – January 2027",
        ),
        (DAY, "2026-11-25", "year-month", "2026년 11월", "November 2026"),
        (DAY, DAY, "long", "2026년 11월 23일", "November 23, 2026"),
        (
            DAY,
            "2027-01-01",
            "long",
            "2026년 11월 23일 ~ 2027년 1월 1일",
            "November 23, 2026 – January 1, 2027",
        ),
    ],
)
def test_a_range_of_days_says_once_what_they_share(
    first: object, last: object, style: str, korean: str, english: str
) -> None:
    assert shown("ko", "range", first, last, style) == korean
    assert shown("en", "range", first, last, style) == english


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
    assert shown(locale, "range", DAY, "2026-11-25") == days
    assert shown(locale, "range", DAY, "2026-12-02") == months


def test_months_of_a_range_are_numbered_where_those_of_a_date_are() -> None:
    assert shown("zh-Hans", "date", DAY) == "2026年11月23日"
    assert shown("zh-Hans", "range", DAY, "2026-12-02").startswith("2026年11月23日")


@pytest.mark.parametrize("locale", ["ko", "en", "de", "fr", "ja", "zh-Hans", "ru", "eu", "ar"])
def test_a_range_has_no_space_that_fonts_lack(locale: str) -> None:
    text = shown(locale, "range", DAY, "2027-01-01") + shown(locale, "range", DAY, "2026-12-02")
    assert not set(text) & {"\u2009", "\u202f"}


@pytest.mark.parametrize(
    ("first", "last", "korean", "english"),
    [
        (1000, 2000, "1,000~2,000", "1,000–2,000"),
        (1.5, "2", "1.5~2", "1.5–2"),
        (-3, -1, "-3 ~ -1", "-3 – -1"),
        (5, 5, "5", "5"),
        (1e-5, 1, "0.00001~1", "0.00001–1"),
    ],
)
def test_a_range_of_numbers(first: object, last: object, korean: str, english: str) -> None:
    assert shown("ko", "range", first, last) == korean
    assert shown("en", "range", first, last) == english


@pytest.mark.parametrize(
    ("items", "kind", "korean", "english"),
    [
        (["A", "B", "C"], "and", "A, B 및 C", "A, B, and C"),
        (["A", "B"], "or", "A 또는 B", "A or B"),
        (["A"], "and", "A", "A"),
        ([], "and", "", ""),
        ([1, 2], "and", "1 및 2", "1 and 2"),
        ({"x": 1, "y": 2}, "and", "x 및 y", "x and y"),
    ],
)
def test_a_list_is_enumerated(items: object, kind: str, korean: str, english: str) -> None:
    assert shown("ko", "list", items, kind) == korean
    assert shown("en", "list", items, kind) == english


def test_a_list_stays_one() -> None:
    assert filters("en", {})["list"](iter("AB")) == ["A", "B"]


def test_a_particle_follows_what_the_glossary_reads() -> None:
    assert shown("ko", "josa", "Slack", "은/는") == "Slack은"
    assert shown("ko", "josa", 10, "이/가") == "10이"


@pytest.mark.parametrize(
    ("locale", "as_in"),
    [("en-XA", "en"), ("ko-KR", "ko"), ("ko-Kore-XX", "ko"), ("xx", "en"), ("nonsense-tag", "en")],
)
def test_a_language_falls_back_to_the_one_it_is_a_kind_of(locale: str, as_in: str) -> None:
    assert shown(locale, "date", DAY) == shown(as_in, "date", DAY)


def test_a_country_may_differ() -> None:
    assert shown("en-GB", "date", DAY) == "23 November 2026"


@pytest.mark.parametrize(
    ("name", "given", "told"),
    [
        ("date", (1992,), "`1992` is not a date; write a text such as `'2026-11-23'`"),
        ("date", ("23.11.2026",), "`23.11.2026` is not a date"),
        ("date", (DAY, "lnog"), "`lnog` is not a style for a date; did you mean `long`?"),
        ("date", (DAY, ""), "`` is not a style for a date"),
        ("time", ("2 pm",), "`2 pm` is not a time of day; write a text such as `'14:05'`"),
        ("time", ("25:00",), "`25:00` is not a time of day"),
        ("time", ("14:05", "lnog"), "`lnog` is not a style for a time"),
        ("number", ("many",), "`many` is not a number"),
        ("number", (True,), "`True` is not a number"),
        ("number", (float("nan"),), "`nan` is not a number"),
        ("number", ("1e99",), "`1e99` is too large or too small to be shown"),
        ("number", (1, 99), "`99` is not a number of decimals; give one from 0 to 12"),
        ("number", (1, -1), "`-1` is not a number of decimals"),
        ("compact", (1, "x"), "`x` is not a number of decimals"),
        ("compact", (None,), "`None` is not a number"),
        ("currency", (1, "UDS"), "`UDS` is not a currency code; did you mean `"),
        ("currency", (1,), "`` is not a currency code; name one such as `USD`"),
        ("percent", ("x",), "`x` is not a number"),
        ("range", (2, 1), "a range goes from low to high, not from 2 to 1"),
        ("range", (DAY, "2026-01-01"), "a range goes from the earlier day to the later"),
        ("range", (DAY, 5), "`5` is not a date"),
        ("range", (DAY, DAY, "weekday"), "`weekday` is not a style for a range"),
        ("list", ("A, B",), "`A, B` is not a list"),
        ("list", (5,), "`5` is not a list"),
        ("list", (["A"], "nor"), "`nor` is not a way to join a list; did you mean `or`?"),
        ("josa", ("GPU",), "`` is not a pair of particles; available: 은/는"),
    ],
)
def test_what_is_wrong_is_said_in_an_authors_words(
    name: str, given: tuple[object, ...], told: str
) -> None:
    with pytest.raises(ValueError) as raised:  # noqa: PT011 - the message is compared below
        shown("ko", name, *given)
    assert str(raised.value).startswith(told)


def test_babel_is_imported_only_when_a_filter_needs_it() -> None:
    program = (
        "import sys; from diptych.resolve.filters import filters;"
        "filters('ko', {})['josa']('x', '은/는');"
        "assert 'babel' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
