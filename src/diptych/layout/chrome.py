"""The parts of a slide around its body: title, kicker, sources, footer, slide number."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from msgspec.structs import replace

from diptych.diagnostics import Diagnostic, Span
from diptych.layout.diagnostic_kinds import NO_PLACE, OVERFLOW, TITLE_OVERFLOW
from diptych.model.deck import Slide, Source
from diptych.model.density import OWN, Density
from diptych.model.geometry import EMU_PER_PT, Box, Emu, Pt
from diptych.model.shapes import Paragraph, TextFrame
from diptych.model.style import Style
from diptych.model.text import Run, RunStyle, SetInline, Text, literal
from diptych.model.theme import Layout, Region, RegionRole, TextStyle, Theme
from diptych.typography.measured_text import MeasuredText, set_text

Found = tuple[Diagnostic, ...]


def title_frames(
    slide: Slide, layout: Layout, theme: Theme, locale: str
) -> tuple[tuple[TextFrame, ...], Found]:
    """Return the frames of title and kicker, each at the largest size at which it fits."""
    shown: tuple[tuple[RegionRole, Text | None], ...] = (
        ("title", slide.title if slide.show_title else None),
        ("kicker", slide.kicker),
    )
    frames: list[TextFrame] = []
    found: list[Diagnostic] = []
    for role, text in shown:
        if text is None or text.is_empty:
            continue
        regions = layout.with_role(role)
        if not regions:
            found.append(_no_place(role, text, layout))
            continue
        measured, density = _headline(text, regions[0], theme, locale)
        frames.append(_frame(measured, regions[0], regions[0].box, density))
        found += _too_long(role, text, measured, density, regions[0].box)
    return tuple(frames), tuple(found)


def _no_place(role: str, text: Text, layout: Layout) -> Diagnostic:
    message = f"layout `{layout.name}` has no place for a {role}"
    another = f"choose another layout, or leave the {role} out"
    hint = "set `show_title: false`, or choose another layout" if role == "title" else another
    return NO_PLACE.at(text.span, message, hint=hint)


def _headline(
    text: Text, region: Region, theme: Theme, locale: str
) -> tuple[MeasuredText, Density]:
    """Return a headline and the largest size at which it fits, or else the smallest permitted."""
    look = region.styles[0]
    style = Style(theme=theme, region=region, locale=locale)
    measured = set_text((style.paragraph(text, look),), theme)
    sized = [Density(sizes={look.name: size}) for size in _sizes(look)]
    width, height = region.box.width, region.box.height
    fitting = (one for one in sized if measured.height(width, one) <= height)
    return measured, next(fitting, sized[-1])


def _sizes(look: TextStyle) -> Iterator[Pt]:
    """Yield the sizes that a headline may have, in steps of one point, largest first."""
    for step in range(max(0, math.floor(look.size - look.floor)) + 1):
        yield Pt(look.size - step)


def _too_long(
    role: str, text: Text, measured: MeasuredText, density: Density, box: Box
) -> Iterator[Diagnostic]:
    excess = measured.height(box.width, density) - box.height
    if excess > 0:
        size, line_height, _ = measured.paragraphs[0].sizes(density)
        over = math.ceil(excess / EMU_PER_PT / line_height)
        count = "1 line" if over == 1 else f"{over} lines"
        message = f"{role} overflows by {count} at {size:g} pt"
        yield TITLE_OVERFLOW.at(text.span, message, hint=f"shorten the {role}")


def source_frame(slide: Slide, layout: Layout, theme: Theme, locale: str) -> TextFrame | None:
    """Return the frame of the slide's sources, at the bottom of its region."""
    regions = layout.with_role("sources")
    if not slide.sources or not regions:
        return None
    region = regions[0]
    style = Style(theme=theme, region=region, locale=locale)
    measured = set_text((_source(source, style) for source in slide.sources), theme)
    height = measured.height(region.box.width)
    return _frame(measured, region, region.box.rows(Emu(region.box.bottom - height), height))


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


class PageNumber(NamedTuple):
    """The position of a slide in its talk, and the number that it shows."""

    number: int
    shown: str

    @property
    def run(self) -> Run:
        """Return the number as a field, or as plain text if it is not the page's number."""
        counts = self.shown == str(self.number)
        return Run(self.shown, role="slide-number" if counts else "")


def page_numbers(slides: Iterable[Slide]) -> Iterator[PageNumber]:
    """Yield the number of each slide; backups are counted separately: B1, B2."""
    ordinary = backups = 0
    for slide in slides:
        if slide.backup:
            backups += 1
        else:
            ordinary += 1
        shown = f"B{backups}" if slide.backup else str(ordinary)
        yield PageNumber(ordinary + backups, shown)


class Feet(NamedTuple):
    """The footer of a talk's slides, made once for all of them."""

    span: Span
    """The span of its text."""
    frames: Mapping[str, TextFrame]
    """Its frames by layout name; some layouts have no place for it."""


def feet_of(foot: Text, theme: Theme, locale: str) -> Feet:
    """Return the footer `foot` for each layout of a theme."""
    run = Run(foot.plain)
    frames = {
        layout.name: _foot_frame(run, foot.span, region, theme, locale)
        for layout in theme.all_layouts
        for region in layout.with_role("footer")[:1]
        if run.text
    }
    return Feet(foot.span, frames)


def number_frame(
    number: PageNumber, span: Span, layout: Layout, theme: Theme, locale: str
) -> TextFrame | None:
    """Return the slide's number; None if the layout has no place for it."""
    regions = layout.with_role("number")
    if not regions or not number.shown:
        return None
    return _foot_frame(number.run, span, regions[0], theme, locale)


def _foot_frame(run: Run, span: Span, region: Region, theme: Theme, locale: str) -> TextFrame:
    style = Style(theme=theme, region=region, locale=locale)
    return _frame(_foot(run, span, style), region, region.box)


def _foot(run: Run, span: Span, style: Style) -> MeasuredText:
    """Return a line of the footer, cut off with an ellipsis if it is too long."""
    box = style.region.box
    measured = _line(run, span, style)
    words = run.text.split(" ")
    while measured.height(box.width) > box.height and len(words) > 1:
        words.pop()
        measured = _line(replace(run, text=" ".join(words).rstrip(",:;") + "…"), span, style)
    return measured


def _line(run: Run, span: Span, style: Style) -> MeasuredText:
    paragraph = style.paragraph(literal(run.text, span), style.level(0), runs=(run,))
    return set_text((paragraph,), style.theme)


def _frame(measured: MeasuredText, region: Region, box: Box, density: Density = OWN) -> TextFrame:
    return TextFrame(
        box=box,
        paragraphs=measured.solved(box.width, density),
        role=region.role,
        region=region.name,
        anchor=region.anchor,
    )
