"""Where the bars of a category are, and how wide."""

from __future__ import annotations

from msgspec import Struct

_WIDEST_BAR = 128.0
_CLUSTER_GAP, _SINGLE_GAP = 70, 50
"""The space between the bars of two categories, in percent of a bar."""
_MOST_GAP = 500
"""The widest gap that there is (ECMA-376-1, 21.2.3.13, ST_GapAmount)."""
_BETWEEN = -6
"""The overlap of bars of one category, in percent; they are apart."""


class BarPlaces(Struct, frozen=True):
    """The places of the bars of each category along its axis."""

    count: int
    """How many series are drawn as bars."""
    is_stacked: bool
    room: float
    """The room of a category."""

    @property
    def side_by_side(self) -> int:
        """Return how many bars a category has beside each other."""
        return 1 if self.is_stacked else max(1, self.count)

    @property
    def overlap(self) -> int:
        """Return how much bars of a category overlap, in percent of their width."""
        if self.is_stacked:
            return 100
        return _BETWEEN if self.count > 1 else 0

    @property
    def gap_share(self) -> int:
        """Return the space between the bars of two categories, in percent of a bar's width."""
        least = _CLUSTER_GAP if self.side_by_side > 1 else _SINGLE_GAP
        wide = round((self.room / _WIDEST_BAR - self._units) * 100)
        return min(_MOST_GAP, max(least, wide))

    @property
    def width(self) -> float:
        """Return the width of a bar."""
        return self.room / (self._units + self.gap_share / 100)

    @property
    def _units(self) -> float:
        """Return the width of the bars of a category, as a multiple of one."""
        return self.side_by_side - (self.side_by_side - 1) * min(self.overlap, 0) / 100

    def start(self, category: int, which: int) -> float:
        """Return where a bar begins along the axis of categories, from the plot's edge."""
        apart = self.width * (1 - min(self.overlap, 0) / 100)
        inside = self.width * self.gap_share / 200
        return category * self.room + inside + (which * apart if self.side_by_side > 1 else 0.0)
