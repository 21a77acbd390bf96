"""Filters that write dates, numbers and lists as a language does; CLDR knows how, Babel reads it.

Babel is imported only by a talk that uses one of them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation, localcontext
from functools import cache
from typing import TYPE_CHECKING, Literal

from diptych.diagnostics import nearest
from diptych.markup.josa import josa

if TYPE_CHECKING:
    from babel import Locale
    from babel.numbers import NumberPattern

_DATES = {
    "full": "full",
    "long": "long",
    "medium": "medium",
    "short": "short",
    "year": "~y",
    "year-month": "~yMMMM",
    "month": "LLLL",
    "month-day": "~MMMMd",
    "quarter": "~yQQQ",
    "weekday": "EEEE",
}
"""CLDR's name of each style, its pattern, or after `~` its skeleton."""
_TIMES = ("short", "medium")
_SPANS = {
    "long": ("yMMMd", "MMMM"),
    "medium": ("yMMMd", "MMM"),
    "short": ("yMd", "MMM"),
    "year-month": ("yMMM", "MMMM"),
    "month-day": ("MMMd", "MMMM"),
}
"""The skeleton of each style of a range, and how much of a month's name it shows at most."""
_DATE_LETTERS = "GyYuQqMLwWdDFEec"
_TIME_LETTERS = "abBhHkKmsS"
_JOINT = re.compile(r"\s*([~\u2010-\u2015-])\s*$")
"""What stands between two halves of a range: a dash, or Korean's tilde."""
_LISTS: dict[str, Literal["standard", "or"]] = {"and": "standard", "or": "or"}
_LARGEST = Decimal(10) ** 18
_MOST_DECIMALS = 12
_SPOKEN_THOUSANDS = {"천"}
"""Units that no one writes after a decimal number: 1,234 is short enough."""


class Listed(list[object]):
    """A list, as Jinja2's own filter makes it, whose text is an enumeration in some language."""

    is_text = True
    """For the sandbox, which lets no other list be text."""

    def __init__(self, items: Iterable[object], write: Callable[[Sequence[str]], str]) -> None:
        super().__init__(items)
        self._write = write

    def __str__(self) -> str:
        return self._write([str(item) for item in self])


def filters(locale: str, readings: Mapping[str, str]) -> dict[str, Callable[..., object]]:
    """Return the filters of a language by name; what they are given wrongly is a ValueError.

    `readings` says in Hangul how English names are read, for the particles that follow them.
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
    """What one language does to values."""

    def __init__(self, locale: str, readings: Mapping[str, str]) -> None:
        self.tag = locale
        self.readings = readings

    @property
    def locale(self) -> Locale:
        return _locale(self.tag)

    def josa(self, value: object, pair: str = "") -> str:
        return josa(str(value), pair, self.readings)

    def date(self, value: object, style: str = "long") -> str:
        return _day(_date(value), style, self.locale)

    def time(self, value: object, style: str = "short") -> str:
        from babel.dates import format_time

        cldr = style if style in _TIMES else _pattern(style, _TIME_LETTERS, _TIMES, "time")
        if style in _TIMES and self.locale.language == "ko":
            # CLDR's abbreviated halves of the day are AM and PM in Korean; the wide ones are Korean
            cldr = self.locale.time_formats[style].pattern.replace("a", "aaaa")
        return _spaced(format_time(_time(value), cldr, locale=self.locale))

    def number(self, value: object, decimals: int | None = None) -> str:
        return _plain(_rounded(_number(value), decimals), self.locale, decimals)

    def compact(self, value: object, decimals: int = 1) -> str:
        number = _number(value)
        patterns = self.locale.compact_decimal_formats["short"]["other"]
        unit, pattern = _unit(number, patterns, decimals)
        return _compacted(number / unit, pattern, self.locale, decimals)

    def currency(
        self,
        value: object,
        code: str = "",
        decimals: int | None = None,
        *,
        compact: bool = False,
    ) -> str:
        number = _number(value)
        if code not in self.locale.currencies:
            hint = nearest(code, self.locale.currencies) if code else "name one such as `USD`"
            raise ValueError(f"`{code}` is no currency; {hint}")
        price = _short_price if compact else _price
        return price(number, code, decimals, self.locale)

    def percent(self, value: object, decimals: int | None = None) -> str:
        from babel.numbers import format_percent

        shown = None if decimals is None else _places(decimals) + 2
        number = _rounded(_number(value), shown)
        standard = self.locale.percent_formats[None].pattern
        pattern = standard.replace("0", f"0{_fraction(decimals or 0)}")
        return _spaced(
            format_percent(number, pattern, locale=self.locale, decimal_quantization=False)
        )

    def range(self, first: object, last: object, style: str = "long") -> str:
        if _is_day(first) or _is_day(last):
            return _days(_date(first), _date(last), style, self.locale)
        return _span(_number(first), _number(last), self.locale)

    def list(self, items: Iterable[object], kind: str = "and") -> Listed:
        if kind not in _LISTS:
            raise ValueError(f"`{kind}` joins no list; {nearest(kind, _LISTS)}")
        if isinstance(items, str) or not isinstance(items, Iterable):
            raise ValueError(f"`{items}` is no list")  # noqa: TRY004 - an author's mistake
        return Listed(items, lambda words: self._enumerated(words, _LISTS[kind]))

    def _enumerated(self, words: Sequence[str], cldr: Literal["standard", "or"]) -> str:
        from babel.lists import format_list

        return _spaced(format_list(words, cldr, self.locale))


@cache
def _locale(tag: str) -> Locale:
    """Return what CLDR knows of a language, else of the one it is a kind of, else of English."""
    from babel import Locale, UnknownLocaleError

    subtags = tag.split("-")
    for length in range(len(subtags), 0, -1):
        try:
            return Locale.parse("-".join(subtags[:length]), sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en")


def _date(value: object) -> dt.date:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    text = str(value)  # raises if there is no such value
    try:
        return dt.datetime.fromisoformat(text).date()
    except ValueError:
        how = "write a text such as `'2026-11-23'`"
        raise ValueError(f"`{text}` is no date; {how}") from None


def _time(value: object) -> dt.time:
    if isinstance(value, dt.datetime):
        return value.time()
    if isinstance(value, dt.time):
        return value
    text = str(value)
    try:
        if ":" in text:
            return dt.time.fromisoformat(re.split("[T ]", text)[-1])
    except ValueError:
        pass
    raise ValueError(f"`{text}` is no time of day; write a text such as `'14:05'`")


def _pattern(style: str, letters: str, known: Iterable[str], what: str) -> str:
    """Return a pattern of CLDR's, which says with some letters only what stands where."""
    used = re.sub(r"'[^']*'", "", style)
    if set(re.findall("[A-Za-z]", used)) <= set(letters) and re.search("[A-Za-z]", used):
        return style
    raise ValueError(f"`{style}` is no style of a {what}; {nearest(style, known)}")


