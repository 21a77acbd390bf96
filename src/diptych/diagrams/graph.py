"""A graph in ranks: its nodes, its edges as chains from rank to rank, its clusters as frames.

Each two ranks of nodes have a rank for labels between them. An edge that leads back is a lane
beside everything that it passes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import Struct

from diptych.diagrams.ranking import Pair, ranks

ItemKind = Literal["node", "bend", "label", "lane", "filler"]
Path = tuple[int, ...]
"""The clusters that something is in, the outermost first."""


class Item(Struct, frozen=True, kw_only=True):
    """Something with a place in a rank."""

    kind: ItemKind
    rank: int
    path: Path
    of: int
    """The position of its node, edge or cluster."""


class Chain(Struct, frozen=True, kw_only=True):
    """An edge: the items along it, from its source to its target."""

    edge: int
    items: tuple[int, ...]
    is_back: bool = False
    """Whether it leads back; its items are then the lane alone, in the order of the ranks."""


class Graph(Struct, frozen=True, kw_only=True):
    """A graph in ranks."""

    items: tuple[Item, ...]
    """The nodes first, in the author's order."""
    layers: tuple[tuple[int, ...], ...]
    """The items of each rank, without lanes."""
    chains: tuple[Chain, ...]
    loops: Mapping[int, int]
    """The edges from a node to itself, each with its node."""
    paths: tuple[Path, ...]
    """For each cluster, those that it is in, and itself."""
    spans: tuple[tuple[int, int], ...]
    """For each cluster, its first and its last rank."""


def in_ranks(
    clusters: Sequence[int],
    pairs: Sequence[Pair],
    around: Sequence[int],
    labelled: frozenset[int],
    down: Sequence[Pair],
) -> Graph:
    """Return a graph in ranks.

    `clusters` has the cluster of each node, `around` that of each cluster, -1 for none; `labelled`
    are the positions of edges with a label; `down` says which nodes are above which others,
    without circles.
    """
    return _Ranking(clusters, pairs, around, labelled, down).graph()


class _Ranking:
    def __init__(
        self,
        clusters: Sequence[int],
        pairs: Sequence[Pair],
        around: Sequence[int],
        labelled: frozenset[int],
        down: Sequence[Pair],
    ) -> None:
        self.pairs, self.labelled = pairs, labelled
        self.paths = [_path(cluster, around) for cluster in range(len(around))]
        own = ranks(len(clusters), down)
        self.items = [
            Item(kind="node", rank=2 * rank, path=self._within(cluster), of=node)
            for node, (rank, cluster) in enumerate(zip(own, clusters, strict=True))
        ]
        self.depth = 2 * max(own, default=0) + 1

    def graph(self) -> Graph:
        chains = [self._chain(edge) for edge, (one, other) in enumerate(self.pairs) if one != other]
        spans = self._spans()
        self._fill(spans)
        layers: list[list[int]] = [[] for _ in range(self.depth)]
        for number, item in enumerate(self.items):
            if item.kind != "lane":
                layers[item.rank].append(number)
        return Graph(
            items=tuple(self.items),
            layers=tuple(map(tuple, layers)),
            chains=tuple(chains),
            loops={edge: one for edge, (one, other) in enumerate(self.pairs) if one == other},
            paths=tuple(self.paths),
            spans=tuple(spans),
        )

    def _within(self, cluster: int) -> Path:
        return self.paths[cluster] if cluster >= 0 else ()

    def _chain(self, edge: int) -> Chain:
        one, other = (self.items[node] for node in self.pairs[edge])
        shared = _common(one.path, other.path)
        if one.rank >= other.rank:
            first = len(self.items)
            for rank in range(other.rank, one.rank + 1):
                self.items.append(Item(kind="lane", rank=rank, path=shared, of=edge))
            return Chain(edge=edge, items=tuple(range(first, len(self.items))), is_back=True)
        source, target = self.pairs[edge]
        between = []
        for rank in range(one.rank + 1, other.rank):
            is_label = edge in self.labelled and rank == one.rank + 1
            kind: ItemKind = "label" if is_label else "bend"
            path = self._path_at(rank, one, other, shared)
            between.append(len(self.items))
            self.items.append(Item(kind=kind, rank=rank, path=path, of=edge))
        return Chain(edge=edge, items=(source, *between, target))

    def _path_at(self, rank: int, one: Item, other: Item, shared: Path) -> Path:
        """Return the clusters that an edge is in at a rank: where it may be within one, it is."""
        for item in (one, other):
            for length in range(len(item.path), len(shared), -1):
                ends = [
                    node.rank for node in self.items if node.path[:length] == item.path[:length]
                ]
                if min(ends) <= rank <= max(ends):
                    return item.path[:length]
        return shared

    def _spans(self) -> list[tuple[int, int]]:
        spans = []
        for cluster in range(len(self.paths)):
            inside = [item.rank for item in self.items if cluster in item.path]
            spans.append((min(inside), max(inside)) if inside else (0, 0))
        return spans

    def _fill(self, spans: Sequence[tuple[int, int]]) -> None:
        """Give each cluster an item in every rank that it has."""
        for cluster, (first, last) in enumerate(spans):
            for rank in range(first, last + 1):
                if not any(
                    item.rank == rank and cluster in item.path and item.kind != "lane"
                    for item in self.items
                ):
                    path = self.paths[cluster]
                    self.items.append(Item(kind="filler", rank=rank, path=path, of=cluster))


def _path(cluster: int, around: Sequence[int]) -> Path:
    path: list[int] = []
    while cluster >= 0:
        path.insert(0, cluster)
        cluster = around[cluster]
    return tuple(path)


def _common(one: Path, other: Path) -> Path:
    length = 0
    while length < min(len(one), len(other)) and one[length] == other[length]:
        length += 1
    return one[:length]
