"""`steps: groups`: the groups of a slide appear one after another.

A group is an item of a list with all below it, a heading with what follows, a column, a region that
the author fills, or any other block. Groups are found in the source, so that they are the same in
every language and wherever a layout puts them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import count

from msgspec.structs import replace

from diptych.blocks.bullets import Bullets
from diptych.blocks.heading import Heading
from diptych.blocks.prose import Prose
from diptych.model.block import AnyBlock, ShapeBlock
from diptych.model.deck import Slide, Talk

_FEWEST = 2
"""With a single group there is nothing to reveal in turn."""


def step_groups(talk: Talk) -> Talk:
    """Return `talk` with steps for the groups of the slides that ask for them."""
    if not any(slide.steps == "groups" for slide in talk.slides):
        return talk
    sections = tuple(
        replace(section, slides=tuple(map(_with_overrides, section.slides)))
        for section in talk.sections
    )
    return replace(talk, sections=sections)


def _with_overrides(slide: Slide) -> Slide:
    stepped = _stepped(slide)
    if not slide.overrides:
        return stepped
    overrides = {locale: _stepped(one) for locale, one in slide.overrides.items()}
    return replace(stepped, overrides=overrides)


def _stepped(slide: Slide) -> Slide:
    """Return a slide with a step for each group, unless its author gave it steps."""
    if slide.steps != "groups" or _has_steps(slide):
        return slide
    steps = count(1)
    body = tuple(_body(slide.body, steps, has_more=bool(slide.columns or slide.placed)))
    columns = tuple(
        replace(column, blocks=tuple(_together(column.blocks, steps))) for column in slide.columns
    )
    placed = tuple(replace(one, blocks=tuple(_together(one.blocks, steps))) for one in slide.placed)
    if next(steps) <= _FEWEST:
        return slide
    return replace(slide, body=body, columns=columns, placed=placed)


def _has_steps(slide: Slide) -> bool:
    columns = (column.blocks for column in slide.columns)
    placed = (one.blocks for one in slide.placed)
    return any(map(_is_marked, (slide.body, *columns, *placed)))


def _is_marked(blocks: Iterable[AnyBlock]) -> bool:
    """Return whether the author gave steps to any of `blocks`, or to what is in their lists."""
    return any(
        any(block.steps)
        or (
            isinstance(block, Bullets)
            and any(item.step or _is_marked(item.content) for item in block.items)
        )
        for block in blocks
    )


def _body(
    blocks: Sequence[AnyBlock], steps: Iterator[int], *, has_more: bool
) -> Iterator[AnyBlock]:
    """Yield the blocks of a body: what introduces groups, and pictures, are there at the start.

    If the slide `has_more`, in columns or regions, its body introduces them.
    """
    if has_more:
        yield from blocks
        return
    step, below_heading = 0, False
    for block in blocks:
        if isinstance(block, Heading):
            step, below_heading = next(steps), True
            yield replace(block, step=step)
        elif below_heading:
            yield replace(block, step=step)
        elif isinstance(block, ShapeBlock) and block.wants == "picture":
            yield block
        elif isinstance(block, Bullets):
            items = [replace(item, step=next(steps)) for item in block.items]
            step = items[-1].step if items else step
            yield replace(block, items=tuple(items))
        elif isinstance(block, Prose) and not step:
            yield block
        else:
            step = next(steps)
            yield replace(block, step=step)


def _together(blocks: Iterable[AnyBlock], steps: Iterator[int]) -> Iterator[AnyBlock]:
    """Yield blocks that appear together."""
    blocks = tuple(blocks)
    if blocks:
        step = next(steps)
        yield from (replace(block, step=step) for block in blocks)
