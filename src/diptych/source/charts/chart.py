"""A chart as its author asks for it, in YAML, or as attributes of a fence with CSV inside."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from diptych.blocks.chart import Chart, Series
from diptych.charting.numbers import NUMBER_STYLES
from diptych.cldr.locales import locale_of
from diptych.diagnostics import DiagnosticKind, Span, nearest
from diptych.model.chart import CHART_KINDS, ROUND, SCALE_KINDS, ChartKind, ScaleKind, Stacking
from diptych.model.source_text import SourceText
from diptych.model.text import Text, literal
from diptych.source.charts.grid import Cell, Grid, read_csv, read_file, read_tree
from diptych.source.reading.diagnostic_kinds import (
    BAD_CHART_DATA,
    FULL_CHART,
    MISSING_KEY,
    NOT_A_NUMBER,
    OUT_OF_RANGE,
)
from diptych.source.reading.source_reader import SourceReader
from diptych.source.yaml.fields import Fields, Range

CHART_KEYS = (
    "kind", "title", "data", "file", "x", "series", "line", "second", "stacked", "highlight",
    "names", "scale", "x_scale", "format", "currency", "unit", "second_unit", "decimals", "min",
    "max", "target", "target_name", "labels", "legend",
    "category_title", "value_title", "second_title", "source", "alt", "steps", "width", "id",
)  # fmt: skip
LISTS = ("series", "line", "second", "highlight")
"""The keys with lists of names."""
QUOTING = "put quotes around a name with a comma, as in CSV: `{key}='\"Ada, B.\",Total'`"
"""How a name with a comma is written among attributes."""
SWITCHES = ("labels", "legend", "steps", "stacked")
_NUMBER = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)?(?:\.\d+)?(?:[eE][+-]?\d{1,3})?")
_LARGEST, _SMALLEST = 1e15, 1e-9
_DECIMALS = Range(0, 6)
_REPORTED = 10
_MOST_SERIES, _MOST_MUTED = 6, 12
"""The most series, or slices, in colours of their own, and if all but a few are muted."""
_MOST_POINTS: Mapping[ChartKind, int] = {
    "column": 40, "bar": 24, "line": 400, "area": 400, "scatter": 500, "pie": 12, "doughnut": 12,
}  # fmt: skip
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


class _ChartReader:
    def __init__(self, fields: Fields, folder: Path, span: Span, reader: SourceReader) -> None:
        self.fields, self.folder, self.span, self.reader = fields, folder, span, reader

    def chart(
        self, inside: SourceText | None, later: Iterator[int], *, stepwise: bool
    ) -> Chart | None:
        fields, errors = self.fields, self.reader.errors
        kind: ChartKind | None = "column"
        if "kind" in fields:
            kind = fields.one_of("kind", CHART_KINDS)
        grid = self._grid(inside)
        if grid is None or kind is None:
            return None
        chosen = self._columns(grid)
        if chosen is None:
            return None
        x, named, columns = chosen
        stacking = self._stacking(kind, len(columns))
        names = [grid.head[at].text for at in columns]
        seconds = self._indices("second", names)
        lines = {*self._indices("line", names), *seconds}
        if lines and kind not in {"column", "line"}:
            key = "second" if seconds else "line"
            message = f"a {kind} chart has no `{key}`"
            self._wrong(fields.span_of(key), message, "make it a `column` or a `line` chart")
        if seconds and len({*seconds}) == len(columns):
            message = "all series are along the second axis, and none along the first"
            hint = "leave out `second`, or one of its names"
            self._wrong(fields.span_of("second"), message, hint)
        heads = [row[x] for row in grid.rows]
        points = heads if named is None else [row[named] for row in grid.rows]
        highlighted, strong = self._highlighted(names, [cell.text for cell in points])
        is_step = fields.boolean("steps", default=stepwise)
        rows = [[row[at] for row in grid.rows] for at in columns]
        series = tuple(
            Series(
                name=self._name(grid.head[at], grid),
                values=tuple(self._numbers(rows[which], grid.head[at])),
                is_line=which in lines and kind == "column",
                is_second=which in seconds,
                is_highlighted=which in strong,
                step=next(later) if is_step else 0,
            )
            for which, at in enumerate(columns)
        )
        xs = list(self._numbers(heads, grid.head[x])) if kind == "scatter" else []
        if self.reader.errors == errors:
            self._check(kind, stacking, series, rows, heads)
        self._check_size(kind, series, heads, highlighted)
        scale, x_scale = self._scale("scale", kind), self._scale("x_scale", kind)
        if self.reader.errors == errors:
            first = [one for one, each in zip(rows, series, strict=True) if not each.is_second]
            self._check_log(first if scale == "log" else ())
            self._check_log([heads] if x_scale == "log" else ())
        if (target := self._target(kind, stacking, scale, len(heads))) is not None:
            if any(one.name.is_empty for one in series) and "title" not in fields:
                message = "a chart with a target names its series, and one has no name"
                hint = "name its column, or give the chart a `title`"
                self._wrong(fields.span_of("target"), message, hint)
            series = (*series, target)
        least, most = self._ends(kind, series, stacking, scale)
        chart = Chart(
            kind=kind,
            stacking=stacking,
            title=fields.text("title"),
            categories=tuple(self._name(cell, grid) for cell in points)
            if kind != "scatter" or named is not None
            else (),
            xs=tuple(one for one in xs if one is not None),
            series=series,
            highlighted=tuple(sorted(highlighted)),
            category_axis=fields.plain("category_title"),
            axis=fields.plain("value_title"),
            second_axis=fields.plain("second_title"),
            unit=fields.plain("unit"),
            second_unit=fields.plain("second_unit"),
            source=fields.text("source"),
            alt=fields.plain("alt"),
            style=fields.one_of("format", NUMBER_STYLES)
            or ("currency" if "currency" in fields else "number"),
            currency=self._currency(),
            decimals=self._decimals(),
            scale=scale,
            x_scale=x_scale,
            least=least,
            most=most,
            labels=fields.boolean("labels", default=False) if "labels" in fields else None,
            legend=fields.boolean("legend", default=False) if "legend" in fields else None,
            file=grid.file,
            width=self._width(),
            id=fields.string("id"),
            span=self.span,
        )
        return chart if self.reader.errors == errors else None

    # data

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

    def _columns(self, grid: Grid) -> tuple[int, int | None, list[int]] | None:
        """Return the columns of names or positions, of names of points, if any, and of numbers.

        None, with a report, if one lacks.
        """
        names = [cell.text for cell in grid.head]
        x, errors = 0, self.reader.errors
        if (written := self.fields.string("x")) is not None:
            found = self._index(written, names, self.fields.span_of("x"), "column", "x")
            if found is None:
                return None
            x = found
        named = None
        if (written := self.fields.string("names")) is not None:
            span = self.fields.span_of("names")
            named = self._index(written, names, span, "column", "names")
            if named is None:
                return None
            if self.fields.string("kind") != "scatter":
                message = "only the points of a `scatter` have names besides what is along the axis"
                self._wrong(span, message, "choose that column by `x`")
        if "series" in self.fields:
            columns = self._indices("series", names)
        else:
            columns = [at for at in range(len(names)) if at not in {x, named}]
            if self._has_words(columns, grid):
                return None
        columns = list(dict.fromkeys(columns))
        self._report_alike([grid.head[at] for at in columns])
        if columns:
            return x, named, columns
        if self.reader.errors == errors:
            hint = "its first column has names, and the others have numbers"
            self._wrong(grid.span, "a chart needs a column of numbers", hint)
        return None

    def _has_words(self, columns: Sequence[int], grid: Grid) -> bool:
        """Return whether some columns have no numbers, but words, which is reported."""
        given = {at: [row[at] for row in grid.rows if row[at].text] for at in columns}
        words = [
            at for at in columns if given[at] and not any(_is_number(one.text) for one in given[at])
        ]
        numbers = [grid.head[at].text for at in columns if at not in words]
        if not words or not any(numbers):
            return False
        for at in words:
            first = given[at][0]
            message = f"column `{grid.head[at].text}` has words, such as `{first.text[:40]}`"
            hint = f"choose the columns of numbers: `series: [{', '.join(numbers)}]`"
            self.reader.report(NOT_A_NUMBER, first.span, message, hint)
        return True

    def _report_alike(self, heads: Sequence[Cell]) -> None:
        """Report series that nobody can tell apart."""
        known: set[str] = set()
        for head in heads:
            if head.text and head.text in known:
                message = f"two series are called `{head.text}`"
                self._wrong(head.span, message, "give each a name of its own")
            known.add(head.text)

    def _indices(self, key: str, names: Sequence[str]) -> list[int]:
        """Return which of some names a key lists, in its order."""
        found = (
            self._index(word.strip(), names, span, "column", key)
            for word, span in self.fields.strings(key)
        )
        return [at for at in found if at is not None]

    def _index(
        self, word: str, names: Sequence[str], span: Span | None, what: str, key: str
    ) -> int | None:
        if word in names:
            return names.index(word)
        hint = nearest(word, [name for name in names if name])
        if any(word in map(str.strip, name.split(",")) for name in names):
            hint = QUOTING.format(key=key)
        self._wrong(span, f"the data has no {what} `{word}`", hint)
        return None

    def _highlighted(self, names: Sequence[str], heads: Sequence[str]) -> tuple[set[int], set[int]]:
        """Return which categories are highlighted, and which series."""
        points: set[int] = set()
        strong: set[int] = set()
        for written, span in self.fields.strings("highlight"):
            word = written.strip()
            if word in names:
                strong.add(names.index(word))
            elif word in heads:
                points.update(at for at, head in enumerate(heads) if head == word)
            else:
                self._index(word, [*names, *heads], span, "series or category", "highlight")
        return points, strong

    def _name(self, cell: Cell, grid: Grid) -> Text:
        if grid.file:
            return literal(cell.text, cell.span)
        return self.reader.plain(cell.place)

    def _numbers(self, cells: Sequence[Cell], head: Cell) -> Iterator[float | None]:
        """Yield the numbers of a column; what is none is reported, up to a number of times."""
        reported = 0
        for cell in cells:
            text = cell.text.replace("\u2212", "-")
            if not text:
                yield None
                continue
            value = _value(cell) if _is_number(text) else None
            if value is not None and (not value or _SMALLEST <= abs(value) <= _LARGEST):
                yield value
                continue
            yield None
            reported += 1
            if reported > _REPORTED:
                continue
            where = f" in column `{head.text}`" if head.text else ""
            message = f"`{cell.text[:40]}`{where} is not a number"
            hint = "write it in digits, such as `1200.5`, or leave it empty where there is none"
            if value is not None:
                message = f"`{cell.text[:40]}`{where} is too large or too small to be shown"
                hint = "count in thousands or millions, and say so with `unit:`"
            elif re.fullmatch(r"-?\d+,\d+", text):
                hint = f"write a point before decimals: `{text.replace(',', '.')}`"
            elif text.endswith("%") and _is_number(text[:-1].strip()):
                hint = f'write `{text[:-1].strip()}`, and the sign once for all: `unit: "%"`'
            self.reader.report(NOT_A_NUMBER, cell.span, message, hint)

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
        self, kind: ChartKind, stacking: Stacking, scale: ScaleKind, count: int
    ) -> Series | None:
        """Return the line to which the numbers are compared; None for none."""
        number = self.fields.number("target")
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
        elif number and not _SMALLEST <= abs(number) <= _LARGEST:
            hint = "count in thousands or millions, and say so with `unit:`"
            self._wrong(span, f"{number:g} is too large or too small to be shown", hint)
        return Series(
            name=name or literal("", span),
            values=(number,) * count,
            is_line=True,
            is_target=True,
        )

    def _check_log(self, columns: Iterable[Sequence[Cell]]) -> None:
        """Report numbers that have no place along a logarithmic scale."""
        for cell in (cell for column in columns for cell in column if cell.text):
            if _value(cell) <= 0:
                message = f"`{cell.text}` has no place along a logarithmic scale, which is above 0"
                hint = "leave the cell empty, or choose `linear`"
                self.reader.report(NOT_A_NUMBER, cell.span, message, hint)

    def _currency(self) -> str:
        code = self.fields.string("currency")
        if code is None:
            return "USD"
        known = locale_of("en").currencies
        if code not in known:
            hint = nearest(code, known)
            self._wrong(self.fields.span_of("currency"), f"`{code}` is not a currency code", hint)
        return code

    def _decimals(self) -> int | None:
        number = self.fields.number("decimals", within=_DECIMALS)
        return None if number is None else round(number)

    def _width(self) -> float | None:
        number = self.fields.number("width", within=Range(0.01, 100))
        if not number:
            return None
        return number if number <= 1 else number / 100

    def _ends(
        self, kind: ChartKind, series: Sequence[Series], stacking: Stacking, scale: ScaleKind
    ) -> tuple[float | None, float | None]:
        """Return the ends of the scale that the author wants; those that hide numbers are wrong."""
        least, most = self.fields.number("min"), self.fields.number("max")
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
            message = "some numbers are outside of the scale"
            hint = f"they go from {min(values):g} to {max(values):g}"
            self._wrong(span, message, hint, OUT_OF_RANGE)
        return least, most

    def _check(
        self,
        kind: ChartKind,
        stacking: Stacking,
        series: Sequence[Series],
        rows: Sequence[Sequence[Cell]],
        heads: Sequence[Cell],
    ) -> None:
        """Report numbers that a chart of this kind cannot show."""
        is_round = kind in ROUND
        if is_round and len(series) > 1:
            hint = "choose one with `series:`, or make it a `bar` chart"
            self._wrong(rows[1][0].span, f"a {kind} shows one column of numbers", hint)
        if not any(one is not None for each in series for one in each.values):
            hint = "its first column has names, and the others have numbers"
            self._wrong(heads[0].span, "the data of this chart has no numbers", hint)
        elif is_round and not sum(one or 0 for one in series[0].values):
            self._wrong(heads[0].span, "the slices add up to 0", "give numbers above 0")
        if is_round or stacking == "percent":
            self._check_parts("a slice" if is_round else "a share", series, rows)
        elif kind == "area" and stacking == "sum":
            self._check_parts("a part of a stack of areas", series, rows)
        if kind == "scatter" and (blank := next((one for one in heads if not one.text), None)):
            message = "a point of a scatter needs a number in its first column"
            self.reader.report(NOT_A_NUMBER, blank.span, message, "give it, or leave it out")

    def _check_parts(
        self, what: str, series: Sequence[Series], rows: Sequence[Sequence[Cell]]
    ) -> None:
        for each, cells in zip(series, rows, strict=True):
            for value, cell in zip(each.values, cells, strict=True):
                if value is not None and value < 0:
                    message = f"{what} cannot be below 0, as `{cell.text}` is"
                    hint = "show numbers below 0 as a `column` or `bar` chart"
                    self.reader.report(NOT_A_NUMBER, cell.span, message, hint)

    def _check_size(
        self,
        kind: ChartKind,
        series: Sequence[Series],
        heads: Sequence[Cell],
        highlighted: Collection[int],
    ) -> None:
        is_round = kind in ROUND
        count, what = (len(heads), "slices") if is_round else (len(series), "series")
        is_muted = bool(highlighted) if is_round else any(one.is_highlighted for one in series)
        most = _MOST_MUTED if is_muted else _MOST_SERIES
        if count > most:
            message = f"the colours of {count} {what} cannot be told apart"
            hint = f"show at most {most}" + ("" if is_muted else ", or `highlight:` some of them")
            self.reader.report(FULL_CHART, heads[0].span, message, hint)
        if len(heads) > _MOST_POINTS[kind] and not is_round:
            message = f"a {kind} chart of {len(heads)} points cannot be read"
            hint = f"show at most {_MOST_POINTS[kind]}, or add them up"
            self.reader.report(FULL_CHART, heads[_MOST_POINTS[kind]].span, message, hint)

    def _wrong(
        self, span: Span | None, message: str, hint: str, kind: DiagnosticKind = BAD_CHART_DATA
    ) -> None:
        self.reader.report(kind, span, message, hint)


def _value(cell: Cell) -> float:
    """Return the number that a cell is known to be."""
    return float(cell.text.replace("\u2212", "-").replace(",", ""))


def _is_power(number: float | None) -> bool:
    """Return whether a number is a power of ten, or there is none."""
    return number is None or (number > 0 and math.log10(number).is_integer())


def _is_number(text: str) -> bool:
    return bool(_NUMBER.fullmatch(text)) and any(map(str.isdigit, text)) and text.isascii()
