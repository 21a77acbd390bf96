"""Draws the icons of texts where their lines have room for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, assert_never

from msgspec import Struct
from msgspec.structs import replace

from diptych.icons import GRID, STROKE, icon_path
from diptych.model.drawn_shapes import Drawing, Outline, Rectangle
from diptych.model.geometry import Box, Emu, emu
from diptych.model.paragraph import Paragraph
from diptych.model.shapes import (
    ChartShape,
    FormulaShape,
    Group,
    PictureShape,
    Shape,
    paragraphs_of,
    parts_of,
)
from diptych.model.table_shape import TableShape
from diptych.model.text import LineBreak, Run, told, worded
from diptych.model.text_frame import TextFrame
from diptych.model.theme import Anchor, Theme
from diptych.typography.measure import measured, own_ruler, shaping_runs, width_for

_ROUND = "\u2022"
_MIDDLE = 0.36
"""How far the middle of an icon, which is that of capitals, is above the baseline, in em."""


class _Area(Struct, frozen=True):
    """Where paragraphs stand."""

    box: Box
    anchor: Anchor
    region: str


class _Icon(NamedTuple):
    name: str
    color: str
    times: float = 1.0
    """How large it is, as a multiple of the size of its text."""


def with_icons(shapes: Sequence[Shape], theme: Theme) -> tuple[Shape, ...]:
    """Return shapes, each with the icons of its text after it."""
    made: list[Shape] = []
    for shape in shapes:
        made.append(shape)
        made += _above(shape)
        if not any(map(_has_icons, _all_text(shape))):
            continue
        for area, paragraphs in _texts(shape):
            if any(map(_has_icons, paragraphs)):
                made += _icons(paragraphs, area, theme)
    return tuple(made)


def _above(shape: Shape) -> Iterator[Drawing]:
    """Yield the icon above a text."""
    for part in parts_of(shape):
        if isinstance(part, TextFrame) and (icon := part.icon) is not None:
            place = part.content_box
            box = Box(Emu(place.x - icon.outset), place.y, icon.side, icon.side)
            head = part.paragraphs[0]
            yield _outlined(_Icon(icon.name, icon.color), box, head, part.region)


def _all_text(shape: Shape) -> Iterator[Paragraph]:
    """Yield the text of a shape, with its caption."""
    for part in parts_of(shape):
        yield from paragraphs_of(part)


def without_icons(paragraph: Paragraph) -> Paragraph:
    """Return a paragraph for a text that is not laid out, and so has no room for icons.

    Formulas are as they were written.
    """
    if any(isinstance(run, Run) and run.formula is not None for run in paragraph.runs):
        paragraph = replace(paragraph, runs=tuple(told(paragraph.runs)))
    if not _has_icons(paragraph):
        return paragraph
    bullet = paragraph.bullet
    if bullet is not None and bullet.icon:
        bullet = replace(bullet, icon="", sign=_ROUND)
    return replace(paragraph, runs=worded(paragraph.runs), bullet=bullet)


def _texts(shape: Shape) -> Iterator[tuple[_Area, Sequence[Paragraph]]]:
    match shape:
        case TextFrame():
            for box, paragraphs in shape.parted():
                yield _Area(box, shape.anchor, shape.region), paragraphs
        case TableShape():
            yield from _cells(shape)
            if shape.caption is not None:
                yield from _texts(shape.caption)
        case Group():
            for inner in shape.shapes:
                yield from _texts(inner)
        case PictureShape() | Drawing() | FormulaShape() | Rectangle() | ChartShape():
            pass
        case _:
            assert_never(shape)


def _cells(table: TableShape) -> Iterator[tuple[_Area, Sequence[Paragraph]]]:
    for place in table.places():
        yield _Area(place.text, place.anchor, table.region), place.cell.paragraphs


def _has_icons(paragraph: Paragraph) -> bool:
    if paragraph.bullet is not None and paragraph.bullet.icon:
        return True
    for run in paragraph.runs:  # noqa: SIM110 - faster, and called for every text
        if isinstance(run, Run) and run.icon:
            return True
    return False


def _icons(paragraphs: Sequence[Paragraph], area: _Area, theme: Theme) -> Iterator[Drawing]:
    spaces = sum(one.space_before for one in paragraphs[1:])
    height = emu(spaces + sum(max(1, one.line_count) * one.line_height for one in paragraphs))
    free = area.box.height - height
    top = Emu(area.box.y + {"top": 0, "middle": free // 2, "bottom": free}[area.anchor])
    for paragraph in filter(_has_icons, paragraphs):
        yield from _of_bullet(paragraph, area, top)
        yield from _of_lines(paragraph, area, top, theme)


def _of_bullet(paragraph: Paragraph, area: _Area, top: Emu) -> Iterator[Drawing]:
    bullet = paragraph.bullet
    if bullet is not None and bullet.icon and paragraph.lines:
        left = Emu(area.box.x + paragraph.indent - paragraph.hanging)
        baseline = Emu(top + paragraph.lines[0].baseline)
        icon = _Icon(bullet.icon, bullet.color, bullet.times)
        yield _drawing(icon, left, baseline, paragraph, area)


def _of_lines(paragraph: Paragraph, area: _Area, top: Emu, theme: Theme) -> Iterator[Drawing]:
    parts = measured(
        shaping_runs(paragraph),
        own_ruler(theme),
        keeps_indent=paragraph.kind == "code",
        tracking=paragraph.tracking,
    )
    at = [left for part in parts for left in part.left]
    room = area.box.width - paragraph.indent
    for offset, run in _places(paragraph):
        for line in paragraph.lines:
            if line.start <= offset < line.end:
                aside = {"left": 0, "center": (room - line.width) // 2, "right": room - line.width}
                along = width_for(paragraph.size, at[offset] - at[line.start])
                left = area.box.x + paragraph.indent + aside[paragraph.align] + along
                baseline = Emu(top + line.baseline)
                icon = _Icon(run.icon, run.style.color or paragraph.color)
                yield _drawing(icon, Emu(left), baseline, paragraph, area)


def _places(paragraph: Paragraph) -> Iterator[tuple[int, Run]]:
    """Yield the offset of each icon in the paragraph's runs, in which a forced break counts one."""
    at = 0
    for run in paragraph.runs:
        if isinstance(run, LineBreak):
            at += 1
            continue
        if run.icon:
            yield from ((at + index, run) for index in range(len(run.text)))
        at += len(run.text)


def _drawing(icon: _Icon, left: Emu, baseline: Emu, paragraph: Paragraph, area: _Area) -> Drawing:
    size = emu(paragraph.size * icon.times)
    middle = baseline - emu(_MIDDLE * paragraph.size)
    box = Box(left, Emu(middle - size // 2), size, size)
    return _outlined(icon, box, paragraph, area.region)


def _outlined(icon: _Icon, box: Box, paragraph: Paragraph, region: str) -> Drawing:
    """Return an icon that belongs to a paragraph, as a drawing."""
    return Drawing(
        box=box,
        region=region,
        span=paragraph.span,
        step=paragraph.step,
        alt=icon.name if paragraph.is_icons else "",
        size=(GRID, GRID),
        path=icon_path(icon.name),
        outline=Outline(color=icon.color, width=Emu(box.width * STROKE // GRID)),
        is_in_text=True,
    )
