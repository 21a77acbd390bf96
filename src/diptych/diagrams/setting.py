"""Diagrams set in a style: drawn in the largest type in which they fit their box."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from copy import copy
from typing import NamedTuple, Self, TypeVar

from msgspec.structs import replace

from diptych.model.density import Density
from diptych.model.geometry import Box, Emu, Pt
from diptych.model.setting import Extent, Fitted, Setting
from diptych.model.shapes import Shape

_SMALL, _WORTH = Pt(20), Pt(2)
"""Type that is hard to read from afar, and how much larger makes up for a spare way."""
_LEAST_SIZE = Pt(7)
"""The smallest type of a diagram that fits in no other way, as of footnotes in print."""
_SHARE = 0.45
"""The height that a diagram asks for, as a share of its width."""
_AIRS = (1.5, 1.3, 1.15, 1.0, 0.88)
_LEAST_AIR = 0.75
"""How much wider than usual the gaps may be, the most first, and the least that they may be."""


class Way(NamedTuple):
    """A way to arrange a diagram: its size, and its shapes at a place."""

    width: Emu
    height: Emu
    shapes: Callable[[Box], Sequence[Shape]]
    """In a box of just this size."""


class Plan(ABC):
    """A diagram that can be arranged in several sizes and ways."""

    def __init__(self, largest: Pt, least: Pt) -> None:
        self.sizes = tuple(_sizes(largest, least))
        self._known: dict[tuple[Pt, float, bool], tuple[Way, ...]] = {}

    def reduced(self) -> Self | None:
        """Return it for smaller type than its theme permits, too; None if that is very small."""
        if self.sizes[-1] <= _LEAST_SIZE:
            return None
        other = copy(self)
        other.sizes = (*self.sizes, *_sizes(Pt(self.sizes[-1] - 1), _LEAST_SIZE))
        return other

    @abstractmethod
    def arranged(self, size: Pt, air: float, *, is_spare: bool) -> Iterator[Way]:
        """Yield the ways in a size of type, with gaps multiplied by `air`: always as many.

        Those that are spare, if there are any, are for where no other one fits in type of a size
        that can be read from afar.
        """

    def ways(self, size: Pt, air: float = _LEAST_AIR, *, is_spare: bool = False) -> tuple[Way, ...]:
        """Return the ways in a size of type."""
        known = self._known.get((size, air, is_spare))
        if known is None:
            known = tuple(self.arranged(size, air, is_spare=is_spare))
            self._known[size, air, is_spare] = known
        return known

    def best(self, box: Box) -> Way:
        """Return the way with the largest type that fits in a box, and the most room among these.

        If none fits, the one of the smallest type that is the least too large.
        """

        def room(size: Pt, *, is_spare: bool) -> tuple[float, int]:
            rooms = (_room(way, box) for way in self.ways(size, is_spare=is_spare))
            return max(((room, -index) for index, room in enumerate(rooms)), default=(0.0, 0))

        def largest(*, is_spare: bool) -> Pt | None:
            return _first(self.sizes, lambda one: room(one, is_spare=is_spare)[0] >= 1)

        size, is_spare = largest(is_spare=False), False
        if size is None or size < _SMALL:
            other = largest(is_spare=True)
            if other is not None and (size is None or other >= size + _WORTH):
                size, is_spare = other, True
        if size is not None:
            index = -room(size, is_spare=is_spare)[1]
            return self._aired(size, index, box, is_spare=is_spare)
        smallest = self.sizes[-1]
        every = (*self.ways(smallest), *self.ways(smallest, is_spare=True))
        return max(every, key=lambda way: _room(way, box))

    def _aired(self, size: Pt, index: int, box: Box, *, is_spare: bool) -> Way:
        """Return a way with the widest gaps with which it fits in a box."""

        def way(air: float) -> Way:
            return self.ways(size, air, is_spare=is_spare)[index]

        air = _first(_AIRS, lambda one: _room(way(one), box) >= 1)
        return way(_LEAST_AIR if air is None else air)

    def heights(self, width: Emu) -> tuple[Emu, Emu] | None:
        """Return the height in the largest type that fits in a width, and the least height.

        None if it fits in no type.
        """

        def fitting(size: Pt, *, is_spare: bool) -> list[Emu]:
            ways = self.ways(size, is_spare=is_spare)
            return [way.height for way in ways if way.width <= width]

        smallest = self.sizes[-1]
        least = [h for spare in (False, True) for h in fitting(smallest, is_spare=spare)]
        if not least:
            return None
        is_spare = not fitting(smallest, is_spare=False)
        size = _first(self.sizes, lambda one: bool(fitting(one, is_spare=is_spare)))
        natural = min(fitting(size or smallest, is_spare=is_spare))
        return natural, min(least)


T = TypeVar("T")


def _first(ordered: Sequence[T], fits: Callable[[T], bool]) -> T | None:
    """Return the first that fits, given that all after it do; None if none does."""
    low, high = 0, len(ordered)
    while low < high:
        middle = (low + high) // 2
        if fits(ordered[middle]):
            high = middle
        else:
            low = middle + 1
    return ordered[low] if low < len(ordered) else None


class DiagramSetting(Setting, frozen=True, kw_only=True):
    """A diagram set in a style; it has its own sizes at every density."""

    plan: Plan
    crowded: tuple[str, str]
    """What is said, and a hint, if it does not fit in the smallest type."""

    @property
    def advice(self) -> tuple[str, str]:
        """Return what is said if it does not fit, and a hint."""
        return self.crowded

    @property
    def reduced(self) -> DiagramSetting | None:
        """Return it in smaller type than its theme permits."""
        plan = self.plan.reduced()
        return None if plan is None else replace(self, plan=plan)

    def fitted(self, width: Emu, density: Density) -> Fitted:  # noqa: ARG002 - it has its own sizes
        """Return it at `width`, as high as in the largest type that fits."""
        heights = self.plan.heights(width)
        if heights is None:
            smallest = self.plan.sizes[-1]
            every = (*self.plan.ways(smallest), *self.plan.ways(smallest, is_spare=True))
            narrowest = min(every, key=lambda way: way.width)
            height, missing = narrowest.height, Emu(narrowest.width - width)
            return Fitted(Extent(height, height), self._draw, missing)
        natural, least = heights
        asked = Emu(max(natural, round(width * _SHARE)))
        return Fitted(Extent(asked, min(least, asked)), self._draw)

    def _draw(self, box: Box) -> Sequence[Shape]:
        way = self.plan.best(box)
        x = box.x + (box.width - way.width) // 2
        y = box.y + (box.height - way.height) // 2
        return way.shapes(Box(Emu(x), Emu(y), way.width, way.height))


def _room(way: Way, box: Box) -> float:
    return min(box.width / max(1, way.width), box.height / max(1, way.height))


def _sizes(largest: Pt, least: Pt) -> Iterator[Pt]:
    size = largest
    while size > least:
        yield size
        size = Pt(size - 1)
    yield least
