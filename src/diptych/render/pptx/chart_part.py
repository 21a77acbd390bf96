"""Chart parts (ECMA-376-1, 21.2): native charts with all that PowerPoint would choose itself.

Scales, the plot's place, colours and sizes are fixed, so that the chart looks as in other outputs;
the order of elements is that of the schema.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from diptych.model.chart import (
    HOLE,
    TINT_EDGE,
    AxisTitle,
    LabelPlace,
    NumberFormat,
    Plan,
    PlottedSeries,
    PointLabel,
    Scale,
)
from diptych.model.geometry import Box, from_px, to_px
from diptych.model.text import NO_BREAK_SPACE
from diptych.render.pptx.design import Design
from diptych.render.pptx.identity import guid
from diptych.render.pptx.workbook import SHEET, Cell, column, plain
from diptych.render.pptx.xml import DECLARATION, escape

CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NAMESPACE = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_NAMESPACES = (
    f' xmlns:c="{NAMESPACE}"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_CATEGORIES, _NUMBERS, _OTHER_CATEGORIES, _OTHER_NUMBERS = 1001, 1002, 1003, 1004
"""The ids of the axes."""
_LABEL_EXTENSION = "{CE6537A1-D6FC-4f65-9D91-7224C49458BB}"
_NAMES_EXTENSION = "{02D57815-91ED-43cb-92C2-25804820EDAC}"
_C15 = "http://schemas.microsoft.com/office/drawing/2012/chart"
_LABEL_ROOM = 1.15
"""The width of the box of a label, as a multiple of its text's."""
_MARKER, _OTHER_MARKER = 12, 13
"""The sizes of the dots of a series, and of one in another colour, in points: LibreOffice has the
colour of a point's dot only if it is of another size."""
_HAIRLINE, _AXIS, _SEAM, _WIDE_SEAM = 0.75, 1.0, 1.0, 2.0
_SHORT: Mapping[str, str] = {"heading": "mj", "body": "mn"}
_PLACES: Mapping[LabelPlace, str] = {
    "above": "t",
    "below": "b",
    "middle": "ctr",
    "right": "r",
    "left": "l",
    "around": "outEnd",
}
"""ST_DLblPos (ECMA-376-1, 21.2.3.10); bars call what is beyond their end `outEnd`."""
_DEGREE = 60_000
"""The unit of angles (ECMA-376-1, 20.1.10.3)."""
_NAME_AND_NUMBER = 2
"""The lines of the label of a slice whose name has one."""
_FLAT = '<a:bodyPr rot="0" vert="horz"/>'
_WHOLE = '<a:bodyPr rot="0" vert="horz" wrap="none"/>'
_UNBROKEN = '<a:bodyPr rot="600" vert="horz"/>'
_NO_LINE = "<a:ln><a:noFill/></a:ln>"
_EMPTY_BOX = f"<c:spPr><a:noFill/>{_NO_LINE}</c:spPr>"


def sheet(plan: Plan) -> list[list[Cell]]:
    """Return the cells of a chart's workbook: names in the first row and column, then numbers."""
    heads: Sequence[Cell] = plan.xs if plan.kind == "scatter" else plan.categories
    title = plan.category_title.text if plan.category_title is not None else ""
    names: list[Cell] = [title, *(one.name for one in plan.series)]
    rows = [
        [head, *(_number(one.values[at], one.format) for one in plan.series)]
        for at, head in enumerate(heads)
    ]
    if plan.kind == "scatter" and plan.categories:
        rows = [[*row, name] for row, name in zip(rows, plan.categories, strict=True)]
    return [names, *rows]


def chart_xml(plan: Plan, box: Box, design: Design, locale: str, workbook: str) -> str:
    """Return the chart part; `workbook` is the id of the relationship to its workbook."""
    writer = _Writer(plan, box, design, locale)
    return (
        f'{DECLARATION}<c:chartSpace{_NAMESPACES}><c:date1904 val="0"/>'
        f'<c:lang val="{locale}"/><c:roundedCorners val="0"/>'
        f'<c:chart><c:autoTitleDeleted val="1"/>{writer.plot_area()}{writer.legend()}'
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/>{_NO_LINE}</c:spPr>{writer.text(plan.letters.color)}"
        f'<c:externalData r:id="{workbook}"><c:autoUpdate val="0"/></c:externalData>'
        "</c:chartSpace>"
    )


