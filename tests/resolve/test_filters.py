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
    ("name", "given", "korean", "english"),
    [
        ("date", ("2026-11-23",), "2026년 11월 23일", "November 23, 2026"),
        ("date", (DAY, "medium"), "2026. 11. 23.", "Nov 23, 2026"),
        ("range", (DAY, "2026-11-25"), "2026년 11월 23일~25일", "November 23–25, 2026"),
        ("range", (DAY, "2026-11-25", "month-day"), "11월 23일~25일", "November 23–25"),
        ("range", (1.5, "2000"), "1.5~2,000", "1.5–2,000"),
        ("number", (1234.56,), "1,234.56", "1,234.56"),
        ("number", (2.25, 1), "2.3", "2.3"),
        ("currency", (1200, "USD"), "US$1,200.00", "$1,200.00"),
        ("currency", (1200, "USD", 0), "US$1,200", "$1,200"),
    ],
)
def test_a_value_is_written_as_the_language_does(
    name: str, given: tuple[object, ...], korean: str, english: str
) -> None:
    assert shown("ko", name, *given) == korean
    assert shown("en", name, *given) == english


@pytest.mark.parametrize("value", ["14:05", dt.time(14, 5), "2026-11-23T14:05", "14:05:00"])
def test_a_time_of_day_is_a_time_or_iso_text(value: object) -> None:
    assert shown("ko", "time", value) == "오후 2:05"
    assert shown("en", "time", value) == "2:05\u00a0PM"
    assert shown("de", "time", value) == "14:05"


def test_a_time_of_day_has_styles() -> None:
    assert shown("ko", "time", "09:05:30", "medium") == "오전 9:05:30"
    assert shown("ko", "time", "09:05", "HH:mm") == "09:05"


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
