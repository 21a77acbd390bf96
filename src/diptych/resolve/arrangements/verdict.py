"""Verdicts: points below a head, or lines of them, all of which stand out, in larger type."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from diptych.blocks.bullets import Bullets, Item
from diptych.model.block import Block, TextBlock
from diptych.model.geometry import Emu, scaled
from diptych.model.paragraph import Paragraph
from diptych.model.style import Style
from diptych.model.text import Inline, LineBreak, Run, Text
from diptych.model.theme import BOLD, TextStyle

IN_ROW, ON_CARD = 1.75, 1.4
"""How much larger type is than that of other points, across the page and in a column of it."""
_TIGHTER = 0.92
"""How much less its line height is, as a multiple of that."""
_GOES_ON = 0.1
"""The space above what goes on in larger or smaller type, as a multiple of its size."""


class Verdict(TextBlock, frozen=True, kw_only=True):
    """What stands out below a head; made only here, never authored."""

    stands_out = True

    text: Text
    level: int
    """The level of its region whose text is that of other points."""
    times: float
    """How much larger it is than that."""
    goes_on: bool = False
    """Whether its sentence begins in the point above it."""

    def draw(self, style: Style) -> tuple[Paragraph, ...]:
        """Return it in bold type that is larger than that of other points."""
        point = style.level(self.level)
        look = replace(
            _without_sign(point, is_aligned=self.goes_on),
            name="verdict",
            size=scaled(point.size, self.times),
            floor=scaled(point.floor, self.times),
            leading={script: each * _TIGHTER for script, each in point.leading.items()},
            weight=BOLD,
        )
        return (
            style.paragraph(self.text, look, level=self.level, step=self.step, block_id=self.id),
        )


class Rest(TextBlock, frozen=True, kw_only=True):
    """What goes on after a verdict in the same point; made only here, never authored."""

    text: Text
    level: int
    """The level of its region whose text is that of points."""

    def draw(self, style: Style) -> tuple[Paragraph, ...]:
        """Return it in the type of points."""
        look = _without_sign(style.level(self.level), is_aligned=True)
        return (style.paragraph(self.text, look, level=self.level, step=self.step),)


def _without_sign(point: TextStyle, *, is_aligned: bool) -> TextStyle:
    """Return the style of points without a bullet, close to the text above if aligned with it."""
    plain = replace(point, bullet=None, hanging=Emu(0))
    if is_aligned:
        return replace(plain, space_before=_GOES_ON)
    return replace(plain, indent=Emu(0))


def with_verdicts(item: Item, *, level: int, times: float) -> tuple[Block, ...]:
    """Return what is below a head, with what stands out of it in larger type.

    That is its only point, or lines of points between line breaks of the author. Points with
    numbers or boxes, and those with something below them, are left as they are.
    """
    listed = item.content[0] if len(item.content) == 1 else None
    if not isinstance(listed, Bullets) or listed.start is not None:
        return item.content
    is_only = len(listed.items) == 1
    parts = [
        part
        for point in listed.items
        for part in _parts(point, is_only=is_only, level=level, times=times)
    ]
    blocks: list[Block] = []
    for are_points, group in itertools.groupby(parts, lambda part: isinstance(part, Item)):
        if are_points:
            points = tuple(one for one in group if isinstance(one, Item))
            blocks.append(replace(listed, items=points))
        else:
            blocks += [one for one in group if not isinstance(one, Item)]
    return tuple(blocks)


def _parts(
    point: Item, *, is_only: bool, level: int, times: float
) -> Iterator[Item | Verdict | Rest]:
    """Yield a point, or if lines of it stand out, these and what is between them."""
    lines = _lines(point.text.inlines)
    may_part = not point.content and point.done is None and (is_only or len(lines) > 1)
    if not may_part or not any(map(_stands_out, lines)):
        yield point
        return
    for number, (stands_out, group) in enumerate(itertools.groupby(lines, _stands_out)):
        text, goes_on = replace(point.text, inlines=_joined(group)), number > 0
        if stands_out:
            yield Verdict(
                text=text,
                span=point.span,
                id=None if goes_on else point.id,
                step=point.step,
                level=level,
                times=times,
                goes_on=goes_on,
            )
        elif goes_on:
            yield Rest(text=text, span=point.span, step=point.step, level=level)
        else:
            yield replace(point, text=text)


def _lines(inlines: Sequence[Inline]) -> list[tuple[Inline, ...]]:
    """Return the lines into which the author broke a text."""
    parts = itertools.groupby(inlines, lambda one: isinstance(one, LineBreak))
    return [tuple(line) for is_break, line in parts if not is_break]


def _joined(lines: Iterator[Sequence[Inline]]) -> tuple[Inline, ...]:
    """Return lines as one text, broken as before."""
    first, *others = lines
    return (*first, *(one for line in others for one in (LineBreak(), *line)))


def _stands_out(line: Sequence[Inline]) -> bool:
    """Return whether a line has words, and all of them stand out."""
    shown = [one for one in line if not isinstance(one, Run) or one.text.strip()]
    return bool(shown) and all(isinstance(one, Run) and one.style.accent for one in shown)
