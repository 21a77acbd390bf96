"""Tables whose rows appear one by one, which PowerPoint cannot do: it animates a table as a whole.

A build is of a shape, of paragraphs of its text, or of parts of a chart or diagram (ECMA-376-1,
19.5.10 to 19.5.19); a `p:graphicFrame` with a table has none of these.
"""

from __future__ import annotations

from diptych.diagnostics import DiagnosticKind, Severity
from diptych.model.laid_out import LaidOutTalk
from diptych.model.supplies import Supplies
from diptych.model.table_shape import TableShape

ROWS_AT_ONCE = DiagnosticKind(
    "OUT105",
    "rows-at-once",
    "PowerPoint cannot make the rows of a table appear one by one. In PPTX all of them appear"
    " with the table; the other outputs show them step by step.",
    Severity.WARNING,
)


def report_stepped_rows(talk: LaidOutTalk, supplies: Supplies) -> None:
    """Report each table with rows that appear after it, except on slides that allow it."""
    stepped = {
        shape.span
        for slide in talk
        if not slide.allows(ROWS_AT_ONCE)
        for shape in slide.parts
        if isinstance(shape, TableShape) and any(row.step != shape.step for row in shape.rows)
    }
    for span in sorted(stepped):
        message = "PowerPoint shows all rows of this table at once"
        hint = "for steps there, too, write several tables with `. . .` between them"
        supplies.report(ROWS_AT_ONCE.at(span, message, hint=hint))
