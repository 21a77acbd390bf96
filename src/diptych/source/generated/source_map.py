"""The text that a generator makes, with the template position of each of its characters."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, TypeVar

from msgspec.structs import replace

from diptych.diagnostics import Diagnostic, Span
from diptych.model.source_text import SourcePoint, SourceText
from diptych.model.walk import map_values
from diptych.source.generated.escaping import FENCE, escaped, is_prose, written_after
from diptych.source.yaml.tree import Entry, Value

T = TypeVar("T")

_OPEN, _CLOSE = "\U0010fe01", "\U0010fe02"
_TOKEN = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
"""A placeholder for a value in YAML until it is parsed, so that no value can break the syntax."""
_LITERAL_KEYS = frozenset(
    {
        "code", "file", "id", "layout", "density", "mode", "tags", "refs", "allow", "width",
        "language", "data", "each", "url", "overrides",
    }
)  # fmt: skip
"""Keys in YAML whose values are not Markdown."""


class Piece(NamedTuple):
    """A piece of the output of a template."""

    at: int
    """Its offset in the template."""
    length: int
    """The length of its source in the template."""
    text: str
    value: object = None
    """The value of an expression; None for text of the template itself."""
    record: str = ""
    """The record to which the value belongs."""
    kept: str = ""
    """The expression for the value as a variable of the slide, so that the text to translate is the
    same for all records; empty if there is none."""
    as_it_is: bool = False
    """Whether the value itself is Markdown."""

    @property
    def variable(self) -> str:
        """Return its value as a variable."""
        return f"{{{{ {self.kept} }}}}"

    @property
    def is_value(self) -> bool:
        """Return whether it was computed."""
        return self.value is not None


class _Mapping(NamedTuple):
    """The source of an expanded line from a column on."""

    column: int
    at: int
    length: int
    record: str
    is_value: bool


class Expanded:
    """The text of one slide as its template made it."""

    def __init__(
        self, template: str, file: str, pieces: Iterable[Piece], *, front: int, yaml: bool,
        record: str,
    ) -> None:  # fmt: skip
        self.file = file
        self.record = record
        self.values: list[Piece] = []
        self._starts = [0, *(i + 1 for i, c in enumerate(template) if c == "\n")]
        self._size = len(template)
        self._lines: list[list[_Mapping]] = [[]]
        self._written: list[str] = []
        self._line = ""
        self._fence = ""
        for piece in pieces:
            in_front = piece.at < front
            if in_front and yaml:
                self._add(piece._replace(text="\n" * piece.text.count("\n")))
            elif piece.is_value:
                self._add(piece._replace(text=self._token(piece, in_yaml=in_front or yaml)))
            else:
                self._add(piece)
        self.text = "".join(self._written)

    def _token(self, piece: Piece, *, in_yaml: bool) -> str:
        if in_yaml:
            self.values.append(piece)
            return f"{_OPEN}{len(self.values) - 1}{_CLOSE}"
        if piece.kept and is_prose(self._line, self._fence):
            return piece.variable
        if piece.as_it_is:
            return piece.text
        return written_after(self._line, piece.text, self._fence)

    def _add(self, piece: Piece) -> None:
        at = piece.at
        for row, text in enumerate(piece.text.split("\n")):
            if row:
                self._end_line()
            mapping = _Mapping(
                len(self._line) + 1, at, piece.length if piece.is_value else len(text) + 1,
                piece.record, piece.is_value,
            )  # fmt: skip
            self._lines[-1].append(mapping)
            self._line += text
            at += 0 if piece.is_value else len(text) + 1
        self._written.append(piece.text)

    def _end_line(self) -> None:
        found = FENCE.match(self._line)
        if found and not self._fence:
            self._fence = found[1]
        elif found and found[1].startswith(self._fence):
            self._fence = ""
        self._line = ""
        self._lines.append([])

    def back(self, span: Span, *, always: bool = True) -> Span:
        """Return the span in the template from which `span` in the text was made.

        It includes the record for which it was made: that of the value on its line, or else that of
        the slide; the latter only if `always`, since fixed text is the same for all slides.
        """
        if span.file != self.file:
            return span
        mappings = self._lines[min(span.line, len(self._lines)) - 1]
        own = next((mapping.record for mapping in mappings if mapping.record), "")
        has_value = any(mapping.is_value for mapping in mappings)
        record = own or (self.record if always or has_value else "")
        begin, _ = self._at(mappings, span.column)
        _, end = self._at(mappings, span.column + span.length - 1)
        line, column = self._place(begin)
        last_line, last_column = self._place(max(begin, end - 1))
        length = last_column - column + 1 if last_line == line else 1
        return Span(self.file, line, column, max(1, length), record)

    def _at(self, mappings: list[_Mapping], column: int) -> tuple[int, int]:
        """Return the start and end in the template of the source of a column."""
        if not mappings:
            return 0, 1
        index = bisect_right(mappings, column, key=lambda mapping: mapping.column) - 1
        mapping = mappings[max(0, index)]
        if mapping.is_value:
            return mapping.at, mapping.at + mapping.length
        at = mapping.at + max(0, min(column - mapping.column, mapping.length - 1))
        return at, at + 1

    def _place(self, offset: int) -> tuple[int, int]:
        offset = min(offset, self._size)
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def mapped(self, value: T) -> T:
        """Return `value` with all its spans moved back to the template."""
        return map_values(value, Span, self.back)

    def found_at(self, found: Diagnostic) -> Diagnostic:
        """Return a diagnostic in the text as one in the template."""
        if found.span is None or found.span.file != self.file:
            return found
        span = self.back(found.span, always=False)
        return replace(found, span=span, message=found.message + span.made_for)

    def fill(self, value: Value | None) -> Value | None:
        """Return a YAML tree with its placeholder tokens replaced by their values."""
        return self._filled(value, literal=False) if value is not None and self.values else value

    def _filled(self, value: Value, *, literal: bool) -> Value:
        data = value.data
        if isinstance(data, tuple):
            return replace(value, data=tuple(self._filled(item, literal=literal) for item in data))
        if isinstance(data, Mapping):
            return replace(value, data=dict(self._entries(data, literal=literal)))
        if _OPEN not in value.place.text:
            return value
        place = self._filled_place(value.place, literal=literal)
        whole = _TOKEN.fullmatch(value.place.text)
        piece = self._piece(whole) if whole else None
        if piece is not None and not isinstance(piece.value, str):
            return replace(value, data=piece.value, place=place)
        return replace(value, data=place.text, place=place)

    def _entries(self, data: Mapping[str, Entry], *, literal: bool) -> Iterator[tuple[str, Entry]]:
        for name, entry in data.items():
            key = self._text(name, literal=True)
            below = literal or key in _LITERAL_KEYS
            yield key, Entry(key, entry.key_span, self._filled(entry.value, literal=below))

    def _piece(self, found: re.Match[str]) -> Piece | None:
        index = int(found[1][:9])
        return self.values[index] if index < len(self.values) else None

    def _text(self, text: str, *, literal: bool) -> str:
        return self._filled_place(
            SourceText("", text, (SourcePoint(0, 1, 1),)), literal=literal
        ).text

    def _filled_place(self, place: SourceText, *, literal: bool) -> SourceText:
        """Return a scalar with its tokens replaced; a new point follows each value."""
        parts: list[SourceText] = []
        end = 0
        for found in _TOKEN.finditer(place.text):
            parts.append(place.part(end, found.start()))
            first = place.part(found.start(), found.end())
            begins = not place.text[: found.start()].strip()
            text = self._shown(found, literal=literal, begins=begins)
            parts.append(SourceText(place.file, text, first.points[:1]))
            end = found.end()
        parts.append(place.part(end))
        return _joined(parts)

    def _shown(self, found: re.Match[str], *, literal: bool, begins: bool) -> str:
        piece = self._piece(found)
        if piece is None:
            return ""
        if piece.kept and not literal:
            return piece.variable
        if literal or piece.as_it_is:
            return piece.text
        return escaped(piece.text, begins=begins)


def _joined(parts: list[SourceText]) -> SourceText:
    points: list[SourcePoint] = []
    offset = 0
    for part in parts:
        if part.text:
            points += (point._replace(offset=point.offset + offset) for point in part.points)
        offset += len(part.text)
    text = "".join(part.text for part in parts)
    return SourceText(parts[0].file, text, tuple(points) or parts[0].points)
