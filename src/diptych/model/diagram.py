"""What a diagram shows, as authored; where it stands is solved in `diagrams`."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from msgspec import Struct

from diptych.diagnostics import Span
from diptych.model.drawn_shapes import Dash, LineEnd
from diptych.model.panel_forms import PanelForm
from diptych.model.roles import Role
from diptych.model.text import Text

Direction = Literal["", "down", "right", "up", "left"]
"""Where a flowchart goes; empty for whichever way it can be set larger."""
DIRECTIONS: tuple[Direction, ...] = get_args(Direction)
NodeForm = Literal[
    "box",
    "round",
    "stadium",
    "circle",
    "diamond",
    "hexagon",
    "cylinder",
    "subroutine",
    "parallelogram",
]
NODE_FORMS: tuple[NodeForm, ...] = get_args(NodeForm)
PANEL_FORMS: dict[NodeForm, PanelForm] = {
    "circle": "ellipse",
    "diamond": "diamond",
    "hexagon": "hexagon",
    "cylinder": "cylinder",
    "subroutine": "subroutine",
    "parallelogram": "parallelogram",
}
"""Those that are no boxes."""


class Node(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A box of a flowchart."""

    name: str
    """By which edges refer to it."""
    text: Annotated[Text, Role("node")]
    span: Span
    form: NodeForm = "box"
    accent: bool = False
    """Whether it stands out."""
    cluster: str = ""
    """The name of the cluster that it is in; empty for none."""
    step: int = 0


class Edge(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A line from one node or cluster to another."""

    source: str
    target: str
    span: Span
    label: Annotated[Text, Role("edge")] | None = None
    dash: Dash = "solid"
    thick: bool = False
    start: LineEnd | None = None
    end: LineEnd | None = "triangle"


class Cluster(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A box around nodes."""

    name: str
    span: Span
    title: Annotated[Text, Role("cluster")] | None = None
    cluster: str = ""
    """The name of the one that it is in; empty for none."""


class Flow(Struct, frozen=True, kw_only=True, tag="flow", omit_defaults=True):
    """A flowchart."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...] = ()
    clusters: tuple[Cluster, ...] = ()
    """Each after the one that it is in."""
    direction: Direction = ""
    is_tree: bool = False
    """Whether it is an organisation chart, whose lines have no heads."""


class Actor(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who takes part in a sequence."""

    name: str
    text: Annotated[Text, Role("participant")]
    span: Span
    is_person: bool = False
    step: int = 0


class Message(Struct, frozen=True, kw_only=True, omit_defaults=True, tag=True):
    """What one participant says to another, or to itself."""

    source: str
    target: str
    span: Span
    text: Annotated[Text, Role("message")] | None = None
    dash: Dash = "solid"
    start: LineEnd | None = None
    end: LineEnd | None = "triangle"
    starts: bool = False
    """Whether the target is active from then on."""
    stops: bool = False
    """Whether the source is no longer active."""
    step: int = 0


NoteSide = Literal["left", "right", "over"]


class Note(Struct, frozen=True, kw_only=True, omit_defaults=True, tag=True):
    """A note over participants, or beside one."""

    over: tuple[str, ...]
    text: Annotated[Text, Role("note")]
    span: Span
    side: NoteSide = "over"
    step: int = 0


class Activity(Struct, frozen=True, kw_only=True, omit_defaults=True, tag=True):
    """A participant becomes active or inactive."""

    name: str
    begins: bool
    step: int = 0


PartKind = Literal["loop", "alt", "opt", "par", "critical", "break"]
PART_KINDS: tuple[PartKind, ...] = get_args(PartKind)


class PartStart(Struct, frozen=True, kw_only=True, omit_defaults=True, tag=True):
    """The beginning of a frame around messages, such as those that are repeated."""

    kind: PartKind
    span: Span
    text: Annotated[Text, Role("frame")] | None = None
    step: int = 0


class PartElse(Struct, frozen=True, kw_only=True, omit_defaults=True, tag=True):
    """Where another case begins in a frame."""

    span: Span
    text: Annotated[Text, Role("frame")] | None = None
    step: int = 0


class PartEnd(Struct, frozen=True, kw_only=True, omit_defaults=True, tag=True):
    """The end of the innermost frame."""

    step: int = 0


Event = Message | Note | Activity | PartStart | PartElse | PartEnd


class Sequence(Struct, frozen=True, kw_only=True, tag="sequence", omit_defaults=True):
    """Who says what to whom, in order."""

    actors: tuple[Actor, ...]
    events: tuple[Event, ...] = ()
    is_numbered: bool = False
    first: int = 1
    """The number of the first message."""
    by: int = 1
    """How much more the number of each next one is."""


FigureKind = Literal["cycle", "pyramid", "funnel", "venn", "org"]
FIGURE_KINDS: tuple[FigureKind, ...] = get_args(FigureKind)


class Entry(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A part of a figure, and what is below it."""

    text: Annotated[Text, Role("entry")]
    span: Span
    entries: tuple[Entry, ...] = ()
    step: int = 0


class Figure(Struct, frozen=True, kw_only=True, tag="figure", omit_defaults=True):
    """What a list shows as a figure: a cycle, a pyramid, a funnel, circles, or who leads whom."""

    kind: FigureKind
    entries: tuple[Entry, ...]
    center: Annotated[Text, Role("center")] | None = None
    """What stands in the middle of a cycle, or where all circles overlap."""
