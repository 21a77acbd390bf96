"""Moves the tokens of a part of a file to where that part stands in the file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from diptych.source.markdown.drawn_cells import DrawnRow, DrawnTable, Fragment
from diptych.source.markdown.pipe_tables import PipeRow, PipeTable

if TYPE_CHECKING:
    from markdown_it.token import Token


def shift(tokens: Sequence[Token], lines: int) -> None:
    """Move `tokens` down by this many lines."""
    for token in tokens:
        if token.map:
            token.map = [token.map[0] + lines, token.map[1] + lines]
        match token.type:
            case "pipe_table":
                token.meta["table"] = _pipe_table(token.meta["table"], lines)
            case "drawn_table":
                token.meta["table"] = _drawn_table(token.meta["table"], lines)
            case "line_block":
                token.meta["lines"] = _fragments(token.meta["lines"], lines)
            case "definition_list":
                for term in token.meta["terms"]:
                    shift((term.term, *term.definitions), lines)
            case "footnote" if token.meta["more"] is not None:
                token.meta["more"] += lines
        if "caption" in token.meta:
            token.meta["caption"] = _pipe_rows(token.meta["caption"], lines)


def _pipe_table(table: PipeTable, lines: int) -> PipeTable:
    header, rows = _pipe_rows(table.header, lines), _pipe_rows(table.rows, lines)
    return replace(table, header=header, rows=rows)


def _pipe_rows(rows: Sequence[PipeRow], lines: int) -> tuple[PipeRow, ...]:
    return tuple(row._replace(line=row.line + lines) for row in rows)


def _drawn_table(table: DrawnTable, lines: int) -> DrawnTable:
    header, rows = _drawn_rows(table.header, lines), _drawn_rows(table.rows, lines)
    return replace(table, header=header, rows=rows)


def _drawn_rows(rows: Sequence[DrawnRow], lines: int) -> tuple[DrawnRow, ...]:
    return tuple(
        DrawnRow(tuple(replace(cell, lines=_fragments(cell.lines, lines)) for cell in row.cells))
        for row in rows
    )


def _fragments(fragments: Sequence[Fragment], lines: int) -> tuple[Fragment, ...]:
    return tuple(one._replace(line=one.line + lines) for one in fragments)
