"""Numbers and prices as Korean, English and other languages write them."""

from __future__ import annotations

from typing import Any

import pytest

from diptych.cldr.locales import locale_of
from diptych.cldr.numbers import (
    decimal_sign,
    number_of,
    number_range,
    rounded_to,
    written_number,
    written_price,
    written_short_price,
)


def number(locale: str, value: object, decimals: int | None = None) -> str:
    return written_number(rounded_to(number_of(value), decimals), locale_of(locale), decimals)


def price(
    locale: str, value: float, code: str, decimals: int | None = None, *, compact: bool = False
) -> str:
    written = written_short_price if compact else written_price
    return written(number_of(value), code, decimals, locale_of(locale))


@pytest.mark.parametrize("locale", ["en", "en-GB", "en-ZA", "ko", "ja", "zh-Hans", "de", "fr"])
def test_the_sign_before_decimals_is_that_of_numbers(locale: str) -> None:
    assert decimal_sign(locale) in number(locale, 0.5)


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
    assert number("en", value, decimals) == english


def test_a_number_has_its_languages_point() -> None:
    assert number("de", 1234.5) == "1.234,5"
    assert number("fr", 1234.5) == "1\u00a0234,5"


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
    assert price("ko", value, code, **options) == korean
    assert price("en", value, code, **options) == english


def test_money_may_have_its_sign_behind() -> None:
    assert price("de", 1200, "EUR") == "1.200,00\u00a0€"
    assert price("de", 3.2e9, "EUR", compact=True) == "3,2\u00a0Mrd.\u00a0€"


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
    assert number_range(number_of(first), number_of(last), locale_of("ko")) == korean
    assert number_range(number_of(first), number_of(last), locale_of("en")) == english