def _number(value: object) -> Decimal:
    """Return a number as its author meant it: 0.1 + 0.2 is 0.3."""
    text = f"{value:.15g}" if isinstance(value, float) else str(value)
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if isinstance(value, bool) or not number.is_finite():
        raise ValueError(f"`{text}` is no number")
    if abs(number) >= _LARGEST or (number and number.adjusted() < -_MOST_DECIMALS):
        raise ValueError(f"`{text[:40]}` is too large or too small to be shown")
    return _halved(number, _MOST_DECIMALS).normalize()


def _is_day(value: object) -> bool:
    """Return whether a value looks like a day rather than a number."""
    return isinstance(value, dt.date) or (isinstance(value, str) and "-" in value[1:])


def _places(decimals: object) -> int:
    if isinstance(decimals, int) and 0 <= decimals <= _MOST_DECIMALS:
        return decimals
    raise ValueError(f"`{decimals}` is no number of decimals; it is from 0 to {_MOST_DECIMALS}")


def _rounded(number: Decimal, decimals: int | None) -> Decimal:
    return number if decimals is None else _halved(number, _places(decimals))


def _halved(number: Decimal, places: int) -> Decimal:
    """Return the number rounded as people do: halves go up."""
    with localcontext() as context:
        context.prec = 60
        return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _fraction(decimals: int) -> str:
    return f".{'0' * _places(decimals)}" if decimals else ""


def _plain(number: Decimal, locale: Locale, decimals: int | None = None) -> str:
    from babel.numbers import format_decimal

    pattern = None
    if decimals is not None:
        standard = locale.decimal_formats[None].pattern
        pattern = standard.partition(".")[0] + _fraction(decimals)
    return _spaced(format_decimal(number, pattern, locale, decimal_quantization=False))


def _price(number: Decimal, code: str, decimals: int | None, locale: Locale) -> str:
    from babel.numbers import format_currency, get_currency_precision

    places = get_currency_precision(code) if decimals is None else decimals
    standard = locale.currency_formats["standard"].pattern
    pattern = re.sub(r"0(?:\.0+)?(?=[^0#.,]|$)", f"0{_fraction(places)}", standard)
    rounded = _rounded(number, places)
    return _spaced(format_currency(rounded, code, pattern, locale, currency_digits=False))


def _short_price(number: Decimal, code: str, decimals: int | None, locale: Locale) -> str:
    from babel.numbers import get_currency_symbol

    shown = 1 if decimals is None else decimals
    unit, pattern = _unit(number, locale.compact_currency_formats["short"]["other"], shown)
    if pattern is None:
        return _price(number, code, 0 if number % 1 == 0 else decimals, locale)
    text = _compacted(number / unit, pattern, locale, shown)
    return text.replace("¤", get_currency_symbol(code, locale))


