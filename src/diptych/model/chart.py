"""What a chart shows, solved: its numbers, axes, colours and places, the same for all writers.

Places are in CSS pixels from the top left corner of the chart's box.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Literal, get_args

from msgspec import Struct
from msgspec.structs import replace

from diptych.model.geometry import Pt
from diptych.model.theme import REGULAR, FontRole

ChartKind = Literal["column", "bar", "line", "area", "scatter", "pie", "doughnut"]
CHART_KINDS: tuple[ChartKind, ...] = get_args(ChartKind)
Stacking = Literal["none", "sum", "percent"]
"""Whether series are side by side, on top of each other, or that as shares of their sum."""
Form = Literal["bars", "line", "area", "points", "slices"]
"""What a series is drawn as."""
ScaleKind = Literal["linear", "log"]
SCALE_KINDS: tuple[ScaleKind, ...] = get_args(ScaleKind)
NumberStyle = Literal["number", "compact", "percent", "currency"]
NUMBER_STYLES: tuple[NumberStyle, ...] = get_args(NumberStyle)
"""How numbers are written, in the words of the filters of templates."""
LabelPlace = Literal["above", "below", "middle", "right", "left", "around"]
"""Where a label is, seen from its point; `around` is outside of its slice."""

ROUND = ("pie", "doughnut")
"""The kinds without axes."""
TINT_EDGE = 1.5
"""The width of the outline of a tint, in pixels."""
ERROR_LINE, ERROR_CAP = 2.0, 6.0
"""The width of the line of an error bar, and half the length of its ends, in pixels."""
HOLE = 0.5
"""The diameter of a doughnut's hole, as a share of its own; LibreOffice draws no other."""


class Area(Struct, frozen=True):
    """A rectangle in a chart."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Return the x of its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Return the y of its lower edge."""
        return self.y + self.height

    def meets(self, other: Area) -> bool:
        """Return whether it overlaps another one."""
        return (
            self.x < other.right
            and other.x < self.right
            and self.y < other.bottom
            and other.y < self.bottom
        )


class NumberFormat(Struct, frozen=True, kw_only=True):
    """How numbers are written, as spreadsheets need to know it."""

    before: str = ""
    after: str = ""
    decimals: int = 0
    finer: tuple[int, ...] = ()
    """What those have instead that would be 0: each the first with which it is not."""
    is_loose: bool = False
    """Whether numbers below 1 have only the decimals that they need, up to `decimals`, and others
    none, as along a logarithmic axis."""
    is_grouped: bool = True
    """Whether thousands are set apart."""
    is_share: bool = False
    """Whether they are shown as percentages: 0.5 as 50 %."""
    divisor: float = 1
    """By what they are divided to be shown, as `after` says: thousands, or 10,000 in Korean."""


class AxisTitle(Struct, frozen=True):
    """The title of an axis, and its top left corner."""

    text: str
    x: float
    y: float


class Scale(Struct, frozen=True, kw_only=True):
    """The numbers along an axis."""

    least: float
    most: float
    unit: float
    """From one tick to the next: how much is added, or by what a logarithmic one is multiplied."""
    is_log: bool = False
    format: NumberFormat
    is_shown: bool = True
    """Whether its ticks have labels and lines."""
    title: AxisTitle | None = None

    @property
    def ticks(self) -> tuple[float, ...]:
        """Return the numbers that have labels."""
        if self.is_log:
            return log_ticks(self.least, self.most, self.unit)
        count = round((self.most - self.least) / self.unit)
        return tuple(round(self.least + self.unit * at, 12) for at in range(count + 1))

    def share(self, value: float) -> float:
        """Return where a number is between the ends, from 0 to 1."""
        if self.is_log:
            return math.log(value / self.least) / math.log(self.most / self.least)
        return (value - self.least) / (self.most - self.least)


CalendarUnit = Literal["days", "months", "years"]


class Calendar(Struct, frozen=True, kw_only=True):
    """The days along an axis, each an ordinal of the proleptic Gregorian calendar."""

    first: int
    last: int
    ticks: tuple[int, ...]
    labels: tuple[str, ...]
    """Those of the ticks."""
    unit: CalendarUnit
    count: int
    """How many units there are from one tick to the next."""
    code: str
    """How spreadsheets are told to write the labels."""

    def share(self, day: int) -> float:
        """Return where a day is between the ends, from 0 to 1."""
        return (day - self.first) / (self.last - self.first)


def log_ticks(least: float, most: float, factor: float) -> tuple[float, ...]:
    """Return the powers of ten between two of them, each a multiple of the one before."""
    first, step = round(math.log10(least)), round(math.log10(factor))
    return tuple(float(f"1e{at}") for at in range(first, round(math.log10(most)) + 1, step))


class PointLabel(Struct, frozen=True, kw_only=True):
    """The label of a point: its number, the name of its series or of its slice."""

    point: int
    text: str
    place: LabelPlace
    color: str
    says_name: bool = False
    """Whether it has the name of its series, or of its slice."""
    says_value: bool = True
    says_cell: bool = False
    """Whether it is the name of its point, which is in a cell of the workbook."""
    is_bold: bool = False
    moved: tuple[float, float] = (0.0, 0.0)
    """How far it is from where programs would put it."""
    size: tuple[float, float] | None = None
    """Its width and height if it has several lines."""
    hides_grid: bool = False
    """Whether a line of the grid would strike it through, which it therefore hides."""
    lines: int = 1
    """How many it has."""
    format: NumberFormat | None = None
    """How its number is written, if otherwise than those of its series."""


