"""Draws charts with axes: lines, areas and words at their solved places."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypedDict

from msgspec.structs import replace

from diptych.charting.apart import apart
from diptych.charting.axes import Axes
from diptych.charting.data import ChartData, Paints, SeriesData
from diptych.charting.paths import Point, dot, line, polygon, rectangle, stretches
from diptych.charting.point_labels import DOT, beside_dot, with_point_labels
from diptych.model.chart import (
    TINT_EDGE,
    Area,
    Form,
    LabelPlace,
    Mark,
    Plan,
    PlottedSeries,
    PointLabel,
    Scale,
    Word,
    WordAnchor,
)
from diptych.model.theme import BOLD, REGULAR

LINE, HAIRLINE, AXIS = 3.0, 0.75, 1.0
"""The widths of the lines of series, of grids and of axes, in pixels."""
STRONG, EDGE, TARGET = 5.0, 2.0, 2.0
"""The widths of a line that is highlighted or above bars, of the edges of dots, and of a target, in
pixels."""
_KEY, _KEY_GAP = 0.8, 0.5
_LETTERS, _AROUND_LABEL = 0.8, 0.3
"""The height of the letters of a label, as a share of a line, and the space beside those that hide
lines of the grid, as a share of that between labels and axes."""
_SEAM = 1.0
"""The width of the line between stacked areas, in pixels."""


class _Painted(TypedDict):
    """The colours of a mark."""

    fill: str
    line: str
    width: float


def axes_plan(data: ChartData, paints: Paints, width: float, height: float) -> Plan:
    """Return a chart with axes in a box of a size, solved and drawn."""
    axes = Axes(data, paints, width, height)
    series = _series(axes, paints)
    left_out = _left_out(series, axes)
    if left_out and not axes.has_scale:
        axes = Axes(data, paints, width, height, keeps_scale=True)
        series = _series(axes, paints)
        left_out = _left_out(series, axes)
    series = _hiding_grid(_with_names(series, axes, paints), axes)
    plan = Plan(
        kind=data.kind,
        stacking=data.stacking,
        categories=data.categories,
        xs=data.xs,
        series=series,
        plot=axes.plot,
        across=axes.across and replace(axes.across, title=axes.category_title),
        scale=replace(axes.scale, title=axes.axis_title),
        second=axes.second,
        category_title=axes.category_title,
        skip=axes.skip,
        turn=axes.turn,
        legend=axes.legend,
        gap=axes.gap_share if axes.bars else 0,
        overlap=axes.overlap,
        letters=paints.lettering,
        grid=paints.grid,
        axis=paints.quiet,
        paper=paints.paper,
        is_edge_to_edge=axes.is_edge_to_edge,
        left_out=left_out,
        rows=_rows(axes),
    )
    marks = (
        *_grid(plan, axes),
        *_behind_labels(plan, axes),
        *_figures(plan, axes),
        *_zero(plan, axes),
        *_keys(plan, axes),
    )
    words = (
        *_tick_words(axes),
        *_category_words(axes),
        *_titles(axes),
        *_label_words(plan, axes),
        *_legend_words(plan, axes),
    )
    return replace(plan, marks=marks, words=words)


def _series(axes: Axes, paints: Paints) -> tuple[PlottedSeries, ...]:
    """Return the series with the labels of their points."""
    colors = paints.of_series(axes.data)
    made = tuple(
        _plotted(at, one, colors[at], axes, paints) for at, one in enumerate(axes.data.series)
    )
    if axes.data.kind == "scatter" and axes.shows_values:
        return with_point_labels(made, axes, paints.ink)
    return made


def _left_out(series: Sequence[PlottedSeries], axes: Axes) -> int:
    """Return how many numbers have no label for lack of room."""
    if not axes.shows_values:
        return 0
    return sum(
        sum(value is not None for value in one.values) - len(one.labels)
        for one in series
        if not one.is_target
    )


def _rows(axes: Axes) -> tuple[tuple[str, ...], ...]:
    data = axes.data
    shown = [axes.value_labels(one) for one in data.series]
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
        form=form,
        color=color,
        width=_width(form, series, axes),
        dots=_dots(form, series, axes),
        is_target=series.is_target,
        point_colors=colors,
        has_tints=has_tints,
        is_second=series.is_second,
        format=axes.format_of(series),
        step=series.step,
    )
    if not axes.shows_values or form == "points" or series.is_target:
        return made
    return replace(made, labels=tuple(_value_labels(at, series, made, axes, paints)))


def _width(form: Form, series: SeriesData, axes: Axes) -> float:
    """Return the width of the line of a series."""
    if series.is_target:
        return TARGET
    is_strong = form == "line" and (axes.bars or series.is_highlighted)
    return STRONG if is_strong else LINE


def _dots(form: Form, series: SeriesData, axes: Axes) -> tuple[int, ...]:
    """Return the points of a line that have dots: above bars all, else what is highlighted."""
    if form != "line" or series.is_target:
        return ()
    return tuple(range(len(series.values))) if axes.bars else axes.data.highlighted


def _form(series: SeriesData, data: ChartData) -> Form:
    if series.is_line or data.kind == "line":
        return "line"
    if data.kind == "scatter":
        return "points"
    return "area" if data.kind == "area" else "bars"


def _value_labels(
    which: int, series: SeriesData, made: PlottedSeries, axes: Axes, paints: Paints
) -> Iterator[PointLabel]:
    """Yield the labels of a series' points, those for which there is room."""
    data = axes.data
    is_stacked = data.stacking != "none" and made.form in {"bars", "area"}
    for at, text in enumerate(axes.value_labels(series)):
        value = series.values[at]
        if value is None or not _has_room(text, which, at, made, axes):
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
            format=axes.words_of(series).format_of(value, made.format),
        )


