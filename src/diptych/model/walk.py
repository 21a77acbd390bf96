"""Walks through a value of the model, shared by translation, variables and libraries."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from operator import is_
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from diptych.model.block import Block
from diptych.model.text import Text

K = TypeVar("K")
T = TypeVar("T")

_TEXTLESS = frozenset(
    {"str", "int", "float", "bool", "None", "tuple", "Span", "Emu", "Pt", "Asset", "Face"}
    | {"Numbering", "Figures", "Delimiter", "CellSpan", "Formula", "Unnumbered"}
)
"""The names that occur in types without text; the walk skips fields whose type has only these."""
_PLAIN = frozenset({"str", "int", "float", "bool", "None", "tuple", "Emu", "Pt", "Literal"})
"""The names that occur in types of values that hold no others."""
_BLOCKLESS = _TEXTLESS | {"Text"}
_NOTE = re.compile(r"Annotated\[(.+), [^][,]+\]")
"""A type with what is noted about it, which is no type."""


def texts(value: object) -> list[Text]:
    """Return every text in `value`, in authored order."""
    found: list[Text] = []
    _collect(value, _plan(Text, text_fields), found)
    return found


def texts_of(slide: Struct) -> tuple[Text, ...]:
    """Return the texts of a slide, which every stage asks for in turn, as `texts` does."""
    return _texts_of(_Itself(slide))


class _Itself:
    """A value that is compared by identity, as to compare it in full takes longer than a walk."""

    __slots__ = ("value",)

    def __init__(self, value: object) -> None:
        self.value = value

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and self.value is other.value


@lru_cache(maxsize=1024)
def _texts_of(slide: _Itself) -> tuple[Text, ...]:
    return tuple(texts(slide.value))


def map_texts(value: T, change: Callable[[Text], Text]) -> T:
    """Return `value` with every text in it changed; parts without text keep their identity."""
    plan = _plan(Text, text_fields)
    changed: T = _mapped(value, plan, change)
    return changed


def values_of(value: object, kind: type[K]) -> list[K]:
    """Return everything of a kind in `value`, at any depth, except within others of the kind."""
    found: list[K] = []
    _collect(value, _plan(kind, _fields), found)
    return found


def blocks_of(value: object, kind: type[K]) -> list[K]:
    """Return every block of a kind in `value`, as `values_of` does; no text has blocks in it."""
    found: list[K] = []
    _collect(value, _plan(kind, _fields_of_blocks), found)
    return found


def every_block(value: object) -> Iterator[Block]:
    """Yield every block in `value` in authored order, each before those within it."""
    for block in outer_blocks(value):
        yield block
        yield from every_block(within(block))


def outer_blocks(value: object) -> list[Block]:
    """Return the blocks in `value` that are in no other."""
    found: list[Block] = []
    _collect(value, _plan(Block, _fields_of_blocks), found)
    return found


def within(block: Block) -> tuple[object, ...]:
    """Return what may hold further blocks in a block, in authored order."""
    return tuple(getattr(block, name) for name in _fields_of_blocks(type(block)))


def map_blocks(value: T, change: Callable[[Block], Block]) -> T:
    """Return `value` with every block changed, also those within others; the rest is kept."""

    def changed(block: Block) -> Block:
        new = {}
        for name in _fields_of_blocks(type(block)):
            old = getattr(block, name)
            if old and (made := _mapped(old, plan, changed)) is not old:
                new[name] = made
        return change(replace(block, **new) if new else block)

    plan = _plan(Block, _fields_of_blocks)
    mapped: T = _mapped(value, plan, changed)
    return mapped


def map_values(value: T, kind: type[K], change: Callable[[K], K]) -> T:
    """Return `value` with everything of a kind changed, at any depth; the rest is kept."""
    changed: T = _mapped(value, _plan(kind, _fields), change)
    return changed


def map_links(value: T, change: Callable[[str], str | None]) -> T:
    """Return `value` with every link in it changed, or removed; the rest is kept.

    A link is a field of the type `Link`, in a block as in a text.
    """

    def changed(struct: Struct) -> Struct:
        changes: dict[str, object] = {
            name: change(old)
            for name in link_fields(type(struct))
            if (old := getattr(struct, name)) is not None
        }
        for name in _fields(type(struct)):
            if name not in changes and (old := getattr(struct, name)):
                changes[name] = _mapped(old, plan, changed)
        new = {name: one for name, one in changes.items() if one is not getattr(struct, name)}
        return replace(struct, **new) if new else struct

    plan = _plan(Struct, _fields)
    mapped: T = _mapped(value, plan, changed)
    return mapped


_FieldsOf = Callable[..., tuple[str, ...]]
"""Returns the names of the fields of a class to look into."""
_FOUND, _TUPLE, _MAPPING = ("found",), ("tuple",), ("mapping",)
"""Plans for values that are not structs; compared by identity."""


class _Plan(dict[type[object], tuple[str, ...]]):
    """Plans for values by class: which fields to visit, or one of the above.

    It is needed for each node of a talk, so the result is cached per class.
    """

    def __init__(self, kind: type[object], fields: _FieldsOf) -> None:
        super().__init__()
        self._kind = kind
        self._fields = fields

    def __missing__(self, of: type[object]) -> tuple[str, ...]:
        what: tuple[str, ...]
        if issubclass(of, self._kind):
            what = _FOUND
        elif issubclass(of, tuple):
            what = _TUPLE
        else:
            what = self._fields(of) or (_MAPPING if issubclass(of, dict) else ())
        self[of] = what
        return what


_plans: dict[tuple[type[object], _FieldsOf], _Plan] = {}


def _plan(kind: type[object], fields: _FieldsOf) -> _Plan:
    known = _plans.get((kind, fields))
    if known is None:
        known = _plans[kind, fields] = _Plan(kind, fields)
    return known


def _collect(value: Any, plan: _Plan, found: list[K]) -> None:
    what = plan[type(value)]
    if what is _FOUND:
        found.append(value)
        return
    if what is _TUPLE:
        inside = value
    elif what is _MAPPING:
        inside = value.values()
    else:
        inside = [inner for name in what if (inner := getattr(value, name))]
    for inner in inside:  # most of a slide is texts, and what has nothing in it
        within = plan[type(inner)]
        if within is _FOUND:
            found.append(inner)
        elif within:
            _collect(inner, plan, found)


def _mapped(value: Any, plan: _Plan, change: Callable[[K], K]) -> Any:
    what = plan[type(value)]
    if what is _FOUND:
        return change(value)
    if what is _TUPLE:
        items = [_mapped(item, plan, change) for item in value]
        if all(map(is_, items, value)):
            return value
        return value._make(items) if hasattr(value, "_make") else tuple(items)  # named, or not
    if what is _MAPPING:
        inner = {key: _mapped(item, plan, change) for key, item in value.items()}
        same = all(map(is_, inner.values(), value.values()))
        return value if same else inner
    changes = {}
    for name in what:
        old = getattr(value, name)
        if old and (new := _mapped(old, plan, change)) is not old:
            changes[name] = new
    return replace(value, **changes) if changes else value


@cache
def _fields(kind: type[object]) -> tuple[str, ...]:
    """Return the names of fields that may hold other structs; none if `kind` is not a struct."""
    return tuple(name for name, names in _types(kind) if not _PLAIN.issuperset(names))


@cache
def _fields_of_blocks(kind: Any) -> tuple[str, ...]:
    """Return the names of fields that may hold blocks, so not those that have nothing but texts."""
    if issubclass(kind, Text):
        return ()
    return tuple(name for name, names in _types(kind) if not _BLOCKLESS.issuperset(names))


@cache
def text_fields(kind: type[object]) -> tuple[str, ...]:
    """Return the names of fields that may hold text; none if `kind` is not a struct."""
    return tuple(name for name, names in _types(kind) if not _TEXTLESS.issuperset(names))


@cache
def link_fields(kind: type[object]) -> tuple[str, ...]:
    """Return the names of fields of the type `Link`; none if `kind` is not a struct."""
    return tuple(name for name, names in _types(kind) if "Link" in names)


def _types(kind: type[object]) -> list[tuple[str, list[str]]]:
    """Return the fields of a struct, each with the names in its type; none for another type."""
    if not issubclass(kind, Struct):
        return []
    types: dict[str, object] = {}
    for base in kind.__mro__:
        types |= vars(base).get("__annotations__", {})
    return [
        (name, re.findall(r"\w+", _NOTE.sub(r"\1", str(types[name]))))
        for name in kind.__struct_fields__
    ]
