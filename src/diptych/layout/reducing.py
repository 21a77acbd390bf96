"""Diagrams that fit in no other way, in type that is smaller than their theme permits.

So are listings that draw something, such as a tree of folders, which set themselves (`Code`). The
names of the columns of a chart that have no room otherwise are turned.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from diptych.diagnostics import Diagnostic
from diptych.layout.body import Body
from diptych.layout.diagnostic_kinds import SMALL_DIAGRAM, TURNED_NAMES
from diptych.layout.fitting import FittedBody
from diptych.layout.stacking import BlockGroup, RegionStack, TextGroup
from diptych.model.shapes import ChartShape, Group, Shape, paragraphs_of
from diptych.model.text_frame import TextFrame
from diptych.model.theme import Theme


def has_reducible(body: Body) -> bool:
    """Return whether something in a body may be smaller than its theme permits."""
    return any(_smaller(group) is not group for stack in body.all_stacks for group in stack.groups)


def reduced(body: Body) -> Body:
    """Return a body in which what may be smaller than its theme permits is so if it has to be."""
    lead = None if body.lead is None else _reduced(body.lead)
    return replace(body, lead=lead, stacks=tuple(map(_reduced, body.stacks)))


def _reduced(stack: RegionStack) -> RegionStack:
    return replace(stack, groups=tuple(map(_smaller, stack.groups)), tried={})


def _smaller(group: TextGroup | BlockGroup) -> TextGroup | BlockGroup:
    setting = group.hung.setting.reduced if isinstance(group, BlockGroup) else None
    if not isinstance(group, BlockGroup) or setting is None:
        return group
    return replace(group, hung=replace(group.hung, setting=setting))


def small_type(body: FittedBody, theme: Theme) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each diagram, chart or listing that fits only smaller or turned."""
    for shape in body.shapes:
        if isinstance(shape, ChartShape) and shape.plan.turn:
            count = len(shape.plan.categories)
            message = f"the names of these {count} columns fit only if they are turned"
            hint = "make it a `bar` chart, shorten the names, or give it more room"
            yield TURNED_NAMES.at(shape.span, message, hint=hint)
        if body.density.factor == 1:  # otherwise all of the slide is smaller, of which is told
            yield from _smaller_type(shape, theme)


def _smaller_type(shape: Shape, theme: Theme) -> Iterator[Diagnostic]:
    if isinstance(shape, Group):
        sizes = [one.size for part in shape.shapes for one in paragraphs_of(part)]
        if sizes and (size := max(sizes)) < theme.block_styles["diagram"].floor:
            message = f"this diagram fits only in type of {size:g} pt"
            hint = "group some of its parts, split it, or give it more room"
            yield SMALL_DIAGRAM.at(shape.span, message, hint=hint)
    elif isinstance(shape, ChartShape):
        size = shape.plan.letters.size
        if size < theme.block_styles["chart-label"].floor:
            message = f"the words of this chart fit only in type of {size:g} pt"
            yield SMALL_DIAGRAM.at(shape.span, message, hint="show fewer, or give it more room")
    elif isinstance(shape, TextFrame):
        line = shape.paragraphs[-1]
        if line.kind == "code" and line.size < theme.block_styles["code"].floor:
            message = f"the lines of this listing are whole only in type of {line.size:g} pt"
            hint = "shorten its longest lines, or give it more room"
            yield SMALL_DIAGRAM.at(shape.paragraphs[0].span, message, hint=hint)
