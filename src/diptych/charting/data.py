"""What a chart is made of: what its author wants, in one language, and how the theme paints it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import cycle

from msgspec import Struct

from diptych.charting.lettering import Letters
from diptych.charting.numbers import NumberWords
from diptych.model.chart import ChartKind, Lettering, Stacking
from diptych.model.contrast import READABLE, contrast


class SeriesData(Struct, frozen=True, kw_only=True):
    """A row of numbers."""

    name: str
    values: tuple[float | None, ...]
    errors: tuple[float | None, ...] = ()
    """How uncertain each is, upwards and downwards; empty if that is said of none."""
    is_line: bool = False
    """Whether it is a line among columns."""
    is_second: bool = False
    is_target: bool = False
    """Whether it is a line at one number, to which the others are compared."""
    is_highlighted: bool = False
    step: int = 0

    def error(self, at: int) -> float:
        """Return how uncertain a number is; 0 if that is not said."""
        return (self.errors[at] or 0.0) if self.errors else 0.0

    @property
    def reach(self) -> Iterator[float]:
        """Yield its numbers, and the ends of their error bars."""
        for at, value in enumerate(self.values):
            if value is not None:
                yield value
                if error := self.error(at):
                    yield value - error
                    yield value + error


class ChartData(Struct, frozen=True, kw_only=True):
    """The content of a chart."""

    kind: ChartKind
    stacking: Stacking
    categories: tuple[str, ...]
    """The names along the axis, of slices, or of the points of a scatter, if these have any."""
    xs: tuple[float, ...]
    series: tuple[SeriesData, ...]
    dates: tuple[int, ...] = ()
    """The days that the categories are, as ordinals, if they are to be set apart as these are."""
    highlighted: tuple[int, ...] = ()
    """The categories that are highlighted."""
    numbers: NumberWords
    second_numbers: NumberWords
    positions: NumberWords
    """How a scatter's positions are written."""
    axis: str = ""
    """The title of the axis of numbers, `second_axis` and `category_axis` likewise."""
    second_axis: str = ""
    category_axis: str = ""
    is_log: bool = False
    """Whether the scale of the numbers is logarithmic; `is_log_across` that of a scatter's
    positions."""
    is_log_across: bool = False
    least: float | None = None
    most: float | None = None
    is_reduced: bool = False
    """Whether it fits in no other way: with names that are closer or, if of columns, turned."""
    labels: bool | None = None
    """Whether points have their numbers; None where these are easier to read than an axis."""
    legend: bool | None = None
    """Whether the series are named by a legend; None for one unless they can be named directly."""

    @property
    def is_horizontal(self) -> bool:
        """Return whether its bars lie."""
        return self.kind == "bar"

    @property
    def has_named_columns(self) -> bool:
        """Return whether its categories have names, of which each is shown, and not numbers."""
        return any(any(map(str.isalpha, name)) for name in self.categories)

    @property
    def own_series(self) -> tuple[SeriesData, ...]:
        """Return the series without the targets to which they are compared."""
        return tuple(one for one in self.series if not one.is_target)

    def has_area(self, series: SeriesData) -> bool:
        """Return whether a series is shown by areas, and not by a line or points."""
        return self.kind in {"column", "bar", "area"} and not series.is_line

    @property
    def tells_series_apart(self) -> bool:
        """Return whether categories are highlighted, in series that are told apart by colours."""
        own = self.own_series
        is_one = len(own) == 1 or any(one.is_highlighted for one in own)
        return bool(self.highlighted) and not is_one

    @property
    def is_told_by_axes(self) -> bool:
        """Return whether the titles of two axes, each of one series, name these: in its colour."""
        if self.legend is not None or self.highlighted or self.is_horizontal:
            return False
        titles = {False: self.axis, True: self.second_axis}
        return sorted(one.is_second for one in self.series) == [False, True] and all(
            one.name and one.name.lower() in titles[one.is_second].lower() for one in self.series
        )

    @property
    def names_lines(self) -> bool:
        """Return whether each line has its name at its end, instead of in a legend."""
        return (
            self.kind == "line"
            and len(self.series) > 1
            and len(self.categories) > 1
            and self.legend is None
            and all(one.values[-1] is not None for one in self.series)
            and not any(one.is_second for one in self.series)
        )

    @property
    def is_edge_to_edge(self) -> bool:
        """Return whether the first and last category are at the edges of the plot.

        Those of areas are, and of lines with names at their ends, where no grid may run through.
        """
        return self.kind == "area" or self.names_lines or bool(self.dates)

    @property
    def has_legend(self) -> bool:
        """Return whether series are named by a legend."""
        if self.legend is not None:
            return self.legend
        is_told = self.names_lines or self.is_told_by_axes
        return len(self.series) > 1 and not is_told


