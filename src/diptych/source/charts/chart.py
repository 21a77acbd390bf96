"""A chart as its author asks for it, in YAML, or as attributes of a fence with CSV inside."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from itertools import chain, repeat
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from diptych.blocks.chart import Chart, Series
from diptych.diagnostics import DiagnosticKind, Span
from diptych.model.chart import (
    CHART_KINDS,
    ROUND,
    SCALE_KINDS,
    ChartKind,
    ScaleKind,
    Stacking,
)
from diptych.model.source_text import SourceText
from diptych.model.text import Text, literal
from diptych.source.charts.columns import ColumnReader, Columns
from diptych.source.charts.dates import days_of
from diptych.source.charts.diagnostic_kinds import BAD_CHART_DATA
from diptych.source.charts.grid import Cell, Grid, read_csv, read_file, read_tree
from diptych.source.charts.limits import check_errors, check_log, check_numbers, check_size
from diptych.source.charts.notation import AxisNotation, NotationReader, along
from diptych.source.charts.numbers import (
    LARGEST,
    SMALLEST,
    AmountReader,
    Amounts,
    Notation,
    amount_in,
)
from diptych.source.reading.source_reader import SourceReader
from diptych.source.yaml.diagnostic_kinds import MISSING_KEY, OUT_OF_RANGE
from diptych.source.yaml.fields import Fields, Range

CHART_KEYS = (
    "kind", "title", "data", "file", "x", "series", "line", "second", "stacked", "highlight",
    "names", "scale", "x_scale", "format", "currency", "unit", "second_unit", "decimals", "min",
    "max", "target", "target_name", "labels", "legend",
    "category_title", "value_title", "second_title", "source", "alt", "steps", "width", "id",
)  # fmt: skip
LISTS = ("series", "line", "second", "highlight")
"""The keys with lists of names."""
SWITCHES = ("labels", "legend", "steps", "stacked")
_DECIMALS = Range(0, 6)
_SHARES = {"100%", "100 %", "percent"}


def read_chart(
    fields: Fields,
    inside: SourceText | None,
    folder: Path,
    span: Span,
    reader: SourceReader,
    *,
    later: Iterator[int],
    stepwise: bool = False,
) -> Chart | None:
    """Return a chart; None, with a report, if it cannot be shown.

    `inside` is CSV that stands in a fence. Each series takes the next step of `later`, if the
    author asks for that, or `stepwise` and the author does not say otherwise.
    """
    return _ChartReader(fields, folder, span, reader).chart(inside, later, stepwise=stepwise)


class _Plotted(Struct, frozen=True, kw_only=True):
    """The numbers of a chart, and how its axes write them."""

    series: tuple[Series, ...]
    xs: tuple[float, ...]
    highlighted: tuple[int, ...]
    stacking: Stacking
    scale: ScaleKind
    x_scale: ScaleKind
    least: float | None
    most: float | None
    axis: AxisNotation
    second: AxisNotation
    across: AxisNotation


class _ChartReader:
    def __init__(self, fields: Fields, folder: Path, span: Span, reader: SourceReader) -> None:
        self.fields, self.folder, self.span, self.reader = fields, folder, span, reader
        self.errors = reader.errors
        """How many errors there are besides those of the chart."""
        self.column_reader = ColumnReader(fields)
        self.positions: Amounts | None = None

    def chart(
        self, inside: SourceText | None, later: Iterator[int], *, stepwise: bool
    ) -> Chart | None:
        fields = self.fields
        kind: ChartKind | None = "column"
        if "kind" in fields:
            kind = fields.one_of("kind", CHART_KINDS)
        grid = self._grid(inside)
        if grid is None or kind is None:
            return None
        columns = self.column_reader.chosen(grid)
        if columns is None:
            return None
        steps = later if fields.boolean("steps", default=stepwise) else repeat(0)
        plotted = self._plotted(kind, columns, steps)
        axis, second, across = plotted.axis, plotted.second, plotted.across
        chart = Chart(
            kind=kind,
            stacking=plotted.stacking,
            title=fields.text("title"),
            categories=self._categories(kind, columns),
            xs=plotted.xs,
            dates=days_of(kind, columns.heads),
            series=plotted.series,
            highlighted=plotted.highlighted,
            category_axis=self._category_axis(kind, columns),
            axis=fields.plain("value_title"),
            second_axis=fields.plain("second_title"),
            unit=axis.unit,
            second_unit=second.unit,
            x_unit=across.unit,
            source=fields.text("source"),
            alt=fields.plain("alt"),
            style=axis.style,
            currency=axis.currency,
            second_style=second.style,
            second_currency=second.currency,
            x_style=across.style,
            x_currency=across.currency,
            decimals=self._decimals(),
            scale=plotted.scale,
            x_scale=plotted.x_scale,
            least=plotted.least,
            most=plotted.most,
            labels=self._if_said("labels"),
            legend=self._if_said("legend"),
            file=grid.file,
            width=self._width(),
            id=fields.string("id"),
            span=self.span,
        )
        return chart if self.reader.errors == self.errors else None

    def _plotted(self, kind: ChartKind, columns: Columns, steps: Iterator[int]) -> _Plotted:
        """Return what is plotted; report what is wrong with it, if anything."""
        stacking = self._stacking(kind, len(columns.numbers))
        points, strong = self.column_reader.highlighted(columns, kind)
        seconds = {*self.column_reader.indices("second", [cell.text for cell in columns.series])}
        shown = self._numbers(columns)
        axis, second, across = self._notations(kind, columns, shown, seconds)
        made = self._series(kind, columns, strong, seconds, steps)
        series = tuple(
            _measured(one, numbers, second if one.is_second else axis)
            for one, (_, numbers) in zip(made, shown, strict=True)
        )
        self._check_errors(kind, stacking, columns, shown)
        xs = self._positions(columns, across) if kind == "scatter" else ()
        if self.reader.errors == self.errors:
            check_numbers(kind, stacking, series, columns, self.reader)
        check_size(kind, series, columns.heads, points, self.reader)
        scale, x_scale = self._scale("scale", kind), self._scale("x_scale", kind)
        if self.reader.errors == self.errors:
            self._check_log(columns, series, xs, scale, x_scale)
        target = self._target(kind, stacking, scale, axis, len(columns.heads))
        if target is not None:
            self._check_named(series)
            series = (*series, target)
        least, most = self._ends(kind, series, stacking, scale, axis)
        return _Plotted(
            series=series,
            xs=xs,
            highlighted=tuple(sorted(points)),
            stacking=stacking,
            scale=scale,
            x_scale=x_scale,
            least=least,
            most=most,
            axis=axis,
            second=second,
            across=across,
        )

    def _if_said(self, key: str) -> bool | None:
        """Return a choice of the author; None if the chart itself is to choose."""
        return self.fields.boolean(key, default=False) if key in self.fields else None

    # data

    def _numbers(self, columns: Columns) -> list[tuple[Cell, Amounts]]:
        """Return the numbers of each series, with the cell of its name."""
        numbers = AmountReader(chain.from_iterable(columns.rows))
        return [
            (head, numbers.column(cells, head, self.reader))
            for head, cells in zip(columns.series, columns.rows, strict=True)
        ]

    def _notations(
        self,
        kind: ChartKind,
        columns: Columns,
        shown: Sequence[tuple[Cell, Amounts]],
        seconds: Collection[int],
    ) -> tuple[AxisNotation, AxisNotation, AxisNotation]:
        """Return how numbers are written along the first axis, the second, and that of positions.

        What the cells say stands for a unit and a format that the author does not give.
        """
        reader = NotationReader(self.fields, is_from_file=bool(columns.grid.file))
        is_second = [at in seconds for at in range(len(shown))]
        first = along(shown, (not one for one in is_second)) or shown
        may_part = kind in {"column", "line"} and not seconds
        across: tuple[tuple[Cell, Amounts], ...] = ()
        if kind == "scatter":
            head = columns.grid.head[columns.x]
            across = ((head, self._amounts_of_positions(columns)),)
        return (
            reader.first(first, may_part=may_part),
            reader.other("second_unit", along(shown, is_second)),
            reader.other("", across),
        )

    def _series(
        self,
        kind: ChartKind,
        columns: Columns,
        strong: Collection[int],
        seconds: Collection[int],
        steps: Iterator[int],
    ) -> Iterator[Series]:
        """Yield the series without their numbers, each with the next of `steps`."""
        names = [cell.text for cell in columns.series]
        lines = {*self.column_reader.indices("line", names), *seconds}
        self._check_lines(kind, lines, seconds, len(names))
        for at, head in enumerate(columns.series):
            yield Series(
                name=self._name(head, columns.grid),
                values=(),
                is_line=at in lines and kind == "column",
                is_second=at in seconds,
                is_highlighted=at in strong,
                step=next(steps),
            )

    def _check_lines(
        self, kind: ChartKind, lines: Collection[int], seconds: Collection[int], count: int
    ) -> None:
        """Report lines and second axes that a chart cannot have."""
        if lines and kind not in {"column", "line"}:
            key = "second" if seconds else "line"
            message = f"a {kind} chart has no `{key}`"
            self._wrong(self.fields.span_of(key), message, "make it a `column` or a `line` chart")
        if seconds and len({*seconds}) == count:
            message = "all series are along the second axis, and none along the first"
            hint = "leave out `second`, or one of its names"
            self._wrong(self.fields.span_of("second"), message, hint)

    def _check_errors(
        self,
        kind: ChartKind,
        stacking: Stacking,
        columns: Columns,
        shown: Sequence[tuple[Cell, Amounts]],
    ) -> None:
        told = [(cells, one) for cells, (_, one) in zip(columns.rows, shown, strict=True)]
        positions = None
        if kind == "scatter":
            positions = columns.heads, self._amounts_of_positions(columns)
        check_errors(kind, stacking, told, positions, self.reader)

    def _positions(self, columns: Columns, notation: AxisNotation) -> tuple[float, ...]:
        amounts = self._amounts_of_positions(columns)
        numbers = _along(amounts.values, amounts.notation, notation)
        return tuple(one for one in numbers if one is not None)

    def _amounts_of_positions(self, columns: Columns) -> Amounts:
        if self.positions is None:
            head, cells = columns.grid.head[columns.x], columns.heads
            self.positions = AmountReader(cells).column(cells, head, self.reader)
        return self.positions

    def _category_axis(self, kind: ChartKind, columns: Columns) -> Text | None:
        """Return the title of the axis of categories; in a scatter by default its column's name."""
        head = columns.grid.head[columns.x]
        if kind != "scatter" or "category_title" in self.fields or not head.text:
            return self.fields.plain("category_title")
        return self._name(head, columns.grid)

    def _categories(self, kind: ChartKind, columns: Columns) -> tuple[Text, ...]:
        if kind == "scatter" and columns.named is None:
            return ()
        return tuple(self._name(cell, columns.grid) for cell in columns.points)

    def _check_log(
        self,
        columns: Columns,
        series: Sequence[Series],
        xs: Sequence[float],
        scale: ScaleKind,
        x_scale: ScaleKind,
    ) -> None:
        """Report numbers that have no place along the logarithmic scales of a chart."""
        for cells, one in zip(columns.rows, series, strict=True):
            if scale == "log" and not one.is_second:
                check_log(zip(cells, one.values, strict=True), self.reader)
        if x_scale == "log":
            check_log(zip(columns.heads, xs, strict=True), self.reader)

    def _check_named(self, series: Sequence[Series]) -> None:
        """Report a series without a name beside a target, from which it has to be told."""
        if any(one.name.is_empty for one in series) and "title" not in self.fields:
            message = "a chart with a target names its series, and one has no name"
            hint = "name its column, or give the chart a `title`"
            self._wrong(self.fields.span_of("target"), message, hint)

    def _grid(self, inside: SourceText | None) -> Grid | None:
        fields = self.fields
        file, data = fields.string("file"), fields.value("data")
        place = fields.span_of("file")
        given = [one for one in (file, data, inside) if one is not None]
        if len(given) > 1:
            hint = "keep either the file or what is written here"
            self._wrong(place or self.span, "the data of this chart is given twice", hint)
            return None
        if file is not None and place is not None:
            return read_file(file, self.folder, place, self.reader)
        if data is not None:
            return read_tree(data, self.reader)
        if inside is not None:
            return read_csv(inside, self.reader)
        hint = "write it as `data:`, or name a file, `file: orders.csv`"
        self.reader.report(MISSING_KEY, self.span, "a chart needs `data`", hint)
        return None

    def _name(self, cell: Cell, grid: Grid) -> Text:
        if grid.file:
            return literal(cell.text, cell.span)
        return self.reader.plain(cell.place)

    # what is asked for

    def _stacking(self, kind: ChartKind, count: int) -> Stacking:
        value = self.fields.value("stacked")
        if value is None:
            return "sum" if kind == "area" and count > 1 else "none"
        if isinstance(value.data, bool):
            asked: Stacking = "sum" if value.data else "none"
        elif value.place.text.strip().lower() in _SHARES:
            asked = "percent"
        else:
            message = f"`stacked` cannot be `{value.place.text}`"
            self._wrong(value.span, message, "write `true`, `false` or `100%`")
            return "none"
        if asked != "none" and kind not in {"column", "bar", "area"}:
            message = f"a {kind} chart cannot be stacked"
            self._wrong(value.span, message, "columns, bars and areas can")
        return asked

    def _scale(self, key: str, kind: ChartKind) -> ScaleKind:
        """Return the kind of a scale; one that the chart cannot have is reported."""
        scale = self.fields.one_of(key, SCALE_KINDS) or "linear"
        if scale == "linear":
            return scale
        span, hint = self.fields.span_of(key), "make it a `line` or a `scatter` chart"
        if kind in ROUND:
            self._wrong(span, f"a {kind} has no scale", hint)
        elif key == "x_scale" and kind != "scatter":
            self._wrong(span, f"a {kind} chart has names along that axis, not numbers", hint)
        elif kind not in {"line", "scatter"}:
            message = "bars and areas along a logarithmic scale have no length that means anything"
            self._wrong(span, message, hint)
        return scale

    def _target(
        self,
        kind: ChartKind,
        stacking: Stacking,
        scale: ScaleKind,
        axis: AxisNotation,
        count: int,
    ) -> Series | None:
        """Return the line to which the numbers are compared; None for none."""
        number = self._number("target", axis)
        span = self.fields.span_of("target")
        name = self.fields.plain("target_name")
        if span is None:
            if name is not None:
                message = "`target_name` is the name of a `target`, and there is none"
                self._wrong(name.span, message, "give its number: `target: 50`")
            return None
        if number is None:
            return None
        if kind not in {"column", "line", "area"} or stacking == "percent":
            what = "a chart of shares" if stacking == "percent" else f"a {kind} chart"
            self._wrong(span, f"{what} has no `target`", "make it a `column` or a `line` chart")
        elif count == 1:
            hint = "compare two or more, or say it in words"
            self._wrong(span, "a target is a line across several categories", hint)
        elif scale == "log" and number <= 0:
            message = f"{number:g} has no place along a logarithmic scale, which is above 0"
            self._wrong(span, message, "leave out `target`, or choose `linear`", OUT_OF_RANGE)
        elif number and not SMALLEST <= abs(number) <= LARGEST:
            hint = "count in thousands or millions, and say so with `unit:`"
            self._wrong(span, f"{number:g} is too large or too small to be shown", hint)
        return Series(
            name=name or literal("", span),
            values=(number,) * count,
            is_line=True,
            is_target=True,
        )

    def _number(self, key: str, axis: AxisNotation) -> float | None:
        """Return a number along the first axis, which may be written as in cells: `50%`."""
        value = self.fields.value(key)
        if value is not None and isinstance(value.data, str):
            amount = amount_in(value.place.text)
            if amount is not None:
                return axis.of(amount.value, amount.notation)
        return self.fields.number(key)

    def _decimals(self) -> int | None:
        number = self.fields.number("decimals", within=_DECIMALS)
        return None if number is None else round(number)

    def _width(self) -> float | None:
        number = self.fields.number("width", within=Range(0.01, 100))
        if not number:
            return None
        return number if number <= 1 else number / 100

    def _ends(
        self,
        kind: ChartKind,
        series: Sequence[Series],
        stacking: Stacking,
        scale: ScaleKind,
        axis: AxisNotation,
    ) -> tuple[float | None, float | None]:
        """Return the ends of the scale that the author wants; those that hide numbers are wrong."""
        least, most = self._number("min", axis), self._number("max", axis)
        values = [v for one in series if not one.is_second for v in one.values if v is not None]
        span = self.fields.span_of("min") or self.fields.span_of("max")
        if least is None and most is None:
            return None, None
        if kind in ROUND or stacking == "percent":
            message = "slices and shares have no scale of their own"
            self._wrong(span, message, "leave out `min` and `max`", OUT_OF_RANGE)
        elif scale == "log" and not all(map(_is_power, (least, most))):
            message = "a logarithmic scale begins and ends at a power of ten"
            hint = "write one, such as `0.1`, `1` or `1000`"
            self._wrong(span, message, hint, OUT_OF_RANGE)
        elif least is not None and least > 0 and kind in {"column", "bar", "area"}:
            message = f"bars and areas that begin at {least:g} look longer or shorter than they are"
            hint = "leave out `min`, or make it a `line` chart"
            self._wrong(span, message, hint, OUT_OF_RANGE)
        elif least is not None and most is not None and least >= most:
            message = f"a scale cannot go from {least:g} to {most:g}"
            self._wrong(span, message, "`min` is less than `max`", OUT_OF_RANGE)
        elif stacking == "none" and any(
            (least is not None and one < least) or (most is not None and one > most)
            for one in values
        ):
            message = "some numbers are outside the scale"
            hint = f"they go from {min(values):g} to {max(values):g}"
            self._wrong(span, message, hint, OUT_OF_RANGE)
        return least, most

    def _wrong(
        self, span: Span | None, message: str, hint: str, kind: DiagnosticKind = BAD_CHART_DATA
    ) -> None:
        self.reader.report(kind, span, message, hint)


def _measured(series: Series, amounts: Amounts, axis: AxisNotation) -> Series:
    """Return a series with its numbers, and how uncertain they are."""
    values = tuple(_along(amounts.values, amounts.notation, axis))
    return replace(
        series, values=values, errors=tuple(_along(amounts.errors, amounts.notation, axis))
    )


def _along(
    numbers: Sequence[float | None], notation: Notation, axis: AxisNotation
) -> Iterator[float | None]:
    """Yield the numbers of a column as they are along an axis."""
    for one in numbers:
        yield None if one is None else axis.of(one, notation)


def _is_power(number: float | None) -> bool:
    """Return whether a number is a power of ten, or there is none."""
    return number is None or (number > 0 and math.log10(number).is_integer())
