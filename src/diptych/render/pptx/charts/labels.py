"""The labels at the points of a chart (ECMA-376-1, 21.2.2.49)."""

from __future__ import annotations

from collections.abc import Mapping

from diptych.model.chart import LabelPlace, PlottedSeries, PointLabel
from diptych.render.pptx.charts.draft import C15, FLAT, NO_LINE, ChartDraft
from diptych.render.pptx.charts.number_formats import quoted_code
from diptych.render.pptx.identity import guid
from diptych.render.pptx.xml import escape

_LABEL_EXTENSION = "{CE6537A1-D6FC-4f65-9D91-7224C49458BB}"
_LABEL_ROOM = 1.15
"""The width of the box of a label, as a multiple of its text's."""
_PLACES: Mapping[LabelPlace, str] = {
    "above": "t",
    "below": "b",
    "middle": "ctr",
    "right": "r",
    "left": "l",
    "around": "outEnd",
}
"""ST_DLblPos (ECMA-376-1, 21.2.3.10); bars call what is beyond their end `outEnd`."""
_NAME_AND_NUMBER = 2
"""The lines of the label of a slice whose name has one."""
_WHOLE = '<a:bodyPr rot="0" vert="horz" wrap="none"/>'
_EMPTY_BOX = f"<c:spPr><a:noFill/>{NO_LINE}</c:spPr>"


def labels_of(draft: ChartDraft, one: PlottedSeries) -> str:
    """Return the labels of a series: one for all if they are alike, or each by itself."""
    if not one.labels:
        return ""
    first = one.labels[0]
    present = [at for at, value in enumerate(one.values) if value is not None]
    kinds = {_kind(label, is_bar=one.form == "bars") for label in one.labels}
    is_same = len(kinds) == 1 and not first.says_cell
    if is_same and [label.point for label in one.labels] == present and not any(first.moved):
        return f"<c:dLbls>{_label(draft, one, first)}</c:dLbls>"
    labels = "".join(
        f'<c:dLbl><c:idx val="{label.point}"/>{_moved(draft, label)}'
        f"{_cell(draft, label) if label.says_cell else _label(draft, one, label)}"
        f"{_sized(draft, label)}</c:dLbl>"
        for label in one.labels
    )
    leaders = '<c:showLeaderLines val="0"/>' if one.form == "slices" else ""
    return f"<c:dLbls>{labels}{_shows()}{leaders}</c:dLbls>"


def _moved(draft: ChartDraft, label: PointLabel) -> str:
    """Return how far a label is from its usual place."""
    x, y = label.moved
    if abs(x) < 1 and abs(y) < 1:
        return ""
    return f"<c:layout><c:manualLayout>{draft.at(x, y)}</c:manualLayout></c:layout>"


def _sized(draft: ChartDraft, label: PointLabel) -> str:
    """Return how large the box of a label is, as PowerPoint 2013 and later know it."""
    if label.size is None:
        return ""
    width, height = label.size
    size = draft.of(width * _LABEL_ROOM, height)
    return (
        f'<c:extLst><c:ext uri="{_LABEL_EXTENSION}" xmlns:c15="{C15}"><c15:layout>'
        f"<c:manualLayout>{size}</c:manualLayout></c15:layout></c:ext></c:extLst>"
    )


def _box(draft: ChartDraft, label: PointLabel) -> str:
    """Return what is behind the words of a label."""
    if not label.hides_grid:
        return _EMPTY_BOX
    return f"<c:spPr>{draft.fill(draft.plan.paper)}{NO_LINE}</c:spPr>"


def _cell(draft: ChartDraft, label: PointLabel) -> str:
    """Return a label that is the name of a point, from its cell in the workbook."""
    look = draft.font(label.color, is_bold=label.is_bold)
    return (
        f"<c:tx><c:rich>{_WHOLE}<a:lstStyle/><a:p><a:pPr><a:defRPr {look}</a:defRPr></a:pPr>"
        f'<a:fld id="{guid(f"point {label.point}")}" type="CELLRANGE">'
        f'<a:rPr lang="{draft.locale}" {look}</a:rPr><a:pPr/><a:t>{escape(label.text)}</a:t>'
        f'</a:fld><a:endParaRPr lang="{draft.locale}"/></a:p></c:rich></c:tx>'
        f'{_box(draft, label)}<c:dLblPos val="{_PLACES[label.place]}"/>{_shows()}'
        f'<c:extLst><c:ext uri="{_LABEL_EXTENSION}" xmlns:c15="{C15}">'
        '<c15:showDataLabelsRange val="1"/></c:ext></c:extLst>'
    )


def _label(draft: ChartDraft, one: PlottedSeries, label: PointLabel) -> str:
    is_slice = one.form == "slices"
    place = _PLACES[label.place]
    if one.form == "bars" and label.place != "middle":
        place = "outEnd"
    has_place = draft.plan.kind != "doughnut" and one.form != "area"
    shows = _shows(
        value=label.says_value and not (is_slice and one.format.is_share),
        category=is_slice and label.says_name,
        series=not is_slice and label.says_name,
        share=is_slice and one.format.is_share,
    )
    body = FLAT if label.lines > _NAME_AND_NUMBER else _WHOLE
    words = draft.text(label.color, is_bold=label.is_bold, body=body)
    separator = "<c:separator>\n</c:separator>" if is_slice else ""
    code = quoted_code(label.format or one.format)
    return (
        f'<c:numFmt formatCode="{code}" sourceLinked="0"/>'
        f"{_box(draft, label)}{words}"
        + (f'<c:dLblPos val="{place}"/>' if has_place else "")
        + f"{shows}{separator}"
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
