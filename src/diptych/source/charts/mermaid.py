"""Reads charts in Mermaid's words: pies, and columns, bars and lines of its `xychart`.

Its manual, "Pie chart diagrams" and "XY chart". They are the same charts in other words, so they
are read as what YAML would say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import repeat
from pathlib import Path

from diptych.blocks.chart import Chart
from diptych.diagnostics import Span
from diptych.model.source_text import SourceText
from diptych.source.charts.chart import CHART_KEYS, read_chart
from diptych.source.diagrams.rows import DESCRIPTION, TITLE, Row, RowReader, Unreadable
from diptych.source.reading.source_reader import SourceReader
from diptych.source.yaml.fields import Fields
from diptych.source.yaml.tree import Data, Entry, Value

_PIE = re.compile(r"pie\b(?P<shows>\s+showData\b)?\s*(?P<rest>.*)$")
_SLICE = re.compile(r'(?:"(?P<quoted>[^"]+)"|(?P<name>[^":]*[^":\s]))\s*:\s*(?P<number>\S.*)$')
_XY = re.compile(r"xychart(?:-beta)?\b\s*(?P<way>horizontal|vertical)?\s*$")
_WORDS = r'(?:"(?P<quoted>[^"]*)"|(?P<words>[^"\[]*?))'
_AXIS = re.compile(
    rf"(?P<axis>[xy])-axis\b\s*{_WORDS}\s*"
    r"(?:\[(?P<names>[^\]]*)\]|(?P<least>-?\d+(?:\.\d+)?)\s*-->\s*(?P<most>-?\d+(?:\.\d+)?))?$"
)
_SERIES = re.compile(rf"(?P<kind>bar|line)\b\s*{_WORDS}\s*\[(?P<numbers>[^\]]*)\]$")
_LISTED = re.compile(r'\s*(?:"(?P<quoted>[^"]*)"|(?P<plain>[^,"]*?))\s*(?:,|$)')


class _ChartRows(RowReader):
    """Reads a chart line by line, as the keys that YAML would have."""

    def __init__(self, span: Span, reader: SourceReader, steps: Iterator[int] | None) -> None:
        super().__init__(span, reader, steps)
        self.keys: dict[str, Entry] = {}

    def chart(self) -> Chart | None:
        """Return the chart of the keys; None, with a report, if it cannot be shown."""
        if self.is_bad:
            return None
        here = SourceText(self.span.file, "", ())
        fields = Fields(Value(self.keys, self.span, here), self.reader, CHART_KEYS, "a chart")
        later = self.steps or repeat(0)
        stepwise = self.steps is not None
        return read_chart(
            fields, None, Path(), self.span, self.reader, later=later, stepwise=stepwise
        )

    def put(self, key: str, place: SourceText, data: Data = None) -> None:
        """Give a key the words of a place, or other data that is written there."""
        value = Value(place.text if data is None else data, place.span(), place)
        self.keys[key] = Entry(key, place.span(), value)

    def described(self, row: Row) -> bool:
        """Return whether a line is the title or the alternative text, and take it."""
        for key, pattern in (("title", TITLE), ("alt", DESCRIPTION)):
            if (found := pattern.match(row.text)) is not None:
                place = row.place.part(*found.span("words"))
                bare = place.text.strip('"')
                at = place.text.find(bare)
                if bare:
                    self.put(key, place.part(at, at + len(bare)))
                return True
        return False

    def table(self, rows: Sequence[Sequence[SourceText]]) -> None:
        """Give the data as rows of cells, the first of which is their header."""
        first = rows[0][0]

        def listed(cells: Sequence[SourceText]) -> Value:
            made = tuple(Value(cell.text or None, cell.span(), cell) for cell in cells)
            return Value(made, cells[0].span(), cells[0])

        self.put("data", first, tuple(map(listed, rows)))


class PieReader(_ChartRows):
    """Reads a pie."""

    def __init__(self, span: Span, reader: SourceReader, steps: Iterator[int] | None) -> None:
        super().__init__(span, reader, steps)
        self.slices: list[tuple[SourceText, SourceText]] = []

    def read(self, rows: list[Row]) -> Chart | None:
        """Return the pie; None, with a report, if it cannot be shown."""
        head = rows[0]
        found = _PIE.match(head.text)
        self.put("kind", head.place.part(0, len("pie")))
        inner = found["rest"] if found is not None else ""
        at = head.text.find(inner) if inner else 0
        more = [Row(head.place.part(at, len(head.text)), inner)] if inner else []
        self.lines((*more, *rows[1:]), "{}")
        if not self.slices and not self.is_bad:
            self.report(self.span, "this pie has no slices", 'write `"Name" : 12`')
            return None
        blank = head.place.part(0, 0)
        self.table([(blank, blank), *self.slices])
        return self.chart()

    def line(self, row: Row) -> None:
        """Read the title, or a slice."""
        if self.described(row):
            return
        found = _SLICE.match(row.text)
        if found is None:
            raise Unreadable(0, f"`{row.text}` is not understood", 'write `"Name" : 12`')
        name = row.place.part(*found.span("quoted" if found["quoted"] else "name"))
        self.slices.append((name, row.place.part(*found.span("number"))))


class XyReader(_ChartRows):
    """Reads columns, bars and lines."""

    def __init__(self, span: Span, reader: SourceReader, steps: Iterator[int] | None) -> None:
        super().__init__(span, reader, steps)
        self.names: list[SourceText] = []
        self.kinds: list[str] = []
        self.heads: list[SourceText] = []
        self.columns: list[list[SourceText]] = []
        self.is_named = False

    def read(self, rows: list[Row]) -> Chart | None:
        """Return the chart; None, with a report, if it cannot be shown."""
        head = rows[0]
        found = _XY.match(head.text)
        self.lines(rows[1:], "{}")
        if not self.columns and not self.is_bad:
            self.report(self.span, "this chart has no numbers", "write `bar [12, 30]`")
        if self.is_bad:
            return None
        is_flat = found is not None and found["way"] == "horizontal"
        usual = "bar" if is_flat else "column"
        here = head.place.part(0, 0)
        kind = "line" if "bar" not in self.kinds else usual
        self.put("kind", SourceText(here.file, kind, head.place.points[:1]))
        self._begin_at_zero(kind)
        if kind != "line" and "line" in self.kinds:
            lines = [
                Value(one.text, one.span(), one)
                for one, kind in zip(self.heads, self.kinds, strict=True)
                if kind == "line"
            ]
            self.put("line", head.place, tuple(lines))
        if not self.is_named and len(self.heads) > 1:
            self.put("legend", head.place, data=False)
        self._tabled(here)
        return self.chart()

    def _begin_at_zero(self, kind: str) -> None:
        """Let a scale of bars begin at 0, with a report, where it would begin above."""
        least = self.keys.get("min")
        if kind != "line" and least is not None and float(least.value.place.text) > 0:
            del self.keys["min"]
            hint = "bars begin at 0; with `line` alone the scale begins where you want"
            self.without_effect(least.value.place.text, least.key_span, hint)

    def _tabled(self, here: SourceText) -> None:
        count = max(map(len, self.columns))
        names = self.names or [
            SourceText(here.file, str(at + 1), here.points) for at in range(count)
        ]
        rows = [[here, *self.heads]]
        for at in range(max(count, len(names))):
            cells = [column[at] if at < len(column) else here for column in self.columns]
            rows.append([names[at] if at < len(names) else here, *cells])
        self.table(rows)

    def line(self, row: Row) -> None:
        """Read the title, an axis or a series."""
        if self.described(row):
            return
        text = row.text.rstrip(";")
        if (axis := _AXIS.match(text)) is not None:
            self._axis(row, axis)
        elif (series := _SERIES.match(text)) is not None:
            self._series(row, series)
        else:
            hint = "write `x-axis [a, b]`, `bar [12, 30]` or `line [12, 30]`"
            raise Unreadable(0, f"`{row.text}` is not understood", hint)

    def _axis(self, row: Row, found: re.Match[str]) -> None:
        is_across = found["axis"] == "x"
        group = "quoted" if found["quoted"] else "words"
        if found[group]:
            key = "category_title" if is_across else "value_title"
            self.put(key, row.place.part(*found.span(group)))
        if is_across and found["names"]:
            self.names = list(_parts(row.place.part(*found.span("names"))))
        for key, group in (("min", "least"), ("max", "most")):
            if found[group] and not is_across:
                place = row.place.part(*found.span(group))
                self.put(key, place, float(place.text))

    def _series(self, row: Row, found: re.Match[str]) -> None:
        group = "quoted" if found["quoted"] else "words"
        name = row.place.part(*found.span(group))
        self.is_named = self.is_named or bool(name.text)
        if not name.text:
            name = SourceText(name.file, str(len(self.heads) + 1), row.place.points[:1])
        self.heads.append(name)
        self.kinds.append(found["kind"])
        self.columns.append(list(_parts(row.place.part(*found.span("numbers")))))


def _parts(place: SourceText) -> Iterator[SourceText]:
    """Yield what is between the commas of a list."""
    at = 0
    while at < len(place.text):
        found = _LISTED.match(place.text, at)
        if found is None or found.end() == at:
            return
        yield place.part(*found.span("quoted" if found["quoted"] is not None else "plain"))
        at = found.end()
