"""Flowcharts: nodes in ranks, joined by connectors, in boxes of clusters."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal

from msgspec.structs import replace

from diptych.diagnostics import Span
from diptych.diagrams.graph import Chain
from diptych.diagrams.lines import Line, Spot, Stroke, bent, drawn, rounded, s_curve, sampled
from diptych.diagrams.ordering import ranked
from diptych.diagrams.paint import LINE, RADIUS, THICK, Paint, Said
from diptych.diagrams.placing import Pads, Size, Spacing, is_beside, placed
from diptych.diagrams.setting import Plan, Way
from diptych.diagrams.words import Words, words
from diptych.model.diagram import PANEL_FORMS, Direction, Edge, Flow, Node, NodeForm
from diptych.model.geometry import Box, Emu, Pt, emu, from_px
from diptych.model.panel_forms import outer_size
from diptych.model.shapes import (
    Drawing,
    Glue,
    Joint,
    Outline,
    Rectangle,
    Shape,
    Side,
    SingleShape,
    TextFrame,
)
from diptych.model.style import Style
from diptych.model.theme import Panel

_LONGEST, _LONGEST_TIGHT, _LONGEST_LABEL = 11.0, 4.6, 8.0
_LONGEST_INSIDE: Mapping[NodeForm, float] = {
    "circle": 6.0,
    "diamond": 4.5,
    "hexagon": 7.0,
    "cylinder": 8.0,
    "subroutine": 7.0,
    "parallelogram": 7.0,
}
"""How long lines are at most, in em: of boxes, of tight ones, of labels, forms with less room."""
_BESIDE, _ABOVE = 0.9, 0.55
"""Space around the text of a node, in em; `_TIGHT` in forms that have some of their own."""
_TIGHT = 0.25
_NARROWEST = 5.0
"""The least width of a box, in em."""
_BETWEEN, _RANKS, _LINES = 1.5, 2.4, 1.1
"""The least distances between nodes of a rank, between ranks, and between lines, in em."""
_ROOMLESS = ("box", "cylinder", "subroutine", "parallelogram")
"""Forms that have no room of their own beside their text."""
_LABEL_SHARE = 0.9
"""The size of labels and titles, as a share of that of nodes."""
_TIGHT_BESIDE, _TIGHT_NARROWEST, _TIGHT_RANKS = 0.5, 3.6, 1.7
"""What is less where the usual way is too wide for large type, in em."""
_APART = 0.8
"""How far apart lines arrive that end at the same side, in em."""
_CLUSTER = 1.0
"""Space between a cluster's edge and its nodes, in em."""
_POINTED = ("circle", "diamond", "hexagon", "parallelogram")
"""Forms of which the middle of a side is where lines can end."""
_RADII: Mapping[NodeForm, Emu] = {"stadium": from_px(1000), "round": from_px(16)}
_CURVE = 2
"""The strokes of a connector that is curved."""
_NEXT = 3
"""The items of an edge from one rank to the next: its ends, and its label or what stands for it."""
_BEND = 0.7
"""The radius of the corners of lines that lead back, in em."""
GlueKind = Literal["straight", "curved", "bent"]
_EITHER: tuple[Direction, ...] = ("down", "right")
_STRAIGHT = from_px(1.5)
"""What is less aside counts as straight."""


