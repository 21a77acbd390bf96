"""The data of a chart as a table, in which every cell knows where it was written."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path

from msgspec import Struct

from diptych.diagnostics import Span
from diptych.model.source_text import SourceText, one_line
from diptych.source.charts.diagnostic_kinds import BAD_CHART_DATA, FULL_CHART
from diptych.source.data import SEMICOLONS, SEPARATORS, SUFFIXES, has_semicolons, separator_in
from diptych.source.reading.shown_files import shown_path
from diptych.source.reading.source_reader import SourceReader
from diptych.source.yaml.document import read_yaml
from diptych.source.yaml.fields import is_words, kind_of
from diptych.source.yaml.tree import Entry, Value
from diptych.storage.reading import DATA

_MOST_ROWS, _MOST_COLUMNS = 2000, 50
_MOST_LINES = 10 * _MOST_ROWS
"""Most lines of CSV, as cells may have several, and empty lines are none."""
_FEWER = f"keep what it shows, at most {_MOST_ROWS:,} rows and {_MOST_COLUMNS} columns"
_REPORTED = 10
_FORMS = (
    "write `name: number`, a list of numbers for each column, rows of cells below their header, or"
    " CSV after `data: |`"
)


class Cell(Struct, frozen=True):
    """A cell, and where it was written."""

    place: SourceText

    @property
    def text(self) -> str:
        """Return its text."""
        return self.place.text

    @property
    def span(self) -> Span:
        """Return where it is."""
        return self.place.span()


class Grid(Struct, frozen=True, kw_only=True):
    """A table whose rows are as long as its header."""

    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    span: Span
    file: str = ""
    """The file that it is from; empty if it is on the slide."""


def read_file(file: str, folder: Path, span: Span, reader: SourceReader) -> Grid | None:
    """Return the table of a data file; None, with a report, if it cannot be read."""
    path = shown_path(file, folder, span, reader, shown_by="charts")
    if path is None:
        return None
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        message = f"`{path.name}` is not a data file"
        names = ", ".join(f"`{one}`" for one in SUFFIXES)
        reader.report(BAD_CHART_DATA, span, message, f"charts read files that end in {names}")
        return None
    text = reader.read_text(path, DATA, wanted_by=span)
    if text is None:
        return None
    name = reader.name(path)
    if suffix in SEPARATORS:
        if _is_too_long(text, Span(name, 1), reader):
            return None
        grid = read_csv(one_line(name, text, 1, 1), reader, suffix)
    else:
        tree = read_yaml(text, name, reader)
        grid = read_tree(tree, reader) if tree is not None else None
    if grid is None:
        return None
    return Grid(head=grid.head, rows=grid.rows, span=grid.span, file=name)


def read_tree(value: Value, reader: SourceReader) -> Grid | None:
    """Return the table of a YAML value in any of its forms; None, with a report, if it has none."""
    data = value.data
    if isinstance(data, str):
        return read_csv(value.place, reader)
    if isinstance(data, Mapping) and data:
        if all(is_words(entry.value) or entry.value.data is None for entry in data.values()):
            blank = Cell(SourceText(value.span.file, "", value.place.points))
            rows = [[_key(entry), _scalar(entry.value, reader)] for entry in data.values()]
            return _grid([blank, blank], rows, value.span, reader)
        return _of_columns(list(data.values()), value, reader)
    if isinstance(data, tuple) and data:
        if all(isinstance(row.data, tuple) for row in data):
            head, *rows = (
                [_scalar(cell, reader) for cell in row.data]
                for row in data
                if isinstance(row.data, tuple)
            )
            return _grid(head, rows, value.span, reader)
        if all(isinstance(row.data, Mapping) for row in data):
            return _of_records(data, value, reader)
    message = f"the data of a chart is not a table, but {kind_of(value)}"
    reader.report(BAD_CHART_DATA, value.span, message, _FORMS)
    return None


def _key(entry: Entry) -> Cell:
    span = entry.key_span
    return Cell(one_line(span.file, entry.key, span.line, span.column))


def _scalar(value: Value, reader: SourceReader) -> Cell:
    """Return a cell; an empty one, with a report, for what is not a scalar."""
    if isinstance(value.data, tuple | Mapping):
        message = f"a cell must be a number or a text, not {kind_of(value)}"
        reader.report(BAD_CHART_DATA, value.span, message, _FORMS)
    if value.data is None or isinstance(value.data, tuple | Mapping):
        return Cell(SourceText(value.span.file, "", value.place.points))
    return Cell(value.place.part(0, len(value.place.text.rstrip())))


def _of_columns(entries: Sequence[Entry], value: Value, reader: SourceReader) -> Grid | None:
    """Return the table of columns, each a list by its name."""
    columns: list[list[Cell]] = []
    for entry in entries:
        data = entry.value.data
        if not isinstance(data, tuple):
            message = f"column `{entry.key}` must be a list, not {kind_of(entry.value)}"
            reader.report(BAD_CHART_DATA, entry.value.span, message, _FORMS)
            return None
        if columns and len(data) != len(columns[0]):
            message = f"column `{entry.key}` has {len(data)} cells, and the first {len(columns[0])}"
            hint = "write `null` where there is no number"
            reader.report(BAD_CHART_DATA, entry.key_span, message, hint)
            return None
        columns.append([_scalar(cell, reader) for cell in data])
    rows = list(map(list, zip(*columns, strict=True)))
    return _grid([_key(entry) for entry in entries], rows, value.span, reader)


def _of_records(records: Sequence[Value], value: Value, reader: SourceReader) -> Grid | None:
    """Return the table of records, whose columns are the keys of the first."""
    mappings = [record.data for record in records if isinstance(record.data, Mapping)]
    first, rows = mappings[0], []
    for record, data in zip(records, mappings, strict=True):
        for key, entry in data.items():
            if key not in first:
                message = f"there is no column `{key}`: the first record does not have it"
                hint = "give all records the same keys"
                reader.report(BAD_CHART_DATA, entry.key_span, message, hint)
                return None
        blank = Cell(one_line(record.span.file, "", record.span.line, record.span.column))
        rows.append([_scalar(data[key].value, reader) if key in data else blank for key in first])
    return _grid([_key(entry) for entry in first.values()], rows, value.span, reader)


def read_csv(place: SourceText, reader: SourceReader, suffix: str = ".csv") -> Grid | None:
    """Return the table of a CSV or TSV text (RFC 4180), whose first row names the columns.

    None, with a report, if it cannot be read.
    """
    if _is_too_long(place.text, place.span(0), reader):
        return None
    separator = separator_in(place.text, suffix)
    read = _csv_rows(place, reader, separator)
    if read is None:
        return None
    rows = read
    if not rows:
        message = "the data of a chart is empty"
        reader.report(BAD_CHART_DATA, place.span(0, 1), message, _FORMS)
        return None
    head, *body = rows
    if head[0].text.startswith("|"):
        message = "this is a table of Markdown, but the data of a chart is CSV"
        names = ", ".join(filter(None, map(str.strip, head[0].text.split("|"))))
        hint = f"write `{names}`, below it a line of such cells for each row, and no line of dashes"
        reader.report(BAD_CHART_DATA, head[0].span, message, hint)
        return None
    if has_semicolons([cell.text for cell in head], separator):
        reader.report(BAD_CHART_DATA, head[0].span, *SEMICOLONS)
        return None
    return _grid(head, body, place.span(0), reader)


def _grid(
    head: list[Cell], rows: Sequence[list[Cell]], span: Span, reader: SourceReader
) -> Grid | None:
    """Return a table; None, with a report, if a row does not match its header."""
    if len(rows) > _MOST_ROWS or len(head) > _MOST_COLUMNS:
        counted = "1 row" if len(rows) == 1 else f"{len(rows):,} rows"
        message = f"the data of a chart has {counted} and {len(head):,} columns"
        reader.report(FULL_CHART, span, message, _FEWER)
        return None
    if not rows:
        message = "the data of a chart has no rows below its header"
        reader.report(BAD_CHART_DATA, span, message, _FORMS)
        return None
    ragged = [row for row in rows if len(row) != len(head)]
    for row in islice(ragged, _REPORTED):
        is_long = len(row) > len(head)
        cell = row[len(head)] if is_long else row[-1] if row else head[0]
        cells = "1 cell" if len(row) == 1 else f"{len(row)} cells"
        columns = "is 1 column" if len(head) == 1 else f"are {len(head)} columns"
        message = f"this row has {cells}, but there {columns}"
        hint = (
            "put quotes around a cell that contains the separator, such as `1,200`"
            if is_long
            else "leave a cell empty where there is no number, but keep its separator"
        )
        reader.report(BAD_CHART_DATA, cell.span, message, hint)
    if ragged:
        return None
    return Grid(head=tuple(head), rows=tuple(map(tuple, rows)), span=span)


def _is_too_long(text: str, span: Span, reader: SourceReader) -> bool:
    """Return whether a CSV text has too many lines to be looked at, with a report."""
    lines = text.count("\n")
    if lines > _MOST_LINES:
        message = f"the data of a chart has {lines:,} lines"
        reader.report(FULL_CHART, span, message, _FEWER)
    return lines > _MOST_LINES


def _csv_rows(place: SourceText, reader: SourceReader, separator: str) -> list[list[Cell]] | None:
    """Return the rows of a CSV text that are not empty, cells without the spaces around them.

    None, with a report, if it is broken, or too large.
    """
    sign = re.escape(separator)
    field = re.compile(
        rf'[^\S\n\t]*+(?:"(?P<quoted>(?:[^"]|"")*+)"[^\S\n\t]*+|(?P<plain>[^{sign}\n"]*+))'
        rf"(?P<end>{sign}|\n|\Z)"
    )
    rows: list[list[Cell]] = []
    row: list[Cell] = []
    text, at = place.text, 0
    while at <= len(text):
        found = field.match(text, at)
        if found is None:
            message = "this cell has quotes that are not closed, or in the middle"
            hint = 'write a cell that contains quotes as `"He said ""no"""`'
            reader.report(BAD_CHART_DATA, place.span(at, 1), message, hint)
            return None
        row.append(_csv_cell(place, found))
        if len(row) > _MOST_COLUMNS:
            message = f"this row has more than {_MOST_COLUMNS} cells"
            reader.report(FULL_CHART, place.span(found.start(), 1), message, _FEWER)
            return None
        at = found.end()
        if found["end"] != separator:
            rows += [row] if any(cell.text for cell in row) else []
            row = []
        if not found["end"]:
            break
    return rows


def _csv_cell(place: SourceText, found: re.Match[str]) -> Cell:
    name = "quoted" if found["quoted"] is not None else "plain"
    start, end = found.span(name)
    if name == "plain":
        return Cell(place.part(start, start + len(found[name].rstrip())))
    part = place.part(start, end)
    return Cell(SourceText(part.file, part.text.replace('""', '"').strip(), part.points))
