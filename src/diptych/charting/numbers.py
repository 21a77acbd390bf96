"""Numbers of charts as they are written in a language, and as spreadsheets are told to."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import Literal, get_args

from msgspec import Struct

from diptych.cldr.locales import locale_of, with_usual_spaces
from diptych.cldr.numbers import (
    number_of,
    rounded_to,
    unit_of,
    written_number,
    written_price,
)
from diptych.model.chart import NumberFormat
from diptych.model.text import NO_BREAK_SPACE
from diptych.typography.script import has_hangul

NumberStyle = Literal["number", "compact", "percent", "currency"]
NUMBER_STYLES: tuple[NumberStyle, ...] = get_args(NumberStyle)
"""In the words of the filters of templates."""
_MOST_DECIMALS = 2
"""More are shown only where the author asks for them."""
_GROUPED = 1000
_CLOSE = ("%", "‰", "°", "′", "″")
"""Signs that follow a number without a space."""


class NumberWords(Struct, frozen=True, kw_only=True):
    """How the author wants numbers to be written, in one language."""

    locale: str
    style: NumberStyle = "number"
    currency: str = "USD"
    unit: str = ""
    """What follows each number."""
    decimals: int | None = None
    """None for as many as the numbers have."""

    def format_for(self, values: Iterable[float | None]) -> NumberFormat:
        """Return the one format in which all of some numbers are written."""
        return _format(self, tuple(value for value in values if value is not None))

    def written(self, value: float, format_: NumberFormat) -> str:
        """Return a number in a format."""
        return _written(value, format_, self.locale)


@lru_cache(maxsize=512)
def _format(words: NumberWords, values: tuple[float, ...]) -> NumberFormat:
    before, after, divisor = "", "", Decimal(1)
    locale = locale_of(words.locale)
    match words.style:
        case "percent":
            after = _around("percent", "", words.locale)[1]
            divisor = Decimal("0.01")
        case "currency":
            before, after = _around("currency", words.currency, words.locale)
        case "compact":
            patterns = locale.compact_decimal_formats["short"]["other"]
            largest = max(map(abs, values), default=0.0)
            divisor, pattern = unit_of(number_of(largest), patterns, 1)
            if pattern is not None:
                before, after = pattern.prefix[0], pattern.suffix[0].replace("'", "")
        case "number":
            pass
    decimals = words.decimals
    if decimals is None:
        decimals = max((_decimals(value, divisor) for value in values), default=0)
    is_share = words.style == "percent"
    return NumberFormat(
        before=with_usual_spaces(before),
        after=with_usual_spaces(after) + _spaced(words.unit),
        decimals=decimals,
        is_share=is_share,
        divisor=1 if is_share else float(divisor),
    )


def _decimals(value: float, divisor: Decimal) -> int:
    shown = rounded_to(number_of(value) / divisor, _MOST_DECIMALS).normalize()
    exponent = shown.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _spaced(unit: str) -> str:
    """Return a unit as it follows a number: Korean counters follow it without a space."""
    if not unit or unit.startswith(_CLOSE) or has_hangul(unit[0]):
        return unit
    return f"{NO_BREAK_SPACE}{unit}"


@lru_cache(maxsize=64)
def _around(style: str, currency: str, tag: str) -> tuple[str, str]:
    """Return what stands before and after the digits of a percentage or an amount of money."""
    locale = locale_of(tag)
    if style == "percent":
        from babel.numbers import format_percent

        shown = format_percent(0, locale=locale)
    else:
        shown = written_price(Decimal(0), currency, 0, locale)
    before, _, after = with_usual_spaces(shown).partition("0")
    return before, after


@lru_cache(maxsize=4096)
def _written(value: float, format_: NumberFormat, tag: str) -> str:
    shown = number_of(value) * 100 if format_.is_share else number_of(value)
    number = rounded_to(shown / Decimal(format_.divisor), format_.decimals)
    sign = _minus(tag) if number < 0 else ""
    return f"{sign}{format_.before}{_digits(abs(number), format_.decimals, tag)}{format_.after}"


def _digits(number: Decimal, decimals: int, tag: str) -> str:
    if number < _GROUPED:  # without groups, which take ten times as long
        return f"{number:.{decimals}f}".replace(".", _point(tag))
    return written_number(number, locale_of(tag), decimals)


@lru_cache(maxsize=64)
def _point(tag: str) -> str:
    return written_number(Decimal("0.5"), locale_of(tag), 1)[1:-1]


@lru_cache(maxsize=64)
def _minus(tag: str) -> str:
    return written_number(Decimal(-1), locale_of(tag)).removesuffix("1")
