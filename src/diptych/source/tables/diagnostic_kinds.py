"""What is wrong with tables."""

from __future__ import annotations

from diptych.diagnostics import DiagnosticKind

NO_SUCH_COLUMN = DiagnosticKind(
    "SRC361",
    "no-such-column",
    "A table, or its data, has no column or row with this name or number.",
)
EXTRA_CELL = DiagnosticKind(
    "SRC369",
    "extra-cell",
    "A row of a table has more cells than the table has columns.",
    lenient="cells are beyond the columns of their tables and left out, as in other tools",
)
OVERLAPPING_CELLS = DiagnosticKind(
    "SRC362",
    "overlapping-cells",
    "A cell of a table covers another one that is not empty, or reaches beyond the table.",
)
NOT_A_FIGURE = DiagnosticKind(
    "SRC363",
    "not-a-figure",
    "A cell is neither a number nor a date, but the format of its column, or its sum, needs one.",
)
BAD_FILTER = DiagnosticKind(
    "SRC364",
    "bad-filter",
    "A condition for the rows of a table cannot be read, or no row meets it.",
)
