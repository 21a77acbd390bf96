"""Reads diagrams in Mermaid's words: flowcharts here, the part that says what leads to what.

Its manual, "Flowcharts - Basic Syntax". What says how it looks is left out: that is the theme's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count

from msgspec.structs import replace

from diptych.blocks.diagram import MOST_EDGES, Diagram
from diptych.diagnostics import Span, nearest
from diptych.model.diagram import Cluster, Direction, Edge, Flow, Node, NodeForm
from diptych.model.shapes import Dash, LineEnd
from diptych.model.source_text import SourceText
from diptych.model.text import Text
from diptych.source.diagrams.rows import Row, RowReader, Unreadable, rows_of, text_in
from diptych.source.diagrams.sequences import SequenceReader
from diptych.source.reading.diagnostic_kinds import (
    BAD_DIAGRAM,
    IGNORED_DIAGRAM_STYLE,
    UNKNOWN_DIAGRAM,
)
from diptych.source.reading.source_reader import SourceReader
from diptych.source.yaml.blocks import sound

_KIND = re.compile(r"\s*(?P<kind>[A-Za-z][\w-]*)")
_FLOWCHARTS = ("flowchart", "graph")
_SEQUENCE = "sequenceDiagram"
KINDS = (*_FLOWCHARTS, _SEQUENCE)
_HEAD = re.compile(r"(?:flowchart|graph)(?:-elk)?(?:\s+(?P<direction>\w+))?\s*(?:;\s*|$)")
_DIRECTIONS: dict[str, Direction] = {
    "TB": "down",
    "TD": "down",
    "BT": "up",
    "LR": "right",
    "RL": "left",
}
_STYLING = re.compile(r"(?:classDef|style|linkStyle|click|direction)\b")
_ALT = re.compile(r"acc(?:Title|Descr)\s*:\s*(?P<words>.+)")
_CLASS = re.compile(r"class\s+(?P<names>[^\s,]+(?:\s*,\s*[^\s,]+)*)\s+\w+\s*;?\s*$")
_SUBGRAPH = re.compile(r"subgraph\b\s*(?P<rest>.*?)\s*;?\s*$")
_SUBGRAPH_TITLE = re.compile(r"(?P<name>[^\s\[]+)\s*\[(?P<title>.*)\]$")
_END = re.compile(r"end\s*;?\s*$")
_NAME = re.compile(r"[\w][\w.\-/]*?(?=\s|$|[\[({>&;:]|--|-\.|==|~~~|<)")
_FORMS: tuple[tuple[str, str, NodeForm], ...] = (
    ("(((", ")))", "circle"),
    ("([", "])", "stadium"),
    ("[[", "]]", "subroutine"),
    ("[(", ")]", "cylinder"),
    ("((", "))", "circle"),
    ("{{", "}}", "hexagon"),
    ("[/", "/]", "parallelogram"),
    ("[\\", "\\]", "parallelogram"),
    ("[/", "\\]", "parallelogram"),
    ("[\\", "/]", "parallelogram"),
    ("[", "]", "box"),
    ("(", ")", "round"),
    ("{", "}", "diamond"),
    (">", "]", "box"),
)
_CLASSED = re.compile(r":::[\w-]+(?:,[\w-]+)*")
_AND = re.compile(r"\s*&\s*")
_LINK = re.compile(
    r"""\s*(?P<start>[<ox](?=--|==|-\.))?
    (?:
        (?P<hidden>~~~+)
      | (?P<open>--|==|-\.)(?![->.=]) \s* (?P<inner>"[^"]*"|[^\n]*?) \s*
        (?P<close>-->|--[ox](?=\s)|---+|==>|===+|\.-+>?)
      | (?P<line>-{2,}|={2,}|-\.+-)
    )
    (?P<end>>|[ox](?=\s))?
    (?:\s*\|\s*(?P<label>"[^"]*"|[^|\n]*?)\s*\|)?\s*""",
    re.VERBOSE,
)
_ENDS: dict[str | None, LineEnd | None] = {
    "<": "triangle",
    ">": "triangle",
    "o": "oval",
    "x": "oval",
    None: None,
}


