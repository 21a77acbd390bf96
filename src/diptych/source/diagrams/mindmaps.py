"""Reads what Mermaid calls a mind map: a tree, in which what is further right is below.

Its manual, "Mindmap".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from diptych.blocks.diagram import Diagram
from diptych.diagnostics import Span
from diptych.model.diagram import Edge, Flow, Node, NodeForm
from diptych.source.diagrams.rows import Row, RowReader, Unreadable, text_in
from diptych.source.reading.source_reader import SourceReader

_FORMS: tuple[tuple[re.Pattern[str], NodeForm], ...] = (
    (re.compile(r"[\w-]*\(\((?P<words>.+)\)\)$", re.DOTALL), "stadium"),
    (re.compile(r"[\w-]*\)\)(?P<words>.+)\(\($", re.DOTALL), "hexagon"),
    (re.compile(r"[\w-]*\{\{(?P<words>.+)\}\}$", re.DOTALL), "hexagon"),
    (re.compile(r"[\w-]*\)(?P<words>.+)\($", re.DOTALL), "round"),
    (re.compile(r"[\w-]*\((?P<words>.+)\)$", re.DOTALL), "round"),
    (re.compile(r"[\w-]*\[(?P<words>.+)\]$", re.DOTALL), "box"),
)
_STYLING = re.compile(r"::(?:icon\((?P<icon>.*)\)|:[\w -]+)$")


class MindmapReader(RowReader):
    """Reads a mind map line by line."""

    def __init__(self, span: Span, reader: SourceReader, steps: Iterator[int] | None) -> None:
        super().__init__(span, reader, steps)
        self.nodes: list[Node] = []
        self.edges: list[Edge] = []
        self.above: list[tuple[int, str]] = []
        """The columns and names of the last node and of those that it is below."""

    def read(self, rows: list[Row]) -> Diagram | None:
        """Return the tree; None, with a report, if it cannot be read."""
        self.lines(rows[1:], "{}")
        if not self.nodes and not self.is_bad:
            hint = "write its middle, and further right what belongs to it"
            self.report(self.span, "this mind map is empty", hint)
        if self.is_bad:
            return None
        flow = Flow(nodes=tuple(self.nodes), edges=tuple(self.edges), is_tree=True)
        return Diagram(content=flow, span=self.span)

    def line(self, row: Row) -> None:
        """Read a node, or a line that says how the last one looks."""
        if (styling := _STYLING.match(row.text)) is not None:
            word = "icon" if styling["icon"] else row.text
            hint = "write an icon in its words: `:icon-rocket: Launch`"
            self.without_effect(word, row.place.span(), hint)
            return
        column = row.place.span().column
        while self.above and self.above[-1][0] >= column:
            self.above.pop()
        if not self.above and self.nodes:
            message, hint = "a mind map has one middle", "write this further right"
            raise Unreadable(0, message, hint)
        form, start, end = _form(row.text)
        name, span = str(len(self.nodes)), row.place.span()
        text = text_in(row, start, end, self.reader)
        step = next(self.steps) if self.steps is not None else 0
        self.nodes.append(Node(name=name, text=text, span=span, form=form, step=step))
        if self.above:
            self.edges.append(Edge(source=self.above[-1][1], target=name, span=span, end=None))
        self.above.append((column, name))


def _form(text: str) -> tuple[NodeForm, int, int]:
    """Return the form of a node, and where its words begin and end."""
    for pattern, form in _FORMS:
        if found := pattern.match(text):
            return form, *found.span("words")
    return "box", 0, len(text)
