"""A diagram: boxes and what joins them, or who says what to whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, TypeVar, assert_never

from msgspec import Struct
from msgspec.structs import replace

from diptych.model.block import ShapeBlock
from diptych.model.diagram import (
    Activity,
    Entry,
    Event,
    Figure,
    FigureKind,
    Flow,
    Message,
    Note,
    PartEnd,
    Sequence,
)
from diptych.model.roles import Role
from diptych.model.setting import Setting
from diptych.model.style import Style
from diptych.model.text import Text
from diptych.model.theme import BlockStyle, StandIn, in_language

_MOST = 60
"""Nodes or messages; nobody reads more from afar."""
MOST_EDGES = 120
"""Between nodes."""
_FLOW: Mapping[str, str] = {"en": "Flowchart", "ko": "흐름도"}
_TREE: Mapping[str, str] = {"en": "Tree diagram", "ko": "트리 다이어그램"}
_SEQUENCE: Mapping[str, str] = {"en": "Sequence diagram", "ko": "시퀀스 다이어그램"}
_FIGURES: Mapping[FigureKind, Mapping[str, str]] = {
    "cycle": {"en": "Cycle", "ko": "순환"},
    "pyramid": {"en": "Pyramid", "ko": "피라미드"},
    "funnel": {"en": "Funnel", "ko": "깔때기"},
    "venn": {"en": "Venn diagram", "ko": "벤 다이어그램"},
    "org": {"en": "Organisation chart", "ko": "조직도"},
}
_RANGES: Mapping[FigureKind, tuple[int, int]] = {
    "cycle": (2, 8),
    "pyramid": (2, 7),
    "funnel": (2, 7),
    "venn": (2, 3),
    "org": (1, _MOST),
}
"""How many items each may have at its first level."""
T = TypeVar("T", bound=Struct)


class Diagram(ShapeBlock, frozen=True, kw_only=True):
    """A flowchart, a sequence diagram, or a list drawn as a figure.

    In YAML:

        diagram:
          nodes: {ask: Question, find: Search, answer: Answer}
          edges: [ask -> find, find -> answer]

    In Markdown:

        ```mermaid
        flowchart LR
          ask[Question] --> find[(Search)] -->|found| answer[Answer]
        ```
    """

    noun = "a diagram"
    in_markdown = "own"
    styles = (BlockStyle("diagram", StandIn("table", times=1.2, floor=0.5)), BlockStyle("caption"))
    counted_as = ("figure", "table")
    number_in = "caption"

    content: Flow | Sequence | Figure
    alt: Annotated[Text, Role("alt", markup="plain")] | None = None
    caption: Annotated[Text, Role("caption")] | None = None

    @property
    def steps(self) -> tuple[int, ...]:
        """Return the steps at which it or one of its parts appears."""
        match self.content:
            case Flow(nodes=nodes):
                return (self.step, *(node.step for node in nodes))
            case Sequence(events=events):
                return (self.step, *(event.step for event in events))
            case Figure(entries=entries):
                return (self.step, *(entry.step for entry in _all(entries)))
            case _:
                assert_never(self.content)

    @property
    def fault(self) -> tuple[str, str] | None:
        """Return why it cannot be shown, and a hint; None if it can."""
        count, what = self._count
        if isinstance(self.content, Figure) and (unfit := _unfit(self.content)) is not None:
            return unfit
        if isinstance(self.content, Flow) and len(self.content.edges) > MOST_EDGES:
            message = f"{len(self.content.edges)} lines are too many for a slide"
            return message, f"show at most {MOST_EDGES}, or split it"
        if count > _MOST:
            return f"{count} {what} are too many for a slide", f"show at most {_MOST}, or split it"
        return None

    @property
    def _count(self) -> tuple[int, str]:
        match self.content:
            case Flow(nodes=nodes):
                return len(nodes), "nodes"
            case Sequence(events=events):
                return len(events), "messages"
            case Figure(entries=entries):
                return len(tuple(_all(entries))), "items"
            case _:
                assert_never(self.content)

    def set(self, style: Style) -> Setting:
        """Return it with its words measured."""
        from diptych.diagrams.plans import plan_of  # few talks have any
        from diptych.diagrams.setting import DiagramSetting
        from diptych.typography.captioned import captioned

        count, what = self._count
        floor = style.block("diagram").floor
        names, told = self._told
        setting = DiagramSetting(
            span=self.span,
            plan=plan_of(self._later, style, self.span, self._said(names, told, style)),
            crowded=(
                f"{count} {what} do not fit, even in type of {floor:g} pt",
                "group some of them, split the diagram, or give it more room",
            ),
        )
        return captioned(setting, self.caption, style, self.step)

    @property
    def _told(self) -> tuple[Mapping[str, str], tuple[str, ...]]:
        """Return the name of its kind in each language, and what it tells."""
        match self.content:
            case Flow() as flow:
                return _TREE if flow.is_tree else _FLOW, tuple(_led(flow))
            case Sequence() as sequence:
                return _SEQUENCE, tuple(_spoken(sequence))
            case Figure() as figure:
                return _FIGURES[figure.kind], tuple(_listed(figure.entries, figure.center))
            case _:
                assert_never(self.content)

    @property
    def _later(self) -> Flow | Sequence | Figure:
        """Return its content with what has no step of its own at that of the whole."""
        match self.content:
            case Flow() as flow:
                return replace(flow, nodes=_from_step(flow.nodes, self.step))
            case Sequence() as sequence:
                actors = _from_step(sequence.actors, self.step)
                return replace(
                    sequence, actors=actors, events=_from_step(sequence.events, self.step)
                )
            case Figure() as figure:
                return replace(figure, entries=_from_step(figure.entries, self.step))
            case _:
                assert_never(self.content)

    def _said(
        self, names: Mapping[str, str], told: tuple[str, ...], style: Style
    ) -> tuple[str, tuple[str, ...]]:
        """Return its alternative text, of the author or made of what it tells, and that."""
        if self.alt is not None:
            return self.alt.plain, told
        name = in_language(style.locale, names) or names["en"]
        return f"{name}: {'; '.join(told)}", told


def _from_step(parts: tuple[T, ...], step: int) -> tuple[T, ...]:
    """Return parts with those that have no step of their own at that of the whole."""
    if not step:
        return parts
    later = []
    for part in parts:
        changes: dict[str, Any] = {"step": getattr(part, "step", 0) or step}
        if isinstance(part, Entry):
            changes["entries"] = _from_step(part.entries, step)
        later.append(replace(part, **changes))
    return tuple(later)


def _all(entries: tuple[Entry, ...]) -> Iterator[Entry]:
    for entry in entries:
        yield entry
        yield from _all(entry.entries)


def _unfit(figure: Figure) -> tuple[str, str] | None:
    """Return why a figure cannot have these entries, and a hint; None if it can."""
    least, most = _RANGES[figure.kind]
    count = len(figure.entries)
    name = _FIGURES[figure.kind]["en"].lower()
    if not least <= count <= most:
        items = "1 item" if count == 1 else f"{count} items"
        return f"a {name} of {items} cannot be drawn", f"write {least} to {most} of them"
    if figure.kind in ("cycle", "venn") and any(entry.entries for entry in figure.entries):
        return f"a {name} has no items within items", "write them as items of their own"
    return None


def _listed(entries: tuple[Entry, ...], center: Text | None) -> Iterator[str]:
    """Yield what a figure shows, with what is below each."""
    if center is not None:
        yield center.plain
    for entry in entries:
        below = ", ".join(one.text.plain for one in entry.entries)
        yield f"{entry.text.plain}: {below}" if below else entry.text.plain
        for inner in entry.entries:
            if inner.entries:
                yield from _listed((inner,), None)


def _led(flow: Flow) -> Iterator[str]:
    """Yield who leads to whom, the nodes that are alone, and what is in each cluster."""
    names = {node.name: node.text.plain for node in flow.nodes}
    titles = {one.name: one.title.plain if one.title else one.name for one in flow.clusters}
    names = titles | names
    for edge in flow.edges:
        sign = "→" if edge.end else "—"
        sign = "↔" if edge.end and edge.start else sign
        label = f" ({edge.label.plain})" if edge.label is not None else ""
        yield f"{names[edge.source]} {sign} {names[edge.target]}{label}"
    joined = {name for edge in flow.edges for name in (edge.source, edge.target)}
    yield from (node.text.plain for node in flow.nodes if node.name not in joined)
    for cluster in flow.clusters:
        if cluster.title is not None:
            inside = [names[one.name] for one in flow.nodes if one.cluster == cluster.name]
            inside += [names[one.name] for one in flow.clusters if one.cluster == cluster.name]
            yield f"{titles[cluster.name]}: {', '.join(inside)}"


def _named(event: Event) -> tuple[str, ...]:
    """Return the participants that are told with an event."""
    match event:
        case Message():
            return event.source, event.target
        case Note():
            return event.over
        case _:
            return ()


def _spoken(sequence: Sequence) -> Iterator[str]:
    """Yield participants without messages, the messages, the notes, and titles of frames."""
    names = {actor.name: actor.text.plain for actor in sequence.actors}
    heard = {name for event in sequence.events for name in _named(event)}
    yield from (names[name] for name in names if name not in heard)
    for event in sequence.events:
        match event:
            case Message():
                said = f": {event.text.plain}" if event.text is not None else ""
                sign = "↔" if event.start else "→"
                yield f"{names[event.source]} {sign} {names[event.target]}{said}"
            case Note():
                yield f"{', '.join(names[name] for name in event.over)}: {event.text.plain}"
            case Activity() | PartEnd():
                pass
            case _:
                if event.text is not None:
                    yield f"[{event.text.plain}]"
