"""Flowcharts in ranks and in order, with their words measured: what all their layouts share."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from diptych.diagnostics import Span
from diptych.diagrams.bypasses import bypasses
from diptych.diagrams.ends import ends_of
from diptych.diagrams.ordering import ranked
from diptych.diagrams.paint import Paint, Said
from diptych.diagrams.words import Words, words
from diptych.model.diagram import Edge, Flow, Node, NodeForm
from diptych.model.style import Style

_LONGEST, _LONGEST_TIGHT, _LONGEST_LABEL, _LONGEST_TITLE = 11.0, 4.6, 8.0, 16.0
_LONGEST_INSIDE: Mapping[NodeForm, float] = {
    "circle": 6.0,
    "diamond": 4.5,
    "hexagon": 7.0,
    "cylinder": 8.0,
    "subroutine": 7.0,
    "parallelogram": 7.0,
}
"""How long lines are at most, in em: of boxes, of tight ones, of labels, of titles, and of forms
with less room."""


class FlowWords(Struct, frozen=True, kw_only=True):
    """The words of a flowchart, measured."""

    nodes: tuple[Words, ...]
    tight: tuple[Words, ...]
    """Those of nodes in shorter lines."""
    labels: Mapping[int, Words]
    """By the positions of their edges."""
    titles: Mapping[int, Words]
    """By the positions of their clusters."""

    def part(self, nodes: list[int], edges: list[int], clusters: list[int]) -> FlowWords:
        """Return those of some nodes, edges and clusters."""
        return FlowWords(
            nodes=tuple(self.nodes[one] for one in nodes),
            tight=tuple(self.tight[one] for one in nodes),
            labels=_picked(self.labels, edges),
            titles=_picked(self.titles, clusters),
        )


def _picked(found: Mapping[int, Words], kept: list[int]) -> Mapping[int, Words]:
    return {new: found[old] for new, old in zip(count(), kept, strict=False) if old in found}


class MeasuredFlow:
    """A flowchart in ranks and in order, with its words measured."""

    def __init__(
        self, flow: Flow, style: Style, span: Span, said: Said, measured: FlowWords | None = None
    ) -> None:
        flow = _without_empty(flow)
        self.flow, self.style, self.span, self.said = flow, style, span, said
        self.paint = FlowPaint(flow, style)
        self.words = measured or _measured(flow, self.paint)
        numbers = {cluster.name: number for number, cluster in enumerate(flow.clusters)}
        self.pairs, self.joined, down = ends_of(flow)
        self.graph, self.order = ranked(
            tuple(numbers.get(node.cluster, -1) for node in flow.nodes),
            self.pairs,
            tuple(numbers.get(cluster.cluster, -1) for cluster in flow.clusters),
            frozenset(n for n, edge in enumerate(flow.edges) if edge.label is not None),
            down,
        )
        self.bypasses = {} if flow.is_tree else bypasses(self.graph, self.order, self.joined)

    def part(self, nodes: list[int]) -> FlowPart:
        """Return the flowchart of some nodes, with the edges and clusters that have no others."""
        flow = self.flow
        names = {flow.nodes[number].name for number in nodes}
        inside = {name for n in nodes for name in self._around(flow.nodes[n].cluster) if name}
        clusters = [n for n, one in enumerate(flow.clusters) if one.name in inside]
        edges = [
            n for n, one in enumerate(flow.edges) if {one.source, one.target} <= names | inside
        ]
        shown = replace(
            flow,
            nodes=tuple(flow.nodes[n] for n in nodes),
            edges=tuple(flow.edges[n] for n in edges),
            clusters=tuple(flow.clusters[n] for n in clusters),
        )
        measured = self.words.part(nodes, edges, clusters)
        chart = MeasuredFlow(shown, self.style, self.span, self.said, measured)
        return FlowPart(chart, nodes, edges, clusters)

    def edge_step(self, edge: Edge) -> int:
        """Return the step at which an edge appears: with the later of its ends."""
        steps = {cluster.name: self.cluster_step(cluster.name) for cluster in self.flow.clusters}
        steps |= {node.name: node.step for node in self.flow.nodes}
        return max(steps[edge.source], steps[edge.target])

    def cluster_step(self, name: str) -> int:
        """Return the step at which a cluster appears: with the first of its nodes."""
        inside = {name}
        for cluster in self.flow.clusters:
            if cluster.cluster in inside:
                inside.add(cluster.name)
        return min((node.step for node in self.flow.nodes if node.cluster in inside), default=0)

    def ground_of(self, edge: Edge) -> str:
        """Return what is behind an edge: the innermost cluster that has both of its ends."""
        outer_of = {cluster.name: cluster.cluster for cluster in self.flow.clusters}
        outer_of |= {node.name: node.cluster for node in self.flow.nodes}
        outer = self._around(outer_of[edge.source])
        inner = next(name for name in self._around(outer_of[edge.target]) if name in outer)
        return self.paint.behind(inner)

    def _around(self, name: str) -> list[str]:
        """Return a cluster and those that it is in, the last one being none."""
        around = {cluster.name: cluster.cluster for cluster in self.flow.clusters}
        found = [name]
        while found[-1]:
            found.append(around[found[-1]])
        return found


class FlowPart(NamedTuple):
    """A part of a flowchart, and the positions in the whole of what it has."""

    chart: MeasuredFlow
    nodes: list[int]
    edges: list[int]
    clusters: list[int]


def _measured(flow: Flow, paint: FlowPaint) -> FlowWords:
    plain, style = paint.quiet, paint.style

    def inside(node: Node, longest: float) -> Words:
        look = paint.look_on(paint.fill(node))
        most = min(longest, _LONGEST_INSIDE.get(node.form, longest))
        return words(node.text, look, style, longest=most)

    return FlowWords(
        nodes=tuple(inside(node, _LONGEST) for node in flow.nodes),
        tight=tuple(inside(node, _LONGEST_TIGHT) for node in flow.nodes),
        labels={
            number: words(edge.label, plain, style, longest=_LONGEST_LABEL)
            for number, edge in enumerate(flow.edges)
            if edge.label is not None
        },
        titles={
            number: words(cluster.title, plain, style, longest=_LONGEST_TITLE, align="left")
            for number, cluster in enumerate(flow.clusters)
            if cluster.title is not None
        },
    )


def _without_empty(flow: Flow) -> Flow:
    """Return a flowchart without the clusters that have no nodes."""
    kept = {node.cluster for node in flow.nodes}
    for cluster in reversed(flow.clusters):
        if cluster.name in kept:
            kept.add(cluster.cluster)
    return replace(flow, clusters=tuple(one for one in flow.clusters if one.name in kept))


class FlowPaint(Paint):
    """The colours of a flowchart: nodes differ from what is behind them."""

    def __init__(self, flow: Flow, style: Style) -> None:
        super().__init__(style)
        self.depth = {"": 0}
        for cluster in flow.clusters:
            self.depth[cluster.name] = self.depth[cluster.cluster] + 1

    def behind(self, cluster: str) -> str:
        """Return what is behind the content of a cluster, or of the whole."""
        return self.panel if self.depth[cluster] % 2 else self.ground

    def fill(self, node: Node) -> str:
        """Return the colour of a node."""
        if node.accent:
            return self.accent
        return self.ground if self.depth[node.cluster] % 2 else self.panel
