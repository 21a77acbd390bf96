"""Flowcharts and organisation charts as data: nodes by name, and edges between them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import authored, document, said, slide_of
from tests.source.diagrams.reading import edges, flow_in

YAML = """# A

```diagram
direction: down
nodes:
  ask: Question
  find: {text: Search, form: cylinder, in: store, accent: true}
  answer:
edges:
  - ask -> find -> answer
  - find -- ask: again
  - {edge: answer <-> ask, dash: dash, thick: true, label: x}
clusters: {store: Documents}
```
"""
ORG = """# A

```diagram
kind: org
nodes: {a: Head, b: Second, c: Third}
edges:
  - a -> b
  - a -> c
```
"""


def test_a_cluster_with_keys_of_its_own_is_told_how_nodes_get_into_it(tmp_path: Path) -> None:
    wrong = YAML.replace("store: Documents", "store: {text: Documents}")
    (found,) = slide_of(tmp_path, wrong).found
    assert found.message == "this must be text, not a mapping"
    assert found.hint == "write `name: Title`; nodes are in it with `in: name`"


def test_a_flowchart_is_written_as_nodes_and_edges(tmp_path: Path) -> None:
    prepared = slide_of(tmp_path, YAML)
    flow = flow_in(prepared)
    assert said(prepared.found) == []
    assert edges(flow) == ["asks>find", "finds>answer", "findsask:again", "answer<d!>ask:x"]
    assert [node.text.plain for node in flow.nodes] == ["Question", "Search", "answer"]
    assert (flow.nodes[1].form, flow.nodes[1].cluster) == ("cylinder", "store")


@pytest.mark.parametrize(
    ("wrong", "right", "report"),
    [
        (
            "ask -> fnd",
            "ask -> find",
            "this edge leads to `fnd`, which is neither a node nor a cluster",
        ),
        ("just words", "ask -> find", "`just words` is not an edge"),
        ("find -> store", "ask -> find", "no line can join `store` with `find`: `find` is in it"),
    ],
)
def test_an_edge_to_nowhere_is_an_error(
    wrong: str, right: str, report: str, tmp_path: Path
) -> None:
    prepared = slide_of(tmp_path, YAML.replace(f"{right} -> answer", wrong))
    (found,) = said(prepared.found)
    assert found == f"SRC324 10:5 {report}"
    prepared = slide_of(tmp_path, YAML.replace("in: store", "in: shop"))
    (found,) = said(prepared.found)
    assert "there is no cluster `shop`" in found


def test_a_diagram_without_nodes_is_an_error(tmp_path: Path) -> None:
    (found,) = said(slide_of(tmp_path, "# A\n\n```diagram\nnodes: {}\n```\n").found)
    assert found == "SRC324 4:8 this diagram has no nodes"


def test_in_an_organisation_chart_nobody_is_below_two_or_in_a_circle(tmp_path: Path) -> None:
    prepared = slide_of(tmp_path, ORG)
    assert said(prepared.found) == []
    assert flow_in(prepared).is_tree
    (found,) = said(slide_of(tmp_path, ORG.replace("a -> c", "b -> a")).found)
    assert found == "SRC324 8:5 `b -> a` closes a cycle"
    (found,) = said(slide_of(tmp_path, ORG.replace("a -> c", "c -> b")).found)
    assert found == "SRC324 8:5 `b` has two superiors"


@pytest.mark.parametrize("wrong", ["a -> nowhere", "words"])
def test_one_that_is_wrong_is_a_listing_in_a_file_for_another_tool(
    wrong: str, tmp_path: Path
) -> None:
    for kind in ("flow", "org"):
        source = f"# A\n\n```diagram\nkind: {kind}\nnodes: {{a: A, b: B}}\nedges: [{wrong}]\n```\n"
        prepared = document(tmp_path / kind, source)
        assert [one.kind.severity.value for one in prepared.found] == ["warning"]
        (code,) = authored(prepared)[0].body
        assert code.noun == "a listing"


def test_an_organisation_chart_that_is_none_is_a_listing_there_too(tmp_path: Path) -> None:
    prepared = document(tmp_path, ORG.replace("a -> c", "b -> a"))
    (code,) = authored(prepared)[0].body
    assert code.noun == "a listing"
