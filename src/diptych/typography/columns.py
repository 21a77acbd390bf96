"""Widths of columns next to each other, from their minimum and natural widths."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from diptych.model.geometry import Emu

Widths = tuple[Emu, ...]
_HALVED = 0.58
"""The share of its width in which most text of one line fits on two."""


def divided(width: Emu, wanted: Sequence[float]) -> Widths:
    """Return `width` divided in proportion to `wanted`; evenly if all of it is 0."""
    if not any(wanted):
        wanted = [1.0] * len(wanted)
    whole = sum(wanted)
    edges = [round(width * edge / whole) for edge in accumulate(wanted, initial=0.0)]
    return tuple(Emu(right - left) for left, right in pairwise(edges))


def levelled(width: Emu, least: Sequence[Emu], natural: Sequence[Emu]) -> Widths:
    """Return `width` divided so that only the widest columns shrink, all to the same limit."""

    def limited(limit: int) -> list[int]:
        return [max(low, min(high, limit)) for low, high in zip(least, natural, strict=True)]

    limits: Sequence[int] = range(max(natural))
    limit = bisect_right(limits, int(width), key=lambda at: sum(limited(at))) - 1
    return divided(width, limited(limit))


def relaxed(width: Emu, least: Sequence[Emu], natural: Sequence[Emu]) -> Widths:
    """Return `width` divided so that each column shrinks in proportion to what it can spare."""
    share = (width - sum(least)) / (sum(natural) - sum(least))
    pairs = zip(least, natural, strict=True)
    return divided(width, [low + (high - low) * share for low, high in pairs])


def narrowed(width: Emu, least: Sequence[Emu], natural: Sequence[Emu]) -> Iterator[Widths]:
    """Yield `width` divided so that one column has about half of its natural width, each in turn.

    Its longest text, often its head alone, then takes two lines, and the others have that room.
    """
    for at, (low, high) in enumerate(zip(least, natural, strict=True)):
        own = Emu(max(low, round(high * _HALVED)))
        rest = Emu(width - own)
        others = [*least[:at], *least[at + 1 :]], [*natural[:at], *natural[at + 1 :]]
        if own < high and sum(others[0]) < rest < sum(others[1]):
            divided_rest = levelled(rest, *others)
            yield (*divided_rest[:at], own, *divided_rest[at:])
