"""A listing of source code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Annotated

from msgspec import Struct
from msgspec.structs import replace

from diptych.diagnostics import Span
from diptych.model.block import ShapeBlock
from diptych.model.density import Density
from diptych.model.geometry import Box, Emu, Pt, emu, from_px
from diptych.model.numbering import BARE
from diptych.model.roles import Role
from diptych.model.setting import Setting
from diptych.model.shapes import Bullet, Drawing, Outline, Paragraph, Rectangle, Shape, TextFrame
from diptych.model.style import Style
from diptych.model.syntax import SYNTAX_SIGNS
from diptych.model.text import PLAIN, Run, RunStyle, Text, joined_texts, literal
from diptych.model.theme import BlockStyle, Panel, StandIn, TextStyle
from diptych.typography.framed_text import FramedText
from diptych.typography.measured_text import set_text

_INSET = from_px(16)
_TAB = 4
"""Columns from one tab stop to the next; PowerPoint's default stops are an inch apart."""
_FIGURE, _APART = 0.6, 1.2
"""The width of a figure, and the space between number and line, in em of a monospaced font."""
_BAR = from_px(4)
"""The width of the bar beside highlighted lines."""
_DOT = " · "
"""Between title and tag."""
_MARK, _MARK_LINE = 0.7, from_px(1.25)
"""The side of a mark, as a share of the inset in which it stands, and the width of its line."""
_BELOW_TITLE = 0.6
"""Space between the title and the first line, in em."""


class Stage(Struct, frozen=True):
    """Lines of a listing that are highlighted until the next stage."""

    lines: tuple[int, ...]
    """Counted from 0; none if none are highlighted."""
    step: int = 0
    """The step at which it begins; 0 for the start."""


class Code(ShapeBlock, frozen=True, kw_only=True):
    """A listing, set line by line in the monospaced font.

    In YAML:

        code:
          language: python
          highlight: 2
          text: |
            model = load("llama-2-7b")
            model.generate("Hello")

    In Markdown:

        ```{.python highlight=2}
        model = load("llama-2-7b")
        model.generate("Hello")
        ```
    """

    noun = "a listing"
    in_markdown = "own"
    is_in_notes = True
    styles = (
        BlockStyle("code", on_panel=True),
        BlockStyle("code-title", StandIn("code", times=0.8, floor=0.8), on_panel=True),
    )

    lines: tuple[str, ...]
    title: Annotated[Text, Role("title")] | None = None
    """What stands above its lines."""
    filename: str = ""
    """The name of a file above its lines, if there is no title; it is the same in all languages."""
    tag: Annotated[Text, Role("tag")] | None = None
    """What stands after the title, such as the name of its language."""
    language: str = ""
    roles: tuple[str, ...] = ()
    """The roles of each line (`model/syntax.py`); none if its language has no colours."""
    first: int | None = None
    """The number of its first line; None if lines have no numbers."""
    stages: tuple[Stage, ...] = ()
    """Which lines are highlighted, one after the other."""
    below: int = 1
    """How many lines its first line is below its span: the fence takes one."""
    start: Span | None = None
    """Where its first line is, if it is in a file of its own."""

    @property
    def steps(self) -> tuple[int, ...]:
        """Return the steps at which it changes."""
        return (self.step, *(stage.step for stage in self.stages))

    def set(self, style: Style) -> Setting:
        """Return its lines in a frame on a panel."""
        text = set_text(self._paragraphs(style), style.theme)
        region = style.region.name
        panel = Panel(fill=style.panel, inset=_INSET)
        look = style.block("code", on_panel=True)
        return ListingText(
            span=self.span,
            text=text,
            region=region,
            panel=panel,
            kept_lines=len(text.paragraphs),
            stages=self.stages if any(stage.lines for stage in self.stages) else (),
            band=style.highlight or style.ground,
            bar=style.role("accent") or text.paragraphs[0].color,
            muted=style.syntax_color("comment", look) or look.color,
            step=self.step,
            first=1 if self._heads else 0,
        )

    def _paragraphs(self, style: Style) -> Iterator[Paragraph]:
        look = style.block("code", on_panel=True)
        if self._heads:
            yield self._heading(style)
        room = self._room(look.size)
        looks = _looks(style, look) if self.roles else {}
        for index, line in enumerate(self.lines):
            text = Text(line, tuple(self._runs(index, looks)), self._line_span(index))
            made = style.paragraph(text, look, kind="code", step=self.step, block_id=self.id)
            number = self._number(index, style, look)
            if index == 0 and self._heads:
                made = replace(made, space_before=Pt(round(look.size * _BELOW_TITLE, 2)))
            yield replace(made, align="left", bullet=number, indent=room, hanging=room)

    @property
    def _heads(self) -> tuple[Text, ...]:
        """Return what stands above its lines: title or name, and tag."""
        name = literal(self.filename, self.span) if self.filename else None
        return tuple(filter(None, (self.title or name, self.tag)))

    def _heading(self, style: Style) -> Paragraph:
        look = style.block("code-title", on_panel=True)
        muted = style.syntax_color("comment", look) or look.color
        made = style.paragraph(joined_texts(self._heads, _DOT), look, step=self.step)
        return replace(made, align="left", color=muted)

    def _room(self, size: Pt) -> Emu:
        """Return the room for numbers, as wide as the longest of them."""
        if self.first is None:
            return Emu(0)
        figures = len(str(self.first + len(self.lines) - 1))
        return emu(size * (figures * _FIGURE + _APART))

    def _number(self, index: int, style: Style, look: TextStyle) -> Bullet | None:
        if self.first is None:
            return None
        number = self.first + index
        color = style.syntax_color("comment", look) or look.color
        begins = index == 0
        return Bullet(str(number), color, number, numbering=BARE, begins=begins)

    def _runs(self, index: int, looks: Mapping[str, RunStyle]) -> Iterator[Run]:
        """Yield the parts of a line in their colours; tabs become spaces.

        PowerPoint shows no number before an empty line, so one with a number has a space.
        """
        line = self.lines[index] or (" " if self.first is not None else "")
        if not self.roles or not self.roles[index].strip():
            yield Run(line.expandtabs(_TAB))
            return
        end = shown = 0
        for sign, members in groupby(self.roles[index]):
            end += len(tuple(members))
            whole = line[:end].expandtabs(_TAB)
            yield Run(whole[shown:], looks.get(sign, PLAIN))
            shown = len(whole)

    def _line_span(self, index: int) -> Span:
        if self.start is not None:
            return replace(self.start, line=self.start.line + index)
        return replace(self.span, line=self.span.line + self.below + index, column=1)


