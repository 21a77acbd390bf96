"""Diagrams that fit in no other way, in type that is smaller than their theme permits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from diptych.diagnostics import Diagnostic
from diptych.layout.diagnostic_kinds import SMALL_DIAGRAM
from diptych.layout.fitting import Body
from diptych.layout.stacking import BlockGroup, RegionStack, TextGroup
from diptych.model.shapes import Group, Shape, paragraphs_of
from diptych.model.theme import Theme

_HINT = "group some of its parts, split it, or give it more room"


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


def small_diagrams(shapes: Iterable[Shape], theme: Theme) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each diagram whose type is smaller than its theme permits."""
    floor = theme.block_styles["diagram"].floor
    for shape in shapes:
        parts = shape.shapes if isinstance(shape, Group) else ()
        sizes = [paragraph.size for part in parts for paragraph in paragraphs_of(part)]
        if isinstance(shape, Group) and sizes and max(sizes) < floor:
            message = f"this diagram fits only in type of {max(sizes):g} pt"
            yield SMALL_DIAGRAM.at(shape.span, message, hint=_HINT)
