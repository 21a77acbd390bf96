"""Data files, CSV, TSV, YAML and JSON, read as records with their line numbers."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from msgspec import Struct

from diptych.diagnostics import Span
from diptych.source.reading.diagnostic_kinds import BROKEN_DATA, EMPTY_DATA
from diptych.source.reading.source_reader import SourceReader
from diptych.source.yaml.document import read_yaml
from diptych.source.yaml.tree import Value
from diptych.storage.reading import DATA

SEMICOLONS = (
    "the columns are separated by semicolons",
    "separate them by commas, and write decimals with a point",
)
"""Message and hint for what some spreadsheets call CSV, where a decimal point is a comma."""
SEPARATORS: Mapping[str, str] = {".csv": ",", ".tsv": "\t"}
TREES = (".yaml", ".yml", ".json")
SUFFIXES = (*SEPARATORS, *TREES)
_MOST = 50_000
"""Maximum cells of one file, since templates loop over them."""
_NUMBER = re.compile(r"[+-]?(?:0|[1-9]\d{0,14})(?:\.\d{1,12})?")
_REPORTED = 20


class Record(dict[str, Any]):
    """One row of a table, or one mapping in a list, by column."""

    def __init__(self, cells: Mapping[str, object], line: int, place: str) -> None:
        super().__init__(cells)
        self._line = line
        self._place = place

    @property
    def line(self) -> int:
        """Return the line on which it begins."""
        return self._line

    @property
    def name(self) -> str:
        """Return its name in messages, from its first non-empty cell."""
        words = next((str(cell) for cell in self.values() if _is_shown(cell)), "")
        called = f'the record "{words[:40]}", ' if words else "the record of "
        return f"{called}line {self._line} of {self._place}"


class Whole(int):
    """An integer that is shown as written."""

    written: str

    def __str__(self) -> str:
        return self.written


class Decimal(float):
    """A number that is shown as written."""

    written: str

    def __str__(self) -> str:
        return self.written


class Data(Struct, frozen=True, kw_only=True):
    """The content of a data file."""

    file: str
    """Its name as an author would type it."""
    content: object
    """Its records; from YAML or JSON it may be a mapping instead."""

    @property
    def records(self) -> tuple[Record, ...] | None:
        """Return its records; None if it is not a list of them."""
        content = self.content
        if not isinstance(content, tuple):
            return None
        return content if all(isinstance(item, Record) for item in content) else None


def read_data(path: Path, source_reader: SourceReader, *, wanted_by: Span) -> Data | None:
    """Return the content of the data file at `path`; None if it cannot be read and is reported."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        message = f"`{path.name}` is not a data file"
        hint = f"data is read from files that end in {', '.join(f'`{one}`' for one in SUFFIXES)}"
        source_reader.report(BROKEN_DATA, wanted_by, message, hint)
        return None
    text = source_reader.read_text(path, DATA, wanted_by=wanted_by)
    if text is None:
        return None
    name, errors = source_reader.name(path), source_reader.errors
    content: object
    if suffix in SEPARATORS:
        content = _Table(text, name, separator_in(text, suffix), source_reader).records()
    else:
        tree = read_yaml(text, name, source_reader)
        content = None if tree is None else _grown(tree, path.name)
    if source_reader.errors > errors:
        return None
    if content in (None, (), {}):
        what = "rows below its header" if suffix in SEPARATORS else "data"
        hint = "add some, or remove what shows it"
        source_reader.report(EMPTY_DATA, Span(name, 1), f"`{path.name}` has no {what}", hint)
        return None
    return Data(file=name, content=content)


def separator_in(text: str, suffix: str = ".csv") -> str:
    """Return what separates the columns of a CSV or TSV text.

    Without commas in its first row those are tabs if it has any, as a spreadsheet copies cells.
    """
    first = text.lstrip("\n").partition("\n")[0]
    return "\t" if "\t" in first and "," not in first else SEPARATORS[suffix]


def has_semicolons(head: Sequence[str], separator: str) -> bool:
    """Return whether the names of columns are one name, with semicolons between its parts."""
    return separator == "," and len(head) == 1 and ";" in head[0]


def number(text: str) -> Whole | Decimal | None:
    """Return `text` as a number; None if it is not one, or is better kept as text.

    A text with leading zeros, such as a telephone number, stays text; so do `1e5` and `1,200`.
    """
    if not _NUMBER.fullmatch(text):
        return None
    return _written(Decimal(text) if "." in text else Whole(text), text)


def _written(value: Whole | Decimal, text: str) -> Whole | Decimal:
    value.written = text
    return value


def _is_shown(cell: object) -> bool:
    return isinstance(cell, str | int | float) and str(cell).strip() != ""


