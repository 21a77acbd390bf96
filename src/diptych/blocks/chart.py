"""A chart: numbers as columns, bars, lines, areas, points or slices."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Annotated

from msgspec import Struct
from msgspec.structs import replace

from diptych.diagnostics import Span
from diptych.model.block import ShapeBlock
from diptych.model.chart import ROUND, ChartKind, NumberStyle, ScaleKind, Stacking
from diptych.model.contrast import READABLE_LARGE, contrast
from diptych.model.density import OWN, Density
from diptych.model.geometry import Box, Emu, emu, from_px, to_px
from diptych.model.roles import Cells, Role
from diptych.model.setting import Extent, Fitted, Setting
from diptych.model.shapes import ChartShape, NarrowChart, Shape
from diptych.model.style import Style
from diptych.model.text import Text, literal
from diptych.model.text_frame import TextFrame
from diptych.model.theme import BOLD, MUTED_ROLES, Align, BlockStyle, StandIn, in_language

if TYPE_CHECKING:
    from diptych.charting.data import ChartData, Paints
    from diptych.typography.measured_text import MeasuredText

_COLORS = 6
"""Roles of colours for series."""
_SHARE, _ROUND_SHARE = 0.75, 0.95
"""The preferred height as a share of the width, if there is room; slices need more."""
_PHONE, _TYPE_ON_PHONE, _READABLE_ON_PHONE = 320, 13, 11
"""The room of a slide on a common phone, and the size there of the words of a chart that is drawn
for it, as those are that are smaller than the last; all in pixels."""
_LEAST_SIZE, _FINER = 7.0, 0.5
"""The least size of words that fit in no other way, in points, and by how much sizes differ."""
_TOLD = 24
"""The most numbers that an alternative text names one by one."""
_BELOW_TITLE, _BELOW_AXIS_TITLE = 0.7, 0.4
"""Space between a title and what is below it, in em."""
_BELOW_SOURCE = 0.8
"""Space below a source, in em, so that it is not taken for a part of the foot of the slide."""
_KINDS: Mapping[ChartKind, Mapping[str, str]] = {
    "column": {"en": "Column chart", "ko": "세로 막대그래프"},
    "bar": {"en": "Bar chart", "ko": "가로 막대그래프"},
    "line": {"en": "Line chart", "ko": "꺾은선그래프"},
    "area": {"en": "Area chart", "ko": "영역 차트"},
    "scatter": {"en": "Scatter chart", "ko": "산점도"},
    "pie": {"en": "Pie chart", "ko": "원그래프"},
    "doughnut": {"en": "Doughnut chart", "ko": "도넛 차트"},
}
"""What alternative texts call the kinds."""


_TARGET: Mapping[str, str] = {"en": "Target", "ko": "목표"}
"""What a target is called that has no name."""

_CATEGORY = Cells("category", markup="plain", may_be_figure=True)


class Series(Struct, frozen=True, kw_only=True):
    """A row of numbers of a chart, with its name."""

    name: Annotated[Text, Cells("series", markup="plain", may_be_figure=True)]
    values: tuple[float | None, ...]
    """A number for each category; None where one is missing."""
    errors: tuple[float | None, ...] = ()
    """How uncertain each is, upwards and downwards; empty if that is said of none."""
    is_line: bool = False
    """Whether it is a line among columns."""
    is_second: bool = False
    """Whether its numbers are along an axis of their own, on the right."""
    is_target: bool = False
    """Whether it is a line at one number, to which the others are compared."""
    is_highlighted: bool = False
    step: int = 0


class Chart(ShapeBlock, frozen=True, kw_only=True):
    """A chart of numbers given here or in a CSV, JSON or YAML file; native in PowerPoint.

    In YAML:

        chart:
          kind: column
          title: GPUs ordered in 2023, in thousands
          data: {Meta: 150, Microsoft: 150, Google: 50}
          highlight: Google

    In Markdown:

        ```{.chart kind=column highlight=Google}
        Company, Orders
        Meta, 150
        Microsoft, 150
        Google, 50
        ```
    """

    noun = "a chart"
    in_markdown = "own"
    styles = (
        BlockStyle("chart-title", StandIn("table")),
        BlockStyle("chart-label", StandIn("caption", times=1.33)),
        BlockStyle("caption"),
    )
    counted_as = ("figure", "table")
    number_in = "title"

    kind: ChartKind = "column"
    stacking: Stacking = "none"
    title: Annotated[Text | None, Role("title")] = None
    categories: Annotated[tuple[Text, ...], _CATEGORY] = ()
    """The names along the axis, of slices, or of the points of a scatter, if these have any."""
    xs: tuple[float, ...] = ()
    """The positions of a scatter's points."""
    dates: tuple[int, ...] = ()
    """The days that the categories are, as ordinals, if they are to be set apart as these are."""
    series: tuple[Series, ...]
    highlighted: tuple[int, ...] = ()
    """The categories that are highlighted."""
    category_axis: Annotated[Text | None, Role("category-axis", markup="plain")] = None
    axis: Annotated[Text | None, Role("axis", markup="plain")] = None
    """The title of the axis of numbers."""
    second_axis: Annotated[Text | None, Role("second-axis", markup="plain")] = None
    unit: Annotated[Text | None, Role("unit", markup="plain")] = None
    """What follows each number, such as `GW`."""
    second_unit: Annotated[Text | None, Role("second-unit", markup="plain")] = None
    x_unit: Annotated[Text | None, Role("x-unit", markup="plain")] = None
    source: Annotated[Text | None, Role("source")] = None
    """What stands below it: where the numbers are from."""
    alt: Annotated[Text | None, Role("alt", markup="plain")] = None
    """Its alternative text; None for one that is made of its numbers."""
    style: NumberStyle = "number"
    currency: str = ""
    """The code of the currency of amounts of money; empty for other numbers."""
    second_style: NumberStyle = "number"
    second_currency: str = ""
    x_style: NumberStyle = "number"
    x_currency: str = ""
    decimals: int | None = None
    scale: ScaleKind = "linear"
    """How numbers are spread along their axis, and `x_scale` the positions of a scatter."""
    x_scale: ScaleKind = "linear"
    least: float | None = None
    most: float | None = None
    labels: bool | None = None
    """Whether points have their numbers; None if these or an axis, whatever is easier to read."""
    legend: bool | None = None
    """Whether there is a legend; None if lines cannot be named at their ends."""
    file: str = ""
    """The file that its numbers are from; empty if they are on the slide."""

    @property
    def steps(self) -> tuple[int, ...]:
        """Return the steps at which it appears, and its series do."""
        return (self.step, *(one.step for one in self.series))

    @property
    def shown(self) -> tuple[object, ...]:
        """Return what it shows of its file."""
        names = [text.plain for text in self.categories]
        return names, self.xs, [(one.name.plain, one.values, one.errors) for one in self.series]

    def set(self, style: Style) -> Setting:
        """Return it with its title and its source measured."""
        from diptych.typography.measured_text import set_text

        title, source = self.title, self.source
        heading = caption = None
        axes = self._axis_titles(style)
        if title is not None:
            look = replace(style.block("chart-title"), weight=BOLD)
            own = style.paragraph(title, look, step=self.step)
            own = replace(own, align="left", indent=Emu(0))
            heading = set_text((own,), style.theme)
        space = below = Emu(0)
        if source is not None:
            own = style.paragraph(source, style.block("caption"), step=self.step)
            space, below = emu(own.space_before), emu(own.size * _BELOW_SOURCE)
            caption = set_text((replace(own, align="left"),), style.theme)
        return ChartSetting(
            span=self.span,
            chart=self,
            style=style,
            title=heading,
            axes=axes,
            source=caption,
            above_source=space,
            below_source=below,
        )

    def _axis_titles(self, style: Style) -> tuple[MeasuredText, ...]:
        """Return the titles of vertical axes, the first on the left."""
        if self.kind in {"bar", *ROUND}:
            return ()
        from diptych.typography.measured_text import set_text

        look = replace(style.block("chart-label"), space_before=0.0)
        second = self.second_axis if any(one.is_second for one in self.series) else None
        texts = (self.axis or literal("", self.span), second)
        if not self.axis and not second:
            return ()
        looks = [look, look]
        data = self.data(style.locale)
        if data.is_told_by_axes:
            paints = _paints(style, OWN, self.span)
            tokens = map(paints.of_name, paints.of_series(data))
            ordered = sorted(
                zip(self.series, tokens, strict=True), key=lambda one: one[0].is_second
            )
            looks = [replace(look, color=token, weight=BOLD) for _, token in ordered]
        made = [
            style.paragraph(text, one, step=self.step)
            for text, one in zip(texts, looks, strict=True)
            if text is not None
        ]
        sides: tuple[Align, ...] = ("left", "right")
        return tuple(
            set_text((replace(one, align=side),), style.theme)
            for one, side in zip(made, sides, strict=False)
        )

    def data(self, locale: str) -> ChartData:
        """Return what it shows in a locale.

        Numbers along a logarithmic scale are written out, as they have no common unit.
        """
        from diptych.charting.data import ChartData, SeriesData
        from diptych.charting.numbers import NumberWords

        words = partial(NumberWords, locale=locale)
        is_short = self.style == "compact" and self.scale == "log"
        style: NumberStyle = "number" if is_short else self.style
        return ChartData(
            kind=self.kind,
            stacking=self.stacking,
            categories=tuple(text.plain for text in self.categories),
            xs=self.xs,
            dates=self.dates,
            series=tuple(
                SeriesData(
                    name=self._name_of(one, locale),
                    values=one.values,
                    errors=one.errors,
                    is_line=one.is_line,
                    is_second=one.is_second,
                    is_target=one.is_target,
                    is_highlighted=one.is_highlighted,
                    step=one.step,
                )
                for one in self.series
            ),
            highlighted=self.highlighted,
            numbers=words(
                style=style,
                currency=self.currency,
                unit=_plain(self.unit),
                decimals=self.decimals,
            ),
            second_numbers=words(
                style=self.second_style,
                currency=self.second_currency,
                unit=_plain(self.second_unit),
            ),
            positions=words(style=self.x_style, currency=self.x_currency, unit=_plain(self.x_unit)),
            axis=_plain(self.axis),
            second_axis=_plain(self.second_axis),
            category_axis=_plain(self.category_axis),
            is_log=self.scale == "log",
            is_log_across=self.x_scale == "log",
            least=self.least,
            most=self.most,
            labels=self.labels,
            legend=self.legend,
        )

    def _name_of(self, series: Series, locale: str) -> str:
        """Return what a series is called: one without a name is what the chart is about."""
        if series.is_target and series.name.is_empty:
            return in_language(locale, _TARGET) or _TARGET["en"]
        return series.name.plain or _plain(self.title)


