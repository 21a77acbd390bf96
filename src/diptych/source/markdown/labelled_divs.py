"""Divs with the label of a figure, `::: {#fig-ship}` (Quarto, "Cross-Reference Div Syntax")."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from diptych.blocks.columns import Columns
from diptych.blocks.picture import Picture
from diptych.blocks.pictures import Pictures
from diptych.blocks.prose import Prose
from diptych.model.block import Block
from diptych.model.deck import Column
from diptych.model.labels import label_kind
from diptych.model.text import Text


def parted_caption(blocks: Sequence[Block], label: str | None) -> tuple[list[Block], Text | None]:
    """Return what is in a div, and its caption, the last paragraph if there is a label."""
    is_label = label is not None and label_kind(label) is not None
    if not is_label or len(blocks) <= 1 or not isinstance(last := blocks[-1], Prose):
        return list(blocks), None
    return list(blocks[:-1]), last.text


def is_figure(block: Block) -> bool:
    """Return whether a block is something that may have a number and a caption."""
    return bool(block.number_in)


def labelled(blocks: Sequence[Block], label: str | None) -> list[Block]:
    """Return what is in a div with its label and caption, if it is one thing that may have them.

    Pictures alone, or several figures of any kind, are below each other, and are one thing.
    """
    kind = label_kind(label) if label is not None else None
    inner, caption = parted_caption(blocks, label)
    pictures = tuple(one for one in inner if isinstance(one, Picture))
    if len(pictures) == len(inner) > 1:
        inner = [Pictures(pictures=pictures, columns=1, span=pictures[0].span)]
    elif len(inner) > 1 and all(map(is_figure, inner)):
        span = inner[0].span
        inner = [Columns(columns=(Column(tuple(inner), None, span),), span=span)]
    if len(inner) != 1 or kind not in inner[0].counted_as:
        return list(blocks)
    (figure,) = inner
    fields: dict[str, Any] = {"id": label}
    if caption is None or not figure.number_in:
        return [replace(figure, **fields), *blocks[1:]]
    if getattr(figure, figure.number_in) is not None:
        return [replace(figure, **fields), *blocks[len(blocks) - 1 :]]
    return [replace(figure, **fields, **{figure.number_in: caption})]
