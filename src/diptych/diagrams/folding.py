"""Long flowcharts in rows: from left to right, then back below that, as one ploughs a field.

A flowchart may go on in another row where one line alone leads on, from a node that is the only one
of its rank to another such node. What leads back from the last node to the first may do so below.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
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
from diptych.diagrams.lines import Line, Spot
from diptych.diagrams.measured_flow import FlowPart, MeasuredFlow
from diptych.model.geometry import Box, Emu, Pt, emu
from diptych.model.shapes import Drawing, Glue, Joint, Shape, Side

_FEWEST = 6
"""The ranks of a flowchart that may have rows; each row has two or more."""
_MOST_ROWS = 4
_TALL = (*UNEVEN, "cylinder")
"""Forms that others are not as high as."""
_APART, _CLEAR = 1.7, 0.9
"""The least distance between rows, and the space above and below a label there, in em."""


class Fold:
    """A way to set a flowchart in rows."""

    def __init__(
        self, chart: MeasuredFlow, rows: Sequence[list[int]], joins: Sequence[int], back: int | None
    ) -> None:
        self.chart, self.rows, self.joins, self.back = chart, rows, joins, back

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
    return tuple(found.values())


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
        labels = (chart.words.labels[n] for n in fold.joins if n in chart.words.labels)
        highest = max((label.size(small)[1] + clear for label in labels), default=0.0)
        gap = round(max(_APART * emu(size) * air, highest))
        rows: list[_Row] = []
        for layout in self._layouts(air):
            first, last = _ends(layout)
            x = rows[-1].last - first if rows else 0
            y = rows[-1].y + rows[-1].layout.height + gap if rows else 0
            rows.append(_Row(layout, x, y, x + last))
        left = min(row.x for row in rows)
        self.rows = [row._replace(x=row.x - left) for row in rows]
        self.width = Emu(max(row.x + row.layout.width for row in self.rows))
        self.height = Emu(rows[-1].y + rows[-1].layout.height)

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
        pitch = max(size[0] for size in sizes)
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
                grid=Grid(wide, pitch),
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
            self._join(edge, made)
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

    def _join(self, number: int, made: Pieces) -> None:
        """Add the line between two rows, and its label."""
        flow = self.chart.flow
        edge, (source, target) = flow.edges[number], self.chart.pairs[number]
        start, end = (len(flow.clusters) + len(flow.edges) + node for node in (source, target))
        shape = _returned if number == self.fold.back else _downward
        line, sides = shape(made.nodes[source].box, made.nodes[target].box)
        glue = Glue(
            Joint(start, sides[0]),
            Joint(end, sides[1]),
            "bent" if len(line.strokes) > 1 else "straight",
        )
        made.lines[number] = edge_drawing(self.chart, edge, line, glue)
        if number in self.chart.words.labels:
            one, other = line.spots[-2:]
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