class _Writer:
    """Writes the parts of one chart."""

    def __init__(self, plan: Plan, box: Box, design: Design, locale: str) -> None:
        self.plan, self.box, self.design, self.locale = plan, box, design, locale
        self.fill: Callable[[str], str] = design.colors.fill
        self.rows = len(plan.xs or plan.categories)

    # text

    def text(self, color: str, *, is_bold: bool = False, body: str = _FLAT) -> str:
        """Return how labels are set, which are never turned.

        LibreOffice breaks those of an axis into lines, even in the middle of a word, rather than
        leave some out, unless they are turned; by a hundredth of a degree, they do not look so.
        """
        return (
            f"<c:txPr>{body}<a:lstStyle/>"
            f"<a:p><a:pPr><a:defRPr {self._font(color, is_bold=is_bold)}</a:defRPr></a:pPr>"
            f'<a:endParaRPr lang="{self.locale}"/></a:p></c:txPr>'
        )

    def _font(self, color: str, *, is_bold: bool = False) -> str:
        """Return the attributes and the content of the properties of text."""
        letters = self.plan.letters
        font = _SHORT.get(letters.font, "mn")
        return (
            f'sz="{round(letters.size * 100)}" b="{is_bold:d}">{self.fill(color)}'
            f'<a:latin typeface="+{font}-lt"/><a:ea typeface="+{font}-ea"/>'
        )

    def _title(self, title: AxisTitle | None) -> str:
        """Return the title of an axis at its place, on one line as solved."""
        if title is None:
            return ""
        look = self._font(self.plan.letters.color)
        words, x, y = title.text.replace(" ", NO_BREAK_SPACE), title.x, title.y
        return (
            f"<c:title><c:tx><c:rich>{_FLAT}<a:lstStyle/>"
            f"<a:p><a:pPr><a:defRPr {look}</a:defRPr></a:pPr>"
            f'<a:r><a:rPr lang="{self.locale}" {look}</a:rPr><a:t>{escape(words)}</a:t></a:r>'
            f"</a:p></c:rich></c:tx><c:layout><c:manualLayout>"
            f'<c:xMode val="edge"/><c:yMode val="edge"/>{self._at(x, y)}'
            '</c:manualLayout></c:layout><c:overlay val="1"/></c:title>'
        )

    def _at(self, x: float, y: float) -> str:
        across, down = x / to_px(self.box.width), y / to_px(self.box.height)
        return f'<c:x val="{across:.5f}"/><c:y val="{down:.5f}"/>'

    def _of(self, width: float, height: float) -> str:
        across, down = width / to_px(self.box.width), height / to_px(self.box.height)
        return f'<c:w val="{across:.5f}"/><c:h val="{down:.5f}"/>'

    # the parts of the chart

    def plot_area(self) -> str:
        """Return the plot area: its place, what is drawn in it, its axes."""
        plot = self.plan.plot
        layout = (
            '<c:layout><c:manualLayout><c:layoutTarget val="inner"/>'
            f'<c:xMode val="edge"/><c:yMode val="edge"/>{self._at(plot.x, plot.y)}'
            f"{self._of(plot.width, plot.height)}</c:manualLayout></c:layout>"
        )
        return (
            f"<c:plotArea>{layout}{''.join(self._groups())}{''.join(self._axes())}"
            f"<c:spPr><a:noFill/>{_NO_LINE}</c:spPr></c:plotArea>"
        )

    def legend(self) -> str:
        """Return the legend; empty if there is none."""
        legend = self.plan.legend
        if legend is None:
            return ""
        area = legend.area
        count = len(self.plan.series)
        trends = sum(map(self._is_extended, self.plan.series))  # they come after all series
        hidden = "".join(
            f'<c:legendEntry><c:idx val="{at}"/><c:delete val="1"/></c:legendEntry>'
            for at in range(count, count + trends)
        )
        return (
            f'<c:legend><c:legendPos val="t"/>{hidden}<c:layout><c:manualLayout>'
            f'<c:xMode val="edge"/><c:yMode val="edge"/>{self._at(area.x, area.y)}'
            f"{self._of(area.width, area.height)}</c:manualLayout></c:layout>"
            f'<c:overlay val="0"/>{self.text(self.plan.letters.ink)}</c:legend>'
        )

    def _groups(self) -> Iterator[str]:
        """Yield the groups of series that are drawn alike, each on its axes."""
        series = list(enumerate(self.plan.series))
        for is_second in (False, True):
            for form in ("area", "bars", "line", "points", "slices"):
                members = [
                    (at, one)
                    for at, one in series
                    if one.form == form and one.is_second == is_second
                ]
                if members:
                    yield self._group(form, members, is_second=is_second)

    def _group(
        self, form: str, members: Sequence[tuple[int, PlottedSeries]], *, is_second: bool
    ) -> str:
        plan = self.plan
        series = "".join(self._series(at, one) for at, one in members)
        grouping = {"none": "standard", "sum": "stacked", "percent": "percentStacked"}
        group = f'<c:grouping val="{grouping[plan.stacking]}"/>'
        vary = '<c:varyColors val="0"/>'
        ids = (_OTHER_CATEGORIES, _OTHER_NUMBERS) if is_second else (_CATEGORIES, _NUMBERS)
        axes = "".join(f'<c:axId val="{one}"/>' for one in ids)
        match form:
            case "bars":
                side = "bar" if plan.kind == "bar" else "col"
                group = group.replace("standard", "clustered")
                overlap = f'<c:overlap val="{plan.overlap}"/>' if plan.overlap else ""
                return (
                    f'<c:barChart><c:barDir val="{side}"/>{group}{vary}{series}'
                    f'<c:gapWidth val="{plan.gap}"/>{overlap}{axes}</c:barChart>'
                )
            case "line":
                standard = '<c:grouping val="standard"/>'
                return (
                    f'<c:lineChart>{standard}{vary}{series}<c:marker val="1"/>{axes}</c:lineChart>'
                )
            case "area":
                return f"<c:areaChart>{group}{vary}{series}{axes}</c:areaChart>"
            case "points":
                style = '<c:scatterStyle val="lineMarker"/>'
                return f"<c:scatterChart>{style}{vary}{series}{axes}</c:scatterChart>"
            case _:
                start = '<c:firstSliceAng val="0"/>'
                if plan.kind == "pie":
                    return f"<c:pieChart>{vary}{series}{start}</c:pieChart>"
                hole = f'<c:holeSize val="{round(HOLE * 100)}"/>'
                return f"<c:doughnutChart>{vary}{series}{start}{hole}</c:doughnutChart>"

    def _series(self, at: int, one: PlottedSeries) -> str:
        letter = column(at + 1)
        name = _strings(f"{SHEET}!${letter}$1", [one.name])
        parts = [
            f'<c:ser><c:idx val="{at}"/><c:order val="{at}"/><c:tx>{name}</c:tx>',
            self._look(one),
        ]
        if one.form == "bars":
            parts.append('<c:invertIfNegative val="0"/>')
        elif one.form in {"line", "points"}:
            parts.append(self._marker(one))
        parts += self._points(one)
        parts.append(self._labels(one))
        parts.append(self._trend(one))
        numbers = _numbers(
            f"{SHEET}!${letter}$2:${letter}${self.rows + 1}",
            [_number(value, one.format) for value in one.values],
            code_of(one.format),
        )
        heads = f"{SHEET}!$A$2:$A${self.rows + 1}"
        if one.form == "points":
            places = _numbers(heads, self.plan.xs, "General")
            parts.append(f"<c:xVal>{places}</c:xVal><c:yVal>{numbers}</c:yVal>")
        else:
            names = _strings(heads, self.plan.categories)
            parts.append(f"<c:cat>{names}</c:cat><c:val>{numbers}</c:val>")
        if one.form in {"line", "points"}:
            parts.append('<c:smooth val="0"/>')
        if any(label.says_cell for label in one.labels):
            parts.append(self._names_of_points())
        return f"{''.join(parts)}</c:ser>"

    def _look(self, one: PlottedSeries) -> str:
        if one.form == "line":
            return f"<c:spPr>{self._stroke(one)}</c:spPr>"
        if one.form == "points":
            return f"<c:spPr>{_NO_LINE}</c:spPr>"
        if one.form == "slices":
            return ""
        return f"<c:spPr>{self.fill(one.color)}{self._seam(one)}</c:spPr>"

    def _stroke(self, one: PlottedSeries) -> str:
        return self._line(one.color, one.width, ' cap="flat"', "<a:round/>")

    def _is_extended(self, one: PlottedSeries) -> bool:
        """Return whether a target needs a trend line to reach the edges of the plot.

        A series ends in the middle of the first and the last category, unless these are at the
        edges. Beside a second axis it does, as programs number the entries of legends with trend
        lines in different ways there.
        """
        return one.is_target and self.plan.reaches_edges and not self.plan.is_edge_to_edge

    def _trend(self, one: PlottedSeries) -> str:
        """Return the line of a target that is extended by half a category (21.2.2.211)."""
        if not self._is_extended(one):
            return ""
        return (
            f"<c:trendline><c:name>{escape(one.name)}</c:name>"
            f"<c:spPr>{self._stroke(one)}</c:spPr>"
            '<c:trendlineType val="linear"/><c:forward val="0.5"/><c:backward val="0.5"/>'
            '<c:dispRSqr val="0"/><c:dispEq val="0"/></c:trendline>'
        )

    def _seam(self, one: PlottedSeries) -> str:
        """Return the outline that keeps what is stacked, and slices, apart."""
        if one.form == "slices":
            return self._line(self.plan.paper, _WIDE_SEAM)
        if self.plan.stacking == "none":
            return _NO_LINE
        return self._line(self.plan.paper, _SEAM)

    def _line(self, token: str, width: float, cap: str = "", join: str = "") -> str:
        return f'<a:ln w="{from_px(width)}"{cap}>{self.fill(token)}{join}</a:ln>'

    def _marker(self, one: PlottedSeries) -> str:
        """Return the marker of the points of a series; a line may have some at single points."""
        has_dots = len(one.dots) == len(one.values)
        if one.form == "line" and not has_dots and not _has_lone(one.values):
            return '<c:marker><c:symbol val="none"/></c:marker>'
        return self._dot(one.color, self._paper_edge if has_dots else _NO_LINE)

    @property
    def _paper_edge(self) -> str:
        return self._line(self.plan.paper, _WIDE_SEAM)

    def _dot(self, color: str, edge: str, size: int = _MARKER) -> str:
        return (
            f'<c:marker><c:symbol val="circle"/><c:size val="{size}"/>'
            f"<c:spPr>{self.fill(color)}{edge}</c:spPr></c:marker>"
        )

    def _points(self, one: PlottedSeries) -> Iterator[str]:
        """Yield the points whose colours differ from that of their series, or which have dots."""
        if one.form == "line":
            look = self._look(one)
            for at in one.dots if one.point_colors else ():
                marker = self._dot(one.point_colors[at], self._paper_edge)
                yield f'<c:dPt><c:idx val="{at}"/>{marker}<c:bubble3D val="0"/>{look}</c:dPt>'
            return
        for at, color in enumerate(one.point_colors):
            if color == one.color and one.form != "slices":
                continue
            if one.form == "points":
                edge = self._line(one.color, TINT_EDGE) if one.has_tints else _NO_LINE
                marker = self._dot(color, edge, _OTHER_MARKER)
                yield f'<c:dPt><c:idx val="{at}"/>{marker}<c:bubble3D val="0"/></c:dPt>'
                continue
            inverted = '<c:invertIfNegative val="0"/>' if one.form == "bars" else ""
            edge = self._line(one.color, TINT_EDGE) if one.has_tints else self._seam(one)
            yield (
                f'<c:dPt><c:idx val="{at}"/>{inverted}<c:bubble3D val="0"/>'
                f"<c:spPr>{self.fill(color)}{edge}</c:spPr></c:dPt>"
            )

    def _names_of_points(self) -> str:
        """Return the cells with the names of points ([MS-ODRAWXML], 2.24.3, datalabelsRange)."""
        place, names = column(len(self.plan.series) + 1), self.plan.categories
        points = "".join(
            f'<c:pt idx="{at}"><c:v>{escape(name)}</c:v></c:pt>' for at, name in enumerate(names)
        )
        return (
            f'<c:extLst><c:ext uri="{_NAMES_EXTENSION}" xmlns:c15="{_C15}"><c15:datalabelsRange>'
            f"<c15:f>{SHEET}!${place}$2:${place}${self.rows + 1}</c15:f><c15:dlblRangeCache>"
            f'<c:ptCount val="{len(names)}"/>{points}</c15:dlblRangeCache></c15:datalabelsRange>'
            "</c:ext></c:extLst>"
        )

    # labels

    def _labels(self, one: PlottedSeries) -> str:
        """Return the labels of a series: one for all if they are alike, or each by itself."""
        if not one.labels:
            return ""
        first = one.labels[0]
        present = [at for at, value in enumerate(one.values) if value is not None]
        kinds = {_kind(label, is_bar=one.form == "bars") for label in one.labels}
        is_same = len(kinds) == 1 and not first.says_cell
        if is_same and [label.point for label in one.labels] == present and not any(first.moved):
            return f"<c:dLbls>{self._label(one, first)}</c:dLbls>"
        labels = "".join(
            f'<c:dLbl><c:idx val="{label.point}"/>{self._moved(label)}'
            f"{self._cell(label) if label.says_cell else self._label(one, label)}"
            f"{self._sized(label)}</c:dLbl>"
            for label in one.labels
        )
        leaders = '<c:showLeaderLines val="0"/>' if one.form == "slices" else ""
        return f"<c:dLbls>{labels}{_shows()}{leaders}</c:dLbls>"

    def _moved(self, label: PointLabel) -> str:
        """Return how far a label is from its usual place."""
        x, y = label.moved
        if abs(x) < 1 and abs(y) < 1:
            return ""
        return f"<c:layout><c:manualLayout>{self._at(x, y)}</c:manualLayout></c:layout>"

    def _sized(self, label: PointLabel) -> str:
        """Return how large the box of a label is, as PowerPoint 2013 and later know it."""
        if label.size is None:
            return ""
        width, height = label.size
        size = self._of(width * _LABEL_ROOM, height)
        return (
            f'<c:extLst><c:ext uri="{_LABEL_EXTENSION}" xmlns:c15="{_C15}"><c15:layout>'
            f"<c:manualLayout>{size}</c:manualLayout></c15:layout></c:ext></c:extLst>"
        )

    def _box(self, label: PointLabel) -> str:
        """Return what is behind the words of a label."""
        if not label.hides_grid:
            return _EMPTY_BOX
        return f"<c:spPr>{self.fill(self.plan.paper)}{_NO_LINE}</c:spPr>"

    def _cell(self, label: PointLabel) -> str:
        """Return a label that is the name of a point, from its cell in the workbook."""
        look = self._font(label.color, is_bold=label.is_bold)
        return (
            f"<c:tx><c:rich>{_WHOLE}<a:lstStyle/><a:p><a:pPr><a:defRPr {look}</a:defRPr></a:pPr>"
            f'<a:fld id="{guid(f"point {label.point}")}" type="CELLRANGE">'
            f'<a:rPr lang="{self.locale}" {look}</a:rPr><a:pPr/><a:t>{escape(label.text)}</a:t>'
            f'</a:fld><a:endParaRPr lang="{self.locale}"/></a:p></c:rich></c:tx>'
            f'{self._box(label)}<c:dLblPos val="{_PLACES[label.place]}"/>{_shows()}'
            f'<c:extLst><c:ext uri="{_LABEL_EXTENSION}" xmlns:c15="{_C15}">'
            '<c15:showDataLabelsRange val="1"/></c:ext></c:extLst>'
        )

    def _label(self, one: PlottedSeries, label: PointLabel) -> str:
        is_slice = one.form == "slices"
        place = _PLACES[label.place]
        if one.form == "bars" and label.place != "middle":
            place = "outEnd"
        has_place = self.plan.kind != "doughnut" and one.form != "area"
        shows = _shows(
            value=label.says_value and not (is_slice and one.format.is_share),
            category=is_slice and label.says_name,
            series=not is_slice and label.says_name,
            share=is_slice and one.format.is_share,
        )
        body = _FLAT if label.lines > _NAME_AND_NUMBER else _WHOLE
        words = self.text(label.color, is_bold=label.is_bold, body=body)
        separator = "<c:separator>\n</c:separator>" if is_slice else ""
        code = escape(code_of(label.format or one.format)).replace('"', "&quot;")
        return (
            f'<c:numFmt formatCode="{code}" sourceLinked="0"/>'
            f"{self._box(label)}{words}"
            + (f'<c:dLblPos val="{place}"/>' if has_place else "")
            + f"{shows}{separator}"
        )

    # axes

    def _axes(self) -> Iterator[str]:
        plan = self.plan
        if plan.scale is None:
            return
        is_bar = plan.kind == "bar"
        if plan.across is not None:
            yield self._values(plan.across, _CATEGORIES, _NUMBERS, "b", has_grid=False)
        else:
            yield self._categories(_CATEGORIES, _NUMBERS, "l" if is_bar else "b")
        yield self._values(plan.scale, _NUMBERS, _CATEGORIES, "b" if is_bar else "l")
        if plan.second is not None:
            yield self._categories(_OTHER_CATEGORIES, _OTHER_NUMBERS, "b", is_shown=False)
            yield self._values(plan.second, _OTHER_NUMBERS, _OTHER_CATEGORIES, "r", has_grid=False)

    def _categories(self, own: int, other: int, side: str, *, is_shown: bool = True) -> str:
        plan = self.plan
        order = "maxMin" if plan.kind == "bar" else "minMax"
        has_bars = any(one.form == "bars" for one in plan.series)
        has_line = has_bars or plan.kind in {"line", "area"}
        line = self._line(plan.axis, _AXIS) if has_line else _NO_LINE
        color = plan.letters.ink if has_bars else plan.letters.color
        body = _FLAT if plan.skip == 1 else _UNBROKEN
        if plan.turn:
            body = f'<a:bodyPr rot="{-plan.turn * _DEGREE}" vert="horz"/>'
        words = self.text(color, body=body)
        base = "min" if plan.scale is not None and plan.scale.is_log else "autoZero"
        skip = f'<c:tickLblSkip val="{plan.skip}"/>' if plan.skip > 1 else ""
        return (
            f'<c:catAx><c:axId val="{own}"/>'
            f'<c:scaling><c:orientation val="{order}"/></c:scaling>'
            f'<c:delete val="{not is_shown:d}"/><c:axPos val="{side}"/>'
            f"{self._title(plan.category_title) if is_shown else ''}"
            '<c:numFmt formatCode="General" sourceLinked="0"/>'
            '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
            f'<c:tickLblPos val="low"/><c:spPr>{line}</c:spPr>{words}'
            f'<c:crossAx val="{other}"/><c:crosses val="{base}"/><c:auto val="0"/>'
            f'<c:lblAlgn val="ctr"/><c:lblOffset val="50"/>{skip}<c:noMultiLvlLbl val="1"/>'
            "</c:catAx>"
        )

    def _values(
        self,
        scale: Scale,
        own: int,
        other: int,
        side: str,
        *,
        has_grid: bool = True,
    ) -> str:
        plan = self.plan
        grid = ""
        if has_grid and scale.is_shown:
            line = self._line(plan.grid, _HAIRLINE)
            grid = f"<c:majorGridlines><c:spPr>{line}</c:spPr></c:majorGridlines>"
        divisor = _sheet_divisor(scale.format)
        code = escape(code_of(scale.format)).replace('"', "&quot;")
        crosses = "max" if plan.kind == "bar" or side == "r" else "autoZero"
        if plan.kind == "scatter":
            crosses = "min"
        base = '<c:logBase val="10"/>' if scale.is_log else ""
        between = "midCat" if plan.is_edge_to_edge or plan.kind == "scatter" else "between"
        beside = "high" if side == "r" else "nextTo" if plan.kind == "bar" else "low"
        has_line = plan.kind == "scatter" and side == "b"
        line = self._line(plan.axis, _AXIS) if has_line else _NO_LINE
        return (
            f'<c:valAx><c:axId val="{own}"/><c:scaling>{base}'
            f'<c:orientation val="minMax"/><c:max val="{plain(scale.most / divisor)}"/>'
            f'<c:min val="{plain(scale.least / divisor)}"/></c:scaling>'
            f'<c:delete val="{not scale.is_shown:d}"/><c:axPos val="{side}"/>'
            f"{grid}{self._title(scale.title)}"
            f'<c:numFmt formatCode="{code}" sourceLinked="0"/>'
            '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
            f'<c:tickLblPos val="{beside}"/>'
            f"<c:spPr>{line}</c:spPr>{self.text(plan.letters.color)}"
            f'<c:crossAx val="{other}"/><c:crosses val="{crosses}"/>'
            f'<c:crossBetween val="{between}"/>'
            f'<c:majorUnit val="{plain(scale.unit / divisor)}"/></c:valAx>'
        )


