"""Rows: heads on the left, and the points of each on its right, between hairlines."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from msgspec.structs import replace

from diptych.blocks.bullets import Bullets, Item, after_icon, leading_icon, shapes_in
from diptych.model.block import Block, TextBlock
from diptych.model.deck import Slide
from diptych.model.geometry import Emu, emu
from diptych.model.paragraph import Bullet, Paragraph
from diptych.model.style import Style
from diptych.model.text import ICON, Text
from diptych.resolve.arrangements.outline import Outline, as_list
from diptych.resolve.arrangements.verdict import IN_ROW, with_verdicts
from diptych.typography.asides import runs_between
from diptych.typography.tying import words_of

_PARENTHESIS = re.compile(r"(?<=\S)\s*(?P<inner>[(（][^()（）\n]+[)）]\s*)$")
_COUNTS = range(2, 7)
"""How many rows there are layouts for."""
_POINT_COUNTS = range(4, 7)
"""For how many points without heads there are."""
_MANY = 4
"""From how many heads on rows are read better than cards side by side."""
_LONGEST_HEAD, _LONGEST_OF_FEW = 24, 48
"""How many letters a head has at most without its note, one of many and one of few; those of East
Asian scripts count twice."""
_ICON_ROOM = 1.45
"""The room for an icon left of a head, as a multiple of its size."""
_MOST_POINTS, _MOST_OF_FEW = 2, 3
"""How many points a head has at most, so that rows are about equally high."""


class RowLabel(TextBlock, frozen=True, kw_only=True):
    """The head of a row, its note below it; made only here, never authored."""

    text: Text
    note: Text | None

    def draw(self, style: Style) -> tuple[Paragraph, ...]:
        """Return the head in the region's first style, and its note in the second.

        An icon with which the head begins stands left of both.
        """
        look, icon = style.level(0), leading_icon(self.text)
        beside = emu(_ICON_ROOM * look.size) if icon else Emu(0)
        head = style.paragraph(
            self.text,
            replace(look, indent=beside, hanging=beside),
            bullet=Bullet(ICON, style.icon_color(look), icon=icon) if icon else None,
            runs=after_icon(self.text.runs) if icon else None,
            step=self.step,
            block_id=self.id,
        )
        if self.note is None:
            return (head,)
        below = replace(style.level(1), indent=beside)
        return (head, style.paragraph(self.note, below, level=1, step=self.step))


def rows(outline: Outline) -> tuple[Slide, ...]:
    """Return heads with points below them as rows, if they are short and alike, or on request.

    Of fewer than four, layout decides: they are rows if cards would leave much of the page free.
    Points alone are rows on request, or below a headline of their own.
    """
    items = outline.items
    if _are_points_of_headline(outline):
        return (_of_points(outline),)
    if len(items) not in _COUNTS or not outline.are_groups or any(map(_has_shapes, items)):
        return ()
    if not _is_asked(outline.slide) and not _are_short(items):
        return ()
    contents: list[tuple[str, tuple[Block, ...]]] = []
    for number, item in enumerate(items, 1):
        content = with_verdicts(item, level=0, times=IN_ROW)
        points = tuple(replace(block, step=block.step or item.step) for block in content)
        contents += [(f"label-{number}", (_label(item),)), (f"points-{number}", points)]
    return (outline.placed(f"rows-{len(items)}", contents),)


def _are_points_of_headline(outline: Outline) -> bool:
    """Return whether items have nothing below them, and are rows as they have the page alone."""
    slide = outline.slide
    is_headed = bool(outline.lead) and slide.running_title and not slide.layout
    is_wanted = is_headed or _is_asked(slide)
    return (
        is_wanted
        and len(outline.items) in _POINT_COUNTS
        and not any(item.content or item.text.is_empty for item in outline.items)
    )


def _of_points(outline: Outline) -> Slide:
    """Return a slide with its points as rows across the whole width."""
    contents = [(f"points-{n}", (as_list(item),)) for n, item in enumerate(outline.items, 1)]
    return outline.placed(f"points-{len(outline.items)}", contents)


def _is_asked(slide: Slide) -> bool:
    return slide.arrange == "rows" or bool(
        slide.layout and slide.layout.startswith(("rows-", "points-"))
    )


def _label(item: Item) -> RowLabel:
    """Return the head of a row, with the parenthesis at its end as its note."""
    name, note = item.text, None
    found = _PARENTHESIS.search(words_of(item.text.runs))
    if found is not None:
        parts = (0, found.start()), (found.start("inner"), None)
        name, note = (_part(item.text, start, end) for start, end in parts)
    return RowLabel(text=name, note=note, span=item.span, id=item.id, step=item.step)


def _part(text: Text, start: int, end: int | None) -> Text:
    return replace(text, inlines=tuple(runs_between(text.runs, start, end)))


def _has_shapes(item: Item) -> bool:
    return any(True for _ in shapes_in(as_list(item)))


def _are_short(items: Sequence[Item]) -> bool:
    """Return whether items have few letters, and few points without lists of their own."""
    is_many = len(items) >= _MANY
    letters = _LONGEST_HEAD if is_many else _LONGEST_OF_FEW
    points = _MOST_POINTS if is_many else _MOST_OF_FEW
    return all(_letters(item) <= letters and _has_points(item, points) for item in items)


def _letters(item: Item) -> int:
    head = _label(item).text.plain
    return len(head) + sum(unicodedata.east_asian_width(letter) in "WF" for letter in head)


def _has_points(item: Item, most: int) -> bool:
    """Return whether it has nothing but so many points without lists of their own below it."""
    lists = [below for below in item.content if isinstance(below, Bullets)]
    points = [point for below in lists for point in below.items]
    return (
        len(lists) == len(item.content)
        and len(points) <= most
        and not any(point.content for point in points)
    )
