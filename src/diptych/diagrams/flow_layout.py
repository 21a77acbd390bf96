"""Flowcharts in one size and direction: nodes in ranks, joined by connectors, and clusters."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from diptych.diagrams.graph import Chain
from diptych.diagrams.lines import (
    MOST_BENT,
    Line,
    Spot,
    bent,
    cornered,
    drawn,
    rounded,
    s_curve,
    sampled,
)
from diptych.diagrams.measured_flow import MeasuredFlow
from diptych.diagrams.paint import LINE, RADIUS, THICK
from diptych.diagrams.placing import Pads, Size, Spacing, Stretch, is_beside, placed
from diptych.diagrams.words import Words
from diptych.model.diagram import PANEL_FORMS, Direction, Edge, Node, NodeForm
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
from diptych.model.theme import Panel

_BESIDE, _ABOVE = 0.9, 0.55
"""Space around the text of a node, in em; `_TIGHT` in forms that have some of their own."""
_TIGHT = 0.25
_NARROWEST = 5.0
"""The least width of a box, in em."""
_BETWEEN, _RANKS, _LINES = 1.5, 2.4, 1.1
"""The least distances between nodes of a rank, between ranks, and between lines, in em."""
_AROUND_LABEL = 0.7
"""Space between a label and the ranks beside it, for a line of which its head is not all, in em."""
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
UNEVEN: tuple[NodeForm, ...] = ("circle", "diamond")
"""Forms that are not made as wide as others."""
_CURVE = 2
"""The strokes of a connector that is curved."""
_NEXT = 3
"""The items of an edge from one rank to the next: its ends, and its label or what stands for it."""
_FINE = 200
"""Into how many parts a line that may be as long as a slide is divided, so that none passes a node
unseen."""
_BEND = 0.7
"""The radius of the corners of lines from a node to itself, in em."""
GlueKind = Literal["straight", "curved", "bent"]
_STRAIGHT = from_px(1.5)
"""What is less aside counts as straight."""


class Grid(NamedTuple):
    """The sizes of nodes that stand below others of their size."""

    outer: Sequence[tuple[Emu, Emu]]
    pitch: Emu
    """The least extent of ranks."""


class Pieces(NamedTuple):
    """The shapes of a flowchart in a box, each by the position of its cluster, edge or node."""

    frames: dict[int, SingleShape]
    lines: dict[int, Drawing]
    nodes: dict[int, TextFrame]
    labels: dict[int, TextFrame]

    @property
    def shapes(self) -> list[SingleShape]:
        """Return all, the rearmost first, in the author's order."""
        every: tuple[dict[int, Any], ...] = (self.frames, self.lines, self.nodes, self.labels)
        return [kind[number] for kind in every for number in sorted(kind)]


