"""The keys of one YAML mapping, asked for by the type they must have."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from diptych.diagnostics import Span, nearest
from diptych.markup.place import Place
from diptych.model.text import Text
from diptych.source.faults import MISSING_KEY, UNKNOWN_KEY, WRONG_TYPE
from diptych.source.intake import Intake
from diptych.source.yaml_tree import Entry, Value

_NAMES = {
    str: "text", int: "a whole number", float: "a number", bool: "true or false",
    datetime.date: "a date such as 2024-01-11", type(None): "nothing",
}  # fmt: skip


def kind_of(value: Value) -> str:
    """Return what a value is, in an author's words."""
    data = value.data
    if isinstance(data, Mapping):
        return "a mapping"
    if isinstance(data, tuple):
        return "a list"
    return _NAMES[type(data)]


class Fields:
    """A mapping whose keys are taken out one by one; every wrong one is reported at its place."""

    def __init__(self, value: Value | None, intake: Intake, known: Iterable[str], what: str) -> None:
        self.intake = intake
        self.what = what
        self.span = value.span if value else None
        self.entries: Mapping[str, Entry] = {}
        if value is None:
            return
        if not isinstance(value.data, Mapping):
            self._wrong(value, f"{what} must be a mapping of keys")
            return
        self.entries = value.data
        self._report_unknown(set(known))

    def _report_unknown(self, known: set[str]) -> None:
        for key, entry in self.entries.items():
            if key not in known:
                message = f"unknown key `{key}` in {self.what}"
                self.intake.report(UNKNOWN_KEY, entry.key_span, message, nearest(key, known))

    def __contains__(self, key: str) -> bool:
        """Return whether the author wrote `key`."""
        return key in self.entries

    def value(self, key: str, *, required: bool = False) -> Value | None:
        """Return the value of `key`, or None where it is not given or null."""
        entry = self.entries.get(key)
        if entry is not None and entry.value.data is not None:
            return entry.value
        if required:
            span = entry.key_span if entry else self.span
            self.intake.report(MISSING_KEY, span, f"{self.what} needs `{key}`", f"add `{key}: ...`")
        return None

    def string(self, key: str, *, required: bool = False) -> str | None:
        """Return plain text; numbers and dates count as the text they are written as."""
        value = self.value(key, required=required)
        if value is None:
            return None
        if isinstance(value.data, bool | Mapping | tuple):
            self._wrong(value, f"`{key}` must be text")
            return None
        return value.place.text

    def text(self, key: str, *, required: bool = False) -> Text | None:
        """Return inline Markdown."""
        words = self.string(key, required=required)
        value = self.value(key)
        return self.intake.markdown(_stripped(value)) if words is not None and value else None

    def boolean(self, key: str, *, default: bool) -> bool:
        """Return true or false."""
        value = self.value(key)
        if value is None:
            return default
        if not isinstance(value.data, bool):
            self._wrong(value, f"`{key}` must be true or false")
            return default
        return value.data

    def number(self, key: str, *, default: float | None = None, required: bool = False) -> float | None:
        """Return a number."""
        value = self.value(key, required=required)
        if value is None:
            return default
        if isinstance(value.data, bool) or not isinstance(value.data, int | float):
            self._wrong(value, f"`{key}` must be a number")
            return default
        return float(value.data)

    def date(self, key: str) -> datetime.date | None:
        """Return a date."""
        value = self.value(key)
        if value is None:
            return None
        if not isinstance(value.data, datetime.date):
            self._wrong(value, f"`{key}` must be a date such as 2024-01-11")
            return None
        return value.data

    def strings(self, key: str) -> tuple[tuple[str, Span], ...]:
        """Return a list of plain texts, each with its place; a single text is a list of one."""
        value = self.value(key)
        if value is None:
            return ()
        items = value.data if isinstance(value.data, tuple) else (value,)
        return tuple(self._strings(items, key))

    def _strings(self, items: Iterable[Value], key: str) -> Iterator[tuple[str, Span]]:
        for item in items:
            if isinstance(item.data, str):
                yield item.data, item.span
            else:
                self._wrong(item, f"each of `{key}` must be text")

    def list(self, key: str, *, required: bool = False) -> tuple[Value, ...]:
        """Return the values of a list."""
        value = self.value(key, required=required)
        return () if value is None else self.values_of(value, f"`{key}`")

    def values_of(self, value: Value, what: str) -> tuple[Value, ...]:
        """Return the values of the list that `value` must be."""
        if not isinstance(value.data, tuple):
            self._wrong(value, f"{what} must be a list")
            return ()
        return value.data

    def mapping(self, key: str) -> Mapping[str, Entry]:
        """Return the entries of a mapping with free keys."""
        value = self.value(key)
        if value is None:
            return {}
        if not isinstance(value.data, Mapping):
            self._wrong(value, f"`{key}` must be a mapping of keys")
            return {}
        return value.data

    def below(self, key: str, known: Iterable[str]) -> Fields:
        """Return the fields of a nested mapping."""
        return Fields(self.value(key), self.intake, known, f"`{key}`")

    def _wrong(self, value: Value, message: str) -> None:
        self.intake.report(WRONG_TYPE, value.span, f"{message}, not {kind_of(value)}")


def _stripped(value: Value) -> Place:
    return replace(value.place, text=value.place.text.rstrip())


def plain_data(value: Value) -> object:
    """Return the value without its places, for variables."""
    data = value.data
    if isinstance(data, Mapping):
        return {key: plain_data(entry.value) for key, entry in data.items()}
    if isinstance(data, tuple):
        return [plain_data(item) for item in data]
    return data
