"""Numbers by value, independent of language: `$3.2B` is `32억 달러`, `May 2` is `5월 2일`.

Everything with digits is a number, even within a name such as `H100`: the name is the same in
every language, and so is its number. A word for a number, such as `two` or `두`, does not count as
one, but it makes up for a number that only the other text has.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from diptych.cldr.numbers import decimal_sign

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""Months by their first letters, with which no other names begin."""
_MONTH = (
    "(?<![A-Za-z])(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?"
    "|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)(?![A-Za-z])"
)
_WITH_DIGITS = ("en", "ko", "ja")
"""Languages that need no names of months from CLDR: English ones are here, others are numbers."""
_AROUND = (
    r"(?:{0})(?=[.,]{{0,2}}\s?(?:del?\s)?\d)|(?:(?<=\d\s)|(?<=\d\.\s)|(?<=\der\s)"
    r"|(?<=\d\sde\s)|(?<=\dº\sde\s))(?:{0})(?!\w)"
)
"""A month in a date of other languages: `3. Juni`, `1er mars`, `3 de junho de 2026`."""
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
_PARTS = (
    # A date or a version, whose parts are numbers of their own: 2023.12, 2023.12.15, 2.1.3
    r"(?P<dotted>\d+(?:\.\d+){2,}|(?<!\d)(?:19|20)\d\d\.(?:1[0-2]|0?[1-9])(?![\d.]*\d))"
    rf"|(?P<month>{_MONTH}(?=\.?,?\s?\d)|(?<=\d\s){_MONTH})"
    rf"|(?P<digits>{_DIGITS}|(?<![\w.])\.\d+)"
)
_START = re.compile(_PARTS)
_INTEGER = re.compile(r"\d+")
_NAME = re.compile(r"(?:[A-Za-z]+-?|제)$")
"""The start of a name that ends in a number: `H100만` is no million, `제2조` is Article 2."""
_LONGEST_NAME = 20
_BEHIND = re.compile(r"[A-Za-z%]*")
_CURRENCIES = "$€£₩"

_ENGLISH = re.compile(
    r"[\s-]?(?i:(?P<word>hundred|thousand|million|billion|trillion)s?(?![A-Za-z]))"
    r"|\s?(?P<short>[bmt]n)(?![A-Za-z\d])"
    r"|(?P<letter>[kKmMbBT])(?![A-Za-z\d])"
)
_ENGLISH_POWERS = {
    "hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12,
    "mn": 6, "bn": 9, "tn": 12, "k": 3, "m": 6, "b": 9, "t": 12,
}  # fmt: skip

_POWERS = {"십": 1, "백": 2, "천": 3, "만": 4, "억": 8, "조": 12}
_SMALL = "(?:십|백(?!업|분|신)|천(?!체))"
_BIG = "(?:만(?!큼|족)|억(?!제|류)|조(?!각|건|직|차|항|합))"  # 2조직 is two organisations
_KOREAN = re.compile(
    rf"(?P<digits>{_DIGITS})"
    rf"(?:(?P<small>{_SMALL})?(?P<big>{_BIG})"
    rf"|\s(?P<far_small>{_SMALL})?(?P<far_big>{_BIG})(?![가-힣])"
    rf"|(?P<lone_small>{_SMALL}))?"
)
_REST = re.compile(r"(?:\d{3,4}|\d,\d{3})(?!\d|[,.]\d|\s?[년월일%A-Za-z])")
"""A final part of a number, after a space and without a unit: the 5000 of `1만 5000`."""
_RANGE = re.compile(rf"(?:-|\s?[–~〜∼]\s?|\sto\s|에서\s?)[{_CURRENCIES}]?")

