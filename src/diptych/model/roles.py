"""The roles of a block's fields, read from their types: texts to be translated, or data.

A field of text has its role as an annotation, `Annotated[Text, Main("value")]`. Readers,
translation and lists use these roles, so none of them depends on particular blocks.
"""

from __future__ import annotations

import sys
from functools import cache
from types import NoneType, SimpleNamespace, UnionType
from typing import Annotated, Literal, Union, get_args, get_origin, get_type_hints

from msgspec import Struct
from msgspec.structs import fields

from diptych.model.text import Text

Markup = Literal["inline", "plain", "none"]
"""What a text's source may contain: Markdown, only `{{ }}`, or literal text."""


class Role(Struct, frozen=True):
    """What a text of a block is, such as its caption; the name is part of its message id."""

    name: str
    markup: Markup = "inline"
    may_be_figure: bool = False
    """Whether it may be just a number; a text without letters is not translated."""

    @property
    def suffix(self) -> str:
        """Return what distinguishes it from the other texts of its block."""
        return self.name

    def id_in(self, block_id: str | None) -> str | None:
        """Return the id under which it is filed, given the id of its block."""
        return block_id


class Main(Role, frozen=True):
    """The main text of a block, identified by the block's id alone."""

    @property
    def suffix(self) -> str:
        """Return an empty text: it needs no suffix."""
        return ""


class Cells(Role, frozen=True):
    """Texts in rows, too many to share the id of their block: each is identified by its words."""

    def id_in(self, block_id: str | None) -> str | None:  # noqa: ARG002 - the signature of every role
        """Return None."""
        return None


class Field(Struct, frozen=True):
    """A field of a value of the model."""

    name: str
    type: object
    """Its type without `None` and annotations."""
    role: Role | None
    """The role of its text; None if it has no text of its own."""
    is_required: bool


@cache
def fields_of(kind: type[Struct]) -> tuple[Field, ...]:
    """Return the fields of a struct, inherited ones first."""
    roles = roles_of(kind)
    return tuple(
        Field(info.name, _parted(info.type)[0], roles.get(info.name), info.required)
        for info in fields(kind)
    )


@cache
def roles_of(kind: type[Struct]) -> dict[str, Role]:
    """Return the roles of the fields that have text of their own, by name.

    Every translated build needs this for every block, so only the types of those are evaluated.
    """
    roles: dict[str, Role] = {}
    for base in kind.__mro__:
        written = vars(base).get("__annotations__", {})
        texts = SimpleNamespace(
            __annotations__={name: hint for name, hint in written.items() if "Text" in str(hint)}
        )
        names = vars(sys.modules[base.__module__])
        for name, annotation in get_type_hints(texts, names, include_extras=True).items():
            bare, role = _parted(annotation)
            if role is not None or _holds_text(bare):
                roles.setdefault(name, role or Role(name))
    return roles


@cache
def own_fields(kind: type[Struct], *bases: type[Struct]) -> tuple[Field, ...]:
    """Return the fields that `kind` has in addition to those of `bases`."""
    inherited = {field.name for base in bases for field in fields_of(base)}
    return tuple(field for field in fields_of(kind) if field.name not in inherited)


@cache
def main_field(kind: type[Struct]) -> Field | None:
    """Return the field with the main text; None if there is none."""
    return next((field for field in fields_of(kind) if isinstance(field.role, Main)), None)


def _parted(annotation: object) -> tuple[object, Role | None]:
    """Return a type without `None` and annotations, and the role among these."""
    if get_origin(annotation) is Annotated:
        inner, *notes = get_args(annotation)
        role = next((note for note in notes if isinstance(note, Role)), None)
        return _parted(inner)[0], role
    if get_origin(annotation) in {Union, UnionType}:
        others = [one for one in get_args(annotation) if one is not NoneType]
        if len(others) == 1:
            return _parted(others[0])
    return annotation, None


def _holds_text(kind: object) -> bool:
    """Return whether a type is `Text`, or a tuple of it at any depth."""
    if get_origin(kind) is tuple:
        return _holds_text(get_args(kind)[0])
    return kind is Text