def _looks(style: Style, look: TextStyle) -> Mapping[str, RunStyle]:
    """Return how the parts of lines look, by the sign of their role, where it differs."""
    colors = {sign: style.syntax_color(role, look) for role, sign in SYNTAX_SIGNS.items()}
    return {sign: RunStyle(color=color) for sign, color in colors.items() if color}


class ListingText(FramedText, frozen=True, kw_only=True):
    """The lines of a listing, with marks where they are wrapped.

    Those that are highlighted have a band behind them, and a bar beside them.
    """

    stages: tuple[Stage, ...]
    band: str
    bar: str
    muted: str
    """The colour of marks."""
    step: int
    """The step at which the listing appears."""
    first: int
    """Which of its paragraphs is the first line."""

    def _part(self, start: int, end: int) -> FramedText:
        before = start - self.first
        here = range(start, end)
        stages = (
            Stage(
                tuple(line - max(0, before) for line in stage.lines if line + self.first in here),
                stage.step,
            )
            for stage in self.stages
        )
        return replace(
            self,
            text=self.text.part(start, end),
            stages=tuple(stages),
            first=max(0, -before),
        )

    def _draw(self, density: Density, box: Box) -> Sequence[Shape]:
        """Return the panel, the bands on it, and then the text, so that it is above both."""
        (frame,) = super()._draw(density, box)
        if not isinstance(frame, TextFrame) or frame.panel is None:
            return (frame,)
        marks = tuple(self._marks(frame))
        if not self.stages:
            return (frame, *marks)
        panel = Rectangle(
            box=box, region=self.region, panel=frame.panel, kind="panel", step=self.step
        )
        text = replace(frame, panel=Panel(inset=frame.panel.inset))
        return (panel, *self._highlights(frame), text, *marks)

    def _marks(self, frame: TextFrame) -> Iterator[Drawing]:
        """Yield a mark at the right edge of each line that goes on below, as editors have it."""
        side = round(frame.inset * _MARK)
        for index, paragraph in enumerate(frame.paragraphs):
            if index < self.first or paragraph.line_count == 1:
                continue
            top = frame.box.y + frame.inset + _height(frame.paragraphs[:index])
            top += emu(paragraph.space_before)
            for line in range(paragraph.line_count - 1):
                middle = top + emu((line + 0.5) * paragraph.line_height)
                left = frame.box.right - (frame.inset + side) // 2
                yield Drawing(
                    box=Box(Emu(left), Emu(middle - side // 2), Emu(side), Emu(side)),
                    region=self.region,
                    span=paragraph.span,
                    step=paragraph.step,
                    alt="",
                    size=(12, 12),
                    path="M 10 1 V 7 H 2 M 5 4 L 2 7 L 5 10 ",
                    outline=Outline(color=self.muted, width=_MARK_LINE),
                )

    def _highlights(self, frame: TextFrame) -> Iterator[Rectangle]:
        above = frame.paragraphs[: self.first]
        start = frame.box.y + frame.inset + _height(above)
        ends = [*(stage.step for stage in self.stages[1:]), 0]
        for stage, until in zip(self.stages, ends, strict=True):
            for top, height in _stretches(frame.paragraphs[self.first :], stage.lines):
                y = Emu(start + top)
                band = replace(frame.box, y=y, height=height)
                for box, color in ((band, self.band), (replace(band, width=_BAR), self.bar)):
                    yield Rectangle(
                        box=box,
                        region=self.region,
                        panel=Panel(fill=color),
                        kind="highlight",
                        step=stage.step,
                        until=until,
                    )


def _stretches(paragraphs: Sequence[Paragraph], lines: Sequence[int]) -> Iterator[tuple[Emu, Emu]]:
    """Yield where consecutive lines begin, below the top of the first, and how high they are."""
    for _, members in groupby(enumerate(sorted(set(lines))), key=lambda one: one[1] - one[0]):
        run = [line for _, line in members]
        top = Emu(_height(paragraphs[: run[0]]) + emu(paragraphs[run[0]].space_before))
        yield top, Emu(_height(paragraphs[: run[-1] + 1]) - top)


def _height(paragraphs: Sequence[Paragraph]) -> Emu:
    """Return the height of paragraphs below each other."""
    points = (one.space_before + one.line_count * one.line_height for one in paragraphs)
    return emu(sum(points))
