"""Days, months and years in the first column of a chart's data."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from itertools import pairwise

from diptych.model.chart import ChartKind
from diptych.source.charts.grid import Cell

_DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?", re.ASCII)
_FIRST = dt.date(1900, 3, 1)
"""The first day that spreadsheets count rightly (ECMA-376-1, 18.17.4.1)."""
_LAST_YEAR = 2199
_LEAST = 3
"""How many points there are at least, so that they can be unevenly apart."""
_MONTHS = 12


def days_of(kind: ChartKind, cells: Sequence[Cell]) -> tuple[int, ...]:
    """Return the days that categories of lines and areas are, as ordinals, if unevenly apart.

    None if they are something else, not in order, or apart as names are: each day, month or year.
    """
    if kind not in {"line", "area"} or len(cells) < _LEAST:
        return ()
    found = [_DATE.fullmatch(cell.text) for cell in cells]
    written = [one for one in found if one is not None]
    if len(written) < len(cells) or len({one.lastgroup for one in written}) > 1:
        return ()
    days = [day for one in written if (day := _day(one)) is not None]
    if len(days) < len(cells) or any(day >= later for day, later in pairwise(days)):
        return ()
    counts = [
        day.toordinal() if written[0]["day"] else day.year * _MONTHS + day.month for day in days
    ]
    if len({later - count for count, later in pairwise(counts)}) == 1:
        return ()
    return tuple(day.toordinal() for day in days)


def _day(found: re.Match[str]) -> dt.date | None:
    try:
        day = dt.date(int(found["year"]), int(found["month"] or 1), int(found["day"] or 1))
    except ValueError:
        return None
    return day if day >= _FIRST and day.year <= _LAST_YEAR else None
