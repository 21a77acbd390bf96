"""Where the parts of flowcharts stand: nothing lies on anything else, in any size or direction."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from itertools import combinations, pairwise

import pytest
from msgspec.structs import replace
from tests.layout.factories import PLAIN, SPAN, style, text

from diptych.blocks.diagram import Diagram
from diptych.diagrams.flow import FlowPlan
from diptych.diagrams.ranking import back_edges, ranks
from diptych.diagrams.words import SLACK, words
from diptych.model.diagram import Cluster, Direction, Edge, Flow, Node, NodeForm
from diptych.model.drawn_shapes import Drawing
from diptych.model.geometry import Box, Emu, Pt, emu, from_px
from diptych.model.shapes import Group
from diptych.model.text import plain_text
from diptych.model.text_frame import TextFrame
from diptych.render.paths import Point, segments

ROOM = Box(from_px(64), from_px(128), from_px(1152), from_px(534))
LOOP = ("User>Ask", "Ask>Search", "Search>Answer", "Answer>User", "Answer>Ask")


def flow(*edges: str, direction: Direction = "", **forms: NodeForm) -> Flow:
    """Return a flowchart; an edge is written `a>b`, with a label `a>b:label`."""
    names: dict[str, None] = {}
    made = []
    for edge in edges:
        ends, _, label = edge.partition(":")
        source, _, target = ends.partition(">")
        names |= {source: None, target: None}
        said = text(label) if label else None
        made.append(Edge(source=source, target=target, span=SPAN, label=said))
    nodes = tuple(
        Node(name=name, text=text(name), span=SPAN, form=forms.get(name, "box")) for name in names
    )
    return Flow(nodes=nodes, edges=tuple(made), direction=direction)


def group_of(shown: Flow, room: Box = ROOM) -> Group:
    """Return the group that a flowchart is drawn as."""
    setting = Diagram(content=shown, span=SPAN).set(style(using=PLAIN, ground="paper"))
    (group,) = setting.fitted(room.width, PLAIN.densities[0]).draw(room)
    assert isinstance(group, Group)
    return group


def parts(shown: Flow, group: Group) -> tuple[list[TextFrame], list[Drawing], list[TextFrame]]:
    """Return the nodes, lines and labels of a group."""
    inside = group.shapes[len(shown.clusters) :]
    lines = [one for one in inside if isinstance(one, Drawing)]
    frames = [one for one in inside if isinstance(one, TextFrame)]
    return frames[: len(shown.nodes)], lines, frames[len(shown.nodes) :]


def along(line: Drawing, steps: int = 24) -> Sequence[tuple[float, float]]:
    """Return places along a line, close to each other: so many on each part of it."""
    at, found = Point(0.0, 0.0), []
    for part in segments(line.path):
        points = part.points
        for step in range(1, steps + 1):
            t = step / steps
            four = [at, *points] if part.letter == "C" else [points[0]] * 4
            if part.letter == "L":
                four[0] = at
            shares = ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t * t, t**3)
            x, y = (sum(s * p[i] for s, p in zip(shares, four, strict=True)) for i in (0, 1))
            found.append((line.box.x + x, line.box.y + y))
        at = points[-1]
    return found


def holds(box: Box, spot: tuple[float, float]) -> bool:
    edge = from_px(1)
    inner = box.inset(edge)
    return inner.x < spot[0] < inner.right and inner.y < spot[1] < inner.bottom


def check(shown: Flow, group: Group) -> None:
    """Hold that boxes and labels have places of their own, and that lines keep clear of boxes."""
    nodes, lines, labels = parts(shown, group)
    boxes = [node.box for node in nodes]
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))
    assert not any(label.box.inset(from_px(2)).meets(box) for label in labels for box in boxes)
    at = {node.name: number for number, node in enumerate(shown.nodes)}
    for edge, line in zip(shown.edges, lines, strict=True):
        others = [box for n, box in enumerate(boxes) if n not in (at[edge.source], at[edge.target])]
        assert not any(holds(box, spot) for box in others for spot in along(line))
    for box in (*boxes, *(label.box for label in labels)):
        assert group.box.x <= box.x + 1
        assert box.right <= group.box.right + 1


def grown(seed: int, count: int, direction: Direction) -> Flow:
    """Return a flowchart of `count` nodes with loops and labels."""
    dice = random.Random(seed)  # noqa: S311 - a test
    edges = [f"n{dice.randrange(at)}>n{at}" for at in range(1, count)]
    for _ in range(count // 3):
        one, other = dice.sample(range(count), 2)
        edges.append(f"n{one}>n{other}")
    labelled = [f"{edge}:l{at}" if dice.random() < 0.3 else edge for at, edge in enumerate(edges)]
    forms: dict[str, NodeForm] = {"n1": "diamond", "n2": "cylinder", "n3": "circle"}
    return flow(*labelled, direction=direction, **forms)


@pytest.mark.parametrize("direction", ["down", "right", "up", "left"])
@pytest.mark.parametrize(("seed", "count"), [(1, 3), (2, 7), (3, 12), (4, 12), (5, 20)])
def test_nothing_lies_on_anything_else(seed: int, count: int, direction: Direction) -> None:
    shown = grown(seed, count, direction)
    room = replace(ROOM, width=from_px(4000), height=from_px(4000))
    check(shown, group_of(shown, room))


def test_a_flowchart_takes_the_largest_type_and_the_direction_in_which_it_fits() -> None:
    chain = flow("a>b", "b>c", "c>d", "d>e")
    wide, high = group_of(chain), group_of(chain, replace(ROOM, width=from_px(300)))
    assert wide.box.width > wide.box.height
    assert high.box.width < high.box.height
    crowded = group_of(flow(*(f"a{n}>a{n + 1}" for n in range(40)), direction="right"))
    nodes, *_ = parts(chain, wide)
    small = next(one for one in crowded.shapes if isinstance(one, TextFrame))
    assert small.paragraphs[0].size < nodes[0].paragraphs[0].size


ROW = (
    "Alarm>Is it real", "Is it real>Send a ship:yes", "Send a ship>Lift both ends",
    "Lift both ends>Splice both ends", "Splice both ends>Is it heard", "Is it heard>Log it:yes",
    "Is it real>Log it:no",
)  # fmt: skip


@pytest.mark.parametrize("direction", ["down", "right"])
def test_an_edge_of_a_fork_is_seen_on_both_sides_of_its_label(direction: Direction) -> None:
    shown = flow("a>b:some more words", "a>c:yes", direction=direction)
    group = group_of(shown)
    _, lines, labels = parts(shown, group)
    for line, label in zip(lines, labels, strict=True):
        covered = [spot for spot in along(line) if holds(label.box, spot)]
        across = {round(x if direction == "right" else y) for x, y in covered}
        assert len(across) == 1, "it is on its line, and covers no bend"


def test_a_long_row_has_tight_boxes_for_larger_type_and_labels_nearly_as_large() -> None:
    shown = flow(*ROW, direction="right")
    plan = FlowPlan(shown, style(using=PLAIN, ground="paper"), SPAN, ("", ()))
    usual = max(size for size in plan.sizes if plan.ways(size)[0].width <= ROOM.width)
    nodes, _, labels = parts(shown, group_of(shown))
    size = nodes[0].paragraphs[0].size
    assert size >= usual + 2
    assert labels[0].paragraphs[0].size >= size * 0.85


def chain(count: int, *more: str, direction: Direction = "right") -> Flow:
    names = [f"Do task number {number}" for number in range(count)]
    return flow(*(f"{one}>{other}" for one, other in pairwise(names)), *more, direction=direction)


@pytest.mark.parametrize("direction", ["right", "down", ""])
@pytest.mark.parametrize("count", [8, 10, 14])
def test_a_long_chain_goes_on_in_rows_in_large_type(count: int, direction: Direction) -> None:
    shown = chain(count, direction=direction)
    nodes, lines, _ = parts(shown, group_of(shown))
    check(shown, group_of(shown))
    assert nodes[0].paragraphs[0].size >= 18
    assert len({(node.box.width, node.box.height) for node in nodes}) == 1
    rows = sorted({node.box.y for node in nodes})
    assert 1 < len(rows) < 5
    for one, other in pairwise(nodes):
        if one.box.y == other.box.y:
            way = 1 if rows.index(one.box.y) % 2 == 0 else -1
            assert (other.box.x - one.box.x) * way > 0
        else:
            assert other.box.x == one.box.x
            assert rows.index(other.box.y) == rows.index(one.box.y) + 1
    assert all(line.glue is not None for line in lines)


def test_lines_of_rows_are_attached_to_the_boxes_that_they_join() -> None:
    shown = chain(9, "Do task number 8>Do task number 0:again")
    group = group_of(shown)
    frames = [one for one in group.shapes if isinstance(one, TextFrame)]
    words_of = {
        n: plain_text(one.paragraphs[0].runs)
        for n, one in enumerate(group.shapes)
        if isinstance(one, TextFrame)
    }
    by_words = {plain_text(one.paragraphs[0].runs): one for one in frames}
    lines = [one for one in group.shapes if isinstance(one, Drawing)]
    joined = set()
    for line in lines:
        assert line.glue is not None
        ends = [group.shapes[joint.shape] for joint in (line.glue.start, line.glue.end)]
        spots = along(line)
        for end, spot in zip(ends, (spots[0], spots[-1]), strict=True):
            assert isinstance(end, TextFrame)
            assert end.box.inset(Emu(-from_px(2))).x < spot[0] < end.box.right + from_px(2)
        joined.add(tuple(words_of[joint.shape] for joint in (line.glue.start, line.glue.end)))
    assert joined == {(edge.source, edge.target) for edge in shown.edges}
    back = lines[-1]
    label = by_words["again"].box
    assert any(holds(label, spot) for spot in along(back))


@pytest.mark.parametrize("more", [(), ("3>5", "4>6", "5>7", "6>8")])
def test_a_line_from_the_last_to_the_first_of_rows_passes_no_other(more: tuple[str, ...]) -> None:
    ends = [one.partition(">") for one in more]
    passing = [f"Do task number {one}>Do task number {other}" for one, _, other in ends]
    shown = chain(9, *passing, "Do task number 8>Do task number 0")
    nodes, lines, _ = parts(shown, group_of(shown))
    assert nodes[-1].box.y > nodes[0].box.bottom
    boxes = [node.box for node in nodes[1:-1]]
    assert not any(holds(box, spot) for box in boxes for spot in along(lines[-1]))


def test_that_line_leaves_no_side_at_which_another_ends() -> None:
    shown = flow(
        *("Service>Collector:OTLP", "Collector>Keep it", "Keep it>Trace store:slow"),
        *("Keep it>Count and drop:boring", "Count and drop>Metrics"),
        *("Trace store>Query", "Metrics>Query", "Query>Service"),
        direction="right",
    )
    group = group_of(shown)
    nodes, lines, _ = parts(shown, group)
    check(shown, group)
    names = [node.name for node in shown.nodes]
    first, last = (nodes[names.index(name)].box for name in ("Service", "Query"))
    assert last.y > first.bottom, "they are in two rows"
    ends = [line.glue for line in lines if line.glue is not None]
    assert len(ends) == len(lines)
    *_, one, other, back = ends
    assert back.start.side not in {one.end.side, other.end.side}


@pytest.mark.parametrize("at", range(5, 9))
def test_a_line_of_a_cluster_past_many_nodes_runs_through_none(at: int) -> None:
    base = chain(14, f"Do task number {at}>Do task number {at + 3}")
    names = [node.name for node in base.nodes]
    nodes = [replace(node, cluster="g") if node.name in names[:2] else node for node in base.nodes]
    nodes[at] = replace(nodes[at], form="cylinder")
    shown = replace(
        base,
        nodes=tuple(nodes),
        edges=(*base.edges, Edge(source="g", target=names[-1], span=SPAN)),
        clusters=(Cluster(name="g", span=SPAN),),
    )
    frames, lines, _ = parts(shown, group_of(shown, replace(ROOM, width=from_px(6000))))
    boxes = [frame.box for frame in frames[2:-1]]
    assert not any(holds(box, spot) for box in boxes for spot in along(lines[-1]))


def test_rows_begin_where_one_line_alone_leads_on_and_leave_clusters_whole() -> None:
    names = [f"Do task number {number}" for number in range(12)]
    shown = chain(12, "Do task number 2>Do task number 4")
    parents = {names[6]: "g", names[7]: "g"}
    shown = replace(
        shown,
        nodes=tuple(replace(node, cluster=parents.get(node.name, "")) for node in shown.nodes),
        clusters=(Cluster(name="g", span=SPAN),),
    )
    group = group_of(shown)
    nodes, *_ = parts(shown, group)
    check(shown, group)
    tops = [node.box.y + node.box.height // 2 for node in nodes]
    assert tops[6] == tops[7]
    assert len({node.box.y for node in nodes}) > 1
    turned = [n for n, (one, other) in enumerate(pairwise(nodes)) if one.box.bottom < other.box.y]
    assert not {2, 3, 6}.intersection(turned)


BRANCHED = ("alarm>real", "real>log:no", "real>send:yes", "send>lift", "lift>splice", "splice>good",
            "good>lift:no", "good>log:yes")  # fmt: skip
NARROW = replace(ROOM, width=from_px(860))


def test_lines_between_two_rows_cross_nothing_and_are_attached() -> None:
    shown = flow(*BRANCHED, direction="right", real="diamond", good="diamond", log="cylinder")
    group = group_of(shown, NARROW)
    nodes, lines, labels = parts(shown, group)
    check(shown, group)
    by_name = {node.name: frame.box for node, frame in zip(shown.nodes, nodes, strict=True)}
    assert by_name["splice"].y > by_name["lift"].bottom, "they are in two rows"
    assert by_name["log"].x < by_name["good"].x < by_name["splice"].x
    sides = {
        (edge.source, edge.target): (line.glue.start.side, line.glue.end.side)
        for edge, line in zip(shown.edges, lines, strict=True)
        if line.glue is not None
    }
    assert len(sides) == len(lines)
    assert sides["real", "log"] == ("bottom", "top")
    assert sides["good", "lift"] == ("top", "bottom")
    assert sides["lift", "splice"] == ("right", "right")
    places = [{(round(x), round(y)) for x, y in along(line)} for line in lines]
    assert not any(one & other for one, other in combinations(places, 2))
    assert not any(one.box.meets(other.box) for one, other in combinations(labels, 2))


def test_two_rows_have_no_lines_between_them_that_share_a_side() -> None:
    shared = (*BRANCHED, "real>good")
    shown = flow(*shared, direction="right", real="diamond", good="diamond", log="cylinder")
    nodes, *_ = parts(shown, group_of(shown, NARROW))
    check(shown, group_of(shown, NARROW))
    at = [node.name for node in shown.nodes]
    assert nodes[at.index("splice")].box.y < nodes[at.index("lift")].box.bottom


@pytest.mark.parametrize("count", [3, 5])
def test_a_short_chain_stays_in_one_row(count: int) -> None:
    shown = chain(count)
    nodes, *_ = parts(shown, group_of(shown))
    assert len({node.box.y + node.box.height // 2 for node in nodes}) == 1


def test_words_have_the_same_lines_with_the_room_that_programs_are_given() -> None:
    made = words(
        text("Send a ship"), style(using=PLAIN).block("diagram"), style(using=PLAIN), longest=4.6
    )

    def ends(width: int) -> list[int]:
        return [line.end for line in made.solved(Emu(width), Pt(20))[0].lines]

    width, _ = made.size(Pt(20))
    assert ends(width) == ends(width + round(SLACK * emu(20)))


def test_a_line_past_all_leaves_and_arrives_at_that_side_and_moves_nothing_of_it() -> None:
    shown = flow(*ROW, direction="right")
    group = group_of(shown, replace(ROOM, width=from_px(1900)))
    nodes, lines, (*_, label) = parts(shown, group)
    check(shown, group)
    assert len({node.box.y + node.box.height // 2 for node in nodes}) == 1
    past = lines[-1].glue
    assert past is not None
    assert past.start.side == past.end.side
    assert past.start.side in ("top", "bottom")
    assert all(line.glue and line.glue.kind == "straight" for line in lines[:-1])
    assert any(holds(label.box, spot) for spot in along(lines[-1], steps=200))


def test_lines_past_others_end_apart_where_only_one_can_have_the_side() -> None:
    shown = flow("a>b", "b>c", "c>d", "d>e", "a>e", "b>e", direction="right")
    group = group_of(shown)
    nodes, lines, _ = parts(shown, group)
    check(shown, group)
    ends = [along(line)[-1] for line in lines[3:]]
    assert all(math.dist(one, other) > from_px(8) for one, other in combinations(ends, 2))
    glued = [line.glue.end.side for line in lines[3:] if line.glue]
    assert len({*glued}) > 1
    assert nodes[0].box.y == nodes[-1].box.y


def test_a_label_between_a_node_and_a_cluster_is_clear_of_both() -> None:
    base = flow("a>b:go", "b>c", "c>d:done", direction="right")
    parents = {"b": "g", "c": "g"}
    nodes = tuple(replace(node, cluster=parents.get(node.name, "")) for node in base.nodes)
    shown = replace(base, nodes=nodes, clusters=(Cluster(name="g", span=SPAN),))
    group = group_of(shown)
    frame = group.shapes[0].box
    boxes, _, labels = parts(shown, group)
    for label in labels:
        assert not any(label.box.meets(box) for box in (frame, *(node.box for node in boxes)))


def test_lines_with_nothing_beside_them_have_right_angles() -> None:
    shown = flow("a>b", "a>c", direction="right")
    _, lines, _ = parts(shown, group_of(shown))
    assert all("C" not in line.path for line in lines)
    crossing = flow("a>c", "a>d", "b>c", "b>d", "b>e", direction="right")
    assert any("C" in line.path for line in parts(crossing, group_of(crossing))[1])


def test_loops_begin_at_the_author_s_first_node_and_lead_back_beside_the_others() -> None:
    pairs = [(0, 1), (1, 2), (2, 3), (3, 0), (3, 1)]
    assert back_edges(4, pairs) == {3, 4}
    assert ranks(4, pairs[:3]) == [0, 1, 2, 3]
    nodes, lines, _ = parts(flow(*LOOP), group_of(flow(*LOOP, direction="right")))
    assert [one.box.x < other.box.x for one, other in pairwise(nodes)] == [True] * 3
    kinds = [line.glue and line.glue.kind for line in lines]
    assert kinds == ["straight", "straight", "straight", "bent", "bent"]
    back = lines[3].glue
    assert back is not None
    assert back.start.side == back.end.side != "right"


def test_the_label_of_a_line_back_past_others_moves_none_of_them_apart() -> None:
    shown = flow("a>b", "b>c", "c>d", "d>a:a rather long label", direction="right")
    group = group_of(shown)
    nodes, lines, (label,) = parts(shown, group)
    gaps = {round((other.box.x - one.box.right) / 9525) for one, other in pairwise(nodes)}
    assert len(gaps) == 1
    assert any(holds(label.box, spot) for spot in along(lines[-1]))
    check(shown, group)


def test_boxes_of_a_rank_are_equally_large() -> None:
    shown = flow("a>Short", "a>Words that are longer", direction="down")
    nodes, *_ = parts(shown, group_of(shown))
    assert nodes[1].box.width == nodes[2].box.width
    assert nodes[1].box.y == nodes[2].box.y


def test_clusters_are_around_their_nodes_and_nothing_else() -> None:
    base = flow("a>b", "b>c", "c>d", "x>c", direction="right")
    nodes = tuple(
        replace(node, cluster={"b": "inner", "c": "outer"}.get(node.name, ""))
        for node in base.nodes
    )
    clusters = (
        Cluster(name="outer", span=SPAN, title=text("Outer")),
        Cluster(name="inner", span=SPAN, cluster="outer"),
    )
    shown = replace(base, nodes=nodes, clusters=clusters)
    group = group_of(shown)
    outer, inner = (one.box for one in group.shapes[:2])
    frames, *_ = parts(shown, group)
    at = {node.name: frame.box for node, frame in zip(nodes, frames, strict=True)}
    for box in (inner, at["b"], at["c"]):
        assert outer.x < box.x
        assert box.right < outer.right
        assert outer.y < box.y
        assert box.bottom < outer.bottom
    assert not any(outer.meets(at[name]) for name in ("a", "d", "x"))
    assert not inner.meets(at["c"])
    check(shown, group)


@pytest.mark.parametrize("direction", ["down", "right", "up", "left"])
def test_a_long_title_has_room_in_its_cluster(direction: Direction) -> None:
    base = flow("a>b", direction=direction)
    title = "A title of a group that is much wider than all that is in it"
    clusters = (
        Cluster(name="outer", span=SPAN, title=text(f"{title} and longer than the other one")),
        Cluster(name="inner", span=SPAN, title=text(title), cluster="outer"),
    )
    nodes = (replace(base.nodes[0], cluster="inner"), base.nodes[1])
    shown = replace(base, nodes=nodes, clusters=clusters)
    group = group_of(shown, replace(ROOM, height=from_px(900)))
    (a, b), *_ = parts(shown, group)
    outer, inner = group.shapes[:2]
    assert isinstance(outer, TextFrame)
    assert isinstance(inner, TextFrame)
    for frame, below in ((outer, inner.box), (inner, a.box)):
        (title_of,) = frame.paragraphs
        height = emu(title_of.line_count * title_of.line_height)
        assert frame.text_box.y + height <= below.y
        assert title_of.line_count <= 3
        assert frame.box.x < below.x
        assert below.right < frame.box.right
    assert not outer.box.meets(b.box)


@pytest.mark.parametrize("seed", range(8))
def test_clusters_in_clusters_keep_what_is_theirs_and_nothing_else(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - a test
    base = grown(seed, 6 + seed, ("down", "right")[seed % 2])
    clusters = tuple(
        Cluster(name=name, span=SPAN, title=text("Words"), cluster=around)
        for name, around in (("a", ""), ("b", "a"), ("c", ""))
    )
    parents = ["a", "b", "c", *(dice.choice(["", "a", "b", "c"]) for _ in base.nodes[3:])]
    pairs = zip(base.nodes, parents, strict=True)
    nodes = tuple(replace(node, cluster=home) for node, home in pairs)
    shown = replace(base, nodes=nodes, clusters=clusters)
    group = group_of(shown, replace(ROOM, width=from_px(6000), height=from_px(6000)))
    check(shown, group)
    frames = {one.name: shape.box for one, shape in zip(clusters, group.shapes, strict=False)}
    boxes, *_ = parts(shown, group)
    for node, frame in zip(nodes, boxes, strict=True):
        around = {node.cluster, "a"} if node.cluster == "b" else {node.cluster}
        for name in {one.cluster for one in nodes} - {""}:
            inner = frames[name].inset(from_px(1))
            assert inner.meets(frame.box) is (name in around)


@pytest.mark.parametrize("direction", ["down", "right", "up", "left"])
def test_lines_of_clusters_end_at_their_frames_and_pass_nothing_else(direction: Direction) -> None:
    parents = (
        dict.fromkeys("abc", "one") | dict.fromkeys("de", "two") | dict.fromkeys("fg", "three")
    )
    edges = ("x>one", "a>c", "b>c", "d>e", "one>two:go", "two>three", "one>three", "three>one",
             "two>x:again", "three>y")  # fmt: skip
    base = flow("a>b", "c>d", "e>f", "f>g", "x>y")
    nodes = tuple(replace(node, cluster=parents.get(node.name, "")) for node in base.nodes)
    clusters = tuple(Cluster(name=name, span=SPAN) for name in ("one", "two", "three"))
    shown = replace(
        base, nodes=nodes, clusters=clusters, edges=flow(*edges).edges, direction=direction
    )
    group = group_of(shown, replace(ROOM, width=from_px(4000), height=from_px(4000)))
    frames, lines, _ = parts(shown, group)
    boxes = {node.name: frame.box for node, frame in zip(nodes, frames, strict=True)}
    boxes |= {one.name: shape.box for one, shape in zip(clusters, group.shapes, strict=False)}
    for edge, line in zip(shown.edges, lines, strict=True):
        spots = along(line)
        for name, spot in ((edge.source, spots[0]), (edge.target, spots[-1])):
            outer, inner = boxes[name].inset(Emu(-from_px(2))), boxes[name].inset(from_px(2))
            assert outer.x < spot[0] < outer.right
            assert outer.y < spot[1] < outer.bottom
            assert not holds(inner, spot)
        others = {"one", "two", "three", "x", "y"} - {parents.get(edge.source)}
        assert not any(holds(boxes[name], spot) for name in others for spot in spots)
        assert line.glue is not None


@pytest.mark.parametrize("direction", ["down", "right"])
def test_a_line_from_a_node_to_itself_has_room_beside_it(direction: Direction) -> None:
    shown = flow("a>b", "a>a:again", "a>c", "b>a", direction=direction)
    group = group_of(shown)
    nodes, lines, (label,) = parts(shown, group)
    loop = lines[1].box
    assert not any(holds(box.box, spot) for box in nodes for spot in along(lines[1]))
    assert not any(line.box.inset(from_px(2)).meets(label.box) for line in (lines[0], *lines[2:]))
    assert loop.right <= group.box.right
    assert loop.bottom <= group.box.bottom
    assert (loop.x, loop.y) >= (group.box.x, group.box.y)
    assert not label.box.meets(nodes[0].box)


def test_a_line_from_a_node_to_itself_is_a_connector_between_two_of_its_sides() -> None:
    ways: dict[Direction, tuple[str, str]] = {
        "down": ("right", "top"),
        "right": ("bottom", "left"),
    }
    for direction, sides in ways.items():
        shown = flow("a>b", "b>b:again", direction=direction)
        glue = parts(shown, group_of(shown))[1][1].glue
        assert glue is not None
        assert glue.start.shape == glue.end.shape
        assert (glue.start.side, glue.end.side) == sides


def test_a_cluster_without_nodes_is_left_out() -> None:
    base = flow("a>b")
    clusters = (Cluster(name="x", span=SPAN), Cluster(name="y", span=SPAN, cluster="x"))
    empty = group_of(replace(base, clusters=clusters))
    assert [one.box for one in empty.shapes] == [one.box for one in group_of(base).shapes]


def test_the_layout_does_not_depend_on_names() -> None:
    def boxes(names: Sequence[str]) -> list[Box]:
        shown = flow(*(f"{names[a]}>{names[b]}" for a, b in ((0, 1), (0, 2), (2, 1), (1, 3))))
        return [one.box for one in group_of(shown).shapes]

    assert boxes("abcd") == boxes("dbca")


def test_a_plan_has_no_type_below_the_floor_of_the_theme() -> None:
    setting = style(using=PLAIN, ground="paper")
    plan = FlowPlan(flow("a>b"), setting, SPAN, ("", ()))
    look = setting.block("diagram")
    assert (plan.sizes[0], plan.sizes[-1]) == (look.size, look.floor)
    assert plan.sizes[-1] >= Pt(1)
