"""A listing of source code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Annotated

from msgspec import Struct
from msgspec.structs import replace

from diptych.diagnostics import Span
from diptych.model.block import ShapeBlock
from diptych.model.contrast import READABLE_LARGE, contrast, is_dark, mixed
from diptych.model.density import Density
from diptych.model.geometry import Box, Emu, Pt, emu, from_px
from diptych.model.labels import AFTER_NUMBER
from diptych.model.numbering import BARE
from diptych.model.roles import Role
from diptych.model.setting import Setting
from diptych.model.shapes import (
    Bullet,
    Drawing,
    Outline,
    Paragraph,
    Rectangle,
    Scrim,
    Shape,
    TextFrame,
)
from diptych.model.style import Style
from diptych.model.syntax import SYNTAX_SIGNS, SyntaxRole
from diptych.model.text import PLAIN, Run, RunStyle, Text, joined_texts, literal
from diptych.model.theme import BlockStyle, Panel, StandIn, TextStyle
from diptych.typography.framed_text import FramedText
from diptych.typography.measured_text import set_text

_INSET = from_px(16)
_RADIUS = from_px(8)
"""Of the corners of the panel, as those of boxes of diagrams."""
_TAB = 4
"""Columns from one tab stop to the next; PowerPoint's default stops are an inch apart."""
_FIGURE, _APART = 0.6, 1.2
"""The width of a figure, and the space between number and line, in em of a monospaced font."""
_BAR = from_px(4)
"""The width of the bar beside highlighted lines."""
_TINT, _TINT_ON_DARK = 0.14, 0.2
"""How much of its colour is behind an inserted or a deleted line, and on dark panels."""
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


class Change(Struct, frozen=True):
    """Lines of a listing that were inserted, or deleted."""

    lines: tuple[int, ...]
    """Counted from 0."""
    color: str
    """The token of the colour that is behind them, as opaque as `opacity` says."""
    opacity: float


_CHANGES: tuple[SyntaxRole, ...] = ("inserted", "deleted")


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
    counted_as = ("listing",)
    number_in = "title"

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
        panel = Panel(fill=style.panel, inset=_INSET, radius=_RADIUS)
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
            changes=tuple(self._changes(style, look)),
        )

    def _changes(self, style: Style, look: TextStyle) -> Iterator[Change]:
        """Yield the lines that were inserted and those that were deleted, if there are such."""
        for part in _CHANGES:
            lines = (at for at in range(len(self.roles)) if self._change(at) == part)
            if found := tuple(lines):
                fill = style.role(f"code-{part}") or look.color
                yield Change(found, fill, _tint(style))

    def _change(self, index: int) -> SyntaxRole | None:
        """Return whether a line was inserted or deleted; None if neither."""
        signs = set(self.roles[index]) if self.roles else set()
        return next((part for part in _CHANGES if signs == {SYNTAX_SIGNS[part]}), None)

    def _paragraphs(self, style: Style) -> Iterator[Paragraph]:
        look = style.block("code", on_panel=True)
        if self._heads:
            yield self._heading(style)
        room = self._room(look.size)
        looks = _looks(style, look) if self.roles else {}
        changed = _change_looks(style, look) if self.roles else {}
        for index, line in enumerate(self.lines):
            text = Text(line, tuple(self._runs(index, looks, changed)), self._line_span(index))
            made = style.paragraph(text, look, kind="code", step=self.step, block_id=self.id)
            number = self._number(index, style, look)
            if index == 0 and self._heads:
                made = replace(made, space_before=Pt(round(look.size * _BELOW_TITLE, 2)))
            yield replace(made, align="left", bullet=number, indent=room, hanging=room)

    @property
    def _heads(self) -> tuple[Text, ...]:
        """Return what stands above its lines: title or name, and tag."""
        title = self.title
        if self.filename and (title is None or not title.source):
            name = literal(self.filename, self.span)
            title = joined_texts((title, name), AFTER_NUMBER) if title is not None else name
        return tuple(filter(None, (title, self.tag)))

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

    def _runs(
        self,
        index: int,
        looks: Mapping[str, RunStyle],
        changed: Mapping[SyntaxRole, RunStyle],
    ) -> Iterator[Run]:
        """Yield the parts of a line in their colours; tabs become spaces.

        PowerPoint shows no number before an empty line, so one with a number has a space. Of lines
        that were inserted or deleted only the sign has a colour, as what is behind them has it.
        """
        line = self.lines[index] or (" " if self.first is not None else "")
        if (change := self._change(index)) is not None:
            yield Run(line[:1], changed[change])
            yield Run(line[1:].expandtabs(_TAB))
            return
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