def code_of(format_: NumberFormat) -> str:
    """Return a format as spreadsheets have it (ECMA-376-1, 18.8.31)."""
    if format_.is_loose:
        below = f"0.{'#' * format_.decimals}" if format_.decimals else "0"
        one = "0.01" if format_.is_share else "1"
        return f"[>={one}]{_around('#,##0', format_)};{_around(below, format_)}"
    digits = "#,##0" if format_.is_grouped else "0"
    if format_.decimals:
        digits += f".{'0' * format_.decimals}"
    if format_.divisor in _THOUSANDS:
        digits += "," * _THOUSANDS[format_.divisor]
    return _around(digits, format_)


def _around(digits: str, format_: NumberFormat) -> str:
    """Return digits with what is before and after them; a percent sign also multiplies."""
    before, after = _quoted(format_.before), format_.after
    if format_.is_share and "%" in after:
        before_sign, _, rest = after.partition("%")
        return f"{before}{digits}{_quoted(before_sign)}%{_quoted(rest)}"
    return f"{before}{digits}{_quoted(after)}"


_THOUSANDS: Mapping[float, int] = {1e3: 1, 1e6: 2, 1e9: 3, 1e12: 4}
"""By what a format can divide, with the number of commas that do so; it has none for 10,000."""


def _sheet_divisor(format_: NumberFormat) -> float:
    """Return by what the numbers in a workbook are divided, as their format cannot do it."""
    return 1 if format_.divisor in _THOUSANDS else format_.divisor


