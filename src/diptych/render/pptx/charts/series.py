"""The series of a chart, in groups that are drawn alike (ECMA-376-1, 21.2.2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diptych.model.chart import ERROR_LINE, HOLE, TINT_EDGE, PlottedSeries
from diptych.render.pptx.charts.axes import CATEGORIES, NUMBERS, OTHER_CATEGORIES, OTHER_NUMBERS
from diptych.render.pptx.charts.draft import C15, NO_LINE, ChartDraft
from diptych.render.pptx.charts.labels import labels_of
from diptych.render.pptx.charts.number_formats import code_of, number
from diptych.render.pptx.workbook import DATE_CODE, SHEET, column, plain, serial
from diptych.render.pptx.xml import escape

_NAMES_EXTENSION = "{02D57815-91ED-43cb-92C2-25804820EDAC}"
_MARKER, _OTHER_MARKER = 12, 13
"""The sizes of the dots of a series, and of one in another colour, in points: LibreOffice
shows the colour of a point's dot only if its size differs, too."""
_SEAM, _WIDE_SEAM = 1.0, 2.0


def groups(draft: ChartDraft) -> Iterator[str]:
    """Yield the groups of series that are drawn alike, each on its axes."""
    series = list(enumerate(draft.plan.series))
    for is_second in (False, True):
        for form in ("area", "bars", "line", "points", "slices"):
            members = [
                (at, one) for at, one in series if one.form == form and one.is_second == is_second
            ]
            if members:
                yield _group(draft, form, members, is_second=is_second)


def _group(
    draft: ChartDraft, form: str, members: Sequence[tuple[int, PlottedSeries]], *, is_second: bool
) -> str:
    plan = draft.plan
    series = "".join(_series(draft, at, one) for at, one in members)
    grouping = {"none": "standard", "sum": "stacked", "percent": "percentStacked"}
    group = f'<c:grouping val="{grouping[plan.stacking]}"/>'
    vary = '<c:varyColors val="0"/>'
    ids = (OTHER_CATEGORIES, OTHER_NUMBERS) if is_second else (CATEGORIES, NUMBERS)
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
            return f'<c:lineChart>{standard}{vary}{series}<c:marker val="1"/>{axes}</c:lineChart>'
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


def _series(draft: ChartDraft, at: int, one: PlottedSeries) -> str:
    letter = column(at + 1)
    name = _strings(f"{SHEET}!${letter}$1", [one.name])
    parts = [
        f'<c:ser><c:idx val="{at}"/><c:order val="{at}"/><c:tx>{name}</c:tx>',
        _look(draft, one),
    ]
    if one.form == "bars":
        parts.append('<c:invertIfNegative val="0"/>')
    elif one.form in {"line", "points"}:
        parts.append(_marker(draft, one))
    parts += _points(draft, one)
    parts.append(labels_of(draft, one))
    parts.append(_trend(draft, one))
    parts.append(_error_bars(draft, at, one))
    numbers = _numbers(
        f"{SHEET}!${letter}$2:${letter}${draft.rows + 1}",
        [number(value, one.format) for value in one.values],
        code_of(one.format),
    )
    heads = f"{SHEET}!$A$2:$A${draft.rows + 1}"
    if one.form == "points":
        places = _numbers(heads, draft.plan.xs, "General")
        parts.append(f"<c:xVal>{places}</c:xVal><c:yVal>{numbers}</c:yVal>")
    else:
        names = _strings(heads, draft.plan.categories)
        if draft.plan.dates:
            names = _numbers(heads, list(map(serial, draft.plan.dates)), DATE_CODE)
        parts.append(f"<c:cat>{names}</c:cat><c:val>{numbers}</c:val>")
    if one.form in {"line", "points"}:
        parts.append('<c:smooth val="0"/>')
    if any(label.says_cell for label in one.labels):
        parts.append(_names_of_points(draft))
    return f"{''.join(parts)}</c:ser>"


def _look(draft: ChartDraft, one: PlottedSeries) -> str:
    if one.form == "line":
        return f"<c:spPr>{_stroke(draft, one)}</c:spPr>"
    if one.form == "points":
        return f"<c:spPr>{NO_LINE}</c:spPr>"
    if one.form == "slices":
        return ""
    return f"<c:spPr>{draft.fill(one.color)}{_seam(draft, one)}</c:spPr>"


def _stroke(draft: ChartDraft, one: PlottedSeries) -> str:
    return draft.line(one.color, one.width, ' cap="flat"', "<a:round/>")


def is_extended(draft: ChartDraft, one: PlottedSeries) -> bool:
    """Return whether a target needs a trend line to reach the edges of the plot.

    A series ends in the middle of the first and the last category, unless these are at the
    edges. Beside a second axis it does, as programs number the entries of legends with trend
    lines in different ways there.
    """
    return one.is_target and draft.plan.reaches_edges and not draft.plan.is_edge_to_edge


