"""Filters that format dates, numbers and lists for a language, by CLDR's rules as read by Babel.

Babel is imported only for a talk that uses one of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from diptych.cldr.dates import (
    TIME_LETTERS,
    TIMES,
    date_of,
    is_day,
    pattern_of,
    time_of,
    written_day,
    written_days,
)
from diptych.cldr.locales import locale_of, with_usual_spaces
from diptych.cldr.numbers import (
    fraction_of,
    number_of,
    number_range,
    places_of,
    rounded_to,
    short_form,
    written_compact,
    written_number,
    written_price,
    written_short_price,
)
from diptych.diagnostics import nearest
from diptych.markup.josa import josa
from diptych.resolve.lists import LISTS, Listed

if TYPE_CHECKING:
    from babel import Locale


def filters(locale: str, readings: Mapping[str, str]) -> dict[str, Callable[..., object]]:
    """Return the filters of a language by name; they raise ValueError for invalid arguments.

    `readings` has the pronunciation of English names in Hangul, for the particles after them.
    """
    style = _Style(locale, readings)
    return {
        "josa": style.josa,
        "date": style.date,
        "time": style.time,
        "number": style.number,
        "compact": style.compact,
        "currency": style.currency,
        "percent": style.percent,
        "range": style.range,
        "list": style.list,
    }


class _Style:
    """Formats values for one language."""

    def __init__(self, locale: str, readings: Mapping[str, str]) -> None:
        self.tag = locale
        self.readings = readings

    @property
    def locale(self) -> Locale:
        return locale_of(self.tag)

    def josa(self, value: object, pair: str = "") -> str:
        return josa(str(value), pair, self.readings)

    def date(self, value: object, style: str = "long") -> str:
        return written_day(date_of(value), style, self.locale)

    def time(self, value: object, style: str = "short") -> str:
        from babel.dates import format_time

        cldr = style if style in TIMES else pattern_of(style, TIME_LETTERS, TIMES, "time")
        if style in TIMES and self.locale.language == "ko":
            # CLDR's abbreviated day periods are AM and PM in Korean; only the wide ones are Korean
            cldr = self.locale.time_formats[style].pattern.replace("a", "aaaa")
        return with_usual_spaces(format_time(time_of(value), cldr, locale=self.locale))

    def number(self, value: object, decimals: int | None = None) -> str:
        return written_number(rounded_to(number_of(value), decimals), self.locale, decimals)

    def compact(self, value: object, decimals: int | None = None, *, apart: object = 0) -> str:
        number = number_of(value)
        patterns = self.locale.compact_decimal_formats["short"]["other"]
        unit, pattern, shown = short_form(number, patterns, decimals, number_of(apart))
        return written_compact(number / unit, pattern, self.locale, shown)

    def currency(
        self,
        value: object,
        code: str = "",
        decimals: int | None = None,
        *,
        compact: bool = False,
        apart: object = 0,
    ) -> str:
        number = number_of(value)
        if code not in self.locale.currencies:
            hint = nearest(code, self.locale.currencies) if code else "name one such as `USD`"
            raise ValueError(f"`{code}` is not a currency code; {hint}")
        price = written_short_price if compact else written_price
        return price(number, code, decimals, self.locale, number_of(apart))

    def percent(self, value: object, decimals: int | None = None) -> str:
        from babel.numbers import format_percent

        shown = None if decimals is None else places_of(decimals) + 2
        number = rounded_to(number_of(value), shown)
        standard = self.locale.percent_formats[None].pattern
        pattern = standard.replace("0", f"0{fraction_of(decimals or 0)}")
        return with_usual_spaces(
            format_percent(number, pattern, locale=self.locale, decimal_quantization=False)
        )

    def range(self, first: object, last: object, style: str = "long") -> str:
        if is_day(first) or is_day(last):
            return written_days(date_of(first), date_of(last), style, self.locale)
        return number_range(number_of(first), number_of(last), self.locale)

    def list(self, items: Iterable[object], kind: str = "and") -> Listed:
        if kind not in LISTS:
            raise ValueError(f"`{kind}` is not a way to join a list; {nearest(kind, LISTS)}")
        if isinstance(items, str) or not isinstance(items, Iterable):
            raise ValueError(f"`{items}` is not a list")  # noqa: TRY004 - an author's error
        return Listed(items, lambda words: self._enumerated(words, LISTS[kind]))

    def _enumerated(self, words: Sequence[str], cldr: Literal["standard", "or"]) -> str:
        from babel.lists import format_list

        return with_usual_spaces(format_list(words, cldr, self.locale))
