"""Applies a talk's overrides of slides: what it changes, leaves out or replaces."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from diptych.blocks.picture import Picture
from diptych.blocks.pictures import Pictures
from diptych.diagnostics import Diagnostic, DiagnosticKind, Severity, nearest
from diptych.model.block import Block
from diptych.model.deck import Replacement, Slide, SlideOverride, Talk
from diptych.model.roles import main_field
from diptych.model.text import Text
from diptych.model.walk import text_fields

UNKNOWN_BLOCK_ID = DiagnosticKind(
    "REF110",
    "unknown-block-id",
    "A talk leaves out or replaces a block that the slide does not have. Blocks are identified"
    " by the ids that their authors gave them, `{#id}`.",
)
REPEATED_BLOCK_ID = DiagnosticKind(
    "REF118",
    "repeated-block-id",
    "A talk leaves out or replaces a block by an id that several blocks of the slide have. All of"
    " them are left out or replaced.",
    Severity.WARNING,
)
UNLIKE_BLOCK = DiagnosticKind(
    "REF111",
    "unlike-block",
    "A talk replaces a block with something that is not allowed there: a bullet takes a text, a"
    " picture takes blocks.",
)

T = TypeVar("T")


def reuse_slides(talk: Talk) -> tuple[Talk, tuple[Diagnostic, ...]]:
    """Return `talk` with the overrides of its slides applied, and what is wrong with them."""
    found: list[Diagnostic] = []
    sections = tuple(
        replace(section, slides=tuple(_used(slide, found) for slide in section.slides))
        for section in talk.sections
    )
    return replace(talk, sections=sections), tuple(found)


def _used(slide: Slide, found: list[Diagnostic]) -> Slide:
    use = slide.use
    if use is None or slide.broken:
        return slide
    edited = _Edits(slide, use)
    changed = replace(
        slide,
        title=use.title or slide.title,
        kicker=_kicker(slide, use),
        body=edited.of(slide.body),
        columns=edited.of(slide.columns),
        placed=edited.of(slide.placed),
        notes=slide.notes if use.notes is None else use.notes,
    )
    found += edited.problems()
    if use.layout is None:
        return changed
    layout, span = use.layout
    return replace(changed, layout=layout, layout_span=span)


def _kicker(slide: Slide, use: SlideOverride) -> Text | None:
    """Return the kicker, which a talk may remove with `kicker: null`."""
    if use.kicker is None:
        return slide.kicker
    return None if use.kicker.is_empty else use.kicker


class _Edits:
    """Leaves out and replaces blocks by id, wherever they are in a slide."""

    def __init__(self, slide: Slide, use: SlideOverride) -> None:
        self.slide = slide
        self.without = dict(use.without)
        self.put = {put.id: put for put in use.put}
        self.ids: list[str] = []
        self.found: list[Diagnostic] = []

    def of(self, items: tuple[T, ...]) -> tuple[T, ...]:
        """Return `items` edited, without those that have become empty."""
        return tuple(edited for item in items for edited in self._item(item))

    def problems(self) -> Iterator[Diagnostic]:
        """Yield diagnostics for unknown ids and for replacements that are not allowed."""
        yield from self.found
        asked = {**self.without, **{put.id: put.span for put in self.put.values()}}
        for wanted, span in asked.items():
            if wanted not in self.ids:
                message = f"slide `{self.slide.source_id}` has no block `{wanted}`"
                hint = nearest(wanted, self.ids, what="block") if self.ids else _GIVE_ONE
                yield UNKNOWN_BLOCK_ID.at(span, message, hint=hint)
            elif (count := self.ids.count(wanted)) > 1:
                message = f"slide `{self.slide.source_id}` has {count} blocks `{wanted}`"
                hint = "all are meant; give each an id of its own in the slide's file"
                yield REPEATED_BLOCK_ID.at(span, message, hint=hint)

    def _item(self, item: T) -> Iterator[T]:
        own = getattr(item, "id", None)
        if own is not None:
            self.ids.append(own)
        if own in self.without:
            self._note_below(item)
            return
        if own in self.put:
            self._note_below(item)
            yield from self._in_place_of(item, self.put[own])  # type: ignore[misc]  # as it was
            return
        edited = self._below(item)
        if edited is not item and not _holds_anything(edited):
            return
        yield edited

    def _below(self, item: T) -> T:
        changes = {}
        for name in text_fields(type(item)):  # type: ignore[arg-type]  # classes can be hashed
            inner = getattr(item, name)
            if isinstance(inner, tuple) and inner:
                edited = self._in_row(item, inner, self.of(inner))
                if len(edited) != len(inner) or any(
                    a is not b for a, b in zip(edited, inner, strict=True)
                ):
                    changes[name] = edited
        return replace(item, **changes) if changes else item  # type: ignore[type-var]  # a struct

    def _in_row(self, item: T, inner: tuple[T, ...], edited: tuple[T, ...]) -> tuple[T, ...]:
        """Return `edited`; a row of pictures is unchanged if a replacement is not a picture."""
        if not isinstance(item, Pictures) or all(isinstance(one, Picture) for one in edited):
            return edited
        for put in self.put.values():
            if not all(isinstance(block, Picture) for block in put.blocks):
                message = f"block `{put.id}` is a picture in a row: only pictures can replace it"
                self.found.append(UNLIKE_BLOCK.at(put.span, message, hint="write `picture:`"))
        return inner

    def _note_below(self, item: object) -> None:
        """Record the ids within a block that is left out or replaced."""
        self._below(item)

    def _in_place_of(self, item: object, put: Replacement) -> Iterator[object]:
        main = main_field(type(item)) if isinstance(item, Struct) else None
        if put.text is not None and main is not None and main.type is Text:
            yield replace(item, **{main.name: put.text})  # type: ignore[type-var]  # a struct
        elif put.text is None and isinstance(item, Block):
            yield from put.blocks
        else:
            wanted = "a list of blocks" if isinstance(item, Block) else "a text"
            noun = item.noun if isinstance(item, Block) else "a bullet"
            message = f"block `{put.id}` is {noun}: only {wanted} can replace it"
            self.found.append(UNLIKE_BLOCK.at(put.span, message, hint=f"write {wanted}"))
            yield item


_GIVE_ONE = "give the block an id in the slide's file, `{#id}` at the end of its line"


def _holds_anything(item: object) -> bool:
    """Return whether a list still has items, or a column or region blocks."""
    inner = [getattr(item, name) for name in ("items", "blocks", "pictures") if hasattr(item, name)]
    return not inner or any(inner)
