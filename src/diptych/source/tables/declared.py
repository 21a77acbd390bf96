"""A table as a YAML mapping, with its rows or the data file that has them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import get_args

from msgspec.structs import replace

from diptych.blocks.table import Table
from diptych.diagnostics import Span, nearest
from diptych.model.source_text import one_line
from diptych.model.text import Text, literal
from diptych.model.theme import Align
from diptych.source.reading.source_reader import SourceReader
from diptych.source.tables.diagnostic_kinds import NOT_A_FIGURE
from diptych.source.tables.formats import Format, figure_of, formatted, read_format
from diptych.source.tables.grid import Chosen, Row, WrittenCell, gridded
from diptych.source.tables.records import FoundRows, WantedRows, read_rows_of
from diptych.source.yaml.diagnostic_kinds import MISSING_KEY, UNKNOWN_KEY, WRONG_TYPE
from diptych.source.yaml.fields import Fields, Range, is_words, kind_of, must_be
from diptych.source.yaml.tree import Value

_OF_FILES = ("file", "columns", "filter", "sort", "limit")
_KEYS = (
    "header", "rows", "total", "align", "format", "row_heads", "highlight_rows",
    "highlight_columns", "incremental", "caption", "id", *_OF_FILES,
)  # fmt: skip
_CELL = ("text", "columns", "rows", "highlight")
_SPAN = Range(1, 100)


def read_table(
    value: Value, folder: Path, steps: Iterable[int], reader: SourceReader
) -> Table | None:
    """Return the table of a mapping; None if it has no rows, which is reported.

    `folder` is that of its slide, `steps` those at which its rows may appear.
    """
    return _TableReader(value, folder, reader).table(steps)


class _TableReader:
    def __init__(self, value: Value, folder: Path, reader: SourceReader) -> None:
        self.span = value.span
        self.folder = folder
        self.reader = reader
        self.fields = Fields(value, reader, _KEYS, "a table")

    def table(self, steps: Iterable[int]) -> Table | None:
        fields = self.fields
        found = self._found() if "file" in fields else None
        if "file" in fields and found is None:
            return None
        self._report_unused()
        header, rows = self._header(found), self._rows(found)
        count = _width(header[:1]) or _width(rows)
        if not count or not rows:
            if (span := fields.span_of("rows")) is not None and not rows:
                hint = "write them as lists of cells, or name a file, `file: orders.csv`"
                self.reader.report(MISSING_KEY, span, "this table has no rows", hint)
            return None
        formats = self._formats(count)
        grid = gridded(
            header,
            rows,
            count,
            total=lambda body: self._total(body, formats),
            chosen=Chosen(
                fields.strings("highlight_rows"),
                fields.strings("highlight_columns"),
                found.columns if found is not None else (),
            ),
            span=self.span,
            reader=self.reader,
        )
        grid = replace(grid, rows=formatted(grid, formats, self.reader))
        is_stepped = fields.boolean("incremental", default=False)
        return Table(
            **grid.fields,
            has_total=fields.value("total") is not None,
            align=self._align(count, formats, found),
            row_heads=fields.boolean("row_heads", default=False),
            row_steps=grid.row_steps(steps) if is_stepped else (),
            caption=fields.text("caption"),
            id=fields.string("id"),
            span=self.span,
            source=Span(found.file, found.lines[0]) if found is not None else None,
        )

    def _report_unused(self) -> None:
        """Report what is said about the rows of a file where there is none."""
        for name in () if "file" in self.fields else _OF_FILES:
            if self.fields.is_written(name):
                message = f"`{name}` chooses from the rows of a file, and this table has none"
                hint = "write the rows as they are shown, or name a file, `file: orders.csv`"
                self.reader.report(UNKNOWN_KEY, self.fields.span_of(name), message, hint)

    def _found(self) -> FoundRows | None:
        """Return the rows of the file that the table names."""
        fields = self.fields
        file, span = fields.string("file"), fields.span_of("file")
        limit = fields.number("limit", within=Range(1, 10_000))
        if file is None or span is None:
            return None
        if (value := fields.value("rows")) is not None:
            message = "a table has either `rows` or a `file`"
            self.reader.report(WRONG_TYPE, value.span, message, "remove one of the two")
        wanted = WantedRows(
            file=file,
            span=span,
            columns=fields.strings("columns"),
            filters=fields.strings("filter"),
            sort=fields.strings("sort"),
            limit=int(limit) if limit is not None else None,
        )
        return read_rows_of(wanted, self.folder, self.reader)

    def _header(self, found: FoundRows | None) -> Sequence[Row]:
        """Return the rows of the header: one of texts, or a list of several."""
        value = self.fields.value("header")
        if value is None:
            if found is None:
                return ()
            names = (literal(name, Span(found.file, 1)) for name in found.columns)
            return ([WrittenCell(name) for name in names],)
        items = self.fields.values_of(value, "`header`")
        if items and all(isinstance(item.data, tuple) for item in items):
            return [self._cells(item) for item in items]
        return [self._cells(value)]

    def _rows(self, found: FoundRows | None) -> Sequence[Row]:
        if found is None:
            return [self._cells(row) for row in self.fields.list("rows", required=True)]
        return [
            [
                WrittenCell(self.reader.markdown(one_line(found.file, words, line, 1)))
                for words in row
            ]
            for line, row in zip(found.lines, found.rows, strict=True)
        ]

    def _cells(self, row: Value) -> Row:
        """Return the cells of a row; null makes an empty cell."""
        return [self._cell(value) for value in self.fields.values_of(row, "a row of a table")]

    def _cell(self, value: Value) -> WrittenCell:
        if isinstance(value.data, Mapping):
            return self._described(value)
        return WrittenCell(self._text(value))

    def _described(self, value: Value) -> WrittenCell:
        """Return a cell of several columns or rows, or a highlighted one."""
        fields = Fields(value, self.reader, _CELL, "a cell")
        text = fields.value("text")
        spans = [
            int(fields.number(key, default=1, within=_SPAN) or 1) for key in ("columns", "rows")
        ]
        return WrittenCell(
            self._text(text) if text is not None else Text("", (), value.span),
            columns=spans[0],
            rows=spans[1],
            is_highlighted=fields.boolean("highlight", default=False),
        )

    def _text(self, value: Value) -> Text:
        if value.data is None:
            return Text("", (), value.span)
        if not is_words(value):
            message = f"a cell must be text, not {kind_of(value)}"
            self.reader.report(WRONG_TYPE, value.span, message, must_be("text", value))
            return Text("", (), value.span)
        place = value.place.part(0, len(value.place.text.rstrip()))
        return replace(self.reader.markdown(place), span=value.span)

    def _formats(self, count: int) -> Sequence[Format | None]:
        """Return the format of each column; null for none."""
        given = [
            read_format(value.place.text, value.span, self.reader) if is_words(value) else None
            for value in self.fields.list("format")
        ]
        return [*given, *[None] * count][:count]

    def _total(
        self, rows: Sequence[Sequence[Text]], formats: Sequence[Format | None]
    ) -> Row | None:
        """Return the row below all others: as written, or the sums of the columns of numbers."""
        value = self.fields.value("total")
        if value is None:
            return None
        if isinstance(value.data, tuple):
            return self._cells(value)
        if not is_words(value):
            message = f"`total` must be a row or a text, not {kind_of(value)}"
            hint = "write its cells as a list, or its name, such as `total: Total`, for sums"
            self.reader.report(WRONG_TYPE, value.span, message, hint)
            return None
        sums = [
            None if form is not None and form.has_no_sum else _sum(column)
            for column, form in zip(zip(*rows, strict=True), formats, strict=True)
        ]
        if all(one is None for one in sums[1:]):
            message = "no column of the table has only numbers, so there are no sums"
            hint = "write them without units, and choose how they look by `format`"
            self.reader.report(NOT_A_FIGURE, value.span, message, hint)
        cells = (literal("" if one is None else f"{one:f}", value.span) for one in sums[1:])
        return [WrittenCell(self._text(value)), *map(WrittenCell, cells)]

    def _align(
        self, count: int, formats: Sequence[Format | None], found: FoundRows | None
    ) -> tuple[Align, ...]:
        """Return how columns are aligned: by default, those of figures are aligned right."""
        named = self.fields.strings("align")
        for word, span in named:
            if word not in get_args(Align):
                hint = nearest(word, get_args(Align))
                self.reader.report(WRONG_TYPE, span, f"`align` cannot be `{word}`", hint)
        if len(named) > count:
            message = f"`align` names {len(named)} columns of {count}"
            self.reader.report(WRONG_TYPE, named[count][1], message, "give one for each column")
        if named:
            return tuple(word for word, _ in named[:count])  # type: ignore[misc]  # reported otherwise
        figures = found.figures if found is not None else frozenset()
        is_right = [
            at in figures or (form is not None and not form.is_of_dates)
            for at, form in enumerate(formats)
        ]
        return tuple("right" if one else "left" for one in is_right) if any(is_right) else ()


def _width(rows: Sequence[Row]) -> int:
    return max((sum(cell.columns for cell in row) for row in rows), default=0)


def _sum(column: Sequence[Text]) -> Decimal | None:
    """Return the sum of a column; None if it has anything but numbers."""
    figures = [figure_of(text) for text in column if text.source.strip()]
    known = [one for one in figures if one is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(figures) else None
