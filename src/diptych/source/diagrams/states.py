"""Reads what Mermaid calls a state diagram: a flowchart of what follows what.

Its manual, "State diagrams".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import count

from msgspec.structs import replace

from diptych.blocks.diagram import Diagram
from diptych.diagnostics import Span
from diptych.model.diagram import Cluster, Direction, Edge, Flow, Node, NodeForm
from diptych.model.text import Text, literal
from diptych.source.diagrams.ends import unfit_edges, with_empty_clusters
from diptych.source.diagrams.rows import (
    DESCRIPTION,
    DIRECTIONS,
    Row,
    RowReader,
    Unreadable,
    text_in,
)
from diptych.source.reading.source_reader import SourceReader

_NAME = r"[\w][\w.\-]*?"
_CLASSED = r"(?::::[\w-]+)?"
_DIRECTION = re.compile(r"direction\s+(?P<way>TB|TD|BT|LR|RL)$")
_STATE = re.compile(
    rf'state\s++(?:"(?P<words>[^"]*)"\s+as\s+)?(?P<name>{_NAME}){_CLASSED}'
    r"(?:\s*(?:<<|\[\[)(?P<kind>choice|fork|join)(?:>>|\]\]))?\s*(?P<open>\{)?$"
)
_MOVE = re.compile(
    rf"(?P<source>{_NAME}|\[\*\]){_CLASSED}\s*-->\s*(?P<target>{_NAME}|\[\*\]){_CLASSED}"
    r"\s*(?::\s*(?P<words>.*))?$"
)
_SAID = re.compile(rf"(?P<name>{_NAME})\s*:\s+(?P<words>.+)$")
_ALONE = re.compile(rf"(?P<name>{_NAME}){_CLASSED}$")
_NOTE = re.compile(
    rf"note\s+(?:left|right)\s+of\s+(?P<name>{_NAME})\s*(?::\s*(?P<words>.+))?$", re.IGNORECASE
)
_NOTE_END = re.compile(r"end\s*note$", re.IGNORECASE)
_STYLING = re.compile(r"(?P<word>classDef|class|style|hide|scale|click)\b")
_BESIDE = re.compile(r"--+$")
_POINT = "[*]"
_START, _STOP = "●", "◎"
"""How the beginning and the end are drawn, in a circle."""
_FORMS: dict[str, tuple[NodeForm, str]] = {
    "choice": ("diamond", "\u00a0"),
    "fork": ("diamond", "+"),
    "join": ("diamond", "+"),
}
"""States without words: where one of several ways is taken, or all of them."""
_HINT = "write `A --> B: words`, or `A: words`"


class StateReader(RowReader):
    """Reads a state diagram line by line."""

    closing = "}"

    def __init__(self, span: Span, reader: SourceReader, steps: Iterator[int] | None) -> None:
        super().__init__(span, reader, steps)
        self.nodes: dict[str, Node] = {}
        self.edges: list[Edge] = []
        self.clusters: dict[str, Cluster] = {}
        self.direction: Direction = ""
        self.alt: Text | None = None
        self.note: tuple[str, Span] | None = None
        """The state of the note that is not yet ended, and where that begins."""
        self.numbers = count(1)
        self.forms: tuple[tuple[re.Pattern[str], Callable[[Row, re.Match[str]], None]], ...] = (
            (_DIRECTION, self._direction),
            (DESCRIPTION, self._described),
            (_NOTE, self._note),
            (_STATE, self._state),
            (_MOVE, self._move),
            (_STYLING, self._styled),
            (_SAID, self._said),
            (_ALONE, self._alone),
        )

    def read(self, rows: list[Row]) -> Diagram | None:
        """Return the flowchart; None, with a report, if it cannot be read."""
        self.lines(rows[1:], "state {} {{")
        if self.note is not None:
            self.report(self.note[1], "this note is never ended", "add a line `end note`")
        if not self.nodes and not self.is_bad:
            self.report(self.span, "this diagram has no states", "write `A --> B`")
        self._settle()
        if self.is_bad:
            return None
        flow = Flow(
            nodes=tuple(self.nodes.values()),
            edges=tuple(self.edges),
            clusters=tuple(self.clusters.values()),
            direction=self.direction,
        )
        return Diagram(content=flow, alt=self.alt, span=self.span)

    def _settle(self) -> None:
        """Tell states from those that have some in them."""
        for name in self.clusters.keys() & self.nodes.keys():
            node = self.nodes.pop(name)
            if node.text.plain != name:
                self.clusters[name] = replace(self.clusters[name], title=node.text)
        self.nodes, self.clusters = with_empty_clusters(self.nodes, self.clusters)
        for fault in unfit_edges(self.edges, self.nodes, self.clusters):
            hint = "join it with what is outside of it"
            self.report(fault.edge.span, fault.message, hint, subject=fault.edge.source)

    def line(self, row: Row) -> None:
        """Read a state, what leads from one to another, or a note."""
        if self.note is not None:
            self._note_line(row)
            return
        if row.text == "}":
            if not self.open:
                raise Unreadable(0, "`}` closes nothing", "remove it, or add `state A {`")
            self.open.pop()
            return
        if _BESIDE.match(row.text):
            hint = "write each of them as a `state … {` of its own"
            self.without_effect("--", row.place.span(), hint)
            return
        text = row.text.rstrip(";").rstrip()
        for pattern, read in self.forms:
            if found := pattern.match(text):
                read(row, found)
                return
        raise Unreadable(0, f"`{text}` is not understood", _HINT)

    @property
    def _home(self) -> str:
        return self.open[-1][0] if self.open else ""

    def _direction(self, row: Row, found: re.Match[str]) -> None:
        if self.open:
            hint = "a diagram has one direction: give it above its states"
            self.without_effect("direction", row.place.span(), hint)
            return
        self.direction = DIRECTIONS[found["way"]]

    def _described(self, row: Row, found: re.Match[str]) -> None:
        self.alt = self.reader.plain(row.place.part(*found.span("words")))

    def _styled(self, row: Row, found: re.Match[str]) -> None:
        hint = "the look of a diagram comes from the theme"
        self.without_effect(found["word"], row.place.span(), hint)

    def _state(self, row: Row, found: re.Match[str]) -> None:
        name, span = found["name"], row.place.span()
        text = text_in(row, *found.span("words"), self.reader) if found["words"] else None
        if found["open"]:
            if name in self.clusters:
                raise Unreadable(0, f"there are two states `{name}`", "give one another name")
            title = text or text_in(row, *found.span("name"), self.reader)
            self.clusters[name] = Cluster(name=name, title=title, span=span, cluster=self._home)
            self.open.append((name, span))
            return
        form, sign = _FORMS.get(found["kind"] or "", ("round", ""))
        if sign:
            text = literal(sign, span)
        self._add(name, row, found.start("name"), text, form)

    def _add(
        self, name: str, row: Row, at: int, text: Text | None = None, form: NodeForm = "round"
    ) -> str:
        """Return the name of a state, known from now on, and with a text if it has one here."""
        span = row.place.span(at, len(name))
        if name not in self.nodes:
            shown = text or text_in(row, at, at + len(name), self.reader)
            step = next(self.steps) if self.steps is not None else 0
            home = self._home
            self.nodes[name] = Node(
                name=name, text=shown, span=span, form=form, cluster=home, step=step
            )
        elif text is not None:
            self.nodes[name] = replace(self.nodes[name], text=text, form=form)
        return name

    def _point(self, row: Row, at: int, sign: str) -> str:
        """Return the name of the beginning or the end of what is open."""
        name = f"{sign} {self._home}"
        if name not in self.nodes:
            span = row.place.span(at, len(_POINT))
            step = next(self.steps) if self.steps is not None else 0
            self.nodes[name] = Node(
                name=name,
                text=literal(sign, span),
                span=span,
                form="circle",
                cluster=self._home,
                step=step,
            )
        return name

    def _move(self, row: Row, found: re.Match[str]) -> None:
        ends = []
        for group, sign in (("source", _START), ("target", _STOP)):
            at = found.start(group)
            is_point = found[group] == _POINT
            ends.append(
                self._point(row, at, sign) if is_point else self._add(found[group], row, at)
            )
        label = text_in(row, *found.span("words"), self.reader) if found["words"] else None
        source, target = ends
        self.edges.append(Edge(source=source, target=target, span=row.place.span(), label=label))

    def _said(self, row: Row, found: re.Match[str]) -> None:
        text = text_in(row, *found.span("words"), self.reader)
        self._add(found["name"], row, found.start("name"), text)

    def _alone(self, row: Row, found: re.Match[str]) -> None:
        self._add(found["name"], row, found.start("name"))

    def _note(self, row: Row, found: re.Match[str]) -> None:
        state = self._add(found["name"], row, found.start("name"))
        self.note = state, row.place.span()
        if found["words"]:
            self._noted(row, *found.span("words"))
            self.note = None

    def _note_line(self, row: Row) -> None:
        if _NOTE_END.match(row.text):
            self.note = None
        else:
            self._noted(row, 0, len(row.text))

    def _noted(self, row: Row, start: int, end: int) -> None:
        """Add a line of a note, as a node that is joined with its state."""
        beside = self.note[0] if self.note is not None else ""
        name, span = f"note {next(self.numbers)}", row.place.span(start, end - start)
        self.nodes[name] = Node(
            name=name,
            text=text_in(row, start, end, self.reader),
            span=span,
            form="box",
            cluster=self.nodes[beside].cluster if beside in self.nodes else "",
            step=self.nodes[beside].step if beside in self.nodes else 0,
        )
        edge = Edge(source=beside, target=name, span=span, dash="dash", end=None)
        self.edges.append(edge)
