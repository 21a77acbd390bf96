"""Builds the tree of a YAML document from the events of libyaml, within limits."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Collection, Mapping
from typing import Any

import yaml

from diptych.diagnostics import Span
from diptych.markup.characters import FORBIDDEN, REORDERING, cleaned, name_of
from diptych.model.source_text import SourcePoint, SourceText
from diptych.source.reading.diagnostic_kinds import FORBIDDEN_CHARACTER, REORDERING_CHARACTER
from diptych.source.reading.source_reader import SourceReader
from diptych.source.yaml.broken import DEEPEST, SECOND, TOO_DEEP, comment_in, report_broken, within
from diptych.source.yaml.diagnostic_kinds import (
    BROKEN_YAML,
    DUPLICATE_KEY,
    LOST_IN_COMMENT,
    OUT_OF_RANGE,
)
from diptych.source.yaml.places import scalar_place
from diptych.source.yaml.tree import Data, Entry, Value

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CORE = "tag:yaml.org,2002:"
_KINDS = {"int", "float", "bool", "null", "timestamp"}
_TEXT = {"str", "value", "merge"}
_SCALARS = _KINDS | _TEXT
_TRUE = {"yes", "true", "on"}
_LARGEST = 100_000
"""Maximum values in one file, with aliases expanded."""

_LONGEST_NUMBER = 40
"""Maximum length of a number; longer ones are never needed, and are costly to parse (Python refuses
them from 4,300 digits)."""


def build_tree(
    text: str, file: str, reader: SourceReader, first_line: int, keys: Collection[str] = ()
) -> Value | None:
    """Return the tree of one YAML document; None if it is broken, which is reported, or empty.

    `keys` are those that it may have: one of them without a colon is recognised.
    """
    loader = _LOADER(text)
    try:
        return _TreeBuilder(loader, file, text, reader, first_line).read()
    except yaml.YAMLError as error:
        report_broken(error, file, text.split("\n"), reader, first_line, keys)
        return None
    finally:
        loader.dispose()


class _TreeBuilder:
    """Builds values from the parser's events, within limits of depth and size."""

    def __init__(
        self, loader: Any, file: str, text: str, reader: SourceReader, first_line: int
    ) -> None:
        self.loader = loader
        self.file = file
        self.lines = text.split("\n")
        self.reader = reader
        self.first_line = first_line
        self.anchors: dict[str, tuple[Value | None, int]] = {}
        self.size = 0

    def read(self) -> Value | None:
        self.loader.get_event()  # the stream begins
        if isinstance(self.loader.get_event(), yaml.StreamEndEvent):
            return None
        value = self._grow(self.loader.get_event(), 0)
        self.loader.get_event()  # the document ends
        after = self.loader.get_event()
        if not isinstance(after, yaml.StreamEndEvent):
            raise _Broken(SECOND, after.start_mark)
        return value

    def _grow(self, event: Any, depth: int) -> Value:
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        if depth > DEEPEST:
            raise _Broken(TOO_DEEP, event.start_mark)
        before = self.size
        self._count(1, event)
        if event.anchor is not None:
            self.anchors[event.anchor] = (None, 0)
        value = self._value(event, depth)
        if event.anchor is not None:
            self.anchors[event.anchor] = (value, self.size - before)
        return value

    def _alias(self, event: Any) -> Value:
        if event.anchor not in self.anchors:
            raise _Broken(f"there is no anchor `&{event.anchor}`", event.start_mark)
        value, size = self.anchors[event.anchor]
        if value is None:
            raise _Broken(f"the alias `*{event.anchor}` contains itself", event.start_mark)
        self._count(size, event)
        return value

    def _count(self, size: int, event: Any) -> None:
        self.size += size
        if self.size > _LARGEST:
            raise _Broken(f"it has more than {_LARGEST:,} values", event.start_mark)

    def _value(self, event: Any, depth: int) -> Value:
        start = self._start(event)
        span = self._span(event, start)
        if isinstance(event, yaml.ScalarEvent):
            place = self._place(event, start)
            return Value(self._scalar(event, place), span, place)
        if event.tag not in {None, "!", f"{_CORE}seq", f"{_CORE}map"}:
            self._report_tag(event)
        data: Data
        if isinstance(event, yaml.SequenceStartEvent):
            data = self._items(depth)
        else:
            data = self._mapping(depth, is_item=self._is_item(start))
        return Value(
            data, span, SourceText(self.file, "", (SourcePoint(0, span.line, span.column),))
        )

    def _items(self, depth: int) -> tuple[Value, ...]:
        items = []
        while not isinstance(event := self.loader.get_event(), yaml.SequenceEndEvent):
            items.append(self._grow(event, depth + 1))
        return tuple(items)

    def _is_item(self, start: SourcePoint) -> bool:
        """Return whether a value follows the `-` of a list."""
        return self.lines[start.line][: start.column].strip(" ") == "-"

    def _mapping(self, depth: int, *, is_item: bool) -> dict[str, Entry]:
        entries: dict[str, Entry] = {}
        while not isinstance(event := self.loader.get_event(), yaml.MappingEndEvent):
            plain = self._plain_key(event)
            key = None if plain else self._grow(event, depth + 1)
            value = self._grow(self.loader.get_event(), depth + 1)
            if key is not None and isinstance(key.data, tuple | Mapping):
                hint = "write `key: value`; a text that begins with `[` or `{` needs quotes"
                self.reader.report(BROKEN_YAML, key.span, "a key must be plain text", hint)
                continue
            span = key.span if key is not None else self._span(event)
            name = key.place.text if key is not None else plain
            if name == "<<" and not getattr(event, "style", None):
                message = "merging with `<<` is not supported"
                self.reader.report(BROKEN_YAML, span, message, "write out the keys")
            elif name in entries:
                message = f"key `{name}` is given twice"
                apart = ", or begin the second with `- ` if it is an item of its own"
                hint = f"keep one of them{apart if is_item else ''}"
                self.reader.report(DUPLICATE_KEY, span, message, hint)
            else:
                entries[name] = Entry(name, span, value)
                if value.data is None and not value.place.text:
                    self._report_comment(name, span)
        return entries

    def _report_comment(self, name: str, key: Span) -> None:
        """Report a value that YAML takes for a comment, as it begins with `#`: `color: #0B6E4F`."""
        line = key.line - self.first_line
        if (found := comment_in(self.lines[line], key.column - 1 + key.length)) is None:
            return
        written, column = found
        span = Span(self.file, key.line, column + 1, len(written))
        message = f"`{name}` has no value, since `#` begins a comment"
        self.reader.report(LOST_IN_COMMENT, span, message, f'put quotes around it: `"{written}"`')

    def _plain_key(self, event: Any) -> str:
        """Return a key that is a simple word, as most are; empty for any other."""
        if not isinstance(event, yaml.ScalarEvent) or event.anchor or event.tag:
            return ""
        self._count(1, event)
        return event.value if event.value.isprintable() else ""

    def _scalar(self, event: Any, place: SourceText) -> Data:
        tag = event.tag
        if tag in {None, "!"}:
            tag = self.loader.resolve(yaml.ScalarNode, event.value, event.implicit)
        kind = tag.removeprefix(_CORE)
        if kind not in _SCALARS:
            self._report_tag(event)
        if kind in {"int", "float"} and _is_beyond(place.text):
            written = place.text[:_LONGEST_NUMBER]
            message = f"the number `{written}` is too long or too large"
            hint = "shorten it, or put quotes around it if it is text"
            self.reader.report(OUT_OF_RANGE, self._span(event), message, hint)
            return place.text
        return _data(kind, place.text)

    def _report_tag(self, event: Any) -> None:
        message = f"the tag `{event.tag.replace(_CORE, '!!')}` has no meaning here"
        hint = "remove it, or put quotes around a text that begins with `!`"
        self.reader.report(BROKEN_YAML, self._span(event), message, hint)

    def _start(self, event: Any) -> SourcePoint:
        """Return the position of an event in the lines, counted from 0."""
        return SourcePoint(0, *within(self.lines, event.start_mark))

    def _span(self, event: Any, start: SourcePoint | None = None) -> Span:
        _, line, column = start or self._start(event)
        end = event.end_mark
        length = end.column - column if end.line == line else 1
        return Span(self.file, self.first_line + line, column + 1, max(1, length))

    def _place(self, event: Any, start: SourcePoint) -> SourceText:
        value, style = str(event.value), event.style or None
        lines, first = self.lines, self.first_line
        place = scalar_place(self.file, value, style, lines, start, first_line=first)
        if value.isprintable():
            return place
        for found in FORBIDDEN.finditer(value):
            span = place.span(found.start(), 1)
            message = f"the text contains {name_of(found.group())}"
            self.reader.report(FORBIDDEN_CHARACTER, span, message, "remove it")
        for found in REORDERING.finditer(value):
            span = place.span(found.start(), 1)
            if not self._is_seen(found.group(), span):
                message = f"the text contains {name_of(found.group())}"
                self.reader.report(REORDERING_CHARACTER, span, message, "remove it")
        return SourceText(self.file, cleaned(value), place.points)

    def _is_seen(self, character: str, span: Span) -> bool:
        """Return whether a character stands in the file itself, so that it has been reported."""
        line = self.lines[span.line - self.first_line]
        return line[span.column - 1 : span.column] == character


class _Broken(yaml.MarkedYAMLError):
    """The YAML is well-formed but not accepted."""

    def __init__(self, problem: str, mark: Any) -> None:
        super().__init__(problem=problem, problem_mark=mark)


def _data(kind: str, text: str) -> Data:  # noqa: PLR0911 - a table
    """Return the value of a scalar; if it is not valid for its kind, its text."""
    try:
        match kind:
            case "int":
                return int(text.replace("_", ""), 0)
            case "float":
                return _number(text.replace("_", "").lower())
            case "timestamp":
                return dt.date.fromisoformat(text[:10])
            case "bool":
                return text.lower() in _TRUE
            case "null":
                return None
            case _:
                return text
    except ValueError:
        pass
    return text


def _is_beyond(text: str) -> bool:
    """Return whether a number has too many digits, or is too large for a float."""
    if len(text) > _LONGEST_NUMBER:
        return True
    plain = text.replace("_", "").lower().lstrip("+-")
    return "e" in plain and not plain.startswith("0x") and math.isinf(float(plain))


def _number(text: str) -> float:
    """Return a float, including YAML's `.inf` and `.nan`."""
    return float(text.replace(".inf", "inf").replace(".nan", "nan"))
