"""Reads figures: lists that are shown as a cycle, a pyramid, a funnel, circles or a tree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import repeat

from diptych.blocks.bullets import Bullets, Item
from diptych.blocks.diagram import Diagram
from diptych.blocks.prose import Prose
from diptych.diagnostics import Span, nearest
from diptych.markup.attributes import Attributes
from diptych.model.block import Block
from diptych.model.diagram import FIGURE_KINDS, Entry, Figure, FigureKind
from diptych.model.source_text import SourceText
from diptych.source.diagrams.diagnostic_kinds import BAD_DIAGRAM
from diptych.source.reading.diagnostic_kinds import LOST_CONTENT
from diptych.source.reading.source_reader import SourceReader
from diptych.source.yaml.blocks import read_text
from diptych.source.yaml.fields import Fields, is_words
from diptych.source.yaml.tree import Value

_KEYS = ("kind", "items", "center", "alt", "caption", "steps", "id")
_ENTRY = ("text", "items")


def read_figure(
    value: Value, reader: SourceReader, steps: Iterator[int], *, stepwise: bool
) -> Diagram | None:
    """Return the figure of a list in YAML; None, with a report, if it is of no known kind.

    With `steps: true`, or where it is `stepwise`, its items appear one after the other at the given
    ones.
    """
    fields = Fields(value, reader, _KEYS, "a diagram")
    kind = fields.one_of("kind", FIGURE_KINDS, required=True)
    later = steps if fields.boolean("steps", default=stepwise) else repeat(0)
    entries = tuple(_entries(fields.list("items", required=True), reader, later))
    if kind is None or not entries:
        return None
    return Diagram(
        content=Figure(kind=kind, entries=entries, center=fields.text("center")),
        alt=fields.plain("alt"),
        caption=fields.text("caption"),
        id=fields.string("id"),
        span=value.span,
    )


def _entries(
    values: Sequence[Value], reader: SourceReader, steps: Iterator[int]
) -> Iterator[Entry]:
    for value in values:
        if is_words(value):
            text, _ = read_text(value, reader)
            if text is not None:
                yield Entry(text=text, span=value.span, step=next(steps))
            continue
        fields = Fields(value, reader, _ENTRY, "an item")
        words = fields.text("text", required=True)
        step = next(steps)
        below = tuple(_entries(fields.list("items"), reader, steps))
        if words is not None:
            yield Entry(text=words, span=value.span, entries=below, step=step)


def figure_of(
    blocks: Sequence[Block],
    attributes: Attributes,
    alt: SourceText | None,
    span: Span,
    reader: SourceReader,
) -> Diagram | None:
    """Return the figure of a `::: {.diagram kind=...}` around a list and what is in its middle.

    None, with a report, if there is no figure of that kind.
    """
    written = attributes.values.get("kind", "")
    kind: FigureKind | None = next((one for one in FIGURE_KINDS if one == written), None)
    if kind is None:
        message = f"diagrams of the kind `{written}` are not made here"
        message = message if written else "a diagram needs its `kind`"
        hint = nearest(written, FIGURE_KINDS, what="kind")
        reader.report(BAD_DIAGRAM, span, message, hint, subject=written)
        return None
    entries: list[Entry] = []
    center = None
    for block in blocks:
        if isinstance(block, Bullets) and not entries:
            entries += (_entry(item, reader) for item in block.items)
        elif isinstance(block, Prose) and center is None:
            center = block.text
        else:
            message = f"there is no place for {block.noun} in a diagram"
            reader.report(LOST_CONTENT, block.span, message, "move it below the `:::` block")
    if not entries:
        message, hint = "this diagram has no list", "write its parts as `- one`, `- another`"
        reader.report(BAD_DIAGRAM, span, message, hint)
        return None
    return Diagram(
        content=Figure(kind=kind, entries=tuple(entries), center=center),
        alt=reader.plain(alt) if alt is not None else None,
        id=attributes.id,
        span=span,
    )


def _entry(item: Item, reader: SourceReader) -> Entry:
    below: list[Entry] = []
    for block in item.content:
        if isinstance(block, Bullets):
            below += (_entry(inner, reader) for inner in block.items)
        else:
            message = f"there is no place for {block.noun} in a diagram"
            reader.report(LOST_CONTENT, block.span, message, "move it below the `:::` block")
    return Entry(text=item.text, span=item.span, entries=tuple(below), step=item.step)
