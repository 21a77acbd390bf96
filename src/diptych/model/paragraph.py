"""Paragraphs as they are laid out: their runs, sizes and lines."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from diptych.diagnostics import Span
from diptych.model.density import OWN, Density
from diptych.model.geometry import Emu, Pt
from diptych.model.numbering import ARABIC, Numbering
from diptych.model.text import LineBreak, Run, SetInline
from diptych.model.theme import BOLD, REGULAR, Align, FontRole

TASK_SIGNS = ("\u2610", "\u2611")
"""The signs before a task, open or done."""


class Bullet(Struct, frozen=True, omit_defaults=True):
    """The sign or number before a list item."""

    sign: str
    """The bullet character, or the number as shown, such as `3.`."""
    color: str
    number: int | None = None
    numbering: Numbering = ARABIC
    begins: bool = False
    """Whether its item is the first of a list, rather than continuing the one before."""
    icon: str = ""
    """The name of the icon that stands for it; empty for none."""
    times: float = 1.0
    """How large that is, as a multiple of the size of its text."""

    @property
    def is_task(self) -> bool:
        """Return whether it is the box of a task."""
        return self.sign in TASK_SIGNS

    @property
    def is_label(self) -> bool:
        """Return whether it is read out: a number or a box, not a sign that catches the eye."""
        return self.number is not None or self.is_task


ParagraphKind = Literal["text", "item", "heading", "quote", "code", "term", "definition"]


class Sizes(NamedTuple):
    """The sizes in which a paragraph is set."""

    size: Pt
    line_height: Pt
    space_before: Pt


class TextLine(NamedTuple):
    """A line of a laid-out paragraph in the theme's own font."""

    start: int
    """Offset of its first character in the paragraph's runs; a forced break counts as one."""
    end: int
    """Offset after its last character; spaces at which text is broken belong to no line."""
    width: Emu
    baseline: Emu
    """Distance below the top edge of the text of its frame or cell."""


_LINE = struct.Struct("<IIqq")


def packed_lines(lines: Iterable[TextLine]) -> bytes:
    """Return lines as a paragraph keeps them."""
    return b"".join([_LINE.pack(*line) for line in lines])


class Band(NamedTuple):
    """What is behind a line of a listing, such as one that is highlighted."""

    color: str
    opacity: float


class Paragraph(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A paragraph with its final sizes and lines."""

    runs: tuple[SetInline, ...]
    size: Pt
    line_height: Pt
    """The exact distance from baseline to baseline."""
    color: str
    locale: str
    span: Span
    kind: ParagraphKind = "text"
    level: int = 0
    """Depth in a list, 0 for the first."""
    font: FontRole = "body"
    weight: int = REGULAR
    """One of `WEIGHTS`; bold text in it is heavier (`emphasised`)."""
    align: Align = "left"
    bullet: Bullet | None = None
    indent: Emu = Emu(0)
    hanging: Emu = Emu(0)
    space_before: Pt = Pt(0)
    step: int = 0
    """The step at which it appears; 0 for the start."""
    block_id: str | None = None
    token: str = ""
    """The type token in which it is set, such as `level1`."""
    floor: Pt = Pt(0)
    """The smallest size that its style has unless a slide asks for less."""
    tracking: float = 0.0
    """Additional space after each character, as a multiple of the size."""
    aside: str = ""
    """The colour of its aside; empty if it has none."""
    band: Band | None = None
    """What is behind it from edge to edge, for pages on which the shapes that show it are not."""
    tied: tuple[int, ...] = ()
    """Offsets in its runs of the no-break spaces that layout has put in place of spaces."""
    packed_lines: bytes = b""
    """Its lines once they are solved, packed since a large deck has a hundred thousand of them."""

    @property
    def bold(self) -> bool:
        """Return whether all of it is as heavy as bold text."""
        return self.weight >= BOLD

    @property
    def lines(self) -> tuple[TextLine, ...]:
        """Return its solved lines; none if it was not laid out, as in notes."""
        return tuple(map(TextLine._make, _LINE.iter_unpack(self.packed_lines)))

    @property
    def is_icons(self) -> bool:
        """Return whether it shows icons and no words, so that they have to be read out."""
        shown = [run for run in self.runs if isinstance(run, Run) and run.text.strip(" ")]
        return bool(shown) and all(run.icon for run in shown)

    @property
    def aside_weight(self) -> int:
        """Return the weight of its aside, which is never heavier than regular text."""
        return min(self.weight, REGULAR)

    @property
    def authored(self) -> tuple[SetInline, ...]:
        """Return its runs as the author wrote them, with spaces where layout has tied words."""
        if not self.tied:
            return self.runs
        runs: list[SetInline] = []
        at = 0
        for run in self.runs:
            if isinstance(run, LineBreak):
                runs.append(run)
                at += 1
                continue
            text = list(run.text)
            for tie in self.tied:
                if 0 <= tie - at < len(text):
                    text[tie - at] = " "
            runs.append(replace(run, text="".join(text)))
            at += len(text)
        return tuple(runs)

    def untied(self) -> Paragraph:
        """Return it without the ties of a layout, to be set again."""
        return replace(self, runs=self.authored, tied=())

    @property
    def line_count(self) -> int:
        """Return how many lines it has, in the theme's own font."""
        return len(self.packed_lines) // _LINE.size

    def sizes(self, density: Density = OWN) -> Sizes:
        """Return the sizes in which it is set at a density."""
        if density is OWN:
            return Sizes(self.size, self.line_height, self.space_before)
        size = density.size_of(self.token, self.size, self.floor)
        leading, air = density.leading, density.air
        return _sizes(self.size, self.line_height, self.space_before, size, leading, air)

    def solved(self, density: Density, lines: bytes, sizes: Sizes | None = None) -> Paragraph:
        """Return it at a density and with its packed lines; `sizes` are those there, if known."""
        if density is OWN:
            return replace(self, packed_lines=lines)
        size, line_height, space_before = sizes or self.sizes(density)
        return replace(
            self,
            size=size,
            line_height=line_height,
            space_before=space_before,
            indent=density.indent(self.indent) if self.indent else self.indent,
            hanging=density.indent(self.hanging) if self.hanging else self.hanging,
            packed_lines=lines,
        )

    def lowered(self, distance: Emu) -> Paragraph:
        """Return it with its lines so much further below the top edge of its text."""
        lines = (line._replace(baseline=Emu(line.baseline + distance)) for line in self.lines)
        return replace(self, packed_lines=packed_lines(lines))


@lru_cache(maxsize=1024)
def _sizes(  # noqa: PLR0917 - keywords take twice as long
    own: Pt, line_height: Pt, space_before: Pt, size: Pt, leading: float, air: float
) -> Sizes:
    if size == own and leading == air == 1:
        return Sizes(own, line_height, space_before)
    factor = size / own * leading
    space = Pt(round(space_before * factor * air, 2))
    return Sizes(size, Pt(round(line_height * factor, 2)), space)
