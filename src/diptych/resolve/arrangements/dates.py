"""A dated list: items with their dates in a column of their own, as quiet tags."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from diptych.blocks.bullets import Item
from diptych.blocks.table import Table
from diptych.markup.dates import begins_with_date
from diptych.markup.pairs import split_pair
from diptych.model.deck import Slide
from diptych.model.text import Inline, Run, SetInline, Text
from diptych.model.theme import Align
from diptych.resolve.arrangements.outline import Outline
from diptych.typography.asides import parted

_FEWEST, _MOST = 3, 12

_Row = tuple[Text, Text]


def dates(outline: Outline) -> tuple[Slide, ...]:
    """Return items that all begin with `date:`, or all end with `(date)`, as rows with a date."""
    items = outline.items
    if not _FEWEST <= len(items) <= _MOST or any(
        one.content or one.step != items[0].step for one in items
    ):
        return ()
    sides: tuple[tuple[Iterator[_Row], tuple[Align, ...]], ...] = (
        (_before(items), ()),
        (_after(items), ("left", "right")),
    )
    for rows, align in sides:
        found = tuple(rows)
        if len(found) == len(items):
            table = Table(rows=found, align=align, span=items[0].span, step=items[0].step)
            plain = replace(outline.slide, body=(*outline.lead, table))
            return (outline.placed("rows", [("rows", (table,))]), plain)
    return ()


def _before(items: tuple[Item, ...]) -> Iterator[_Row]:
    """Yield date and text of the items that begin with a date."""
    for item in items:
        pair = split_pair(item.text) if begins_with_date(item.text.plain) else None
        if pair is not None:
            yield _tag(pair[0]), pair[1]


def _after(items: tuple[Item, ...]) -> Iterator[_Row]:
    """Yield text and date of the items that end with a date in parentheses."""
    for item in items:
        text, aside = parted(item.text.runs)
        if aside and text:
            yield _with(item.text, text), _tag(_with(item.text, _bare(aside)))


def _with(text: Text, inlines: tuple[Inline, ...]) -> Text:
    return replace(text, inlines=inlines)


def _bare(aside: tuple[SetInline, ...]) -> tuple[SetInline, ...]:
    """Return an aside without its parentheses, which a column of its own makes needless."""
    end = max(i for i, one in enumerate(aside) if isinstance(one, Run) and not one.role)
    bare = []
    for index, one in enumerate(aside):
        text = one.text if isinstance(one, Run) else ""
        if index == 0:
            text = text.lstrip("(（")
        if index == end:
            text = text.rstrip().rstrip(")）")
        bare.append(replace(one, text=text) if isinstance(one, Run) else one)
    return tuple(one for one in bare if not isinstance(one, Run) or one.text)


def _tag(text: Text) -> Text:
    """Return a date that is set as asides are."""
    return _with(
        text,
        tuple(
            replace(one, role="aside") if isinstance(one, Run) and not one.role else one
            for one in text.inlines
        ),
    )
