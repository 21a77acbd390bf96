"""YAML as a tree with the source position of each value."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from msgspec import Struct

from diptych.diagnostics import Span
from diptych.model.source_text import SourceText

Data = str | int | float | bool | dt.date | None | tuple["Value", ...] | Mapping[str, "Entry"]


class Value(Struct, frozen=True):
    """A YAML value and its position."""

    data: Data
    span: Span
    place: SourceText
    """The text of a scalar with its source mapping; meaningless for other values."""


def size_of(value: Value) -> int:
    """Return the number of values in `value`, including itself."""
    data = value.data
    if isinstance(data, tuple):
        return 1 + sum(map(size_of, data))
    if isinstance(data, Mapping):
        return 1 + sum(size_of(entry.value) for entry in data.values())
    return 1


class Entry(Struct, frozen=True):
    """One `key: value` of a mapping."""

    key: str
    key_span: Span
    value: Value
