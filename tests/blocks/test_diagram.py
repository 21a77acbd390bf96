"""Diagrams on slides: how they are drawn, and what becomes of them in each output."""

from __future__ import annotations

import math
import zipfile
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from lxml import etree
from tests.authoring import PROJECT, only, said, slide_of, write_files
from tests.render.pdf.reading import words
from tests.render.pptx.reading import NAMES
from tests.source.diagrams.reading import GROUPS, LOOP, TALK, fenced, figure, group_in, sequence_in

from diptych.cli import main
from diptych.model.drawn_shapes import Drawing, Rectangle
from diptych.model.geometry import Pt, emu
from diptych.model.shapes import Group, paragraphs_of, parts_of
from diptych.model.text import plain_text
from diptych.model.text_frame import TextFrame
from diptych.render.html.slide import render_slide
from diptych.render.text.markdown import markdown
from diptych.render.transcript import transcript


def test_in_powerpoint_lines_are_attached_to_the_frames_of_subgraphs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slide = built(tmp_path, fenced(GROUPS), monkeypatch)
    (frame,) = slide.xpath("//p:sp[.//a:t='First']/p:nvSpPr/p:cNvPr/@id", namespaces=NAMES)
    starts = slide.xpath("//a:stCxn/@id", namespaces=NAMES)
    ends = slide.xpath("//a:endCxn/@id", namespaces=NAMES)
    assert (starts.count(frame), ends.count(frame)) == (1, 2)


def test_eighty_nodes_are_refused_and_what_does_not_fit_is_an_error(tmp_path: Path) -> None:
    many = "graph LR\n" + "\n".join(f" n{at} --> n{at + 1}" for at in range(79))
    (found,) = said(slide_of(tmp_path, fenced(many)).found)
    assert found.startswith("SRC322 3:1 80 nodes are too many for a slide")
    tangle = f"graph LR\n {' & '.join('abcdefghijkl')} --> {' & '.join('nopqrstuvwxyz')}"
    (found,) = said(slide_of(tmp_path, fenced(tangle)).found)
    assert found == "SRC322 3:1 121 lines are too many for a slide"
    some = "graph LR\n" + "\n".join(f" n --> n{at}" for at in range(55))
    (found,) = said(slide_of(tmp_path, fenced(some)).found)
    assert "FIT201 3:1 56 nodes do not fit, even in type of" in found


LADDER = "\n".join(f"  A->>B: Step {at}" for at in range(16))


@pytest.mark.parametrize("overflow", ["error", "continue"])
def test_what_fits_only_below_the_floor_of_the_theme_is_drawn_with_a_warning(
    overflow: str, tmp_path: Path
) -> None:
    source = f"---\noverflow: {overflow}\n---\n" + fenced(f"sequenceDiagram\n{LADDER}")
    prepared = slide_of(tmp_path, source)
    assert said(prepared.found) == ["FIT208 6:1 this diagram fits only in type of 11 pt"]
    group = group_in(prepared)
    sizes = {one.size for shape in group.shapes for one in paragraphs_of(shape)}
    assert max(sizes) == Pt(11)


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
    assert 'class="sheet" style="--width:' in html
    assert [word in html for word in ("Question", "Search", "Answer (short)", "Documents")] == [
        True
    ] * 4


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
