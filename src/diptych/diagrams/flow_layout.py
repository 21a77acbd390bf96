"""Flowcharts in one size and direction: nodes in ranks, joined by connectors, and clusters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from diptych.diagrams.lines import Line, Spot, drawn
from diptych.diagrams.measured_flow import MeasuredFlow
from diptych.diagrams.paint import LINE, RADIUS, THICK
from diptych.diagrams.placing import Pads, Size, Spacing, placed
from diptych.diagrams.routing import BETWEEN_LINES, LOOP_ABOVE, End, Ground, Router, passes
from diptych.diagrams.words import Words
from diptych.model.diagram import PANEL_FORMS, Direction, Edge, Node, NodeForm
from diptych.model.drawn_shapes import Drawing, Glue, Outline, Rectangle
from diptych.model.geometry import Box, Emu, Pt, emu, from_px
from diptych.model.panel_forms import outer_size
from diptych.model.shapes import Shape, SingleShape
from diptych.model.text_frame import TextFrame
from diptych.model.theme import Panel

_BESIDE, _ABOVE = 0.9, 0.55
"""Space around the text of a node, in em; `_TIGHT` in forms that have some of their own."""
_TIGHT = 0.25
_NARROWEST = 5.0
"""The least width of a box, in em."""
_ALIKE = 0.6
"""How wide boxes are at least to be made as wide as the widest, as a share of these."""
_BETWEEN, _RANKS = 1.5, 2.4
"""The least distances between nodes of a rank and between ranks, in em."""
_AROUND_LABEL = 0.7
"""Space between a label and the ranks beside it, for a line of which its head is not all, in em."""
_ROOMLESS = ("box", "cylinder", "subroutine", "parallelogram")
"""Forms that have no room of their own beside their text."""
_LABEL_SHARE = 0.9
"""The size of labels and titles, as a share of that of nodes."""
_TIGHT_BESIDE, _TIGHT_NARROWEST, _TIGHT_RANKS = 0.5, 3.6, 1.7
"""What is less where the usual way is too wide for large type, in em."""
_BESIDE_LOOP = 0.6
"""Space at both sides of a label beside a line from a node to itself together, in em."""
_CLUSTER = 1.0
"""Space between a cluster's edge and its nodes, in em."""
_RADII: Mapping[NodeForm, Emu] = {"stadium": from_px(1000), "round": from_px(16)}
UNEVEN: tuple[NodeForm, ...] = ("circle", "diamond")
"""Forms that are not made as wide as others."""


class Grid(NamedTuple):
    """The sizes of nodes that stand below others of their size."""

    outer: Sequence[tuple[Emu, Emu]]
    rank_height: Emu
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
            beside=BETWEEN_LINES * em * air,
            along=(_TIGHT_RANKS if is_tight else _RANKS) * em * air,
            label=_AROUND_LABEL * em * max(1.0, air),
            turn=BETWEEN_LINES * em,
            loop=LOOP_ABOVE * em,
        )
        sizes = []
        for item in chart.graph.items:
            if item.kind == "node":
                turned, beside = self._turned(self.outer[item.of]), self._beside(item.of)
                along = max(turned.along, grid.rank_height if grid is not None else 0)
                sizes.append(Size(turned.across + 2 * beside, along))
            elif item.kind == "label" or (
                item.kind == "lane" and self._labelled(item.of, item.rank)
            ):
                width, height = labels[item.of]
                label = self._turned((Emu(width + em // 2), Emu(height + em // 4)))
                is_long = item.kind == "lane" and passes(chart, item.of)
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
        own = [edge for edge, at in self.chart.graph.loops.items() if at == node]
        labels = max((2 * self._aside(edge) for edge in own), default=0.0)
        return BETWEEN_LINES * self.em + labels if own else 0.0

    def _aside(self, edge: int) -> float:
        """Return how far the middle of its label is beside a line from a node to itself."""
        label = self.chart.words.labels.get(edge)
        if label is None:
            return 0.0
        return (self._turned(label.size(self.small)).across + _BESIDE_LOOP * self.em) / 2

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
        chart, ground = self.chart, Ground(self.placed, self.direction, box)
        frames = list(self._frames(ground))
        boxes = [self._node_box(number, ground) for number in range(len(chart.flow.nodes))]
        ends = [
            *(End(frame.box, number) for number, frame in enumerate(frames)),
            *(
                End(place, len(frames) + len(chart.flow.edges) + number, node.form)
                for number, (place, node) in enumerate(zip(boxes, chart.flow.nodes, strict=True))
            ),
        ]
        asides = {edge: self._aside(edge) for edge in chart.graph.loops}
        router = Router(chart, ground, self.em, ends, asides)
        led = [router.led(number) for number in range(len(chart.flow.edges))]
        drawings = (
            edge_drawing(chart, edge, line, glue)
            for edge, (line, glue) in zip(chart.flow.edges, led, strict=True)
        )
        nodes = map(self._node, chart.flow.nodes, self.nodes, boxes)
        return Pieces(
            frames=dict(enumerate(frames)),
            lines=dict(enumerate(drawings)),
            nodes=dict(enumerate(nodes)),
            labels=dict(self._labels(router, [line for line, _ in led])),
        )

    def _node_box(self, number: int, ground: Ground) -> Box:
        rank = self.chart.graph.items[number].rank
        width, height = self.outer[number]
        middle = ground.spot(self.placed.across[number], self.placed.bands[rank].middle)
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

    def _frames(self, ground: Ground) -> Iterator[TextFrame | Rectangle]:
        chart = self.chart
        for number, cluster in enumerate(chart.flow.clusters):
            across, along = self.placed.frames[number]
            one = ground.spot(across.start, along.start)
            other = ground.spot(across.end, along.end)
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

    def _labels(self, router: Router, lines: Sequence[Line]) -> Iterator[tuple[int, TextFrame]]:
        chart, taken = self.chart, list[Box]()
        for number in chart.words.labels:
            spots = router.label_spots(number, lines[number])
            places = [edge_label(chart, number, self.size, spot) for spot in spots]
            free = (place for place in places if not any(map(place.box.meets, taken)))
            place = next(free, places[0])
            taken.append(place.box)
            yield number, place


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
    floor = min(size, chart.style.block("diagram").floor)
    return Pt(max(floor, round(size * _LABEL_SHARE * 2) / 2))


def outer_sizes(chart: MeasuredFlow, size: Pt, *, is_tight: bool) -> list[tuple[Emu, Emu]]:
    """Return the size of each node: boxes of a rank are equally wide and high.

    In a tree so are those of other ranks, if they are about as wide and no more of them.
    """
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
    widths = {
        rank: max(Emu(round(narrowest * em)), *(own[number][0] for number in members))
        for rank, members in ranks.items()
    }
    widest = max(widths, key=widths.__getitem__, default=0)
    for rank, members in ranks.items():
        width, most = widths[rank], widths[widest]
        is_alike = width >= most * _ALIKE and len(members) <= len(ranks[widest])
        if chart.flow.is_tree and is_alike:
            width = most
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
