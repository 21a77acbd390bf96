"""Numbers in the cells of a chart's data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from diptych.source.charts.diagnostic_kinds import NOT_A_NUMBER
from diptych.source.charts.grid import Cell
from diptych.source.reading.source_reader import SourceReader

LARGEST, SMALLEST = 1e15, 1e-9
"""The largest and the smallest numbers, besides 0, that a chart shows."""
_NUMBER = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)?(?:\.\d+)?(?:[eE][+-]?\d{1,3})?")
_REPORTED = 10
"""How many cells of a column are reported one by one."""


def is_number(text: str) -> bool:
    """Return whether a cell's text is a number, perhaps with commas between thousands."""
    return bool(_NUMBER.fullmatch(text)) and any(map(str.isdigit, text)) and text.isascii()


def number_in(cell: Cell) -> float:
    """Return the number that a cell is known to be."""
    return float(cell.text.replace("\u2212", "-").replace(",", ""))


def read_numbers(cells: Sequence[Cell], head: Cell, reader: SourceReader) -> Iterator[float | None]:
    """Yield the numbers of a column; what is not a number is reported, up to ten times."""
    reported = 0
    for cell in cells:
        text = cell.text.replace("\u2212", "-")
        if not text:
            yield None
            continue
        value = number_in(cell) if is_number(text) else None
        if value is not None and (not value or SMALLEST <= abs(value) <= LARGEST):
            yield value
            continue
        yield None
        reported += 1
        if reported > _REPORTED:
            continue
        where = f" in column `{head.text}`" if head.text else ""
        message = f"`{cell.text[:40]}`{where} is not a number"
        hint = "write it in digits, such as `1200.5`, or leave it empty where there is none"
        if value is not None:
            message = f"`{cell.text[:40]}`{where} is too large or too small to be shown"
            hint = "count in thousands or millions, and say so with `unit:`"
        elif re.fullmatch(r"-?\d+,\d+", text):
            hint = f"write a point before decimals: `{text.replace(',', '.')}`"
        elif text.endswith("%") and is_number(text[:-1].strip()):
            hint = f'write `{text[:-1].strip()}`, and the sign once for all: `unit: "%"`'
        reader.report(NOT_A_NUMBER, cell.span, message, hint)
