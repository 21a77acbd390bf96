"""Numbers, prices and percentages as written in a language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation, localcontext
from itertools import count
from typing import TYPE_CHECKING

from diptych.cldr.locales import locale_of, with_usual_spaces

if TYPE_CHECKING:
    from babel import Locale
    from babel.numbers import NumberPattern

_LARGEST = Decimal(10) ** 18
_MOST_DECIMALS = 12
_FIGURES = 3
"""How many figures of a short number are shown."""
_WITH_POINT = {"en", "ko", "ja", "zh"}
"""Languages in all of whose regions a point is before decimals but South Africa."""
_SPOKEN_THOUSANDS = {"천"}
"""Units that are not used in short numbers: 1,234 is short enough."""


def decimal_sign(locale: str) -> str:
    """Return the sign before decimals; Babel is not imported for languages of most talks."""
    if locale.partition("-")[0] in _WITH_POINT and locale != "en-ZA":
        return "."
    from babel.numbers import get_decimal_symbol

    return get_decimal_symbol(locale_of(locale))


def number_of(value: object) -> Decimal:
    """Return a number as its author meant it: 0.1 + 0.2 is 0.3; raise ValueError if it is none."""
    text = f"{value:.15g}" if isinstance(value, float) else str(value)
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if isinstance(value, bool) or not number.is_finite():
        raise ValueError(f"`{text}` is not a number")
    if abs(number) >= _LARGEST or (number and number.adjusted() < -_MOST_DECIMALS):
        raise ValueError(f"`{text[:40]}` is too large or too small to be shown")
    return halved(number, _MOST_DECIMALS).normalize()


def places_of(decimals: object) -> int:
    """Return a number of decimals; raise ValueError if it is not valid."""
    if isinstance(decimals, int) and 0 <= decimals <= _MOST_DECIMALS:
        return decimals
    raise ValueError(
        f"`{decimals}` is not a number of decimals; give one from 0 to {_MOST_DECIMALS}"
    )


def rounded_to(number: Decimal, decimals: int | None) -> Decimal:
    """Return a number rounded to `decimals`; unchanged if that is None."""
    return number if decimals is None else halved(number, places_of(decimals))


def halved(number: Decimal, places: int) -> Decimal:
    """Return the number rounded half up."""
    with localcontext() as context:
        context.prec = 60
        return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def decimals_for(numbers: Iterable[Decimal], usual: int) -> tuple[int, ...]:
    """Return how many decimals numbers are written with; each has the first with which it is not 0.

    These are as many as the numbers have, and at most `usual`, unless more are needed to tell two
    of them apart. What would then read as 0 has decimals for two digits.
    """
    rest, found = set(numbers), list[int]()
    while rest or not found:
        largest = max(rest, key=abs, default=Decimal(0))
        if largest and not halved(largest, usual):
            usual = 1 - largest.adjusted()
        found.append(_decimals_for(rest, usual))
        rest = {number for number in rest if number and not halved(number, found[-1])}
    return tuple(found)


def _decimals_for(numbers: set[Decimal], usual: int) -> int:
    """Return the least number of decimals that tells apart all numbers that do not read as 0."""
    least = max((exact_decimals(halved(number, usual)) for number in numbers), default=0)
    for decimals in count(least):
        shown = [rounded for number in numbers if (rounded := halved(number, decimals))]
        if len(set(shown)) == len(shown):
            return decimals
    raise AssertionError("different numbers differ in some decimal")


def exact_decimals(number: Decimal) -> int:
    """Return how many decimals a number has."""
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def decimals_of(number: Decimal, usual: int, apart: Decimal | None = None) -> int:
    """Return how many decimals a number is written with, by the same rule.

    `apart` is how far it is from the nearest other number that it is told from.
    """
    least = usual if not apart else max(usual, -apart.adjusted())
    return decimals_for([number], least)[-1]


def fraction_of(decimals: int) -> str:
    """Return the part of a CLDR pattern that shows a number of decimals."""
    return f".{'0' * places_of(decimals)}" if decimals else ""


def written_number(number: Decimal, locale: Locale, decimals: int | None = None) -> str:
    """Return a number, grouped, with its own decimals or as many as requested."""
    from babel.numbers import format_decimal

    pattern = None
    if decimals is not None:
        standard = locale.decimal_formats[None].pattern
        pattern = standard.partition(".")[0] + fraction_of(decimals)
    return with_usual_spaces(format_decimal(number, pattern, locale, decimal_quantization=False))


def written_price(
    number: Decimal,
    code: str,
    decimals: int | None,
    locale: Locale,
    apart: Decimal | None = None,
) -> str:
    """Return an amount of money, with its currency's decimals or as many as requested.

    By default it has more where it would read as 0, or like another that is `apart` from it.
    """
    from babel.numbers import format_currency, get_currency_precision

    places = decimals
    if places is None:
        usual = get_currency_precision(code)
        places = max(usual, decimals_of(number, usual, apart))
    standard = locale.currency_formats["standard"].pattern
    pattern = re.sub(r"0(?:\.0+)?(?=[^0#.,]|$)", f"0{fraction_of(places)}", standard)
    rounded = rounded_to(number, places)
    return with_usual_spaces(format_currency(rounded, code, pattern, locale, currency_digits=False))


def written_short_price(
    number: Decimal,
    code: str,
    decimals: int | None,
    locale: Locale,
    apart: Decimal | None = None,
) -> str:
    """Return an amount of money in short form, `$1.2M`."""
    from babel.numbers import get_currency_symbol

    patterns = locale.compact_currency_formats["short"]["other"]
    unit, pattern, shown = short_form(number, patterns, decimals, apart)
    if pattern is None:
        return written_price(number, code, 0 if number % 1 == 0 else decimals, locale, apart)
    text = written_compact(number / unit, pattern, locale, shown)
    return text.replace("¤", get_currency_symbol(code, locale))


def unit_of(
    number: Decimal, patterns: Mapping[str, NumberPattern], decimals: int
) -> tuple[Decimal, NumberPattern | None]:
    """Return the divisor of a short number, and the pattern of the quotient.

    The unit is that of the rounded number: 999,999 is 1M, not 1,000K.
    """
    unit, _ = _unit_for(number, patterns)
    return _unit_for(rounded_to(number / unit, decimals) * unit, patterns)


def short_form(
    number: Decimal,
    patterns: Mapping[str, NumberPattern],
    decimals: int | None,
    apart: Decimal | None = None,
) -> tuple[Decimal, NumberPattern | None, int]:
    """Return the divisor of a short number, the pattern of the quotient, and its decimals.

    By default it has as many as make three figures, so that it is as exact in a language whose
    units are ten thousand times larger: $133M is US$1.33억. It has more where it would read as 0,
    or like another that is `apart` from it. Figures before the decimals are all shown.
    """
    if decimals is None:
        unit, _ = unit_of(number, patterns, 1)
        usual = max(0, _FIGURES - 1 - (number / unit).adjusted()) if number else 0
        decimals = decimals_of(number / unit, usual, apart and apart / unit)
    return *unit_of(number, patterns, decimals), decimals


def _unit_for(
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


def written_compact(
    number: Decimal, pattern: NumberPattern | None, locale: Locale, decimals: int
) -> str:
    """Return a short number in its pattern, but grouped: CLDR would write 1750억."""
    rounded = rounded_to(number, decimals).normalize()
    if pattern is None:
        return written_number(rounded, locale)
    sign = written_number(Decimal(-1), locale).removesuffix("1") if rounded < 0 else ""
    prefix, suffix = pattern.prefix[0], pattern.suffix[0].replace("'", "")
    return with_usual_spaces(f"{sign}{prefix}{written_number(abs(rounded), locale)}{suffix}")


def number_range(low: Decimal, high: Decimal, locale: Locale) -> str:
    """Return two numbers as a range; raise ValueError if the first is larger."""
    if low > high:
        raise ValueError(f"a range goes from low to high, not from {low:f} to {high:f}")
    ends = (written_number(low, locale), written_number(high, locale))
    between = _joined(locale) if low >= 0 else f" {_joined(locale)} "
    return ends[0] if low == high else between.join(ends)


def _joined(locale: Locale) -> str:
    """Return the separator of two numbers: a tilde in Korean, usually an en dash elsewhere."""
    return str(locale.interval_formats[None]).replace("{0}", "").replace("{1}", "").strip()
