"""Flowcharts with a hub: what it leads to stands on both sides of it, not all in one long rank."""

from __future__ import annotations

from collections import Counter

from msgspec.structs import replace

from diptych.model.diagram import Edge, Flow

_LEAST = 6
"""How many nodes that lead nowhere a hub leads to."""


def spread(flow: Flow) -> Flow | None:
    """Return a flowchart whose hubs have half of their nodes before them; None without a hub.

    An edge to such a node is told the other way round, and drawn as before.
    """
    turned = {edge for hub in _hubs(flow) for edge in hub[: len(hub) // 2]}
    if not turned:
        return None
    edges = (_turned(one) if at in turned else one for at, one in enumerate(flow.edges))
    return replace(flow, edges=tuple(edges))


def _hubs(flow: Flow) -> list[list[int]]:
    """Return for each hub the positions of its edges to nodes that have no others.

    Nothing leads to it, so that before it is nothing else; labels would stand on a common line.
    """
    ends = Counter(name for edge in flow.edges for name in (edge.source, edge.target))
    loose = {node.name for node in flow.nodes if ends[node.name] == 1 and not node.cluster}
    unfit = {node.name for node in flow.nodes if node.cluster}
    unfit |= {cluster.name for cluster in flow.clusters}
    unfit |= {edge.target for edge in flow.edges}
    found: dict[str, list[int]] = {}
    for at, edge in enumerate(flow.edges):
        if edge.target in loose and edge.source not in unfit:
            found.setdefault(edge.source, []).append(at)
    return [
        own
        for own in found.values()
        if len(own) >= _LEAST and all(flow.edges[at].label is None for at in own)
    ]


def _turned(edge: Edge) -> Edge:
    return replace(edge, source=edge.target, target=edge.source, start=edge.end, end=edge.start)