class FlowPlan(Plan):
    """A flowchart, ranked and ordered once, to be placed in any size."""

    def __init__(self, flow: Flow, style: Style, span: Span, said: Said) -> None:
        look = style.block("diagram")
        super().__init__(look.size, look.floor)
        flow = _without_empty(flow)
        self.flow, self.style, self.span, self.said = flow, style, span, said
        self.paint = _FlowPaint(flow, style)
        at = {node.name: number for number, node in enumerate(flow.nodes)}
        homes = {cluster.name: number for number, cluster in enumerate(flow.clusters)}
        self.pairs = [(at[edge.source], at[edge.target]) for edge in flow.edges]
        self.graph, self.order = ranked(
            tuple(homes.get(node.cluster, -1) for node in flow.nodes),
            tuple(self.pairs),
            tuple(homes.get(cluster.cluster, -1) for cluster in flow.clusters),
            frozenset(n for n, edge in enumerate(flow.edges) if edge.label is not None),
        )
        self.nodes = [
            words(
                node.text,
                self.paint.look_on(self.paint.fill(node)),
                style,
                longest=_LONGEST_INSIDE.get(node.form, _LONGEST),
            )
            for node in flow.nodes
        ]
        self.tight = [
            words(
                node.text,
                self.paint.look_on(self.paint.fill(node)),
                style,
                longest=min(_LONGEST_TIGHT, _LONGEST_INSIDE.get(node.form, _LONGEST)),
            )
            for node in flow.nodes
        ]
        plain = self.paint.quiet
        self.labels: Mapping[int, Words] = {
            number: words(edge.label, plain, style, longest=_LONGEST_LABEL)
            for number, edge in enumerate(flow.edges)
            if edge.label is not None
        }
        self.titles: Mapping[int, Words] = {
            number: words(cluster.title, plain, style, longest=100.0, align="left")
            for number, cluster in enumerate(flow.clusters)
            if cluster.title is not None
        }

    def arranged(self, size: Pt, air: float, *, is_spare: bool) -> Iterator[Way]:
        """Yield it in the author's direction, or in the two that read well; spares are tight."""
        asked = self.flow.direction
        other: Direction = "right" if asked in ("down", "up") else "down"
        usual = (asked,) if asked else _EITHER
        ways = (*usual, other) if is_spare and asked else usual
        for direction in ways:
            layout = _Layout(self, size, air, direction, is_tight=is_spare)
            yield Way(layout.width, layout.height, layout.shapes)

    def edge_step(self, edge: Edge) -> int:
        """Return the step at which an edge appears: with the later of its ends."""
        return max(node.step for node in self.flow.nodes if node.name in (edge.source, edge.target))

    def cluster_step(self, name: str) -> int:
        """Return the step at which a cluster appears: with the first of its nodes."""
        inside = {name}
        for cluster in self.flow.clusters:
            if cluster.cluster in inside:
                inside.add(cluster.name)
        return min((node.step for node in self.flow.nodes if node.cluster in inside), default=0)

    def ground_of(self, edge: Edge) -> str:
        """Return what is behind an edge: the innermost cluster that has both of its ends."""
        homes = {node.name: node.cluster for node in self.flow.nodes}
        outer = self._around(homes[edge.source])
        inner = next(name for name in self._around(homes[edge.target]) if name in outer)
        return self.paint.behind(inner)

    def _around(self, name: str) -> list[str]:
        """Return a cluster and those that it is in, the last one being none."""
        around = {cluster.name: cluster.cluster for cluster in self.flow.clusters}
        found = [name]
        while found[-1]:
            found.append(around[found[-1]])
        return found


def _without_empty(flow: Flow) -> Flow:
    """Return a flowchart without the clusters that have no nodes."""
    kept = {node.cluster for node in flow.nodes}
    for cluster in reversed(flow.clusters):
        if cluster.name in kept:
            kept.add(cluster.cluster)
    return replace(flow, clusters=tuple(one for one in flow.clusters if one.name in kept))


class _FlowPaint(Paint):
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