_ENGLISH_WORDS = {
    word: value
    for value, words in enumerate(
        (
            "one once first single per each", "two twice second both couple pair dual double",
            "three thrice third triple", "four fourth", "five fifth", "six sixth",
            "seven seventh", "eight eighth", "nine ninth", "ten tenth", "eleven eleventh",
            "twelve twelfth dozen", "thirteen thirteenth", "fourteen fourteenth",
            "fifteen fifteenth", "sixteen sixteenth", "seventeen seventeenth",
            "eighteen eighteenth", "nineteen nineteenth",
        ),
        start=1,
    )
    for word in words.split()
} | {
    word: 10 * ten
    for ten, words in enumerate(
        (
            "twenty twentieth twenties", "thirty thirtieth thirties", "forty fortieth forties",
            "fifty fiftieth fifties", "sixty sixtieth sixties", "seventy seventieth seventies",
            "eighty eightieth eighties", "ninety ninetieth nineties",
        ),
        start=2,
    )
    for word in words.split()
}  # fmt: skip
_ENGLISH_PARTS = {
    "half": (1, 2, 50), "halves": (2, 50), "quarter": (1, 4, 25), "quarters": (4,),
    "third": (1, 3), "thirds": (3,), "fourth": (1, 4), "fourths": (4,),
    "fifth": (1, 5), "fifths": (5,), "sixth": (1, 6), "sixths": (6,), "eighth": (1, 8),
    "eighths": (8,), "tenth": (1, 10), "tenths": (10,),
}  # fmt: skip
"""Fractions, which may be written by their numbers: `3분의 1`, `50%`."""
_COMPOUND = re.compile(
    r"\b(twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[\s-]"
    r"(one|two|three|four|five|six|seven|eight|nine)\b",
    re.IGNORECASE,
)
_KOREAN_WORDS = {
    "한": 1, "두": 2, "세": 3, "네": 4, "열": 10,
    "하나": 1, "첫": 1, "단일": 1, "상반기": 1,
    "둘": 2, "양쪽": 2, "양측": 2, "이중": 2, "하반기": 2,
    "셋": 3, "삼중": 3, "넷": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9,
    "스물": 20, "스무": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60, "일흔": 70, "여든": 80,
    "아흔": 90, "절반": 2,
}  # fmt: skip
_WORD = re.compile("[A-Za-z]+")
_KOREAN_WORD = re.compile(
    "(?<![가-힣])(?:[한두세네열](?=\\s|번|가지|개|명|대|배|차례|곳|단계|사람|쪽|달|해)"
    f"|{'|'.join(word for word in _KOREAN_WORDS if len(word) > 1 or word in '첫둘셋넷')})"
)
_SPELLED_ENGLISH = re.compile(
    r"\b(an?|one|two|three|four|five|six|seven|eight|nine|ten)[\s-]"
    r"(hundred|thousand|million|billion|trillion)\b",
    re.IGNORECASE,
)
_UNITS_IN_KOREAN = "일이삼사오육칠팔구"
_TENS_IN_KOREAN = re.compile(
    rf"(?<![\d가-힣])([{_UNITS_IN_KOREAN}])십([{_UNITS_IN_KOREAN}]?)(?![만억조])"
)
_SPELLED_KOREAN = re.compile(r"(?<![\d가-힣])(?:([십백천])([만억조])?|([만억조]))(?=\s)")


class Number(Struct, frozen=True):
    """A number in a text."""

    value: Decimal
    written: str
    """The number as written, with adjacent letters and signs: `H100`, `192GB`, `$3.2B`."""


class _Found(Struct, frozen=True, kw_only=True):
    """A number and its position."""

    value: Decimal
    start: int
    end: int
    power: int = 0
    """The power of ten by which it is multiplied, if there is just one."""
    is_bare: bool = False
    """Whether it is neither multiplied nor part of a name."""


class _Part(Struct, frozen=True, kw_only=True):
    """Digits with their unit; a Korean number may have several such parts: `1만`, `2천`."""

    value: Decimal
    small: int
    big: int
    start: int
    end: int


def values(text: str, locale: str = "en") -> Counter[Decimal]:
    """Return how often each value occurs in `text`."""
    return Counter(number.value for number in numbers(text, locale))


def numbers(text: str, locale: str = "en") -> tuple[Number, ...]:
    """Return the numbers of `text`, which is in the language of `locale`, in order."""
    if not any(map(str.isdigit, text)):
        return ()
    english = _with_english_signs(text, locale)
    found = _ranged(tuple(_scanned(english, locale)), english)
    return tuple(Number(one.value, _written(one, text)) for one in found)


def spelled(text: str, locale: str = "en") -> frozenset[Decimal]:
    """Return the values of words in `text`: `two`, `첫`, `March`, `Mai`, `a million`, `백만`."""
    return frozenset({*map(Decimal, (*_words(text), *_named_months(text, locale))), *_scales(text)})


