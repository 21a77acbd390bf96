"""Long flowcharts in rows: from left to right, then back below that, as one ploughs a field.

A flowchart may go on in another row where one line alone leads on, from a node that is the only one
of its rank to another such node. What leads back from the last node to the first may do so below.
If there is no such place, it may have two rows with a few other lines between them, each on a level
of its own, from the lower side of a node that has none there to the upper side of another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import combinations, pairwise, permutations
from typing import NamedTuple

from msgspec.structs import replace

from diptych.diagrams.flow_layout import (
    UNEVEN,
    FlowLayout,
    Grid,
    Pieces,
    edge_drawing,
    edge_label,
    label_size,
    outer_sizes,
)
from diptych.diagrams.graph import Chain
from diptych.diagrams.lines import Line, Spot, cornered
from diptych.diagrams.measured_flow import FlowPart, MeasuredFlow
from diptych.diagrams.routing import BETWEEN_LINES, GlueKind
from diptych.model.drawn_shapes import Drawing, Glue, Joint, Side
from diptych.model.geometry import Box, Emu, Pt, emu
from diptych.model.shapes import Shape

_FEWEST = 6
"""The ranks of a flowchart that may have rows; each row has two or more."""
_MOST_ROWS = 4
_TALL = (*UNEVEN, "cylinder")
"""Forms that others are not as high as."""
_APART, _CLEAR = 1.7, 0.9
"""The least distance between rows, and the space above and below a label there, in em."""


_MOST_CROSSINGS = 3
"""The most lines between two rows besides the one that leads on."""
_LEVEL, _LABELLED_LEVEL = 0.9, 1.3
"""The distance between the levels of these, and if some have labels, in em."""
_HALVED = 4
"""The places of a line with two bends, whose label is between these."""


class Fold:
    """A way to set a flowchart in rows.

    `joins` lead from row to row, `back` from the last node to the first, and `crossings` between
    other nodes of two rows.
    """

    def __init__(
        self,
        chart: MeasuredFlow,
        rows: Sequence[list[int]],
        joins: Sequence[int],
        back: int | None,
        crossings: Sequence[int] = (),
    ) -> None:
        self.chart, self.rows, self.joins, self.back = chart, rows, joins, back
        self.crossings = crossings

    @cached_property
    def parts(self) -> list[FlowPart]:
        """Return each row as a flowchart."""
        return [self.chart.part(row) for row in self.rows]


def folds(chart: MeasuredFlow) -> tuple[Fold, ...]:
    """Return the ways to set a flowchart in rows; none if it is short, or branches all along."""
    count = (len(chart.graph.layers) + 1) // 2
    if count < _FEWEST or chart.flow.is_tree:
        return ()
    back = _closing(chart)
    cuts = dict(_cuts(chart, back))
    found: dict[tuple[int, ...], Fold] = {}
    for rows in range(2, 1 + (2 if back is not None else _MOST_ROWS)):
        chosen = _nearest(sorted(cuts), [-(-count * row // rows) for row in range(1, rows)])
        ends = (0, *chosen, count)
        if len(chosen) == rows - 1 and min(b - a for a, b in pairwise(ends)) > 1:
            items = chart.graph.items[: len(chart.flow.nodes)]
            parts = [
                [n for n, item in enumerate(items) if first <= item.rank // 2 < last]
                for first, last in pairwise(ends)
            ]
            found[chosen] = Fold(chart, parts, [cuts[cut] for cut in chosen], back)
    if not found and back is None and (crossed := _crossed(chart, count)) is not None:
        return (crossed,)
    return tuple(found.values())


def _crossed(chart: MeasuredFlow, count: int) -> Fold | None:
    """Return two rows, as equal as can be, with lines between them; None if there are none."""
    items = chart.graph.items[: len(chart.flow.nodes)]
    for cut in sorted(range(2, count - 1), key=lambda cut: abs(2 * cut - count)):
        rank = 2 * cut
        rows = [
            [n for n, item in enumerate(items) if (item.rank < rank) == is_first]
            for is_first in (True, False)
        ]
        upper = set(rows[0])
        between = [n for n, ends in enumerate(chart.pairs) if len(upper.intersection(ends)) == 1]
        ends = _only(chart, rank - 2), _only(chart, rank)
        joins = [edge for edge in between if chart.pairs[edge] == ends]
        is_whole = not any(first < rank <= last for first, last in chart.graph.spans)
        if is_whole and joins and len(between) <= 1 + _MOST_CROSSINGS:
            crossings = [edge for edge in between if edge != joins[0]]
            fold = Fold(chart, rows, joins[:1], None, crossings)
            if _is_clear(chart, fold):
                return fold
    return None


def _only(chart: MeasuredFlow, rank: int) -> int | None:
    """Return the only node of a rank; None if it has more."""
    nodes = [n for n in range(len(chart.flow.nodes)) if chart.graph.items[n].rank == rank]
    return nodes[0] if len(nodes) == 1 else None


def _is_clear(chart: MeasuredFlow, fold: Fold) -> bool:
    """Return whether lines between rows end at sides that are free, with nothing before them."""
    for part in fold.parts:
        own = part.chart
        if own.bypasses or own.graph.loops or any(one.is_back for one in own.graph.chains):
            return False
    ends = [node for edge in fold.crossings for node in chart.pairs[edge]]
    return (
        len({*ends}) == len(ends)
        and all(_only(chart, chart.graph.items[node].rank) == node for node in ends)
        and all(chart.joined[edge] == (-1, -1) for edge in (*fold.joins, *fold.crossings))
    )


def _closing(chart: MeasuredFlow) -> int | None:
    """Return the edge from the last node to the first, each alone in its rank, if there is one."""
    layers = chart.graph.layers
    if len(layers[0]) > 1 or len(layers[-1]) > 1:
        return None
    ends = layers[-1][0], layers[0][0]
    edge = next((n for n, pair in enumerate(chart.pairs) if pair == ends), None)
    return edge if edge is None or chart.joined[edge] == (-1, -1) else None


def _cuts(chart: MeasuredFlow, back: int | None) -> Iterator[tuple[int, int]]:
    """Yield the ranks of nodes before which a row may begin, with the edge that leads there."""
    graph = chart.graph
    for rank in range(2, len(graph.layers), 2):
        before, between, after = graph.layers[rank - 2 : rank + 1]
        if not len(before) == len(between) == len(after) == 1:
            continue
        passing = [one for one in graph.chains if one.edge != back and _passes(chart, one, rank)]
        is_whole = not any(first < rank <= last for first, last in graph.spans)
        if len(passing) == 1 and is_whole and chart.joined[passing[0].edge] == (-1, -1):
            (one,) = passing
            if (one.items[0], one.items[-1]) == (before[0], after[0]):
                yield rank // 2, one.edge


def _passes(chart: MeasuredFlow, chain: Chain, rank: int) -> bool:
    ranks = [chart.graph.items[item].rank for item in chain.items]
    return min(ranks) < rank <= max(ranks)


def _nearest(cuts: Sequence[int], wished: Sequence[int]) -> tuple[int, ...]:
    """Return the cuts that are nearest to the wished ones, each once."""
    if not cuts:
        return ()
    return tuple(sorted({min(cuts, key=lambda cut: abs(cut - one)) for one in wished}))


class _Row(NamedTuple):
    """A row: its layout, and where it is in the whole."""

    layout: FlowLayout
    x: int
    y: int
    last: int
    """The middle of its last node in the whole."""


class FoldedLayout:
    """A flowchart in rows, in one size."""

    def __init__(self, chart: MeasuredFlow, fold: Fold, size: Pt, air: float) -> None:
        self.chart, self.fold, self.size = chart, fold, size
        small, clear = label_size(chart, size), 2 * _CLEAR * emu(size) * air
        labelled = [n for n in fold.joins if n in chart.words.labels]
        labels = (chart.words.labels[n] for n in labelled)
        highest = max((label.size(small)[1] + clear for label in labels), default=0.0)
        gap = round(max(_APART * emu(size) * air, highest, self._levels_height(air)))
        rows: list[_Row] = []
        for layout in self._layouts(air):
            first, last = _ends(layout)
            x = rows[-1].last - first if rows else 0
            y = rows[-1].y + rows[-1].layout.height + gap if rows else 0
            rows.append(_Row(layout, x, y, x + last))
        left = min(row.x for row in rows)
        if self._returns_outside:
            left -= round(BETWEEN_LINES * emu(size))
        self.rows = [row._replace(x=row.x - left) for row in rows]
        self.turn = max(row.x + row.layout.width for row in self.rows)
        self.width = Emu(self.turn)
        if self._turns_outside:
            wide = max((chart.words.labels[n].size(small)[0] for n in labelled), default=0)
            half = wide // 2 + emu(size) // 3 if wide else 0
            self.turn += max(round(BETWEEN_LINES * emu(size)), half)
            self.width = Emu(self.turn + half)
        self.height = Emu(rows[-1].y + rows[-1].layout.height)

    @property
    def _turns_outside(self) -> bool:
        """Return whether the line that leads on goes around the end of the rows.

        It does if another one has a side at which it would go straight down.
        """
        ends = {node for edge in self.fold.crossings for node in self.chart.pairs[edge]}
        return bool(ends.intersection(self.chart.pairs[self.fold.joins[0]]))

    @property
    def _returns_outside(self) -> bool:
        """Return whether the line back to the first node leaves the last one at its outer side.

        It does if several lead to that, of which one may end where it would leave.
        """
        if self.fold.back is None:
            return False
        last, _ = self.chart.pairs[self.fold.back]
        return sum(target == last for _, target in self.chart.pairs) > 1

    def _levels_height(self, air: float) -> float:
        """Return the height of the levels of lines between two rows."""
        crossings = self.fold.crossings
        has_labels = any(edge in self.chart.words.labels for edge in crossings)
        apart = (_LABELLED_LEVEL if has_labels else _LEVEL) * emu(self.size) * air
        return apart * (len(crossings) + 1) if crossings else 0.0

    def _layouts(self, air: float) -> Iterator[FlowLayout]:
        """Yield each row; boxes are equally wide and high in all of them."""
        parts = [part.chart for part in self.fold.parts]
        outer = [outer_sizes(part, self.size, is_tight=True) for part in parts]
        nodes = [node for part in parts for node in part.flow.nodes]
        sizes = [size for row in outer for size in row]
        even = [size for node, size in zip(nodes, sizes, strict=True) if node.form not in UNEVEN]
        flat = [size for node, size in zip(nodes, sizes, strict=True) if node.form not in _TALL]
        width = max((size[0] for size in even), default=Emu(0))
        height = max((size[1] for size in flat), default=Emu(0))
        rank_height = max(size[0] for size in sizes)
        for number, (part, own) in enumerate(zip(parts, outer, strict=True)):
            wide = [
                size if node.form in UNEVEN else (width, max(size[1], height))
                for node, size in zip(part.flow.nodes, own, strict=True)
            ]
            yield FlowLayout(
                part,
                self.size,
                air,
                "left" if number % 2 else "right",
                is_tight=True,
                grid=Grid(wide, rank_height),
            )

    def shapes(self, box: Box) -> Sequence[Shape]:
        """Return the group of its shapes."""
        chart, fold = self.chart, self.fold
        made = Pieces({}, {}, {}, {})
        for row, part in zip(self.rows, fold.parts, strict=True):
            own = Box(Emu(box.x + row.x), Emu(box.y + row.y), row.layout.width, row.layout.height)
            pieces = row.layout.pieces(own)
            made.frames.update((part.clusters[n], frame) for n, frame in pieces.frames.items())
            made.nodes.update((part.nodes[n], node) for n, node in pieces.nodes.items())
            made.labels.update((part.edges[n], label) for n, label in pieces.labels.items())
            for number, line in pieces.lines.items():
                made.lines[part.edges[number]] = self._attached(line, part)
        for edge in (*fold.joins, *(() if fold.back is None else (fold.back,))):
            self._join(edge, made, box)
        self._cross(made, box)
        return chart.paint.group(box, chart.span, chart.said, made.shapes)

    def _attached(self, line: Drawing, part: FlowPart) -> Drawing:
        """Return a line of a row, attached to the shapes of the whole."""
        if line.glue is None:
            return line
        own, whole = part.chart.flow, self.chart.flow
        shapes = [*part.clusters, *(0 for _ in own.edges)]
        shapes += (len(whole.clusters) + len(whole.edges) + node for node in part.nodes)
        ends = (line.glue.start, line.glue.end)
        start, end = (replace(joint, shape=shapes[joint.shape]) for joint in ends)
        return replace(line, glue=replace(line.glue, start=start, end=end))

    def _join(self, number: int, made: Pieces, box: Box) -> None:
        """Add the line between two rows, and its label."""
        source, target = (made.nodes[node].box for node in self.chart.pairs[number])
        if number == self.fold.back and self._returns_outside:
            route = _returned_outside(source, target, box.x)
        elif number == self.fold.back:
            route = _returned(source, target)
        elif self._turns_outside:
            route = _outside(source, target, box.x + self.turn)
        else:
            route = _downward(source, target)
        self._add(number, route, made)

    def _cross(self, made: Pieces, box: Box) -> None:
        """Add the other lines between two rows, on the levels on which the fewest cross."""
        crossings = self.fold.crossings
        if not crossings:
            return
        top = box.y + self.rows[0].y + self.rows[0].layout.height
        apart = (box.y + self.rows[1].y - top) / (len(crossings) + 1)
        ends = [
            (made.nodes[one].box, made.nodes[other].box)
            for one, other in (self.chart.pairs[edge] for edge in crossings)
        ]
        routes = [
            [
                _between(source, target, top + apart * n)
                for (source, target), n in zip(ends, levels, strict=True)
            ]
            for levels in permutations(range(1, len(crossings) + 1))
        ]
        best = min(routes, key=lambda one: _meetings([line for line, _ in one]))
        for edge, route in zip(crossings, best, strict=True):
            self._add(edge, route, made)

    def _add(self, number: int, route: Route, made: Pieces) -> None:
        """Add a line between two rows, and its label."""
        flow, (line, sides) = self.chart.flow, route
        first = len(flow.clusters) + len(flow.edges)
        start, end = (first + node for node in self.chart.pairs[number])
        kind: GlueKind = "bent" if len(line.strokes) > 1 else "straight"
        glue = Glue(Joint(start, sides[0]), Joint(end, sides[1]), kind)
        made.lines[number] = edge_drawing(self.chart, flow.edges[number], line, glue)
        if number in self.chart.words.labels:
            one, other = line.spots[1:3] if len(line.spots) == _HALVED else line.spots[-2:]
            middle = Spot((one.x + other.x) / 2, (one.y + other.y) / 2)
            made.labels[number] = edge_label(self.chart, number, self.size, middle)


def _ends(layout: FlowLayout) -> tuple[int, int]:
    """Return the middle of the first and of the last node of a row, from its left."""
    layers = layout.chart.graph.layers
    nodes = layout.pieces(Box(Emu(0), Emu(0), layout.width, layout.height)).nodes
    first, last = (nodes[layers[end][0]].box for end in (0, -1))
    return first.x + first.width // 2, last.x + last.width // 2


Route = tuple[Line, tuple[Side, Side]]
"""A line, and the sides at which it begins and ends."""


def _downward(source: Box, target: Box) -> Route:
    """Return the line to the node below."""
    x = source.x + source.width / 2
    return Line(Spot(x, source.bottom), (Spot(x, target.y),)), ("bottom", "top")


def _outside(source: Box, target: Box, x: float) -> Route:
    """Return the line to the first node of the row below around the end of both, at `x`."""
    upper, lower = (box.y + box.height // 2 for box in (source, target))
    strokes = Spot(x, upper), Spot(x, lower), Spot(target.right, lower)
    return Line(Spot(source.right, upper), strokes), ("right", "right")


def _between(source: Box, target: Box, level: float) -> Route:
    """Return a line from a row to the other, on a level between them."""
    start, end = (Spot(box.x + box.width // 2, 0) for box in (source, target))
    is_down = source.y < target.y
    start = start._replace(y=source.bottom if is_down else source.y)
    end = end._replace(y=target.y if is_down else target.bottom)
    line = cornered([start, Spot(start.x, level), Spot(end.x, level), end])
    return line, ("bottom", "top") if is_down else ("top", "bottom")


def _meetings(lines: Sequence[Line]) -> int:
    """Return how many pieces of lines meet pieces of others."""

    def pieces(line: Line) -> list[tuple[float, float, float, float]]:
        return [
            (min(one.x, other.x), min(one.y, other.y), max(one.x, other.x), max(one.y, other.y))
            for one, other in pairwise(line.spots)
        ]

    return sum(
        one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]
        for first, second in combinations(lines, 2)
        for one in pieces(first)
        for other in pieces(second)
    )


def _returned(source: Box, target: Box) -> Route:
    """Return the line from the last node of the lower row to the first one of the upper row."""
    x, goal = source.x + source.width / 2, target.x + target.width / 2
    if abs(x - goal) <= source.width / 2:
        return Line(Spot(goal, source.y), (Spot(goal, target.bottom),)), ("top", "bottom")
    if x < goal:  # the lower row is the longer one
        level = target.y + target.height / 2
        return Line(Spot(x, source.y), (Spot(x, level), Spot(target.x, level))), ("top", "left")
    level = source.y + source.height / 2
    strokes = Spot(goal, level), Spot(goal, target.bottom)
    return Line(Spot(source.x, level), strokes), ("left", "bottom")


def _returned_outside(source: Box, target: Box, x: float) -> Route:
    """Return that line if it goes around the outer side of the lower row, at `x`."""
    lower = source.y + source.height / 2
    if source.x > target.x + target.width / 2:  # the upper row is the longer one
        return _returned(source, target)
    upper = target.y + target.height / 2
    strokes = Spot(x, lower), Spot(x, upper), Spot(target.x, upper)
    return Line(Spot(source.x, lower), strokes), ("left", "left")
