"""Reads pipe tables; no cell is dropped without a report."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from diptych.diagnostics import Span
from diptych.markup.attributes import Attributes
from diptych.markup.diagnostic_kinds import IGNORED_ATTRIBUTE, UNKNOWN_ATTRIBUTE
from diptych.model.source_text import SourceText, at_lines
from diptych.model.text import Text
from diptych.source.markdown.pipe_tables import PipeCell, PipeRow, PipeTable
from diptych.source.reading.diagnostic_kinds import LOST_CONTENT
from diptych.source.reading.source_reader import SourceReader

ROW_HEADS = "row-heads"
_LOOKS = {"tbl-colwidths", "tbl-cap-location"}
"""Attributes that only change how Quarto shows a table."""


def caption_place(written: PipeTable, file: str) -> SourceText:
    """Return the caption of a table with its source mapping."""
    lines = [(row, row.cells[0]) for row in written.caption]
    text = "\n".join(cell.text for _, cell in lines)
    return at_lines(file, text, ((row.line + 1, cell.column) for row, cell in lines))


def read_rows(
    written: PipeTable, file: str, read: Callable[[SourceText], Text], reader: SourceReader
) -> tuple[tuple[Text, ...], tuple[tuple[Text, ...], ...]]:
    """Return header and rows, each cell read by `read`; an empty header counts as none.

    Missing cells are empty, as in Pandoc; surplus ones, which are lost there, are reported.
    """
    count = len(written.align)
    header, *rows = (
        _texts(row, count, file, read, reader) for row in (written.header, *written.rows)
    )
    return () if all(text.is_empty for text in header) else header, tuple(rows)


def _texts(
    row: PipeRow, count: int, file: str, read: Callable[[SourceText], Text], reader: SourceReader
) -> tuple[Text, ...]:
    for cell in row.cells[count:]:
        report_surplus(_place(cell, row, file).span(), count, reader)
    texts = [read(_place(cell, row, file)) for cell in row.cells[:count]]
    return filled(texts, count, Span(file, row.line + 1, 1))


def _place(cell: PipeCell, row: PipeRow, file: str) -> SourceText:
    return at_lines(file, cell.text, ((row.line + 1, cell.column),))


def filled(texts: Sequence[Text], count: int, span: Span) -> tuple[Text, ...]:
    """Return the texts of a row, filled up to `count` with empty ones."""
    return (*texts, *(Text("", (), span) for _ in range(count - len(texts))))


def report_surplus(span: Span, count: int, reader: SourceReader) -> None:
    """Report a cell beyond the last column."""
    columns = "1 column" if count == 1 else f"{count} columns"
    message = f"this cell is beyond the {columns} of its table"
    reader.report(LOST_CONTENT, span, message, "add a column, or write `\\|` for a `|` in a text")


def report_attributes(attributes: Attributes, span: Span, reader: SourceReader) -> None:
    """Report the attributes of a table other than its id and `row-heads`."""
    for word in attributes.words:
        name = word.removesuffix("=").removeprefix(".")
        if word == f".{ROW_HEADS}":
            continue
        if word.startswith(".") or name in _LOOKS:
            message = f"attribute `{name}` of the table has no effect here"
            hint = "its styling comes from the theme"
            reader.report(IGNORED_ATTRIBUTE, span, message, hint, subject=word)
        else:
            message = f"unknown attribute `{name}` of a table"
            hint = f"only an id, `{{#id}}`, and `{{.{ROW_HEADS}}}` are supported here"
            reader.report(UNKNOWN_ATTRIBUTE, span, message, hint, subject=word)