def _outside(value: float, made: PlottedSeries, data: ChartData) -> LabelPlace:
    """Return where the label of a point is that is not in a stack."""
    if made.form != "bars":
        return "above"
    if data.is_horizontal:
        return "left" if value < 0 else "right"
    return "below" if value < 0 else "above"


def _has_room(text: str, which: int, at: int, made: PlottedSeries, axes: Axes) -> bool:
    """Return whether a label does not touch others, nor leave its part of a stack."""
    width, height = axes.letters.width(text), axes.line * 0.8
    is_flat = axes.data.is_horizontal
    if axes.data.stacking != "none" and made.form in {"bars", "area"}:
        low, high = _stack(axes, which, at)
        length = abs(axes.level(high) - axes.level(low))
        across = axes.bar if made.form == "bars" else axes.room
        along, beside = (width, height) if is_flat else (height, width)
        return along <= length and beside <= across
    if made.form != "bars":
        return width <= axes.room
    if is_flat:
        return height <= axes.bar
    return width <= (axes.bar * 1.3 if axes.side_by_side > 1 else axes.room)


def _with_names(
    series: tuple[PlottedSeries, ...], axes: Axes, paints: Paints
) -> tuple[PlottedSeries, ...]:
    """Return lines with their names at their ends, none on another."""
    if not axes.names_lines:
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


def _stack(axes: Axes, which: int, at: int) -> tuple[float, float]:
    """Return the ends of a part of a stack, in numbers of the scale."""
    values = [(one.values[at] or 0.0) for one in axes.data.series if not one.is_line]
    own = values[which]
    below = sum(one for one in values[:which] if (one < 0) == (own < 0))
    if axes.data.stacking == "percent":
        total = sum(map(abs, values)) or 1.0
        return below / total, (below + own) / total
    return below, below + own


def _grid(plan: Plan, axes: Axes) -> Iterator[Mark]:
    """Yield the lines of ticks; those of the axis itself are drawn above what is plotted."""
    plot = plan.plot
    if plan.scale is not None and plan.scale.is_shown:
        for tick in plan.scale.ticks:
            level = _crisp(axes.level(tick))
            ends = (
                ((level, plot.y), (level, plot.bottom))
                if axes.data.is_horizontal
                else ((plot.x, level), (plot.right, level))
            )
            yield Mark(path=line(ends), line=plan.grid, width=HAIRLINE)


def _crisp(at: float) -> float:
    """Return the middle of a row of pixels, so that thin lines are as thick everywhere."""
    return math.floor(at) + 0.5


def _zero(plan: Plan, axes: Axes) -> Iterator[Mark]:
    """Yield the line at which bars begin."""
    plot, base = plan.plot, _crisp(axes.base())
    ends = (
        ((base, plot.y), (base, plot.bottom))
        if axes.data.is_horizontal
        else ((plot.x, base), (plot.right, base))
    )
    yield Mark(path=line(ends), line=plan.axis, width=AXIS)


