"""Flowcharts in Mermaid's words: what is read, what is left out, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import said, slide_of
from tests.source.diagrams.reading import GROUPS, LOOP, edges, fenced, flow_in, group_in, read


def test_a_flowchart_is_read_as_mermaid_does(tmp_path: Path) -> None:
    flow, found = read(tmp_path, LOOP)
    assert found == []
    assert flow.direction == "right"
    assert [(node.text.plain, node.form, node.accent, node.cluster) for node in flow.nodes] == [
        ("Question", "stadium", False, ""),
        ("Search", "cylinder", True, "store"),
        ("Answer (short)", "box", False, ""),
    ]
    assert edges(flow) == ["asks>find:words", "finds>answer", "answerd>ask"]
    assert [(one.name, one.title and one.title.plain) for one in flow.clusters] == [
        ("store", "Documents")
    ]


@pytest.mark.parametrize("opening", ["mermaid", "{mermaid}", "{.mermaid}"])
def test_it_may_be_a_cell_of_quarto_and_all_on_one_line(opening: str, tmp_path: Path) -> None:
    source = f"# A\n\n```{opening}\ngraph TD;a-->b;b-->c;\n```\n"
    flow = flow_in(slide_of(tmp_path, source))
    assert (flow.direction, edges(flow)) == ("down", ["as>b", "bs>c"])


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("a-->b", ["as>b"]),
        ("a --- b", ["asb"]),
        ("a ==>|x| b", ["as!>b:x"]),
        ("a -- x y --> b", ["as>b:x y"]),
        ("a -. x .-> b", ["ad>b:x"]),
        ("a == x ==> b", ["as!>b:x"]),
        ("a <--> b", ["a<s>b"]),
        ("a --> b & c --> d", ["as>b", "as>c", "bs>d", "cs>d"]),
        ("a --> b; b --> c", ["as>b", "bs>c"]),
        ("a ~~~ b", []),
        ("a --> a", ["as>a"]),
        ("a --o b --x c", ["as>b", "bs>c"]),
        ("a o--o b", ["a<s>b"]),
        (r"a -->|x\ny $\nu$| b", ["as>b:x y \\nu"]),
        ("문서 --> 분할", ["문서s>분할"]),
        ("a{Ask?} ----> b((B))", ["as>b"]),
    ],
)
def test_lines_are_written_in_many_ways(line: str, meant: list[str], tmp_path: Path) -> None:
    flow, found = read(tmp_path, f"graph\n  {line} %% why\n")
    assert (edges(flow), found) == (meant, [])


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (r"a[/Wide\] --> b[\Narrow/] --> c[/Left/]", ["Wide", "Narrow", "Left"]),
        ('a["`**Bold**\n  next`"] --> b', ["Bold next", "b"]),
        ('a["fa:fa-car Car"] --> b(fab:fa-nosuch for peace)', ["Car", "for peace"]),
    ],
)
def test_words_of_nodes_are_read_as_mermaid_does(
    line: str, words: list[str], tmp_path: Path
) -> None:
    flow, found = read(tmp_path, f"graph\n  {line}\n")
    assert ([node.text.plain for node in flow.nodes], found) == (words, [])


def test_a_node_that_is_a_picture_in_mermaid_is_a_box_with_its_label(tmp_path: Path) -> None:
    line = 'a@{ icon: "fa:user", form: square, label: "Ada" } --> b'
    flow, found = read(tmp_path, f"graph\n  {line}\n")
    assert [node.text.plain for node in flow.nodes] == ["Ada", "b"]
    assert [report.split(" ", 1)[0] for report in found] == ["SRC325", "SRC325"]


@pytest.mark.parametrize(
    ("source", "report"),
    [
        ("graph LR\n a --> b\n b --> ]", "SRC324 6:8 a node is expected here"),
        ("graph LR\n a[open --> b", "SRC324 5:3 `[` is never closed"),
        ("graph LR\n a --> b what", "SRC324 5:10 `what` is not understood"),
        ("graph LR\n a -->", "SRC324 5:3 this line leads nowhere"),
        ("graph LR\n subgraph x\n a", "SRC324 5:2 `subgraph x` is never closed"),
        ("graph LR\n end", "SRC324 5:2 `end` closes nothing"),
        ("graph XY\n a", "SRC324 4:7 a flowchart cannot go `XY`"),
        ("gantt\n x", "SRC323 4:1 diagrams of the kind `gantt` are not made here"),
        ("graph LR", "SRC324 3:1 this diagram has no nodes"),
        ("graph LR\n subgraph x\n a\n end\n x --> a", "SRC324 8:3 no line can join `x` with `a`"),
        ("graph LR\n subgraph x\n a\n end\n x --> x", "SRC324 8:3 no line can join `x` with `x`"),
        ("graph LR\n subgraph x\n a\n end\n x[X] --> b", "SRC324 8:2 `x` is a node and a subg"),
        ("graph LR\n a@{shape: blob}", "SRC324 5:12 there is no shape `blob` here"),
        ("graph LR\n a@{ico: x}", "SRC324 5:5 `ico` of a node is not understood"),
    ],
)
def test_what_is_not_understood_is_an_error_at_its_place(
    source: str, report: str, tmp_path: Path
) -> None:
    (found,) = said(slide_of(tmp_path, fenced(source)).found)
    assert found.startswith(report)


def test_a_subgraph_may_be_an_end_of_a_line_wherever_it_is_named(tmp_path: Path) -> None:
    flow, found = read(tmp_path, GROUPS)
    assert found == ["SRC325 11:5 `direction` has no effect here"]
    assert [node.name for node in flow.nodes] == ["in", "a", "b", "c", "d", "three"]
    assert [node.text.plain for node in flow.nodes][-1] == "Nothing"
    assert [one.name for one in flow.clusters] == ["one", "two"]
    group = group_in(slide_of(tmp_path, fenced(GROUPS)))
    assert group.told[0] == "in → First"
    assert group.told[3] == "First → two (go)"


@pytest.mark.parametrize(
    ("source", "around"),
    [
        ("subgraph x\na\nend\nsubgraph x\nb\nend", ["", ""]),
        ("subgraph x\nsubgraph x\na --> b\nend\nend", ["", "x"]),
        (
            "subgraph x\nsubgraph y\na\nend\nend\nsubgraph y\nsubgraph x\nb\nend\nend",
            ["", "x", "", "y-1"],
        ),
    ],
    ids=["beside each other", "in each other", "both"],
)
def test_subgraphs_of_one_name_are_several(source: str, around: list[str], tmp_path: Path) -> None:
    slide = slide_of(tmp_path, fenced(f"graph LR\n{source}\n"))
    assert said(slide.found) == []
    assert [one.cluster for one in flow_in(slide).clusters] == around


@pytest.mark.parametrize(
    ("line", "name", "form", "words"),
    [
        ('a@{ shape: diamond, label: "Why, oh why?" }', "a", "diamond", "Why, oh why?"),
        ("a@{shape: db}", "a", "cylinder", "a"),
        ("a[x #quot;y#quot; #9829;]", "a", "box", 'x "y" ♥'),
        ("a[One<br/>two<br>three]", "a", "box", "One two three"),
        ("a e1@--> b", "a", "box", "a"),
    ],
)
def test_nodes_are_written_in_many_ways(
    line: str, name: str, form: str, words: str, tmp_path: Path
) -> None:
    flow, found = read(tmp_path, f"graph LR\n {line}\n")
    node = flow.nodes[0]
    assert (node.name, node.form, " ".join(node.text.plain.split()), found) == (
        name,
        form,
        words,
        [],
    )


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("classDef hot fill:#f00", "nodes with `:::hot` stand out"),
        ("style b fill:#f00", "write `b:::accent`"),
        ("linkStyle 0 stroke:#f00", "write `==>` for a thick line"),
        ('click a "https://example.com"', "write the link in the node: `a["),
        ("e1@{ animate: true }", "let the nodes appear with `::: incremental`"),
        ("class a,c hot", "did you mean `a`?"),
    ],
)
def test_a_warning_of_what_has_no_effect_names_what_has(
    line: str, hint: str, tmp_path: Path
) -> None:
    prepared = slide_of(tmp_path, fenced(f"graph LR\n a --> b\n {line}\n"))
    (found,) = prepared.found
    assert found.kind.code == "SRC325"
    assert hint in (found.hint or "") or "there is no node `c`" in found.message


def test_what_says_how_it_looks_is_left_out_with_a_warning(tmp_path: Path) -> None:
    flow, found = read(tmp_path, "graph LR\n a --> b\n classDef hot fill:#f00\n class a,b hot\n")
    assert found == ["SRC325 6:2 `classDef` has no effect here"]
    assert all(node.accent for node in flow.nodes)
