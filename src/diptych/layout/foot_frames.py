"""The foot of a slide: its number, and what is the same on many slides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec.structs import replace

from diptych.diagnostics import Span
from diptych.layout.foot import FootWords
from diptych.layout.framing import framed
from diptych.layout.page_numbers import PageNumber
from diptych.model.drawn_shapes import Rectangle
from diptych.model.geometry import Emu, from_px
from diptych.model.style import Style
from diptych.model.text import Run, literal
from diptych.model.text_frame import TextFrame
from diptych.model.theme import Layout, Panel, Region, RegionRole, Theme
from diptych.typography.measured_text import MeasuredText, set_text

_TICK = from_px(28)
_TICK_GAP = from_px(6)
_SHORTEST_TICK = from_px(4)


@lru_cache(maxsize=256)
def foot_of(
    words: FootWords, layout: str, theme: Theme, locale: str
) -> tuple[TextFrame | Rectangle, ...]:
    """Return the foot that says `words` in a layout, without a number, as many slides have it.

    Some layouts have no place for some of it.
    """
    one = next((one for one in theme.all_layouts if one.name == layout), None)
    if one is None:
        return ()
    texts: tuple[tuple[RegionRole, tuple[str, ...]], ...] = (
        ("footer", (words.footer.plain,)),
        ("date", words.dates),
    )
    frames = (
        _foot_frame([Run(text) for text in ways], words.footer.span, region, theme, locale)
        for role, ways in texts
        for region in one.with_role(role)[:1]
        if any(ways)
    )
    return (*frames, *_ticks(words, one))


def _ticks(words: FootWords, layout: Layout) -> Iterator[Rectangle]:
    """Yield a tick for each section, unless they are too many for their region."""
    for region in layout.with_role("sections")[:1]:
        count = len(words.sections)
        room = region.box.width - (count - 1) * _TICK_GAP
        width = Emu(min(_TICK, room // max(1, count)))
        if width < _SHORTEST_TICK:
            return
        look = region.styles[0]
        across = count * (width + _TICK_GAP) - _TICK_GAP
        free = region.box.width - across
        start = region.box.x + {"left": 0, "center": free // 2, "right": free}[region.align]
        for place, title in enumerate(words.sections):
            is_current = place == words.current
            x = Emu(start + place * (width + _TICK_GAP))
            yield Rectangle(
                box=replace(region.box, x=x, width=width),
                region=region.name,
                panel=Panel(fill=look.color if is_current else look.rule or look.color),
                alt=title if is_current else "",
                section=title,
            )


def number_frame(
    number: PageNumber, span: Span, layout: Layout, theme: Theme, locale: str
) -> TextFrame | None:
    """Return the slide's number; None if the layout has no place for it."""
    regions = layout.with_role("number")
    if not regions or not number.shown:
        return None
    return _foot_frame([number.run], span, regions[0], theme, locale)


def _foot_frame(
    ways: Sequence[Run], span: Span, region: Region, theme: Theme, locale: str
) -> TextFrame:
    style = Style(theme=theme, region=region, locale=locale)
    return framed(_foot(ways, span, style), region, region.box)


def _foot(ways: Sequence[Run], span: Span, style: Style) -> MeasuredText:
    """Return the first way to write a line that fits, or the last cut off with an ellipsis."""
    box = style.region.box
    lines = [_line(run, span, style) for run in ways]
    fitting = (line for line in lines if line.height(box.width) <= box.height)
    measured, run = next(fitting, lines[-1]), ways[-1]
    words = run.text.split(" ")
    while measured.height(box.width) > box.height and len(words) > 1:
        words.pop()
        measured = _line(replace(run, text=" ".join(words).rstrip(",:;") + "…"), span, style)
    return measured


def _line(run: Run, span: Span, style: Style) -> MeasuredText:
    paragraph = style.paragraph(literal(run.text, span), style.level(0), runs=(run,))
    return set_text((paragraph,), style.theme)
