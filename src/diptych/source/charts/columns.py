"""The columns of a chart's data, as its author chooses them by their names."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from diptych.diagnostics import Span, nearest
from diptych.model.chart import ChartKind
from diptych.source.charts.diagnostic_kinds import BAD_CHART_DATA, NOT_A_NUMBER
from diptych.source.charts.grid import Cell, Grid
from diptych.source.charts.numbers import AmountReader, is_missing
from diptych.source.yaml.fields import Fields

QUOTING = "put quotes around a name with a comma, as in CSV: `{key}='\"Ada, B.\",Total'`"
"""How a name with a comma is written among attributes."""


class Columns(Struct, frozen=True):
    """The columns of a grid that a chart shows."""

    grid: Grid
    x: int
    """That of the names along the axis, or of the positions of a scatter."""
    named: int | None
    """That of the names of the points of a scatter, if they have any."""
    numbers: tuple[int, ...]
    """Those of the series."""

    @property
    def heads(self) -> list[Cell]:
        """Return the names along the axis, or the positions."""
        return [row[self.x] for row in self.grid.rows]

    @property
    def points(self) -> list[Cell]:
        """Return the names of the points; the same as `heads` if they have none of their own."""
        return self.heads if self.named is None else [row[self.named] for row in self.grid.rows]

    @property
    def series(self) -> list[Cell]:
        """Return the names of the series."""
        return [self.grid.head[at] for at in self.numbers]

    @property
    def rows(self) -> list[list[Cell]]:
        """Return the numbers of each series."""
        return [[row[at] for row in self.grid.rows] for at in self.numbers]


class ColumnReader:
    """Reads the keys of a chart that name columns, series and categories."""

    def __init__(self, fields: Fields) -> None:
        self.fields, self.reader = fields, fields.reader

    def chosen(self, grid: Grid) -> Columns | None:
        """Return the columns to show; None, with a report, if one is missing."""
        names = [cell.text for cell in grid.head]
        x, errors = 0, self.reader.errors
        if (written := self.fields.string("x")) is not None:
            found = self._index(written, names, self.fields.span_of("x"), "column", "x")
            if found is None:
                return None
            x = found
        named = None
        if (written := self.fields.string("names")) is not None:
            span = self.fields.span_of("names")
            named = self._index(written, names, span, "column", "names")
            if named is None:
                return None
            if self.fields.string("kind") != "scatter":
                message = "only the points of a `scatter` have names besides what is along the axis"
                self._wrong(span, message, "choose that column by `x`")
        if "series" in self.fields:
            columns = self.indices("series", names)
        else:
            columns = [at for at in range(len(names)) if at not in {x, named}]
            if self._has_words(columns, grid):
                return None
        columns = list(dict.fromkeys(columns))
        self._report_alike([grid.head[at] for at in columns])
        if columns:
            return Columns(grid, x, named, tuple(columns))
        if self.reader.errors == errors:
            hint = "its first column has names, and the others have numbers"
            self._wrong(grid.span, "a chart needs a column of numbers", hint)
        return None

    def indices(self, key: str, names: Sequence[str]) -> list[int]:
        """Return which of some names a key lists, in its order."""
        found = (
            self._index(word.strip(), names, span, "column", key)
            for word, span in self.fields.strings(key)
        )
        return [at for at in found if at is not None]

    def _index(
        self, word: str, names: Sequence[str], span: Span | None, what: str, key: str
    ) -> int | None:
        if word in names:
            return names.index(word)
        hint = nearest(word, [name for name in names if name])
        if any(word in map(str.strip, name.split(",")) for name in names):
            hint = QUOTING.format(key=key)
        self._wrong(span, f"the data has no {what} `{word}`", hint)
        return None

    def highlighted(self, columns: Columns, kind: ChartKind) -> tuple[set[int], set[int]]:
        """Return which categories are highlighted, and which series.

        An area is one shape through all of its categories, so none of them can have its own colour.
        """
        names = [cell.text for cell in columns.series]
        heads = [cell.text for cell in columns.points]
        points: set[int] = set()
        strong: set[int] = set()
        for written, span in self.fields.strings("highlight"):
            word = written.strip()
            if word in names:
                strong.add(names.index(word))
            elif word in heads and kind == "area":
                message = f"an area chart cannot show that `{word}` is highlighted"
                self._wrong(span, message, "highlight a series, or make it a `line` chart")
            elif word in heads:
                points.update(at for at, head in enumerate(heads) if head == word)
            else:
                self._index(word, [*names, *heads], span, "series or category", "highlight")
        return points, strong

    def _has_words(self, columns: Sequence[int], grid: Grid) -> bool:
        """Return whether some columns have no numbers, but words, which is reported."""
        given = {
            at: [row[at] for row in grid.rows if not is_missing(row[at].text)] for at in columns
        }
        words = [at for at in columns if given[at] and not _has_numbers(given[at])]
        numbers = [grid.head[at].text for at in columns if at not in words]
        if not words or not any(numbers):
            return False
        for at in words:
            first = given[at][0]
            message = f"column `{grid.head[at].text}` has words, such as `{first.text[:40]}`"
            hint = f"choose the columns of numbers: `series: [{', '.join(numbers)}]`"
            self.reader.report(NOT_A_NUMBER, first.span, message, hint)
        return True

    def _report_alike(self, heads: Sequence[Cell]) -> None:
        """Report series that nobody can tell apart."""
        known: set[str] = set()
        for head in heads:
            if head.text and head.text in known:
                message = f"two series are called `{head.text}`"
                self._wrong(head.span, message, "give each a name of its own")
            known.add(head.text)

    def _wrong(self, span: Span | None, message: str, hint: str) -> None:
        self.reader.report(BAD_CHART_DATA, span, message, hint)


def _has_numbers(cells: Sequence[Cell]) -> bool:
    numbers = AmountReader(cells)
    return any(numbers.amount(cell.text) is not None for cell in cells)
