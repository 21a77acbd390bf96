"""The series of a chart with axes, with the colours and labels of their points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from diptych.charting.apart import apart
from diptych.charting.axes import Axes
from diptych.charting.data import ChartData, Paints, SeriesData
from diptych.charting.point_labels import with_point_labels
from diptych.charting.stacks import ends_in_stack
from diptych.model.chart import Form, LabelPlace, PlottedSeries, PointLabel

_LINE, _STRONG, _TARGET = 3.0, 5.0, 2.0
"""The widths of the line of a series, of one that is highlighted or above bars, and of a target, in
pixels."""


def solved_series(axes: Axes, paints: Paints) -> tuple[PlottedSeries, ...]:
    """Return the series with the labels of their points."""
    colors = paints.of_series(axes.data)
    made = tuple(
        _plotted(at, one, colors[at], axes, paints) for at, one in enumerate(axes.data.series)
    )
    if axes.data.kind == "scatter" and axes.scaling.shows_values:
        return with_point_labels(made, axes, paints.ink)
    return made


def _plotted(at: int, series: SeriesData, color: str, axes: Axes, paints: Paints) -> PlottedSeries:
    """Return a series with the colours and labels of its points."""
    data = axes.data
    form = _form(series, data)
    colors: tuple[str, ...] = ()
    has_tints = data.tells_series_apart and form in {"bars", "points"} and not series.is_target
    if data.highlighted and form != "area" and not series.is_target:
        colors = paints.of_points(color, data, has_tints=has_tints)
    made = PlottedSeries(
        name=series.name,
        values=series.values,
        errors=series.errors,
        error_color=paints.ink if form == "bars" else color,
        form=form,
        color=color,
        width=_width(form, series, axes),
        dots=_dots(form, series, axes),
        is_target=series.is_target,
        point_colors=colors,
        has_tints=has_tints,
        is_second=series.is_second,
        format=axes.scaling.format_of(series),
        step=series.step,
    )
    if not axes.scaling.shows_values or form == "points" or series.is_target:
        return made
    return replace(made, labels=tuple(_value_labels(at, series, made, axes, paints)))


def _form(series: SeriesData, data: ChartData) -> Form:
    if series.is_line or data.kind == "line":
        return "line"
    if data.kind == "scatter":
        return "points"
    return "area" if data.kind == "area" else "bars"


def _width(form: Form, series: SeriesData, axes: Axes) -> float:
    """Return the width of the line of a series."""
    if series.is_target:
        return _TARGET
    is_strong = form == "line" and (axes.scaling.bars or series.is_highlighted)
    return _STRONG if is_strong else _LINE


def _dots(form: Form, series: SeriesData, axes: Axes) -> tuple[int, ...]:
    """Return the points of a line that have dots.

    Above bars all have; else those that are highlighted, and those to which no line leads, as the
    numbers before and after them are missing.
    """
    if form != "line" or series.is_target:
        return ()
    if axes.scaling.bars:
        return tuple(range(len(series.values)))
    return tuple(sorted({*axes.data.highlighted, *_lone(series.values)}))


def _lone(values: Sequence[float | None]) -> Iterator[int]:
    around = (None, *values, None)
    for at, one in enumerate(values):
        if one is not None and around[at] is around[at + 2] is None:
            yield at


def _value_labels(
    which: int, series: SeriesData, made: PlottedSeries, axes: Axes, paints: Paints
) -> Iterator[PointLabel]:
    """Yield the labels of a series' points, those for which there is room."""
    data = axes.data
    is_stacked = data.stacking != "none" and made.form in {"bars", "area"}
    for at, text in enumerate(axes.scaling.value_labels(series)):
        value = series.values[at]
        is_told = axes.scaling.is_told_before(which, at)
        if value is None or is_told or not _has_room(text, which, at, made, axes):
            continue
        place, color = _outside(value, made, data), paints.ink
        if is_stacked:
            color = paints.on(made.point_colors[at] if made.point_colors else made.color)
            place = "middle"
        yield PointLabel(
            point=at,
            text=text,
            place=place,
            color=color,
            is_bold=at in data.highlighted,
            moved=_beyond_error(at, series, place, axes),
            format=axes.scaling.words_of(series).format_of(value, made.format),
        )


def _outside(value: float, made: PlottedSeries, data: ChartData) -> LabelPlace:
    """Return where the label of a point is that is not in a stack."""
    if made.form != "bars":
        return "above"
    if data.is_horizontal:
        return "left" if value < 0 else "right"
    return "below" if value < 0 else "above"


def _beyond_error(
    at: int, series: SeriesData, place: LabelPlace, axes: Axes
) -> tuple[float, float]:
    """Return how far the label of a point is moved by its error bar."""
    ends = axes.error_ends(at, series)
    if ends is None or place == "middle":
        return 0.0, 0.0
    level = axes.level(series.values[at] or 0.0, is_second=series.is_second)
    end = ends[0] if place in {"below", "left"} else ends[1]
    return (end - level, 0.0) if axes.data.is_horizontal else (0.0, end - level)


def _has_room(text: str, which: int, at: int, made: PlottedSeries, axes: Axes) -> bool:
    """Return whether a label does not touch others, nor leave its part of a stack."""
    width, height = axes.letters.width(text), axes.line * 0.8
    is_flat = axes.data.is_horizontal
    if axes.data.stacking != "none" and made.form in {"bars", "area"}:
        low, high = ends_in_stack(axes, which, at)
        length = abs(axes.level(high) - axes.level(low))
        across = axes.bar_places.width if made.form == "bars" else axes.room
        along, beside = (width, height) if is_flat else (height, width)
        return along <= length and beside <= across
    if made.form != "bars":
        return width <= axes.room
    if is_flat:
        return height <= axes.bar_places.width
    return width <= (axes.bar_places.width * 1.3 if axes.bar_places.side_by_side > 1 else axes.room)


def with_names(
    series: tuple[PlottedSeries, ...], axes: Axes, paints: Paints
) -> tuple[PlottedSeries, ...]:
    """Return lines with their names at their ends, none on another."""
    if not axes.data.names_lines:
        return series
    last = axes.count - 1
    ends = [axes.level(one.values[-1] or 0.0) for one in series]
    heights = [axes.line] * len(ends)
    places = apart(ends, heights, axes.top - axes.line, axes.bottom + axes.line)
    return tuple(
        replace(
            one,
            labels=(
                *(label for label in one.labels if label.point != last),
                PointLabel(
                    point=last,
                    text=one.name,
                    place="right",
                    color=paints.of_name(one.color),
                    says_name=True,
                    says_value=False,
                    is_bold=data.is_highlighted,
                    moved=(0.0, place - end),
                ),
            ),
        )
        for one, data, end, place in zip(series, axes.data.series, ends, places, strict=True)
    )
