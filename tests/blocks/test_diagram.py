"""Diagrams: how they are written, what is wrong with them, and what becomes of them."""

from __future__ import annotations

import math
import zipfile
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from lxml import etree
from tests.authoring import PROJECT, authored, document, only, said, slide_of, write_files
from tests.render.pdf.reading import words
from tests.render.pptx.reading import NAMES

from diptych.blocks.diagram import Diagram
from diptych.cli import main
from diptych.model.diagram import Flow, Message, Sequence
from diptych.model.geometry import emu
from diptych.model.shapes import Drawing, Group, Rectangle, TextFrame, parts_of
from diptych.model.text import plain_text
from diptych.pipeline import Prepared
from diptych.render.html.slide import render_slide
from diptych.render.text.markdown import markdown
from diptych.render.transcript import transcript

LOOP = """flowchart LR
  ask([Question]) -->|words| find[(Search)]:::hot --> answer["Answer (short)"]
  answer -.-> ask
  subgraph store [Documents]
    find
  end
"""


def fenced(source: str, language: str = "mermaid") -> str:
    return f"# A\n\n```{language}\n{source.rstrip()}\n```\n"


def flow_in(prepared: Prepared) -> Flow:
    (diagram,) = (one for one in authored(prepared)[0].body if isinstance(one, Diagram))
    assert isinstance(diagram.content, Flow)
    return diagram.content


def read(root: Path, source: str) -> tuple[Flow, list[str]]:
    prepared = slide_of(root, fenced(source))
    return flow_in(prepared), said(prepared.found)


def edges(flow: Flow) -> list[str]:
    """Return the edges of a flowchart in short."""
    return [
        f"{edge.source}{'<' if edge.start else ''}{edge.dash[0]}{'!' if edge.thick else ''}"
        f"{'>' if edge.end else ''}{edge.target}{f':{edge.label.plain}' if edge.label else ''}"
        for edge in flow.edges
    ]


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
        (r"a -->|x\ny $\nu$| b", ["as>b:x y \\nu"]),
        ("문서 --> 분할", ["문서s>분할"]),
        ("a{Ask?} ----> b((B))", ["as>b"]),
    ],
)
def test_lines_are_written_in_many_ways(line: str, meant: list[str], tmp_path: Path) -> None:
    flow, found = read(tmp_path, f"graph\n  {line} %% why\n")
    assert (edges(flow), found) == (meant, [])


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
        ("graph LR\n a@{icon: x}", "SRC324 5:5 `icon` of a node is not understood"),
    ],
)
def test_what_is_not_understood_is_an_error_at_its_place(
    source: str, report: str, tmp_path: Path
) -> None:
    (found,) = said(slide_of(tmp_path, fenced(source)).found)
    assert found.startswith(report)


GROUPS = """flowchart LR
  in --> one
  subgraph one [First]
    a & b --> c
  end
  one -->|go| two
  subgraph two
    direction TB
    d
  end
  two -.-> one
  subgraph three [Nothing]
  end
  two --> three
"""


def test_a_subgraph_may_be_an_end_of_a_line_wherever_it_is_named(tmp_path: Path) -> None:
    flow, found = read(tmp_path, GROUPS)
    assert found == ["SRC325 11:5 `direction` has no effect here"]
    assert [node.name for node in flow.nodes] == ["in", "a", "b", "c", "d", "three"]
    assert [node.text.plain for node in flow.nodes][-1] == "Nothing"
    assert [one.name for one in flow.clusters] == ["one", "two"]
    group = group_in(slide_of(tmp_path, fenced(GROUPS)))
    assert group.told[0] == "in → First"
    assert group.told[3] == "First → two (go)"


def test_in_powerpoint_lines_are_attached_to_the_frames_of_subgraphs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slide = built(tmp_path, fenced(GROUPS), monkeypatch)
    (frame,) = slide.xpath("//p:sp[.//a:t='First']/p:nvSpPr/p:cNvPr/@id", namespaces=NAMES)
    starts = slide.xpath("//a:stCxn/@id", namespaces=NAMES)
    ends = slide.xpath("//a:endCxn/@id", namespaces=NAMES)
    assert (starts.count(frame), ends.count(frame)) == (1, 2)


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


