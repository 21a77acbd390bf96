"""Cells of a table that cover others."""

from __future__ import annotations

from msgspec import Struct


class CellSpan(Struct, frozen=True):
    """A cell that covers others at its right or below it, which are empty."""

    row: int
    """Counted from the first row of the header."""
    column: int
    rows: int = 1
    columns: int = 1
