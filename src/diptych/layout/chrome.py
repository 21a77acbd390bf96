"""What stands around a slide's body: title, kicker, sources, talk title, slide number."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

from diptych.diagnostics import Diagnostic, Span
from diptych.layout.faults import TITLE_OVERFLOW
from diptych.model.deck import Slide, Source
from diptych.model.geometry import EMU_PER_PT, Box, Emu, Pt
from diptych.model.shapes import Paragraph, TextFrame
from diptych.model.style import Style
from diptych.model.text import Run, RunStyle, SetInline, Text, literal
from diptych.model.theme import Layout, Region, RegionRole, Theme
from diptych.typography.measure import count_lines, needed_lines, own_ruler, text_height


def title_frames(
    slide: Slide, layout: Layout, theme: Theme, locale: str
) -> tuple[tuple[TextFrame, ...], tuple[Diagnostic, ...]]:
    """Return the frames of kicker and title, each at the largest size at which it fits."""
    frames: list[TextFrame] = []
    found: list[Diagnostic] = []
    shown: tuple[tuple[RegionRole, Text | None], ...] = (
        ("title", slide.title if slide.show_title else None),
        ("kicker", slide.kicker),
    )
    for role, text in shown:
        regions = layout.with_role(role)
        if text is None or text.is_empty:
            continue
        if not regions:
            found.append(_no_region(role, text, layout))
            continue
        frame, over = _headline(text, regions[0], theme, locale)
        frames.append(frame)
        if over:
            found.append(_too_long(role, text, over, frame.paragraphs[0].size))
    return tuple(frames), tuple(found)


def _no_region(role: str, text: Text, layout: Layout) -> Diagnostic:
    message = f"layout `{layout.name}` has no place for a {role}"
    hint = "set `show_title: false`, or choose another layout" if role == "title" else None
    return TITLE_OVERFLOW.at(text.span, message, hint=hint)


def _too_long(role: str, text: Text, over: int, size: Pt) -> Diagnostic:
    count = "1 line" if over == 1 else f"{over} lines"
    message = f"{role} overflows by {count} at {size:g} pt"
    return TITLE_OVERFLOW.at(text.span, message, hint=f"shorten the {role}")


def _headline(text: Text, region: Region, theme: Theme, locale: str) -> tuple[TextFrame, int]:
    """Return the frame of a headline and by how many lines it is too high for its box."""
    look = region.styles[0]
    style = Style(theme=theme, region=region, locale=locale)
    size = look.size
    while True:
        paragraph = style.paragraph(text, replace(look, size=size))
        needed = needed_lines(paragraph, region.box.width, theme)
        excess = text_height((paragraph,), (needed,)) - region.box.height
        if excess <= 0 or size - 1 < look.floor:
            break
        size = Pt(size - 1)
    over = math.ceil(excess / EMU_PER_PT / paragraph.pitch) if excess > 0 else 0
    return _frame((paragraph,), region, region.box, theme), over


def source_frame(slide: Slide, layout: Layout, theme: Theme, locale: str) -> TextFrame | None:
    """Return the frame of the slide's sources, standing on the lower edge of its region."""
    regions = layout.with_role("sources")
    if not slide.sources or not regions:
        return None
    region = regions[0]
    style = Style(theme=theme, region=region, locale=locale)
    paragraphs = tuple(_source(source, style) for source in slide.sources)
    needed = [needed_lines(paragraph, region.box.width, theme) for paragraph in paragraphs]
    height = text_height(paragraphs, needed)
    box = Box(region.box.x, Emu(region.box.bottom - height), region.box.width, height)
    return _frame(paragraphs, region, box, theme)


def _source(source: Source, style: Style) -> Paragraph:
    runs: tuple[SetInline, ...] = source.text.runs
    if source.link:
        runs = tuple(replace(run, link=source.link) if isinstance(run, Run) else run for run in runs)
    if source.number is not None:
        runs = (Run(f"{source.number}\u2002", RunStyle(bold=True)), *runs)
    return style.paragraph(source.text, style.level(0), runs=runs, block_id=source.key)


def foot_frames(
    title: str, number: int, layout: Layout, theme: Theme, locale: str, span: Span
) -> Iterator[TextFrame]:
    """Yield the talk's title and the slide's number where the layout has them."""
    contents: tuple[tuple[RegionRole, Run], ...] = (
        ("footer", Run(title)),
        ("number", Run(str(number), role="slide-number")),
    )
    for role, run in contents:
        for region in layout.with_role(role)[:1]:
            style = Style(theme=theme, region=region, locale=locale)
            paragraph = style.paragraph(literal(run.text, span), style.level(0), runs=(run,))
            yield _frame((paragraph,), region, region.box, theme)


def _frame(
    paragraphs: tuple[Paragraph, ...], region: Region, box: Box, theme: Theme
) -> TextFrame:
    ruler = own_ruler(theme)
    first = replace(paragraphs[0], space_before=Pt(0))
    return TextFrame(
        box=box,
        paragraphs=(first, *paragraphs[1:]),
        lines=tuple(count_lines(paragraph, box.width, ruler) for paragraph in paragraphs),
        role=region.role,
        region=region.name,
        anchor=region.anchor,
    )