def _change_looks(style: Style, look: TextStyle) -> Mapping[SyntaxRole, RunStyle]:
    """Return how the signs of changed lines look, in their colour where it can be read there."""
    colors, behind = style.theme.colors, style.panel or style.ground
    found: dict[SyntaxRole, RunStyle] = {}
    for part in _CHANGES:
        token = style.role(f"code-{part}")
        is_known = token in colors and behind in colors
        below = mixed(colors[behind].value, colors[token].value, _tint(style)) if is_known else ""
        is_clear = is_known and contrast(colors[token].value, below) >= READABLE_LARGE
        found[part] = RunStyle(bold=True, color=token if is_clear else look.color)
    return found


def _tint(style: Style) -> float:
    """Return how much of its colour is behind a changed line."""
    behind = style.theme.colors.get(style.panel or style.ground)
    return _TINT_ON_DARK if behind is not None and is_dark(behind.value) else _TINT


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
    changes: tuple[Change, ...] = ()

    def _part(self, start: int, end: int) -> FramedText:
        before = start - self.first
        here = range(start, end)

        def kept(lines: Sequence[int]) -> tuple[int, ...]:
            return tuple(line - max(0, before) for line in lines if line + self.first in here)

        return replace(
            self,
            text=self.text.part(start, end),
            stages=tuple(replace(stage, lines=kept(stage.lines)) for stage in self.stages),
            first=max(0, -before),
            changes=tuple(replace(change, lines=kept(change.lines)) for change in self.changes),
        )

    def _draw(self, density: Density, box: Box) -> Sequence[Shape]:
        """Return the panel, the bands on it, and then the text, so that it is above both."""
        (frame,) = super()._draw(density, box)
        if not isinstance(frame, TextFrame) or frame.panel is None:
            return (frame,)
        marks = tuple(self._marks(frame))
        if not self.stages and not self.changes:
            return (frame, *marks)
        panel = Rectangle(
            box=box, region=self.region, panel=frame.panel, kind="panel", step=self.step
        )
        text = replace(frame, panel=Panel(inset=frame.panel.inset))
        return (panel, *self._tints(frame), *self._highlights(frame), text, *marks)

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

    def _tints(self, frame: TextFrame) -> Iterator[Rectangle]:
        """Yield what is behind the lines that were inserted or deleted."""
        for change in self.changes:
            for band in self._bands(frame, change.lines):
                yield Rectangle(
                    box=band,
                    region=self.region,
                    panel=Panel(fill=change.color),
                    scrim=Scrim(opacity=change.opacity),
                    kind="highlight",
                    step=self.step,
                )

    def _bands(self, frame: TextFrame, lines: Sequence[int]) -> Iterator[Box]:
        """Yield the boxes behind lines, one for those that follow each other."""
        above = frame.paragraphs[: self.first]
        start = frame.box.y + frame.inset + _height(above)
        for top, height in _stretches(frame.paragraphs[self.first :], lines):
            yield replace(frame.box, y=Emu(start + top), height=height)

    def _highlights(self, frame: TextFrame) -> Iterator[Rectangle]:
        ends = [*(stage.step for stage in self.stages[1:]), 0]
        for stage, until in zip(self.stages, ends, strict=False):
            for band in self._bands(frame, stage.lines):
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
