"""Edges that pass everything at one side: they leave and arrive at that side of their nodes.

So what an edge passes is on one level, as if the edge were not there, and lines to a node that do
not come from the same direction do not end side by side.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from diptych.diagrams.graph import Chain, Graph
from diptych.diagrams.ordering import Ordered

_FEWEST = 5
"""The items of an edge that passes a rank of nodes."""


class Bypass(Struct, frozen=True, kw_only=True):
    """At which side an edge passes, -1 before all and 1 after, and which of its ends are there."""

    side: int
    starts: bool
    ends: bool


def bypasses(
    graph: Graph, order: Ordered, joined: Sequence[tuple[int, int]]
) -> Mapping[int, Bypass]:
    """Return the edges that pass everything at one side, by their positions.

    `joined` are the clusters at the ends of each edge, -1 where it is a node.
    """
    found: dict[int, Bypass] = {}
    taken = {(node, 1) for node in graph.loops.values()}
    for chain in graph.chains:
        side = _side(graph, order, chain)
        if not side:
            continue
        source, target = chain.items[0], chain.items[-1]
        is_start, is_end = (
            cluster < 0 and _is_free(graph, order, node, side) and (node, side) not in taken
            for node, cluster in zip((source, target), joined[chain.edge], strict=True)
        )
        others = [one for one in graph.chains if not one.is_back and one is not chain]
        starts = is_start and any(one.items[0] == source for one in others)
        ends = is_end and any(one.items[-1] == target for one in others)
        if starts or ends:
            found[chain.edge] = Bypass(side=side, starts=starts, ends=ends)
            taken |= {(source, side), (target, side)}
    return found


def _side(graph: Graph, order: Ordered, chain: Chain) -> int:
    """Return the side at which an edge passes all, outside of clusters; 0 if it does not."""
    passing = chain.items[1:-1]
    if chain.is_back or len(chain.items) < _FEWEST or any(graph.items[n].path for n in passing):
        return 0
    for side, place in ((-1, 0), (1, -1)):
        if all(order.layers[graph.items[item].rank][place] == item for item in passing):
            return side
    return 0


def _is_free(graph: Graph, order: Ordered, node: int, side: int) -> bool:
    """Return whether nothing is beside a node at a side, and no cluster around it."""
    item = graph.items[node]
    return not item.path and order.layers[item.rank][0 if side < 0 else -1] == node