class PlottedSeries(Struct, frozen=True, kw_only=True):
    """A row of numbers with one name."""

    name: str
    values: tuple[float | None, ...]
    """A number for each category or slice, or for each of the chart's `xs`; None if missing."""
    errors: tuple[float | None, ...] = ()
    """How uncertain each is, upwards and downwards; empty if that is said of none."""
    error_color: str = ""
    """That of its error bars."""
    form: Form
    color: str
    width: float = 3.0
    """That of its line, in pixels."""
    dots: tuple[int, ...] = ()
    """The points of its line that have dots, with an edge in the colour of what is behind."""
    point_colors: tuple[str, ...] = ()
    """The colour of each point if they differ."""
    has_tints: bool = False
    """Whether a point in another colour has a tint of that of its series, which is its outline."""
    is_second: bool = False
    """Whether its numbers are along the second axis."""
    is_target: bool = False
    """Whether it is a thin line at one number, across the plot."""
    format: NumberFormat
    labels: tuple[PointLabel, ...] = ()
    step: int = 0
    """The step at which it appears; 0 if with the chart."""


class Lettering(Struct, frozen=True, kw_only=True):
    """How the labels of a chart are set."""

    size: Pt
    color: str
    """That of the labels of axes."""
    ink: str
    """That of labels of points, unless they say otherwise."""
    font: FontRole


class Legend(Struct, frozen=True, kw_only=True):
    """The names of series beside squares in their colours, in rows above the plot."""

    area: Area
    places: tuple[tuple[float, float], ...]
    """The left edge and the middle of each."""


class Mark(Struct, frozen=True, kw_only=True):
    """A line or an area of the drawing."""

    path: str
    """In the syntax of SVG 2, 9.3."""
    fill: str = ""
    """The colour token of its area; empty for none."""
    line: str = ""
    """The colour token of its outline; empty for none."""
    width: float = 0.0
    """That of its outline."""
    step: int = 0


WordAnchor = Literal["start", "middle", "end"]
"""Which part of a word is at its place (SVG 2, 11.10.2.1)."""


class Word(Struct, frozen=True, kw_only=True):
    """A line of text of the drawing."""

    text: str
    x: float
    y: float
    """That of its baseline."""
    color: str
    anchor: WordAnchor = "start"
    weight: int = REGULAR
    step: int = 0
    turn: int = 0
    """By how many degrees it is turned about its place, so that it rises."""


class Plan(Struct, frozen=True, kw_only=True):
    """A chart with everything solved."""

    kind: ChartKind
    stacking: Stacking = "none"
    categories: tuple[str, ...] = ()
    """The names along the axis, of the slices, or of a scatter's points, if these have any."""
    xs: tuple[float, ...] = ()
    """The positions of a scatter's points."""
    series: tuple[PlottedSeries, ...]
    plot: Area
    """The area between the axes, or the square around the slices."""
    dates: tuple[int, ...] = ()
    """The days that the categories are, if they are set apart as these are."""
    calendar: Calendar | None = None
    """The scale of the days."""
    across: Scale | None = None
    """The scale of a scatter's positions."""
    scale: Scale | None = None
    """That of the numbers; None if there are no axes."""
    second: Scale | None = None
    """That on the other side, if there is one."""
    category_title: AxisTitle | None = None
    is_edge_to_edge: bool = False
    """Whether the first and last category are at the edges of the plot."""
    skip: int = 1
    """Every how many categories one has a label."""
    turn: int = 0
    """By how many degrees their names are turned, so that they rise."""
    legend: Legend | None = None
    gap: int = 60
    """The space between the bars of two categories, in percent of a bar's width."""
    overlap: int = 0
    """How much bars of one category overlap, in percent; below 0 they are apart."""
    letters: Lettering
    grid: str
    """The colour token of the lines of ticks."""
    axis: str
    """That of the axis at which bars begin."""
    paper: str
    """That of what is behind."""
    marks: tuple[Mark, ...] = ()
    words: tuple[Word, ...] = ()
    left_out: int = 0
    """How many of its points have no label for lack of room, though others have."""
    rows: tuple[tuple[str, ...], ...] = ()
    """The numbers as a table, as they are written; the first row has the names of the series."""

    @property
    def reaches_edges(self) -> bool:
        """Return whether a target reaches the edges of the plot, not only the outer categories."""
        return self.is_edge_to_edge or self.second is None

    @property
    def drawn(self) -> Plan:
        """Return only what its drawing needs."""
        return replace(self, categories=(), xs=(), series=(), rows=())

    def renumbered(self, new: Mapping[int, int]) -> Plan:
        """Return it with other numbers for its steps."""
        return replace(
            self,
            series=tuple(replace(one, step=new[one.step]) for one in self.series),
            marks=tuple(replace(one, step=new[one.step]) for one in self.marks),
            words=tuple(replace(one, step=new[one.step]) for one in self.words),
        )

    def at_step(self, step: int) -> Plan:
        """Return it as it is drawn at a step, without the series that appear later."""
        return replace(
            self,
            marks=tuple(one for one in self.marks if one.step <= step),
            words=tuple(one for one in self.words if one.step <= step),
        )
