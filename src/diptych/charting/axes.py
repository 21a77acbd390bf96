"""The frame of a chart with axes: its scales, and where they, their labels and its plot are."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import cached_property, partial
from itertools import accumulate, chain, pairwise

from diptych.charting.calendar import calendar_of
from diptych.charting.data import ChartData, Paints, SeriesData
from diptych.charting.numbers import NumberWords
from diptych.charting.paths import Point
from diptych.charting.scales import (
    NEAR_FOR_POINTS,
    NEAR_ZERO,
    TICKS,
    ends_of,
    ends_of_log,
    ends_with,
)
from diptych.model.chart import Area, AxisTitle, Calendar, Legend, NumberFormat, Scale, log_ticks

_MOST_LABELS = 12
"""Bars of which each has its number, without an axis."""
_LABEL_SHARE = 0.4
"""The most of a chart's width that the names of horizontal bars take."""
_KEY = 0.8
"""The side of a key of the legend, in em."""
_MOST_FOR_NUMBERS = 0.75
"""The most of a plot's width that a number on the left of a bar takes."""
_FULLEST = 0.96
"""Share of the room of a category that its name may take."""
_SURELY = 0.85
"""Share of the width of a chart, divided by its columns, in which their names surely have room."""
_SLANTED, _UPRIGHT = 45, 90
"""By how many degrees names are turned: by the second if the first would bring them too close."""
_SLANTED_LINE, _UPRIGHT_LINE = 1.3, 0.95
"""The least distance of the names of columns that are turned so, in lines."""
_AROUND_PLOT, _TICK_LINE, _FEWEST_TICKS = 2.5, 1.15, 2
"""The height of what is above and below a plot, and the least distance of its ticks, in lines; the
fewest of these."""
_FOR_DAYS = 0.85
"""Share of the width of a chart that the labels of days have."""
_LEAST_PLOT = 8.0
_WIDEST_BAR = 128.0
_CLUSTER_GAP, _SINGLE_GAP = 70, 50
"""The space between the bars of two categories, in percent of a bar."""
_MOST_GAP = 500
"""The widest gap that there is (ECMA-376-1, 21.2.3.13, ST_GapAmount)."""
_NAME_SPARE = 1.15
"""The room of the name of a line, as a multiple of its width: programs break what lacks some."""
_BETWEEN = -6
"""The overlap of bars of one category, in percent; they are apart."""
_KEY_GAP = 0.5
_LEGEND_LINE = 1.15
"""The height of a row of the legend, in lines."""
_COLUMN_GAP = 1.4
"""Between two names of the legend, in em."""


