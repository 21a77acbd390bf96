"""Cards: groups of points, each with its head, in two or three columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from diptych.blocks.bullets import Bullets, Item, shapes_in
from diptych.blocks.table import Table
from diptych.model.block import TextBlock
from diptych.model.deck import Slide, Track
from diptych.model.geometry import Emu
from diptych.model.paragraph import Paragraph
from diptych.model.style import Style
from diptych.model.text import SetInline, Text
from diptych.resolve.arrangements.outline import Outline, as_list
from diptych.resolve.arrangements.verdict import ON_CARD, with_verdicts
from diptych.typography.asides import as_aside, parted

_COUNTS = range(2, 7)
_DIVISIONS = 3
"""How many divisions of the groups among so many columns are tried: the most even ones."""
_ROW_WITH_ICONS = range(2, 4)
"""How many cards are side by side if their heads have icons, which are seen as a row."""
_HEAD = 2
"""How many points as much room takes as the head of a card and the space around it."""
_SHARES: dict[int, tuple[tuple[float, ...], ...]] = {
    1: ((1.0,),),
    2: ((0.5, 0.5), (0.6, 0.4), (0.4, 0.6), (0.67, 0.33), (0.33, 0.67)),
    3: ((1 / 3, 1 / 3, 1 / 3), (0.4, 0.3, 0.3), (0.3, 0.4, 0.3), (0.3, 0.3, 0.4)),
}
"""Shares of the width by the number of columns. Few of them make slides alike."""
_NARROW = 0.3
"""A share of the width that looks narrow beside a column of several cards."""


_BELOW_HEAD = 0.1
"""The space between a head and its note, as a multiple of the note's size."""


class HeadNote(TextBlock, frozen=True, kw_only=True):
    """The date, version or source of a head, below it; made only here, never authored."""

    text: Text

    def draw(self, style: Style) -> tuple[Paragraph, ...]:
        """Return it in the size of the points below it, and the colour of asides."""
        look = replace(style.level(1), indent=Emu(0), hanging=Emu(0), space_before=_BELOW_HEAD)
        return (style.paragraph(self.text, look, level=1, runs=as_aside(self.text.runs)),)


def cards(outline: Outline) -> tuple[Slide, ...]:
    """Return two to six heads, each with points below it, as a card each.

    The cards are in columns, in reading order, with about as much in each column.
    """
    items = outline.items
    if len(items) not in _COUNTS or not outline.are_groups:
        return ()
    ways = (tracks for counts in _divisions(items) for tracks in _tracks(counts))
    return on_cards(outline, [(item,) for item in _with_notes(items)], ways)


def on_cards(
    outline: Outline, contents: Sequence[tuple[Item, ...]], ways: Iterable[tuple[Track, ...]]
) -> tuple[Slide, ...]:
    """Return the slide with cards in columns in several ways, given the items of each card.

    All of them have the same cards, so that these are measured once.
    """
    cards = [tuple(map(_with_verdict, items)) for items in contents]
    placed = [(f"card-{n}", (as_list(*items),)) for n, items in enumerate(cards, 1)]
    return tuple(replace(outline.placed(_layout(tracks), placed), tracks=tracks) for tracks in ways)


def _with_verdict(item: Item) -> Item:
    """Return the head of a card with what stands out below it in larger type."""
    return replace(item, content=with_verdicts(item, level=1, times=ON_CARD))


def side_by_side() -> Iterator[tuple[Track, ...]]:
    """Yield the ways in which two cards stand side by side."""
    return _tracks((1, 1))


def paragraphs(item: Item) -> int:
    """Return how many paragraphs an item has, with those below it."""
    lists = (below for below in item.content if isinstance(below, Bullets))
    return 1 + sum(paragraphs(one) for listed in lists for one in listed.items)


def _with_notes(items: Sequence[Item]) -> Sequence[Item]:
    """Return items whose heads all end with an aside with these as notes below the heads.

    On the line of its head, an aside would wrap in some and not in others.
    """
    parts = [parted(item.text.runs) for item in items]
    if not all(aside for _, aside in parts):
        return items
    return [_noted(item, *both) for item, both in zip(items, parts, strict=True)]


def _noted(item: Item, name: tuple[SetInline, ...], aside: tuple[SetInline, ...]) -> Item:
    note = HeadNote(text=replace(item.text, inlines=aside), span=item.span)
    text = replace(item.text, inlines=name)
    return replace(item, text=text, content=(note, *item.content))


def _tracks(counts: Sequence[int]) -> Iterator[tuple[Track, ...]]:
    for shares in _SHARES[len(counts)]:
        if max(counts) == 1 or min(shares) >= _NARROW:
            yield tuple(map(Track, counts, shares))


def _layout(tracks: Sequence[Track]) -> str:
    """Return the layout that has the cards; of two side by side, either may be the wider one."""
    count = sum(track.cards for track in tracks)
    if [track.cards for track in tracks] != [1, 1]:
        return f"cards-{count}"
    left, right = (track.share for track in tracks)
    wider = "" if left == right else "-left" if left > right else "-right"
    return f"cards-2{wider}"


def _divisions(items: Sequence[Item]) -> Iterator[tuple[int, ...]]:
    """Yield the numbers of cards in each column, the most even division first."""
    weights = [paragraphs(item) + _HEAD for item in items]
    if any(isinstance(one, Table) for item in items for one in shapes_in(as_list(item))):
        yield (len(items),)  # tables want width
    if len(items) in _ROW_WITH_ICONS and any(item.icon for item in items):
        yield (1,) * len(items)
        return
    for columns in (2, 3):
        divisions = sorted(_compositions(len(items), columns), key=lambda d: _highest(d, weights))
        yield from divisions[:_DIVISIONS]


def _compositions(whole: int, parts: int) -> Iterator[tuple[int, ...]]:
    """Yield the ways to write a number as a sum of so many, each at least 1."""
    if parts == 1:
        if whole >= 1:
            yield (whole,)
        return
    for first in range(1, whole):
        yield from ((first, *rest) for rest in _compositions(whole - first, parts - 1))


def _highest(division: Sequence[int], weights: Sequence[int]) -> int:
    """Return the weight of the fullest column."""
    ends = [sum(division[: n + 1]) for n in range(len(division))]
    return max(sum(weights[end - n : end]) for end, n in zip(ends, division, strict=True))
