"""Formats of numbers as spreadsheets have them (ECMA-376-1, 18.8.31)."""

from __future__ import annotations

from collections.abc import Mapping

from diptych.model.chart import NumberFormat
from diptych.render.pptx.xml import quote

_THOUSANDS: Mapping[float, int] = {1e3: 1, 1e6: 2, 1e9: 3, 1e12: 4}
"""Divisors that a format can have, with the number of commas for each; it has none for 10,000."""


def code_of(format_: NumberFormat) -> str:
    """Return a format as spreadsheets have it (ECMA-376-1, 18.8.31)."""
    if format_.is_loose:
        below = f"0.{'#' * format_.decimals}" if format_.decimals else "0"
        one = "0.01" if format_.is_share else "1"
        return f"[>={one}]{_around('#,##0', format_)};{_around(below, format_)}"
    digits = "#,##0" if format_.is_grouped else "0"
    if format_.decimals:
        digits += f".{'0' * format_.decimals}"
    if format_.divisor in _THOUSANDS:
        digits += "," * _THOUSANDS[format_.divisor]
    return _around(digits, format_)


def quoted_code(format_: NumberFormat) -> str:
    """Return the same as the value of an attribute."""
    return quote(code_of(format_))


def sheet_divisor(format_: NumberFormat) -> float:
    """Return the divisor of the numbers in a workbook, for what their format cannot do."""
    return 1 if format_.divisor in _THOUSANDS else format_.divisor


def number(value: float | None, format_: NumberFormat) -> float | None:
    """Return a number as it is in the workbook."""
    return None if value is None else value / sheet_divisor(format_)


def _around(digits: str, format_: NumberFormat) -> str:
    """Return digits with what is before and after them; a percent sign also multiplies."""
    before, after = _quoted(format_.before), format_.after
    if format_.is_share and "%" in after:
        before_sign, _, rest = after.partition("%")
        return f"{before}{digits}{_quoted(before_sign)}%{_quoted(rest)}"
    return f"{before}{digits}{_quoted(after)}"


def _quoted(text: str) -> str:
    return f'"{text.replace(chr(34), chr(39))}"' if text else ""
