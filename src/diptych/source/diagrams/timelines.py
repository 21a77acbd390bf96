"""Reads what Mermaid calls a timeline: a list whose items begin with dates.

Its manual, "Timeline". The arrangement of the slide makes a timeline, rows or cards of it, as of
any such list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from diptych.blocks.bullets import Bullets, Item
from diptych.diagnostics import Span
from diptych.model.source_text import SourceText
from diptych.model.text import Text
from diptych.source.diagrams.rows import DESCRIPTION, TITLE, Row, RowReader, Unreadable, text_in
from diptych.source.reading.source_reader import SourceReader

_SECTION = re.compile(r"section\b\s*(?P<words>.+)$")
_DIVIDER = re.compile(r"\s+:\s*|\s*:\s+|^:")
_MOST = 60
"""Periods; nobody reads more from afar."""


class _Period(NamedTuple):
    row: Row
    end: int
    events: list[tuple[Row, int, int]]
    step: int


class TimelineReader(RowReader):
    """Reads a timeline line by line."""

    def __init__(self, span: Span, reader: SourceReader, steps: Iterator[int] | None) -> None:
        super().__init__(span, reader, steps)
        self.sections: list[tuple[Row | None, list[_Period]]] = [(None, [])]

    def read(self, rows: list[Row]) -> Bullets | None:
        """Return the list; None, with a report, if it cannot be read."""
        self.lines(rows[1:], "{}")
        periods = [period for _, inside in self.sections for period in inside]
        if not periods and not self.is_bad:
            self.report(self.span, "this timeline is empty", "write `2024: what happened`")
        if len(periods) > _MOST:
            hint = f"show at most {_MOST}, or split it"
            self.report(self.span, f"{len(periods)} dates are too many for a slide", hint)
        if self.is_bad:
            return None
        return Bullets(items=tuple(self._items()), span=self.span)

    def _items(self) -> Iterator[Item]:
        has_lists = not all(_is_alone(one) for _, inside in self.sections for one in inside)
        for head, periods in self.sections:
            items = tuple(self._item(period, has_list=has_lists) for period in periods)
            if head is None:
                yield from items
                continue
            found = _SECTION.match(head.text)
            start = found.start("words") if found is not None else 0
            below = (Bullets(items=items, span=head.place.span()),) if items else ()
            text = text_in(head, start, len(head.text), self.reader)
            yield Item(text=text, span=head.place.span(), content=below)

    def _item(self, period: _Period, *, has_list: bool) -> Item:
        """Return a date with what happened after it, or in a list below it."""
        row, span = period.row, period.row.place.span()
        inside = period.events
        if inside and not has_list:
            text = self._joined(row, period.end, inside[0][1])
            return Item(text=text, span=span, step=period.step)
        below = tuple(
            Item(text=text_in(*event, self.reader), span=event[0].place.span()) for event in inside
        )
        return Item(
            text=text_in(row, 0, period.end, self.reader),
            span=span,
            content=(Bullets(items=below, span=span),) if below else (),
            step=period.step,
        )

    def _joined(self, row: Row, end: int, start: int) -> Text:
        """Return a date and what happened as an item of a list: `2024: words`."""
        place = row.place
        head, rest = row.text[:end].rstrip(), row.text[start:]
        joined = SourceText(place.file, f"{head}: {rest}", place.points[:1])
        return text_in(Row(joined, joined.text), 0, len(joined.text), self.reader)

    def line(self, row: Row) -> None:
        """Read a section, a date with what happened then, or more of what happened."""
        if (titled := TITLE.match(row.text)) is not None or DESCRIPTION.match(row.text):
            hint = "write it as the title of the slide, or as a heading above the timeline"
            self.without_effect("title" if titled else "accTitle", row.place.span(), hint)
            return
        if _SECTION.match(row.text):
            self.sections.append((row, []))
            return
        at = [*_DIVIDER.finditer(row.text)]
        starts = [one.end() for one in at]
        ends = [*(one.start() for one in at[1:]), len(row.text)]
        spots = zip(starts, ends, strict=False)
        events = [(row, start, end) for start, end in spots if start < end]
        periods = self.sections[-1][1]
        if row.text.startswith(":"):
            if not periods:
                raise Unreadable(0, "this happened at no date", "write it: `2024: words`")
            periods[-1].events.extend(events)
            return
        end = at[0].start() if at else len(row.text)
        step = next(self.steps) if self.steps is not None else 0
        periods.append(_Period(row, end, events, step))


def _is_alone(period: _Period) -> bool:
    """Return whether at most one thing happened, which is said beside the date."""
    return all(row is period.row for row, _, _ in period.events) and len(period.events) <= 1
