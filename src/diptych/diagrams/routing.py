"""The lines of a flowchart: from which side to which, and where they bend."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from diptych.diagrams.graph import Chain
from diptych.diagrams.lines import (
    MOST_BENT,
    Line,
    Spot,
    bent,
    cornered,
    s_curve,
    sampled,
)
from diptych.diagrams.measured_flow import MeasuredFlow
from diptych.diagrams.placing import Placed, Stretch, is_beside
from diptych.model.diagram import Direction, NodeForm
from diptych.model.drawn_shapes import Glue, Joint, Side
from diptych.model.geometry import Box, Emu, from_px

BETWEEN_LINES = 1.1
"""The least distance between lines, in em."""
_APART = 0.8
"""How far apart lines arrive that end at the same side, in em."""
_POINTED = ("circle", "diamond", "hexagon", "parallelogram")
"""Forms of which the middle of a side is where lines can end."""
_CURVE = 2
"""The strokes of a connector that is curved."""
_NEXT = 3
"""The items of an edge from one rank to the next: its ends, and its label or what stands for it."""
_FINE = 200
"""Into how many parts a line that may be as long as a slide is divided, so that none passes a node
unseen."""
LOOP_ABOVE = 0.45
"""How far before the rank of its node a line from that to itself turns, in em."""
GlueKind = Literal["straight", "curved", "bent"]
_STRAIGHT = from_px(1.5)
"""What is less aside counts as straight."""


def passes(chart: MeasuredFlow, edge: int) -> bool:
    """Return whether an edge that leads back passes ranks, so that its label has room there."""
    return any(chain.edge == edge and len(chain.items) > _NEXT for chain in chart.graph.chains)


class Ground(NamedTuple):
    """Where a flowchart stands on the page."""

    placed: Placed
    direction: Direction
    box: Box

    @property
    def is_upright(self) -> bool:
        """Return whether its ranks are below each other."""
        return self.direction in ("down", "up")

    def spot(self, across: float, along: float) -> Spot:
        """Return the place on the page of one in the graph."""
        if self.direction in ("up", "left"):
            along = self.placed.size.along - along
        across, along = round(across), round(along)
        if self.is_upright:
            return Spot(self.box.x + across, self.box.y + along)
        return Spot(self.box.x + along, self.box.y + across)


class End(NamedTuple):
    """What an edge leads to, or where it begins."""

    box: Box
    shape: int
    """Its position in the group."""
    form: NodeForm | None = None
    """None for a cluster."""


class Route(NamedTuple):
    """The line of an edge, and as which connector it can be drawn."""

    line: Line
    sides: tuple[Side, Side] | None = None
    """Where it begins and ends; None for one that is no connector."""
    kind: GlueKind = "straight"

    def glue(self, source: End, target: End) -> Glue | None:
        """Return what it joins, if it is a connector."""
        if self.sides is None or len(self.line.strokes) > MOST_BENT:
            return None
        start, end = self.sides
        kind = self.kind if len(self.line.strokes) > 1 else "straight"
        return Glue(Joint(source.shape, start), Joint(target.shape, end), kind)


class Router:
    """Leads the edges of a flowchart; `ends` are its clusters, then its nodes."""

    def __init__(
        self,
        chart: MeasuredFlow,
        ground: Ground,
        em: Emu,
        ends: Sequence[End],
        asides: Mapping[int, float],
    ) -> None:
        """`asides` is how far labels are beside lines from a node to itself, by their edges."""
        self.chart, self.ground, self.em, self.ends = chart, ground, em, ends
        self.asides = asides
        self.chains = {chain.edge: chain for chain in chart.graph.chains}

    def led(self, edge: int) -> tuple[Line, Glue | None]:
        """Return the line of an edge, and what it joins if it is a connector."""
        source, target = self._ends(edge)
        chain = self.chains.get(edge)
        if chain is None:
            route = self._loop(source.box)
        elif chain.is_back:
            route = self._back(chain, source, target)
        else:
            route = self._down(chain, source, target)
        return route.line, route.glue(source, target)

    def _ends(self, edge: int) -> tuple[End, End]:
        """Return what an edge joins, of the clusters and nodes."""
        first = len(self.chart.flow.clusters)
        nodes, clusters = self.chart.pairs[edge], self.chart.joined[edge]
        one, other = (
            self.ends[cluster] if cluster >= 0 else self.ends[first + node]
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
        return sides.get(self.ground.direction, ("bottom", "top"))

    def _down(self, chain: Chain, source: End, target: End) -> Route:
        """Return the route of an edge, from side to side."""
        if chain.edge in self.chart.bypasses:
            return self._past(chain, source, target)
        sides = self._sides()
        start, end = _at(source.box, sides[0]), _at(target.box, sides[1])
        if (level := self._level(chain, source, target)) is not None:
            return Route(level, sides, "straight")
        between = self._between(chain)
        aside = abs(start.x - end.x) if self.ground.is_upright else abs(start.y - end.y)
        if aside <= _STRAIGHT and self._is_level(start, between):
            end = Spot(start.x, end.y) if self.ground.is_upright else Spot(end.x, start.y)
            return Route(Line(start, (end,)), sides, "straight")
        if len(chain.items) <= _NEXT:
            is_alone = self._is_alone(chain)
            if is_alone:
                line = self._bent(chain, start, end)
            else:
                line = s_curve(start, end, is_upright=self.ground.is_upright)
            if self.chart.flow.is_tree or not self._crosses(line, chain):
                return Route(line, sides, "bent" if is_alone else "curved")
        line = self._through(
            [
                *self._leaving(chain, start),
                *between,
                *self._arriving(chain, between[-1], end),
            ]
        )
        return Route(line, sides, "bent")

    def _past(self, chain: Chain, source: End, target: End) -> Route:
        """Return the route of an edge that passes all, from and to the side at which it does."""
        bypass, (out, into) = self.chart.bypasses[chain.edge], self._sides()
        before: Side = "left" if self.ground.is_upright else "top"
        after: Side = "right" if self.ground.is_upright else "bottom"
        beside = before if bypass.side < 0 else after
        between = self._between(chain)
        sides = beside if bypass.starts else out, beside if bypass.ends else into
        start, end = _at(source.box, sides[0]), _at(target.box, sides[1])
        first, last = (
            Spot(lane.x, spot.y) if self.ground.is_upright else Spot(spot.x, lane.y)
            for lane, spot in ((between[0], start), (between[-1], end))
        )
        leaving = [start, first] if bypass.starts else self._leaving(chain, start)
        arriving = [last, end] if bypass.ends else self._arriving(chain, between[-1], end)
        return Route(self._through([*leaving, *between, *arriving]), sides, "bent")

    def _bent(self, chain: Chain, start: Spot, end: Spot) -> Line:
        """Return the line of an edge to the next rank.

        It turns in the middle between the ranks, as others do, outside of clusters.
        """
        at = self.ground.spot(0, self._middle(chain))
        if self.ground.is_upright:
            return Line(start, (Spot(start.x, at.y), Spot(end.x, at.y), end))
        return Line(start, (Spot(at.x, start.y), Spot(at.x, end.y), end))

    def _level(self, chain: Chain, source: End, target: End) -> Line | None:
        """Return a straight line of an edge of a cluster where the other end is beside its side."""
        if self.chart.joined[chain.edge] == (-1, -1):
            return None
        out, into = self._sides()
        start, end = _at(source.box, out), _at(target.box, into)
        one, other = (
            _across(each.box, is_upright=self.ground.is_upright) for each in (source, target)
        )
        first, last = max(one.start, other.start), min(one.end, other.end)
        if last - first < 2 * self.em:
            return None
        wished = [each.middle for each in (one, other) if first < each.middle < last]
        at = wished[-1 if len(wished) > 1 and target.form else 0] if wished else (first + last) / 2
        if self.ground.is_upright:
            line = Line(Spot(at, start.y), (Spot(at, end.y),))
        else:
            line = Line(Spot(start.x, at), (Spot(end.x, at),))
        return None if self._crosses(line, chain, closely=True) else line

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
        if self.ground.is_upright:
            return Spot(end.x + math.copysign(away, before.x - end.x), end.y)
        return Spot(end.x, end.y + math.copysign(away, before.y - end.y))

    def _leaving(self, chain: Chain, start: Spot) -> list[Spot]:
        """Return where an edge begins, and where it is past all nodes of its rank."""
        if self.chart.joined[chain.edge][0] >= 0:
            return [start]
        rank = self.chart.graph.items[chain.items[0]].rank
        past = self.ground.spot(0, self.ground.placed.bands[rank].end)
        return [start, Spot(start.x, past.y) if self.ground.is_upright else Spot(past.x, start.y)]

    def _arriving(self, chain: Chain, before: Spot, end: Spot) -> list[Spot]:
        """Return where an edge is before all nodes of its last rank, and where it ends."""
        if self.chart.joined[chain.edge][1] >= 0:
            return [end]
        rank = self.chart.graph.items[chain.items[-1]].rank
        near = self.ground.spot(0, self.ground.placed.bands[rank].start)
        end = self._apart(chain, before, end)
        return [Spot(end.x, near.y) if self.ground.is_upright else Spot(near.x, end.y), end]

    def _between(self, chain: Chain) -> list[Spot]:
        """Return the spots between the ends of an edge: straight past each rank of nodes.

        The rank before the last is for where it turns to its end.
        """
        graph, found = self.chart.graph, []
        passed = chain.items[1:-1]
        if len(chain.items) > _NEXT and graph.items[passed[-1]].kind == "bend":
            passed = passed[:-1]
        for number in passed:
            band = self.ground.placed.bands[graph.items[number].rank]
            across = self.ground.placed.across[number]
            ends = (band.start, band.end) if band.end > band.start else (band.start,)
            found += [self.ground.spot(across, along) for along in ends]
        return found

    def _is_level(self, start: Spot, between: Sequence[Spot]) -> bool:
        return all(
            abs(spot.x - start.x if self.ground.is_upright else spot.y - start.y) <= _STRAIGHT
            for spot in between
        )

    def _crosses(self, line: Line, chain: Chain, *, closely: bool = False) -> bool:
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
            nodes |= {n for n in range(len(self.ends) - first) if cluster in items[n].path}
        own = clusters | {first + node for node in nodes}
        return any(
            box.x < spot.x < box.right and box.y < spot.y < box.bottom
            for spot in (sampled(line, _FINE) if closely else sampled(line))
            for number, (box, *_) in enumerate(self.ends)
            if number not in own
        )

    def _through(self, spots: Sequence[Spot]) -> Line:
        """Return a line that is straight along ranks and turns at right angles between them."""
        passed = [spots[0]]
        for other in spots[1:]:
            one = passed[-1]
            aside = other.x - one.x if self.ground.is_upright else other.y - one.y
            if abs(aside) > _STRAIGHT:
                passed += bent(one, other, is_upright=self.ground.is_upright).spots[1:]
            else:
                passed.append(
                    Spot(one.x, other.y) if self.ground.is_upright else Spot(other.x, one.y)
                )
        return cornered(passed)

    def _back(self, chain: Chain, source: End, target: End) -> Route:
        """Return the route of an edge that leads back along its lane."""
        placed = self.ground.placed
        is_after = self.chart.order.sides[chain.edge] > 0
        lane = max if is_after else min
        across = lane(placed.across[item] for item in chain.items)
        beside: tuple[Side, Side] = (
            ("right", "left") if self.ground.is_upright else ("bottom", "top")
        )
        aside, corner = beside[0 if is_after else 1], self.ground.spot(across, 0)
        spots: list[Spot] = []
        sides: list[Side] = []
        for end, is_start in ((source, True), (target, False)):
            if self._is_beside(chain, is_start=is_start):
                edge = _at(end.box, aside)
                turn = Spot(corner.x, edge.y) if self.ground.is_upright else Spot(edge.x, corner.y)
                found = [edge, turn]
                sides.append(aside)
            else:
                side = self._sides()[0 if is_start else 1]
                edge, own = _at(end.box, side), self._turn(chain, is_start=is_start)
                if self.ground.is_upright:
                    found = [edge, Spot(edge.x, own.y), Spot(corner.x, own.y)]
                else:
                    found = [edge, Spot(own.x, edge.y), Spot(own.x, corner.y)]
                sides.append(side)
            spots += found if is_start else found[::-1]
        return Route(cornered(spots), (sides[0], sides[1]), "bent")

    def _turn(self, chain: Chain, *, is_start: bool) -> Spot:
        """Return where an edge turns to its lane: after the rank in which it begins, or before."""
        end = 0 if is_start else 1
        cluster = self.chart.joined[chain.edge][end]
        if cluster >= 0:
            passed = self.ground.placed.frames[cluster][1]
        else:
            rank = self.chart.graph.items[self.chart.pairs[chain.edge][end]].rank
            passed = self.ground.placed.bands[rank]
        away = BETWEEN_LINES * self.em * 0.6
        return self.ground.spot(0, passed.end + away if is_start else passed.start - away)

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

    def _loop(self, box: Box) -> Route:
        """Return the route from a node to itself.

        It leaves at a side where no others do and ends where those from above arrive: connectors
        end in the middle of sides.
        """
        out, near = BETWEEN_LINES * self.em, LOOP_ABOVE * self.em
        _, into = self._sides()
        end = _at(box, into)
        if self.ground.is_upright:
            start, level = _at(box, "right"), end.y + (-near if into == "top" else near)
            far = start.x + out
            spots = [start, Spot(far, start.y), Spot(far, level), Spot(end.x, level), end]
            return Route(cornered(spots), ("right", into), "bent")
        start, before = _at(box, "bottom"), end.x + (-near if into == "left" else near)
        far = start.y + out
        spots = [start, Spot(start.x, far), Spot(before, far), Spot(before, end.y), end]
        return Route(cornered(spots), ("bottom", into), "bent")

    def label_spots(self, edge: int, line: Line) -> list[Spot]:
        """Return the places on its line where the label of an edge may be, the best first."""
        chain = self.chains.get(edge)
        if chain is None:
            one, other = line.spots[1:3]
            x, y, away = (one.x + other.x) / 2, (one.y + other.y) / 2, self.asides[edge]
            return [Spot(x + away, y) if self.ground.is_upright else Spot(x, y + away)]
        is_next = not chain.is_back and len(chain.items) <= _NEXT
        if is_next or len(line.strokes) <= _CURVE:
            at = sampled(line)
            half = len(at) // 2
            if is_next and self._is_framed(chain):
                return [self._clear(line, chain)]
            return [at[place] for place in (half, half + 2, half - 2, half + 3, half - 3)]
        items = self.chart.graph.items
        if chain.is_back:
            item = chain.items[len(chain.items) // 2]
            lane = max if self.chart.order.sides[chain.edge] > 0 else min
            across = lane(self.ground.placed.across[one] for one in chain.items)
        else:
            item = chain.items[1]
            across = self.ground.placed.across[item]
        return [self.ground.spot(across, self.ground.placed.bands[items[item].rank].middle)]

    def _is_framed(self, chain: Chain) -> bool:
        """Return whether an edge leads into or out of a cluster, past its frame."""
        one, other = (self.chart.graph.items[chain.items[end]].path for end in (0, -1))
        return one != other

    def _clear(self, line: Line, chain: Chain) -> Spot:
        """Return where an edge is in the middle between two ranks and the frames around these."""
        middle = self.ground.spot(0, self._middle(chain))

        spots = sampled(line, _FINE)

        def away(number: int) -> tuple[float, int]:
            spot = spots[number]
            aside = abs(spot.y - middle.y if self.ground.is_upright else spot.x - middle.x)
            return round(aside / _STRAIGHT), abs(number - len(spots) // 2)

        return spots[min(range(len(spots)), key=away)]

    def _middle(self, chain: Chain) -> float:
        return self.ground.placed.bands[self.chart.graph.items[chain.items[1]].rank].middle


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
