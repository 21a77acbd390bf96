"""Reads what Mermaid calls a flowchart: what leads to what.

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
from diptych.model.drawn_shapes import Dash, LineEnd
from diptych.model.source_text import SourceText
from diptych.model.text import Text
from diptych.source.diagrams.diagnostic_kinds import IGNORED_DIAGRAM_STYLE
from diptych.source.diagrams.ends import unfit_edges, with_empty_clusters
from diptych.source.diagrams.node_forms import (
    BRACKETS,
    FORMS_BY_NAME,
    PICTURED,
    PROPERTIES,
    PROPERTY,
)
from diptych.source.diagrams.rows import DIRECTIONS, Row, RowReader, Unreadable, text_in
from diptych.source.reading.source_reader import SourceReader

_HEAD = re.compile(r"(?:flowchart|graph)(?:-elk)?(?:\s+(?P<direction>\w+))?\s*(?:;\s*|$)")
_STYLING = re.compile(r"(?P<word>classDef|style|linkStyle|click|direction)\b\s*(?P<of>[^\s,]*)")
_STYLING_HINTS = {
    "classDef": "nodes with `:::{0}` stand out in the theme's accent",
    "style": "write `{0}:::accent`, and it stands out in the theme's accent",
    "linkStyle": "write `==>` for a thick line, `-.->` for a dashed one",
    "click": 'write the link in the node: `{0}["[words](https://…)"]`',
    "direction": "a diagram has one direction: give it on the first line",
}
_ANIMATED = re.compile(r"[\w-]+@\{\s*(?:animat|curve)[^}]*\}\s*;?\s*$")
_ALT = re.compile(r"acc(?:Title|Descr)\s*:\s*(?P<words>.+)")
_CLASS = re.compile(r"class\s+(?P<names>[^\s,]+(?:\s*,\s*[^\s,]+)*)\s+[\w,-]+\s*;?\s*$")
_SUBGRAPH = re.compile(r"subgraph\b\s*+(?P<rest>.*)$")
_SUBGRAPH_TITLE = re.compile(r"(?P<name>[^\s\[]+)\s*\[(?P<title>.*)\]$")
_END = re.compile(r"end\s*;?\s*$")
_NAME = re.compile(r"[\w][\w.\-/]*?(?=\s|$|[\[({>&;:@]|--|-\.|==|~~~|<)")
_CLASSED = re.compile(r":::[\w-]+(?:,[\w-]+)*")
_AND = re.compile(r"\s*&\s*")
_LINK = re.compile(
    r"""\s*+(?:[\w-]+@(?=[<ox~=-]))? (?P<start>[<ox](?=--|==|-\.))?
    (?:
        (?P<hidden>~~~+)
      | (?P<open>--|==|-\.)(?![->.=]|[ox]\s) \s*+ (?P<inner>"[^"]*"\s*+|[^\n]*?)
        (?P<close>-->|--[ox](?=\s)|---+|==>|===+|\.-+>?)
      | (?P<line>-{2,}|={2,}|-\.+-)
    )
    (?P<end>>|[ox](?=\s))?
    (?:\s*+\|\s*+(?P<label>"[^"]*"\s*+(?=\|)|[^|\n]*+)\|)?\s*+""",
    re.VERBOSE,
)
_ENDS: dict[str | None, LineEnd | None] = {
    "<": "triangle",
    ">": "triangle",
    "o": "oval",
    "x": "oval",
    None: None,
}


def _after_head(row: Row) -> Iterator[Row]:
    """Yield what stands on the first line after a semicolon, if anything does."""
    found = _HEAD.match(row.text)
    if found is not None and (rest := row.text[found.end() :]):
        yield Row(row.place.part(found.end(), len(row.text)), rest)