class _Layout:
    """A flowchart in one size and direction."""

    def __init__(
        self, plan: FlowPlan, size: Pt, air: float, direction: Direction, *, is_tight: bool
    ) -> None:
        self.plan, self.size, self.direction = plan, size, direction
        self.is_tight = is_tight
        self.nodes = plan.tight if is_tight else plan.nodes
        self.em = emu(size)
        self.small = Pt(max(plan.sizes[-1], round(size * _LABEL_SHARE * 2) / 2))
        self.is_upright = direction in ("down", "up")
        self.outer = self._outer()
        labels = {number: words.size(self.small) for number, words in plan.labels.items()}
        em = self.em
        spacing = Spacing(
            across=_BETWEEN * em * air,
            beside=_LINES * em * air,
            along=(_TIGHT_RANKS if is_tight else _RANKS) * em * air,
            label=0.45 * em * air,
            turn=_LINES * em,
        )
        sizes = []
        for item in plan.graph.items:
            if item.kind == "node":
                turned, beside = self._turned(self.outer[item.of]), self._beside(item.of)
                sizes.append(turned._replace(across=turned.across + 2 * beside))
            elif item.kind == "label" or (
                item.kind == "lane" and self._labelled(item.of, item.rank)
            ):
                width, height = labels[item.of]
                sizes.append(self._turned((Emu(width + em // 2), Emu(height + em // 4))))
            else:
                sizes.append(Size(0.0, 0.0))
        self.labels = labels
        self.placed = placed(plan.graph, plan.order, sizes, self._pads(), spacing)
        across, along = self.placed.size
        wide, high = (across, along) if self.is_upright else (along, across)
        self.width, self.height = Emu(round(wide)), Emu(round(high))

    def _beside(self, node: int) -> float:
        """Return the room across that lines from a node to itself need at one side of it."""
        plan = self.plan
        own = [edge for edge in plan.graph.loops if plan.pairs[edge][0] == node]
        labels = (
            self._turned(plan.labels[edge].size(self.small)) for edge in own if edge in plan.labels
        )
        most = max((size.across for size in labels), default=0.0)
        return _LINES * self.em + most / 2 if own else 0.0

    def _turned(self, extent: tuple[Emu, Emu]) -> Size:
        width, height = extent
        return Size(width, height) if self.is_upright else Size(height, width)

    def _labelled(self, edge: int, rank: int) -> bool:
        """Return whether the label of an edge that leads back is beside a rank: its middle one."""
        if edge not in self.plan.labels:
            return False
        chain = next(one for one in self.plan.graph.chains if one.edge == edge)
        middle = self.plan.graph.items[chain.items[len(chain.items) // 2]].rank
        return rank == middle

    def _outer(self) -> list[tuple[Emu, Emu]]:
        """Return the size of each node: boxes of a rank are equally wide and high."""
        plan, em = self.plan, self.em
        own = [
            self._own(node, words) for node, words in zip(plan.flow.nodes, self.nodes, strict=True)
        ]
        narrowest = _TIGHT_NARROWEST if self.is_tight else _NARROWEST
        ranks: dict[int, list[int]] = {}
        for number, item in enumerate(plan.graph.items[: len(own)]):
            if plan.flow.nodes[number].form not in ("circle", "diamond"):
                ranks.setdefault(item.rank, []).append(number)
        for members in ranks.values():
            width = max(Emu(round(narrowest * em)), *(own[number][0] for number in members))
            flat = [number for number in members if plan.flow.nodes[number].form != "cylinder"]
            tallest = max((own[number][1] for number in flat), default=Emu(0))
            for number in members:
                own[number] = width, tallest if number in flat else own[number][1]
        return own

    @property
    def _inside(self) -> float:
        """Return the space beside the text of a box, in em."""
        return _TIGHT_BESIDE if self.is_tight else _BESIDE

    def _own(self, node: Node, words: Words) -> tuple[Emu, Emu]:
        width, height = words.size(self.size)
        form = PANEL_FORMS.get(node.form, "box")
        beside, above = (self._inside, _ABOVE) if form in _ROOMLESS else (_TIGHT, _TIGHT)
        text = Emu(round(width + 2 * beside * self.em)), Emu(round(height + 2 * above * self.em))
        if form == "box":
            return text
        if node.form == "circle":
            side = max(outer_size("ellipse", text))
            return side, side
        return outer_size(form, text)

    def _pads(self) -> list[Pads]:
        em, pads = self.em, []
        around = _CLUSTER * em
        for number in range(len(self.plan.flow.clusters)):
            title = self.plan.titles.get(number)
            width, height = title.size(self.small) if title is not None else (0, 0)
            head = height + around * 0.5 if title is not None else 0.0
            if self.is_upright:
                pads.append(Pads(around, around, around + head, around, width + 2 * around))
            else:
                pads.append(Pads(around + head, around, around, around, 0.0))
        return pads

    def shapes(self, box: Box) -> Sequence[Shape]:
        """Return the group of its shapes: clusters, lines, nodes, then labels."""
        plan = self.plan
        frames = list(self._frames(box))
        boxes = [self._node_box(number, box) for number in range(len(plan.flow.nodes))]
        lines = list(self._lines(box, boxes, len(frames) + len(plan.flow.edges)))
        nodes = [self._node(*each) for each in zip(plan.flow.nodes, self.nodes, boxes, strict=True)]
        labels = list(self._labels(box, {number: line for number, line, _ in lines}))
        drawings = [drawing for _, _, drawing in lines]
        shapes: list[SingleShape] = [*frames, *drawings, *nodes, *labels]
        return plan.paint.group(box, plan.span, plan.said, shapes)

    def _spot(self, across: float, along: float, box: Box) -> Spot:
        if self.direction in ("up", "left"):
            along = self.placed.size.along - along
        across, along = round(across), round(along)
        if self.is_upright:
            return Spot(box.x + across, box.y + along)
        return Spot(box.x + along, box.y + across)

    def _node_box(self, number: int, box: Box) -> Box:
        rank = self.plan.graph.items[number].rank
        width, height = self.outer[number]
        middle = self._spot(self.placed.across[number], self.placed.bands[rank].middle, box)
        x, y = round(middle.x - width / 2), round(middle.y - height / 2)
        return Box(Emu(x), Emu(y), width, height)

    def _node(self, node: Node, words: Words, box: Box) -> TextFrame:
        plan = self.plan
        panel = Panel(
            fill=plan.paint.fill(node),
            line=None if node.accent else plan.paint.rule,
            radius=_RADII.get(node.form, RADIUS),
            form=PANEL_FORMS.get(node.form, "box"),
        )
        return plan.paint.frame(box, words, self.size, panel, step=node.step)

    def _frames(self, box: Box) -> Iterator[TextFrame | Rectangle]:
        plan = self.plan
        for number, cluster in enumerate(plan.flow.clusters):
            across, along = self.placed.frames[number]
            one = self._spot(across.start, along.start, box)
            other = self._spot(across.end, along.end, box)
            left, right = sorted((one.x, other.x))
            top, bottom = sorted((one.y, other.y))
            place = Box(
                Emu(round(left)),
                Emu(round(top)),
                Emu(round(right - left)),
                Emu(round(bottom - top)),
            )
            inset = Emu(round(_CLUSTER * self.em * 0.75))
            title, step = plan.titles.get(number), plan.cluster_step(cluster.name)
            panel = Panel(
                fill=plan.paint.behind(cluster.name),
                line=plan.paint.rule,
                radius=Emu(round(1.5 * RADIUS)),
                inset=inset,
            )
            region = plan.style.region.name
            if title is None:
                yield Rectangle(box=place, region=region, panel=panel, kind="panel", step=step)
                continue
            width = Emu(place.width - 2 * inset)
            yield TextFrame(
                box=place,
                paragraphs=title.solved(width, self.small, step),
                role="text",
                region=region,
                fills_placeholder=False,
                panel=panel,
            )

    def _lines(
        self, box: Box, boxes: Sequence[Box], first: int
    ) -> Iterator[tuple[int, Line, Drawing]]:
        """Yield each edge with its line; `first` is the position of the first node's shape."""
        plan = self.plan
        chains = {chain.edge: chain for chain in plan.graph.chains}
        for number, edge in enumerate(plan.flow.edges):
            source, target = plan.pairs[number]
            glue = None
            if number not in chains:
                line = self._loop(boxes[source])
            elif chains[number].is_back:
                line = self._back(chains[number], boxes, box)
            else:
                line, is_simple = self._down(chains[number], boxes, box)
                if is_simple:
                    out, into = self._sides()
                    kind: GlueKind = "bent" if self._is_alone(chains[number]) else "curved"
                    glue = Glue(
                        Joint(first + source, out),
                        Joint(first + target, into),
                        kind if len(line.strokes) > 1 else "straight",
                    )
            outline = Outline(
                color=plan.paint.line,
                width=THICK if edge.thick else LINE,
                dash=edge.dash,
                start=edge.start,
                end=edge.end,
            )
            step = max(plan.flow.nodes[source].step, plan.flow.nodes[target].step)
            yield (
                number,
                line,
                drawn(
                    line,
                    outline,
                    region=plan.style.region.name,
                    span=edge.span,
                    step=step,
                    glue=glue,
                ),
            )

    def _sides(self) -> tuple[Side, Side]:
        """Return the side at which lines leave, and that at which they arrive."""
        sides: Mapping[Direction, tuple[Side, Side]] = {
            "up": ("top", "bottom"),
            "right": ("right", "left"),
            "left": ("left", "right"),
        }
        return sides.get(self.direction, ("bottom", "top"))

    def _down(self, chain: Chain, boxes: Sequence[Box], box: Box) -> tuple[Line, bool]:
        """Return the line of an edge, and whether it is a connector: from side to side, as is."""
        out, into = self._sides()
        start, end = _at(boxes[chain.items[0]], out), _at(boxes[chain.items[-1]], into)
        between = self._between(chain, box)
        aside = abs(start.x - end.x) if self.is_upright else abs(start.y - end.y)
        if aside <= _STRAIGHT and self._is_level(start, between):
            end = Spot(start.x, end.y) if self.is_upright else Spot(end.x, start.y)
            return Line(start, (end,)), True
        ends = chain.items[0], chain.items[-1]
        if len(chain.items) <= _NEXT:
            shape = bent if self._is_alone(chain) else s_curve
            line = shape(start, end, is_upright=self.is_upright)
            if self.plan.flow.is_tree or not self._crosses(line, boxes, ends):
                return line, True
        return self._through([start, *between, self._apart(chain, between[-1], end)]), False

    def _is_alone(self, chain: Chain) -> bool:
        """Return whether no line between others may lie on that of an edge if it is bent."""
        if self.plan.flow.is_tree:
            return True
        source, target = chain.items[0], chain.items[-1]
        items = self.plan.graph.items
        first, last = items[source].rank, items[target].rank
        return all(
            one.items[0] == source
            or one.items[-1] == target
            or items[one.items[0]].rank >= last
            or items[one.items[-1]].rank <= first
            for one in self.plan.graph.chains
            if not one.is_back
        )

    def _apart(self, chain: Chain, before: Spot, end: Spot) -> Spot:
        """Return where a line that passes ranks ends: beside those that end there, too."""
        target = chain.items[-1]
        others = [one for one in self.plan.graph.chains if one.items[-1] == target]
        if len(others) == 1 or self.plan.flow.nodes[target].form in _POINTED:
            return end
        away = _APART * self.em
        if self.is_upright:
            return Spot(end.x + math.copysign(away, before.x - end.x), end.y)
        return Spot(end.x, end.y + math.copysign(away, before.y - end.y))

    def _between(self, chain: Chain, box: Box) -> list[Spot]:
        """Return the spots between the ends of an edge: straight past each rank of nodes.

        The rank before the last is for where it turns to its end.
        """
        graph, found = self.plan.graph, []
        passed = chain.items[1:-1]
        if len(chain.items) > _NEXT and graph.items[passed[-1]].kind == "bend":
            passed = passed[:-1]
        for number in passed:
            band = self.placed.bands[graph.items[number].rank]
            across = self.placed.across[number]
            ends = (band.start, band.end) if band.end > band.start else (band.start,)
            found += [self._spot(across, along, box) for along in ends]
        return found

    def _is_level(self, start: Spot, between: Sequence[Spot]) -> bool:
        return all(
            abs(spot.x - start.x if self.is_upright else spot.y - start.y) <= _STRAIGHT
            for spot in between
        )

    def _crosses(self, line: Line, boxes: Sequence[Box], ends: tuple[int, int]) -> bool:
        return any(
            box.x < spot.x < box.right and box.y < spot.y < box.bottom
            for spot in sampled(line)
            for number, box in enumerate(boxes)
            if number not in ends
        )

    def _through(self, spots: Sequence[Spot]) -> Line:
        """Return a line that is straight along ranks, with round corners between them."""
        strokes: list[Stroke] = []
        for one, other in pairwise(spots):
            aside = other.x - one.x if self.is_upright else other.y - one.y
            if abs(aside) <= _STRAIGHT:
                strokes.append(other)
            else:
                corners = [one, *bent(one, other, is_upright=self.is_upright).strokes]
                spots_between = [spot for spot in corners if isinstance(spot, Spot)]
                strokes += rounded(spots_between, _BEND * self.em).strokes
        return Line(spots[0], tuple(strokes))

    def _back(self, chain: Chain, boxes: Sequence[Box], box: Box) -> Line:
        """Return the line of an edge that leads back along its lane."""
        source, target = self.plan.pairs[chain.edge]
        placed, graph = self.placed, self.plan.graph
        lane = max if self.plan.order.sides[chain.edge] > 0 else min
        across = lane(placed.across[item] for item in chain.items)
        spots: list[Spot] = []
        for node, item, is_start in (
            (source, chain.items[-1], True),
            (target, chain.items[0], False),
        ):
            band = placed.bands[graph.items[node].rank]
            if is_beside(graph, self.plan.order, item, node):
                after = self.plan.order.sides[chain.edge] > 0
                sides: tuple[Side, Side] = (
                    ("right", "left") if self.is_upright else ("bottom", "top")
                )
                edge = _at(boxes[node], sides[0 if after else 1])
                corner = self._spot(across, band.middle, box)
                found = [
                    edge,
                    Spot(corner.x, edge.y) if self.is_upright else Spot(edge.x, corner.y),
                ]
            else:
                out, into = self._sides()
                edge = _at(boxes[node], out if is_start else into)
                turn = _LINES * self.em * 0.6
                along = band.end + turn if is_start else band.start - turn
                own = self._spot(placed.across[node], along, box)
                found = [edge, own, self._spot(across, along, box)]
            spots += found if is_start else found[::-1]
        return rounded(spots, _BEND * self.em)

    def _loop(self, box: Box) -> Line:
        """Return a line from a node to itself, at a side where no others leave or arrive."""
        out = self.em * _LINES
        if self.is_upright:
            near, far, middle = box.right, box.right + out, box.y + box.height / 2
            spots = [(near, -1), (far, -1), (far, 1), (near, 1)]
            third = box.height / 4
            corners = [Spot(x, middle + sign * third) for x, sign in spots]
        else:
            near, far, middle = box.bottom, box.bottom + out, box.x + box.width / 2
            spots = [(near, 1), (far, 1), (far, -1), (near, -1)]
            third = box.width / 4
            corners = [Spot(middle + sign * third, y) for y, sign in spots]
        return rounded(corners, _BEND * self.em)

    def _labels(self, box: Box, lines: Mapping[int, Line]) -> Iterator[TextFrame]:
        plan, taken = self.plan, list[Box]()
        chains = {chain.edge: chain for chain in plan.graph.chains}
        for number, text in plan.labels.items():
            spots = self._label_spots(lines[number], chains.get(number), box)
            places = [self._label_box(number, spot) for spot in spots]
            free = (place for place in places if not any(map(place.meets, taken)))
            place = next(free, places[0])
            taken.append(place)
            edge = plan.flow.edges[number]
            panel = Panel(fill=plan.ground_of(edge))
            yield plan.paint.frame(place, text, self.small, panel, step=plan.edge_step(edge))

    def _label_box(self, number: int, middle: Spot) -> Box:
        width, height = self.labels[number]
        inset = self.em // 6
        return Box(
            Emu(round(middle.x - width / 2) - inset),
            Emu(round(middle.y - height / 2)),
            Emu(width + 2 * inset),
            height,
        )

    def _label_spots(self, line: Line, chain: Chain | None, box: Box) -> list[Spot]:
        """Return the places on its line where a label may be, the best first."""
        is_next = chain is not None and not chain.is_back and len(chain.items) <= _NEXT
        if chain is None or is_next or len(line.strokes) <= _CURVE:
            at = sampled(line)
            half = len(at) // 2
            return [at[place] for place in (half, half + 2, half - 2, half + 3, half - 3)]
        items = self.plan.graph.items
        if chain.is_back:
            item = chain.items[len(chain.items) // 2]
            lane = max if self.plan.order.sides[chain.edge] > 0 else min
            across = lane(self.placed.across[one] for one in chain.items)
        else:
            item = chain.items[1]
            across = self.placed.across[item]
        return [self._spot(across, self.placed.bands[items[item].rank].middle, box)]


def _at(box: Box, side: Side) -> Spot:
    """Return the middle of a side of a box."""
    match side:
        case "left":
            return Spot(box.x, box.y + box.height // 2)
        case "right":
            return Spot(box.right, box.y + box.height // 2)
        case "top":
            return Spot(box.x + box.width // 2, box.y)
        case _:
            return Spot(box.x + box.width // 2, box.bottom)