def _with_english_signs(text: str, locale: str) -> str:
    """Return a text of the same length with `1,234.5` for the `1.234,5` of other languages."""
    signed = _signed(locale)
    if signed is None:
        return text
    return signed.sub(lambda found: _to_english(found["whole"], found["decimals"]), text)


def _to_english(whole: str, decimals: str | None) -> str:
    return re.sub(r"\D", ",", whole) + (f".{decimals[1:]}" if decimals else "")


@cache
def _signed(locale: str) -> re.Pattern[str] | None:
    """Return what finds numbers with signs of `locale`; None if it has a point for decimals."""
    if decimal_sign(locale) != ",":
        return None
    from babel.numbers import get_group_symbol

    from diptych.cldr.locales import locale_of

    usual = "." if get_group_symbol(locale_of(locale)) == "." else " "
    grouped = rf"\d{{1,3}}(?:[\u00a0\u202f{usual}]\d{{3}})+(?!\d)"
    return re.compile(rf"(?<![\w.,])(?:(?P<whole>{grouped}|\d+)(?P<decimals>,\d+)?)(?![.,]?\d)")


class _Months(Struct, frozen=True):
    """The names of months in a language."""

    start: re.Pattern[str]
    """Numbers, and full names in dates, with the case that they have in sentences."""
    alone: re.Pattern[str]
    """Any name anywhere, also abbreviated: as these may be other words, they only make up."""
    numbered: dict[str, int]


@cache
def _months_of(locale: str) -> _Months | None:
    """Return the names in the language of `locale`; None if there are none but English ones."""
    if locale.partition("-")[0] in _WITH_DIGITS:
        return None
    from diptych.cldr.dates import month_names  # as Babel, only for languages that need it
    from diptych.cldr.locales import locale_of

    known = locale_of(locale)
    full, every = (month_names(known, *some) for some in (("wide",), ("wide", "abbreviated")))
    dates = _AROUND.format(rf"(?<!\w)(?:{_any_of(full)})(?!\w)") if full else "(?!)"
    word = rf"(?<![^\W\d_])(?:{_any_of(every)})(?![^\W\d_])"
    if any("一" <= name[0] <= "鿿" for name in every):
        word = _any_of(every)  # words are not apart
    return _Months(
        re.compile(f"(?P<named>{dates})|{_PARTS}"),
        re.compile(word if every else "(?!)", re.IGNORECASE),
        {name.casefold(): month for name, month in every.items()},
    )


def _any_of(names: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(names, key=len, reverse=True)))


def _named_months(text: str, locale: str) -> Iterator[int]:
    months = _months_of(locale)
    if months is not None:
        for found in months.alone.finditer(text):
            yield months.numbered[found[0].casefold()]


def _scanned(text: str, locale: str) -> Iterator[_Found]:
    months = _months_of(locale)
    pattern = _START if months is None else months.start
    at = 0
    while start := pattern.search(text, at):
        at = start.end()
        if start["dotted"]:
            for part in _INTEGER.finditer(text, start.start(), at):
                yield _Found(value=Decimal(part[0]), start=part.start(), end=part.end())
        elif months is not None and start["named"]:
            value = Decimal(months.numbered[start[0].casefold()])
            yield _Found(value=value, start=start.start(), end=at)
        elif start["month"]:
            yield _Found(value=Decimal(_month(start[0])), start=start.start(), end=at)
        else:
            found = _number(start, text)
            yield found
            at = found.end


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def _number(digits: re.Match[str], text: str) -> _Found:
    start, end = digits.span()
    value = _decimal(digits[0])
    if power := _english_power(text, start, end):
        return _Found(value=value.scaleb(power[0]), start=start, end=power[1], power=power[0])
    if _name_start(text, start) < start:
        return _Found(value=value, start=start, end=end)
    parts = tuple(_parts(text, start))
    if not parts or not (parts[0].small or parts[0].big):
        return _Found(value=value, start=start, end=end, is_bare=True)
    power_of_one = parts[0].small + parts[0].big if len(parts) == 1 else 0
    return _Found(value=_sum(parts), start=start, end=parts[-1].end, power=power_of_one)


