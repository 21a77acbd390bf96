"""The numbers of a chart with axes: along which scales they are, and how they are written."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import cached_property, partial
from itertools import chain

from diptych.charting.data import ChartData, SeriesData
from diptych.charting.lettering import Letters
from diptych.charting.numbers import NumberWords
from diptych.charting.scales import (
    NEAR_FOR_POINTS,
    NEAR_ZERO,
    TICKS,
    ends_of,
    ends_of_log,
    ends_with,
)
from diptych.model.chart import NumberFormat, Scale, log_ticks

_MOST_LABELS = 12
"""Bars of which each has its number, without an axis."""
_MOST_FOR_NUMBERS = 0.75
"""The most of a plot's width that a number on the left of a bar takes."""
_FULLEST = 0.96
"""Share of the room of a category that its name may take."""
_AROUND_PLOT, _TICK_LINE, _FEWEST_TICKS = 2.5, 1.15, 2
"""The height of what is above and below a plot, and the least distance of its ticks, in lines; the
fewest of these."""


class Scaling:
    """The scales of a chart of some size, computed as they are needed."""

    def __init__(
        self,
        data: ChartData,
        letters: Letters,
        width: float,
        height: float,
        *,
        bars_left: float,
        keeps_scale: bool,
    ) -> None:
        """Take a chart, and the size in pixels that its plot has with what is beside and below it.

        Bars that lie begin at `bars_left`. With `keeps_scale` the axis of numbers is shown anyway.
        """
        self.data, self.letters = data, letters
        self.width, self.height = width, height
        self.bars_left, self.keeps_scale = bars_left, keeps_scale

    @cached_property
    def bars(self) -> list[SeriesData]:
        """Return the series drawn as bars."""
        if self.data.kind not in {"column", "bar"}:
            return []
        return [one for one in self.data.series if not one.is_line]

    @cached_property
    def shows_values(self) -> bool:
        """Return whether points have their numbers, so that the axis needs none."""
        data = self.data
        if data.kind == "scatter":
            return data.labels is not False and bool(data.labels or data.categories)
        if data.labels is not None:
            return data.labels
        if len(data.series) != 1 or not self.bars or len(self.data.categories) > _MOST_LABELS:
            return False
        if data.is_horizontal:
            return True
        widest = max(map(self.letters.width, self.value_labels(data.series[0])), default=0.0)
        return widest * len(self.data.categories) <= self.width * _FULLEST

    @cached_property
    def has_scale(self) -> bool:
        """Return whether the axis of numbers is shown: not beside bars that all have theirs."""
        data = self.data
        has_all = (
            self.shows_values and data.stacking == "none" and len(self.bars) == len(data.series)
        )
        return self.keeps_scale or not has_all

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
        plot = self.width - self.bars_left - self.widest_number(is_below=False) - self.letters.gap
        needs = [
            (value, wide + self.letters.gap)
            for value, wide in self._numbers_beside_bars
            if value < 0 and wide + self.letters.gap < plot * _MOST_FOR_NUMBERS
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

    def widest_number(self, *, is_below: bool) -> float:
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
        room = self.height - _AROUND_PLOT * self.letters.line
        return max(_FEWEST_TICKS, min(TICKS, int(room / (self.letters.line * _TICK_LINE))))

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
        for at in range(len(self.data.categories)):
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
