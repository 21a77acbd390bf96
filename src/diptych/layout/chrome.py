"""The parts of a slide around its body: title, kicker, sources, and what is at its foot."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from diptych.diagnostics import Diagnostic, Span
from diptych.layout.diagnostic_kinds import NO_PLACE, OVERFLOW, SMALL_TITLE, TITLE_OVERFLOW
from diptych.layout.display import balanced, sizes_of
from diptych.layout.foot import FootWords
from diptych.layout.page_numbers import PageNumber
from diptych.model.deck import Slide, Source
from diptych.model.density import OWN, Density
from diptych.model.drawn_shapes import Rectangle
from diptych.model.geometry import EMU_PER_PT, EMU_PER_PX, Box, Emu, Pt, emu, from_px
from diptych.model.grounds import ground_in
from diptych.model.paragraph import Paragraph
from diptych.model.style import Style
from diptych.model.text import Run, RunStyle, SetInline, Text, literal
from diptych.model.text_frame import TextFrame
from diptych.model.theme import Layout, Panel, Region, RegionRole, TextStyle, Theme
from diptych.typography.measured_text import MeasuredText, set_text

Found = tuple[Diagnostic, ...]

_GUTTER = from_px(24)
"""Between the columns of sources."""
_MOST_COLUMNS = 4
_HAIR = emu(0.1)
"""Less than this is rounding."""

_LEAST_TITLE = 0.65
"""How far below the floor of its style a title may be set, as a share of that."""
_HIDING = "set `show_title: false`, after a heading `{show_title=false}`, or choose another layout"


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
        mark = slide.mark if role == "title" else ""
        headline = _headline(text, regions[0], layout, theme, locale, mark)
        frames.append(headline.frame)
        found += headline.found
    return tuple(frames), tuple(found)


def _no_place(role: str, text: Text, layout: Layout) -> Diagnostic:
    message = f"layout `{layout.name}` has no place for a {role}"
    another = f"choose another layout, or leave the {role} out"
    hint = _HIDING if role == "title" else another
    return NO_PLACE.at(text.span, message, hint=hint)


class _Headline(Struct, frozen=True):
    frame: TextFrame
    found: Found


def _headline(  # noqa: PLR0917 - of one function only
    text: Text, region: Region, layout: Layout, theme: Theme, locale: str, mark: str
) -> _Headline:
    """Return a title or kicker in its frame, with a `mark` on the same line as its last word.

    Titles have the same size on all slides, so one that takes a second line makes its box higher.
    Only one that would need a third is set smaller, at the floor of its style, and so is one that
    its mark alone would give another line. Where the box is made for several lines, as on a cover,
    or a line of the layout is in the way of a second one, the largest size is taken at which the
    title fits. A title that does not fit at the floor is set below it, with a warning, if that is
    enough. No word is broken if another size keeps it whole.
    """
    look = region.styles[0]
    ground = ground_in(region, layout)
    style = Style(theme=theme, region=region, locale=locale, ground=ground, mode=layout.mode)
    bare = set_text((style.paragraph(text, look),), theme)
    measured = set_text((style.paragraph(_marked(text, mark), look),), theme) if mark else bare
    width, (paragraph,) = region.box.width, measured.paragraphs
    two_lines = emu(2 * paragraph.line_height)
    grows = region.role == "title" and region.box.height < two_lines
    grows = grows and not _is_in_the_way(layout, region.box, two_lines)

    def room(density: Density) -> Emu:
        two = emu(2 * paragraph.sizes(density).line_height)
        return Emu(max(region.box.height, two)) if grows else region.box.height

    usual = tuple(dict.fromkeys((look.size, look.floor)) if grows else sizes_of(look))
    sizes = (*usual, *_below(look)) if region.role == "title" else usual
    sized = [Density(sizes={look.name: size}) for size in sizes]

    def best(among: Iterable[Density]) -> Density | None:
        """Return the first at which it fits without a broken word, or else at which it fits."""
        fitting = None
        for one in among:
            if measured.height(width, one) <= room(one):
                fitting = fitting or one
                if measured.keeps_words(width, one):
                    return one
        return fitting

    density = best(sized) or sized[len(usual) - 1]
    if mark:
        lines = _lines(bare, width, sized[0])
        whole = best(one for one in sized[: len(usual)] if _lines(measured, width, one) <= lines)
        breaks_words = whole is not None and not measured.keeps_words(width, whole)
        if whole is not None and not (breaks_words and measured.keeps_words(width, density)):
            density = whole
    height = Emu(min(measured.height(width, density), room(density)))
    box = region.box.rows(region.box.y, Emu(max(region.box.height, height)))
    slack = balanced(measured, width, density) if region.role == "title" else Emu(0)
    frame = _frame(measured, region, box, density, slack)
    found = list(_too_long(region.role, text, measured, density, width, room(density)))
    is_small = sized.index(density) >= (1 if grows and not mark else len(usual))
    if is_small and not found:
        is_of_two = grows and _lines(measured, width, density) <= 2  # noqa: PLR2004 - as said
        place = "two lines" if is_of_two else "its place"
        is_one_word = not measured.keeps_words(width, sized[0])
        place = "a line without breaking a word" if is_one_word else place
        found.append(_smaller(text, measured, density, place))
    return _Headline(frame, tuple(found))


def _is_in_the_way(layout: Layout, title: Box, height: Emu) -> bool:
    """Return whether a title as high as `height` would cover a decoration that is below its box."""
    grown = title.rows(title.y, height)
    below = (one.box for one in layout.decorations if one.box.y >= title.bottom)
    return any(grown.meets(box) for box in below)


def _marked(text: Text, mark: str) -> Text:
    return replace(text, inlines=(*text.inlines, Run(mark.replace(" ", "\u00a0"), role="aside")))


def _lines(measured: MeasuredText, width: Emu, density: Density) -> int:
    return sum(one.line_count for one in measured.solved(width, density))


def _smaller(text: Text, measured: MeasuredText, density: Density, room: str) -> Diagnostic:
    size, *_ = measured.paragraphs[0].sizes(density)
    usual = measured.paragraphs[0].size
    message = (
        f"the title is set at {size:g} pt instead of {usual:g} pt, as it is too long for {room}"
    )
    return SMALL_TITLE.at(text.span, message, hint="shorten the title")


def _below(look: TextStyle) -> Iterator[Pt]:
    """Yield sizes below the floor, in steps of one point, for titles that fit at none above."""
    for size in range(math.ceil(look.floor) - 1, math.floor(look.floor * _LEAST_TITLE), -1):
        yield Pt(size)


def _too_long(  # noqa: PLR0917 - of one function only
    role: str, text: Text, measured: MeasuredText, density: Density, width: Emu, room: Emu
) -> Iterator[Diagnostic]:
    excess = measured.height(width, density) - room
    if excess > 0:
        size, line_height, _ = measured.paragraphs[0].sizes(density)
        over = math.ceil(excess / EMU_PER_PT / line_height)
        count = "1 line" if over == 1 else f"{over} lines"
        message = f"{role} overflows by {count} at {size:g} pt"
        yield TITLE_OVERFLOW.at(text.span, message, hint=f"shorten the {role}")


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


_TICK = from_px(28)
_TICK_GAP = from_px(6)
_SHORTEST_TICK = from_px(4)


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
    return _frame(_foot(ways, span, style), region, region.box)


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


def _frame(
    measured: MeasuredText,
    region: Region,
    box: Box,
    density: Density = OWN,
    slack: Emu = Emu(0),
) -> TextFrame:
    return TextFrame(
        box=box,
        slack=slack,
        paragraphs=measured.solved(Emu(box.width - slack), density),
        role=region.role,
        region=region.name,
        anchor=region.anchor,
    )