def read_mermaid(
    place: SourceText, span: Span, reader: SourceReader, steps: Iterator[int] | None = None
) -> Diagram | None:
    """Return a diagram in Mermaid's words; None, with a report, if it cannot be read.

    Its nodes appear at `steps`, one after the other, if there are any.
    """
    rows = list(rows_of(place))
    if not rows:
        reader.report(BAD_DIAGRAM, span, "this diagram is empty", "begin with `flowchart LR`")
        return None
    kind = _KIND.match(rows[0].text)
    name = kind["kind"] if kind else rows[0].text.strip()
    if name.removesuffix("-elk") not in KINDS:
        message = f"diagrams of the kind `{name}` are not made here"
        hint = nearest(name, KINDS, what="kind")
        reader.report(UNKNOWN_DIAGRAM, rows[0].place.span(), message, hint, subject=name)
        return None
    kind_of = SequenceReader if name == _SEQUENCE else _Flowchart
    made = kind_of(span, reader, steps).read(rows)
    return made if made is not None and sound(made, reader) is not None else None


def _after_head(row: Row) -> Iterator[Row]:
    """Yield what stands on the first line after a semicolon, if anything does."""
    found = _HEAD.match(row.text)
    if found is not None and (rest := row.text[found.end() :]):
        yield Row(row.place.part(found.end(), len(row.text)), rest)


