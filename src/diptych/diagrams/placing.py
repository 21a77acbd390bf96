"""Where the items of a graph stand: across their rank near what they are joined to, and along it.

Lengths are in any unit, the same for all. `across` is measured along a rank, `along` from rank to
rank; the reader sees a graph that goes down, or one that goes right.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from msgspec import Struct

from diptych.diagrams.bypasses import Bypass
from diptych.diagrams.graph import Chain, Graph
from diptych.diagrams.ordering import Ordered

_FREE = 1e12
"""How far an item may go that has nothing beside it."""
_STROKE = 0.6
"""How much of an edge is to be seen beside its label before it turns, as a share of `beside`."""
_ROUNDS = 10
"""How often ranks are gone through, down and up in turn; the last one is up."""


class Size(NamedTuple):
    """The extent of something across and along its rank."""

    across: float
    along: float


class Pads(NamedTuple):
    """The space of a cluster around what is in it."""

    before: float
    """Across, before the first."""
    after: float
    above: float
    """Along, above its first rank."""
    below: float
    least: float
    """The least extent across, for its title; `length` is that along."""
    length: float = 0.0


class Spacing(NamedTuple):
    """The least distances."""

    across: float
    """Between nodes of a rank."""
    beside: float
    """Between others of a rank, such as two edges."""
    along: float
    """Between ranks of nodes."""
    label: float
    """Above and below a label, at least."""
    turn: float
    """What an edge that leads back needs above or below a rank."""
    loop: float
    """What one from a node to itself needs above its rank."""


class Stretch(NamedTuple):
    """From where to where something extends."""

    start: float
    end: float

    @property
    def middle(self) -> float:
        """Return its middle."""
        return (self.start + self.end) / 2


class Placed(Struct, frozen=True, kw_only=True):
    """A graph with places; what is farthest before and above is at 0."""

    across: tuple[float, ...]
    """The middle of each item."""
    bands: tuple[Stretch, ...]
    """Each rank, along."""
    frames: tuple[tuple[Stretch, Stretch], ...]
    """Each cluster, across and along."""
    size: Size


def placed(
    graph: Graph,
    order: Ordered,
    sizes: Sequence[Size],
    pads: Sequence[Pads],
    spacing: Spacing,
    *,
    passing: Mapping[int, Bypass],
) -> Placed:
    """Return a graph with places; `sizes` are those of its items, `pads` those of its clusters.

    `passing` are the edges that pass everything at one side, which move nothing of that.
    """
    across = _Across(graph, order, sizes, pads, spacing, passing=passing).solved()
    bands, frames = _along(graph, sizes, pads, spacing)
    for _ in pads:  # one that is widened widens those around it
        short = [max(0.0, p.length - (f.end - f.start)) for p, f in zip(pads, frames, strict=True)]
        if not any(short):
            break
        pads = [
            pad._replace(above=pad.above + lack / 2, below=pad.below + lack / 2)
            for pad, lack in zip(pads, short, strict=True)
        ]
        bands, frames = _along(graph, sizes, pads, spacing)
    count = len(graph.items)
    starts = [across[count + 2 * cluster] for cluster in range(len(pads))]
    ends = [across[count + 2 * cluster + 1] for cluster in range(len(pads))]
    left = [x - size.across / 2 for x, size in zip(across, sizes, strict=False)]
    right = [x + size.across / 2 for x, size in zip(across, sizes, strict=False)]
    first, last = min((*left, *starts)), max((*right, *ends))
    top = min((0.0, *(frame.start for frame in frames)))
    bottom = max((bands[-1].end, *(frame.end for frame in frames)))
    before, after = _turns(graph, order, spacing)
    top, bottom = min(top, bands[0].start - before), max(bottom, bands[-1].end + after)
    return Placed(
        across=tuple(x - first for x in across[:count]),
        bands=tuple(Stretch(band.start - top, band.end - top) for band in bands),
        frames=tuple(
            (Stretch(start - first, end - first), Stretch(frame.start - top, frame.end - top))
            for start, end, frame in zip(starts, ends, frames, strict=True)
        ),
        size=Size(last - first, bottom - top),
    )


def is_beside(graph: Graph, order: Ordered, lane: int, node: int, cluster: int = -1) -> bool:
    """Return whether only lanes, or what is in a cluster, are between a lane and a node."""
    layer = order.layers[graph.items[node].rank]
    one, other = sorted((layer.index(lane), layer.index(node)))
    between = (graph.items[item] for item in layer[one + 1 : other])
    return all(item.kind == "lane" or cluster in item.path for item in between)


def _turns(graph: Graph, order: Ordered, spacing: Spacing) -> tuple[float, float]:
    """Return the room that edges need that turn above the first rank and below the last one."""
    ranks = {graph.items[node].rank for node in graph.loops.values()}
    before, after = spacing.loop if 0 in ranks else 0.0, 0.0
    last = len(order.layers) - 1
    for chain in graph.chains:
        if chain.is_back:
            upper, lower = (graph.items[chain.items[end]].rank for end in (0, -1))
            if upper == 0:
                before = max(before, spacing.turn)
            if lower == last:
                after = spacing.turn
    return before, after


class _Across:
    """Solves the places across: least distances are kept, and wishes met as far as they permit.

    Items pushed forward from their wishes and items pushed back from them are two ways to keep all
    distances; so is the mean of both.
    """

    def __init__(
        self,
        graph: Graph,
        order: Ordered,
        sizes: Sequence[Size],
        pads: Sequence[Pads],
        spacing: Spacing,
        *,
        passing: Mapping[int, Bypass],
    ) -> None:
        self.graph, self.order, self.passing = graph, order, passing
        self.sizes, self.pads, self.spacing = sizes, pads, spacing
        self.count = len(graph.items)
        self.total = self.count + 2 * len(pads)
        self.forks = self._forks()
        self.after: list[dict[int, float]] = [{} for _ in range(self.total)]
        outside = {n for chain in graph.chains if chain.edge in passing for n in chain.items[1:-1]}
        self.layers = [[item for item in layer if item not in outside] for layer in order.layers]
        for layer in self.layers:
            for (one, other), distance in self._distances(layer):
                self.after[one][other] = max(distance, self.after[one].get(other, 0.0))
        for cluster, pad in enumerate(pads):
            self.after[self._start(cluster)][self._end(cluster)] = pad.least
        self.sequence = self._sequence()
        self.before: list[dict[int, float]] = [{} for _ in range(self.total)]
        for one in range(self.total):
            for other, distance in self.after[one].items():
                self.before[other][one] = distance
        self.above: list[list[int]] = [[] for _ in range(self.count)]
        self.below: list[list[int]] = [[] for _ in range(self.count)]
        for chain in graph.chains:
            for upper, lower in pairwise(() if chain.edge in passing else chain.items):
                self.below[upper].append(lower)
                self.above[lower].append(upper)

    def solved(self) -> list[float]:
        """Return the places of items, and those of the edges of clusters after them."""
        x = self._pushed([0.0] * self.total, self.sequence)
        before: list[float] = []
        for _ in range(_ROUNDS // 2):
            for is_down in (True, False):
                for layer in self.layers if is_down else self.layers[::-1]:
                    x = self._settled(x, layer, self._wish(x, layer, is_down=is_down))
            if x == before:
                break
            before = list(x)
        self._straighten(x)
        self._draw_in(x)
        for chain in self.graph.chains:
            if chain.edge in self.passing:
                place = self._outside(x, chain, self.passing[chain.edge])
                for item in chain.items[1:-1]:
                    x[item] = place
        return x

    def _straighten(self, x: list[float]) -> None:
        """Put what follows each other alone on a straight line where there is room."""
        for run in self._runs():
            least = max(x[o] + d for item in run for o, d in self._limits(self.before, item))
            most = min(x[o] - d for item in run for o, d in self._limits(self.after, item))
            if least <= most:
                for item in run:
                    x[item] = min(max(x[run[0]], least), most)

    def _draw_in(self, x: list[float]) -> None:
        """Put lanes as near to what they pass as they may be, the inner ones first."""
        lanes = [one for one in self.graph.chains if one.is_back]
        for chain in sorted(lanes, key=lambda one: len(one.items)):
            if self.graph.items[chain.items[0]].path:
                continue  # the frame of their cluster is around them
            side = self.order.sides[chain.edge]
            near = self.before if side > 0 else self.after
            places = [x[o] + side * d for item in chain.items for o, d in near[item].items()]
            place = max(places) if side > 0 else min(places)
            for item in chain.items:
                x[item] = place

    def _outside(self, x: Sequence[float], chain: Chain, bypass: Bypass) -> float:
        """Return where an edge passes all that is at its ranks, as near to that as it may be."""
        side, passing = bypass.side, set(chain.items[1:-1])
        places = [
            x[one] + distance if side > 0 else x[other] - distance
            for item in passing
            for (one, other), distance in self._distances(
                self.order.layers[self.graph.items[item].rank]
            )
            if (other if side > 0 else one) == item
        ]
        for end, is_there in ((0, bypass.starts), (-1, bypass.ends)):
            if is_there:
                node = chain.items[end]
                away = self.sizes[node].across / 2 + self.spacing.turn
                places.append(x[node] + side * away)
        if not places:  # it is alone in its ranks
            return x[chain.items[0]]
        return max(places) if side > 0 else min(places)

    def _limits(
        self, near: Sequence[Mapping[int, float]], item: int
    ) -> Iterable[tuple[int, float]]:
        """Return what is next to an item, and how far away it is; itself if nothing is."""
        return near[item].items() or ((item, -_FREE),)

    def _runs(self) -> Iterator[list[int]]:
        """Yield the items that follow each other alone, which had better be on a straight line.

        What is between nodes comes before the same with the bends towards others.
        """
        for layer in self.layers:
            for item in layer:
                if self._continued(item) is not None:
                    continue
                run = [item]
                while (further := self._further(run[-1])) is not None:
                    run.append(further)
                nodes = [n for n, one in enumerate(run) if self.graph.items[one].kind == "node"]
                if nodes:
                    yield run[nodes[0] : nodes[-1] + 1]
                yield run

    def _continued(self, item: int) -> int | None:
        """Return what is above an item if nothing else is, and nothing else is below that."""
        above = self.above[item]
        return above[0] if len(above) == 1 and len(self.below[above[0]]) == 1 else None

    def _further(self, item: int) -> int | None:
        below = self.below[item]
        return below[0] if len(below) == 1 and len(self.above[below[0]]) == 1 else None

    def _settled(
        self, x: list[float], layer: Sequence[int], wishes: Mapping[int, float]
    ) -> list[float]:
        """Return the places with the wishes of a rank met as far as possible."""
        if not wishes:
            return x
        if not self.pads:
            self._settle_alone(x, layer, wishes)
            return x
        wished = list(x)
        for item, place in wishes.items():
            wished[item] = place
        self._around(wished)
        forward = self._pushed(wished, self.sequence)
        back = self._pushed_back(wished, self.sequence)
        return [(one + other) / 2 for one, other in zip(forward, back, strict=True)]

    def _settle_alone(
        self, x: list[float], layer: Sequence[int], wishes: Mapping[int, float]
    ) -> None:
        """Do the same in place, without clusters, so that only a rank's own distances matter."""
        wished = [wishes.get(item, x[item]) for item in layer]
        gaps = [self.after[one][other] for one, other in pairwise(layer)]
        forward, back = list(wished), list(wished)
        for at, gap in enumerate(gaps, 1):
            forward[at] = max(forward[at], forward[at - 1] + gap)
        for at in range(len(gaps) - 1, -1, -1):
            back[at] = min(back[at], back[at + 1] - gaps[at])
        for item, one, other in zip(layer, forward, back, strict=True):
            x[item] = (one + other) / 2

    def _wish(self, x: Sequence[float], layer: Sequence[int], *, is_down: bool) -> dict[int, float]:
        near = self.above if is_down else self.below
        return {
            item: x[places[0]] if len(places) == 1 else median(x[one] for one in places)
            for item in layer
            if (places := near[item])
        }

    def _start(self, cluster: int) -> int:
        return self.count + 2 * cluster

    def _end(self, cluster: int) -> int:
        return self.count + 2 * cluster + 1

    def _distances(self, layer: Sequence[int]) -> Iterator[tuple[tuple[int, int], float]]:
        """Yield what follows each other in a rank, edges of clusters included, and how far."""
        walk = list(self._walk(layer))
        for (one, room, is_node), (other, more, is_other) in pairwise(walk):
            if one < self.count and other < self.count:
                gap = self.spacing.across if is_node and is_other else self.spacing.beside
            else:
                gap = self._pad(one, other)
            yield (one, other), max(room + gap + more, self._fork(one, other))

    def _forks(self) -> dict[int, tuple[int, float]]:
        """Return the nodes to which an edge with a label leads that forks, by their position.

        Each has where the edge comes from, and how far it has to go across beside its label.
        """
        found: dict[int, tuple[int, float]] = {}
        for chain in self.graph.chains:
            source, *between, target = chain.items
            labels = [item for item in between if self.graph.items[item].kind == "label"]
            if not chain.is_back and len(between) == 1 and labels:
                own = self.sizes[labels[0]].across + _STROKE * self.spacing.beside
                found[target] = source, own
        return found

    def _fork(self, one: int, other: int) -> float:
        """Return how far apart two ends of a fork are at least: it comes from their middle."""
        first, second = self.forks.get(one), self.forks.get(other)
        if first is None or second is None or first[0] != second[0]:
            return 0.0
        return 2 * max(first[1], second[1])

    def _pad(self, one: int, other: int) -> float:
        """Return the distance between an edge of a cluster and what is before or after it."""
        if one >= self.count and (one - self.count) % 2 == 0:
            return self.pads[(one - self.count) // 2].before
        if other >= self.count and (other - self.count) % 2 == 1:
            return self.pads[(other - self.count) // 2].after
        return self.spacing.across

    def _walk(self, layer: Sequence[int]) -> Iterator[tuple[int, float, bool]]:
        """Yield items and edges of clusters in order, with half their extent."""
        path: tuple[int, ...] = ()
        for number in layer:
            item = self.graph.items[number]
            shared = 0
            while shared < min(len(path), len(item.path)) and path[shared] == item.path[shared]:
                shared += 1
            for cluster in reversed(path[shared:]):
                yield self._end(cluster), 0.0, False
            for cluster in item.path[shared:]:
                yield self._start(cluster), 0.0, False
            path = item.path
            yield number, self.sizes[number].across / 2, item.kind in ("node", "label")
        for cluster in reversed(path):
            yield self._end(cluster), 0.0, False

    def _sequence(self) -> list[int]:
        waiting = [0] * self.total
        for following in self.after:
            for other in following:
                waiting[other] += 1
        ready = [one for one in range(self.total) if not waiting[one]]
        for one in ready:
            for other in self.after[one]:
                waiting[other] -= 1
                if not waiting[other]:
                    ready.append(other)
        return ready

    def _pushed(self, wishes: Sequence[float], sequence: Sequence[int]) -> list[float]:
        x = list(wishes)
        for one in sequence:
            for other, distance in self.after[one].items():
                x[other] = max(x[other], x[one] + distance)
        return x

    def _pushed_back(self, wishes: Sequence[float], sequence: Sequence[int]) -> list[float]:
        x = list(wishes)
        for one in reversed(sequence):
            for other, distance in self.before[one].items():
                x[other] = min(x[other], x[one] - distance)
        return x

    def _around(self, x: list[float]) -> None:
        """Put the edges of clusters around what is in them, the inner ones first."""
        for cluster in reversed(range(len(self.pads))):
            pad = self.pads[cluster]
            inside = [
                (x[n] - self.sizes[n].across / 2, x[n] + self.sizes[n].across / 2)
                for n, item in enumerate(self.graph.items)
                if cluster in item.path
            ]
            if inside:
                x[self._start(cluster)] = min(left for left, _ in inside) - pad.before
                x[self._end(cluster)] = max(right for _, right in inside) + pad.after


def _along(
    graph: Graph, sizes: Sequence[Size], pads: Sequence[Pads], spacing: Spacing
) -> tuple[list[Stretch], list[Stretch]]:
    """Return where ranks and clusters are along the graph."""
    heights = [0.0] * len(graph.layers)
    for item, size in zip(graph.items, sizes, strict=True):
        heights[item.rank] = max(heights[item.rank], size.along)
    above, below = [0.0] * len(pads), [0.0] * len(pads)
    for cluster in reversed(range(len(pads))):  # what is within is later
        first, last = graph.spans[cluster]
        inner = [c for c, path in enumerate(graph.paths) if len(path) > 1 and path[-2] == cluster]
        starts = [above[c] for c in inner if graph.spans[c][0] == first]
        ends = [below[c] for c in inner if graph.spans[c][1] == last]
        above[cluster] = pads[cluster].above + max(starts, default=0.0)
        below[cluster] = pads[cluster].below + max(ends, default=0.0)
    bands: list[Stretch] = []
    y = 0.0
    for rank, height in enumerate(heights):
        starting = [above[c] for c, (first, _) in enumerate(graph.spans) if first == rank]
        y += max(starting, default=0.0)
        if rank % 2:
            gap = spacing.along / 2 if not height else max(spacing.label, spacing.along / 4)
            bands.append(Stretch(y + gap, y + gap + height))
            y += 2 * gap + height
        else:
            bands.append(Stretch(y, y + height))
            y += height
        ending = [below[c] for c, (_, last) in enumerate(graph.spans) if last == rank]
        y += max(ending, default=0.0)
    frames = [
        Stretch(bands[first].start - above[c], bands[last].end + below[c])
        for c, (first, last) in enumerate(graph.spans)
    ]
    return bands, frames