def _figures(plan: Plan, axes: Axes) -> Iterator[Mark]:
    """Yield the bars, areas, lines and points; lines are above bars."""
    shown = list(enumerate(zip(plan.series, axes.data.series, strict=True)))
    which = 0
    for at, (one, data) in shown:
        if one.form == "bars":
            yield from _bars(which if plan.stacking == "none" else at, one, data, axes)
            which += 1
        elif one.form == "area":
            yield from _areas(at, one, data, axes)
    for _, (one, data) in shown:
        points = [axes.point(at, data) for at in range(len(data.values))]
        if one.is_target:
            ends = _across(plan, axes, data)
            yield Mark(path=line(ends), line=one.color, width=one.width)
        elif one.form == "line":
            yield from _line(one, points, axes.paints.paper)
        elif one.form == "points":
            for place, point in enumerate(points):
                if point is not None:
                    yield Mark(path=dot(point, DOT), step=one.step, **_painted(one, place))


def _bars(which: int, one: PlottedSeries, data: SeriesData, axes: Axes) -> Iterator[Mark]:
    is_stacked = axes.data.stacking != "none"
    plot = axes.plot
    for at, value in enumerate(data.values):
        if value is None:
            continue
        if is_stacked:
            low, high = _stack(axes, which, at)
            start, end = axes.level(low), axes.level(high)
        else:
            start, end = axes.base(), axes.level(value)
        side = axes.bar_start(at, which)
        if axes.data.is_horizontal:
            path = rectangle(start, plot.y + side, end, plot.y + side + axes.bar)
        else:
            path = rectangle(plot.x + side, start, plot.x + side + axes.bar, end)
        seam = axes.paints.paper if is_stacked else ""
        yield Mark(path=path, step=one.step, **_painted(one, at, seam))


def _painted(one: PlottedSeries, at: int, seam: str = "") -> _Painted:
    """Return the colours of a bar or a dot: a tint has an outline, instead of a seam."""
    color = one.point_colors[at] if one.point_colors else one.color
    if one.has_tints and color != one.color:
        return {"fill": color, "line": one.color, "width": TINT_EDGE}
    return {"fill": color, "line": seam, "width": _SEAM if seam else 0.0}


def _areas(which: int, one: PlottedSeries, data: SeriesData, axes: Axes) -> Iterator[Mark]:
    """Yield an area for each stretch of numbers; in a stack, a missing one counts as 0."""
    tops: list[Point | None] = []
    bottoms: list[Point | None] = []
    for at, value in enumerate(data.values):
        x = axes.plot.x + axes.along(at)
        if axes.data.stacking != "none":
            low, high = _stack(axes, which, at)
            tops.append((x, axes.level(high)))
            bottoms.append((x, axes.level(low)))
        else:
            tops.append(None if value is None else (x, axes.level(value)))
            bottoms.append(None if value is None else (x, axes.base()))
    seam = axes.paints.paper if axes.data.stacking != "none" else ""
    for above, below in zip(stretches(tops), stretches(bottoms), strict=True):
        yield Mark(
            path=polygon((*above, *reversed(below))),
            fill=one.color,
            line=seam,
            width=_SEAM if seam else 0.0,
            step=one.step,
        )


def _line(one: PlottedSeries, points: Sequence[Point | None], paper: str) -> Iterator[Mark]:
    """Yield a line for each stretch of numbers, and dots where it has some or one is alone."""
    for stretch in stretches(points):
        if len(stretch) > 1:
            yield Mark(path=line(stretch), line=one.color, width=one.width, step=one.step)
        elif not one.dots:
            yield Mark(path=dot(stretch[0], DOT), fill=one.color, step=one.step)
    for at in one.dots:
        point = points[at]
        if point is not None:
            color = one.point_colors[at] if one.point_colors else one.color
            yield Mark(path=dot(point, DOT), fill=color, line=paper, width=EDGE, step=one.step)


