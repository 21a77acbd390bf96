"""The order of items in each rank, with few crossings: barycentres, then exchanges of neighbours.

What is in a cluster stays together, and clusters side by side have one order in all ranks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from diptych.diagrams.graph import Chain, Graph, Item, in_ranks
from diptych.diagrams.ranking import Pair

_SWEEPS = 12
_EXCHANGES_FROM = 3
"""The sweep from which on neighbours are exchanged."""
_OUTSIDE = 1e6
_MANY = 10**9
Layers = list[list[int]]
Key = list[tuple[float, float]]


class Ordered(NamedTuple):
    """The items of each rank in order, lanes included."""

    layers: Layers
    sides: Mapping[int, int]
    """For each edge that leads back, where its lane is: -1 before the others, 1 after them."""


def ordered(graph: Graph, pairs: Sequence[Pair]) -> Ordered:
    """Return the items of a graph in order; of equally good ones the author's comes first."""
    return _Order(graph, pairs).best()


@lru_cache(maxsize=64)
def ranked(
    clusters: tuple[int, ...],
    pairs: tuple[Pair, ...],
    around: tuple[int, ...],
    labelled: frozenset[int],
    down: tuple[Pair, ...],
) -> tuple[Graph, Ordered]:
    """Return a graph in ranks (`in_ranks`) and in order, which many arrangements ask for."""
    graph = in_ranks(clusters, pairs, around, labelled, down)
    return graph, ordered(graph, pairs)


class _Order:
    def __init__(self, graph: Graph, pairs: Sequence[Pair]) -> None:
        self.graph, self.pairs = graph, pairs
        count = len(graph.items)
        self.above: list[list[int]] = [[] for _ in range(count)]
        self.below: list[list[int]] = [[] for _ in range(count)]
        for chain in graph.chains:
            if not chain.is_back:
                for one, other in pairwise(chain.items):
                    self.below[one].append(other)
                    self.above[other].append(one)
        self.at: list[float] = [0.0] * count

    def best(self) -> Ordered:
        best: tuple[int, Layers, list[float]] = (_MANY, [], [])
        for mirrored in (False, True):
            layers = [list(layer[::-1] if mirrored else layer) for layer in self.graph.layers]
            self._place(layers)
            for sweep in range(_SWEEPS + 1):
                places = self._cluster_places()
                if sweep:
                    self._sweep(layers, places, is_down=sweep % 2 == 1)
                for layer in layers:
                    self._sort(layer, {item: self.at[item] for item in layer}, places)
                if sweep > _EXCHANGES_FROM:
                    self._exchange(layers)
                count = sum(self._crossings(*two) for two in pairwise(layers))
                if count < best[0]:
                    best = count, [list(layer) for layer in layers], places
                if not count:
                    break
        return self._with_lanes(best[1], best[2])

    def _place(self, layers: Layers) -> None:
        for layer in layers:
            self._place_layer(layer)

    def _place_layer(self, layer: list[int]) -> None:
        middle = (len(layer) - 1) / 2
        for index, item in enumerate(layer):
            self.at[item] = index - middle

    def _cluster_places(self) -> list[float]:
        sums = [[0.0, 0.0] for _ in self.graph.paths]
        for number, item in enumerate(self.graph.items):
            if item.kind not in ("lane", "filler"):
                for cluster in item.path:
                    sums[cluster][0] += self.at[number]
                    sums[cluster][1] += 1
        return [total / max(1.0, count) for total, count in sums]

    def _sweep(self, layers: Layers, places: list[float], *, is_down: bool) -> None:
        for layer in layers[1:] if is_down else layers[-2::-1]:
            near = self.above if is_down else self.below
            wanted = {
                item: sum(self.at[one] for one in near[item]) / len(near[item])
                if near[item]
                else self.at[item]
                for item in layer
            }
            self._sort(layer, wanted, places)

    def _sort(self, layer: list[int], wanted: Mapping[int, float], places: list[float]) -> None:
        index = {item: position for position, item in enumerate(layer)}
        layer.sort(key=lambda item: self._key(item, (wanted[item], index[item]), places))
        self._place_layer(layer)

    def _key(self, item: int, own: tuple[float, float], places: list[float]) -> Key:
        path = self.graph.items[item].path
        return [*((places[cluster], _OUTSIDE + cluster) for cluster in path), own]

    def _crossings(self, upper: Sequence[int], lower: Sequence[int]) -> int:
        position = {item: index for index, item in enumerate(lower)}
        ends = [end for one in upper for end in sorted(position[o] for o in self.below[one])]
        return sum(one > other for i, one in enumerate(ends) for other in ends[i + 1 :])

    def _exchange(self, layers: Layers) -> None:
        """Exchange neighbours in a rank as long as that takes crossings away."""
        is_better = True
        while is_better:
            is_better = False
            for layer in layers:
                for left in range(len(layer) - 1):
                    one, other = layer[left], layer[left + 1]
                    if self.graph.items[one].path != self.graph.items[other].path:
                        continue
                    if self._cost(one, other) > self._cost(other, one):
                        layer[left], layer[left + 1] = other, one
                        is_better = True
                self._place_layer(layer)

    def _cost(self, left: int, right: int) -> int:
        """Return how many crossings two neighbours cause in this order."""
        return sum(
            self.at[one] > self.at[other]
            for near in (self.above, self.below)
            for one in near[left]
            for other in near[right]
        )

    def _with_lanes(self, layers: Layers, places: list[float]) -> Ordered:
        """Return the layers with lanes at the side of their cluster that is nearer to the ends."""
        self._place(layers)
        sides: dict[int, int] = {}
        wanted: dict[int, float] = {}
        back = sorted(
            (chain for chain in self.graph.chains if chain.is_back),
            key=lambda chain: len(chain.items),
        )
        for number, chain in enumerate(back, 1):
            sides[chain.edge] = self._side(chain, layers)
            for item in chain.items:
                wanted[item] = sides[chain.edge] * (_OUTSIDE + number)
        for rank, layer in enumerate(layers):
            here = [item for item in wanted if self.graph.items[item].rank == rank]
            own = {item: self.at[item] for item in layer}
            layer.extend(here)
            self._sort(layer, own | wanted, places)
        return Ordered(layers, sides)

    def _side(self, chain: Chain, layers: Layers) -> int:
        looped = set(self.graph.loops.values())
        if looped.intersection(self.pairs[chain.edge]):
            return -1  # the lines from a node to itself are after it
        path = self.graph.items[chain.items[0]].path
        before = after = 0
        for node in self.pairs[chain.edge]:
            item = self.graph.items[node]
            among = [one for one in layers[item.rank] if self._is_in(self.graph.items[one], path)]
            before += among.index(node)
            after += len(among) - 1 - among.index(node)
        return -1 if before < after else 1

    @staticmethod
    def _is_in(item: Item, path: tuple[int, ...]) -> bool:
        return item.path[: len(path)] == path
