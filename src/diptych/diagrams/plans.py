"""The plan of each kind of diagram: where its parts stand, in sizes and ways that can be tried."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import assert_never

from diptych.diagnostics import Span
from diptych.diagrams.cycle import CyclePlan
from diptych.diagrams.flow import FlowPlan
from diptych.diagrams.levels import LevelsPlan
from diptych.diagrams.paint import Said
from diptych.diagrams.sequence import SequencePlan
from diptych.diagrams.setting import Plan
from diptych.diagrams.venn import VennPlan
from diptych.model.diagram import Edge, Entry, Figure, FigureKind, Flow, Node, Sequence
from diptych.model.style import Style

_FIGURES: Mapping[FigureKind, Callable[[Figure, Style, Span, Said], Plan]] = {
    "cycle": CyclePlan,
    "pyramid": LevelsPlan,
    "funnel": LevelsPlan,
    "venn": VennPlan,
}


def plan_of(content: Flow | Sequence | Figure, style: Style, span: Span, said: Said) -> Plan:
    """Return the plan of a diagram, with its words measured."""
    match content:
        case Flow() as flow:
            return FlowPlan(flow, style, span, said)
        case Sequence() as sequence:
            return SequencePlan(sequence, style, span, said)
        case Figure(kind="org") as figure:
            return FlowPlan(_tree(figure.entries), style, span, said)
        case Figure() as figure:
            return _FIGURES[figure.kind](figure, style, span, said)
        case _:
            assert_never(content)


def _tree(entries: tuple[Entry, ...]) -> Flow:
    """Return the flowchart of entries that are below each other."""
    nodes: list[Node] = []
    edges: list[Edge] = []

    def add(entry: Entry, above: str) -> None:
        name = str(len(nodes))
        nodes.append(Node(name=name, text=entry.text, span=entry.span, step=entry.step))
        if above:
            edges.append(Edge(source=above, target=name, span=entry.span, end=None))
        for below in entry.entries:
            add(below, name)

    for entry in entries:
        add(entry, "")
    return Flow(nodes=tuple(nodes), edges=tuple(edges), direction="down", is_tree=True)