class Paints(Struct, frozen=True, kw_only=True):
    """The colours of a chart on what is behind it; all are tokens."""

    palette: tuple[str, ...]
    soft: tuple[str, ...]
    """The tint of each colour of the palette."""
    texts: tuple[str, ...]
    """The shade of each for text."""
    accent: str
    muted: str
    fainter: tuple[str, ...]
    """Those of further areas beside a highlighted one, which a legend tells apart."""
    ink: str
    quiet: str
    """That of labels of axes."""
    grid: str
    paper: str
    values: Mapping[str, str]
    """The value of each."""
    letters: Letters

    @property
    def lettering(self) -> Lettering:
        """Return how labels are set."""
        letters = self.letters
        return Lettering(size=letters.size, color=self.quiet, ink=self.ink, font=letters.look.font)

    def of_name(self, token: str) -> str:
        """Return the colour of the name of a series: the series', in a shade that can be read.

        The name of one that is muted has the colour of text: letters are thinner than lines, so
        that in a quiet colour they would look fainter than what they name.
        """
        if token == self.muted:
            return self.ink
        shade = dict(zip(self.palette, self.texts, strict=True)).get(token, self.ink)
        shades = (one for one in (token, shade) if self._contrast(one, self.paper) >= READABLE)
        return next(shades, self.ink)

    def on(self, token: str) -> str:
        """Return the colour for text on an area in the colour of a token."""
        return max((self.paper, self.ink), key=lambda one: self._contrast(one, token))

    def of_series(self, data: ChartData) -> list[str]:
        """Return the colour of each series; a target has that of text."""
        own = iter(self._of_own(data))
        return [self.ink if one.is_target else next(own) for one in data.series]

    def _of_own(self, data: ChartData) -> list[str]:
        series = data.own_series
        if not any(one.is_highlighted for one in series):
            if data.highlighted and not data.tells_series_apart:
                return [self.muted]
            return [self.palette[at % len(self.palette)] for at in range(len(series))]
        strong = iter([self.accent, *(one for one in self.palette if one != self.accent)])
        muted = cycle((self.muted, *self.fainter))
        return [
            next(strong)
            if one.is_highlighted
            else next(muted)
            if data.has_area(one)
            else self.muted
            for one in series
        ]

    def of_points(self, color: str, data: ChartData, *, has_tints: bool) -> tuple[str, ...]:
        """Return the colours of the points of a series, whose highlighted categories stand out.

        They have the accent. But where colours tell series apart, each keeps its own there, and has
        a tint of it elsewhere, unless it is a line, which is as strong everywhere.
        """
        strong = color if data.tells_series_apart else self.accent
        other = self.soft[self.palette.index(color)] if has_tints else color
        points = range(len(data.series[0].values))
        return tuple(strong if at in data.highlighted else other for at in points)

    def of_slices(self, data: ChartData) -> list[str]:
        """Return the colour of each slice; the smallest of many are muted."""
        count = len(data.categories)
        if not data.highlighted:
            values = data.series[0].values
            largest = sorted(range(count), key=lambda at: -(values[at] or 0))[: len(self.palette)]
            colors = dict(zip(sorted(largest), self.palette, strict=False))
            return [colors.get(at, self.muted) for at in range(count)]
        strong = iter([self.accent, *(one for one in self.palette if one != self.accent)])
        return [next(strong) if at in data.highlighted else self.muted for at in range(count)]

    def _contrast(self, one: str, other: str) -> float:
        return contrast(self.values[one], self.values[other])