@pytest.mark.parametrize(
    ("kind", "instead"),
    [
        ("stateDiagram-v2", "`flowchart LR`"),
        ("gantt", "a list that begins with dates"),
        ("mindmap", "`::: {.diagram kind=org}`"),
        ("sequenceDiagramm", "did you mean `sequenceDiagram`?"),
    ],
)
def test_a_kind_that_is_not_made_names_what_is(kind: str, instead: str, tmp_path: Path) -> None:
    (found,) = slide_of(tmp_path, fenced(f"{kind}\n x")).found
    assert found.kind.code == "SRC323"
    assert instead in (found.hint or "")


@pytest.mark.parametrize(
    ("source", "report", "hint"),
    [
        ("---\ntitle: Mine\n---\ngraph LR\n a", "5:1 `title` has", "as the title of the slide"),
        ("%%{init: {'theme': 'dark'}}%%\ngraph LR\n a", "4:4 `init` has", "comes from the theme"),
        ("%%| fig-width: 5\ngraph LR\n a", "4:5 `fig-width` has", "comes from the theme"),
    ],
)
def test_what_is_said_of_a_diagram_as_a_whole_is_not_lost_in_silence(
    source: str, report: str, hint: str, tmp_path: Path
) -> None:
    prepared = slide_of(tmp_path, fenced(source))
    (found,) = prepared.found
    assert said([found])[0].startswith(f"SRC325 {report}")
    assert hint in (found.hint or "")
    assert [node.name for node in flow_in(prepared).nodes] == ["a"]


def test_what_says_how_it_looks_is_left_out_with_a_warning(tmp_path: Path) -> None:
    flow, found = read(tmp_path, "graph LR\n a --> b\n classDef hot fill:#f00\n class a,b hot\n")
    assert found == ["SRC325 6:2 `classDef` has no effect here"]
    assert all(node.accent for node in flow.nodes)


def test_a_file_for_another_tool_shows_what_is_unknown_as_a_listing(tmp_path: Path) -> None:
    prepared = document(tmp_path, fenced("gantt\n  title x"))
    assert "SRC323 4:1 diagrams of the kind `gantt` are not made here" in said(prepared.found)
    assert [one.kind.severity.value for one in prepared.found] == ["warning"]
    (code,) = authored(prepared)[0].body
    assert code.noun == "a listing"


