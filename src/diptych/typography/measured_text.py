"""Paragraphs one below another, measured once and good for any width and scale."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from diptych.model.geometry import Emu, Pt
from diptych.model.shapes import Paragraph
from diptych.model.theme import Theme
from diptych.typography.measure import (
    Ruler,
    count,
    measured,
    own_ruler,
    room_for,
    stretches,
    substitute_ruler,
    text_height,
    width_for,
)
from diptych.typography.measured_line import MeasuredLine
from diptych.typography.script import has_hangul

MARGINS = {"latin": 0.01, "hangul": 0.04}
"""Share of a line kept free for renderers that set text wider than a browser does."""

SEAM = 0.25
"""What LibreOffice puts between Hangul and Latin text, in em; too much for a margin of 4 % where a
line is short."""


class Measured(NamedTuple):
    """The text of one paragraph in em, in every font that it may be shown in."""

    own: list[MeasuredLine]
    """In the theme's own font."""
    substitute: list[MeasuredLine]
    """In what replaces it where it is not installed."""
    margin: float
    ample: float
    """Where there is as much room, no strip is too long, as can be told without measuring it."""

    def shown(self, size: Pt, width: Emu) -> int:
        """Return how many lines a browser shows."""
        room = room_for(size, width)
        return len(self.own) if room >= self.ample else count(self.own, room)

    def needed(self, size: Pt, width: Emu) -> int:
        """Return the most lines it takes in any font or renderer that may show it."""
        room = room_for(size, width)
        if room >= self.ample:
            return len(self.own)
        return max(count(self.own, room * (1 - self.margin)), count(self.substitute, room))

    @property
    def whole(self) -> float:
        """Return the room, in em, in which no line is broken but by the author, in any program."""
        lines = (strip.text for strip in self.own)
        widths = [strip.width for strip in self.own], [strip.width for strip in self.substitute]
        return self._ample(*widths) + _seams(lines)

    @property
    def longest_word(self) -> float:
        """Return the room, in em, in which no word is parted, in any program."""
        words = (word for strip in self.own for word in strip.text.split())
        own = [strip.widest_word for strip in self.own]
        return self._ample(own, [strip.widest_word for strip in self.substitute]) + _seams(words)

    def _ample(self, own: list[float], substitute: list[float]) -> float:
        return max(max(own) / (1 - self.margin), *substitute)


def _seams(texts: Iterable[str]) -> float:
    """Return what LibreOffice adds to the longest of `texts`, in em."""
    return SEAM * max(map(_count_seams, texts), default=0)


def _count_seams(text: str) -> int:
    """Return how often Hangul and what is none, but no space, meet."""
    if text.isascii():
        return 0
    kinds = [" " if c.isspace() else "h" if "가" <= c <= "힣" else "o" for c in text]
    return sum({one, other} == {"h", "o"} for one, other in pairwise(kinds))


class MeasuredText(Struct, frozen=True):
    """Paragraphs one below another; widths are those of their frame."""

    paragraphs: tuple[Paragraph, ...]
    texts: tuple[Measured, ...]

    def scaled(self, scale: float) -> MeasuredText:
        """Return it with all type `scale` times as large."""
        return MeasuredText(tuple(p.scaled(scale) for p in self.paragraphs), self.texts)

    def shown(self, width: Emu, scale: float = 1.0) -> tuple[int, ...]:
        """Return how many lines of each paragraph a browser shows, at `scale`."""
        return tuple(
            text.shown(paragraph.sizes(scale).size, Emu(width - paragraph.indent))
            for paragraph, text in zip(self.paragraphs, self.texts, strict=True)
        )

    def needed(self, width: Emu, scale: float = 1.0) -> tuple[int, ...]:
        """Return the most lines that each paragraph takes, at `scale`, wherever it is shown."""
        return tuple(
            text.needed(paragraph.sizes(scale).size, Emu(width - paragraph.indent))
            for paragraph, text in zip(self.paragraphs, self.texts, strict=True)
        )

    def natural(self, scale: float = 1.0) -> Emu:
        """Return the least width at which no line is broken but by the author, at `scale`."""
        return self._widest([text.whole for text in self.texts], scale)

    def narrowest(self, scale: float = 1.0) -> Emu:
        """Return the least width at which no word is parted, at `scale`."""
        return self._widest([text.longest_word for text in self.texts], scale)

    def _widest(self, rooms: list[float], scale: float) -> Emu:
        widths = (
            paragraph.indent + width_for(paragraph.sizes(scale).size, room)
            for paragraph, room in zip(self.paragraphs, rooms, strict=True)
        )
        return Emu(max(widths, default=0))

    def height(self, width: Emu, scale: float = 1.0) -> Emu:
        """Return how high that makes it."""
        sizes = [paragraph.sizes(scale) for paragraph in self.paragraphs]
        return text_height(sizes, self.needed(width, scale))


def set_text(paragraphs: Iterable[Paragraph], theme: Theme) -> MeasuredText:
    """Return `paragraphs` measured; the first has no space above it."""
    own, substitute = own_ruler(theme), substitute_ruler(theme)
    setting = list(paragraphs)
    if setting and setting[0].space_before:
        setting[0] = replace(setting[0], space_before=Pt(0))
    return MeasuredText(tuple(setting), tuple(_measured(p, own, substitute) for p in setting))


def _measured(paragraph: Paragraph, own_fonts: Ruler, other_fonts: Ruler) -> Measured:
    lines = stretches(paragraph)
    keeps_indent = paragraph.kind == "code"
    own = measured(lines, own_fonts, keeps_indent=keeps_indent)
    substitute = measured(lines, other_fonts, keeps_indent=keeps_indent)
    is_hangul = any(has_hangul(stretch.text) for line in lines for stretch in line)
    margin = MARGINS["hangul" if is_hangul else "latin"]
    lengths = [strip.at_most() / (1 - margin) for strip in own]
    lengths += [strip.at_most() for strip in substitute]
    return Measured(own, substitute, margin, ample=max(lengths))
