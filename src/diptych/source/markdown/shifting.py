"""Moves the tokens of a part of a file to where that part stands in the file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from diptych.source.markdown.definition_lists import TOKEN as DEFINITIONS
from diptych.source.markdown.pipe_tables import TOKEN as TABLE
from diptych.source.markdown.pipe_tables import PipeRow, PipeTable

if TYPE_CHECKING:
    from markdown_it.token import Token


def shift(tokens: Sequence[Token], lines: int) -> None:
    """Move `tokens` down by this many lines."""
    for token in tokens:
        if token.map:
            token.map = [token.map[0] + lines, token.map[1] + lines]
        if token.type == TABLE:
            token.meta["table"] = _table(token.meta["table"], lines)
        elif token.type == DEFINITIONS:
            for term in token.meta["terms"]:
                shift((term.term, *term.definitions), lines)
        elif token.type == "footnote" and token.meta["more"] is not None:
            token.meta["more"] += lines


def _table(table: PipeTable, lines: int) -> PipeTable:
    def moved(rows: Sequence[PipeRow]) -> tuple[PipeRow, ...]:
        return tuple(row._replace(line=row.line + lines) for row in rows)

    return replace(
        table, header=moved(table.header), rows=moved(table.rows), caption=moved(table.caption)
    )
