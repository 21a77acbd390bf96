"""The frame of a chart with axes: where its plot is, and what is beside and below that."""

from __future__ import annotations

import math
from functools import cached_property
from itertools import chain, pairwise

from diptych.charting.bars import BarPlaces
from diptych.charting.calendar import calendar_of
from diptych.charting.data import ChartData, Paints, SeriesData
from diptych.charting.legend import legend_of
from diptych.charting.paths import Point
from diptych.charting.scaling import Scaling
from diptych.model.chart import Area, AxisTitle, Calendar, Legend

_LABEL_SHARE = 0.4
"""The most of a chart's width that the names of horizontal bars take."""
_FULLEST = 0.96
"""Share of the room of a category that its name may take."""
_SURELY = 0.85
"""Share of the width of a chart, divided by its columns, in which their names surely have room."""
_SLANTED, _UPRIGHT = 45, 90
"""By how many degrees names are turned: by the second if the first would bring them too close."""
_SLANTED_LINE, _UPRIGHT_LINE = 1.3, 0.95
"""The least distance of the names of columns that are turned so, in lines."""
_FOR_DAYS = 0.85
"""Share of the width of a chart that the labels of days have."""
_LEAST_PLOT = 8.0
_NAME_SPARE = 1.15
"""The room of the name of a line, as a multiple of its width: programs break what lacks some."""


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

    @property
    def count(self) -> int:
        """Return how many categories there are."""
        return len(self.data.categories)

    @cached_property
    def calendar(self) -> Calendar | None:
        """Return the scale of days, if the categories are days."""
        data = self.data
        if not data.dates:
            return None
        width = self.letters.width
        locale = data.numbers.locale
        room = self.width * _FOR_DAYS
        is_padded = bool(data.labels) and data.kind == "line" and not self.data.names_lines
        return calendar_of(
            data.dates,
            locale,
            room,
            lambda one: width(one) + 2 * self.gap,
            is_padded=is_padded,
        )

    @cached_property
    def legend(self) -> Legend | None:
        """Return where the legend is; None if there is none."""
        return legend_of(self.data, self.letters, self.width)

    @cached_property
    def scaling(self) -> Scaling:
        """Return its scales, and how its numbers are written."""
        legend = self.legend.area.height if self.legend is not None else 0.0
        return Scaling(
            self.data,
            self.letters,
            self.width,
            self.height - legend,
            bars_left=self._bars_left,
            keeps_scale=self.keeps_scale,
        )

    @cached_property
    def bar_places(self) -> BarPlaces:
        """Return where its bars are."""
        return BarPlaces(len(self.scaling.bars), self.data.stacking != "none", self.room)

    @property
    def _bars_left(self) -> float:
        """Return the x at which bars that lie begin, right of their names."""
        return self.names_width + self.gap * 1.2

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
            return self._bars_left
        widest = max(
            map(self.letters.width, self.scaling.tick_labels(self.scaling.scale)), default=0.0
        )
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
        inside = 0.0 if self.data.is_edge_to_edge else room / 2
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
        if (ticks := self.scaling.tick_labels(self.scaling.second)) and not data.is_horizontal:
            space = max(map(width, ticks)) + self.gap
        if self.data.names_lines:
            widest = max(width(one.name, is_bold=one.is_highlighted) for one in data.series)
            space = max(space, widest * _NAME_SPARE + self.gap)
        if data.is_horizontal and self.scaling.shows_values:
            space = max(space, self.scaling.widest_number(is_below=False) + self.gap)
        if self.has_margin:
            names = data.categories or chain.from_iterable(
                map(self.scaling.value_labels, data.series)
            )
            space = max(space, max(map(width, names), default=0.0) + 2 * self.gap)
        ends = self.scaling.tick_labels(self.scaling.across)
        if data.is_horizontal:
            ends = self.scaling.tick_labels(self.scaling.scale)
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
        if self.scaling.shows_values:
            return top + self.line
        return top + self.line / 2

    @cached_property
    def bottom(self) -> float:
        """Return the y of the plot's lower edge."""
        below = 0.0
        if self.data.is_horizontal:
            below = self.line + self.gap if self.scaling.scale.is_shown else 0.0
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
        gaps = self.count - 1 if self.data.is_edge_to_edge else self.count
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

    def along(self, category: int) -> float:
        """Return where the middle of a category is, from the plot's edge."""
        if self.calendar is not None:
            return self.calendar.share(self.data.dates[category]) * self.plot.width
        if self.data.is_edge_to_edge:
            return category * self.room if self.count > 1 else self.plot.width / 2
        return (category + 0.5) * self.room

    def level(self, value: float, *, is_second: bool = False) -> float:
        """Return where a number is: an x if bars lie, else a y."""
        one = (
            self.scaling.second
            if is_second and self.scaling.second is not None
            else self.scaling.scale
        )
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
        one = (
            self.scaling.second
            if series.is_second and self.scaling.second is not None
            else self.scaling.scale
        )
        low, high = (min(max(end, one.least), one.most) for end in (value - error, value + error))
        return self.level(low, is_second=series.is_second), self.level(
            high, is_second=series.is_second
        )

    def base(self, *, is_second: bool = False) -> float:
        """Return where bars begin: at 0, or at the end of the scale that is nearer to it."""
        one = (
            self.scaling.second
            if is_second and self.scaling.second is not None
            else self.scaling.scale
        )
        return self.level(min(max(0.0, one.least), one.most), is_second=is_second)

    def point(self, at: int, series: SeriesData) -> Point | None:
        """Return the place of a point; None if its number is missing."""
        value = series.values[at]
        if value is None:
            return None
        level = self.level(value, is_second=series.is_second)
        if self.scaling.across is not None:
            return self.plot.x + self.scaling.across.share(
                self.data.xs[at]
            ) * self.plot.width, level
        return self.plot.x + self.along(at), level
