"""Numbers in the cells of a chart's data, as people and spreadsheets write them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from msgspec import Struct

from diptych.cldr.locales import locale_of
from diptych.diagnostics import Span
from diptych.model.source_text import SourceText
from diptych.source.charts.diagnostic_kinds import NOT_A_NUMBER
from diptych.source.charts.grid import Cell
from diptych.source.reading.source_reader import SourceReader

LARGEST, SMALLEST = 1e15, 1e-9
"""The largest and the smallest numbers, besides 0, that a chart shows."""
_DIGITS = r"(?:\d+|\d{1,3}(?:,\d{3})+)?(?:\.\d+)?(?:[eE][+-]?\d{1,3}(?!\w))?"
_SIGN = r"[^\s\d()\[\]{}.,:;+*/<>=~#&|!?'\"@^_\\-]"
"""The first character of a unit."""
_AMOUNT = re.compile(
    rf"(?P<open>\()?(?P<sign>[+-]?) ?(?P<before>[^\W\d_]{{0,4}}[^\w\s.,()+-]?) ?(?P<inner>-?)"
    rf"(?P<digits>{_DIGITS})(?P<after> ?{_SIGN}[^\s\d()]{{0,15}}(?: {_SIGN}[^\s\d()]{{0,7}})?)?"
    r"(?P<close>\))?"
)
_LONGEST = 60
"""The most characters of a number with its signs."""
_ERROR = re.compile(r"\s*(?:±|\+/-)\s*")
"""What stands between a number and how uncertain it is."""
_MISSING = frozenset(("", "-", "–", "—", "−", "n/a", "N/A", "n.a.", "NA", "#N/A"))
"""What stands where there is no number."""
_MULTIPLES = {
    "k": 1e3, "K": 1e3, "M": 1e6, "B": 1e9, "T": 1e12, "mn": 1e6, "bn": 1e9, "tn": 1e12,
    "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "천": 1e3, "만": 1e4, "억": 1e8, "조": 1e12,
}  # fmt: skip
_MULTIPLE = re.compile(
    rf"(?P<multiple>{'|'.join(sorted(_MULTIPLES, key=len, reverse=True))})(?![a-zA-Z/²³])"
)
_AFTER_SPACE = re.compile(r"[a-z]{2,}|[^\W\da-zA-Z_]")
"""A multiple after a space: a single letter is a unit there, `5 M`."""
_WON = "원"
_DECIMAL_COMMA = re.compile(r"\d,(?:\d{1,2}|\d{4,})(?!\d)|\d\.\d{3},\d|(?<!\d)0,\d")
_DECIMAL_POINT = re.compile(r"\d\.(?:\d{1,2}|\d{4,})(?!\d)|\d,\d{3}[.,]\d|(?<!\d)0?\.\d")
_POINTS_AND_COMMAS = str.maketrans(".,", ",.")
_REPORTED = 10
"""How many cells of a column are reported one by one."""


class Notation(Struct, frozen=True):
    """What numbers have besides their digits."""

    unit: str = ""
    """What follows them, such as `%` or `kg`."""
    currency: str = ""
    """The code of their currency (ISO 4217)."""
    is_short: bool = False
    """Whether they are in thousands, millions and the like: `1.2k`."""

    @property
    def sign(self) -> str:
        """Return the unit or the currency."""
        return self.unit or self.currency


class Amount(Struct, frozen=True):
    """A number as it is written in a cell."""

    value: float
    notation: Notation = Notation()
    error: float | None = None
    """How uncertain it is, upwards and downwards: `82.1 ± 0.2`."""


class Amounts(Struct, frozen=True):
    """The numbers of a column."""

    values: tuple[float | None, ...]
    errors: tuple[float | None, ...]
    """How uncertain each is; empty if that is said of none."""
    notation: Notation
    place: SourceText | None
    """The cell that says its unit or its currency."""


class AmountReader:
    """Reads numbers, whose decimals are after a comma if all cells agree on that."""

    def __init__(self, cells: Iterable[Cell]) -> None:
        self._has_comma = _has_decimal_comma(cell.text for cell in cells)

    def amount(self, text: str) -> Amount | None:
        """Return the number in a text; None if there is none."""
        return _measured_in(text.translate(_POINTS_AND_COMMAS) if self._has_comma else text)

    def column(self, cells: Sequence[Cell], head: Cell, reader: SourceReader) -> Amounts:
        """Return the numbers of a column; what is not a number is reported, up to ten times."""
        amounts = [None if is_missing(cell.text) else self.amount(cell.text) for cell in cells]
        problems = [
            (cell.span, *_problem(cell.text, head, amount))
            for cell, amount in zip(cells, amounts, strict=True)
            if not is_missing(cell.text) and not _is_shown(amount)
        ]
        problems = problems or list(_mixed(cells, amounts))
        for span, message, hint in problems[:_REPORTED]:
            reader.report(NOT_A_NUMBER, span, message, hint)
        shown = [one for one in amounts if one is not None]
        signs = (
            (one.notation, cell.place)
            for one, cell in zip(amounts, cells, strict=True)
            if one is not None and one.notation.sign
        )
        notation, place = next(signs, (Notation(), None))
        is_short = any(one.notation.is_short for one in shown)
        errors = tuple(one.error if one is not None else None for one in amounts)
        return Amounts(
            tuple(one.value if one is not None and _is_shown(one) else None for one in amounts),
            errors if any(one is not None for one in errors) else (),
            Notation(notation.unit, notation.currency, is_short),
            place,
        )


def is_missing(text: str) -> bool:
    """Return whether a cell says that there is no number."""
    return text in _MISSING


def amount_in(text: str) -> Amount | None:
    """Return the number in a text with its unit or currency, `52.1%` or `$1.2M`; None if none is.

    In brackets it is below 0, as in accounts.
    """
    text = text.replace("\u2212", "-").replace("\u00a0", " ").replace("\u202f", " ")
    found = _AMOUNT.fullmatch(text) if len(text) <= _LONGEST else None
    if found is None or not any(map(str.isdigit, found["digits"])) or not found["digits"].isascii():
        return None
    if (found["open"] is None) != (found["close"] is None) or (found["sign"] and found["inner"]):
        return None
    notation, multiple = _notation(found["before"], found["after"] or "")
    if notation is None:
        return None
    is_below = found["open"] is not None or "-" in {found["sign"], found["inner"]}
    value = float(f"{float(found['digits'].replace(',', '')) * multiple:.15g}")
    return Amount(-value if is_below else value, notation)


def _measured_in(text: str) -> Amount | None:
    """Return the number in a text, with its error if there is one; None if none is.

    A unit or a currency may stand at either of them; only both can be in thousands or the like.
    """
    written, *errors = _ERROR.split(text, maxsplit=1) if len(text) <= _LONGEST else (text,)
    amount = amount_in(written)
    if amount is None or not errors:
        return amount
    error = amount_in(errors[0])
    if error is None or error.value < 0 or error.value > LARGEST:
        return None
    own, other = amount.notation, error.notation
    if own.is_short != other.is_short or (own.sign and other.sign not in {"", own.sign}):
        return None
    return Amount(amount.value, own if own.sign else other, error.value)


def _notation(before: str, after: str) -> tuple[Notation | None, float]:
    """Return what signs around a number say, and by what it is multiplied."""
    currency, multiple = "", 1.0
    if before and not (currency := _currency(before)):
        return None, multiple
    rest = after.strip(" ")
    found = _MULTIPLE.match(rest)
    if currency and rest == "m":
        rest, multiple = "", 1e6
    elif found is not None and (rest == after or _AFTER_SPACE.fullmatch(found[0]) or currency):
        multiple, rest = _MULTIPLES[found[0]], rest[found.end() :].strip(" ")
    if rest and not currency and (currency := _currency(rest)):
        rest = ""
    if rest and currency:
        return None, multiple
    return Notation(rest, currency, multiple != 1.0), multiple


def _currency(sign: str) -> str:
    """Return the code of a currency by its sign or its code; empty if there is none."""
    return _currencies().get(sign, "")


@cache
def _currencies() -> dict[str, str]:
    known = locale_of("en")
    signs = {sign: code for code, sign in known.currency_symbols.items() if not sign.isalpha()}
    codes = {code: code for code in known.currencies}
    return {**codes, **signs, "US$": "USD", _WON: "KRW"}


def _has_decimal_comma(texts: Iterable[str]) -> bool:
    """Return whether some numbers have a comma before their decimals, and none has a point."""
    amounts = [text for text in texts if any(map(str.isdigit, text)) and len(text) <= _LONGEST]
    if any(_DECIMAL_POINT.search(text) for text in amounts):
        return False
    swapped = (text for text in amounts if _DECIMAL_COMMA.search(text))
    return any(amount_in(text.translate(_POINTS_AND_COMMAS)) for text in swapped)


def _is_shown(amount: Amount | None) -> bool:
    return amount is not None and (not amount.value or SMALLEST <= abs(amount.value) <= LARGEST)


def _problem(text: str, head: Cell, amount: Amount | None) -> tuple[str, str]:
    """Return what is wrong with a cell, and a hint."""
    where = f" in column `{head.text}`" if head.text else ""
    if amount is not None:
        message = f"`{text[:40]}`{where} is too large or too small to be shown"
        return message, "count in thousands or millions, and say so with `unit:`"
    hint = "write it in digits, such as `1200.5`, or leave it empty where there is none"
    if re.fullmatch(r"-?\d+,\d+", text):
        hint = f"write a point before decimals: `{text.replace(',', '.')}`"
    if _ERROR.search(text):
        hint = "write one error in digits, for both sides: `82.1 ± 0.2`"
    return f"`{text[:40]}`{where} is not a number", hint


def _mixed(
    cells: Sequence[Cell], amounts: Sequence[Amount | None]
) -> Iterator[tuple[Span, str, str]]:
    """Yield the cells whose unit or currency is another than that of the first with one.

    One with none has the same, as in accounts, unless the others are percentages: 0.5 among
    these may be meant as 50 %.
    """
    told = [
        (cell, one)
        for cell, one in zip(cells, amounts, strict=True)
        if one is not None and one.value
    ]
    first = next(((cell, one) for cell, one in told if one.notation.sign), None)
    if first is None:
        return
    sign = first[1].notation.sign
    for cell, one in told:
        if not one.notation.sign and sign == "%":
            yield cell.span, f"`{cell.text}` has no `%`, but `{first[0].text}` has", "add it"
        elif one.notation.sign not in {"", sign}:
            message = f"`{cell.text}` is in another unit than `{first[0].text}`"
            yield cell.span, message, "write all numbers of a column in the same unit"
