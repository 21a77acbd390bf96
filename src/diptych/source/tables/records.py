"""The rows of a data file that a table shows: columns chosen, rows filtered and sorted."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from msgspec import Struct

from diptych.diagnostics import Span, nearest
from diptych.source.data import Record, read_data
from diptych.source.reading.diagnostic_kinds import BROKEN_DATA
from diptych.source.reading.shown_files import shown_path
from diptych.source.reading.source_reader import SourceReader
from diptych.source.tables.diagnostic_kinds import BAD_FILTER, NO_SUCH_COLUMN

Words = tuple[str, Span]

_CONDITION = re.compile(r"(?P<column>[^=!<>]*+)(?P<sign>!=|>=|<=|=|>|<)\s*+(?P<value>.*)")
_MEETS: Mapping[str, Callable[[object, object], bool]] = {
    "=": lambda one, other: one == other,
    "!=": lambda one, other: one != other,
    ">": lambda one, other: _both(one, other) and one > other,  # type: ignore[operator]
    "<": lambda one, other: _both(one, other) and one < other,  # type: ignore[operator]
    ">=": lambda one, other: _both(one, other) and one >= other,  # type: ignore[operator]
    "<=": lambda one, other: _both(one, other) and one <= other,  # type: ignore[operator]
}


_AMOUNT = re.compile(r"\(?[+\u2212-]?[$€£¥₩]?\d[\d,]{0,30}(?:\.\d{1,30})?[ \u00a0]?[%‰×]?\)?")
"""A number with separators, a sign, a currency or a percent sign, or in brackets as in accounts."""
_DIGITS = re.compile(r"(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?")
_BELOW = ("(", "-", "\u2212")


class WantedRows(Struct, frozen=True, kw_only=True):
    """Which rows and columns of a file a table shows."""

    file: str
    span: Span
    columns: tuple[Words, ...] = ()
    """Their names, in the order in which they are shown; empty for all."""
    filters: tuple[Words, ...] = ()
    """Conditions such as `Year >= 2023`, all of which the rows meet."""
    sort: tuple[Words, ...] = ()
    """Names of columns, the first being decisive; after a `-` from high to low."""
    limit: int | None = None
    """How many rows are shown at most."""


class FoundRows(Struct, frozen=True, kw_only=True):
    """Rows of a file."""

    file: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    """The line of each row."""
    figures: frozenset[int]
    """The columns that have only numbers."""


def read_rows_of(wanted: WantedRows, folder: Path, reader: SourceReader) -> FoundRows | None:
    """Return the rows that a table shows of a file below the project; None if there are none."""
    path = shown_path(wanted.file, folder, wanted.span, reader, shown_by="tables")
    data = read_data(path, reader, wanted_by=wanted.span) if path is not None else None
    if data is None:
        return None
    records = data.records
    if not records:
        message = f"`{wanted.file}` is not a list of records"
        hint = "write a list of mappings that have the same keys"
        reader.report(BROKEN_DATA, wanted.span, message, hint)
        return None
    known = tuple(dict.fromkeys(key for record in records for key in record))
    chooser = _Chooser(wanted, known, reader)
    columns = chooser.columns()
    kept = chooser.sorted(chooser.filtered(records))
    if not kept or not columns:
        return None
    shown = kept[: wanted.limit]
    return FoundRows(
        file=data.file,
        columns=columns,
        rows=tuple(tuple(_words(record.get(name)) for name in columns) for record in shown),
        lines=tuple(record.line for record in shown),
        figures=frozenset(at for at, name in enumerate(columns) if _has_figures(name, shown)),
    )


class _Chooser:
    def __init__(self, wanted: WantedRows, known: Sequence[str], reader: SourceReader) -> None:
        self.wanted = wanted
        self.known = known
        self.reader = reader

    def columns(self) -> tuple[str, ...]:
        """Return the names of the columns that are shown."""
        if not self.wanted.columns:
            return tuple(self.known)
        return tuple(name for name, span in self.wanted.columns if self._is_known(name, span))

    def filtered(self, records: Sequence[Record]) -> Sequence[Record]:
        """Return the records that meet all conditions."""
        for condition, span in self.wanted.filters:
            found = _CONDITION.fullmatch(condition.strip())
            if found is None:
                message = f"`{condition}` is not a condition"
                hint = "write `column = value`, with `=`, `!=`, `<`, `>`, `<=` or `>=`"
                self.reader.report(BAD_FILTER, span, message, hint)
                continue
            if not self._is_known(name := found["column"].strip(), span):
                continue
            value = _comparable(found["value"].strip().strip("\"'"))
            meets = _MEETS[found["sign"]]
            kept = [one for one in records if meets(_comparable(_words(one.get(name))), value)]
            if not kept:
                message = f"no row of `{self.wanted.file}` meets `{condition}`"
                hint = "compare it with what the file has in this column"
                self.reader.report(BAD_FILTER, span, message, hint)
            records = kept
        return records

    def sorted(self, records: Sequence[Record]) -> Sequence[Record]:
        """Return the records in order; empty cells come last."""
        for written, span in reversed(self.wanted.sort):
            name = written.removeprefix("-").strip()
            if self._is_known(name, span):
                is_falling = written.startswith("-")
                filled = [one for one in records if _words(one.get(name))]
                ordered = sorted(
                    filled,
                    key=lambda one, name=name: _order(_words(one.get(name))),  # type: ignore[misc]
                    reverse=is_falling,
                )
                records = [*ordered, *(one for one in records if not _words(one.get(name)))]
        return records

    def _is_known(self, name: str, span: Span) -> bool:
        if name in self.known:
            return True
        message = f"`{self.wanted.file}` has no column `{name}`"
        self.reader.report(NO_SUCH_COLUMN, span, message, nearest(name, self.known))
        return False


def _words(value: object) -> str:
    return "" if value is None or isinstance(value, Mapping | tuple) else str(value)


def _comparable(words: str) -> object:
    """Return a number if it is one, or else the words without regard to capitals."""
    figure = _figure(words)
    return words.casefold() if figure is None else figure


def _both(one: object, other: object) -> bool:
    """Return whether two values can be compared."""
    return type(one) is type(other)


def _order(words: str) -> tuple[bool, Decimal, str]:
    figure = _figure(words)
    return figure is None, figure or Decimal(0), words.casefold()


def _figure(words: str) -> Decimal | None:
    """Return the number that a cell is, also one with separators or signs; None if it is none."""
    digits = re.sub(r"[^\d.,]", "", words)
    if not _AMOUNT.fullmatch(words) or not _DIGITS.fullmatch(digits):
        return None
    value = Decimal(digits.replace(",", ""))
    return -value if words.startswith(_BELOW) else value


def _has_figures(name: str, records: Sequence[Record]) -> bool:
    """Return whether a column has numbers, prices or percentages, and nothing else."""
    cells = [words for record in records if (words := _words(record.get(name)))]
    return bool(cells) and all(map(_AMOUNT.fullmatch, cells))
