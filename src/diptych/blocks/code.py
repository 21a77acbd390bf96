"""A listing of source code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Annotated

from msgspec.structs import replace

from diptych.diagnostics import Span
from diptych.model.block import ShapeBlock
from diptych.model.contrast import READABLE_LARGE, contrast, is_dark, mixed
from diptych.model.geometry import Emu, Pt, emu, from_px
from diptych.model.labels import AFTER_NUMBER
from diptych.model.listing import Stage
from diptych.model.numbering import BARE
from diptych.model.paragraph import Bullet, Paragraph
from diptych.model.roles import Role
from diptych.model.setting import Setting
from diptych.model.style import Style
from diptych.model.syntax import SYNTAX_SIGNS, SyntaxRole
from diptych.model.text import PLAIN, Run, RunStyle, Text, joined_texts, literal
from diptych.model.theme import BlockStyle, Panel, StandIn, TextStyle

_INSET = from_px(16)
_RADIUS = from_px(8)
"""Of the corners of the panel, as those of boxes of diagrams."""
_TAB = 4
"""Columns from one tab stop to the next; PowerPoint's default stops are an inch apart."""
_FIGURE, _APART = 0.6, 1.2
"""The width of a figure, and the space between number and line, in em of a monospaced font."""
_TINT, _TINT_ON_DARK = 0.14, 0.2
"""How much of its colour is behind an inserted or a deleted line, and on dark panels."""
_DOT = " · "
"""Between title and tag."""
_BELOW_TITLE = 0.6
"""Space between the title and the first line, in em."""


_DRAWN = re.compile(r"[\u2500-\u259f]|^\s*[+|][-=+|]{3}")
"""What a line has that is part of a drawing, such as a tree of folders or a frame of a table."""
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
        BlockStyle("code-title", StandIn("code", times=0.8), on_panel=True),
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
        from diptych.typography.listing_text import Change, ListingText
        from diptych.typography.measured_text import set_text

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
            is_drawn=sum(_DRAWN.search(line) is not None for line in self.lines) > 1,
            changes=tuple(Change(*one) for one in self._changes(style, look)),
        )

    def _changes(
        self, style: Style, look: TextStyle
    ) -> Iterator[tuple[tuple[int, ...], str, float]]:
        """Yield the lines that were inserted and those that were deleted, if there are such.

        With them are the colour behind them, and its opacity.
        """
        for part in _CHANGES:
            lines = (at for at in range(len(self.roles)) if self._change(at) == part)
            if found := tuple(lines):
                fill = style.role(f"code-{part}") or look.color
                yield found, fill, _tint(style)

    def _change(self, index: int) -> SyntaxRole | None:
        """Return whether a line was inserted or deleted; None if neither, or a file's name."""
        pair = self.lines[max(0, index - self.lines[index].startswith("+++ ")) :][:2]
        if len(pair) > 1 and pair[0].startswith("--- ") and pair[1].startswith("+++ "):
            return None
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
        if not self.filename:
            look = replace(look, font="body")  # spaces of a monospaced face part words of Hangul
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
