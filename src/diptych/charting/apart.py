"""Labels below each other, moved so that none is on another."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise


def apart(
    wanted: Sequence[float], heights: Sequence[float], least: float, most: float
) -> list[float]:
    """Return the middles of labels, as near as possible to the `wanted` ones, none on another.

    Those that are too near are moved by equal shares (pool adjacent violators), in the order of
    what is wanted. All are between `least` and `most` if there is room.
    """
    if not wanted:
        return []
    order = sorted(range(len(wanted)), key=lambda at: wanted[at])
    high = [heights[at] for at in order]
    below = list(accumulate(((one + other) / 2 for one, other in pairwise(high)), initial=0.0))
    pools: list[tuple[float, int]] = []
    for at, offset in zip(order, below, strict=True):
        mean, count = wanted[at] - offset, 1
        while pools and pools[-1][0] > mean:
            above, others = pools.pop()
            mean = (mean * count + above * others) / (count + others)
            count += others
        pools.append((mean, count))
    placed = [mean for mean, count in pools for _ in range(count)]
    first, last = least + high[0] / 2, most - high[-1] / 2 - below[-1]
    result = [0.0] * len(wanted)
    for at, place, offset in zip(order, placed, below, strict=True):
        result[at] = max(first, min(place, last)) + offset
    return result
