"""Blocks without a Markdown syntax of their own: `::: name`, or a fence with the block's name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from diptych.blocks import BLOCKS
from diptych.blocks.prose import Prose
from diptych.diagnostics import Span
from diptych.markup.attributes import Attributes
from diptych.markup.diagnostic_kinds import UNKNOWN_ATTRIBUTE
from diptych.model.block import Block, InMarkdown
from diptych.model.roles import Field
from diptych.model.source_text import SourceText, one_line
from diptych.model.text import Text
from diptych.source.markdown.page import Page
from diptych.source.reading.diagnostic_kinds import LOST_CONTENT
from diptych.source.reading.source_reader import SourceReader
from diptych.source.yaml.blocks import block_fields, read_block, read_values, sound
from diptych.source.yaml.diagnostic_kinds import MISSING_KEY
from diptych.source.yaml.document import read_yaml
from diptych.source.yaml.fields import Fields
from diptych.source.yaml.tree import Data, Entry, Value

if TYPE_CHECKING:
    from markdown_it.token import Token


def named(name: str, form: InMarkdown) -> type[Block] | None:
    """Return the kind of block with a name, if it is written in this form; else None."""
    kind = BLOCKS.get(name)
    return kind if kind is not None and kind.in_markdown == form else None


def names_of_divs() -> list[str]:
    """Return the names of blocks that are written as `::: name`."""
    return [name for name, kind in BLOCKS.items() if kind.in_markdown == "div"]


def _name_of(kind: type[Block]) -> str:
    return next(name for name, one in BLOCKS.items() if one is kind)


def read_div(
    kind: type[Block],
    attributes: Attributes,
    paragraphs: Sequence[Prose],
    token: Token,
    *,
    page: Page,
    reader: SourceReader,
) -> Block | None:
    """Return the block of a div; report it and return None if a required field is missing.

    Attributes are its fields by name; paragraphs are its remaining texts in order.
    """
    span, own = page.span(token), block_fields(kind)
    given = _entries(attributes, own, token, page)
    filled, surplus = _filled(own, given, paragraphs)
    for text in surplus:
        room = _listed([f"`{field.name}`" for field in own if field.role is not None])
        message = f"there is no place for this paragraph in {kind.noun}, whose texts are {room}"
        reader.report(LOST_CONTENT, text.span, message, "move it below the block")
    missing = [
        field
        for field in own
        if field.is_required and field.name not in filled and field.name not in given
    ]
    for field in missing:
        as_value = f'as `{field.name}="..."` after its name'
        is_text = field.role is not None
        hint = f"write it as a paragraph in the `:::` block, or {as_value}"
        hint = (
            hint if is_text else f"write it {as_value}, `::: {{.{_name_of(kind)} {field.name}=…}}`"
        )
        reader.report(MISSING_KEY, span, f"{kind.noun} needs `{field.name}`", hint)
    fields = Fields(Value(given, span, one_line(page.file, "", span.line, 1)), reader, given, "")
    values = read_values([field for field in own if field.name in given], fields)
    if values is None or missing:
        return None
    id_ = _id(kind, attributes, paragraphs, reader)
    return sound(kind(**values, **filled, id=id_, span=span), reader)


def parted(kind: type[Block], attributes: Attributes, tokens: Sequence[Token]) -> Sequence[Token]:
    """Return the tokens in a div, its only paragraph parted below its first line.

    So a number may stand right above what it counts. A block with one text keeps its paragraph.
    """
    texts = [field for field in block_fields(kind) if field.type is Text]
    is_one = [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    open_texts = sum(field.name not in attributes.values for field in texts)
    if not is_one or open_texts < 2:  # noqa: PLR2004 - one for each line
        return tokens
    opening, inline, closing = tokens
    first, last = inline.map or [0, 1]
    above, _, below = inline.content.partition("\n")
    if not below or above.endswith("\\"):
        return tokens
    rows = ((above, [first, first + 1]), (below, [first + 1, last]))
    return [
        token.copy(map=at, content=text) if token is inline else token.copy(map=at)
        for text, at in rows
        for token in (opening, inline, closing)
    ]


def read_fence(
    kind: type[Block], token: Token, span: Span, page: Page, reader: SourceReader
) -> Block | None:
    """Return the block of the YAML in a fence; report it and return None if that fails."""
    value = fence_value(kind.noun, token, span, page, reader)
    read = read_block(kind, value, reader) if value is not None else None
    return replace(read, span=span) if read is not None else None


def fence_value(
    noun: str, token: Token, span: Span, page: Page, reader: SourceReader
) -> Value | None:
    """Return the YAML in a fence; report it and return None if it is empty or broken."""
    first, last = token.map or [0, 1]
    token.map = [first + 1, last]
    errors, place = reader.errors, page.place(token)
    rows = zip(place.points, place.text.split("\n"), strict=True)
    text = "\n".join(" " * (point.column - 1) + row if row else "" for point, row in rows)
    value = read_yaml(text, place.file, reader, first_line=place.span().line)
    if value is None and reader.errors == errors:
        hint = "`diptych list blocks` shows an example"
        reader.report(MISSING_KEY, span, f"{noun} is empty", hint)
    return value


def _filled(
    own: Sequence[Field], given: dict[str, Entry], paragraphs: Sequence[Prose]
) -> tuple[dict[str, Any], Sequence[Text]]:
    """Return the texts of paragraphs by the names of the fields that they fill, and the rest."""
    texts = [paragraph.text for paragraph in paragraphs]
    filled: dict[str, Any] = {}
    for field in own:
        if field.role is None or field.name in given or not texts:
            continue
        if field.type is Text:
            filled[field.name] = texts.pop(0)
        else:
            filled[field.name], texts = tuple(texts), []
    return filled, texts


def _id(
    kind: type[Block], attributes: Attributes, paragraphs: Sequence[Prose], reader: SourceReader
) -> str | None:
    """Return the id of a block, given after its name or after one of its paragraphs."""
    given = attributes.id
    for paragraph in paragraphs:
        if given and paragraph.id:
            message = f"`#{paragraph.id}` is a second id of {kind.noun}"
            reader.report(UNKNOWN_ATTRIBUTE, paragraph.span, message, "keep one of them")
        given = given or paragraph.id
    return given


def _entries(
    attributes: Attributes, own: Sequence[Field], token: Token, page: Page
) -> dict[str, Entry]:
    """Return the attributes that are fields as an equivalent YAML mapping."""
    kinds = {field.name: field.type for field in own}
    line = page.span(token)
    opening = page.lines[line.line - 1].find("{") + 1
    entries = {}
    for name, written in attributes.values.items():
        if name in kinds:
            column = opening + attributes.offsets.get(name, 0)
            place = one_line(page.file, written, line.line, max(1, column))
            entries[name] = Entry(name, line, _value(written, kinds[name], place))
    return entries


def _value(written: str, kind: object, place: SourceText) -> Value:
    """Return the value of an attribute, as text if it is not a number or boolean as expected."""
    data: Data = written
    if kind is bool:
        data = {"true": True, "false": False}.get(written, written)
    elif kind in {int, float}:
        data = next(_numbers(written), written)
    return Value(data, place.span(0, len(written)), place)


def _numbers(written: str) -> Iterator[int | float]:
    for number in (int, float):
        try:
            yield number(written)
        except ValueError:
            continue


def _listed(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))
