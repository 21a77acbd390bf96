"""What a chart cannot show of its data, or not so that it can be read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from diptych.blocks.chart import Series
from diptych.model.chart import ROUND, ChartKind, Stacking
from diptych.source.charts.columns import Columns
from diptych.source.charts.diagnostic_kinds import BAD_CHART_DATA, FULL_CHART, NOT_A_NUMBER
from diptych.source.charts.grid import Cell
from diptych.source.charts.numbers import Amounts, is_missing
from diptych.source.reading.source_reader import SourceReader

_MOST_SERIES, _MOST_MUTED = 6, 12
"""The most series in colours of their own, and the most slices, or series if few are not muted."""
_MOST_POINTS: Mapping[ChartKind, int] = {
    "column": 40, "bar": 40, "line": 400, "area": 400, "scatter": 500, "pie": 12, "doughnut": 12,
}  # fmt: skip


def check_numbers(
    kind: ChartKind,
    stacking: Stacking,
    series: Sequence[Series],
    columns: Columns,
    reader: SourceReader,
) -> None:
    """Report numbers that a chart of this kind cannot show."""
    rows, heads, is_round = columns.rows, columns.heads, kind in ROUND
    if is_round and len(series) > 1:
        hint = "choose one with `series:`, or make it a `bar` chart"
        reader.report(
            BAD_CHART_DATA, rows[1][0].span, f"a {kind} shows one column of numbers", hint
        )
    if not any(one is not None for each in series for one in each.values):
        hint = "its first column has names, and the others have numbers"
        reader.report(BAD_CHART_DATA, heads[0].span, "the data of this chart has no numbers", hint)
    elif is_round and not sum(one or 0 for one in series[0].values):
        reader.report(
            BAD_CHART_DATA, heads[0].span, "the slices add up to 0", "give numbers above 0"
        )
    if is_round or stacking == "percent":
        _check_parts("a slice" if is_round else "a share", series, rows, reader)
    elif kind == "area" and stacking == "sum":
        _check_parts("a part of a stack of areas", series, rows, reader)
    if kind == "scatter" and (blank := next((one for one in heads if is_missing(one.text)), None)):
        message = "a point of a scatter needs a number in its first column"
        reader.report(NOT_A_NUMBER, blank.span, message, "give it, or leave it out")


def check_errors(
    kind: ChartKind,
    stacking: Stacking,
    columns: Sequence[tuple[Sequence[Cell], Amounts]],
    positions: tuple[Sequence[Cell], Amounts] | None,
    reader: SourceReader,
) -> None:
    """Report errors of numbers, `82.1 ± 0.2`, where a chart cannot show them."""
    hint = "write the number alone"
    if positions is not None and (cell := _with_error(*positions)) is not None:
        message = f"`{cell.text}` is a position, which has no error bar"
        reader.report(BAD_CHART_DATA, cell.span, message, hint)
    is_shown = kind in {"column", "bar", "line", "scatter"} and stacking == "none"
    found = (_with_error(cells, amounts) for cells, amounts in columns)
    wrong = next((one for one in found if one is not None), None)
    if wrong is not None and not is_shown:
        what = "what is stacked" if stacking != "none" else f"a {kind} chart"
        message = f"{what} has no error bars, as `{wrong.text}` asks for"
        other = f"{hint}, or make it a `column` or a `line` chart"
        reader.report(BAD_CHART_DATA, wrong.span, message, other)


def _with_error(cells: Sequence[Cell], amounts: Amounts) -> Cell | None:
    """Return the first of the cells that says how uncertain its number is."""
    told = zip(cells, amounts.errors, strict=False)
    return next((cell for cell, error in told if error is not None), None)


def _check_parts(
    what: str, series: Sequence[Series], rows: Sequence[Sequence[Cell]], reader: SourceReader
) -> None:
    for each, cells in zip(series, rows, strict=True):
        for value, cell in zip(each.values, cells, strict=True):
            if value is not None and value < 0:
                message = f"{what} cannot be below 0, as `{cell.text}` is"
                hint = "show numbers below 0 as a `column` or `bar` chart"
                reader.report(NOT_A_NUMBER, cell.span, message, hint)


def check_log(numbers: Iterable[tuple[Cell, float | None]], reader: SourceReader) -> None:
    """Report numbers that have no place along a logarithmic scale."""
    for cell, value in numbers:
        if value is not None and value <= 0:
            message = f"`{cell.text}` has no place along a logarithmic scale, which is above 0"
            hint = "leave the cell empty, or choose `linear`"
            reader.report(NOT_A_NUMBER, cell.span, message, hint)


def check_size(
    kind: ChartKind,
    series: Sequence[Series],
    heads: Sequence[Cell],
    highlighted: Collection[int],
    reader: SourceReader,
) -> None:
    """Report more series, slices or points than can be told apart."""
    is_round = kind in ROUND
    count, what = (len(heads), "slices") if is_round else (len(series), "series")
    strong = len(highlighted) if is_round else sum(one.is_highlighted for one in series)
    is_muted = is_round or strong > 0
    most = _MOST_MUTED if is_muted else _MOST_SERIES
    if strong > _MOST_SERIES:
        message = f"the colours of {strong} highlighted {what} cannot be told apart"
        hint = f"highlight at most {_MOST_SERIES}"
        reader.report(FULL_CHART, heads[0].span, message, hint)
    elif count > most:
        message = f"the colours of {count} {what} cannot be told apart"
        others = "" if is_muted else ", or `highlight:` some of them"
        others = ", and add up the smallest, or make it a `bar` chart" if is_round else others
        hint = f"show at most {most}{others}"
        reader.report(FULL_CHART, heads[0].span, message, hint)
    if len(heads) > _MOST_POINTS[kind] and not is_round:
        message = f"a {kind} chart of {len(heads)} points cannot be read"
        hint = f"show at most {_MOST_POINTS[kind]}, or add them up"
        reader.report(FULL_CHART, heads[_MOST_POINTS[kind]].span, message, hint)
