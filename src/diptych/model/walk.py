"""One walk over every `Text` of a value: what translation, variables and numbering share."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from diptych.model.text import Text

T = TypeVar("T")

_TEXTLESS = frozenset(
    {"str", "int", "float", "bool", "None", "tuple", "Span", "Emu", "Pt", "Asset", "Face"}
    | {"Numbering", "Figures", "Delimiter"}
)
"""What a field's type may be made of if it can hold no text; the walk does not look into those."""


def texts(value: object) -> list[Text]:
    """Return every text in `value`, in the order in which it is authored."""
    found: list[Text] = []
    _collect(value, found)
    return found


def _collect(value: object, found: list[Text]) -> None:
    if isinstance(value, Text):
        found.append(value)
    elif isinstance(value, tuple):
        for item in value:
            _collect(item, found)
    elif fields := text_fields(type(value)):  # type: ignore[arg-type]  # classes can be hashed
        for name in fields:
            if held := getattr(value, name):
                _collect(held, found)
    elif isinstance(value, dict):
        for item in value.values():
            _collect(item, found)


def map_texts(value: T, change: Callable[[Text], Text]) -> T:
    """Return `value` with every text in it changed; what holds none is returned as it is."""
    return _mapped(value, change)  # type: ignore[return-value]  # each kind maps onto itself


def _mapped(value: object, change: Callable[[Text], Text]) -> object:
    if isinstance(value, Text):
        return change(value)
    if isinstance(value, tuple):
        items = tuple([_mapped(item, change) for item in value])
        same = all(new is old for new, old in zip(items, value, strict=True))
        return value if same else items
    if isinstance(value, dict):
        return {key: _mapped(item, change) for key, item in value.items()}
    changes = {}
    for name in text_fields(type(value)):  # type: ignore[arg-type]  # classes can be hashed
        old = getattr(value, name)
        if old and (new := _mapped(old, change)) is not old:
            changes[name] = new
    return replace(value, **changes) if changes else value  # type: ignore[type-var]  # has fields


@cache
def text_fields(kind: type[object]) -> tuple[str, ...]:
    """Return the names of fields that may hold text; none for what is no value of the model."""
    if not issubclass(kind, Struct):
        return ()
    types: dict[str, object] = {}
    for base in kind.__mro__:
        types |= vars(base).get("__annotations__", {})
    return tuple(name for name in kind.__struct_fields__ if _may_hold_text(str(types[name])))


def _may_hold_text(annotation: str) -> bool:
    return not _TEXTLESS.issuperset(re.findall(r"\w+", annotation))