def _grown(value: Value, place: str) -> object:
    """Return a YAML tree as data; mappings keep their lines, and numbers their notation."""
    data = value.data
    if isinstance(data, tuple):
        return tuple(_grown(item, place) for item in data)
    if isinstance(data, Mapping):
        cells = {key: _grown(entry.value, place) for key, entry in data.items()}
        return Record(cells, value.span.line, place)
    if isinstance(data, bool) or not isinstance(data, int | float):
        return "" if data is None else data
    text = value.place.text
    try:
        return _written(Whole(data) if isinstance(data, int) else Decimal(data), text)
    except OverflowError:
        return text


class _Table:
    """Reads a CSV file (RFC 4180), whose first row names the columns."""

    def __init__(self, text: str, file: str, separator: str, source_reader: SourceReader) -> None:
        self.file = file
        self.text = text
        self.separator = separator
        self.source_reader = source_reader

    def records(self) -> tuple[Record, ...]:
        """Return a record for each row; nothing if the file is malformed or too large."""
        try:
            rows = list(islice(self._rows(), _MOST))
        except csv.Error as error:
            why, hint = _IN_WORDS.get(str(error).partition(" (")[0], (str(error), _QUOTES))
            self._report(self.last, f"this is not valid {self._format}: {why}", hint)
            return ()
        if not rows or not self._are_columns(*rows[0]):
            return ()
        (_, columns), *body = rows
        if len(body) * len(columns) > _MOST:
            message = f"it has more than {_MOST:,} cells"
            self._report(rows[0][0], message, "keep only what the slides show")
            return ()
        for line, cells in islice((row for row in body if len(row[1]) > len(columns)), _REPORTED):
            self._report_long(line, cells, columns)
        return self._typed(columns, body)

    @property
    def _format(self) -> str:
        return "TSV" if self.separator == "\t" else "CSV"

    def _rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield each row that is not blank, with the line on which it begins."""
        reader = csv.reader(
            self.text.splitlines(keepends=True), delimiter=self.separator, strict=True
        )
        self.last = 1
        for cells in reader:
            line, self.last = self.last, reader.line_num + 1
            if any(cell.strip() for cell in cells):
                yield line, [cell.strip() for cell in cells]

    def _are_columns(self, line: int, columns: Sequence[str]) -> bool:
        if has_semicolons(columns, self.separator):
            self._report(line, *SEMICOLONS)
            return False
        seen: set[str] = set()
        for position, column in enumerate(columns, 1):
            if not column:
                self._report(line, f"column {position} has no name", "name each column")
            elif column in seen:
                self._report(line, f"two columns are called `{column}`", "rename one of them")
            else:
                seen.add(column)
                continue
            return False
        return True

    def _report_long(self, line: int, cells: Sequence[str], columns: Sequence[str]) -> None:
        surplus = cells[len(columns)]
        message = f"the row has {len(cells)} cells, but there are {len(columns)} columns"
        hint = f'put quotes around a cell that contains `{self.separator}`: `"one, two"`'
        row = self.text.split("\n")[line - 1]
        at = row.rfind(surplus) + 1 if surplus else 0
        self._report(line, message, hint, column=max(1, at), length=max(1, len(surplus)))

    def _typed(
        self, columns: Sequence[str], body: Sequence[tuple[int, list[str]]]
    ) -> tuple[Record, ...]:
        """Return the rows as records; columns that contain only numbers become numeric."""
        short = [""] * len(columns)
        rows = [(cells + short)[: len(columns)] for _, cells in body]
        numeric = {
            at
            for at in range(len(columns))
            if all(number(row[at]) is not None for row in rows if row[at])
        }
        place = Path(self.file).name
        return tuple(
            Record(
                {
                    column: _cell(cell, is_number=at in numeric)
                    for at, (column, cell) in enumerate(zip(columns, cells, strict=True))
                },
                line,
                place,
            )
            for (line, _), cells in zip(body, rows, strict=True)
        )

    def _report(
        self, line: int, message: str, hint: str, *, column: int = 1, length: int = 1
    ) -> None:
        lines = self.text.split("\n")
        line = min(line, len(lines))
        column = min(column, len(lines[line - 1]) + 1)
        self.source_reader.report(BROKEN_DATA, Span(self.file, line, column, length), message, hint)


_IN_WORDS = {
    "unexpected end of data": ('a cell that begins with `"` does not end', 'end it with `"`'),
    "field larger than field limit": (
        f"a cell has more than {csv.field_size_limit():,} characters",
        'shorten it; if it begins with `"`, end it with one',
    ),
}
"""Messages of Python that say neither what is meant nor what helps."""
_QUOTES = 'write a cell that contains quotes as `"He said ""no"""`'


def _cell(text: str, *, is_number: bool) -> object:
    value = number(text) if is_number else None
    return text if value is None else value
