"""Draws charts with axes: lines, areas and words at their solved places."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from diptych.charting.axes import Axes
from diptych.charting.axis_words import axis_titles, category_words, tick_words
from diptych.charting.data import ChartData, Paints
from diptych.charting.label_places import behind_labels, hiding_grid, label_words
from diptych.charting.legend import keys, legend_words
from diptych.charting.marks import figures, grid, zero_line
from diptych.charting.series import solved_series, with_names
from diptych.model.chart import Plan, PlottedSeries


def axes_plan(data: ChartData, paints: Paints, width: float, height: float) -> Plan:
    """Return a chart with axes in a box of a size, solved and drawn."""
    axes = Axes(data, paints, width, height)
    series = solved_series(axes, paints)
    left_out = _left_out(series, axes)
    if left_out and not axes.scaling.has_scale:
        axes = Axes(data, paints, width, height, keeps_scale=True)
        series = solved_series(axes, paints)
        left_out = _left_out(series, axes)
    if left_out and data.kind == "scatter":
        wide = Axes(data, paints, width, height, has_margin=True)
        made = solved_series(wide, paints)
        if (fewer := _left_out(made, wide)) < left_out:
            axes, series, left_out = wide, made, fewer
    series = hiding_grid(with_names(series, axes, paints), axes)
    plan = Plan(
        kind=data.kind,
        stacking=data.stacking,
        categories=data.categories,
        xs=data.xs,
        series=series,
        plot=axes.plot,
        across=axes.scaling.across and replace(axes.scaling.across, title=axes.category_title),
        scale=replace(axes.scaling.scale, title=axes.axis_title),
        second=axes.scaling.second,
        category_title=axes.category_title,
        skip=axes.skip,
        turn=axes.turn,
        dates=data.dates,
        calendar=axes.calendar,
        legend=axes.legend,
        gap=axes.bar_places.gap_share if axes.scaling.bars else 0,
        overlap=axes.bar_places.overlap,
        letters=paints.lettering,
        grid=paints.grid,
        axis=paints.quiet,
        paper=paints.paper,
        is_edge_to_edge=axes.data.is_edge_to_edge,
        left_out=left_out,
        rows=_rows(axes),
    )
    marks = (
        *grid(plan, axes),
        *behind_labels(plan, axes),
        *figures(plan, axes),
        *zero_line(plan, axes),
        *keys(plan, axes.letters),
    )
    words = (
        *tick_words(axes),
        *category_words(axes),
        *axis_titles(axes),
        *label_words(plan, axes),
        *legend_words(plan, axes.letters),
    )
    return replace(plan, marks=marks, words=words)


def _left_out(series: Sequence[PlottedSeries], axes: Axes) -> int:
    """Return how many numbers have no label for lack of room."""
    if not axes.scaling.shows_values:
        return 0
    return sum(
        sum(
            value is not None and not axes.scaling.is_told_before(which, at)
            for at, value in enumerate(one.values)
        )
        - len(one.labels)
        for which, one in enumerate(series)
        if not one.is_target
    )


def _rows(axes: Axes) -> tuple[tuple[str, ...], ...]:
    data = axes.data
    shown = [axes.scaling.told_values(one) for one in data.series]
    heads = list(data.categories)
    if data.kind == "scatter":
        words = data.positions
        heads = [words.written(x, words.format_for(data.xs)) for x in data.xs]
    head = (data.category_axis, *(one.name for one in data.series))
    body = ((name, *(values[at] for values in shown)) for at, name in enumerate(heads))
    if data.kind == "scatter" and data.categories:
        named = zip(data.categories, body, strict=True)
        return (("", *head), *((name, *row) for name, row in named))
    return (head, *body)
