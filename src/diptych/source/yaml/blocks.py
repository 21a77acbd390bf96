"""Reads a block by its fields: the type of a field determines how its key is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal, assert_never, get_args, get_origin

from msgspec.structs import replace

from diptych.markup.attributes import NO_ATTRIBUTES, split_trailing
from diptych.markup.diagnostic_kinds import UNKNOWN_ATTRIBUTE
from diptych.model.block import Block, ShapeBlock
from diptych.model.roles import Field, Markup, main_field, own_fields
from diptych.model.text import Text, literal
from diptych.source.reading.source_reader import SourceReader
from diptych.source.yaml.diagnostic_kinds import UNUSABLE_BLOCK, WRONG_TYPE
from diptych.source.yaml.fields import Fields, is_words, items_of, kind_of, must_be
from diptych.source.yaml.tree import Value


def block_fields(kind: type[Block]) -> tuple[Field, ...]:
    """Return the fields of a kind of block, without those of all blocks."""
    return own_fields(kind, Block, ShapeBlock)


def read_block(kind: type[Block], value: Value, reader: SourceReader) -> Block | None:
    """Return the block of `value`; report it and return None if a required field is missing.

    A block that has only a main text is written as that text. Any other is a mapping of its fields,
    or only its main text if no other field is required.
    """
    own, main = block_fields(kind), main_field(kind)
    others = [field for field in own if field != main]
    may_be_alone = not isinstance(value.data, Mapping) and not any(
        field.is_required for field in others
    )
    if main is not None and (not others or may_be_alone):
        return _from_main(kind, main, value, reader)
    fields = Fields(value, reader, (*(field.name for field in own), "id"), kind.noun)
    values = read_values(own, fields)
    if values is None:
        return None
    return sound(kind(**values, id=fields.string("id"), span=value.span), reader)


def sound(block: Block, reader: SourceReader) -> Block | None:
    """Return a block; report it and return None if it cannot be shown."""
    if block.fault is None:
        return block
    message, hint = block.fault
    reader.report(UNUSABLE_BLOCK, block.span, message, hint)
    return None


def _from_main(kind: type[Block], main: Field, value: Value, reader: SourceReader) -> Block | None:
    """Return a block given by only its main text or texts."""
    if get_origin(main.type) is tuple:
        read = (read_text(item, reader)[0] for item in items_of(value))
        texts: dict[str, Any] = {main.name: tuple(text for text in read if text is not None)}
        return kind(**texts, span=value.span) if texts[main.name] else None
    text, id_ = read_text(value, reader)
    only: dict[str, Any] = {main.name: text}
    return None if text is None else kind(**only, id=id_, span=value.span)


def read_text(value: Value, reader: SourceReader) -> tuple[Text | None, str | None]:
    """Return the inline Markdown of a value, and the id at its end, `{#id}`."""
    if not is_words(value):
        message = f"this must be text, not {kind_of(value)}"
        reader.report(WRONG_TYPE, value.span, message, must_be("text", value))
        return None, None
    place = value.place
    content, attributes = split_trailing(place.text.rstrip())
    if attributes is None or attributes.words:
        at = place.text.find("{", len(content.rstrip())) if attributes else content.rfind("{")
        message, hint = "these attributes have no meaning here", "only an id, `{#id}`, is supported"
        reader.report(UNKNOWN_ATTRIBUTE, place.span(at), message, hint)
    text = reader.markdown(place.part(0, len(content)))
    return replace(text, span=value.span), (attributes or NO_ATTRIBUTES).id


def read_values(wanted: Iterable[Field], fields: Fields) -> dict[str, Any] | None:
    """Return the values of the `wanted` fields, by name; None if a required one is missing.

    Fields that are not given are left out. What is wrong or missing is reported.
    """
    values: dict[str, Any] = {}
    is_complete = fields.is_mapping
    for field in wanted:
        is_given = fields.value(field.name, required=field.is_required) is not None
        read = _read(field, fields) if is_given else None
        if read is not None:
            values[field.name] = read
        elif field.is_required:
            is_complete = False
    return values if is_complete else None


def _read(field: Field, fields: Fields) -> object | None:  # noqa: PLR0911 - a table
    """Return the value of a key that is present; None if it is not of the field's type."""
    name = field.name
    if get_origin(field.type) is Literal:
        return fields.one_of(name, get_args(field.type))
    if field.type == tuple[Text, ...]:
        return fields.texts(name) or None
    if field.type is Text and field.role is not None:
        return _read_text(field.role.markup, name, fields)
    if field.type is str:
        return fields.string(name)
    if field.type is bool:
        return fields.boolean(name, default=False)
    if field.type is int:
        return fields.whole(name)
    if field.type is float:
        return fields.number(name)
    message = f"the type of field `{name}` cannot be written in YAML: {field.type}"
    raise TypeError(message)


def _read_text(markup: Markup, name: str, fields: Fields) -> Text | None:
    """Return the text of a key, parsed as its role permits."""
    match markup:
        case "inline":
            return fields.text(name)
        case "plain":
            return fields.plain(name)
        case "none":
            words, span = fields.string(name), fields.span_of(name)
            return None if words is None or span is None else literal(words, span)
        case _:
            assert_never(markup)
