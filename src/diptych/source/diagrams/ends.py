"""Says what the edges of a flowchart join, once all of its nodes and clusters are known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from diptych.model.diagram import Cluster, Edge, Node


class Fault(NamedTuple):
    """An edge that cannot be drawn, and why."""

    edge: Edge
    message: str


def with_empty_clusters(
    nodes: Mapping[str, Node], clusters: Mapping[str, Cluster]
) -> tuple[dict[str, Node], dict[str, Cluster]]:
    """Return nodes and clusters; clusters with a title and nothing in them become nodes."""
    made, kept = dict(nodes), dict(clusters)
    full = {node.cluster for node in nodes.values()}
    for name, cluster in reversed(tuple(clusters.items())):
        if name in full:
            full.add(cluster.cluster)
        elif cluster.title is not None:
            del kept[name]
            outer = cluster.cluster
            made[name] = Node(name=name, text=cluster.title, span=cluster.span, cluster=outer)
            full.add(outer)
    return made, kept


def unfit_edges(
    edges: Iterable[Edge], nodes: Mapping[str, Node], clusters: Mapping[str, Cluster]
) -> Iterator[Fault]:
    """Yield the edges between a cluster and what is in it."""
    outer_of = {name: cluster.cluster for name, cluster in clusters.items()}
    outer_of |= {name: node.cluster for name, node in nodes.items()}
    for edge in edges:
        for outer, inner in ((edge.source, edge.target), (edge.target, edge.source)):
            if outer in clusters and outer in _around(inner, outer_of):
                what = f"`{inner}` is in it" if inner != outer else "it is that itself"
                yield Fault(edge, f"no line can join `{outer}` with `{inner}`: {what}")
                break


def _around(name: str, outer_of: Mapping[str, str]) -> Iterator[str]:
    """Yield a node or cluster, and the clusters that it is in."""
    while name:
        yield name
        name = outer_of.get(name, "")
