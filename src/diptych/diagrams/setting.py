"""Diagrams set in a style: drawn in the largest type in which they fit their box."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from diptych.model.density import Density
from diptych.model.geometry import Box, Emu, Pt
from diptych.model.setting import Extent, Fitted, Setting
from diptych.model.shapes import Shape

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
    is_spare: bool = False
    """Whether it is for where no other one fits."""


class Plan(ABC):
    """A diagram that can be arranged in several sizes and ways."""

    def __init__(self, largest: Pt, least: Pt) -> None:
        self.sizes = tuple(_sizes(largest, least))
        self._known: dict[tuple[Pt, float], tuple[Way, ...]] = {}

    @abstractmethod
    def arranged(self, size: Pt, air: float) -> Iterator[Way]:
        """Yield the ways in a size of type, with gaps multiplied by `air`: always as many."""

    def ways(self, size: Pt, air: float = _LEAST_AIR) -> tuple[Way, ...]:
        """Return the ways in a size of type."""
        known = self._known.get((size, air))
        if known is None:
            known = self._known[size, air] = tuple(self.arranged(size, air))
        return known

    def best(self, box: Box) -> Way:
        """Return the way with the largest type that fits in a box, and the most room among these.

        If none fits, the one of the smallest type that is the least too large.
        """
        for is_spare in (False, True):
            for size in self.sizes:
                fitting = [
                    (_room(way, box), -index)
                    for index, way in enumerate(self.ways(size))
                    if way.is_spare == is_spare and _room(way, box) >= 1
                ]
                if fitting:
                    return self._aired(size, -max(fitting)[1], box)
        return max(self.ways(self.sizes[-1]), key=lambda way: _room(way, box))

    def _aired(self, size: Pt, index: int, box: Box) -> Way:
        """Return a way with the widest gaps with which it fits in a box."""
        for air in _AIRS:
            way = self.ways(size, air)[index]
            if _room(way, box) >= 1:
                return way
        return self.ways(size)[index]

    def heights(self, width: Emu) -> Iterator[Emu]:
        """Yield the heights at a width, those of the largest type and of the usual ways first."""
        for is_spare in (False, True):
            for size in self.sizes:
                yield from (
                    way.height
                    for way in self.ways(size)
                    if way.is_spare == is_spare and way.width <= width
                )


class DiagramSetting(Setting, frozen=True, kw_only=True):
    """A diagram set in a style; it has its own sizes at every density."""

    plan: Plan
    crowded: tuple[str, str]
    """What is said, and a hint, if it does not fit in the smallest type."""

    @property
    def advice(self) -> tuple[str, str]:
        """Return what is said if it does not fit, and a hint."""
        return self.crowded

    def fitted(self, width: Emu, density: Density) -> Fitted:  # noqa: ARG002 - it has its own sizes
        """Return it at `width`, as high as in the largest type that fits."""
        heights = list(self.plan.heights(width))
        if not heights:
            narrowest = min(self.plan.ways(self.plan.sizes[-1]), key=lambda way: way.width)
            height, missing = narrowest.height, Emu(narrowest.width - width)
            return Fitted(Extent(height, height), self._draw, missing)
        natural = max(heights[0], round(width * _SHARE))
        return Fitted(Extent(Emu(natural), min(heights)), self._draw)

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