def _across(plan: Plan, axes: Axes, target: SeriesData) -> tuple[Point, Point]:
    """Return the ends of a line across the plot."""
    level, start, end = axes.level(target.values[0] or 0.0), axes.plot.x, axes.plot.right
    if not plan.reaches_edges:
        start, end = (axes.plot.x + axes.along(at) for at in (0, axes.count - 1))
    return (start, level), (end, level)


def _keys(plan: Plan, axes: Axes) -> Iterator[Mark]:
    """Yield the squares and lines of the legend."""
    em = axes.letters.em
    for one, (x, middle) in zip(plan.series, _places(plan), strict=False):
        half = _KEY * em / 2
        if one.form == "line":
            ends = ((x, middle), (x + 2 * half, middle))
            yield Mark(path=line(ends), line=one.color, width=one.width)
        elif one.form == "points":
            yield Mark(path=dot((x + half, middle), DOT), fill=one.color)
        else:
            path = rectangle(x, middle - half, x + 2 * half, middle + half)
            yield Mark(path=path, fill=one.color)


def _places(plan: Plan) -> tuple[Point, ...]:
    return plan.legend.places if plan.legend is not None else ()


def _legend_words(plan: Plan, axes: Axes) -> Iterator[Word]:
    em, letters = axes.letters.em, axes.letters
    for one, (x, middle) in zip(plan.series, _places(plan), strict=False):
        left = x + (_KEY + _KEY_GAP) * em
        y = letters.baseline(middle)
        yield Word(text=one.name, x=left, y=y, color=plan.letters.ink)


def _tick_words(axes: Axes) -> Iterator[Word]:
    """Yield the labels of the axes of numbers."""
    plot, letters, quiet = axes.plot, axes.letters, axes.paints.quiet
    below = letters.baseline(plot.bottom + axes.gap + axes.line / 2)
    for one in (axes.scale, axes.second, axes.across):
        for tick, text in zip(one.ticks if one else (), axes.tick_labels(one), strict=False):
            if one is axes.across:
                x = plot.x + _share(one, tick) * plot.width
                yield Word(text=text, x=x, y=below, color=quiet, anchor="middle")
            elif axes.data.is_horizontal:
                yield Word(text=text, x=axes.level(tick), y=below, color=quiet, anchor="middle")
            else:
                is_second = one is axes.second
                y = letters.baseline(axes.level(tick, is_second=is_second))
                x = plot.right + axes.gap if is_second else plot.x - axes.gap
                anchor: WordAnchor = "start" if is_second else "end"
                yield Word(text=text, x=x, y=y, color=quiet, anchor=anchor)


def _share(one: Scale | None, tick: float) -> float:
    return one.share(tick) if one is not None else 0.0


def _category_words(axes: Axes) -> Iterator[Word]:
    plot, letters = axes.plot, axes.letters
    ink = axes.paints.ink if axes.bars else axes.paints.quiet
    if axes.turn:
        yield from _turned_names(axes, ink)
        return
    for at, lines in enumerate(axes.category_lines):
        for row, text in enumerate(lines):
            if axes.data.is_horizontal:
                middle = plot.y + axes.along(at) + (row - (len(lines) - 1) / 2) * axes.line
                x = plot.x - axes.gap
                y = letters.baseline(middle)
                yield Word(text=text, x=x, y=y, color=ink, anchor="end")
            else:
                y = letters.baseline(plot.bottom + axes.gap + (row + 0.5) * axes.line)
                x = plot.x + axes.along(at)
                yield Word(text=text, x=x, y=y, color=ink, anchor="middle")


def _turned_names(axes: Axes, ink: str) -> Iterator[Word]:
    """Yield the names of columns, which end below these."""
    drop, angle = axes.letters.baseline(0.0), math.radians(axes.turn)
    y = axes.plot.bottom + axes.gap
    for at, name in enumerate(axes.data.categories):
        x = axes.plot.x + axes.along(at)
        yield Word(
            text=name,
            x=x + drop * math.sin(angle),
            y=y + drop * math.cos(angle),
            color=ink,
            anchor="end",
            turn=axes.turn,
        )


def _titles(axes: Axes) -> Iterator[Word]:
    """Yield the titles of axes."""
    letters, quiet = axes.letters, axes.paints.quiet
    for title in (axes.axis_title, axes.category_title):
        if title is not None:
            y = letters.baseline(title.y + axes.line / 2)
            right = title.x + letters.width(title.text)
            yield Word(text=title.text, x=right, y=y, color=quiet, anchor="end")