def _trend(draft: ChartDraft, one: PlottedSeries) -> str:
    """Return the line of a target that is extended by half a category (21.2.2.211)."""
    if not is_extended(draft, one):
        return ""
    return (
        f"<c:trendline><c:name>{escape(one.name)}</c:name>"
        f"<c:spPr>{_stroke(draft, one)}</c:spPr>"
        '<c:trendlineType val="linear"/><c:forward val="0.5"/><c:backward val="0.5"/>'
        '<c:dispRSqr val="0"/><c:dispEq val="0"/></c:trendline>'
    )


def _error_bars(draft: ChartDraft, at: int, one: PlottedSeries) -> str:
    """Return the error bars of a series, from their column of the workbook (21.2.2.55)."""
    if not one.errors:
        return ""
    letter = column(draft.error_columns.index(at) + draft.first_error)
    reference = f"{SHEET}!${letter}$2:${letter}${draft.rows + 1}"
    errors = [number(error, one.format) for error in one.errors]
    numbers = _numbers(reference, errors, "General")
    direction = '<c:errDir val="y"/>' if one.form == "points" else ""
    return (
        f'<c:errBars>{direction}<c:errBarType val="both"/><c:errValType val="cust"/>'
        f'<c:noEndCap val="0"/><c:plus>{numbers}</c:plus><c:minus>{numbers}</c:minus>'
        f"<c:spPr>{draft.line(one.error_color, ERROR_LINE)}</c:spPr></c:errBars>"
    )


def _seam(draft: ChartDraft, one: PlottedSeries) -> str:
    """Return the outline that keeps what is stacked, and slices, apart."""
    if one.form == "slices":
        return draft.line(draft.plan.paper, _WIDE_SEAM)
    if draft.plan.stacking == "none":
        return NO_LINE
    return draft.line(draft.plan.paper, _SEAM)


def _marker(draft: ChartDraft, one: PlottedSeries) -> str:
    """Return the marker of the points of a series; a line may have some at single points."""
    has_dots = len(one.dots) == len(one.values)
    if one.form == "line" and not has_dots:
        return '<c:marker><c:symbol val="none"/></c:marker>'
    return _dot(draft, one.color, _paper_edge(draft) if has_dots else NO_LINE)


def _paper_edge(draft: ChartDraft) -> str:
    return draft.line(draft.plan.paper, _WIDE_SEAM)


def _dot(draft: ChartDraft, color: str, edge: str, size: int = _MARKER) -> str:
    return (
        f'<c:marker><c:symbol val="circle"/><c:size val="{size}"/>'
        f"<c:spPr>{draft.fill(color)}{edge}</c:spPr></c:marker>"
    )


def _points(draft: ChartDraft, one: PlottedSeries) -> Iterator[str]:
    """Yield the points whose colours differ from that of their series, or which have dots."""
    if one.form == "line":
        look = _look(draft, one)
        has_own = one.point_colors or len(one.dots) < len(one.values)
        for at in one.dots if has_own else ():
            color = one.point_colors[at] if one.point_colors else one.color
            marker = _dot(draft, color, _paper_edge(draft))
            yield f'<c:dPt><c:idx val="{at}"/>{marker}<c:bubble3D val="0"/>{look}</c:dPt>'
        return
    for at, color in enumerate(one.point_colors):
        if color == one.color and one.form != "slices":
            continue
        if one.form == "points":
            edge = draft.line(one.color, TINT_EDGE) if one.has_tints else NO_LINE
            marker = _dot(draft, color, edge, _OTHER_MARKER)
            yield f'<c:dPt><c:idx val="{at}"/>{marker}<c:bubble3D val="0"/></c:dPt>'
            continue
        inverted = '<c:invertIfNegative val="0"/>' if one.form == "bars" else ""
        edge = draft.line(one.color, TINT_EDGE) if one.has_tints else _seam(draft, one)
        yield (
            f'<c:dPt><c:idx val="{at}"/>{inverted}<c:bubble3D val="0"/>'
            f"<c:spPr>{draft.fill(color)}{edge}</c:spPr></c:dPt>"
        )


def _names_of_points(draft: ChartDraft) -> str:
    """Return the cells with the names of points ([MS-ODRAWXML], 2.24.3, datalabelsRange)."""
    place, names = column(len(draft.plan.series) + 1), draft.plan.categories
    points = "".join(
        f'<c:pt idx="{at}"><c:v>{escape(name)}</c:v></c:pt>' for at, name in enumerate(names)
    )
    return (
        f'<c:extLst><c:ext uri="{_NAMES_EXTENSION}" xmlns:c15="{C15}"><c15:datalabelsRange>'
        f"<c15:f>{SHEET}!${place}$2:${place}${draft.rows + 1}</c15:f><c15:dlblRangeCache>"
        f'<c:ptCount val="{len(names)}"/>{points}</c15:dlblRangeCache></c15:datalabelsRange>'
        "</c:ext></c:extLst>"
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