def _unit(
    number: Decimal, patterns: Mapping[str, NumberPattern], decimals: int
) -> tuple[Decimal, NumberPattern | None]:
    """Return by what a short number is divided, and what stands around the rest.

    The unit is that of the rounded number: 999,999 is 1M, not 1,000K.
    """
    unit, _ = _unit_of(number, patterns)
    return _unit_of(_rounded(number / unit, decimals) * unit, patterns)


def _unit_of(
    number: Decimal, patterns: Mapping[str, NumberPattern]
) -> tuple[Decimal, NumberPattern | None]:
    for magnitude in sorted(map(int, patterns), reverse=True):
        pattern = patterns[str(magnitude)]
        if abs(number) >= magnitude and _abbreviates(pattern):
            return Decimal(magnitude).scaleb(1 - pattern.pattern.count("0")), pattern
    return Decimal(1), None


def _abbreviates(pattern: NumberPattern) -> bool:
    around = (pattern.prefix[0] + pattern.suffix[0]).replace("¤", "").strip()
    return around not in {"", *_SPOKEN_THOUSANDS}


def _compacted(
    number: Decimal, pattern: NumberPattern | None, locale: Locale, decimals: int
) -> str:
    """Return a short number within its pattern, grouped: CLDR would write 1750억."""
    rounded = _rounded(number, decimals).normalize()
    if pattern is None:
        return _plain(rounded, locale)
    sign = _plain(Decimal(-1), locale).removesuffix("1") if rounded < 0 else ""
    prefix, suffix = pattern.prefix[0], pattern.suffix[0].replace("'", "")
    return _spaced(f"{sign}{prefix}{_plain(abs(rounded), locale)}{suffix}")


def _day(date: dt.date, style: str, locale: Locale) -> str:
    from babel.dates import format_date, format_skeleton

    cldr = _DATES.get(style) or _pattern(style, _DATE_LETTERS, _DATES, "date")
    if cldr.startswith("~"):
        return _spaced(format_skeleton(cldr[1:], date, locale=locale))
    return _spaced(format_date(date, cldr, locale))


def _days(first: dt.date, last: dt.date, style: str, locale: Locale) -> str:
    """Return two days with what they share said once."""
    from babel.dates import format_date

    if style not in _SPANS:
        raise ValueError(f"`{style}` is no style of a range; {nearest(style, _SPANS)}")
    if first > last:
        raise ValueError(
            f"a range goes from the earlier day to the later, not `{first}` to `{last}`"
        )
    skeleton, widest = _SPANS[style]
    differing = _differing(first, last)
    if "y" not in skeleton:
        differing = differing.replace("y", "M")  # the years are not shown, both days must be
    parts = locale.interval_formats[skeleton].get(differing)
    if parts is None:
        return _day(first, style, locale)
    before, after = parts
    pattern, between = _parted(before, after)
    # Chinese and Japanese number their months: there `MMMM` is 十一月 beside 11月
    month = widest if widest in locale.date_formats["long"].pattern else "MMM"
    halves = ((first, pattern), (last, after))
    begin, end = (format_date(day, re.sub("MMM+", month, half), locale) for day, half in halves)
    return _spaced(f"{begin}{between}{end}")


def _parted(before: str, after: str) -> tuple[str, str]:
    """Return the first half of CLDR's interval pattern, and what stands between the two.

    Releases of CLDR differ in the spaces around a dash or tilde, some of which are in few fonts.
    Here it is closed up between two parts of one date (`23–25`, `11월~12월`) and open between
    dates, of which a part comes twice (`Nov 23 – Dec 2`). Other joints are CLDR's: `至`, `～`.
    """
    joint = _JOINT.search(before)
    if joint is None:
        return before, ""
    dates = len(_fields(before) & _fields(after)) > 1
    return before[: joint.start()], f" {joint[1]} " if dates else joint[1]


def _fields(pattern: str) -> set[str]:
    """Return the letters of the parts of a date that a pattern shows (UTS 35, part 4)."""
    return set(re.findall("[A-Za-z]", re.sub(r"'[^']*'", "", pattern)))


def _differing(first: dt.date, last: dt.date) -> str:
    """Return CLDR's letter of the largest part in which two days differ."""
    for letter, part in (("y", "year"), ("M", "month")):
        if getattr(first, part) != getattr(last, part):
            return letter
    return "d" if first != last else ""


def _span(low: Decimal, high: Decimal, locale: Locale) -> str:
    if low > high:
        raise ValueError(f"a range goes upwards, not from {low:f} to {high:f}")
    ends = (_plain(low, locale), _plain(high, locale))
    between = _joined(locale) if low >= 0 else f" {_joined(locale)} "
    return ends[0] if low == high else between.join(ends)


def _joined(locale: Locale) -> str:
    """Return what stands between two numbers: a tilde in Korean, else mostly an en dash."""
    return str(locale.interval_formats[None]).replace("{0}", "").replace("{1}", "").strip()


def _spaced(text: str) -> str:
    """Return a text whose narrow and thin spaces are such as every font has."""
    return text.replace("\u202f", "\u00a0").replace("\u2009", " ")
