"""What the edges of a flowchart join: nodes, or clusters as a whole, which stand for their nodes.

An edge of a cluster is placed as one of the node that is nearest to its other end; all nodes of the
one are above all nodes of the other, so that it passes none of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

from diptych.diagrams.ranking import Pair, back_edges, ranks
from diptych.model.diagram import Flow


class Ends(NamedTuple):
    """What edges join."""

    pairs: tuple[Pair, ...]
    """For each edge the nodes by which it is placed."""
    clusters: tuple[tuple[int, int], ...]
    """For each edge the clusters that it joins, -1 at an end that is a node."""
    down: tuple[Pair, ...]
    """Which nodes are above which others, without circles."""


def ends_of(flow: Flow) -> Ends:
    """Return what the edges of a flowchart join; each name is that of a node or of a cluster."""
    nodes = {node.name: number for number, node in enumerate(flow.nodes)}
    clusters = {cluster.name: number for number, cluster in enumerate(flow.clusters)}
    named = [(edge.source, edge.target) for edge in flow.edges]
    joined = tuple((clusters.get(one, -1), clusters.get(other, -1)) for one, other in named)
    inner = [(nodes[one], nodes[other]) for one, other in named if {one, other} <= nodes.keys()]
    between = [pair for pair in inner if pair[0] != pair[1]]
    back = back_edges(len(nodes), between)
    down = [(two, one) if n in back else (one, two) for n, (one, two) in enumerate(between)]
    if len(inner) == len(named):
        return Ends(tuple(inner), joined, tuple(down))
    members = _members(flow)
    every: list[tuple[Sequence[int], Sequence[int]]] = []
    for one, other in named:
        leaving = [nodes[one]] if one in nodes else _ends(members[clusters[one]], inner, 0)
        arriving = [nodes[other]] if other in nodes else _ends(members[clusters[other]], inner, 1)
        every.append((leaving, arriving))
    below = _Below(len(nodes), down)
    for (leaving, arriving), ends in zip(every, joined, strict=True):
        if ends != (-1, -1):
            pairs = tuple(product(leaving, arriving))
            if not below.add(pairs):
                below.add(tuple((two, one) for one, two in pairs))
    rank = ranks(len(nodes), below.pairs)
    placed = tuple(
        (_nearest(leaving, rank, last=True), _nearest(arriving, rank, last=False))
        for leaving, arriving in every
    )
    return Ends(placed, joined, tuple(below.pairs))


class _Below:
    """What stands below what: pairs without circles, to which more are added if none closes one."""

    def __init__(self, count: int, pairs: Sequence[Pair]) -> None:
        self.pairs = list(dict.fromkeys(pairs))
        self.below: list[set[int]] = [set() for _ in range(count)]
        for one, other in self.pairs:
            self.below[one].add(other)

    def add(self, pairs: Sequence[Pair]) -> bool:
        """Add pairs, all of one edge, and return whether that closes no circle."""
        reached = self._reached({other for _, other in pairs})
        if any(one in reached for one, _ in pairs):
            return False
        for one, other in pairs:
            if other not in self.below[one]:
                self.below[one].add(other)
                self.pairs.append((one, other))
        return True

    def _reached(self, nodes: set[int]) -> set[int]:
        found, waiting = set(nodes), list(nodes)
        while waiting:
            further = self.below[waiting.pop()] - found
            found |= further
            waiting += further
        return found


def _members(flow: Flow) -> list[list[int]]:
    """Return the nodes of each cluster, those of clusters in it too."""
    around = {cluster.name: cluster.cluster for cluster in flow.clusters}
    inside: dict[str, list[int]] = {name: [] for name in around}
    for number, node in enumerate(flow.nodes):
        for name in _outward(node.cluster, around):
            inside[name].append(number)
    return [inside[cluster.name] for cluster in flow.clusters]


def _outward(name: str, around: dict[str, str]) -> Iterator[str]:
    while name:
        yield name
        name = around[name]


def _ends(members: Sequence[int], inner: Sequence[Pair], end: int) -> Sequence[int]:
    """Return the nodes of a cluster from which (0), or to which (1), no edge within it leads."""
    within = {pair[end] for pair in inner if pair[0] in members and pair[1] in members}
    return [node for node in members if node not in within] or members


def _nearest(nodes: Sequence[int], rank: Sequence[int], *, last: bool) -> int:
    """Return the middle one of the nodes in the last, or the first, rank that any is in."""
    ranked = [rank[node] for node in nodes]
    wanted = max(ranked) if last else min(ranked)
    best = [node for node in nodes if rank[node] == wanted]
    return best[(len(best) - 1) // 2]
