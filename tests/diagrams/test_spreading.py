"""Flowcharts in which one node leads to many."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from tests.authoring import document, only, said

from diptych.diagnostics import Span
from diptych.diagrams.spreading import spread
from diptych.model.diagram import Edge, Flow, Node
from diptych.model.shapes import Group
from diptych.model.text import literal
from diptych.model.text_frame import TextFrame

SPAN = Span("a.md", 1)
LEAVES = tuple("abcdef")
HUB = Flow(
    nodes=tuple(Node(name=name, text=literal(name, SPAN), span=SPAN) for name in ("hub", *LEAVES)),
    edges=tuple(Edge(source="hub", target=name, span=SPAN) for name in LEAVES),
)


def test_half_of_the_nodes_of_a_hub_stand_before_it_with_the_same_arrows() -> None:
    made = spread(HUB)
    assert made is not None
    assert [(one.source, one.target, one.start, one.end) for one in made.edges[2:4]] == [
        ("c", "hub", "triangle", None),
        ("hub", "d", None, "triangle"),
    ]


@pytest.mark.parametrize(
    "edges",
    [
        HUB.edges[:5],
        (*HUB.edges, Edge(source="a", target="hub", span=SPAN)),
        (replace(HUB.edges[0], label=literal("yes", SPAN)), *HUB.edges[1:]),
    ],
    ids=["few", "something leads to it", "labels"],
)
def test_others_stay_as_they_are(edges: tuple[Edge, ...]) -> None:
    assert spread(replace(HUB, edges=edges)) is None


def test_twelve_nodes_around_a_hub_can_be_read(tmp_path: Path) -> None:
    names = "".join(f"  hub --> n{at}[Subsystem {at}]\n" for at in range(12))
    prepared = document(tmp_path, f"# A\n\n```mermaid\nflowchart TD\n{names}```\n")
    assert said(prepared.found) == []
    *_, page = only(prepared)
    (group,) = (one for one in page.shapes if isinstance(one, Group))
    frames = [one for one in group.shapes if isinstance(one, TextFrame)]
    assert min(one.paragraphs[0].size for one in frames) >= 11
