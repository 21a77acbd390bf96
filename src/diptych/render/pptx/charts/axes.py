"""The axes of a chart (ECMA-376-1, 21.2.2)."""

from __future__ import annotations

from collections.abc import Iterator

from diptych.model.chart import Calendar, Scale
from diptych.render.pptx.charts.draft import FLAT, NO_LINE, ChartDraft
from diptych.render.pptx.charts.number_formats import quoted_code, sheet_divisor
from diptych.render.pptx.workbook import plain, serial
from diptych.render.pptx.xml import quote

CATEGORIES, NUMBERS, OTHER_CATEGORIES, OTHER_NUMBERS = 1001, 1002, 1003, 1004
"""The ids of the axes."""
_UNBROKEN = '<a:bodyPr rot="600" vert="horz"/>'
"""Rotated by a hundredth of a degree, which nobody sees: LibreOffice breaks labels that are not
into lines, even in the middle of a word, rather than leave some out."""
_DEGREE = 60_000
"""The unit of angles (ECMA-376-1, 20.1.10.3)."""
_HAIRLINE, _AXIS = 0.75, 1.0


def axes(draft: ChartDraft) -> Iterator[str]:
    """Yield the axes of a chart: none of slices, four if there is a second scale."""
    plan = draft.plan
    if plan.scale is None:
        return
    is_bar = plan.kind == "bar"
    if plan.across is not None:
        yield _values(draft, plan.across, CATEGORIES, NUMBERS, "b", has_grid=False)
    else:
        yield _categories(draft, CATEGORIES, NUMBERS, "l" if is_bar else "b")
    yield _values(draft, plan.scale, NUMBERS, CATEGORIES, "b" if is_bar else "l")
    if plan.second is not None:
        yield _categories(draft, OTHER_CATEGORIES, OTHER_NUMBERS, "b", is_shown=False)
        yield _values(draft, plan.second, OTHER_NUMBERS, OTHER_CATEGORIES, "r", has_grid=False)


def _categories(
    draft: ChartDraft, own: int, other: int, side: str, *, is_shown: bool = True
) -> str:
    plan = draft.plan
    if plan.calendar is not None:
        return _days(draft, plan.calendar, own, other, is_shown=is_shown)
    order = "maxMin" if plan.kind == "bar" else "minMax"
    has_bars = any(one.form == "bars" for one in plan.series)
    has_line = has_bars or plan.kind in {"line", "area"}
    line = draft.line(plan.axis, _AXIS) if has_line else NO_LINE
    color = plan.letters.ink if has_bars else plan.letters.color
    body = FLAT if plan.skip == 1 else _UNBROKEN
    if plan.turn:
        body = f'<a:bodyPr rot="{-plan.turn * _DEGREE}" vert="horz"/>'
    words = draft.text(color, body=body)
    base = "min" if plan.scale is not None and plan.scale.is_log else "autoZero"
    skip = f'<c:tickLblSkip val="{plan.skip}"/>' if plan.skip > 1 else ""
    return (
        f'<c:catAx><c:axId val="{own}"/>'
        f'<c:scaling><c:orientation val="{order}"/></c:scaling>'
        f'<c:delete val="{not is_shown:d}"/><c:axPos val="{side}"/>'
        f"{draft.title(plan.category_title) if is_shown else ''}"
        '<c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="low"/><c:spPr>{line}</c:spPr>{words}'
        f'<c:crossAx val="{other}"/><c:crosses val="{base}"/><c:auto val="0"/>'
        f'<c:lblAlgn val="ctr"/><c:lblOffset val="50"/>{skip}<c:noMultiLvlLbl val="1"/>'
        "</c:catAx>"
    )


def _days(draft: ChartDraft, calendar: Calendar, own: int, other: int, *, is_shown: bool) -> str:
    """Return an axis along which days are as far apart as in time (21.2.2.39)."""
    plan = draft.plan
    base = "min" if plan.scale is not None and plan.scale.is_log else "autoZero"
    return (
        f'<c:dateAx><c:axId val="{own}"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:max val="{serial(calendar.last)}"/><c:min val="{serial(calendar.first)}"/></c:scaling>'
        f'<c:delete val="{not is_shown:d}"/><c:axPos val="b"/>'
        f"{draft.title(plan.category_title) if is_shown else ''}"
        f'<c:numFmt formatCode="{quote(calendar.code)}" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="low"/><c:spPr>{draft.line(plan.axis, _AXIS)}</c:spPr>'
        f"{draft.text(plan.letters.color)}"
        f'<c:crossAx val="{other}"/><c:crosses val="{base}"/><c:auto val="0"/>'
        '<c:lblOffset val="50"/><c:baseTimeUnit val="days"/>'
        f'<c:majorUnit val="{calendar.count}"/><c:majorTimeUnit val="{calendar.unit}"/>'
        "</c:dateAx>"
    )


def _values(
    draft: ChartDraft,
    scale: Scale,
    own: int,
    other: int,
    side: str,
    *,
    has_grid: bool = True,
) -> str:
    plan = draft.plan
    grid = ""
    if has_grid and scale.is_shown:
        line = draft.line(plan.grid, _HAIRLINE)
        grid = f"<c:majorGridlines><c:spPr>{line}</c:spPr></c:majorGridlines>"
    divisor = sheet_divisor(scale.format)
    code = quoted_code(scale.format)
    crosses = "max" if plan.kind == "bar" or side == "r" else "autoZero"
    if plan.kind == "scatter":
        crosses = "min"
    base = '<c:logBase val="10"/>' if scale.is_log else ""
    between = "midCat" if plan.is_edge_to_edge or plan.kind == "scatter" else "between"
    beside = "high" if side == "r" else "nextTo" if plan.kind == "bar" else "low"
    has_line = plan.kind == "scatter" and side == "b"
    line = draft.line(plan.axis, _AXIS) if has_line else NO_LINE
    return (
        f'<c:valAx><c:axId val="{own}"/><c:scaling>{base}'
        f'<c:orientation val="minMax"/><c:max val="{plain(scale.most / divisor)}"/>'
        f'<c:min val="{plain(scale.least / divisor)}"/></c:scaling>'
        f'<c:delete val="{not scale.is_shown:d}"/><c:axPos val="{side}"/>'
        f"{grid}{draft.title(scale.title)}"
        f'<c:numFmt formatCode="{code}" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="{beside}"/>'
        f"<c:spPr>{line}</c:spPr>{draft.text(plan.letters.color)}"
        f'<c:crossAx val="{other}"/><c:crosses val="{crosses}"/>'
        f'<c:crossBetween val="{between}"/>'
        f'<c:majorUnit val="{plain(scale.unit / divisor)}"/></c:valAx>'
    )
