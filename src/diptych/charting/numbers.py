"""Numbers of charts as they are written in a language, and as spreadsheets are told to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from diptych.cldr.locales import locale_of, with_usual_spaces
from diptych.cldr.numbers import (
    decimals_for,
    exact_decimals,
    halved,
    number_of,
    unit_of,
    written_number,
    written_price,
)
from diptych.model.chart import NumberFormat, NumberStyle
from diptych.model.text import NO_BREAK_SPACE
from diptych.typography.script import has_hangul

if TYPE_CHECKING:
    from babel import Locale

_GROUPED = 1000
_FIRST, _LAST = 1000, 2999
"""What a year may be."""
_PERCENT = "%"
_CLOSE = ("%", "‰", "°", "′", "″")
"""Signs that follow a number without a space."""
_TIMES = ("×", "x")


class NumberWords(Struct, frozen=True, kw_only=True):
    """How the author wants numbers to be written, in one language."""

    locale: str
    style: NumberStyle = "number"
    currency: str = ""
    """The code of the currency of amounts of money; empty for other numbers."""
    unit: str = ""
    """What follows each number."""
    decimals: int | None = None
    """None for as many as the numbers have."""
    usual: int = 2
    """The most decimals that numbers have unless they need more, as `decimals_for` says."""

    def format_for(
        self, values: Iterable[float | None], largest: float | None = None
    ) -> NumberFormat:
        """Return the format in which some numbers are written so that no two look the same.

        `largest` is the number that decides about their unit, by default the largest of them.
        """
        return _format(self, tuple(value for value in values if value is not None), largest)

    def format_of_ticks(self, ticks: Iterable[float], largest: float | None = None) -> NumberFormat:
        """Return the one format in which all numbers of an axis are written, with no digit less."""
        return _format(self, tuple(ticks), largest, is_exact=True)

    def format_of_positions(self, ticks: Sequence[float]) -> NumberFormat:
        """Return that of positions, among which years are not grouped."""
        form = self.format_of_ticks(ticks)
        is_of_years = not form.decimals and all(_FIRST <= tick <= _LAST for tick in ticks)
        return replace(form, is_grouped=False) if is_of_years else form

    def format_of_log_ticks(self, ticks: Sequence[float]) -> NumberFormat:
        """Return the format of powers of ten along an axis, which have no needless zeros."""
        return replace(replace(self, decimals=None).format_of_ticks(ticks), is_loose=True)

    def format_of(self, value: float, format_: NumberFormat) -> NumberFormat | None:
        """Return the format of one number among others; None if it needs no more digits."""
        own = _format_of(value, format_)
        return own if own.decimals != format_.decimals else None

    def written(self, value: float, format_: NumberFormat) -> str:
        """Return a number in a format."""
        return _written(value, format_, self.locale)


@lru_cache(maxsize=512)
def _format(
    words: NumberWords,
    values: tuple[float, ...],
    largest: float | None,
    *,
    is_exact: bool = False,
) -> NumberFormat:
    before, after, divisor = "", "", Decimal(1)
    match words.style:
        case "percent":
            after = _around("percent", "", words.locale)[1]
            divisor = Decimal("0.01")
        case "currency":
            before, after = _around("currency", words.currency, words.locale)
        case "compact":
            if largest is None:
                largest = max(map(abs, values), default=0.0)
            before, after, divisor = _compact(number_of(largest), words.currency, words.locale)
        case "number":
            pass
    shown = {number_of(value) / divisor for value in values}
    decimals: tuple[int, ...] = (words.decimals or 0,)
    if words.decimals is None and is_exact:
        decimals = (max(map(exact_decimals, shown), default=0),)
    elif words.decimals is None:
        decimals = decimals_for(shown, words.usual)
    if words.decimals is None and words.style == "currency" and decimals[0]:
        decimals = (max(decimals[0], _precision(words.currency)), *decimals[1:])  # 3.50, not 3.5
    is_share = words.style == "percent"
    if words.unit == _PERCENT and not is_share:
        before, sign = _around("percent", "", words.locale)
        after += sign
    else:
        after += _spaced(words.unit)
    return NumberFormat(
        before=before,
        after=after,
        decimals=decimals[0],
        finer=decimals[1:],
        is_share=is_share,
        divisor=1 if is_share else float(divisor),
    )


def _spaced(unit: str) -> str:
    """Return a unit as it follows a number: Korean counters follow it without a space."""
    if not unit or unit.startswith(_CLOSE) or unit in _TIMES or has_hangul(unit[0]):
        return unit
    return f"{NO_BREAK_SPACE}{unit}"


def _compact(largest: Decimal, currency: str, tag: str) -> tuple[str, str, Decimal]:
    """Return what stands around short numbers, and by what they are divided."""
    locale = locale_of(tag)
    formats = locale.compact_currency_formats if currency else locale.compact_decimal_formats
    divisor, pattern = unit_of(largest, formats["short"]["other"], 1)
    if pattern is None:
        return *(_around("currency", currency, tag) if currency else ("", "")), divisor
    signs = (pattern.prefix[0], pattern.suffix[0].replace("'", ""))
    before, after = (with_usual_spaces(_with_currency(one, currency, locale)) for one in signs)
    return before, after, divisor


def _precision(currency: str) -> int:
    from babel.numbers import get_currency_precision

    return get_currency_precision(currency)


def _with_currency(pattern: str, currency: str, locale: Locale) -> str:
    from babel.numbers import get_currency_symbol

    return pattern.replace("¤", get_currency_symbol(currency, locale)) if currency else pattern


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


def _shown(value: float, format_: NumberFormat) -> Decimal:
    return (
        number_of(value) * 100 if format_.is_share else number_of(value) / Decimal(format_.divisor)
    )


def _format_of(value: float, format_: NumberFormat) -> NumberFormat:
    if not format_.finer or not value:
        return format_
    shown, most = _shown(value, format_), (format_.decimals, *format_.finer)
    decimals = next((one for one in most if halved(shown, one)), format_.decimals)
    return replace(format_, decimals=decimals, finer=())


@lru_cache(maxsize=4096)
def _written(value: float, format_: NumberFormat, tag: str) -> str:
    format_ = _format_of(value, format_)
    shown, decimals = _shown(value, format_), format_.decimals
    number = halved(shown, exact_decimals(shown) if format_.is_loose else decimals)
    decimals = exact_decimals(number) if format_.is_loose else decimals
    sign = _minus(tag) if number < 0 else ""
    digits = _digits(abs(number), decimals, tag, is_grouped=format_.is_grouped)
    return f"{sign}{format_.before}{digits}{format_.after}"


def _digits(number: Decimal, decimals: int, tag: str, *, is_grouped: bool) -> str:
    if number < _GROUPED or not is_grouped:  # without groups, which take ten times as long
        return f"{number:.{decimals}f}".replace(".", _point(tag))
    return written_number(number, locale_of(tag), decimals)


@lru_cache(maxsize=64)
def _point(tag: str) -> str:
    return written_number(Decimal("0.5"), locale_of(tag), 1)[1:-1]


@lru_cache(maxsize=64)
def _minus(tag: str) -> str:
    return written_number(Decimal(-1), locale_of(tag)).removesuffix("1")
