"""The ranks of a graph's nodes: how far each is from where it begins.

The first steps of Sugiyama, Tagawa and Toda, "Methods for Visual Understanding of Hierarchical
System Structures" (1981): edges that lead back are found, then each node stands below those that
lead to it.
"""

from __future__ import annotations

from collections.abc import Sequence

Pair = tuple[int, int]
"""The positions of two nodes, from the first to the second."""
_ROUNDS = 8


def back_edges(count: int, pairs: Sequence[Pair]) -> frozenset[int]:
    """Return the positions of edges that close a circle, seen from the author's first node."""
    leaving = _leaving(count, pairs)
    state = [0] * count
    found: set[int] = set()
    for start in range(count):
        if state[start]:
            continue
        state[start] = 1
        stack = [(start, iter(leaving[start]))]
        while stack:
            node, edges = stack[-1]
            edge = next(edges, None)
            if edge is None:
                state[node] = 2
                stack.pop()
                continue
            target = pairs[edge][1]
            if state[target] == 1:
                found.add(edge)
            elif not state[target]:
                state[target] = 1
                stack.append((target, iter(leaving[target])))
    return frozenset(found)


def ranks(count: int, pairs: Sequence[Pair]) -> list[int]:
    """Return the rank of each node of a graph without circles; the first is 0.

    Each is below all that lead to it, and as near to what it leads to as more edges ask for that.
    """
    above: list[list[int]] = [[] for _ in range(count)]
    below: list[list[int]] = [[] for _ in range(count)]
    for source, target in pairs:
        below[source].append(target)
        above[target].append(source)
    rank = [0] * count
    waiting = [len(sources) for sources in above]
    ready = [node for node in range(count) if not waiting[node]]
    for node in ready:
        for target in below[node]:
            rank[target] = max(rank[target], rank[node] + 1)
            waiting[target] -= 1
            if not waiting[target]:
                ready.append(target)
    for _ in range(_ROUNDS):
        for node in reversed(ready):
            if len(below[node]) > len(above[node]):
                rank[node] = min(rank[target] for target in below[node]) - 1
    first = min(rank, default=0)
    return [one - first for one in rank]


def _leaving(count: int, pairs: Sequence[Pair]) -> list[list[int]]:
    leaving: list[list[int]] = [[] for _ in range(count)]
    for edge, (source, _) in enumerate(pairs):
        leaving[source].append(edge)
    return leaving