class _Placed(NamedTuple):
    """A label at its place."""

    which: int
    """That of its series."""
    label: PointLabel
    x: float
    middle: float
    """That of its height."""
    anchor: WordAnchor

    def area(self, axes: Axes) -> Area:
        """Return the rectangle of its letters."""
        width = axes.letters.width(self.label.text, is_bold=self.label.is_bold)
        left = self.x - {"start": 0.0, "middle": width / 2, "end": width}[self.anchor]
        height = axes.line * _LETTERS
        return Area(left, self.middle - height / 2, width, height)


def _placed(series: Sequence[PlottedSeries], axes: Axes) -> Iterator[_Placed]:
    """Yield the labels of points, each at its place."""
    bars, is_stacked = 0, axes.data.stacking != "none"
    for at, (one, data) in enumerate(zip(series, axes.data.series, strict=True)):
        for label in one.labels:
            along = axes.along(label.point)
            if one.form == "bars":
                side = axes.bar_start(label.point, 0 if is_stacked else bars)
                along = side + axes.bar / 2
            level = axes.level(data.values[label.point] or 0.0, is_second=data.is_second)
            if label.place == "middle":
                low, high = _stack(axes, at, label.point)
                level = (axes.level(low) + axes.level(high)) / 2
            x, y, anchor = _beside(label.place, along, level, axes)
            if one.form == "points" and (point := axes.point(label.point, data)) is not None:
                x, y, anchor = beside_dot(label.place, point, axes)
            yield _Placed(at, label, x + label.moved[0], y + label.moved[1], anchor)
        bars += one.form == "bars"


def _hiding_grid(series: tuple[PlottedSeries, ...], axes: Axes) -> tuple[PlottedSeries, ...]:
    """Return the series with those labels told that a line of the grid would strike through."""
    if not axes.scale.is_shown:
        return series
    placed = _placed(series, axes)
    struck = {(one.which, one.label.point) for one in placed if _is_struck(one, axes)}
    return tuple(
        replace(
            one,
            labels=tuple(
                replace(label, hides_grid=True) if (which, label.point) in struck else label
                for label in one.labels
            ),
        )
        for which, one in enumerate(series)
    )


def _is_struck(one: _Placed, axes: Axes) -> bool:
    if one.label.place == "middle":
        return False
    area, plot = one.area(axes), axes.plot
    levels = map(axes.level, axes.scale.ticks)
    if axes.data.is_horizontal:
        return any(area.x < level < area.right for level in levels)
    is_beside = area.right <= plot.x or area.x >= plot.right
    return not is_beside and any(area.y < level < area.bottom for level in levels)


def _behind_labels(plan: Plan, axes: Axes) -> Iterator[Mark]:
    """Yield what hides lines of the grid behind labels."""
    for one in _placed(plan.series, axes):
        if one.label.hides_grid:
            area, space = one.area(axes), axes.gap * _AROUND_LABEL
            path = rectangle(area.x - space, area.y, area.right + space, area.bottom)
            yield Mark(path=path, fill=plan.paper, step=plan.series[one.which].step)


def _label_words(plan: Plan, axes: Axes) -> Iterator[Word]:
    for which, label, x, middle, anchor in _placed(plan.series, axes):
        yield Word(
            text=label.text,
            x=x,
            y=axes.letters.baseline(middle),
            color=label.color,
            anchor=anchor,
            weight=BOLD if label.is_bold else REGULAR,
            step=plan.series[which].step,
        )


def _beside(
    place: LabelPlace, along: float, level: float, axes: Axes
) -> tuple[float, float, WordAnchor]:
    """Return the x and the middle of a label beside a point, and what of it is there."""
    plot, half, space = axes.plot, axes.line / 2, axes.gap * 0.6
    x, y = plot.x + along, level
    if axes.data.is_horizontal:
        x, y = level, plot.y + along
    right = space if axes.data.is_horizontal else axes.gap
    places: dict[LabelPlace, tuple[float, float, WordAnchor]] = {
        "above": (x, y - half, "middle"),
        "below": (x, y + half, "middle"),
        "left": (x - space, y, "end"),
        "right": (x + right, y, "start"),
    }
    return places.get(place, (x, y, "middle"))
