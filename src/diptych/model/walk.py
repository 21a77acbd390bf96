"""Walks through a value of the model, shared by translation, variables and libraries."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from diptych.model.text import Text

K = TypeVar("K")
T = TypeVar("T")

_TEXTLESS = frozenset(
    {"str", "int", "float", "bool", "None", "tuple", "Span", "Emu", "Pt", "Asset", "Face"}
    | {"Numbering", "Figures", "Delimiter"}
)
"""The names that occur in types without text; the walk skips fields whose type has only these."""


def texts(value: object) -> list[Text]:
    """Return every text in `value`, in authored order."""
    found: list[Text] = []
    _collect(value, Text, text_fields, found)
    return found


def map_texts(value: T, change: Callable[[Text], Text]) -> T:
    """Return `value` with every text in it changed; parts without text keep their identity."""
    return _mapped(value, Text, text_fields, change)  # type: ignore[return-value]  # as it was


def values_of(value: object, kind: type[K]) -> list[K]:
    """Return everything of a kind in `value`, at any depth, except within others of the kind."""
    found: list[K] = []
    _collect(value, kind, _fields, found)
    return found


def map_values(value: T, kind: type[K], change: Callable[[K], K]) -> T:
    """Return `value` with everything of a kind changed, at any depth; the rest is kept."""
    return _mapped(value, kind, _fields, change)  # type: ignore[return-value]  # as it was


_FieldsOf = Callable[..., tuple[str, ...]]
"""Returns the names of the fields of a class to look into."""


def _collect(value: object, kind: type[K], fields: _FieldsOf, found: list[K]) -> None:
    if isinstance(value, kind):
        found.append(value)
    elif isinstance(value, tuple):
        for item in value:
            _collect(item, kind, fields, found)
    elif names := fields(type(value)):
        for name in names:
            if held := getattr(value, name):
                _collect(held, kind, fields, found)
    elif isinstance(value, dict):
        for item in value.values():
            _collect(item, kind, fields, found)


def _mapped(value: object, kind: type[K], fields: _FieldsOf, change: Callable[[K], K]) -> object:
    if isinstance(value, kind):
        return change(value)
    if isinstance(value, tuple):
        items = tuple([_mapped(item, kind, fields, change) for item in value])
        same = all(new is old for new, old in zip(items, value, strict=True))
        return value if same else items
    if isinstance(value, dict):
        held = {key: _mapped(item, kind, fields, change) for key, item in value.items()}
        return value if all(held[key] is item for key, item in value.items()) else held
    changes = {}
    for name in fields(type(value)):
        old = getattr(value, name)
        if old and (new := _mapped(old, kind, fields, change)) is not old:
            changes[name] = new
    return replace(value, **changes) if changes else value  # type: ignore[type-var]  # has fields


def _fields(kind: type[object]) -> tuple[str, ...]:
    return kind.__struct_fields__ if issubclass(kind, Struct) else ()


@cache
def text_fields(kind: type[object]) -> tuple[str, ...]:
    """Return the names of fields that may hold text; none if `kind` is not a struct."""
    if not issubclass(kind, Struct):
        return ()
    types: dict[str, object] = {}
    for base in kind.__mro__:
        types |= vars(base).get("__annotations__", {})
    return tuple(name for name in kind.__struct_fields__ if _may_hold_text(str(types[name])))


def _may_hold_text(annotation: str) -> bool:
    return not _TEXTLESS.issuperset(re.findall(r"\w+", annotation))
