"""Access to the keys of a YAML mapping by the type that their values must have."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from msgspec import Struct

from diptych.diagnostics import Span, nearest, nearest_name
from diptych.model.source_text import SourceText
from diptych.model.text import Text
from diptych.source.reading.source_reader import SourceReader
from diptych.source.yaml.diagnostic_kinds import MISSING_KEY, OUT_OF_RANGE, UNKNOWN_KEY, WRONG_TYPE
from diptych.source.yaml.tree import Entry, Value

_Word = TypeVar("_Word", bound=str)


class Range(Struct, frozen=True):
    """The permitted numbers of a key, both ends included."""

    least: float
    most: float
    unit: str = ""

    @property
    def words(self) -> str:
        """Return it in words for an author."""
        return f"from {self.least:g} to {self.most:g}{self.unit and ' '}{self.unit}"


_NAMES = {
    str: "text", int: "a whole number", float: "a number", bool: "true or false",
    dt.date: "a date such as 2024-01-11", type(None): "nothing",
}  # fmt: skip


def kind_of(value: Value) -> str:
    """Return the kind of a value, in words for an author."""
    data = value.data
    if isinstance(data, Mapping):
        return "a mapping"
    if isinstance(data, tuple):
        return "a list"
    if isinstance(data, float) and not math.isfinite(data):
        return "`.nan`, which is no number" if math.isnan(data) else "infinity"
    return _NAMES[type(data)]


_HINTS = {
    "text": "write one text",
    "a mapping of keys": "write it as `key: value`",
    "a list": "write `[one, two]`, or a line `- one` for each item",
    "true or false": "write `true` or `false`",
    "a number": "write it in digits, without quotes",
    "a whole number": "write it in digits, without quotes",
}


def must_be(wanted: str, value: Value) -> str:
    """Return a hint for a `value` that must be of the kind `wanted`."""
    if wanted == "text" and isinstance(value.data, bool):
        return f'put quotes around it: `"{value.place.text}"`'
    if wanted == "a list" and is_words(value) and _SIMPLE.fullmatch(value.place.text):
        return f"write `[{value.place.text}]`, or a line `- {value.place.text}`"
    if wanted == "a list" and isinstance(value.data, Mapping):
        return "write `- ` before its first key, and indent the others as far"
    return _HINTS[wanted]


_SIMPLE = re.compile(r"\w[^\n\[\]{},:#]{0,40}")
"""A text that is the same as an item of a list, without quotes."""


def items_of(value: Value) -> tuple[Value, ...]:
    """Return the values of a list; any other value counts as a list of one."""
    return value.data if isinstance(value.data, tuple) else (value,)


def is_words(value: Value) -> bool:
    """Return whether a value can be read as text; numbers and dates count, as written."""
    data = value.data
    return data is not None and not isinstance(data, bool | Mapping | tuple)


_FEW = 6
"""The most keys that a hint names."""
NOWHERE: Mapping[str, str] = {}


class Fields:
    """A mapping whose keys are read one by one; every wrong one is reported where it is."""

    def __init__(
        self,
        value: Value | None,
        reader: SourceReader,
        known: Iterable[str],
        what: str,
        *,
        others: Iterable[str] = (),
        elsewhere: Mapping[str, str] = NOWHERE,
    ) -> None:
        """Report unknown keys of `value`; `others` are allowed but not suggested in hints.

        `elsewhere` are hints for keys that are known in other places.
        """
        self.reader = reader
        self.what = what
        self.span = value.span if value else None
        self.entries: Mapping[str, Entry] = {}
        self.is_mapping = value is None or isinstance(value.data, Mapping)
        if value is None:
            return
        if not isinstance(value.data, Mapping):
            hint = _with_keys(value, known)
            self._wrong(value, what, "a mapping of keys", hint)
            return
        self.entries = value.data
        self._report_unknown(set(known), set(others), elsewhere)

    def _report_unknown(
        self, known: set[str], others: set[str], elsewhere: Mapping[str, str]
    ) -> None:
        """Report unknown keys, and treat each as the known key that it is nearest to.

        This avoids further reports of missing keys. In a single-file talk, which may have been
        written for another tool, keys are never treated as others.
        """
        meant: dict[str, Entry] = {}
        for key, entry in self.entries.items():
            if key not in known and key not in others:
                message = f"unknown key `{key}` in {self.what}"
                hint = elsewhere.get(key) or nearest(key, known)
                self.reader.report(UNKNOWN_KEY, entry.key_span, message, hint, subject=f"{key}:")
                near = nearest_name(key, known) if key not in elsewhere else None
                if near is not None and not self.reader.lenient:
                    meant.setdefault(near, entry)
        if meant:
            self.entries = {**meant, **self.entries}

    def __contains__(self, key: str) -> bool:
        """Return whether the author wrote `key`."""
        return key in self.entries

    def is_written(self, key: str) -> bool:
        """Return whether the author wrote `key` itself, not one that was taken for it."""
        entry = self.entries.get(key)
        return entry is not None and entry.key == key

    def value(self, key: str, *, required: bool = False) -> Value | None:
        """Return the value of `key`, or None if it is missing or null."""
        entry = self.entries.get(key)
        if entry is not None and entry.value.data is not None:
            return entry.value
        if required and self.is_mapping:
            span = entry.key_span if entry else self.span
            self.reader.report(MISSING_KEY, span, f"{self.what} needs `{key}`", f"add `{key}: ...`")
        return None

    def span_of(self, key: str) -> Span | None:
        """Return the span of the value of `key`."""
        value = self.value(key)
        return value.span if value else None

    def string(self, key: str, *, required: bool = False) -> str | None:
        """Return plain text; numbers and dates are returned as written."""
        value = self.value(key, required=required)
        if value is None:
            return None
        if not is_words(value):
            self._wrong(value, f"`{key}`", "text")
            return None
        return value.place.text

    def one_of(self, key: str, known: Sequence[_Word], *, required: bool = False) -> _Word | None:
        """Return plain text that must be one of the `known` words, as the object among them."""
        value = self.value(key, required=required)
        if value is None:
            return None
        word = value.place.text if isinstance(value.data, bool) else self.string(key)
        if word is None:
            return None
        for one in known:
            if one == word:
                return one
        message, hint = f"`{key}` cannot be `{word}`", nearest(word, known)
        self.reader.report(WRONG_TYPE, self.span_of(key), message, hint)
        return None

    def text(self, key: str, *, required: bool = False) -> Text | None:
        """Return inline Markdown."""
        place = self._place(key, required=required)
        return None if place is None else self.reader.markdown(place)

    def texts(self, key: str) -> tuple[Text, ...]:
        """Return inline Markdown; a single text is a list of one."""
        value = self.value(key)
        if value is None:
            return ()
        items = items_of(value)
        return tuple(self._texts(items, f"each of `{key}`" if len(items) > 1 else f"`{key}`"))

    def _texts(self, items: Iterable[Value], what: str) -> Iterator[Text]:
        for item in items:
            if is_words(item):
                yield self.reader.markdown(item.place.part(0, len(item.place.text.rstrip())))
            elif item.data is not None:
                self._wrong(item, what, "text")

    def plain(self, key: str) -> Text | None:
        """Return text, parsed only for variables."""
        place = self._place(key, required=False)
        return None if place is None else self.reader.plain(place)

    def _place(self, key: str, *, required: bool) -> SourceText | None:
        words = self.string(key, required=required)
        value = self.value(key)
        if words is None or value is None:
            return None
        return value.place.part(0, len(words.rstrip()))

    def boolean(self, key: str, *, default: bool) -> bool:
        """Return true or false."""
        value = self.value(key)
        if value is None:
            return default
        if not isinstance(value.data, bool):
            self._wrong(value, f"`{key}`", "true or false")
            return default
        return value.data

    def number(
        self,
        key: str,
        *,
        default: float | None = None,
        required: bool = False,
        within: Range | None = None,
    ) -> float | None:
        """Return a number; report it if it is not `within` a range.

        It is always a `float`, as which it is read when it was stored: 1 has another hash.
        """
        value = self.value(key, required=required)
        number = None if value is None else self.number_of(value, f"`{key}`", within)
        if number is not None:
            return number
        return None if default is None else float(default)

    def number_of(self, value: Value, what: str, within: Range | None = None) -> float | None:
        """Return `value` as a number; None, with a report, if it is not one `within` the range."""
        number = finite(value)
        if number is None:
            self._wrong(value, what, "a number")
        elif within is not None and not within.least <= number <= within.most:
            message = f"{what} cannot be {value.place.text}"
            hint = f"write a number {within.words}"
            self.reader.report(OUT_OF_RANGE, value.span, message, hint)
        else:
            return number
        return None

    def whole(self, key: str) -> int | None:
        """Return an integer."""
        value = self.value(key)
        if value is None:
            return None
        if isinstance(value.data, bool) or not isinstance(value.data, int):
            self._wrong(value, f"`{key}`", "a whole number")
            return None
        return value.data

    def strings(self, key: str) -> tuple[tuple[str, Span], ...]:
        """Return a list of plain texts, each with its span; a single text is a list of one."""
        value = self.value(key)
        if value is None:
            return ()
        items = items_of(value)
        return tuple(self._strings(items, key))

    def _strings(self, items: Iterable[Value], key: str) -> Iterator[tuple[str, Span]]:
        for item in items:
            if is_words(item):
                yield item.place.text, item.span
            else:
                self._wrong(item, f"each of `{key}`", "text")

    def list(self, key: str, *, required: bool = False) -> tuple[Value, ...]:
        """Return the values of a list."""
        value = self.value(key, required=required)
        return () if value is None else self.values_of(value, f"`{key}`")

    def values_of(self, value: Value, what: str) -> tuple[Value, ...]:
        """Return the values of the list `value`; none, with a report, if it is not a list."""
        if not isinstance(value.data, tuple):
            self._wrong(value, what, "a list")
            return ()
        return value.data

    def mapping(self, key: str) -> Mapping[str, Entry]:
        """Return the entries of a mapping with arbitrary keys."""
        value = self.value(key)
        if value is None:
            return {}
        if not isinstance(value.data, Mapping):
            self._wrong(value, f"`{key}`", "a mapping of keys")
            return {}
        return value.data

    def by_locale(self, key: str, locale: str) -> dict[str, str]:
        """Return texts by locale; a single text is that of `locale`."""
        places = self.places_by_locale(key, locale)
        return {name: place.text.strip() for name, place in places.items()}

    def places_by_locale(self, key: str, locale: str) -> dict[str, SourceText]:
        """Return texts by locale with their source mapping; a single text is that of `locale`."""
        value = self.value(key)
        if value is None:
            return {}
        if is_words(value):
            return {locale: value.place}
        below = Fields(value, self.reader, self.mapping(key), f"`{key}`")
        return {
            name: entry.value.place
            for name, entry in below.entries.items()
            if below.string(name) is not None
        }

    def below(self, key: str, known: Iterable[str]) -> Fields:
        """Return the fields of a nested mapping."""
        return Fields(self.value(key), self.reader, known, f"`{key}`")

    def _wrong(self, value: Value, what: str, wanted: str, hint: str | None = None) -> None:
        message = f"{what} must be {wanted}, not {kind_of(value)}"
        self.reader.report(WRONG_TYPE, value.span, message, hint or must_be(wanted, value))


def _with_keys(value: Value, known: Iterable[str]) -> str:
    """Return a hint for a `value` that must be a mapping, with its keys if they are few."""
    keys = list(known)
    hint = must_be("a mapping of keys", value)
    if not 0 < len(keys) <= _FEW:
        return hint
    *others, last = (f"`{key}`" for key in keys)
    if not others:
        return f"{hint}, with the key {last}"
    return f"{hint}, with {', '.join(others)} and {last} as keys"


def finite(value: Value) -> float | None:
    """Return `value` as a finite number, or None if it is not one."""
    data = value.data
    if isinstance(data, bool) or not isinstance(data, int | float):
        return None
    try:
        number = float(data)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def plain_data(value: Value) -> object:
    """Return the value without its source positions, for variables."""
    data = value.data
    if isinstance(data, Mapping):
        return {key: plain_data(entry.value) for key, entry in data.items()}
    if isinstance(data, tuple):
        return [plain_data(item) for item in data]
    return data


def as_mapping(entries: Mapping[str, Entry]) -> dict[str, object]:
    """Return the entries of a mapping without their source positions."""
    return {key: plain_data(entry.value) for key, entry in entries.items()}