class _Flowchart(RowReader):
    """Reads a flowchart line by line."""

    def __init__(self, span: Span, reader: SourceReader, steps: Iterator[int] | None) -> None:
        super().__init__(span, reader, steps)
        self.nodes: dict[str, Node] = {}
        self.edges: list[Edge] = []
        self.clusters: dict[str, Cluster] = {}
        self.alt: list[SourceText] = []
        self.numbers = count(1)

    def read(self, rows: list[Row]) -> Diagram | None:
        direction = self._direction(rows[0])
        self.lines((*_after_head(rows[0]), *rows[1:]), "subgraph {}")
        if not self.nodes and not self.is_bad:
            self.report(self.span, "this diagram has no nodes", "write `A[One] --> B[Other]`")
        if self.is_bad:
            return None
        return Diagram(
            content=Flow(
                nodes=self._stepped(),
                edges=tuple(self.edges),
                clusters=tuple(self.clusters.values()),
                direction=direction,
            ),
            alt=self.reader.plain(self.alt[-1]) if self.alt else None,
            span=self.span,
        )

    def _stepped(self) -> tuple[Node, ...]:
        if self.steps is None:
            return tuple(self.nodes.values())
        pairs = zip(self.nodes.values(), self.steps, strict=False)
        return tuple(replace(node, step=step) for node, step in pairs)

    def _direction(self, row: Row) -> Direction:
        found = _HEAD.match(row.text)
        word = (found["direction"] or "") if found else row.text.partition(" ")[2]
        if word and word not in _DIRECTIONS:
            at = row.text.find(word)
            message, hint = f"a flowchart cannot go `{word}`", nearest(word, _DIRECTIONS)
            self.report(row.place.span(at), message, hint, subject=word)
        return _DIRECTIONS.get(word, "")

    def line(self, row: Row) -> None:
        text = row.text
        if _STYLING.match(text):
            word = text.split()[0]
            message = f"`{word}` has no effect here"
            hint = "a node's look comes from the theme; `:::name` makes it stand out"
            self.reader.report(IGNORED_DIAGRAM_STYLE, row.place.span(), message, hint, subject=word)
        elif found := _ALT.match(text):
            self.alt.append(row.place.part(found.start("words"), found.end("words")))
        elif found := _CLASS.match(text):
            for name in re.split(r"\s*,\s*", found["names"]):
                if name in self.nodes:
                    self.nodes[name] = replace(self.nodes[name], accent=True)
        elif found := _SUBGRAPH.match(text):
            self._subgraph(row, found)
        elif _END.match(text):
            if not self.open:
                raise Unreadable(0, "`end` closes nothing", "remove it, or add `subgraph`")
            self.open.pop()
        else:
            self._statement(row)

    def _subgraph(self, row: Row, found: re.Match[str]) -> None:
        start, rest = found.start("rest"), found["rest"]
        titled = _SUBGRAPH_TITLE.match(rest)
        name, title, at = rest.strip('"'), rest, start
        if titled is not None:
            name, title, at = titled["name"], titled["title"], start + titled.start("title")
        name = name or f"subgraph-{next(self.numbers)}"
        text = self._text(row, at, at + len(title)) if title.strip() else None
        around = self.open[-1][0] if self.open else ""
        self.clusters[name] = Cluster(name=name, title=text, span=row.place.span(), cluster=around)
        self.open.append((name, row.place.span()))

    def _statement(self, row: Row) -> None:
        at, before, link = 0, [], None
        text = row.text.rstrip(";").rstrip()
        while True:
            nodes, at = self._nodes(row, text, at)
            if link is not None:
                self._join(before, nodes, row, link)
            rest = text[at:].lstrip("; ")
            if not rest:
                return
            link = _LINK.match(text, at)
            if link is None or link.end() == at:
                separated = re.compile(r"\s*;\s*").match(text, at)
                if separated is None:
                    message = f"`{text[at:].strip()}` is not understood"
                    hint = "write `A --> B`, or `A[words] -->|label| B`"
                    raise Unreadable(at + len(text[at:]) - len(text[at:].lstrip()), message, hint)
                at, link = separated.end(), None
                continue
            at, before = link.end(), nodes
            if at >= len(text):
                raise Unreadable(link.start(), "this line leads nowhere", "name a node after it")

    def _nodes(self, row: Row, text: str, at: int) -> tuple[list[str], int]:
        names = []
        while True:
            name, at = self._node(row, text, at)
            names.append(name)
            more = _AND.match(text, at)
            if more is None:
                return names, at
            at = more.end()

    def _node(self, row: Row, text: str, at: int) -> tuple[str, int]:
        found = _NAME.match(text, at)
        if found is None or found[0] == "end":
            message = "a node is expected here"
            raise Unreadable(min(at, len(text) - 1), message, "write its name, such as `A[words]`")
        name, at = found[0], found.end()
        span = row.place.span(found.start(), len(name))
        written: Text | None = None
        form: NodeForm = "box"
        for opening, closing, kind in _FORMS:
            if not text.startswith(opening, at):
                continue
            start = at + len(opening)
            end = text.find(closing, start)
            if text.startswith('"', start) and (quote := text.find('"', start + 1)) >= 0:
                end = text.find(closing, quote)
            if end < 0:
                if len(opening) > 1 or opening == ">":
                    continue
                message = f"`{opening}` is never closed"
                raise Unreadable(at, message, f"add `{closing}` after the words of `{name}`")
            written, form, at = self._text(row, start, end), kind, end + len(closing)
            break
        accent = False
        if classed := _CLASSED.match(text, at):
            accent, at = True, classed.end()
        self._add(name, written, form, span, accent=accent, row=row, at=found.start())
        return name, at

    def _add(
        self,
        name: str,
        written: Text | None,
        form: NodeForm,
        span: Span,
        *,
        accent: bool,
        row: Row,
        at: int,
    ) -> None:
        known = self.nodes.get(name)
        home = self.open[-1][0] if self.open else ""
        if known is None:
            text = written or self._text(row, at, at + len(name))
            self.nodes[name] = Node(
                name=name, text=text, span=span, form=form, accent=accent, cluster=home
            )
            return
        changed = replace(known, accent=known.accent or accent, cluster=known.cluster or home)
        if written is not None:
            changed = replace(changed, text=written, form=form, span=span)
        self.nodes[name] = changed

    def _text(self, row: Row, start: int, end: int) -> Text:
        return text_in(row, start, end, self.reader)

    def _join(self, sources: list[str], targets: list[str], row: Row, link: re.Match[str]) -> None:
        for source in sources:
            for target in targets:
                if source in self.clusters or target in self.clusters:
                    message = "a subgraph cannot be an end of a line here"
                    raise Unreadable(link.start(), message, "join one of its nodes")
                if len(self.edges) > MOST_EDGES:  # said of the whole, without making thousands
                    return
                edge = self._edge(source, target, row, link)
                if edge is not None:
                    self.edges.append(edge)

    def _edge(self, source: str, target: str, row: Row, link: re.Match[str]) -> Edge | None:
        if link["hidden"]:
            return None
        line = link["line"] or f"{link['open']}{link['close']}"
        label = None
        for group in ("label", "inner"):
            if link[group]:
                label = self._text(row, link.start(group), link.end(group))
        last = link["end"] or next((sign for sign in (line[-1],) if sign in ">ox"), None)
        dash: Dash = "dash" if "." in line else "solid"
        return Edge(
            source=source,
            target=target,
            span=row.place.span(link.start(), len(link[0].rstrip())),
            label=label,
            dash=dash,
            thick="==" in line,
            start=_ENDS[link["start"]],
            end=_ENDS[last],
        )
