"""The roles of a block's fields, defined by their types."""

from __future__ import annotations

from typing import Annotated, Literal

from diptych.blocks import BLOCKS
from diptych.blocks.bullets import Item
from diptych.blocks.picture import Label
from diptych.model.block import Block
from diptych.model.roles import Cells, Main, Role, fields_of, own_fields, roles_of
from diptych.model.text import Text


class Toy(Block, frozen=True, kw_only=True):
    """A block with a field of each sort."""

    said: Annotated[Text, Main("toy")]
    inner: Annotated[Text, Role("inner", markup="plain")] | None = None
    outer: Annotated[Text | None, Role("outer")] = None
    plain: Text | None = None
    rows: tuple[tuple[Text, ...], ...] = ()
    trend: Literal["up", "down"] = "up"


def test_a_text_without_a_role_is_called_as_its_field() -> None:
    assert roles_of(Toy) == {
        "said": Main("toy"),
        "inner": Role("inner", markup="plain"),
        "outer": Role("outer"),
        "plain": Role("plain"),
        "rows": Role("rows"),
    }


def test_a_field_is_what_its_type_says_without_what_is_said_of_it() -> None:
    found = {field.name: (field.type, field.is_required) for field in own_fields(Toy, Block)}
    assert found == {
        "said": (Text, True),
        "inner": (Text, False),
        "outer": (Text, False),
        "plain": (Text, False),
        "rows": (tuple[tuple[Text, ...], ...], False),
        "trend": (Literal["up", "down"], False),
    }
    assert [field.name for field in fields_of(Block)] == ["span", "id", "step", "is_amiss"]


def test_the_texts_of_a_block_are_told_apart_within_it() -> None:
    """Two texts that went by one name would take each other's translation."""
    for kind in (*BLOCKS.values(), Item, Label):
        roles = roles_of(kind).values()
        suffixes = [role.suffix for role in roles if not isinstance(role, Cells)]
        assert len(suffixes) == len(set(suffixes)), kind