def _quoted(text: str) -> str:
    return f'"{text.replace(chr(34), chr(39))}"' if text else ""


def _number(value: float | None, format_: NumberFormat) -> float | None:
    return None if value is None else value / _sheet_divisor(format_)


def _has_lone(values: Sequence[float | None]) -> bool:
    """Return whether a number has none before and after it, so that no line leads to it."""
    around = [None, *values, None]
    return any(
        one is not None and around[at] is None and around[at + 2] is None
        for at, one in enumerate(values)
    )


def _kind(label: PointLabel, *, is_bar: bool) -> tuple[object, ...]:
    is_end = is_bar and label.place in {"above", "below", "left", "right"}
    place = "end" if is_end else label.place
    look = label.color, label.is_bold, label.moved
    return place, *look, label.says_name, label.says_value, label.format, label.hides_grid


def _shows(
    *, value: bool = False, category: bool = False, series: bool = False, share: bool = False
) -> str:
    return (
        f'<c:showLegendKey val="0"/><c:showVal val="{value:d}"/><c:showCatName val="{category:d}"/>'
        f'<c:showSerName val="{series:d}"/><c:showPercent val="{share:d}"/>'
        '<c:showBubbleSize val="0"/>'
    )


def _strings(cells: str, values: Sequence[str]) -> str:
    points = "".join(
        f'<c:pt idx="{at}"><c:v>{escape(value)}</c:v></c:pt>' for at, value in enumerate(values)
    )
    count = f'<c:ptCount val="{len(values)}"/>'
    return f"<c:strRef><c:f>{cells}</c:f><c:strCache>{count}{points}</c:strCache></c:strRef>"


def _numbers(cells: str, values: Sequence[float | None], code: str) -> str:
    points = "".join(
        f'<c:pt idx="{at}"><c:v>{plain(value)}</c:v></c:pt>'
        for at, value in enumerate(values)
        if value is not None
    )
    return (
        f"<c:numRef><c:f>{cells}</c:f><c:numCache><c:formatCode>{escape(code)}</c:formatCode>"
        f'<c:ptCount val="{len(values)}"/>{points}</c:numCache></c:numRef>'
    )
