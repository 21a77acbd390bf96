"""What the fields of a block are, read from their types: texts for translators, or data.

A field of text says by an annotation which text it is, `Annotated[Text, Main("value")]`. Readers,
translation and lists ask here; none of them knows a block by name.
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
"""What a text's source may hold: Markdown, only `{{ }}`, or nothing but itself."""


class Role(Struct, frozen=True):
    """What a text is, beside the main text of its block; translators file it by that name too."""

    name: str
    markup: Markup = "inline"
    may_be_figure: bool = False
    """Whether it may be a mere figure; one without a letter is in no language."""

    @property
    def suffix(self) -> str:
        """Return what tells it from the other texts of its block."""
        return self.name

    def id_in(self, block_id: str | None) -> str | None:
        """Return the id that it goes by in a block with an id of its own."""
        return block_id


class Main(Role, frozen=True):
    """What a block says first: it goes by the block's id alone."""

    @property
    def suffix(self) -> str:
        """Return nothing: it needs not be told from the others."""
        return ""


class Cells(Role, frozen=True):
    """Texts in rows, too many to share the id of their block: each is known by its words."""

    def id_in(self, block_id: str | None) -> str | None:  # noqa: ARG002 - as of every role
        """Return none."""
        return None


class Field(Struct, frozen=True):
    """A field of a value of the model."""

    name: str
    type: object
    """Without `None` and what is annotated."""
    role: Role | None
    """What its text is; None: it holds no text itself."""
    is_required: bool


@cache
def fields_of(kind: type[Struct]) -> tuple[Field, ...]:
    """Return the fields of a struct, those it inherits first."""
    roles = roles_of(kind)
    return tuple(
        Field(info.name, _parted(info.type)[0], roles.get(info.name), info.required)
        for info in fields(kind)
    )


@cache
def roles_of(kind: type[Struct]) -> dict[str, Role]:
    """Return the roles of the fields that hold text themselves, by their names.

    Every translated build asks this of every block, so that no type is evaluated but theirs.
    """
    roles: dict[str, Role] = {}
    for base in kind.__mro__:
        written = vars(base).get("__annotations__", {})
        told = SimpleNamespace(
            __annotations__={name: hint for name, hint in written.items() if "Text" in str(hint)}
        )
        names = vars(sys.modules[base.__module__])
        for name, annotation in get_type_hints(told, names, include_extras=True).items():
            bare, role = _parted(annotation)
            if role is not None or _holds_text(bare):
                roles.setdefault(name, role or Role(name))
    return roles


@cache
def own_fields(kind: type[Struct], *bases: type[Struct]) -> tuple[Field, ...]:
    """Return the fields that `kind` has beyond those of `bases`."""
    inherited = {field.name for base in bases for field in fields_of(base)}
    return tuple(field for field in fields_of(kind) if field.name not in inherited)


@cache
def main_field(kind: type[Struct]) -> Field | None:
    """Return the field that holds what a value says first; None if it has none."""
    return next((field for field in fields_of(kind) if isinstance(field.role, Main)), None)


def _parted(annotation: object) -> tuple[object, Role | None]:
    """Return a type without `None` and annotations, and the role that one of those says."""
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
    """Return whether a type is `Text`, or a tuple of it, however deep."""
    if get_origin(kind) is tuple:
        return _holds_text(get_args(kind)[0])
    return kind is Text