class FlowchartReader(RowReader):
    """Reads a flowchart line by line."""

    def __init__(self, span: Span, reader: SourceReader, steps: Iterator[int] | None) -> None:
        super().__init__(span, reader, steps)
        self.nodes: dict[str, Node] = {}
        self.edges: list[Edge] = []
        self.clusters: dict[str, Cluster] = {}
        self.alt: list[SourceText] = []
        self.numbers = count(1)
        self.written: set[str] = set()
        """The nodes with words of their own."""
        self.accented: list[tuple[str, Span]] = []

    def read(self, rows: list[Row]) -> Diagram | None:
        """Return the flowchart; None, with a report, if it cannot be read."""
        direction = self._direction(rows[0])
        self.lines((*_after_head(rows[0]), *rows[1:]), "subgraph {}")
        self._settle()
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

    def _settle(self) -> None:
        """Tell nodes and clusters apart, and let the nodes of `class` stand out."""
        for name in self.clusters.keys() & self.nodes.keys():
            if name in self.written:
                message, hint = f"`{name}` is a node and a subgraph", "give one another name"
                self.report(self.nodes[name].span, message, hint, subject=name)
            del self.nodes[name]
        self.nodes, self.clusters = with_empty_clusters(self.nodes, self.clusters)
        for fault in unfit_edges(self.edges, self.nodes, self.clusters):
            hint = "join it with what is outside of it"
            self.report(fault.edge.span, fault.message, hint, subject=fault.edge.source)
        for name, span in self.accented:
            if name in self.nodes:
                self.nodes[name] = replace(self.nodes[name], accent=True)
                continue
            message, hint = f"there is no node `{name}` to highlight", nearest(name, self.nodes)
            self.reader.report(IGNORED_DIAGRAM_STYLE, span, message, hint, subject=name)

    def _stepped(self) -> tuple[Node, ...]:
        if self.steps is None:
            return tuple(self.nodes.values())
        pairs = zip(self.nodes.values(), self.steps, strict=False)
        return tuple(replace(node, step=step) for node, step in pairs)

    def _direction(self, row: Row) -> Direction:
        found = _HEAD.match(row.text)
        word = (found["direction"] or "") if found else row.text.partition(" ")[2]
        if word and word not in DIRECTIONS:
            at = row.text.find(word)
            message, hint = f"a flowchart cannot go `{word}`", nearest(word, DIRECTIONS)
            self.report(row.place.span(at), message, hint, subject=word)
        return DIRECTIONS.get(word, "")

    def line(self, row: Row) -> None:
        """Read nodes and what joins them, a subgraph, or what says how they look."""
        text = row.text
        if found := _STYLING.match(text):
            message = f"`{found['word']}` has no effect here"
            hint = _STYLING_HINTS[found["word"]].format(found["of"] or "A")
            span = row.place.span()
            self.reader.report(IGNORED_DIAGRAM_STYLE, span, message, hint, subject=found["word"])
        elif _ANIMATED.match(text):
            message, hint = (
                "lines are not animated here",
                "let the nodes appear with `::: incremental`",
            )
            self.reader.report(IGNORED_DIAGRAM_STYLE, row.place.span(), message, hint, subject=text)
        elif found := _ALT.match(text):
            self.alt.append(row.place.part(found.start("words"), found.end("words")))
        elif found := _CLASS.match(text):
            names = re.split(r"\s*,\s*", found["names"])
            self.accented += ((name, row.place.span()) for name in names)
        elif found := _SUBGRAPH.match(text):
            self._subgraph(row, found)
        elif _END.match(text):
            if not self.open:
                raise Unreadable(0, "`end` closes nothing", "remove it, or add `subgraph`")
            self.open.pop()
        else:
            self._statement(row)

    def _subgraph(self, row: Row, found: re.Match[str]) -> None:
        start, rest = found.start("rest"), found["rest"].rstrip().removesuffix(";").rstrip()
        titled = _SUBGRAPH_TITLE.match(rest)
        name, title, at = rest.strip('"'), rest, start
        if titled is not None:
            name, title, at = titled["name"], titled["title"], start + titled.start("title")
        name = name or f"subgraph-{next(self.numbers)}"
        while name in self.clusters:  # another of the same name, perhaps within the first
            name = f"{name}-{next(self.numbers)}"
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
        if properties := PROPERTIES.match(text, at):
            form, written = self._named(row, properties)
            at = properties.end()
        for opening, closings in BRACKETS:
            if not text.startswith(opening, at):
                continue
            start = at + len(opening)
            quote = text.find('"', start + 1) if text.startswith('"', start) else -1
            ends = {closing: text.find(closing, max(start, quote)) for closing in closings}
            closed = [(end, closing) for closing, end in ends.items() if end >= 0]
            if not closed:
                if len(opening) > 1 or opening == ">":
                    continue
                message = f"`{opening}` is never closed"
                hint = f"add `{next(iter(closings))}` after the words of `{name}`"
                raise Unreadable(at, message, hint)
            end, closing = min(closed)
            written, form = self._text(row, start, end), closings[closing]
            at = end + len(closing)
            break
        accent = False
        if classed := _CLASSED.match(text, at):
            accent, at = True, classed.end()
        self._add(name, written, form, span, accent=accent, row=row, at=found.start())
        return name, at

    def _named(self, row: Row, found: re.Match[str]) -> tuple[NodeForm, Text | None]:
        """Return the form and the words of a node with `@{ shape: …, label: … }`."""
        form: NodeForm = "box"
        words: Text | None = None
        at = found.start("inside")
        for one in PROPERTY.finditer(row.text, at, found.end("inside")):
            name = one["value"].strip('"')
            if one["key"] == "label":
                words = self._text(row, one.start("value"), one.end("value"))
            elif one["key"] in PICTURED:
                message = f"`{one['key']}` of a node has no effect here"
                span = row.place.span(one.start("key"), len(one["key"]))
                hint = "write an icon in its words: `:icon-rocket: Launch`"
                self.reader.report(IGNORED_DIAGRAM_STYLE, span, message, hint, subject=one["key"])
            elif one["key"] != "shape":
                message = f"`{one['key']}` of a node is not understood"
                raise Unreadable(one.start("key"), message, "write `shape` and `label`")
            elif name in FORMS_BY_NAME:
                form = FORMS_BY_NAME[name]
            else:
                hint = nearest(name, FORMS_BY_NAME, what="shape")
                message = f"there is no shape `{name}` here"
                raise Unreadable(one.start("value"), message, hint)
        return form, words

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
        if written is not None:
            self.written.add(name)
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
