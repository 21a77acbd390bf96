"""The blocks of a slide that is written in YAML: each a mapping of one key, the block's kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path


from diptych.blocks.bullets import Bullets, Item
from diptych.blocks.code import Code
from diptych.blocks.heading import Heading
from diptych.blocks.picture import Picture
from diptych.blocks.prose import Prose
from diptych.blocks.quote import Quote
from diptych.diagnostics import nearest
from diptych.markup.attributes import NO_ATTRIBUTES, split_trailing
from diptych.model.deck import Block
from diptych.model.text import Text
from diptych.source.faults import MISSING_ALT, UNKNOWN_BLOCK, WRONG_TYPE
from diptych.source.fields import Fields, kind_of
from diptych.source.intake import Intake
from diptych.source.pictures import read_picture
from diptych.source.yaml_tree import Value


def read_blocks(values: Sequence[Value], folder: Path, intake: Intake) -> tuple[Block, ...]:
    """Return the blocks listed in `values`; picture paths are relative to `folder`."""
    reader = _BlockReader(folder, intake)
    return tuple(block for value in values if (block := reader.read(value)) is not None)


class _BlockReader:
    def __init__(self, folder: Path, intake: Intake) -> None:
        self.folder = folder
        self.intake = intake
        self.kinds: dict[str, Callable[[Value], Block | None]] = {
            "paragraph": self._prose,
            "bullets": self._bullets,
            "numbered": self._numbered,
            "heading": self._heading,
            "quote": self._quote,
            "code": self._code,
            "picture": self._picture,
        }

    def read(self, value: Value) -> Block | None:
        if not isinstance(value.data, Mapping) or len(value.data) != 1:
            message = f"a block is a mapping of one key, its kind, not {kind_of(value)}"
            self.intake.report(WRONG_TYPE, value.span, message, nearest("", self.kinds))
            return None
        entry = next(iter(value.data.values()))
        kind = self.kinds.get(entry.key)
        if kind is None:
            hint = nearest(entry.key, self.kinds, what="block")
            self.intake.report(UNKNOWN_BLOCK, entry.key_span, f"unknown block `{entry.key}`", hint)
            return None
        return kind(entry.value)

    def _prose(self, value: Value) -> Block | None:
        text, id_ = self._text(value)
        return Prose(text=text, id=id_, span=value.span) if text else None

    def _heading(self, value: Value) -> Block | None:
        text, id_ = self._text(value)
        return Heading(text=text, id=id_, span=value.span) if text else None

    def _bullets(self, value: Value) -> Bullets:
        return Bullets(items=self._items(value), span=value.span)

    def _numbered(self, value: Value) -> Bullets:
        return Bullets(items=self._items(value), start=1, span=value.span)

    def _items(self, value: Value) -> tuple[Item, ...]:
        values = Fields(None, self.intake, (), "").values_of(value, "the items of a list")
        return tuple(item for item in map(self._item, values) if item is not None)

    def _item(self, value: Value) -> Item | None:
        if not isinstance(value.data, Mapping):
            text, id_ = self._text(value)
            return Item(text=text, id=id_, span=value.span) if text else None
        fields = Fields(value, self.intake, ("text", "items", "id"), "a list item")
        text = fields.text("text", required=True)
        below = fields.value("items")
        content = (self._bullets(below),) if below is not None else ()
        return (
            Item(text=text, content=content, id=fields.string("id"), span=value.span)
            if text
            else None
        )

    def _quote(self, value: Value) -> Quote:
        data = value.data
        values = data if isinstance(data, tuple) else (value,)
        texts = (self._text(item)[0] for item in values)
        return Quote(paragraphs=tuple(text for text in texts if text), span=value.span)

    def _code(self, value: Value) -> Code | None:
        if not isinstance(value.data, str):
            self.intake.report(WRONG_TYPE, value.span, f"code must be text, not {kind_of(value)}")
            return None
        return Code(lines=tuple(value.data.rstrip("\n").split("\n")), span=value.span)

    def _picture(self, value: Value) -> Picture | None:
        fields = Fields(value, self.intake, ("file", "alt", "caption", "width", "id"), "a picture")
        file = fields.string("file", required=True)
        width = fields.number("width")
        alt = fields.text("alt")
        if alt is None and "alt" in fields:
            alt = Text("", (), value.span)
        caption = fields.text("caption")
        if file is None:
            return None
        place = fields.value("file")
        asset = read_picture(file, self.folder, place.span if place else value.span, self.intake)
        if asset is None:
            return None
        if alt is None and caption is None:
            hint = 'say what it shows with `alt:`, or `alt: ""` if it is decoration'
            self.intake.report(
                MISSING_ALT, value.span, f"picture `{file}` has no alternative text", hint
            )
        return Picture(
            asset=asset,
            alt=alt,
            caption=caption,
            width=None if width is None else min(1.0, width / 100 if width > 1 else width),
            id=fields.string("id"),
            span=value.span,
        )

    def _text(self, value: Value) -> tuple[Text | None, str | None]:
        if isinstance(value.data, Mapping | tuple) or value.data is None:
            self.intake.report(WRONG_TYPE, value.span, f"this must be text, not {kind_of(value)}")
            return None, None
        content, attributes = split_trailing(value.place.text.rstrip())
        place = value.place.part(0, len(content))
        return replace(self.intake.markdown(place), span=value.span), (
            attributes or NO_ATTRIBUTES
        ).id