def _decimal(digits: str) -> Decimal:
    return Decimal(digits.replace(",", ""))


def _english_power(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the power of ten by which the digits are multiplied, and where its word ends."""
    found = _ENGLISH.match(text, end)
    if found is None or (found["letter"] == "m" and text[start - 1 : start] not in _CURRENCIES):
        return None  # a lower-case m may mean metres
    word = found["word"] or found["short"] or found["letter"]
    return _ENGLISH_POWERS[word.lower()], found.end()


def _name_start(text: str, start: int) -> int:
    """Return where the name begins that ends in a number at `start`; `start` if there is none."""
    name = _NAME.search(text, max(0, start - _LONGEST_NAME), start)
    return name.start() if name else start


def _parts(text: str, at: int) -> Iterator[_Part]:
    """Yield the parts of a Korean number, `1조 2천5백억`, each smaller than the one before."""
    before: _Part | None = None
    while found := _KOREAN.match(text, at):
        part = _Part(
            value=_decimal(found["digits"]),
            small=_POWERS.get(found["small"] or found["far_small"] or found["lone_small"], 0),
            big=_POWERS.get(found["big"] or found["far_big"], 0),
            start=found.start(),
            end=found.end(),
        )
        if before is not None and not _continues(before, part, text):
            return
        yield part
        if not part.small and not part.big:
            return
        before, at = part, part.end + text.startswith((" ", "\u00a0"), part.end)


def _continues(before: _Part, part: _Part, text: str) -> bool:
    """Return whether `part` belongs to the same number as `before`."""
    is_apart = part.start > before.end
    if is_apart and not part.small and not (before.big and part.big):
        return bool(before.big and not part.big and _REST.match(text, part.start))
    is_below = part.value.scaleb(part.small) < Decimal(1).scaleb(before.big or before.small)
    return is_below and (not before.big or part.big < before.big)


def _sum(parts: tuple[_Part, ...]) -> Decimal:
    total = section = Decimal(0)
    for part in parts:
        section += part.value.scaleb(part.small)
        if part.big:
            total += section.scaleb(part.big)
            section = Decimal(0)
    return total + section


def _ranged(found: tuple[_Found, ...], text: str) -> tuple[_Found, ...]:
    """Return the numbers; in `1-2 billion` or `10~20억` the unit applies to the first one too."""
    ranged = list(found)
    for index, (first, second) in enumerate(pairwise(found)):
        if (
            first.is_bare
            and second.power
            and first.value < second.value.scaleb(-second.power)
            and _RANGE.fullmatch(text, first.end, second.start)
        ):
            ranged[index] = replace(first, value=first.value.scaleb(second.power))
    return tuple(ranged)


def _written(found: _Found, text: str) -> str:
    start = _name_start(text, found.start)
    if start == found.start and text[start - 1 : start] in tuple(_CURRENCIES):
        start -= 1
    behind = _BEHIND.match(text, found.end)
    return text[start : behind.end() if behind else found.end]


def _words(text: str) -> Iterator[int]:
    for word in _WORD.findall(text):
        yield from _ENGLISH_PARTS.get(word.lower(), ())
        if value := _ENGLISH_WORDS.get(word.lower()):
            yield value
        elif re.fullmatch(_MONTH, word):
            yield _month(word)
    for word in _KOREAN_WORD.findall(text):
        yield _KOREAN_WORDS[word]
    for tens, units in _COMPOUND.findall(text):
        yield _ENGLISH_WORDS[tens.lower()] + _ENGLISH_WORDS[units.lower()]
    for ten, unit in _TENS_IN_KOREAN.findall(text):
        yield 10 * (_UNITS_IN_KOREAN.index(ten) + 1) + _UNITS_IN_KOREAN.find(unit or "-") + 1


def _scales(text: str) -> Iterator[Decimal]:
    """Yield the values of scale words without digits before them: `a million`, `백만`."""
    for count, scale in _SPELLED_ENGLISH.findall(text):
        power = _ENGLISH_POWERS[scale.lower()]
        yield Decimal(_ENGLISH_WORDS.get(count.lower(), 1)).scaleb(power)
    for units in _SPELLED_KOREAN.findall(text):
        yield Decimal(1).scaleb(sum(_POWERS.get(unit, 0) for unit in units))
