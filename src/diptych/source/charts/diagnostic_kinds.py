"""What is wrong with charts and their numbers."""

from __future__ import annotations

from diptych.diagnostics import DiagnosticKind

NOT_A_NUMBER = DiagnosticKind(
    "SRC351",
    "not-a-number",
    "A cell of a chart's data is not a number, or is a number that the chart cannot show, such"
    " as one below 0 in a pie.",
)
BAD_CHART_DATA = DiagnosticKind(
    "SRC352",
    "bad-chart-data",
    "The data of a chart does not have one column of names and further columns of numbers, a"
    " row does not match its columns, or a chart names a column that does not exist.",
)
FULL_CHART = DiagnosticKind(
    "SRC353",
    "full-chart",
    "A chart has more series or points than can be told apart.",
)
