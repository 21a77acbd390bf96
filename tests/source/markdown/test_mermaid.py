"""Fences in Mermaid's words: what each kind becomes, and what is said of one as a whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import authored, document, said, slide_of
from tests.source.diagrams.reading import edges, fenced, flow_in, group_in

from diptych.blocks.bullets import Bullets
from diptych.blocks.chart import Chart
from diptych.pipeline import Prepared


def _chart(prepared: Prepared) -> Chart:
    (chart,) = (one for one in authored(prepared)[0].body if isinstance(one, Chart))
    return chart


@pytest.mark.parametrize(
    ("kind", "instead"),
    [
        ("classDiagram", "`flowchart TD`"),
        ("gantt", "a list that begins with dates"),
        ("block-beta", "`flowchart LR` with `subgraph`"),
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


def test_a_state_diagram_is_a_flowchart_of_what_follows_what(tmp_path: Path) -> None:
    lines = (
        "direction LR", "[*] --> Off", 'state "In use" as On {', "[*] --> Low",
        "Low --> High : press", "}", "Off --> On: switch", "state fork <<fork>>", "On --> fork",
        "fork --> Off", "fork --> [*]", "Off : It is off", "note right of On", "Warm", "end note",
    )  # fmt: skip
    prepared = slide_of(tmp_path, fenced("stateDiagram-v2\n " + "\n ".join(lines)))
    assert said(prepared.found) == []
    flow = flow_in(prepared)
    assert flow.direction == "right"
    assert [one.title.plain for one in flow.clusters if one.title] == ["In use"]
    forms = {node.text.plain: (node.form, node.cluster) for node in flow.nodes}
    assert forms == {
        "It is off": ("round", ""), "Low": ("round", "On"), "High": ("round", "On"),
        "●": ("circle", "On"), "+": ("diamond", ""), "◎": ("circle", ""), "Warm": ("box", ""),
    }  # fmt: skip
    assert edges(flow) == [
        "● s>Off", "● Ons>Low", "Lows>High:press", "Offs>On:switch", "Ons>fork", "forks>Off",
        "forks>◎ ", "Ondnote 1",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "report"),
    [
        ("A -> B", "SRC324 5:3 `A -> B` is not understood"),
        ("}", "SRC324 5:3 `}` closes nothing"),
        ("state A {", "SRC324 5:3 `state A {` is never closed"),
        ("note right of A\n  A --> B", "SRC324 5:3 this note is never ended"),
    ],
)
def test_a_line_of_a_state_diagram_that_is_not_understood_is_an_error(
    line: str, report: str, tmp_path: Path
) -> None:
    assert said(slide_of(tmp_path, fenced(f"stateDiagram\n  {line}\n")).found) == [report]


def test_what_closes_a_state_is_the_hint(tmp_path: Path) -> None:
    (found,) = slide_of(tmp_path, fenced("stateDiagram\n  state A {\n  B --> C\n")).found
    assert found.hint == "add a line `}`"


def test_a_mind_map_is_a_tree(tmp_path: Path) -> None:
    source = "mindmap\n  root((Talks))\n    Before\n      a[Plan **it**]\n    After"
    prepared = slide_of(tmp_path, fenced(source))
    assert said(prepared.found) == []
    assert [(node.text.plain, node.form) for node in flow_in(prepared).nodes] == [
        ("Talks", "stadium"), ("Before", "box"), ("Plan it", "box"), ("After", "box"),
    ]  # fmt: skip
    assert edges(flow_in(prepared)) == ["0s1", "1s2", "0s3"]
    assert group_in(prepared).alt.startswith("Tree diagram: Talks — Before;")


def test_a_mind_map_has_one_middle(tmp_path: Path) -> None:
    found = slide_of(tmp_path, fenced("mindmap\n  One\n  Two")).found
    assert said(found) == ["SRC324 6:3 a mind map has one middle"]


def test_a_timeline_is_a_list_that_begins_with_dates(tmp_path: Path) -> None:
    source = "timeline\n 2018 : BERT\n 2020: GPT-3\n 2022 : ChatGPT"
    prepared = slide_of(tmp_path, fenced(source))
    assert said(prepared.found) == []
    (items,) = authored(prepared)[0].body
    assert isinstance(items, Bullets)
    assert [one.text.plain for one in items.items] == ["2018: BERT", "2020: GPT-3", "2022: ChatGPT"]


def test_the_dates_of_a_timeline_are_alike_if_more_happened_at_one(tmp_path: Path) -> None:
    source = "timeline\n section Then\n 2018 : BERT\n 2020: GPT-3 : Codex\n  : CLIP"
    (section,) = authored(slide_of(tmp_path, fenced(source)))[0].body
    assert isinstance(section, Bullets)
    (dates,) = section.items[0].content
    assert isinstance(dates, Bullets)
    lists = [[b for b in one.content if isinstance(b, Bullets)] for one in dates.items]
    below = [[inner.text.plain for b in each for inner in b.items] for each in lists]
    assert [one.text.plain for one in dates.items] == ["2018", "2020"]
    assert below == [["BERT"], ["GPT-3", "Codex", "CLIP"]]


def test_a_pie_is_a_chart_of_its_slices(tmp_path: Path) -> None:
    source = 'pie showData title Pets\n "Dogs" : 38\n "Cats" : 2.5'
    prepared = slide_of(tmp_path, fenced(source))
    chart = _chart(prepared)
    assert said(prepared.found) == []
    assert (chart.kind, chart.title.plain if chart.title else "") == ("pie", "Pets")
    assert [one.plain for one in chart.categories] == ["Dogs", "Cats"]
    assert chart.series[0].values == (38, 2.5)


def test_a_number_of_a_pie_is_wrong_where_it_stands(tmp_path: Path) -> None:
    prepared = slide_of(tmp_path, fenced('pie\n "Dogs" : many\n Cats : 2'))
    assert said(prepared.found) == ["SRC351 5:11 `many` is not a number"]


def test_columns_and_lines_of_an_xychart_are_a_chart(tmp_path: Path) -> None:
    lines = (
        'title "Sales"', "x-axis [Jan, Feb]", 'y-axis "In $" 40 --> 110', "bar [50, 60]",
        "line [51, 62]",
    )  # fmt: skip
    prepared = slide_of(tmp_path, fenced("xychart-beta\n " + "\n ".join(lines)))
    chart = _chart(prepared)
    assert said(prepared.found) == ["SRC325 7:16 `40` has no effect here"]
    assert (chart.kind, chart.most, chart.axis.plain if chart.axis else "") == (
        "column",
        110,
        "In $",
    )
    assert [(one.values, one.is_line) for one in chart.series] == [
        ((50, 60), False),
        ((51, 62), True),
    ]


def test_a_file_for_another_tool_shows_what_is_unknown_as_a_listing(tmp_path: Path) -> None:
    prepared = document(tmp_path, fenced("gantt\n  title x"))
    assert "SRC323 4:1 diagrams of the kind `gantt` are not made here" in said(prepared.found)
    assert [one.kind.severity.value for one in prepared.found] == ["warning"]
    (code,) = authored(prepared)[0].body
    assert code.noun == "a listing"