class Axes:
    """The frame of a chart of some size, computed as it is needed."""

    def __init__(
        self,
        data: ChartData,
        paints: Paints,
        width: float,
        height: float,
        *,
        keeps_scale: bool = False,
        has_margin: bool = False,
    ) -> None:
        """Take a chart and its size in pixels; `keeps_scale` shows the axis of numbers anyway.

        With `has_margin`, points at the right edge of a scatter have room for their labels.
        """
        self.data, self.paints, self.letters = data, paints, paints.letters
        self.keeps_scale, self.has_margin = keeps_scale, has_margin
        self.width, self.height = width, height
        self.line, self.gap = self.letters.line, self.letters.gap

    # what is shown

    @cached_property
    def bars(self) -> list[SeriesData]:
        """Return the series drawn as bars."""
        if self.data.kind not in {"column", "bar"}:
            return []
        return [one for one in self.data.series if not one.is_line]

    @property
    def count(self) -> int:
        """Return how many categories there are."""
        return len(self.data.categories)

    @cached_property
    def shows_values(self) -> bool:
        """Return whether points have their numbers, so that the axis needs none."""
        data = self.data
        if data.kind == "scatter":
            return data.labels is not False and bool(data.labels or data.categories)
        if data.labels is not None:
            return data.labels
        if len(data.series) != 1 or not self.bars or self.count > _MOST_LABELS:
            return False
        if data.is_horizontal:
            return True
        widest = max(map(self.letters.width, self.value_labels(data.series[0])), default=0.0)
        return widest * self.count <= self.width * _FULLEST

    @cached_property
    def has_scale(self) -> bool:
        """Return whether the axis of numbers is shown: not beside bars that all have theirs."""
        data = self.data
        has_all = (
            self.shows_values and data.stacking == "none" and len(self.bars) == len(data.series)
        )
        return self.keeps_scale or not has_all

    @cached_property
    def names_lines(self) -> bool:
        """Return whether each line has its name at its end, instead of in a legend."""
        data = self.data
        return (
            data.kind == "line"
            and len(data.series) > 1
            and self.count > 1
            and data.legend is None
            and all(one.values[-1] is not None for one in data.series)
            and not any(one.is_second for one in data.series)
        )

    @cached_property
    def is_edge_to_edge(self) -> bool:
        """Return whether the first and last category are at the edges of the plot.

        Those of areas are, and of lines with names at their ends, where no grid may run through.
        """
        return self.data.kind == "area" or self.names_lines or bool(self.data.dates)

    @cached_property
    def calendar(self) -> Calendar | None:
        """Return the scale of days, if the categories are days."""
        data = self.data
        if not data.dates:
            return None
        width = self.letters.width
        locale = data.numbers.locale
        room = self.width * _FOR_DAYS
        is_padded = bool(data.labels) and data.kind == "line" and not self.names_lines
        return calendar_of(
            data.dates,
            locale,
            room,
            lambda one: width(one) + 2 * self.gap,
            is_padded=is_padded,
        )

    @cached_property
    def has_legend(self) -> bool:
        """Return whether series are named by a legend."""
        if self.data.legend is not None:
            return self.data.legend
        is_told = self.names_lines or self.data.is_told_by_axes
        return len(self.data.series) > 1 and not is_told

    # scales

    def format_of(self, series: SeriesData) -> NumberFormat:
        """Return how the numbers of a series are written: as those of others along its axis."""
        alike = [one for one in self.data.series if one.is_second == series.is_second]
        largest = None if series.is_second else self._largest
        return self.words_of(series).format_for(_numbers(alike), largest)

    @cached_property
    def _largest(self) -> float:
        """Return the number that decides about the unit of the axis and of all along it.

        They have one, as no format divides by 10,000, so that the numbers in the workbook have to
        be divided.
        """
        data = self.data
        largest = max(map(abs, _reach(self._main)), default=0.0)
        may_have_labels = data.labels or (len(data.series) == 1 and self.bars)
        if may_have_labels or data.stacking == "percent":
            return largest
        return max(map(abs, self._round_ends[:2]))

    def is_told_before(self, which: int, at: int) -> bool:
        """Return whether a point of a line is also one of an earlier line, which has its number."""
        data, own = self.data, self.data.series[which]
        if data.kind != "line" or own.is_target:
            return False
        earlier = (one for one in data.series[:which] if one.is_second == own.is_second)
        return any(one.values[at] == own.values[at] and not one.is_target for one in earlier)

    def value_labels(self, series: SeriesData) -> list[str]:
        """Return the numbers of a series as they are written; empty where one is missing."""
        words, form = self.words_of(series), self.format_of(series)
        return ["" if one is None else words.written(one, form) for one in series.values]

    def told_values(self, series: SeriesData) -> list[str]:
        """Return the numbers of a series as they are told, each with how uncertain it is."""
        labels, words = self.value_labels(series), self.words_of(series)
        if not series.errors:
            return labels
        form = words.format_for(tuple(one for one in series.errors if one is not None))
        return [
            f"{label} ± {words.written(error, form)}" if label and error is not None else label
            for label, error in zip(labels, series.errors, strict=True)
        ]

    def words_of(self, series: SeriesData) -> NumberWords:
        """Return how the numbers of a series, or of its axis, are written."""
        return self.data.second_numbers if series.is_second else self.data.numbers

    @cached_property
    def scale(self) -> Scale:
        """Return the scale of the numbers."""
        data = self.data
        if data.stacking == "percent":
            words = NumberWords(locale=data.numbers.locale, style="percent", decimals=0)
            return _scale((0.0, 1.0, 0.25), words.format_for(()), is_shown=self.has_scale)
        low, high, unit = self._round_ends
        if data.is_log:
            return _log_scale((low, high, unit), data.numbers, is_shown=self.has_scale)
        least = min(_reach(self._main), default=0.0)
        if not self.has_scale and data.most is None:
            high = max(0.0, *_reach(self._main))  # without ticks, it need not be round
            high = max(high, low + unit)
        if self.shows_values and data.least is None and low < 0 and least - low < unit / 2:
            low = round(low - unit, 12)  # room for the number below the longest bar
        if data.is_horizontal and self.shows_values and data.least is None:
            low = self._clear_of_names(low, high, unit)
        form = data.numbers.format_of_ticks(_ticks(low, high, unit), self._largest)
        return _scale((low, high, unit), form, is_shown=self.has_scale)

    def _clear_of_names(self, low: float, high: float, unit: float) -> float:
        """Return the lower end with which numbers beside bars below 0 end right of the names."""
        plot = self.width - self.left - self._widest_number(is_below=False) - self.gap
        needs = [
            (value, wide + self.gap)
            for value, wide in self._numbers_beside_bars
            if value < 0 and wide + self.gap < plot * _MOST_FOR_NUMBERS
        ]
        ends = ((value * plot - need * high) / (plot - need) for value, need in needs)
        least = min(ends, default=low)
        if least >= low:
            return low
        return round(math.floor(least / unit) * unit if self.has_scale else least, 12)

    @cached_property
    def _numbers_beside_bars(self) -> list[tuple[float, float]]:
        """Return the numbers of bars that lie, each with its width."""
        width = partial(self.letters.width, is_bold=True)
        return [
            (value, width(label))
            for one in self.bars
            for value, label in zip(one.values, self.value_labels(one), strict=True)
            if value is not None
        ]

    def _widest_number(self, *, is_below: bool) -> float:
        """Return the width of the widest number on the left or on the right of bars."""
        beside = self._numbers_beside_bars
        return max((wide for value, wide in beside if (value < 0) == is_below), default=0.0)

    @property
    def _main(self) -> Sequence[SeriesData]:
        """Return the series along the first axis."""
        return [one for one in self.data.series if not one.is_second] or self.data.series

    @cached_property
    def _round_ends(self) -> tuple[float, float, float]:
        """Return the ends that the scale has if its ticks are shown, and their distance."""
        data, main = self.data, self._main
        values: Iterator[float] = _reach(main)
        if data.stacking == "sum":
            lines = [one for one in main if one.is_line]
            bars = [one for one in main if not one.is_line]
            values = chain(self._totals(bars), _numbers(lines))
        if data.is_log:
            above = (one for one in values if one > 0)
            return ends_of_log(above, least=data.least, most=data.most)
        is_from_zero = data.kind in {"column", "bar", "area"}
        return ends_of(
            values,
            from_zero=is_from_zero,
            least=data.least,
            most=data.most,
            ticks=self._ticks_with_room,
            near=NEAR_FOR_POINTS if data.kind == "scatter" else NEAR_ZERO,
        )

    @property
    def _ticks_with_room(self) -> int:
        """Return about how many ticks there are, so that their labels do not touch."""
        if self.data.is_horizontal:
            return TICKS
        legend = self.legend.area.height if self.legend is not None else 0.0
        room = self.height - legend - _AROUND_PLOT * self.line
        return max(_FEWEST_TICKS, min(TICKS, int(room / (self.line * _TICK_LINE))))

    @cached_property
    def second(self) -> Scale | None:
        """Return the scale on the other side; None if there is none."""
        data = self.data
        others = [one for one in data.series if one.is_second]
        if not others:
            return None
        ends = ends_with(_reach(others), len(self.scale.ticks) - 1)
        form = data.second_numbers.format_of_ticks(_ticks(*ends))
        return _scale(ends, form)

    @cached_property
    def across(self) -> Scale | None:
        """Return the scale of a scatter's positions."""
        if self.data.kind != "scatter":
            return None
        words = self.data.positions
        if self.data.is_log_across:
            return _log_scale(ends_of_log(self.data.xs), words)
        is_whole = all(float(x).is_integer() for x in self.data.xs)
        ends = ends_of(self.data.xs, from_zero=False, is_whole=is_whole, near=NEAR_FOR_POINTS)
        return _scale(ends, words.format_of_positions(_ticks(*ends)))

    def _totals(self, series: Sequence[SeriesData]) -> Iterator[float]:
        """Yield the sums of the numbers above and below 0 of each category."""
        for at in range(self.count):
            values = [value for one in series if (value := one.values[at]) is not None]
            yield sum(value for value in values if value > 0)
            yield sum(value for value in values if value < 0)

    def tick_labels(self, one: Scale | None) -> list[str]:
        """Return the labels of a scale's ticks."""
        if one is None or not one.is_shown:
            return []
        words = self.data.numbers
        if one is self.second or one is self.across:
            words = self.data.second_numbers if one is self.second else self.data.positions
        return [words.written(tick, one.format) for tick in one.ticks]

    # places

    @cached_property
    def legend(self) -> Legend | None:
        """Return where the legend is: a row at the top, or rows of equal columns."""
        if not self.has_legend:
            return None
        em, count = self.letters.em, len(self.data.series)
        entry = (_KEY + _KEY_GAP + _COLUMN_GAP) * em
        widths = [self.letters.width(one.name) + entry for one in self.data.series]
        columns = count
        if sum(widths) > self.width:
            columns = max(1, min(count, int(self.width // max(widths))))
            widths = [max(widths)] * count
        high = self.line * _LEGEND_LINE
        lefts = list(accumulate(widths[: columns - 1], initial=0.0))
        area = Area(0.0, 0.0, min(self.width, sum(widths[:columns])), -(-count // columns) * high)
        places = (divmod(at, columns) for at in range(count))
        return Legend(
            area=area,
            places=tuple((lefts[column], (row + 0.5) * high) for row, column in places),
        )

    @cached_property
    def names_width(self) -> float:
        """Return the width of the names of horizontal bars."""
        if not self.data.is_horizontal:
            return 0.0
        widest = max(map(self.letters.width, self.data.categories), default=0.0)
        return min(widest, self.width * _LABEL_SHARE)

    @cached_property
    def left(self) -> float:
        """Return the x of the plot's left edge."""
        if self.data.is_horizontal:
            return self.names_width + self.gap * 1.2
        widest = max(map(self.letters.width, self.tick_labels(self.scale)), default=0.0)
        ticks = widest + self.gap if widest else 0.0
        return max(ticks, self._overhang(0))

    def _overhang(self, category: int) -> float:
        """Return how far the name of the first or last category is beyond the plot, at most."""
        if self.data.kind == "scatter" or not self.data.categories:
            return 0.0
        if self.calendar is not None:
            return max(map(self.letters.width, self.calendar.labels)) / 2
        room = self.width / self.count
        if self.turn:
            return 0.0 if category else self._before_names(room)
        shown = self.letters.width(self.data.categories[category])
        if max(map(self.letters.longest_word, self.data.categories)) <= room * _FULLEST:
            shown = min(shown, room)  # a longer one is broken
        inside = 0.0 if self.is_edge_to_edge else room / 2
        return min(max(0.0, shown / 2 - inside), self.width / 4)

    def _before_names(self, room: float) -> float:
        """Return how far turned names are beyond the left edge of the plot."""
        slope = math.cos(math.radians(self.turn))
        widths = map(self.letters.width, self.data.categories)
        return max(width * slope - (at + 0.5) * room for at, width in enumerate(widths))

    @property
    def right(self) -> float:
        """Return the x of the plot's right edge."""
        return max(self.left + _LEAST_PLOT, self.width - self._beside)

    @cached_property
    def _beside(self) -> float:
        """Return the width of the words on the right of the plot."""
        width, data = self.letters.width, self.data
        space = 0.0
        if (ticks := self.tick_labels(self.second)) and not data.is_horizontal:
            space = max(map(width, ticks)) + self.gap
        if self.names_lines:
            widest = max(width(one.name, is_bold=one.is_highlighted) for one in data.series)
            space = max(space, widest * _NAME_SPARE + self.gap)
        if data.is_horizontal and self.shows_values:
            space = max(space, self._widest_number(is_below=False) + self.gap)
        if self.has_margin:
            names = data.categories or chain.from_iterable(map(self.value_labels, data.series))
            space = max(space, max(map(width, names), default=0.0) + 2 * self.gap)
        ends = self.tick_labels(self.across)
        if data.is_horizontal:
            ends = self.tick_labels(self.scale)
        if ends:
            space = max(space, width(ends[-1]) / 2)
        elif data.categories:
            space = max(space, self._overhang(-1))
        return space

    @property
    def missing_width(self) -> float:
        """Return how much wider the chart has to be for the words beside its plot, if at all."""
        return max(0.0, self.left + _LEAST_PLOT + self._beside - self.width)

    @property
    def missing_for_names(self) -> float:
        """Return how much wider the plot has to be so that no name of a column is split."""
        data = self.data
        if data.kind != "column" or not data.has_named_columns:
            return 0.0
        needed = self.line * _UPRIGHT_LINE
        if not self.turn:
            needed = max(map(self.letters.longest_word, data.categories))
        return max(0.0, (needed - self.room) * self.count)

    @cached_property
    def top(self) -> float:
        """Return the y of the plot's upper edge."""
        top = self.legend.area.height + self.gap if self.legend is not None else 0.0
        if self.data.is_horizontal:
            return top
        if self.shows_values:
            return top + self.line
        return top + self.line / 2

    @cached_property
    def bottom(self) -> float:
        """Return the y of the plot's lower edge."""
        below = 0.0
        if self.data.is_horizontal:
            below = self.line + self.gap if self.scale.is_shown else 0.0
            below += self._title_room if self.data.axis else 0.0
        else:
            below = self.names_height + self.gap
            below += self._title_room if self.data.category_axis else 0.0
        return max(self.top + _LEAST_PLOT, self.height - below)

    @property
    def _title_room(self) -> float:
        """Return the height of the title below an axis, with the space above it."""
        return self.line + self.gap * 0.4

    @cached_property
    def axis_title(self) -> AxisTitle | None:
        """Return the title of the axis of numbers if bars lie; others stand above the chart.

        Programs break the title of a vertical axis in ways of their own.
        """
        is_inside = self.data.axis and self.data.is_horizontal
        return self._end_title(self.data.axis) if is_inside else None

    @cached_property
    def category_title(self) -> AxisTitle | None:
        """Return the title of the axis of categories, or of a scatter's positions, at its end."""
        words = self.data.category_axis
        return None if not words or self.data.is_horizontal else self._end_title(words)

    def _end_title(self, words: str) -> AxisTitle:
        left = self.plot.right - self.letters.width(words)
        return AxisTitle(words, max(0.0, left), self.height - self.line)

    @cached_property
    def plot(self) -> Area:
        """Return the area between the axes."""
        return Area(self.left, self.top, self.right - self.left, self.bottom - self.top)

    @cached_property
    def room(self) -> float:
        """Return the room of a category along its axis."""
        length = self.bottom - self.top if self.data.is_horizontal else self.right - self.left
        if self.calendar is not None:
            days = pairwise(self.data.dates)
            least = min(later - day for day, later in days)
            return length * least / (self.calendar.last - self.calendar.first)
        gaps = self.count - 1 if self.is_edge_to_edge else self.count
        return length / max(1, gaps)

    @cached_property
    def skip(self) -> int:
        """Return every how many categories one has a label, so that they do not touch."""
        is_flat = self.data.is_horizontal or self.data.kind == "scatter"
        if is_flat or not self.count or self.turn or self.calendar:
            return 1
        longest = max(map(self.letters.longest_word, self.data.categories))
        if longest <= self.room * _FULLEST:
            return 1
        widest = max(map(self.letters.width, self.data.categories)) + self.gap
        return max(1, -int(-widest // self.room))

    @cached_property
    def turn(self) -> int:
        """Return by how many degrees the names of columns are turned, as far as they have to be."""
        data = self.data
        if not data.is_reduced or data.kind != "column" or not data.has_named_columns:
            return 0
        longest = max(map(self.letters.longest_word, data.categories))
        room = self.width / self.count
        if longest <= room * _SURELY:
            return 0
        return _SLANTED if room >= self.line * _SLANTED_LINE else _UPRIGHT

    @cached_property
    def names_height(self) -> float:
        """Return the height of the names below the plot."""
        if not self.turn:
            return max((len(lines) for lines in self.category_lines), default=1) * self.line
        widest = max(map(self.letters.width, self.data.categories))
        angle = math.radians(self.turn)
        return widest * math.sin(angle) + self.line * math.cos(angle)

    @cached_property
    def category_lines(self) -> list[tuple[str, ...]]:
        """Return the lines of the names of categories; none for those without a label."""
        data, letters = self.data, self.letters
        if data.kind == "scatter" or self.calendar:
            return []
        if self.turn:
            return [(name,) for name in data.categories]
        if data.is_horizontal:
            return [letters.lines(name, self.names_width + 0.5) for name in data.categories]
        room = self.room * _FULLEST
        return [
            () if at % self.skip else ((name,) if self.skip > 1 else letters.lines(name, room))
            for at, name in enumerate(data.categories)
        ]

    # bars

    @cached_property
    def side_by_side(self) -> int:
        """Return how many bars a category has beside each other."""
        return 1 if self.data.stacking != "none" else max(1, len(self.bars))

    @cached_property
    def overlap(self) -> int:
        """Return how much bars of a category overlap, in percent of their width."""
        if self.data.stacking != "none":
            return 100
        return _BETWEEN if len(self.bars) > 1 else 0

    @cached_property
    def gap_share(self) -> int:
        """Return the space between the bars of two categories, in percent of a bar's width."""
        least = _CLUSTER_GAP if self.side_by_side > 1 else _SINGLE_GAP
        wide = round((self.room / _WIDEST_BAR - self._units) * 100)
        return min(_MOST_GAP, max(least, wide))

    @property
    def bar(self) -> float:
        """Return the width of a bar."""
        return self.room / (self._units + self.gap_share / 100)

    @property
    def _units(self) -> float:
        """Return the width of the bars of a category, as a multiple of one."""
        return self.side_by_side - (self.side_by_side - 1) * min(self.overlap, 0) / 100

    def bar_start(self, category: int, which: int) -> float:
        """Return where a bar begins along the axis of categories, from the plot's edge."""
        apart = self.bar * (1 - min(self.overlap, 0) / 100)
        inside = self.bar * self.gap_share / 200
        return category * self.room + inside + (which * apart if self.side_by_side > 1 else 0.0)

    # points

    def along(self, category: int) -> float:
        """Return where the middle of a category is, from the plot's edge."""
        if self.calendar is not None:
            return self.calendar.share(self.data.dates[category]) * self.plot.width
        if self.is_edge_to_edge:
            return category * self.room if self.count > 1 else self.plot.width / 2
        return (category + 0.5) * self.room

    def level(self, value: float, *, is_second: bool = False) -> float:
        """Return where a number is: an x if bars lie, else a y."""
        one = self.second if is_second and self.second is not None else self.scale
        share = one.share(value)
        if self.data.is_horizontal:
            return self.plot.x + share * self.plot.width
        return self.plot.bottom - share * self.plot.height

    def error_ends(self, at: int, series: SeriesData) -> tuple[float, float] | None:
        """Return where the error bar of a point ends, within the plot; None if it has none.

        The second end is that of the greater number.
        """
        value, error = series.values[at], series.error(at)
        if value is None or not error:
            return None
        one = self.second if series.is_second and self.second is not None else self.scale
        low, high = (min(max(end, one.least), one.most) for end in (value - error, value + error))
        return self.level(low, is_second=series.is_second), self.level(
            high, is_second=series.is_second
        )

    def base(self, *, is_second: bool = False) -> float:
        """Return where bars begin: at 0, or at the end of the scale that is nearer to it."""
        one = self.second if is_second and self.second is not None else self.scale
        return self.level(min(max(0.0, one.least), one.most), is_second=is_second)

    def point(self, at: int, series: SeriesData) -> Point | None:
        """Return the place of a point; None if its number is missing."""
        value = series.values[at]
        if value is None:
            return None
        level = self.level(value, is_second=series.is_second)
        if self.across is not None:
            return self.plot.x + self.across.share(self.data.xs[at]) * self.plot.width, level
        return self.plot.x + self.along(at), level


def _scale(
    ends: tuple[float, float, float], format_: NumberFormat, *, is_shown: bool = True
) -> Scale:
    least, most, unit = ends
    return Scale(least=least, most=most, unit=unit, format=format_, is_shown=is_shown)


def _log_scale(
    ends: tuple[float, float, float], words: NumberWords, *, is_shown: bool = True
) -> Scale:
    least, most, factor = ends
    form = words.format_of_log_ticks(log_ticks(*ends))
    return Scale(least=least, most=most, unit=factor, is_log=True, format=form, is_shown=is_shown)


def _reach(series: Sequence[SeriesData]) -> Iterator[float]:
    return chain.from_iterable(one.reach for one in series)


def _numbers(series: Sequence[SeriesData]) -> Iterator[float]:
    return (value for one in series for value in one.values if value is not None)


def _ticks(low: float, high: float, unit: float) -> tuple[float, ...]:
    return tuple(round(low + unit * at, 12) for at in range(round((high - low) / unit) + 1))