def _plain(text: Text | None) -> str:
    return text.plain if text is not None else ""


class ChartSetting(Setting, frozen=True, kw_only=True):
    """A chart with its title above it and its source below it."""

    chart: Chart
    style: Style
    title: MeasuredText | None
    axes: tuple[MeasuredText, ...]
    """The titles of vertical axes, beside each other below the title."""
    source: MeasuredText | None
    above_source: Emu
    below_source: Emu
    is_reduced: bool = False
    """Whether its words are smaller than the theme permits if they have no room otherwise, and the
    names of columns turned."""

    @property
    def reduced(self) -> Setting | None:
        """Return it with smaller names, those of columns turned, if they fit in no other way."""
        can_be = self.chart.kind in {"column", "bar"} and not self.is_reduced
        return replace(self, is_reduced=True) if can_be else None

    @property
    def advice(self) -> tuple[str, str] | None:
        """Return what to say if it does not fit, and a hint, where another kind would."""
        chart = self.chart
        if chart.kind not in {"column", "bar"}:
            return None
        count, what = len(chart.categories), chart.kind
        named = f"a {what} with its name does"
        if count > 1:
            named = f"{count} {what}s with their names do"
        other = "make it a `bar` chart" if what == "column" else "show fewer"
        return f"{named} not fit here", f"{other}, shorten the names, or use a larger region"

    def fitted(self, width: Emu, density: Density) -> Fitted:
        """Return it at `width`, as high as it looks best; what it shows can shrink."""
        from diptych.charting.plan import needs_of  # few talks have any

        width = Emu(round(width * (self.chart.width or 1.0)))
        paints, data = self._paints(density), self._data
        if self.is_reduced:
            paints = _with_letters(paints, _LEAST_SIZE)
        around = Emu(self._above(width, density) + self._below(width))
        needs = needs_of(data, paints, to_px(width))
        least = from_px(needs.height)
        share = _ROUND_SHARE if self.chart.kind in ROUND else _SHARE
        natural = max(least, round(width * share))
        extent = Extent(Emu(natural + around), Emu(least + around))
        return Fitted(extent, partial(self._draw, width, density), from_px(needs.missing_width))

    def _draw(self, width: Emu, density: Density, box: Box) -> Sequence[Shape]:
        left = Emu(box.x + (box.width - width) // 2)
        return tuple(self._shapes(replace(box, x=left, width=width), density))

    def _shapes(self, box: Box, density: Density) -> Iterator[Shape]:
        from diptych.charting.plan import solve

        region, chart = self.style.region.name, self.chart
        above, below = self._above(box.width, density), self._below(box.width)
        top = box.y
        if self.title is not None:
            yield self._frame(self.title, box.rows(top, Emu(0)), density)
            top = Emu(box.y + self._title_height(box.width, density))
        width = self._axis_width(box.width)
        for at, text in enumerate(self.axes):
            if text.paragraphs[0].runs:
                left = Emu(box.right - width if at else box.x)
                yield self._frame(text, Box(left, top, width, Emu(0)), density)
        place = _on_pixels(box.rows(Emu(box.y + above), Emu(max(1, box.height - above - below))))
        paints, data = self._paints(density), self._data
        if self.is_reduced:
            paints = _largest(data, paints, to_px(place.width), to_px(place.height))
        plan = solve(data, paints, to_px(place.width), to_px(place.height))
        told = _plain(chart.alt)
        yield ChartShape(
            box=place,
            region=region,
            span=chart.span,
            step=chart.step,
            alt=told or self._made_alt(plan.rows),
            told=told,
            plan=plan,
            narrow=_narrow(data, paints, to_px(place.width)),
        )
        if self.source is not None:
            top = Emu(place.bottom + self.above_source)
            yield TextFrame(
                box=box.rows(top, self.source.height(box.width)),
                paragraphs=self.source.solved(box.width),
                role="caption",
                region=region,
                fills_placeholder=False,
            )

    @property
    def _data(self) -> ChartData:
        data = self.chart.data(self.style.locale)
        return replace(data, is_reduced=True) if self.is_reduced else data

    def _frame(self, text: MeasuredText, place: Box, density: Density) -> TextFrame:
        """Return a text at the top of a place."""
        return TextFrame(
            box=replace(place, height=text.height(place.width, density)),
            paragraphs=text.solved(place.width, density),
            role="text",
            region=self.style.region.name,
            fills_placeholder=False,
        )

    def _above(self, width: Emu, density: Density) -> Emu:
        """Return the height of the titles above the chart, with the space below them."""
        above = self._title_height(width, density)
        if self.axes:
            room = self._axis_width(width)
            size = self.axes[0].paragraphs[0].sizes(density).size
            high = max(text.height(room, density) for text in self.axes)
            above = Emu(above + high + emu(size * _BELOW_AXIS_TITLE))
        return above

    def _title_height(self, width: Emu, density: Density) -> Emu:
        if self.title is None:
            return Emu(0)
        size = self.title.paragraphs[0].sizes(density).size
        return Emu(self.title.height(width, density) + emu(size * _BELOW_TITLE))

    def _axis_width(self, width: Emu) -> Emu:
        """Return the room of each title of a vertical axis."""
        return Emu(width // max(1, len(self.axes)))

    def _below(self, width: Emu) -> Emu:
        height = self.source.height(width) if self.source is not None else Emu(0)
        return Emu(self.above_source + height + self.below_source)

    def _paints(self, density: Density) -> Paints:
        return _paints(self.style, density, self.span)

    def _made_alt(self, rows: Sequence[Sequence[str]]) -> str:
        """Return an alternative text that names the kind, the title and the numbers."""
        chart, locale = self.chart, self.style.locale
        words = _KINDS[chart.kind]
        kind = in_language(locale, words) or words["en"]
        head, *body = rows
        title = _plain(chart.title)
        start = f"{kind}: {title}" if title else kind
        if len(body) * (len(head) - 1) > _TOLD:
            return f"{start}. {', '.join(filter(None, head[1:]))}"
        own = [one for one in chart.series if not one.is_target]
        last = len(head) - (len(chart.series) - len(own))
        names = head[1:last] if len(own) > 1 else [""] * (last - 1)
        told = "; ".join(
            f"{row[0]} "
            + ", ".join(
                f"{name} {value}".strip()
                for name, value in zip(names, row[1:last], strict=True)
                if value
            )
            for row in body
        )
        if last < len(head):
            told += f"; {head[-1]} {body[0][-1]}"
        return f"{start}. {told}" if told else start


def _with_letters(paints: Paints, most: float) -> Paints:
    return replace(paints, letters=replace(paints.letters, most=most))


def _largest(data: ChartData, paints: Paints, width: float, height: float) -> Paints:
    """Return paints with the largest letters with which a chart fits."""
    from diptych.charting.plan import needs_of

    size = float(paints.letters.size)
    while size > _LEAST_SIZE:
        made = _with_letters(paints, size)
        needs = needs_of(data, made, width)
        if needs.height <= height and needs.missing_width <= 0:
            return made
        size -= _FINER
    return _with_letters(paints, _LEAST_SIZE)


def _narrow(data: ChartData, paints: Paints, width: float) -> NarrowChart | None:
    """Return a chart for a phone, on which its words are as large as text.

    None if they can be read there at its own width in pixels, or if they have no room.
    """
    from diptych.charting.plan import needs_of, solve

    em = paints.letters.em
    if em * _PHONE / width >= _READABLE_ON_PHONE:
        return None
    target = em * _PHONE / _TYPE_ON_PHONE
    for narrower in (target, math.sqrt(target * width)):
        needs = needs_of(data, paints, narrower)
        if needs.missing_width <= 0:
            share = _ROUND_SHARE if data.kind in ROUND else _SHARE
            height = max(needs.height, narrower * share)
            return NarrowChart(
                width=narrower, height=height, plan=solve(data, paints, narrower, height).drawn
            )
    return None


def _on_pixels(box: Box) -> Box:
    """Return a box that begins at whole pixels, so that thin lines in it can be crisp."""
    x, y = (from_px(math.ceil(to_px(one))) for one in (box.x, box.y))
    return Box(x, y, Emu(max(1, box.right - x)), Emu(max(1, box.bottom - y)))


def _paints(style: Style, density: Density, span: Span) -> Paints:
    """Return the colours of a theme's roles that can be seen on what is behind."""
    from diptych.charting.data import Paints
    from diptych.charting.lettering import Letters

    look = style.block("chart-label")
    title = style.block("chart-title")
    seen = partial(_seen, style, title.color)
    muted = seen("chart-muted")
    numbers = range(1, _COLORS + 1)
    return Paints(
        palette=tuple(seen(f"chart-{number}") for number in numbers),
        soft=tuple(style.role(f"chart-{number}-soft") or muted for number in numbers),
        texts=tuple(style.role(f"chart-{number}-text") or title.color for number in numbers),
        accent=seen("chart-accent"),
        muted=muted,
        fainter=tuple(style.role(role) or muted for role in MUTED_ROLES),
        ink=title.color,
        quiet=look.color,
        grid=style.role("rule") or look.color,
        paper=style.ground,
        values={name: color.value for name, color in style.theme.colors.items()},
        letters=Letters(style=style, look=look, density=density, span=span),
    )


def _seen(style: Style, ink: str, role: str) -> str:
    """Return the colour of a role, or that of text if it cannot be told from the background."""
    token, colors = style.role(role), style.theme.colors
    if not token or style.ground not in colors:
        return token or ink
    is_seen = contrast(colors[token].value, colors[style.ground].value) >= READABLE_LARGE
    return token if is_seen else ink
