"""Text in rows and columns, measured once; the widths of columns follow from what is in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, partial
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from diptych.model.density import Density
from diptych.model.geometry import Box, Emu, Pt, emu
from diptych.model.setting import Extent, Fitted, Piece, Pieces, Setting
from diptych.model.shapes import (
    Cell,
    Line,
    Paragraph,
    Rectangle,
    Shape,
    TableColumn,
    TableRow,
    TableShape,
    TextFrame,
)
from diptych.model.style import RowsBelow
from diptych.typography.columns import Widths, divided, levelled, narrowed, relaxed
from diptych.typography.divided_text import FULL, LINES, cut, line_ends
from diptych.typography.measure import room_for, width_for
from diptych.typography.measured_text import Measured, MeasuredText, cited_by

_TIGHT = 0.4
"""Share of the padding above and below the text of a row that is kept where space is scarce."""

_WRAP, _HEAD_WRAP = 1.0, 0.25
"""What a cell of several lines counts beside the height of a table, in lines, and what a head."""

_ALIKE = 1.6
"""How many times as long as in others what is in a column of a grid may be."""

_WHOLE = 6
"""The most rows of a cell that is not divided among pages."""

_DIVIDED = 4
"""The least number of rows that are divided among pages, two on each, if they do not nearly fill
one together; `_SMALL` is the share of a page that two take at most to stay together."""
_SMALL = 1 / 3


_Across = tuple[int, int, Emu]
"""The first column of a cell of several, their number, and the width of its text."""


class SetCell(NamedTuple):
    """A cell with its text measured, which is one paragraph."""

    text: MeasuredText
    columns: int = 1
    rows: int = 1
    joins_left: bool = False
    joins_above: bool = False
    after: float = 0.0
    """Space right of its text, in em, by which decimal points are aligned."""
    fill: str = ""

    @property
    def measured(self) -> Measured:
        """Return the measures of its paragraph."""
        return self.text.texts[0]

    @property
    def is_covered(self) -> bool:
        """Return whether another cell covers it."""
        return self.joins_left or self.joins_above

    @property
    def spans(self) -> bool:
        """Return whether it takes part in a cell of several columns or rows."""
        return self.joins_left or self.joins_above or self.columns > 1 or self.rows > 1


_ALONE: tuple[object, ...] = (1, 1, False, False, 0.0, "")
"""All of a cell besides its text if it spans nothing and is not highlighted."""


class CellGrid:
    """The cells of a table, row by row, and what their columns need, in em.

    What is only needed where the text does not fit on one line is computed on first use.
    """

    def __init__(self, rows: Sequence[Sequence[SetCell]]) -> None:
        """`rows` have a cell for each column each."""
        self.rows = rows
        self.is_plain = all(cell[1:] == _ALONE for row in rows for cell in row)
        """Whether no cell has anything but its text, as in most tables."""
        self.has_spans = not self.is_plain and any(cell.spans for row in rows for cell in row)
        columns = list(zip(*rows, strict=True))
        self.columns: Sequence[Sequence[SetCell]] = columns
        """The cells that are in one column only, by column."""
        if self.has_spans:
            self.columns = [
                [cell for cell in column if cell.columns == 1 and not cell.is_covered]
                for column in columns
            ]

    @cached_property
    def whole(self) -> Sequence[float]:
        """Return for each column the room in which all of its text fits on one line."""
        return [_widest(column) for column in self.columns]

    @cached_property
    def longest(self) -> Sequence[float]:
        """Return for each column the room in which none of its words is split."""
        return [
            max([cell.measured.longest_word + cell.after for cell in column], default=0.0)
            for column in self.columns
        ]

    @cached_property
    def firm(self) -> Sequence[float]:
        """Return for each column the room in which no number is apart from its unit, either."""
        return [
            max([_firm(cell) + cell.after for cell in column], default=0.0)
            for column in self.columns
        ]

    @cached_property
    def ample(self) -> Sequence[float]:
        """Return for each column the room in which its text has only forced breaks for certain."""
        return [
            max([cell.text.texts[0].ample + cell.after for cell in column], default=0.0)
            for column in self.columns
        ]

    @cached_property
    def forced(self) -> Sequence[tuple[int, Paragraph]]:
        """Return for each row how many lines it has at least, and a paragraph that high."""
        return [_forced(row) for row in self.rows]

    def spanning(self) -> Iterator[tuple[int, SetCell]]:
        """Yield the cells of several columns, each with its first column."""
        for row in self.rows if self.has_spans else ():
            for at, cell in enumerate(row):
                if cell.columns > 1:
                    yield at, cell


def _firm(cell: SetCell) -> float:
    return cell.measured.longest_with_units(cell.text.paragraphs[0])


def _forced(row: Sequence[SetCell]) -> tuple[int, Paragraph]:
    """Return how many lines the highest cell of a row has at least, and its paragraph."""
    highest, found = -1.0, (0, row[0].text.paragraphs[0])
    for cell in row:
        lines, paragraph = len(cell.text.texts[0].own), cell.text.paragraphs[0]
        if lines * paragraph.line_height > highest:
            highest, found = lines * paragraph.line_height, (lines, paragraph)
    return found


def _widest(column: Sequence[SetCell]) -> float:
    """Return the greatest width of the cells of a column; most need not be measured for that."""
    bounds = [cell.text.texts[0].at_most + cell.after for cell in column]
    widest = 0.0
    for bound, cell in sorted(zip(bounds, column, strict=True), key=itemgetter(0), reverse=True):
        if bound <= widest:
            break
        widest = max(widest, cell.text.texts[0].whole + cell.after)
    return widest


class TableLook(Struct, frozen=True, kw_only=True):
    """How a table looks, and what its rows and columns are."""

    header_rows: int
    has_row_heads: bool
    has_total: bool
    evens_figures: Sequence[bool]
    """For each column, whether it is as wide as others of numbers."""
    is_grid: bool = False
    """Whether all columns but the first are equally wide if what is in them is about as long."""
    side: Emu
    """Space left and right of the text of columns at its own size, besides that at the edges of the
    table; smaller type has less."""
    padding: float
    """Space above and below the text of a row, in em."""
    head_line: Line
    row_line: Line
    is_closed: bool = True
    """Whether there is a line below its last row."""
    rows_below: RowsBelow | None = None
    """Rows of which it is a part: it is below such a line, too, and its second column begins where
    their points do, if it can."""

    @property
    def inset(self) -> Emu:
        """Return the space between the line that it is below, if any, and its text."""
        return self.rows_below.points.inset if self.rows_below is not None else Emu(0)


class TableText(Setting, frozen=True, kw_only=True):
    """A table set in one style."""

    rows: Sequence[Sequence[SetCell]]
    steps: Sequence[int]
    """For each row, the step at which it appears."""
    grid: CellGrid
    """All of its cells, with those on other pages, so that columns are equally wide on each."""
    look: TableLook
    alt: str
    region: str
    step: int
    caption: MeasuredText | None = None
    space: Emu = Emu(0)
    """Above the caption."""
    whole: TableText | None = None
    """The table of which it has some rows, and its columns; None for one that has all."""

    @property
    def paragraphs(self) -> Sequence[Paragraph]:
        """Return the text of its cells, row by row."""
        return [
            paragraph for row in self.rows for cell in row for paragraph in cell.text.paragraphs
        ]

    def fitted(self, width: Emu, density: Density) -> Fitted:
        """Return it at `width`; the padding of its rows can shrink.

        Its missing width is what its longest words would need in order not to be split.
        """
        missing, best = self._best(width, density)
        is_aligned = self.look.rows_below is not None and len(best.columns) > 1
        second = Emu(best.columns[0].width + best.columns[1].left) if is_aligned else Emu(0)
        wraps = int(self._is_uneven(best.columns))
        return Fitted(best.extent, best.draw, missing, wraps=wraps, second=second)

    def _is_uneven(self, columns: Sequence[TableColumn]) -> bool:
        """Return whether columns of a grid differ in width, which they had better not do."""
        widths = [column.width for column in columns[1:]]
        return self._is_grid and max(widths) - min(widths) > len(widths)

    @property
    def _is_grid(self) -> bool:
        """Return whether columns are to be equally wide, as what is in them is about as long."""
        rooms = self.grid.whole[1:]
        return self.look.is_grid and len(rooms) > 1 and max(rooms) <= _ALIKE * min(rooms)

    def _best(self, width: Emu, density: Density) -> tuple[Emu, _FittedTable]:
        """Return what is missing of its least width, and the table with the best widths."""
        size = self._size(density)
        across = list(self._across(size, whole=True))
        natural = self._needed(self.grid.whole, across, size)
        if sum(natural) <= width:
            even = self._even(across, size)
            wanted = even if sum(even) <= width else natural
            widths = self._aligned(wanted, width, size) or divided(width, wanted)
            return Emu(0), self._divided(widths, density)
        least = self._needed(self.grid.firm, self._across(size, whole=False), size)
        if sum(least) > width:
            least = self._needed(self.grid.longest, self._across(size, whole=False), size)
        missing = Emu(max(0, sum(least) - width))
        if sum(least) >= width:
            return missing, self._divided(divided(width, least), density)
        ways = [levelled(width, least, natural), relaxed(width, least, natural)]
        if (aligned := self._aligned(least, width, size)) is not None:
            first, rest = aligned[0], Emu(width - aligned[0])
            ways.insert(0, (first, *levelled(rest, least[1:], natural[1:])))
        else:
            ways += narrowed(width, least, natural)
        whole = self.whole or self
        choices = [whole._divided(widths, density) for widths in ways]  # noqa: SLF001 - of its own class
        line_height = emu(self._first.sizes(density).line_height)
        best = min(choices, key=lambda one: sum(one.heights) + one.broken * line_height)
        if whole is self:
            return missing, best
        return missing, self._divided(tuple(column.width for column in best.columns), density)

    def _aligned(self, wanted: Sequence[Emu], width: Emu, size: Pt) -> Widths | None:
        """Return widths with which the second column begins where what is below it tells.

        The second begins further right if the first needs more; return None if others lack room.
        """
        below = self.look.rows_below
        if below is None or len(wanted) < 2:  # noqa: PLR2004 - a second column
            return None
        first = Emu(max(wanted[0], below.second - self._sides(size)[1][0]))
        rest = Emu(width - first)
        return (first, *divided(rest, wanted[1:])) if sum(wanted[1:]) <= rest else None

    def _across(self, size: Pt, *, whole: bool) -> Iterator[_Across]:
        """Yield the first column, the count of columns and the width of cells of several."""
        for at, cell in self.grid.spanning():
            measured = cell.measured
            room = measured.whole if whole else measured.longest_word
            yield at, cell.columns, width_for(size, room + cell.after)

    def _needed(self, rooms: Sequence[float], across: Iterable[_Across], size: Pt) -> list[Emu]:
        """Return the widths of columns for given rooms, widened for cells of several columns."""
        ends = self._sides(size)
        widths = [
            Emu(width_for(size, room) + left + right)
            for room, (left, right) in zip(rooms, ends, strict=True)
        ]
        return self._widened(widths, across, size)

    def _widened(self, widths: list[Emu], across: Iterable[_Across], size: Pt) -> list[Emu]:
        """Return the widths of columns widened for cells of several columns, in proportion."""
        ends = self._sides(size)
        for at, count, wanted in across:
            spanned = range(at, at + count)
            missing = (
                wanted + ends[at][0] + ends[at + count - 1][1] - sum(widths[i] for i in spanned)
            )
            if missing > 0:
                more = divided(Emu(missing), [widths[i] for i in spanned])
                for i, one in zip(spanned, more, strict=True):
                    widths[i] = Emu(widths[i] + one)
        return widths

    def _sides(self, size: Pt) -> list[tuple[Emu, Emu]]:
        """Return the space left and right of the text of each column, in type of a size.

        There is none at the edges of the table, unless a cell there is highlighted.
        """
        side, rows = Emu(round(self.look.side * min(1, size / self._first.size))), self.grid.rows
        last = len(self.grid.columns) - 1
        start = end = Emu(0)
        if not self.grid.is_plain:
            start = side if any(row[0].fill for row in rows) else Emu(0)
            end = side if any(row[last].fill for row in rows) else Emu(0)
        return [(side if i else start, side if i < last else end) for i in range(last + 1)]

    def pieces(self, width: Emu, density: Density, most: Emu) -> Pieces | None:
        """Return its rows; the header is repeated in each part, the caption below the last one.

        No cell of a few rows is divided, and the total is not alone. A row that nearly fills a
        page, or more, is divided between the lines of its cells.
        """
        heads, held = self.look.header_rows, self._held()
        _, fitted = self._best(width, density)
        if len(self.rows) - heads < _DIVIDED and fitted.extent.least <= most * FULL:
            return None
        padding = 2 * fitted.min_padding
        around = self.look.inset + sum(fitted.heights[:heads]) + padding * heads
        around += fitted.below if self.caption else 0
        room = max(1, most - around)
        pieces: list[Piece] = []
        units: list[_Unit] = []
        for number in range(heads, len(self.rows)):
            both = sum(fitted.heights[number : number + 2]) + 2 * padding
            is_edge = number in {heads, len(self.rows) - 2} and both <= room * _SMALL
            for piece, unit in fitted.pieces_of(number, Emu(round(room * FULL))):
                pieces.append(piece._replace(holds_next=is_edge or number in held))
                units.append(unit)
        if any(unit.ends for unit in units):  # two on a page, of which lines are only estimated
            around += 2 * (padding + emu(self._first.sizes(density).line_height))
        return Pieces(tuple(pieces), Emu(around), partial(self._part, tuple(units)))

    def _held(self) -> set[int]:
        """Return the rows whose lower edge is within a cell that is not divided."""
        return {
            row
            for number, cells in enumerate(self.rows)
            for cell in cells
            if 1 < cell.rows <= _WHOLE
            for row in range(number, number + cell.rows - 1)
        }

    def _part(self, units: Sequence[_Unit], start: int, end: int) -> TableText:
        """Return it with the rows that some of its pieces are, or are of."""
        heads, shown = self.look.header_rows, units[start:end]
        first, last = shown[0].row, shown[-1].row
        steps = [self.steps[at] for at in (*range(heads), *range(first, last + 1))]
        rows = [*self.rows[:heads], *self._rows_between(first, last + 1)]
        for number, found in groupby(shown, lambda unit: unit.row):
            same = list(found)
            if same[0].ends:
                at = heads + number - first
                rows[at] = _between_lines(rows[at], same[0].ends, same[0].first, same[-1].last)
        whole = self.whole or self
        if last + 1 == len(self.rows) and end == len(units):
            return replace(self, rows=rows, steps=steps, whole=whole)
        look = replace(self.look, has_total=False)
        return replace(
            self, rows=rows, steps=steps, look=look, caption=None, space=Emu(0), whole=whole
        )

    def _rows_between(self, start: int, end: int) -> Iterator[Sequence[SetCell]]:
        """Yield the rows from one to before another; cells go no further than these.

        A cell of more rows than a page has is divided: its words are in the first part.
        """
        if not self.grid.has_spans:
            yield from self.rows[start:end]
            return
        for number in range(start, end):
            row = self._continued(start) if number == start else self.rows[number]
            yield [
                cell._replace(rows=min(cell.rows, end - number)) if cell.rows > 1 else cell
                for cell in row
            ]

    def _continued(self, number: int) -> Sequence[SetCell]:
        """Return a row that begins a page, in which cells from above go on without their words."""
        row = list(self.rows[number])
        for at, cell in enumerate(row):
            if cell.joins_left or not cell.joins_above:
                row[at] = cell._replace(joins_above=False)
                continue
            first = number
            while self.rows[first][at].joins_above:
                first -= 1
            origin = self.rows[first][at]
            rest = origin.rows - (number - first)
            row[at] = cell._replace(
                joins_above=False, columns=origin.columns, rows=rest, fill=origin.fill
            )
        return row

    def _divided(self, widths: Widths, density: Density) -> _FittedTable:
        """Return it with columns of the given widths."""
        size = self._size(density)
        columns = tuple(
            TableColumn(wide, *ends) for wide, ends in zip(widths, self._sides(size), strict=True)
        )
        padding = emu(size * self.look.padding)
        return _FittedTable(
            text=self,
            density=density,
            columns=columns,
            heights=self._heights(columns, Emu(round(padding * _TIGHT)), density),
            caption_height=self.caption.height(Emu(sum(widths))) if self.caption else Emu(0),
            padding=padding,
        )

    def _heights(
        self, columns: Sequence[TableColumn], padding: Emu, density: Density
    ) -> Sequence[Emu]:
        """Return the height of the text of each row; most cells have one line."""
        size, grid = self._size(density), self.grid
        rooms = [room_for(size, column.inner) for column in columns]
        if (
            self.rows is grid.rows
            and not grid.has_spans
            and all(room >= ample for room, ample in zip(rooms, grid.ample, strict=True))
        ):
            return [emu(count * one.sizes(density).line_height) for count, one in grid.forced]
        heights = [
            max(
                [_height(cell, at, columns, density) for at, cell in row if cell.rows == 1],
                default=Emu(0),
            )
            for row in map(_uncovered, self.rows)
        ]
        for number, row in enumerate(self.rows if grid.has_spans else ()):
            for at, cell in _uncovered(row):
                spanned = slice(number, number + cell.rows)
                held = sum(heights[spanned]) + 2 * padding * (cell.rows - 1)
                missing = _height(cell, at, columns, density) - held
                if missing > 0:
                    last = number + cell.rows - 1
                    heights[last] = Emu(heights[last] + missing)
        return heights

    @property
    def _first(self) -> Paragraph:
        return self.rows[0][0].text.paragraphs[0]

    def _size(self, density: Density) -> Pt:
        return self._first.sizes(density).size

    def _even(self, across: Sequence[_Across], size: Pt) -> Sequence[Emu]:
        """Return the natural widths, with those of columns that are alike made equal.

        These are wide enough for cells that cover several of them, and nothing else.
        """
        evens, sides = self.look.evens_figures, self._sides(size)
        if self._is_grid:
            evens = [at > 0 for at in range(len(evens))]
        alone = self._needed(self.grid.whole, (), size)
        widest = max((wide for wide, even in zip(alone, evens, strict=True) if even), default=0)
        for at, count, wanted in across:
            if all(evens[at : at + count]):
                around = sides[at][0] + sides[at + count - 1][1]
                widest = max(widest, -(-(wanted + around) // count))
        equal = [Emu(widest) if even else wide for wide, even in zip(alone, evens, strict=True)]
        return self._widened(equal, across, size)


class _Unit(NamedTuple):
    """A row, or some lines of one that is divided."""

    row: int
    first: int = 0
    """The first of its lines; `last` is the one after its last."""
    last: int = 0
    ends: tuple[Sequence[int], ...] = ()
    """Where the lines of each cell end; none if it is whole."""


def _spans_rows(cell: SetCell) -> bool:
    return cell.rows > 1 or cell.joins_above


def _between_lines(
    row: Sequence[SetCell], ends: Sequence[Sequence[int]], first: int, last: int
) -> Sequence[SetCell]:
    """Return a row with some of the lines of its cells, from the first to before the last."""

    def part(cell: SetCell, own: Sequence[int]) -> SetCell:
        paragraph = cell.text.paragraphs[0]
        start, end = (own[min(at, len(own)) - 1] if at else 0 for at in (first, last))
        made = cut(paragraph, start, end)
        return cell._replace(text=MeasuredText((made,), (cell.measured.of(made),)))

    return [part(cell, own) for cell, own in zip(row, ends, strict=True)]


def _uncovered(row: Sequence[SetCell]) -> Iterator[tuple[int, SetCell]]:
    return ((at, cell) for at, cell in enumerate(row) if not cell.is_covered)


def _inner(cell: SetCell, at: int, columns: Sequence[TableColumn], size: Pt) -> Emu:
    """Return the width of the text of a cell whose first column is `at`."""
    if cell.columns == 1:
        inner = columns[at].inner
    else:
        across = sum(column.width for column in columns[at : at + cell.columns])
        inner = Emu(across - columns[at].left - columns[at + cell.columns - 1].right)
    return Emu(max(1, inner - _after(cell, size)))


def _after(cell: SetCell, size: Pt) -> Emu:
    return width_for(size, cell.after) if cell.after else Emu(0)


def _height(cell: SetCell, at: int, columns: Sequence[TableColumn], density: Density) -> Emu:
    paragraph = cell.text.paragraphs[0]
    size, line_height, _ = paragraph.sizes(density)
    lines = cell.measured.needed(room_for(size, _inner(cell, at, columns, size)))
    return emu(lines * line_height)


class _FittedTable(Struct, frozen=True, kw_only=True, dict=True):
    """A table at one width and density."""

    text: TableText
    density: Density
    columns: tuple[TableColumn, ...]
    heights: Sequence[Emu]
    """The height of the text of each row."""
    caption_height: Emu
    padding: Emu
    """The preferred space above and below the text of a row."""

    @property
    def broken(self) -> float:
        """Return how many cells take more than one line, as so many lines that it is higher."""
        size = self.text.rows[0][0].text.paragraphs[0].sizes(self.density).size
        return sum(
            _HEAD_WRAP if number < self.text.look.header_rows else _WRAP
            for number, row in enumerate(self.text.rows)
            for at, cell in _uncovered(row)
            if width_for(size, cell.measured.whole) > _inner(cell, at, self.columns, size)
        )

    def pieces_of(self, number: int, most: Emu) -> Iterator[tuple[Piece, _Unit]]:
        """Yield a row as a piece, or a few lines of one each if it is higher than `most`."""
        row, height = self.text.rows[number], self.heights[number]
        padding = 2 * self.min_padding
        cited = frozenset().union(*(cited_by(p) for cell in row for p in cell.text.paragraphs))
        ends: tuple[Sequence[int], ...] = ()
        if height + padding > most and not any(map(_spans_rows, row)):
            ends = tuple(self.line_ends(at, cell) for at, cell in enumerate(row))
        lines = max(map(len, ends), default=0)
        if lines <= LINES:
            count = max(1, round(height / self._line))
            yield Piece(Emu(height + padding), Emu(0), count, cited=cited), _Unit(number)
            return
        for first in range(0, lines, LINES):
            last = min(first + LINES, lines)
            part = Emu(-(-height * (last - first) // lines))
            piece = Piece(part, Emu(0), last - first, parts_item=first > 0, cited=cited)
            yield piece, _Unit(number, first, last, ends)

    def line_ends(self, at: int, cell: SetCell) -> Sequence[int]:
        """Return where the lines of a cell end whose first column is `at`."""
        paragraph = cell.text.paragraphs[0]
        size = paragraph.sizes(self.density).size
        room = room_for(size, Emu(1) if cell.is_covered else _inner(cell, at, self.columns, size))
        return line_ends(paragraph, cell.measured, size, room)

    @property
    def below(self) -> Emu:
        """Return the height that the caption takes, including the space above it."""
        return Emu(self.text.space + self.caption_height)

    @property
    def min_padding(self) -> Emu:
        """Return the minimum space above and below the text of a row."""
        return Emu(round(self.padding * _TIGHT))

    @property
    def gaps(self) -> int:
        """Return how often the padding occurs.

        There is none at the top of the table, so that it aligns with adjacent text, unless a cell
        there is highlighted.
        """
        return 2 * len(self.heights) - (not self._begins_filled)

    @property
    def _begins_filled(self) -> bool:
        return any(cell.fill for cell in self.text.rows[0])

    @property
    def extent(self) -> Extent:
        """Return the height of the table with its caption."""
        text = self.text.look.inset + sum(self.heights) + self.below
        natural, least = text + self.gaps * self.padding, text + self.gaps * self.min_padding
        return Extent(Emu(natural), Emu(least))

    def draw(self, box: Box) -> Sequence[Shape]:
        """Return the table with its caption, its rows padded as far as the box allows.

        Before it are the lines that it is below.
        """
        text, look = self.text, self.text.look
        rows = tuple(self._rows(self._padding_in(Emu(box.height - look.inset))))
        top = Emu(box.y + look.inset)
        place = box.rows(top, Emu(sum(row.height for row in rows)))
        shape = TableShape(
            box=place,
            columns=self.columns,
            rows=rows,
            header_rows=look.header_rows,
            has_row_heads=look.has_row_heads,
            has_total=look.has_total,
            is_closed=look.is_closed,
            head_line=look.head_line,
            row_line=look.row_line,
            alt=text.alt,
            span=text.span,
            region=text.region,
            step=text.step,
            caption=self._caption_frame(place),
        )
        return (*self._lines_above(box), shape)

    def _lines_above(self, box: Box) -> Iterator[Rectangle]:
        """Yield the lines that rows are below, as wide as their heads and their points are."""
        below, columns = self.text.look.rows_below, self.columns
        if below is None:
            return
        second = below.second if len(columns) == 1 else columns[0].width + columns[1].left
        heads = replace(box, width=Emu(second - below.apart))
        points = replace(heads, x=Emu(box.x + second), width=Emu(box.width - second))
        for edge, of in ((below.heads, heads), (below.points, points)):
            place, panel = edge.upper_edge(of)
            yield Rectangle(box=place, region=self.text.region, panel=panel, step=self.text.step)

    def _padding_in(self, height: Emu) -> Emu:
        """Return the space above and below the text of each row at a total height."""
        free = height - sum(self.heights) - self.below
        return Emu(max(self.min_padding, min(self.padding, free // self.gaps)))

    def _rows(self, padding: Emu) -> Iterator[TableRow]:
        for number, (row, height) in enumerate(zip(self.text.rows, self.heights, strict=True)):
            above = padding if number or self._begins_filled else Emu(0)
            whole = Emu(height + above + padding)
            yield TableRow(whole, above, padding, self._cells(row, height), self.text.steps[number])

    def _cells(self, row: Sequence[SetCell], height: Emu) -> tuple[Cell, ...]:
        """Return the cells of a row whose text is so high."""
        if self.text.grid.is_plain and height <= self._line:
            pairs = zip(row, self._inners, strict=True)
            return tuple([Cell(cell[0].solved(inner, self.density)) for cell, inner in pairs])
        return tuple([self._cell(at, cell) for at, cell in enumerate(row)])

    @cached_property
    def _line(self) -> Emu:
        return emu(self.text.rows[0][0].text.paragraphs[0].sizes(self.density).line_height)

    @cached_property
    def _inners(self) -> Sequence[Emu]:
        """Return the room of the text of each column."""
        return [column.inner for column in self.columns]

    def _cell(self, at: int, cell: SetCell) -> Cell:
        size = cell.text.paragraphs[0].sizes(self.density).size
        inner = Emu(1) if cell.is_covered else _inner(cell, at, self.columns, size)
        kept = self._kept(cell, inner, size)
        return Cell(
            cell.text.solved(Emu(inner - kept), self.density),
            columns=cell.columns,
            rows=cell.rows,
            joins_left=cell.joins_left,
            joins_above=cell.joins_above,
            after=Emu(_after(cell, size) + kept),
            fill=cell.fill,
        )

    def _kept(self, cell: SetCell, inner: Emu, size: Pt) -> Emu:
        """Return the space after the text of a cell that lets it fill the lines kept for it."""
        if cell.is_covered or cell.text.paragraphs[0].align != "left":
            return Emu(0)
        reserve = cell.measured.reserve(room_for(size, inner))
        return width_for(size, reserve) if reserve else Emu(0)

    def _caption_frame(self, table: Box) -> TextFrame | None:
        """Return the caption's frame, below the table."""
        caption = self.text.caption
        if caption is None:
            return None
        return TextFrame(
            box=table.rows(Emu(table.bottom + self.text.space), self.caption_height),
            paragraphs=caption.solved(table.width),
            role="caption",
            region=self.text.region,
            fills_placeholder=False,
        )