@pytest.mark.parametrize("wrong", ["a -> nowhere", "words"])
def test_a_diagram_of_nodes_and_edges_that_is_wrong_is_a_listing_there_too(
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


def test_eighty_nodes_are_refused_and_what_does_not_fit_is_an_error(tmp_path: Path) -> None:
    many = "graph LR\n" + "\n".join(f" n{at} --> n{at + 1}" for at in range(79))
    (found,) = said(slide_of(tmp_path, fenced(many)).found)
    assert found.startswith("SRC322 3:1 80 nodes are too many for a slide")
    tangle = f"graph LR\n {' & '.join('abcdefghijkl')} --> {' & '.join('nopqrstuvwxyz')}"
    (found,) = said(slide_of(tmp_path, fenced(tangle)).found)
    assert found == "SRC322 3:1 121 lines are too many for a slide"
    some = "graph LR\n" + "\n".join(f" n --> n{at}" for at in range(45))
    (found,) = said(slide_of(tmp_path, fenced(some)).found)
    assert "FIT201 3:1 46 nodes do not fit, even in type of" in found


def group_in(prepared: Prepared) -> Group:
    (group,) = (one for one in only(prepared)[0].shapes if isinstance(one, Group))
    return group


def test_it_says_what_leads_to_what(tmp_path: Path) -> None:
    prepared = slide_of(tmp_path, fenced(LOOP))
    group = group_in(prepared)
    told = (
        "Question → Search (words)",
        "Search → Answer (short)",
        "Answer (short) → Question",
        "Documents: Search",
    )
    assert group.told == told
    assert group.alt == f"Flowchart: {'; '.join(told)}"
    passages = transcript(prepared.talks[0]).slides[0].passages
    lines = ["".join(word.text for word in one.words) for one in passages]
    assert lines == ["A", group.alt, *told]
    own = LOOP.replace("LR\n", "LR\n  accDescr: How it works\n")
    assert group_in(slide_of(tmp_path, fenced(own))).alt == "How it works"


def test_it_says_who_takes_part_without_a_word(tmp_path: Path) -> None:
    talk = "sequenceDiagram\n  participant S as Silent\n  participant N as Noted\n  A->>B: Go\n"
    group = group_in(slide_of(tmp_path, fenced(f"{talk}  Note over N: Here\n")))
    assert group.told == ("Silent", "A → B: Go", "Noted: Here")


def built(root: Path, markdown: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return the slide of a talk in PowerPoint."""
    write_files(root, {**PROJECT, "deck/slides/a.md": markdown})
    monkeypatch.chdir(root)
    assert main(["build", "--to", "pptx"]) == 0
    (file,) = root.glob("output/**/*.pptx")
    with zipfile.ZipFile(file) as package:
        return etree.fromstring(package.read("ppt/slides/slide1.xml"))


def test_nodes_appear_one_by_one_with_their_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = f"# A\n\n::: incremental\n{fenced(LOOP).partition('# A')[2]}\n:::\n"
    prepared = slide_of(tmp_path, steps)
    assert said(prepared.found) == []
    group = group_in(prepared)
    frames = [one for one in group.shapes if isinstance(one, TextFrame)]
    assert [one.paragraphs[0].step for one in frames] == [2, 1, 2, 3, 2]
    assert [one.step for one in group.shapes if not isinstance(one, TextFrame)] == [2, 3, 3]
    slide = built(tmp_path, steps, monkeypatch)
    assert slide.xpath("//p:grpSp", namespaces=NAMES) == []
    assert len(slide.xpath("//p:cxnSp", namespaces=NAMES)) == 3


def test_in_powerpoint_it_is_a_group_whose_connectors_are_attached(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slide = built(tmp_path, fenced(LOOP), monkeypatch)
    (group,) = slide.xpath("//p:grpSp[p:nvGrpSpPr/p:cNvPr/@descr]", namespaces=NAMES)
    shown = {
        number: "".join(shape.xpath(".//a:t/text()", namespaces=NAMES))
        for shape in group.xpath("p:sp", namespaces=NAMES)
        for number in shape.xpath("p:nvSpPr/p:cNvPr/@id", namespaces=NAMES)
    }
    joined = [
        (shown[one.get("id")], one.get("idx"))
        for one in group.xpath(".//p:cxnSp//*[self::a:stCxn or self::a:endCxn]", namespaces=NAMES)
    ]
    there = [("Question", "3"), ("Search", "1"), ("Search", "3"), ("Answer (short)", "1")]
    assert joined == [*there, ("Answer (short)", "2"), ("Question", "2")]
    heads = group.xpath(".//p:cxnSp/p:spPr/a:ln/a:tailEnd/@type", namespaces=NAMES)
    assert heads == ["triangle"] * 3


def turned(shape: Any, places: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return places in the box of a shape, as shares of it, where they are on the slide."""
    (transform,) = shape.xpath("p:spPr/a:xfrm", namespaces=NAMES)
    off, extent = transform
    x, y, width, height = (int(one) for one in (*off.attrib.values(), *extent.attrib.values()))
    angle = math.radians(int(transform.get("rot", 0)) / 60_000)
    found = []
    for across, down in places:
        aside = (across - 0.5) * width * (-1 if transform.get("flipH") else 1)
        below = (down - 0.5) * height * (-1 if transform.get("flipV") else 1)
        middle = x + width / 2, y + height / 2
        found.append(
            (
                middle[0] + aside * math.cos(angle) - below * math.sin(angle),
                middle[1] + aside * math.sin(angle) + below * math.cos(angle),
            )
        )
    return found


def led(connector: Any) -> list[tuple[float, float]]:
    """Return the places of a bent connector (ECMA-376-1, presetShapeDefinitions.xml)."""
    (kind,) = connector.xpath("p:spPr/a:prstGeom/@prst", namespaces=NAMES)
    values = connector.xpath(".//a:gd/@fmla", namespaces=NAMES)
    adjusted = [int(value.split()[1]) / 100_000 for value in values]
    places, at = [(0.0, 0.0)], [0.0, 0.0]
    count = int(kind.removeprefix("bentConnector"))
    assert len(adjusted) == count - 2
    for number, value in enumerate([*adjusted, 1.0, 1.0]):
        at[number % 2] = value
        places.append((at[0], at[1]))
    return turned(connector, places)


@pytest.mark.parametrize("direction", ["LR", "RL", "TD", "BT"])
def test_lines_that_lead_back_or_past_are_connectors_and_freeforms_elsewhere(
    direction: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = f"flowchart {direction}\n a --> b --> c\n c --> a\n c --> b\n a --> c\n b ---> d\n"
    slide = built(tmp_path, fenced(source), monkeypatch)
    choices = slide.xpath("//mc:AlternateContent", namespaces=NAMES)
    assert len(choices) >= 3
    for choice in choices:
        assert choice[0].get("Requires") == "cx1"
        (connector,) = choice.xpath("mc:Choice/p:cxnSp", namespaces=NAMES)
        (freeform,) = choice.xpath("mc:Fallback/p:sp", namespaces=NAMES)
        (path,) = freeform.xpath(".//a:path", namespaces=NAMES)
        width, height = int(path.get("w")), int(path.get("h"))
        drawn = turned(
            freeform,
            [
                (int(one.get("x")) / width, int(one.get("y")) / height)
                for one in path.xpath(".//a:pt", namespaces=NAMES)
            ],
        )
        for one, other in zip(led(connector), drawn, strict=True):
            assert math.dist(one, other) < emu(1.2)


def test_in_html_it_is_one_group_of_words_and_lines(tmp_path: Path) -> None:
    prepared = slide_of(tmp_path, fenced(LOOP))
    made = prepared.talks[0]
    html = render_slide(only(prepared)[0], "en", made.theme)
    assert 'class="group" data-frame="1" role="group" aria-label="Flowchart: Question' in html
    assert html.count('<svg class="form"') == 1
    assert '<ul class="told" style="color:var(--ink)"><li>Question → Search (words)</li>' in html
    assert [word in html for word in ("Question", "Search", "Answer (short)", "Documents")] == [
        True
    ] * 4


TALK = """sequenceDiagram
  actor U as User
  U->>+W: Open the page
  alt known
    W-->>-U: Page
  else
    W-)W: Think
  end
  Note over U,W: Done
"""


def sequence_in(prepared: Prepared) -> Sequence:
    (diagram,) = (one for one in authored(prepared)[0].body if isinstance(one, Diagram))
    assert isinstance(diagram.content, Sequence)
    return diagram.content


def test_a_sequence_is_read_as_mermaid_does(tmp_path: Path) -> None:
    prepared = slide_of(tmp_path, fenced(TALK))
    sequence = sequence_in(prepared)
    assert said(prepared.found) == []
    assert [(one.name, one.text.plain, one.is_person) for one in sequence.actors] == [
        ("U", "User", True),
        ("W", "W", False),
    ]
    messages = [one for one in sequence.events if isinstance(one, Message)]
    assert [(one.dash, one.end, one.starts, one.stops) for one in messages] == [
        ("solid", "triangle", True, False),
        ("dash", "triangle", False, True),
        ("solid", "arrow", False, False),
    ]
    told = ("User → W: Open the page", "[known]", "W → User: Page", "W → W: Think")
    assert group_in(prepared).told == (*told, "User, W: Done")


@pytest.mark.parametrize(
    ("line", "report"),
    [
        ("U to W", "SRC324 5:3 `U to W` is not understood"),
        ("end", "SRC324 5:3 `end` closes nothing"),
        ("else", "SRC324 5:3 `else` is in no frame"),
        ("loop x", "SRC324 5:3 `loop` is never closed"),
    ],
)
def test_a_line_of_a_sequence_that_is_not_understood_is_an_error(
    line: str, report: str, tmp_path: Path
) -> None:
    assert said(slide_of(tmp_path, fenced(f"sequenceDiagram\n  {line}\n")).found) == [report]


def test_messages_stand_below_each_other_between_their_participants(tmp_path: Path) -> None:
    prepared = slide_of(tmp_path, fenced(TALK))
    group = group_in(prepared)
    lines = [one for one in group.shapes if isinstance(one, Drawing) and one.outline]
    arrows = [one.box for one in lines if one.outline and one.outline.end]
    assert [one.y < other.y for one, other in pairwise(arrows)] == [True, True]
    heads = [one for one in group.shapes if isinstance(one, TextFrame)][:2]
    user, web = (one.box.x + one.box.width // 2 for one in heads)
    assert all(user <= box.x for box in arrows[:2])
    assert all(box.right <= web for box in arrows[:2])
    boxes = [one.box for one in group.shapes if isinstance(one, TextFrame)]
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))


def test_messages_may_go_both_ways_have_names_of_words_and_any_numbers(tmp_path: Path) -> None:
    lines = (
        "autonumber 10 5", "create participant W as Web server", "Data base <<->> W: Ask",
        "W -) Data base: Go", "W --> Data base", "destroy W",
    )  # fmt: skip
    prepared = slide_of(tmp_path, fenced("sequenceDiagram\n " + "\n ".join(lines)))
    assert said(prepared.found) == [
        "SRC325 6:2 `create` has no effect here",
        "SRC325 10:2 `destroy` has no effect here",
    ]
    assert [one.text.plain for one in sequence_in(prepared).actors] == ["Web server", "Data base"]
    group = group_in(prepared)
    shown = [
        plain_text(p.runs) for f in group.shapes if isinstance(f, TextFrame) for p in f.paragraphs
    ]
    assert shown[2:] == ["10. Ask", "15. Go", "20."]
    assert group.told == (
        "Data base ↔ Web server: Ask",
        "Web server → Data base: Go",
        "Web server → Data base",
    )
    (both,) = (d for d in group.shapes if isinstance(d, Drawing) and d.outline and d.outline.start)
    assert both.outline is not None
    assert both.outline.end == "triangle"


def test_words_of_a_message_do_not_cover_who_is_active(tmp_path: Path) -> None:
    said = "A ->>+ B: A rather long request\n B ->>+ C: A rather long request\n C -->>- B: Yes"
    group = group_in(slide_of(tmp_path, fenced(f"sequenceDiagram\n {said}\n B -->>- A: Yes\n")))
    bars = [one.box for one in group.shapes if isinstance(one, Rectangle)]
    words_of = [one.box for one in group.shapes if isinstance(one, TextFrame)][3:]
    assert len(bars) == 2
    assert not any(bar.meets(one) for bar in bars for one in words_of)


FRAMES = """sequenceDiagram
  participant A as Reader
  participant B as Near station
  participant C as Far station
  A->>+C: Ask
  loop every ninety kilometres
    C->>C: Amplify
    alt clear
      C->>C: Go on
    else dim
      C->>B: Ask again
    end
  end
  par at night
    A->>B: Ask
  end
"""


def test_frames_are_around_those_who_take_part_and_what_they_are_called_is_off_lifelines(
    tmp_path: Path,
) -> None:
    group = group_in(slide_of(tmp_path, fenced(FRAMES)))
    frames = [one for one in group.shapes if isinstance(one, TextFrame)]
    by_words = {plain_text(frame.paragraphs[0].runs): frame.box for frame in frames}
    heads = [frame.box for frame in frames[:3]]
    lifelines = [box.x + box.width // 2 for box in heads]
    for case in ("every ninety kilometres", "clear", "dim", "at night"):
        box = by_words[case]
        assert not any(box.x < x < box.right for x in lifelines)
    around = [
        one.box for one in group.shapes if isinstance(one, Rectangle) and one.panel.fill is None
    ]
    inner, outer, night = around
    assert outer.x < inner.x < inner.right < outer.right
    assert lifelines[0] < inner.x < lifelines[1]
    assert night.x < lifelines[0]
    assert lifelines[1] < night.right < lifelines[2]
    assert all(group.box.x <= box.x and box.right <= group.box.right for box in around)


def test_messages_appear_one_by_one(tmp_path: Path) -> None:
    steps = f"# A\n\n::: incremental\n{fenced(TALK).partition('# A')[2]}\n:::\n"
    sequence = sequence_in(slide_of(tmp_path, steps))
    assert [one.step for one in sequence.events] == [1, 2, 2, 3, 3, 3, 3]


@pytest.mark.parametrize(
    ("source", "steps"),
    [
        ("::: {.diagram kind=org .incremental}\n- a\n  - b\n- c\n:::", {1, 2, 3}),
        ("::: {.incremental .diagram kind=cycle}\n- a\n- b\n:::", {1, 2}),
        ("::: {.diagram kind=funnel .fragment}\n- a\n- b\n:::", {1}),
        ("```{.mermaid .incremental}\nflowchart LR\n a --> b\n```", {1, 2}),
        ("::: incremental\n```{.mermaid .nonincremental}\nflowchart LR\n a --> b\n```\n:::", {0}),
        ("```{.diagram .incremental}\nnodes: {a: A, b: B}\n```", {1, 2}),
        ("```{.diagram .incremental}\nkind: venn\nitems: [A, B]\n```", {1, 2}),
        ("::: {.callout-note .incremental}\n- a\n- b\n:::", {1, 2}),
    ],
)
def test_parts_appear_one_by_one_where_a_block_says_so_itself(
    source: str, steps: set[int], tmp_path: Path
) -> None:
    prepared = slide_of(tmp_path, f"# A\n\n{source}\n")
    assert said(prepared.found) == []
    (slide,) = only(prepared)
    shown = (part for shape in slide.shapes[1:] for part in parts_of(shape))
    frames = [one for one in shown if isinstance(one, TextFrame)]
    found = {p.step for one in frames for p in one.paragraphs if plain_text(p.runs) in "abABc"}
    assert found == steps


def test_a_list_that_goes_on_after_a_diagram_is_told_apart_from_it(tmp_path: Path) -> None:
    inner = "\n".join(f"   {line}" for line in fenced(LOOP).partition("# A")[2].strip().split("\n"))
    prepared = slide_of(tmp_path, f"# A\n\n1. One\n\n{inner}\n2. Two\n")
    told = markdown(transcript(prepared.talks[0]))
    assert "- Documents: Search\n\n<!-- -->\n\n2. Two" in told


def figure(kind: str, *items: str, middle: str = "") -> str:
    listed = "\n".join(f"{'  ' * (len(i) - len(i.lstrip()))}- {i.strip()}" for i in items)
    return f"# A\n\n::: {{.diagram kind={kind}}}\n{listed}\n\n{middle}\n:::\n"


def drawn_figure(root: Path, markdown: str) -> tuple[Group, list[str]]:
    prepared = slide_of(root, markdown)
    return group_in(prepared), said(prepared.found)


@pytest.mark.parametrize("kind", ["cycle", "pyramid", "funnel", "venn", "org"])
def test_a_list_is_shown_as_a_figure_whose_words_have_room_of_their_own(
    kind: str, tmp_path: Path
) -> None:
    middle = "Both" if kind in {"cycle", "venn"} else ""
    group, found = drawn_figure(tmp_path, figure(kind, "One", "Two words", "Three", middle=middle))
    assert found == []
    frames = [one for one in group.shapes if isinstance(one, TextFrame)]
    texts = [plain_text(one.paragraphs[0].runs) for one in frames]
    assert sorted(texts) == sorted(filter(None, ["One", "Two words", "Three", middle]))
    assert not any(one.box.meets(other.box) for one, other in combinations(frames, 2))
    assert group.told == tuple(filter(None, [middle, "One", "Two words", "Three"]))


@pytest.mark.parametrize("count", [2, 3])
def test_words_in_a_venn_diagram_cross_no_edge_of_a_circle(count: int, tmp_path: Path) -> None:
    names = ("Many readers", "Calm coast", "Cheap power")[:count]
    group, _ = drawn_figure(tmp_path, figure("venn", *names, middle="Land here"))
    circles = [one.box for one in group.shapes if isinstance(one, Rectangle)]
    assert min(circle.y for circle in circles) > group.box.y
    for frame in (one for one in group.shapes if isinstance(one, TextFrame)):
        box, spare = frame.box, emu(frame.paragraphs[0].size) / 2
        corners = [
            (x, y)
            for x in (box.x + spare, box.right - spare)
            for y in (box.y + spare, box.bottom - spare)
        ]
        for circle in circles:
            middle = (circle.x + circle.width / 2, circle.y + circle.height / 2)
            inside = {math.dist(middle, corner) < circle.width / 2 for corner in corners}
            assert len(inside) == 1


@pytest.mark.parametrize("kind", ["pyramid", "funnel"])
def test_bands_are_apart_from_each_other_and_unlike_panels(kind: str, tmp_path: Path) -> None:
    group, _ = drawn_figure(tmp_path, figure(kind, "One", "Two", "Three"))
    bands = [one for one in group.shapes if isinstance(one, Drawing) and one.color]
    assert {band.color for band in bands}.isdisjoint({"panel", ""})
    assert all(one.box.bottom < other.box.y for one, other in pairwise(bands))
    assert group.box.y < bands[0].box.y
    assert bands[-1].box.bottom < group.box.bottom


def test_boxes_of_a_cycle_follow_each_other_clockwise(tmp_path: Path) -> None:
    group, _ = drawn_figure(tmp_path, figure("cycle", "North", "East", "South", "West"))
    north, east, south, west = (one.box for one in group.shapes if isinstance(one, TextFrame))
    assert north.bottom < east.y
    assert south.y > east.bottom
    assert west.right < north.x
    assert east.x > north.right
    assert east.y == west.y


@pytest.mark.parametrize("count", [2, 3, 4, 5])
def test_the_lines_of_a_cycle_are_within_its_box_where_no_caption_is(
    count: int, tmp_path: Path
) -> None:
    items = "\n".join(f"- Step {number}" for number in range(count))
    source = f"# A\n\n::: {{.diagram kind=cycle #fig-c}}\n{items}\n\nAll steps.\n:::\n"
    group, found = drawn_figure(tmp_path, source)
    assert found == []
    lines = [one for one in group.shapes if isinstance(one, Drawing)]
    assert len(lines) == count
    assert all(group.box.y < one.box.y < one.box.bottom < group.box.bottom for one in lines)
    assert all(group.box.x < one.box.x < one.box.right < group.box.right for one in lines)


def test_an_organisation_chart_is_below_its_head_with_bent_connectors(tmp_path: Path) -> None:
    group, found = drawn_figure(tmp_path, figure("org", "Head", " A", "  B", "  C", " D"))
    head, a, b, c, d = (one.box for one in group.shapes if isinstance(one, TextFrame))
    assert found == []
    assert head.bottom < a.y == d.y
    assert a.bottom < b.y == c.y
    kinds = [one.glue.kind for one in group.shapes if isinstance(one, Drawing) and one.glue]
    assert kinds == ["bent"] * 4
    assert group.told == ("Head: A, D", "A: B, C")


def test_boxes_of_an_organisation_chart_are_equally_wide_if_about_as_wide(tmp_path: Path) -> None:
    def widths(*names: str) -> set[int]:
        group, _ = drawn_figure(tmp_path, figure("org", *names))
        return {one.box.width for one in group.shapes if isinstance(one, TextFrame)}

    assert len(widths("Director", " Ships", "  Operations", "  Stores")) == 1
    assert len(widths("Head", " A", "  Operations at sea and on land", "  Stores")) == 2


def test_participants_stand_evenly_if_that_takes_little_more_room(tmp_path: Path) -> None:
    def gaps(words: str) -> list[int]:
        lines = f"    A->>B: {words}\n    B->>C: No\n"
        source = f"# A\n\n```mermaid\nsequenceDiagram\n{lines}```\n"
        heads = [one for one in group_in(slide_of(tmp_path, source)).shapes if is_head(one)]
        middles = [one.box.x + one.box.width // 2 for one in heads]
        return [right - left for left, right in pairwise(middles)]

    def is_head(one: object) -> bool:
        return isinstance(one, TextFrame) and plain_text(one.paragraphs[0].runs) in set("ABC")

    even, other = gaps("Words here"), gaps("Words that need much more room than the others")
    assert even[0] == pytest.approx(even[1], abs=2)
    assert other[0] > other[1] * 1.5


@pytest.mark.parametrize(
    ("markdown", "report"),
    [
        (figure("circle", "One"), "SRC324 3:1 diagrams of the kind `circle` are not made here"),
        (figure("venn", *"ABCD"), "SRC322 3:1 a venn diagram of 4 items cannot be drawn"),
        (figure("cycle", "One", " Two", "x"), "SRC322 3:1 a cycle has no items within items"),
        (figure("cycle", middle="Words"), "SRC324 3:1 this diagram has no list"),
    ],
)
def test_a_list_that_cannot_be_such_a_figure_is_an_error(
    markdown: str, report: str, tmp_path: Path
) -> None:
    assert said(slide_of(tmp_path, markdown).found) == [report]


ORG = """# A

```diagram
kind: org
nodes: {a: Head, b: Second, c: Third}
edges:
  - a -> b
  - a -> c
```
"""


def test_the_alternative_text_of_a_figure_may_have_variables(tmp_path: Path) -> None:
    source = '# A\n\n::: {.diagram kind=cycle alt="In {{ talk.locale }}"}\n- a\n- b\n:::\n'
    assert group_in(document(tmp_path, source)).alt == "In en"


@pytest.mark.parametrize("kind", ["blob", "cycle"])
def test_a_figure_that_is_none_is_shown_as_it_is_written(kind: str, tmp_path: Path) -> None:
    body = "- one\n- two\n" if kind == "blob" else "one\n"
    prepared = document(tmp_path, f"# A\n\n::: {{.diagram kind={kind}}}\n{body}:::\n")
    assert [found.kind.code for found in prepared.found] == ["SRC324"]
    assert authored(prepared)[0].body


def test_a_diagram_without_nodes_is_an_error(tmp_path: Path) -> None:
    (found,) = said(slide_of(tmp_path, "# A\n\n```diagram\nnodes: {}\n```\n").found)
    assert found == "SRC324 4:8 this diagram has no nodes"


def test_in_an_organisation_chart_nobody_is_below_two_or_in_a_circle(tmp_path: Path) -> None:
    prepared = slide_of(tmp_path, ORG)
    assert said(prepared.found) == []
    assert flow_in(prepared).is_tree
    (found,) = said(slide_of(tmp_path, ORG.replace("a -> c", "b -> a")).found)
    assert found == "SRC324 8:5 `b -> a` closes a circle"
    (found,) = said(slide_of(tmp_path, ORG.replace("a -> c", "c -> b")).found)
    assert found == "SRC324 8:5 `b` is below two"


FIGURE = """# A

```diagram
kind: cycle
items: [One, {text: Two}]
center: All
steps: true
```
"""


def test_a_figure_is_written_as_data_too(tmp_path: Path) -> None:
    prepared = slide_of(tmp_path, FIGURE)
    assert said(prepared.found) == []
    frames = [one for one in group_in(prepared).shapes if isinstance(one, TextFrame)]
    assert [one.paragraphs[0].step for one in frames] == [1, 2, 0]


def test_in_the_pdf_it_is_a_figure_whose_words_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(tmp_path, {**PROJECT, "deck/slides/a.md": fenced(LOOP)})
    monkeypatch.chdir(tmp_path)
    assert main(["build", "--to", "pdf"]) == 0
    (file,) = tmp_path.glob("output/**/*.pdf")
    with pikepdf.open(file) as document:
        marked = [
            one for one in document.objects if isinstance(one, pikepdf.Dictionary) and "/Alt" in one
        ]
        assert [str(one.Alt).partition(":")[0] for one in marked] == ["Flowchart"]
    assert {"Question", "Search", "Documents", "words"} <= set(words(file)[0].split())
