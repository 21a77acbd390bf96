"""Reads a YAML document, or recalls the tree that an earlier build made of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping

from msgspec import Struct

from diptych.diagnostics import Span
from diptych.memo import Form, Memo
from diptych.model.forms import read, written
from diptych.model.source_text import SourcePoint, SourceText
from diptych.source.reading.source_reader import SourceReader
from diptych.source.yaml.tree import Data, Entry, Value


def read_yaml(
    text: str,
    file: str,
    reader: SourceReader,
    *,
    first_line: int = 1,
    memo: Memo | None = None,
    keys: Collection[str] = (),
) -> Value | None:
    """Return the tree of one YAML document, or None if it is broken or empty.

    `first_line` is the line of `file` on which `text` begins. `memo` is where to keep the tree, if
    not with what else a run reads. `keys` are those that it may have, for the hints.
    """

    def parsed() -> Value | None:
        from diptych.source.yaml.builder import build_tree  # only for what is new

        return build_tree(text, file, reader, first_line, keys)

    form = Form[Value | None](_packed, lambda data, *_: _unpacked(data, file))
    return reader.again(("yaml", file, first_line), text, parsed, form, memo=memo)


class _Kept(Struct, frozen=True, array_like=True):
    """A value as it is kept for later builds; a date is text, as in JSON."""

    data: str | int | float | bool | tuple[_Kept, ...] | dict[str, _KeptEntry] | None
    line: int
    column: int
    length: int
    text: str
    points: tuple[SourcePoint, ...]
    is_date: bool = False


class _KeptEntry(Struct, frozen=True, array_like=True):
    line: int
    column: int
    length: int
    value: _Kept


def _packed(value: Value | None) -> bytes | None:
    return written(_kept(value)) if value is not None else None


def _unpacked(data: bytes, file: str) -> Value:
    return _value(read(data, _Kept), file)


def _kept(value: Value) -> _Kept:
    span, place, data = value.span, value.place, value.data
    is_date = isinstance(data, dt.date)
    if isinstance(data, dt.date):
        shown: str | int | float | bool | tuple[_Kept, ...] | dict[str, _KeptEntry] | None
        shown = data.isoformat()
    elif isinstance(data, tuple):
        shown = tuple(map(_kept, data))
    elif isinstance(data, Mapping):
        shown = {key: _kept_entry(entry) for key, entry in data.items()}
    else:
        shown = data
    return _Kept(shown, span.line, span.column, span.length, place.text, place.points, is_date)


def _kept_entry(entry: Entry) -> _KeptEntry:
    span = entry.key_span
    return _KeptEntry(span.line, span.column, span.length, _kept(entry.value))


def _value(kept: _Kept, file: str) -> Value:
    data: Data
    match kept.data:
        case tuple() as items:
            data = tuple([_value(item, file) for item in items])
        case dict() as entries:
            data = {key: _entry(key, entry, file) for key, entry in entries.items()}
        case str() as text if kept.is_date:
            data = dt.date.fromisoformat(text)
        case other:
            data = other
    span = Span(file, kept.line, kept.column, kept.length)
    return Value(data, span, SourceText(file, kept.text, kept.points))


def _entry(key: str, kept: _KeptEntry, file: str) -> Entry:
    span = Span(file, kept.line, kept.column, kept.length)
    return Entry(key, span, _value(kept.value, file))
