"""The sources of a slide, at the bottom of their region."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from msgspec.structs import replace

from diptych.diagnostics import Diagnostic
from diptych.layout.diagnostic_kinds import OVERFLOW
from diptych.model.deck import Slide, Source
from diptych.model.geometry import EMU_PER_PT, EMU_PER_PX, Emu, emu, from_px
from diptych.model.paragraph import Paragraph
from diptych.model.style import Style
from diptych.model.text import Run, RunStyle, SetInline
from diptych.model.text_frame import TextFrame
from diptych.model.theme import Layout, Region, Theme
from diptych.typography.measured_text import set_text

_GUTTER = from_px(24)
"""Between the columns of sources."""
_MOST_COLUMNS = 4
_HAIR = emu(0.1)
"""Less than this is rounding."""


def source_frame(
    slide: Slide, layout: Layout, theme: Theme, locale: str, lefts: Sequence[Emu] = ()
) -> TextFrame | None:
    """Return the frame of the slide's sources, at the bottom of its region.

    Their columns begin where those of its content do, at `lefts`, if each source has room there.
    """
    regions = layout.with_role("sources")
    if not slide.sources or not regions:
        return None
    region = regions[0]
    style = Style(theme=theme, region=region, locale=locale)
    paragraphs = [_source(source, style) for source in slide.sources]
    columns, width, gutter, across = _columns(paragraphs, region, theme, lefts)
    rows = -(-len(paragraphs) // columns)
    parts = [
        set_text(paragraphs[first : first + rows], theme)
        for first in range(0, len(paragraphs), rows)
    ]
    height = max(part.height(width) for part in parts)
    return TextFrame(
        box=replace(
            region.box.rows(Emu(region.box.bottom - height), height),
            width=across,
        ),
        paragraphs=tuple(one for part in parts for one in part.solved(width)),
        role=region.role,
        region=region.name,
        anchor=region.anchor if columns == 1 else "top",
        columns=columns,
        gutter=gutter,
    )


class _Columns(NamedTuple):
    number: int
    width: Emu
    gutter: Emu
    across: Emu
    """The width of all."""


def _columns(
    paragraphs: Sequence[Paragraph], region: Region, theme: Theme, lefts: Sequence[Emu]
) -> _Columns:
    """Return the most columns in which each source is on one line; those at `lefts` if as good.

    PowerPoint fills a column before it begins the next one, so their lines must be equally many;
    and its columns are equally wide.
    """
    measured, count = set_text(paragraphs, theme), len(paragraphs)
    whole = count * emu(paragraphs[0].line_height) + _HAIR

    def rows(one: _Columns) -> int:
        return -(-count // one.number)

    def suits(one: _Columns) -> bool:
        is_level = region.align == "left" and -(-count // rows(one)) == one.number
        return is_level and measured.height(one.width) <= whole

    even = next(filter(suits, _even(region, min(_MOST_COLUMNS, count))), None)
    if even is None:
        return _Columns(1, region.box.width, Emu(0), region.box.width)
    under = next(filter(suits, _under(region, lefts[:count])), None)
    return under if under is not None and rows(under) <= rows(even) else even


def _under(region: Region, lefts: Sequence[Emu]) -> Iterator[_Columns]:
    """Yield the columns that begin at `lefts`, if these are as far from each other."""
    steps = [right - left for left, right in pairwise(lefts)]
    if steps and max(steps) - min(steps) <= EMU_PER_PX and lefts[0] == region.box.x:
        step = steps[0]
        width = min(step - _GUTTER, region.box.right - lefts[-1])
        if width > 0:
            across = Emu(step * len(steps) + width)
            yield _Columns(len(lefts), Emu(width), Emu(step - width), across)


def _even(region: Region, most: int) -> Iterator[_Columns]:
    """Yield columns across the whole width, the most first."""
    for count in range(most, 1, -1):
        width = Emu((region.box.width - (count - 1) * _GUTTER) // count)
        yield _Columns(count, width, _GUTTER, region.box.width)


def crowded_sources(slide: Slide, frame: TextFrame, layout: Layout) -> Iterator[Diagnostic]:
    """Yield a diagnostic if the sources extend above their region up to the title."""
    top = max((region.box.bottom for region in layout.with_role("title")), default=0)
    excess = top - frame.box.y
    if excess > 0:
        first = frame.paragraphs[0]
        over = math.ceil(excess / EMU_PER_PT / first.line_height)
        count = "1 line" if over == 1 else f"{over} lines"
        message = f"region `{frame.region}` overflows by {count} at {first.size:g} pt"
        hint = "split the slide, or leave out sources it does not need"
        yield OVERFLOW.at(slide.span, message, hint=hint)


def _source(source: Source, style: Style) -> Paragraph:
    runs: tuple[SetInline, ...] = source.text.runs
    if source.link:
        runs = tuple(
            replace(run, link=source.link) if isinstance(run, Run) else run for run in runs
        )
    if source.number is not None:
        runs = (Run(f"{source.number}\u2002", RunStyle(bold=True)), *runs)
    return style.paragraph(source.text, style.level(0), runs=runs, block_id=source.key)
