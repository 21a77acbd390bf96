"""Reads tables as blocks; no cell is dropped without a report."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from diptych.diagnostics import Span, nearest
from diptych.markup.attributes import NO_ATTRIBUTES, Attributes, split_trailing
from diptych.markup.diagnostic_kinds import IGNORED_ATTRIBUTE, UNKNOWN_ATTRIBUTE
from diptych.markup.plain import is_plain
from diptych.model.source_text import SourceText, at_lines
from diptych.model.text import Run, Text
from diptych.source.markdown.drawn_cells import DrawnRow, DrawnTable
from diptych.source.markdown.pipe_tables import PipeCell, PipeRow, PipeTable
from diptych.source.reading.source_reader import SourceReader
from diptych.source.tables.diagnostic_kinds import OVERLAPPING_CELLS
from diptych.source.tables.grid import Chosen, Grid, Row, WrittenCell, gridded

ROW_HEADS, TOTAL, INCREMENTAL = CLASSES = ("row-heads", "total", "incremental")
"""Classes of a table: its first column names the rows, its last row is their total, its rows appear
one by one."""
TABLE_FENCE = "table"
"""The language of a fence with a table in YAML inside."""
_HIGHLIGHT = "highlight"
_ROWS, _COLUMNS = _KEYS = ("highlight-rows", "highlight-columns")
_SPANS = {"colspan": "columns", "rowspan": "rows"}
_MOST = 100
"""Maximum columns or rows of a cell."""
_ABOVE = "^^"
"""A cell that belongs to the one above it (MultiMarkdown 6, "Tables")."""
_LOOKS = {"tbl-colwidths", "tbl-cap-location"}
"""Attributes that only change how Quarto shows a table."""

_Read = Callable[[SourceText], Text]
_Place = tuple[int, int]


def caption_place(caption: Sequence[PipeRow], file: str) -> SourceText:
    """Return the caption of a table with its source mapping."""
    lines = [(row, row.cells[0]) for row in caption]
    text = "\n".join(cell.text for _, cell in lines)
    return at_lines(file, text, ((row.line + 1, cell.column) for row, cell in lines))


def has_total(written: PipeTable | DrawnTable, attributes: Attributes) -> bool:
    """Return whether the last row of a table is the total of those above it."""
    is_total = TOTAL in attributes.classes
    if isinstance(written, DrawnTable):
        is_total |= written.has_total
    return is_total and len(written.rows) > 1


def read_grid(
    written: PipeTable | DrawnTable,
    attributes: Attributes,
    span: Span,
    read: _Read,
    reader: SourceReader,
) -> Grid:
    """Return the cells of a table with these attributes, each read by `read`."""
    count = len(written.align)
    cells = _CellReader(span.file, read, reader)
    header: Sequence[Row]
    rows: Sequence[Row]
    if isinstance(written, DrawnTable):
        header, rows = cells.drawn(written.header), cells.drawn(written.rows)
    else:
        header, rows = cells.section(written.header), cells.section(written.rows)
    with_total = has_total(written, attributes)
    return gridded(
        header,
        rows[:-1] if with_total else rows,
        count,
        total=lambda _: rows[-1] if with_total else None,
        chosen=Chosen(_chosen(attributes, _ROWS, span), _chosen(attributes, _COLUMNS, span)),
        names_covered=isinstance(written, PipeTable),
        span=span,
        reader=reader,
    )


def _chosen(attributes: Attributes, key: str, span: Span) -> tuple[tuple[str, Span], ...]:
    """Return the names in a list, which are parted by commas."""
    names = (name.strip() for name in attributes.values.get(key, "").split(","))
    return tuple((name, span) for name in names if name)


class _CellReader:
    """Reads the cells of a table, with what they cover."""

    def __init__(self, file: str, read: _Read, reader: SourceReader) -> None:
        self.file = file
        self.read = read
        self.reader = reader

    def section(self, rows: Sequence[PipeRow]) -> Sequence[Row]:
        """Return the rows of the header or below it."""
        cells = [[self._cell(cell, row) for cell in row.cells] for row in rows]
        if any(cell.is_joined or cell.text == _ABOVE for row in rows for cell in row.cells):
            self._join(rows, cells)
        return cells

    def drawn(self, rows: Sequence[DrawnRow]) -> Sequence[Row]:
        """Return rows whose cells may have several lines, and cover others."""
        return [
            [
                WrittenCell(self.read(cell.text(self.file)), columns=cell.columns, rows=cell.rows)
                for cell in row.cells
            ]
            for row in rows
        ]

    def _cell(self, cell: PipeCell, row: PipeRow) -> WrittenCell:
        if is_plain(cell.text):
            span = Span(self.file, row.line + 1, cell.column, len(cell.text))
            return WrittenCell(Text(cell.text, (Run(cell.text),), span))
        place = at_lines(self.file, cell.text, ((row.line + 1, cell.column),))
        if cell.text == _ABOVE:
            return WrittenCell(Text("", (), place.span()))
        if not cell.text.endswith("}") or cell.text.endswith("}}"):
            return WrittenCell(self.read(place))
        content, attributes = split_trailing(cell.text)
        attributes = attributes or NO_ATTRIBUTES
        spans = dict(self._spans(attributes, place))
        return WrittenCell(
            self.read(place.part(0, len(content.rstrip()))),
            is_highlighted=_HIGHLIGHT in attributes.classes,
            **spans,
        )

    def _spans(self, attributes: Attributes, place: SourceText) -> Iterator[tuple[str, int]]:
        """Yield how many columns and rows a cell spans, by field; report other attributes."""
        for word in attributes.words:
            name = word.removesuffix("=").removeprefix(".")
            value = attributes.values.get(name, "")
            if name in _SPANS and value.isdecimal() and 1 <= int(value) <= _MOST:
                yield _SPANS[name], int(value)
            elif word != f".{_HIGHLIGHT}":
                message = f"attribute `{name}` of a cell has no meaning here"
                hint = nearest(name, (_HIGHLIGHT, *_SPANS))
                self.reader.report(UNKNOWN_ATTRIBUTE, place.span(), message, hint, subject=word)

    def _join(self, rows: Sequence[PipeRow], cells: list[list[WrittenCell]]) -> None:
        """Let cells span those that belong to them: `||` to the left one, `^^` to that above."""
        owners: dict[_Place, _Place] = {}
        for number, row in enumerate(rows):
            for at, cell in enumerate(row.cells):
                wanted = (number, at - 1) if cell.is_joined else (number - 1, at)
                belongs = cell.is_joined or cell.text == _ABOVE
                owners[number, at] = owners.get(wanted, (number, at)) if belongs else (number, at)
                if belongs and wanted not in owners:
                    message = "there is no cell above `^^` for it to belong to"
                    span = cells[number][at].text.span
                    self.reader.report(OVERLAPPING_CELLS, span, message, "write its text instead")
        for (first, column), places in _grouped(owners).items():
            down = max(place[0] for place in places) - first + 1
            across = max(place[1] for place in places) - column + 1
            if len(places) != down * across:
                message = "the cells that belong to this one do not form a rectangle with it"
                hint = "write `^^` below each of its columns"
                span = cells[first][column].text.span
                self.reader.report(OVERLAPPING_CELLS, span, message, hint)
            elif len(places) > 1:
                cells[first][column] = replace(cells[first][column], rows=down, columns=across)


def _grouped(owners: Mapping[_Place, _Place]) -> Mapping[_Place, list[_Place]]:
    grouped: dict[_Place, list[_Place]] = {}
    for place, owner in owners.items():
        grouped.setdefault(owner, []).append(place)
    return grouped


def report_attributes(attributes: Attributes, caption: SourceText, reader: SourceReader) -> None:
    """Report the attributes at the end of a caption that have no effect or are unknown."""
    braces = caption.part(max(0, caption.text.rfind("{")))
    for word in attributes.words:
        name = word.removesuffix("=").removeprefix(".")
        if name in (CLASSES if word.startswith(".") else _KEYS):
            continue
        span = attributes.span_of(word, braces)
        if word.startswith(".") or name in _LOOKS:
            message = f"attribute `{name}` of the table has no effect here"
            hint = "its styling comes from the theme"
            reader.report(IGNORED_ATTRIBUTE, span, message, hint, subject=word)
        else:
            message = f"unknown attribute `{name}` of a table"
            hint = f"{nearest(name, _KEYS)}; an id is `{{#id}}`"
            reader.report(UNKNOWN_ATTRIBUTE, span, message, hint, subject=word)
