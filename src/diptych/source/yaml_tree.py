"""YAML as a tree that knows where each of its values stands."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from diptych.diagnostics import Span
from diptych.markup.place import Place, at_lines
from diptych.source.faults import BROKEN_YAML, DUPLICATE_KEY
from diptych.source.intake import Intake

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_KINDS = {
    "tag:yaml.org,2002:int": "int",
    "tag:yaml.org,2002:float": "float",
    "tag:yaml.org,2002:bool": "bool",
    "tag:yaml.org,2002:null": "null",
    "tag:yaml.org,2002:timestamp": "date",
}
_TRUE = {"yes", "true", "on"}

Data = str | int | float | bool | datetime.date | None | tuple["Value", ...] | Mapping[str, "Entry"]


@dataclass(frozen=True, slots=True)
class Value:
    """A YAML value and its place."""

    data: Data
    span: Span
    place: Place
    """Where the text of a scalar stands; of no use for others."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One `key: value` of a mapping."""

    key: str
    key_span: Span
    value: Value


def read_yaml(text: str, file: str, intake: Intake, *, first_line: int = 1) -> Value | None:
    """Return the tree of one YAML document, or None if it is broken or empty.

    `first_line` is where `text` begins in `file`.
    """
    try:
        loader = _LOADER(text)
        try:
            node = loader.get_single_node()
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        _report(error, file, intake, first_line)
        return None
    if node is None:
        return None
    return _Grower(file, text, intake, first_line).grow(node)


def _report(error: yaml.YAMLError, file: str, intake: Intake, first_line: int) -> None:
    mark = getattr(error, "problem_mark", None)
    line, column = (mark.line, mark.column) if mark is not None else (0, 0)
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be parsed"
    hint = "quote the text if it contains `: ` or begins with one of `[ { & * ! | > % @`"
    span = Span(file, first_line + line, column + 1)
    intake.report(BROKEN_YAML, span, f"broken YAML: {problem}", hint)


class _Grower:
    def __init__(self, file: str, text: str, intake: Intake, first_line: int) -> None:
        self.file = file
        self.lines = text.splitlines()
        self.intake = intake
        self.first_line = first_line
        self.grown: dict[int, Value] = {}
        self.growing: set[int] = set()

    def grow(self, node: Any) -> Value:
        key = id(node)
        if key in self.growing:
            span = self._span(node)
            self.intake.report(BROKEN_YAML, span, "an alias contains itself", "write the value out")
            return self._value(node, None)
        if key not in self.grown:
            self.growing.add(key)
            self.grown[key] = self._value(node, self._data(node))
            self.growing.discard(key)
        return self.grown[key]

    def _data(self, node: Any) -> Data:
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node)
        if isinstance(node, yaml.SequenceNode):
            return tuple(self.grow(child) for child in node.value)
        return _scalar(node)

    def _mapping(self, node: Any) -> dict[str, Entry]:
        entries: dict[str, Entry] = {}
        for key_node, value_node in node.value:
            span = self._span(key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                self.intake.report(BROKEN_YAML, span, "a key must be plain text", "write `key: value`")
                continue
            key = str(key_node.value)
            if key in entries:
                self.intake.report(DUPLICATE_KEY, span, f"key `{key}` is given twice", "keep one of them")
                continue
            entries[key] = Entry(key, span, self.grow(value_node))
        return entries

    def _span(self, node: Any) -> Span:
        start, end = node.start_mark, node.end_mark
        length = end.column - start.column if end.line == start.line else 1
        return Span(self.file, self.first_line + start.line, start.column + 1, max(1, length))

    def _value(self, node: Any, data: Data) -> Value:
        span = self._span(node)
        text = str(node.value) if isinstance(node, yaml.ScalarNode) else ""
        return Value(data, span, self._place(node, text, span))

    def _place(self, node: Any, text: str, span: Span) -> Place:
        """Return where each line of a scalar begins; block scalars begin a line below their mark."""
        style = getattr(node, "style", None)
        if style not in {"|", ">"}:
            column = span.column + (1 if style in {"'", '"'} else 0)
            return at_lines(self.file, text, ((span.line, column),) * (text.count("\n") + 1))
        first = node.start_mark.line + 1
        starts = tuple(
            (self.first_line + first + row, self._indent(first + row))
            for row in range(text.count("\n") + 1)
        )
        return at_lines(self.file, text, starts)

    def _indent(self, row: int) -> int:
        line = self.lines[row] if row < len(self.lines) else ""
        return len(line) - len(line.lstrip()) + 1


def _scalar(node: Any) -> Data:
    kind = _KINDS.get(node.tag)
    text = str(node.value)
    try:
        match kind:
            case "int":
                return int(text.replace("_", ""), 0)
            case "float":
                return float(text.replace("_", ""))
            case "bool":
                return text.lower() in _TRUE
            case "null":
                return None
            case "date":
                return datetime.date.fromisoformat(text[:10])
            case _:
                return text
    except ValueError:
        return text
