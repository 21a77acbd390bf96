"""One walk over every `Text` of a value: what translation, variables and numbering share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import TypeVar

from diptych.model.text import Text

T = TypeVar("T")


def texts(value: object) -> Iterator[Text]:
    """Yield every text in `value`, in the order in which it is authored."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from texts(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from texts(item)
    else:
        for name in _fields(type(value)):  # type: ignore[arg-type]  # every class can be hashed
            yield from texts(getattr(value, name))


def map_texts(value: T, change: Callable[[Text], Text]) -> T:
    """Return `value` with every text in it changed; what holds none is returned as it is."""
    return _mapped(value, change)  # type: ignore[return-value]  # each kind maps onto itself


def _mapped(value: object, change: Callable[[Text], Text]) -> object:
    if isinstance(value, Text):
        return change(value)
    if isinstance(value, tuple):
        items = tuple(_mapped(item, change) for item in value)
        same = all(new is old for new, old in zip(items, value, strict=True))
        return value if same else items
    if isinstance(value, dict):
        return {key: _mapped(item, change) for key, item in value.items()}
    changes = {}
    for name in _fields(type(value)):  # type: ignore[arg-type]  # every class can be hashed
        old = getattr(value, name)
        new = _mapped(old, change)
        if new is not old:
            changes[name] = new
    return replace(value, **changes) if changes else value  # type: ignore[type-var]  # has fields


@cache
def _fields(kind: type[object]) -> tuple[str, ...]:
    """Return the names of fields that may hold text; none for what is no dataclass of the model."""
    if not is_dataclass(kind) or not kind.__module__.startswith("diptych."):
        return ()
    if kind.__name__ in _WITHOUT_TEXT:
        return ()
    return tuple(field.name for field in fields(kind))


_WITHOUT_TEXT = {"Span", "Asset", "Theme", "Expected", "Reference", "Person"}
