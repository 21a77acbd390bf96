"""A table set in one style, and the widths of its columns, which follow from what is in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from diptych.model.density import Density
from diptych.model.geometry import Emu, Pt
from diptych.model.setting import Fitted, Pieces
from diptych.model.table_shape import TableColumn
from diptych.typography.columns import Widths, divided, levelled, narrowed, relaxed
from diptych.typography.divided_table import divided_table
from diptych.typography.fitted_table import FittedTable, fit_table
from diptych.typography.measure import width_for
from diptych.typography.table_content import TableContent

_ALIKE = 1.6
"""How many times as long as in others what is in a column of a grid may be."""

_Across = tuple[int, int, Emu]
"""The first column of a cell of several, their number, and the width of its text."""


class TableText(TableContent, frozen=True, kw_only=True):
    """A table set in one style."""

    def fitted(self, width: Emu, density: Density) -> Fitted:
        """Return it at `width`; the padding of its rows can shrink.

        Its missing width is what its longest words would need in order not to be split.
        """
        missing, best = self._best(width, density)
        is_aligned = self.look.rows_below is not None and len(best.columns) > 1
        second = Emu(best.columns[0].width + best.columns[1].left) if is_aligned else Emu(0)
        wraps = int(self._is_uneven(best.columns))
        return Fitted(best.extent, best.draw, missing, wraps=wraps, second=second)

    def pieces(self, width: Emu, density: Density, most: Emu) -> Pieces | None:
        """Return its rows, and the lines of very high ones; None if it is not divided."""
        _, fitted = self._best(width, density)
        return divided_table(fitted, most)

    def _is_uneven(self, columns: Sequence[TableColumn]) -> bool:
        """Return whether columns of a grid differ in width, which they had better not do."""
        widths = [column.width for column in columns[1:]]
        return self._is_grid and max(widths) - min(widths) > len(widths)

    @property
    def _is_grid(self) -> bool:
        """Return whether columns are to be equally wide, as what is in them is about as long."""
        rooms = self.grid.whole[1:]
        return self.look.is_grid and len(rooms) > 1 and max(rooms) <= _ALIKE * min(rooms)

    def _best(self, width: Emu, density: Density) -> tuple[Emu, FittedTable]:
        """Return what is missing of its least width, and the table with the best widths."""
        size = self.size(density)
        across = list(self._across(size, whole=True))
        natural = self._needed(self.grid.whole, across, size)
        if sum(natural) <= width:
            even = self._even(across, size)
            wanted = even if sum(even) <= width else natural
            widths = self._aligned(wanted, width, size) or divided(width, wanted)
            return Emu(0), fit_table(self, widths, density)
        least = self._needed(self.grid.firm, self._across(size, whole=False), size)
        if sum(least) > width:
            least = self._needed(self.grid.longest, self._across(size, whole=False), size)
        missing = Emu(max(0, sum(least) - width))
        if sum(least) >= width:
            return missing, fit_table(self, divided(width, least), density)
        ways = [levelled(width, least, natural), relaxed(width, least, natural)]
        if (aligned := self._aligned(least, width, size)) is not None:
            first, rest = aligned[0], Emu(width - aligned[0])
            ways.insert(0, (first, *levelled(rest, least[1:], natural[1:])))
        else:
            ways += narrowed(width, least, natural)
        whole = self.whole or self
        choices = [fit_table(whole, widths, density) for widths in ways]
        line_height = self.line_height(density)
        best = min(choices, key=lambda one: sum(one.heights) + one.broken * line_height)
        if whole is self:
            return missing, best
        return missing, fit_table(self, tuple(column.width for column in best.columns), density)

    def _aligned(self, wanted: Sequence[Emu], width: Emu, size: Pt) -> Widths | None:
        """Return widths with which the second column begins where what is below it tells.

        The second begins further right if the first needs more; return None if others lack room.
        """
        below = self.look.rows_below
        if below is None or len(wanted) < 2:  # noqa: PLR2004 - a second column
            return None
        first = Emu(max(wanted[0], below.second - self.sides(size)[1][0]))
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
        ends = self.sides(size)
        widths = [
            Emu(width_for(size, room) + left + right)
            for room, (left, right) in zip(rooms, ends, strict=True)
        ]
        return self._widened(widths, across, size)

    def _widened(self, widths: list[Emu], across: Iterable[_Across], size: Pt) -> list[Emu]:
        """Return the widths of columns widened for cells of several columns, in proportion."""
        ends = self.sides(size)
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

    def _even(self, across: Sequence[_Across], size: Pt) -> Sequence[Emu]:
        """Return the natural widths, with those of columns that are alike made equal.

        These are wide enough for cells that cover several of them, and nothing else.
        """
        evens, sides = self.look.evens_figures, self.sides(size)
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
