"""The geometry of a handout's pages: how many slides, how large, and where their notes are."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from diptych.model.geometry import EMU_PER_PT, Box
from diptych.options import OutputOptions, Paper

_PAPERS: dict[Paper, tuple[float, float]] = {"a4": (595.276, 841.89), "letter": (612, 792)}
"""Width and height in points (ISO 216, ANSI/ASME Y14.1)."""
_SIDE, _TOP, _BOTTOM = 42, 56, 50
"""The margins in points; the title stands in the one at the top, the number in that below."""
_GAP = 18
_ABOVE = 11
"""Between slides, and between a slide and the notes below it, in points."""

_SLACK = 0.01
"""Rows are this much lower, so that rounding does not move the last one to the next page."""

NotesPlace = Literal["below", "beside", "nowhere"]


class _Plan(Struct, frozen=True):
    columns: int
    rows: int
    notes: NotesPlace
    share: float
    """The largest part of its cell that a slide fills: of the width beside notes, of the height
    above them."""
    size: float
    """The type size of notes in points."""


_WITH_NOTES = {
    1: _Plan(1, 1, "below", 0.55, 11),
    2: _Plan(1, 2, "beside", 0.6, 9.5),
    4: _Plan(2, 2, "below", 0.6, 9),
    6: _Plan(2, 3, "below", 0.65, 9),
}
_ALONE = {1: ((1, 1),), 2: ((1, 2), (2, 1)), 4: ((2, 2), (1, 4)), 6: ((2, 3), (3, 2))}
"""Columns and rows of slides without notes; of several, those with the largest slides are used."""


class Sheet(Struct, frozen=True, kw_only=True):
    """The geometry of the pages, in points."""

    width: float
    height: float
    columns: int
    notes: NotesPlace
    scale: float
    """How large slides are, as a multiple of their own size."""
    slide_width: float
    slide_height: float
    cell: float
    """The width of a cell: a slide, with its notes if they are beside it."""
    notes_width: float
    slot: float
    """The height of a row, unless its notes need more."""
    size: float
    """The type size of notes."""
    side: float = _SIDE
    top: float = _TOP
    bottom: float = _BOTTOM
    gap: float = _GAP
    above: float = _ABOVE


def sheet_of(options: OutputOptions, page: Box, *, has_notes: bool) -> Sheet:
    """Return the geometry for slides of the size of `page`; without notes, slides are larger.

    Paper is portrait with notes; without, it is landscape if that makes slides larger.
    """
    width, height = _PAPERS[options.paper]
    count = options.handout
    if has_notes:
        return _sheet(_WITH_NOTES[count], width, height, page)
    plans = [_Plan(columns, rows, "nowhere", 1, 9) for columns, rows in _ALONE[count]]
    sizes = ((width, height), (height, width))
    sheets = [_sheet(plan, *size, page) for size in sizes for plan in plans]
    return max(sheets, key=lambda sheet: round(sheet.scale, 3))


def _sheet(plan: _Plan, width: float, height: float, page: Box) -> Sheet:
    cell = (width - 2 * _SIDE - (plan.columns - 1) * _GAP) / plan.columns
    slot = (height - _TOP - _BOTTOM - (plan.rows - 1) * _GAP) / plan.rows - _SLACK
    is_beside = plan.notes == "beside"
    most_wide = cell * plan.share if is_beside else cell
    most_high = slot if is_beside else slot * plan.share
    own = (page.width / EMU_PER_PT, page.height / EMU_PER_PT)
    scale = min(most_wide / own[0], most_high / own[1])
    shown = own[0] * scale
    return Sheet(
        width=width,
        height=height,
        columns=plan.columns,
        notes=plan.notes,
        scale=scale,
        slide_width=shown,
        slide_height=own[1] * scale,
        cell=cell,
        notes_width=cell - shown - _GAP if is_beside else cell,
        slot=slot,
        size=plan.size,
    )
