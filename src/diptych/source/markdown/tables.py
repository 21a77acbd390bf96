"""A pipe table as it is written becomes a table; no cell is dropped unsaid."""

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
    """Return where the caption of a table stands."""
    lines = [(row, row.cells[0]) for row in written.caption]
    text = "\n".join(cell.text for _, cell in lines)
    return at_lines(file, text, ((row.line + 1, cell.column) for row, cell in lines))


def read_rows(
    written: PipeTable, file: str, read: Callable[[SourceText], Text], reader: SourceReader
) -> tuple[tuple[Text, ...], tuple[tuple[Text, ...], ...]]:
    """Return header and rows, each cell as `read`; a header of empty cells is none.

    What a row lacks is empty, as in Pandoc; what it has too many would be lost there.
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
    """Return the texts of a row, empty ones for what it lacks of `count`."""
    return (*texts, *(Text("", (), span) for _ in range(count - len(texts))))


def report_surplus(span: Span, count: int, reader: SourceReader) -> None:
    """Report a cell beyond the last column."""
    columns = "1 column" if count == 1 else f"{count} columns"
    message = f"this cell is beyond the {columns} of its table"
    reader.report(LOST_CONTENT, span, message, "add a column, or write `\\|` for a `|` in a text")


def report_attributes(attributes: Attributes, span: Span, reader: SourceReader) -> None:
    """Report what the attributes of a table say besides its id and what its first column is."""
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
            hint = f"only an id, `{{#id}}`, and `{{.{ROW_HEADS}}}` are understood here"
            reader.report(UNKNOWN_ATTRIBUTE, span, message, hint, subject=word)