class FlowLayout:
    """A flowchart in one size and direction."""

    def __init__(
        self,
        chart: MeasuredFlow,
        size: Pt,
        air: float,
        direction: Direction,
        *,
        is_tight: bool,
        grid: Grid | None = None,
    ) -> None:
        self.chart, self.size, self.direction = chart, size, direction
        self.is_tight = is_tight
        self.nodes = chart.words.tight if is_tight else chart.words.nodes
        self.em = emu(size)
        self.small = label_size(chart, size)
        self.is_upright = direction in ("down", "up")
        self.outer = outer_sizes(chart, size, is_tight=is_tight) if grid is None else grid.outer
        labels = {number: words.size(self.small) for number, words in chart.words.labels.items()}
        em = self.em
        spacing = Spacing(
            across=_BETWEEN * em * air,
            beside=_LINES * em * air,
            along=(_TIGHT_RANKS if is_tight else _RANKS) * em * air,
            label=_AROUND_LABEL * em * max(1.0, air),
            turn=_LINES * em,
        )
        sizes = []
        for item in chart.graph.items:
            if item.kind == "node":
                turned, beside = self._turned(self.outer[item.of]), self._beside(item.of)
                along = max(turned.along, grid.pitch if grid is not None else 0)
                sizes.append(Size(turned.across + 2 * beside, along))
            elif item.kind == "label" or (
                item.kind == "lane" and self._labelled(item.of, item.rank)
            ):
                width, height = labels[item.of]
                label = self._turned((Emu(width + em // 2), Emu(height + em // 4)))
                is_long = item.kind == "lane" and self._passes(item.of)
                sizes.append(label._replace(along=0.0) if is_long else label)
            else:
                sizes.append(Size(0.0, 0.0))
        self.labels = labels
        self.placed = placed(
            chart.graph, chart.order, sizes, self._pads(), spacing, passing=chart.bypasses
        )
        across, along = self.placed.size
        wide, high = (across, along) if self.is_upright else (along, across)
        self.width, self.height = Emu(round(wide)), Emu(round(high))

    def _beside(self, node: int) -> float:
        """Return the room across that lines from a node to itself need at one side of it."""
        chart = self.chart
        own = [edge for edge in chart.graph.loops if chart.pairs[edge][0] == node]
        labels = (
            self._turned(chart.words.labels[edge].size(self.small))
            for edge in own
            if edge in chart.words.labels
        )
        most = max((size.across for size in labels), default=0.0)
        return _LINES * self.em + most / 2 if own else 0.0

    def _turned(self, extent: tuple[Emu, Emu]) -> Size:
        width, height = extent
        return Size(width, height) if self.is_upright else Size(height, width)

    def _labelled(self, edge: int, rank: int) -> bool:
        """Return whether the label of an edge that leads back is beside a rank: its middle one."""
        if edge not in self.chart.words.labels:
            return False
        chain = next(one for one in self.chart.graph.chains if one.edge == edge)
        middle = self.chart.graph.items[chain.items[len(chain.items) // 2]].rank
        return rank == middle

    def _passes(self, edge: int) -> bool:
        """Return whether an edge that leads back passes ranks, so that its label has room there."""
        return any(
            chain.edge == edge and len(chain.items) > _NEXT for chain in self.chart.graph.chains
        )

    def _pads(self) -> list[Pads]:
        em, pads = self.em, []
        around = _CLUSTER * em
        for number in range(len(self.chart.flow.clusters)):
            title = self.chart.words.titles.get(number)
            width, height = title.size(self.small) if title is not None else (0, 0)
            head = height + around * 0.5 if title is not None else 0.0
            if self.is_upright:
                above, below = around + head, around
                if self.direction == "up":
                    above, below = below, above
                pads.append(Pads(around, around, above, below, width + 2 * around))
            else:
                pads.append(Pads(around + head, around, around, around, 0.0, width + 2 * around))
        return pads

    def shapes(self, box: Box) -> Sequence[Shape]:
        """Return the group of its shapes."""
        chart = self.chart
        return chart.paint.group(box, chart.span, chart.said, self.pieces(box).shapes)

    def pieces(self, box: Box) -> Pieces:
        """Return its shapes."""
        chart = self.chart
        frames = list(self._frames(box))
        boxes = [self._node_box(number, box) for number in range(len(chart.flow.nodes))]
        ends = [
            *(_End(frame.box, number) for number, frame in enumerate(frames)),
            *(
                _End(place, len(frames) + len(chart.flow.edges) + number, node.form)
                for number, (place, node) in enumerate(zip(boxes, chart.flow.nodes, strict=True))
            ),
        ]
        lines = list(self._lines(box, ends))
        nodes = map(self._node, chart.flow.nodes, self.nodes, boxes)
        return Pieces(
            frames=dict(enumerate(frames)),
            lines={number: drawing for number, _, drawing in lines},
            nodes=dict(enumerate(nodes)),
            labels=dict(self._labels(box, {number: line for number, line, _ in lines})),
        )

    def _spot(self, across: float, along: float, box: Box) -> Spot:
        if self.direction in ("up", "left"):
            along = self.placed.size.along - along
        across, along = round(across), round(along)
        if self.is_upright:
            return Spot(box.x + across, box.y + along)
        return Spot(box.x + along, box.y + across)

    def _node_box(self, number: int, box: Box) -> Box:
        rank = self.chart.graph.items[number].rank
        width, height = self.outer[number]
        middle = self._spot(self.placed.across[number], self.placed.bands[rank].middle, box)
        x, y = round(middle.x - width / 2), round(middle.y - height / 2)
        return Box(Emu(x), Emu(y), width, height)

    def _node(self, node: Node, words: Words, box: Box) -> TextFrame:
        chart = self.chart
        panel = Panel(
            fill=chart.paint.fill(node),
            line=None if node.accent else chart.paint.rule,
            radius=_RADII.get(node.form, RADIUS),
            form=PANEL_FORMS.get(node.form, "box"),
        )
        return chart.paint.frame(box, words, self.size, panel, step=node.step)

    def _frames(self, box: Box) -> Iterator[TextFrame | Rectangle]:
        chart = self.chart
        for number, cluster in enumerate(chart.flow.clusters):
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
            title, step = chart.words.titles.get(number), chart.cluster_step(cluster.name)
            panel = Panel(
                fill=chart.paint.behind(cluster.name),
                line=chart.paint.rule,
                radius=Emu(round(1.5 * RADIUS)),
                inset=inset,
            )
            region = chart.style.region.name
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

    def _lines(self, box: Box, ends: Sequence[_End]) -> Iterator[tuple[int, Line, Drawing]]:
        """Yield each edge with its line; `ends` are the clusters, then the nodes."""
        chart = self.chart
        chains = {chain.edge: chain for chain in chart.graph.chains}
        for number, edge in enumerate(chart.flow.edges):
            source, target = self._ends(number, ends)
            if number not in chains:
                route = _Route(self._loop(source.box))
            elif chains[number].is_back:
                route = self._back(chains[number], source, target, box)
            else:
                route = self._down(chains[number], source, target, ends, box)
            yield (
                number,
                route.line,
                edge_drawing(chart, edge, route.line, route.glue(source, target)),
            )

    def _ends(self, edge: int, ends: Sequence[_End]) -> tuple[_End, _End]:
        """Return what an edge joins, of the clusters and nodes."""
        first = len(self.chart.flow.clusters)
        nodes, clusters = self.chart.pairs[edge], self.chart.joined[edge]
        one, other = (
            ends[cluster] if cluster >= 0 else ends[first + node]
            for node, cluster in zip(nodes, clusters, strict=True)
        )
        return one, other

    def _sides(self) -> tuple[Side, Side]:
        """Return the side at which lines leave, and that at which they arrive."""
        sides: Mapping[Direction, tuple[Side, Side]] = {
            "up": ("top", "bottom"),
            "right": ("right", "left"),
            "left": ("left", "right"),
        }
        return sides.get(self.direction, ("bottom", "top"))

    def _down(
        self, chain: Chain, source: _End, target: _End, ends: Sequence[_End], box: Box
    ) -> _Route:
        """Return the route of an edge, from side to side."""
        if chain.edge in self.chart.bypasses:
            return self._past(chain, source, target, box)
        sides = self._sides()
        start, end = _at(source.box, sides[0]), _at(target.box, sides[1])
        if (level := self._level(chain, source, target, ends)) is not None:
            return _Route(level, sides, "straight")
        between = self._between(chain, box)
        aside = abs(start.x - end.x) if self.is_upright else abs(start.y - end.y)
        if aside <= _STRAIGHT and self._is_level(start, between):
            end = Spot(start.x, end.y) if self.is_upright else Spot(end.x, start.y)
            return _Route(Line(start, (end,)), sides, "straight")
        if len(chain.items) <= _NEXT:
            is_alone = self._is_alone(chain)
            if is_alone:
                line = self._bent(chain, start, end, box)
            else:
                line = s_curve(start, end, is_upright=self.is_upright)
            if self.chart.flow.is_tree or not self._crosses(line, ends, chain):
                return _Route(line, sides, "bent" if is_alone else "curved")
        line = self._through(
            [
                *self._leaving(chain, start, box),
                *between,
                *self._arriving(chain, between[-1], end, box),
            ]
        )
        return _Route(line, sides, "bent")

    def _past(self, chain: Chain, source: _End, target: _End, box: Box) -> _Route:
        """Return the route of an edge that passes all, from and to the side at which it does."""
        bypass, (out, into) = self.chart.bypasses[chain.edge], self._sides()
        before: Side = "left" if self.is_upright else "top"
        after: Side = "right" if self.is_upright else "bottom"
        beside = before if bypass.side < 0 else after
        between = self._between(chain, box)
        sides = beside if bypass.starts else out, beside if bypass.ends else into
        start, end = _at(source.box, sides[0]), _at(target.box, sides[1])
        first, last = (
            Spot(lane.x, spot.y) if self.is_upright else Spot(spot.x, lane.y)
            for lane, spot in ((between[0], start), (between[-1], end))
        )
        leaving = [start, first] if bypass.starts else self._leaving(chain, start, box)
        arriving = [last, end] if bypass.ends else self._arriving(chain, between[-1], end, box)
        return _Route(self._through([*leaving, *between, *arriving]), sides, "bent")

    def _bent(self, chain: Chain, start: Spot, end: Spot, box: Box) -> Line:
        """Return the line of an edge to the next rank.

        It turns in the middle between the ranks, as others do, outside of clusters.
        """
        at = self._spot(0, self._middle(chain), box)
        if self.is_upright:
            return Line(start, (Spot(start.x, at.y), Spot(end.x, at.y), end))
        return Line(start, (Spot(at.x, start.y), Spot(at.x, end.y), end))

    def _level(self, chain: Chain, source: _End, target: _End, ends: Sequence[_End]) -> Line | None:
        """Return a straight line of an edge of a cluster where the other end is beside its side."""
        if self.chart.joined[chain.edge] == (-1, -1):
            return None
        out, into = self._sides()
        start, end = _at(source.box, out), _at(target.box, into)
        one, other = (_across(each.box, is_upright=self.is_upright) for each in (source, target))
        first, last = max(one.start, other.start), min(one.end, other.end)
        if last - first < 2 * self.em:
            return None
        wished = [each.middle for each in (one, other) if first < each.middle < last]
        at = wished[-1 if len(wished) > 1 and target.form else 0] if wished else (first + last) / 2
        if self.is_upright:
            line = Line(Spot(at, start.y), (Spot(at, end.y),))
        else:
            line = Line(Spot(start.x, at), (Spot(end.x, at),))
        return None if self._crosses(line, ends, chain, closely=True) else line

    def _is_alone(self, chain: Chain) -> bool:
        """Return whether no line between others may lie on that of an edge if it is bent."""
        if self.chart.flow.is_tree:
            return True
        source, target = chain.items[0], chain.items[-1]
        items = self.chart.graph.items
        first, last = items[source].rank, items[target].rank
        return all(
            one.items[0] == source
            or one.items[-1] == target
            or items[one.items[0]].rank >= last
            or items[one.items[-1]].rank <= first
            for one in self.chart.graph.chains
            if not one.is_back
        )

    def _apart(self, chain: Chain, before: Spot, end: Spot) -> Spot:
        """Return where a line that passes ranks ends: beside those that end there, too."""
        target = chain.items[-1]
        others = [
            one
            for one in self.chart.graph.chains
            if one.items[-1] == target
            and not (one.edge in self.chart.bypasses and self.chart.bypasses[one.edge].ends)
        ]
        is_pointed = self.chart.flow.nodes[target].form in _POINTED
        if len(others) == 1 or is_pointed or self.chart.joined[chain.edge][1] >= 0:
            return end
        away = _APART * self.em
        if self.is_upright:
            return Spot(end.x + math.copysign(away, before.x - end.x), end.y)
        return Spot(end.x, end.y + math.copysign(away, before.y - end.y))

    def _leaving(self, chain: Chain, start: Spot, box: Box) -> list[Spot]:
        """Return where an edge begins, and where it is past all nodes of its rank."""
        if self.chart.joined[chain.edge][0] >= 0:
            return [start]
        rank = self.chart.graph.items[chain.items[0]].rank
        past = self._spot(0, self.placed.bands[rank].end, box)
        return [start, Spot(start.x, past.y) if self.is_upright else Spot(past.x, start.y)]

    def _arriving(self, chain: Chain, before: Spot, end: Spot, box: Box) -> list[Spot]:
        """Return where an edge is before all nodes of its last rank, and where it ends."""
        if self.chart.joined[chain.edge][1] >= 0:
            return [end]
        rank = self.chart.graph.items[chain.items[-1]].rank
        near = self._spot(0, self.placed.bands[rank].start, box)
        end = self._apart(chain, before, end)
        return [Spot(end.x, near.y) if self.is_upright else Spot(near.x, end.y), end]

    def _between(self, chain: Chain, box: Box) -> list[Spot]:
        """Return the spots between the ends of an edge: straight past each rank of nodes.

        The rank before the last is for where it turns to its end.
        """
        graph, found = self.chart.graph, []
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

    def _crosses(
        self, line: Line, ends: Sequence[_End], chain: Chain, *, closely: bool = False
    ) -> bool:
        """Return whether a line runs through nodes that its edge has no part in.

        That of a cluster, which passes ranks without bends, may not run through clusters either.
        """
        chart = self.chart
        items, first = chart.graph.items, len(chart.flow.clusters)
        nodes = {chain.items[0], chain.items[-1]}
        clusters = {cluster for node in nodes for cluster in items[node].path}
        if chart.joined[chain.edge] == (-1, -1):
            clusters = set(range(first))
        for cluster in chart.joined[chain.edge]:
            nodes |= {n for n in range(len(ends) - first) if cluster in items[n].path}
        own = clusters | {first + node for node in nodes}
        return any(
            box.x < spot.x < box.right and box.y < spot.y < box.bottom
            for spot in (sampled(line, _FINE) if closely else sampled(line))
            for number, (box, *_) in enumerate(ends)
            if number not in own
        )

    def _through(self, spots: Sequence[Spot]) -> Line:
        """Return a line that is straight along ranks and turns at right angles between them."""
        passed = [spots[0]]
        for other in spots[1:]:
            one = passed[-1]
            aside = other.x - one.x if self.is_upright else other.y - one.y
            if abs(aside) > _STRAIGHT:
                passed += bent(one, other, is_upright=self.is_upright).spots[1:]
            else:
                passed.append(Spot(one.x, other.y) if self.is_upright else Spot(other.x, one.y))
        return cornered(passed)

    def _back(self, chain: Chain, source: _End, target: _End, box: Box) -> _Route:
        """Return the route of an edge that leads back along its lane."""
        placed = self.placed
        is_after = self.chart.order.sides[chain.edge] > 0
        lane = max if is_after else min
        across = lane(placed.across[item] for item in chain.items)
        beside: tuple[Side, Side] = ("right", "left") if self.is_upright else ("bottom", "top")
        aside, corner = beside[0 if is_after else 1], self._spot(across, 0, box)
        spots: list[Spot] = []
        sides: list[Side] = []
        for end, is_start in ((source, True), (target, False)):
            if self._is_beside(chain, is_start=is_start):
                edge = _at(end.box, aside)
                turn = Spot(corner.x, edge.y) if self.is_upright else Spot(edge.x, corner.y)
                found = [edge, turn]
                sides.append(aside)
            else:
                side = self._sides()[0 if is_start else 1]
                edge, own = _at(end.box, side), self._turn(chain, box, is_start=is_start)
                if self.is_upright:
                    found = [edge, Spot(edge.x, own.y), Spot(corner.x, own.y)]
                else:
                    found = [edge, Spot(own.x, edge.y), Spot(own.x, corner.y)]
                sides.append(side)
            spots += found if is_start else found[::-1]
        return _Route(cornered(spots), (sides[0], sides[1]), "bent")

    def _turn(self, chain: Chain, box: Box, *, is_start: bool) -> Spot:
        """Return where an edge turns to its lane: after the rank in which it begins, or before."""
        end = 0 if is_start else 1
        cluster = self.chart.joined[chain.edge][end]
        if cluster >= 0:
            passed = self.placed.frames[cluster][1]
        else:
            rank = self.chart.graph.items[self.chart.pairs[chain.edge][end]].rank
            passed = self.placed.bands[rank]
        away = _LINES * self.em * 0.6
        return self._spot(0, passed.end + away if is_start else passed.start - away, box)

    def _is_beside(self, chain: Chain, *, is_start: bool) -> bool:
        """Return whether nothing but other lanes is between an edge's lane and one of its ends."""
        graph, order = self.chart.graph, self.chart.order
        node = self.chart.pairs[chain.edge][0 if is_start else 1]
        cluster = self.chart.joined[chain.edge][0 if is_start else 1]
        if cluster < 0:
            return is_beside(graph, order, chain.items[-1 if is_start else 0], node)
        return all(
            is_beside(graph, order, lane, inside, cluster)
            for lane in chain.items
            for inside in order.layers[graph.items[lane].rank]
            if cluster in graph.items[inside].path and graph.items[inside].kind != "lane"
        )

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

    def _labels(self, box: Box, lines: Mapping[int, Line]) -> Iterator[tuple[int, TextFrame]]:
        chart, taken = self.chart, list[Box]()
        chains = {chain.edge: chain for chain in chart.graph.chains}
        for number in chart.words.labels:
            spots = self._label_spots(lines[number], chains.get(number), box)
            places = [edge_label(chart, number, self.size, spot) for spot in spots]
            free = (place for place in places if not any(map(place.box.meets, taken)))
            place = next(free, places[0])
            taken.append(place.box)
            yield number, place

    def _label_spots(self, line: Line, chain: Chain | None, box: Box) -> list[Spot]:
        """Return the places on its line where a label may be, the best first."""
        is_next = chain is not None and not chain.is_back and len(chain.items) <= _NEXT
        if chain is None or is_next or len(line.strokes) <= _CURVE:
            at = sampled(line)
            half = len(at) // 2
            if chain is not None and is_next and self._is_framed(chain):
                return [self._clear(line, chain, box)]
            return [at[place] for place in (half, half + 2, half - 2, half + 3, half - 3)]
        items = self.chart.graph.items
        if chain.is_back:
            item = chain.items[len(chain.items) // 2]
            lane = max if self.chart.order.sides[chain.edge] > 0 else min
            across = lane(self.placed.across[one] for one in chain.items)
        else:
            item = chain.items[1]
            across = self.placed.across[item]
        return [self._spot(across, self.placed.bands[items[item].rank].middle, box)]

    def _is_framed(self, chain: Chain) -> bool:
        """Return whether an edge leads into or out of a cluster, past its frame."""
        one, other = (self.chart.graph.items[chain.items[end]].path for end in (0, -1))
        return one != other

    def _clear(self, line: Line, chain: Chain, box: Box) -> Spot:
        """Return where an edge is in the middle between two ranks and the frames around these."""
        middle = self._spot(0, self._middle(chain), box)

        spots = sampled(line, _FINE)

        def away(number: int) -> tuple[float, int]:
            spot = spots[number]
            aside = abs(spot.y - middle.y if self.is_upright else spot.x - middle.x)
            return round(aside / _STRAIGHT), abs(number - len(spots) // 2)

        return spots[min(range(len(spots)), key=away)]

    def _middle(self, chain: Chain) -> float:
        return self.placed.bands[self.chart.graph.items[chain.items[1]].rank].middle


def edge_drawing(chart: MeasuredFlow, edge: Edge, line: Line, glue: Glue | None) -> Drawing:
    """Return an edge as its line is drawn."""
    outline = Outline(
        color=chart.paint.line,
        width=THICK if edge.thick else LINE,
        dash=edge.dash,
        start=edge.start,
        end=edge.end,
    )
    return drawn(
        line,
        outline,
        region=chart.style.region.name,
        span=edge.span,
        step=chart.edge_step(edge),
        glue=glue,
    )


def edge_label(chart: MeasuredFlow, number: int, size: Pt, middle: Spot) -> TextFrame:
    """Return the label of an edge on its line, on what is behind that, beside nodes in a size."""
    text, edge = chart.words.labels[number], chart.flow.edges[number]
    small = label_size(chart, size)
    width, height = text.size(small)
    inset = emu(size) // 6
    place = Box(
        Emu(round(middle.x - width / 2) - inset),
        Emu(round(middle.y - height / 2)),
        Emu(width + 2 * inset),
        height,
    )
    panel = Panel(fill=chart.ground_of(edge))
    return chart.paint.frame(place, text, small, panel, step=chart.edge_step(edge))


def label_size(chart: MeasuredFlow, size: Pt) -> Pt:
    """Return the size of labels and titles beside nodes in a size of type."""
    return Pt(max(chart.style.block("diagram").floor, round(size * _LABEL_SHARE * 2) / 2))


def outer_sizes(chart: MeasuredFlow, size: Pt, *, is_tight: bool) -> list[tuple[Emu, Emu]]:
    """Return the size of each node: boxes of a rank are equally wide and high."""
    em = emu(size)
    texts = chart.words.tight if is_tight else chart.words.nodes
    inside = _TIGHT_BESIDE if is_tight else _BESIDE
    own = [
        _outer_size(node, text, size, inside)
        for node, text in zip(chart.flow.nodes, texts, strict=True)
    ]
    narrowest = _TIGHT_NARROWEST if is_tight else _NARROWEST
    ranks: dict[int, list[int]] = {}
    for number, item in enumerate(chart.graph.items[: len(own)]):
        if chart.flow.nodes[number].form not in UNEVEN:
            ranks.setdefault(item.rank, []).append(number)
    for members in ranks.values():
        width = max(Emu(round(narrowest * em)), *(own[number][0] for number in members))
        flat = [number for number in members if chart.flow.nodes[number].form != "cylinder"]
        tallest = max((own[number][1] for number in flat), default=Emu(0))
        for number in members:
            own[number] = width, tallest if number in flat else own[number][1]
    return own


def _outer_size(node: Node, words: Words, size: Pt, inside: float) -> tuple[Emu, Emu]:
    """Return the size of a node with its text, `inside` em beside that in a box."""
    em = emu(size)
    width, height = words.size(size)
    form = PANEL_FORMS.get(node.form, "box")
    beside, above = (inside, _ABOVE) if form in _ROOMLESS else (_TIGHT, _TIGHT)
    text = Emu(round(width + 2 * beside * em)), Emu(round(height + 2 * above * em))
    if form == "box":
        return text
    if node.form == "circle":
        side = max(outer_size("ellipse", text))
        return side, side
    return outer_size(form, text)


class _End(NamedTuple):
    """What an edge leads to, or where it begins."""

    box: Box
    shape: int
    """Its position in the group."""
    form: NodeForm | None = None
    """None for a cluster."""


class _Route(NamedTuple):
    """The line of an edge, and as which connector it can be drawn."""

    line: Line
    sides: tuple[Side, Side] | None = None
    """Where it begins and ends; None for one that is no connector."""
    kind: GlueKind = "straight"

    def glue(self, source: _End, target: _End) -> Glue | None:
        """Return what it joins, if it is a connector."""
        if self.sides is None or len(self.line.strokes) > MOST_BENT:
            return None
        start, end = self.sides
        kind = self.kind if len(self.line.strokes) > 1 else "straight"
        return Glue(Joint(source.shape, start), Joint(target.shape, end), kind)


def _across(box: Box, *, is_upright: bool) -> Stretch:
    """Return from where to where a box extends across the ranks."""
    return Stretch(box.x, box.right) if is_upright else Stretch(box.y, box.bottom)


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
