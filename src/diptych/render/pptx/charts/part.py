"""Chart parts (ECMA-376-1, 21.2): native charts with all that PowerPoint would choose itself.

Scales, the plot's place, colours and sizes are fixed, so that the chart looks as in other outputs;
the order of elements is that of the schema.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from diptych.model.chart import Plan
from diptych.model.geometry import Box
from diptych.render.pptx.charts.axes import axes
from diptych.render.pptx.charts.draft import NO_LINE, ChartDraft
from diptych.render.pptx.charts.number_formats import number
from diptych.render.pptx.charts.series import groups, is_extended
from diptych.render.pptx.design import Design
from diptych.render.pptx.workbook import Cell, Day
from diptych.render.pptx.xml import DECLARATION

CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NAMESPACE = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_NAMESPACES = (
    f' xmlns:c="{NAMESPACE}"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def sheet(plan: Plan) -> list[list[Cell]]:
    """Return the cells of a chart's workbook: names in the first row and column, then numbers."""
    heads: Sequence[Cell] = plan.xs if plan.kind == "scatter" else plan.categories
    if plan.dates:
        heads = list(map(Day, plan.dates))
    title = plan.category_title.text if plan.category_title is not None else ""
    names: list[Cell] = [title, *(one.name for one in plan.series)]
    rows = [
        [head, *(number(one.values[at], one.format) for one in plan.series)]
        for at, head in enumerate(heads)
    ]
    if plan.kind == "scatter" and plan.categories:
        rows = [[*row, name] for row, name in zip(rows, plan.categories, strict=True)]
        names.append("")
    for one in plan.series:
        if one.errors:
            names.append(f"± {one.name}".strip())
            errors = (number(error, one.format) for error in one.errors)
            rows = [[*row, error] for row, error in zip(rows, errors, strict=True)]
    return [names, *rows]


def chart_xml(plan: Plan, box: Box, design: Design, locale: str, workbook: str) -> str:
    """Return the chart part; `workbook` is the id of the relationship to its workbook."""
    draft = ChartDraft(plan, box, design, locale)
    return (
        f'{DECLARATION}<c:chartSpace{_NAMESPACES}><c:date1904 val="0"/>'
        f'<c:lang val="{locale}"/><c:roundedCorners val="0"/>'
        f'<c:chart><c:autoTitleDeleted val="1"/>{_plot_area(draft)}{_legend(draft)}'
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/>{NO_LINE}</c:spPr>{draft.text(plan.letters.color)}"
        f'<c:externalData r:id="{workbook}"><c:autoUpdate val="0"/></c:externalData>'
        "</c:chartSpace>"
    )


def _plot_area(draft: ChartDraft) -> str:
    """Return the plot area: its place, what is drawn in it, its axes."""
    plot = draft.plan.plot
    layout = (
        '<c:layout><c:manualLayout><c:layoutTarget val="inner"/>'
        f'<c:xMode val="edge"/><c:yMode val="edge"/>{draft.at(plot.x, plot.y)}'
        f"{draft.of(plot.width, plot.height)}</c:manualLayout></c:layout>"
    )
    return (
        f"<c:plotArea>{layout}{''.join(groups(draft))}{''.join(axes(draft))}"
        f"<c:spPr><a:noFill/>{NO_LINE}</c:spPr></c:plotArea>"
    )


def _legend(draft: ChartDraft) -> str:
    """Return the legend; empty if there is none."""
    legend = draft.plan.legend
    if legend is None:
        return ""
    area = legend.area
    count = len(draft.plan.series)
    trends = sum(map(partial(is_extended, draft), draft.plan.series))  # they come after all series
    hidden = "".join(
        f'<c:legendEntry><c:idx val="{at}"/><c:delete val="1"/></c:legendEntry>'
        for at in range(count, count + trends)
    )
    return (
        f'<c:legend><c:legendPos val="t"/>{hidden}<c:layout><c:manualLayout>'
        f'<c:xMode val="edge"/><c:yMode val="edge"/>{draft.at(area.x, area.y)}'
        f"{draft.of(area.width, area.height)}</c:manualLayout></c:layout>"
        f'<c:overlay val="0"/>{draft.text(draft.plan.letters.ink)}</c:legend>'
    )
