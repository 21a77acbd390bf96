"""The labels of charts, measured in every font in which they may be shown."""

from __future__ import annotations

import math
from functools import lru_cache

from msgspec import Struct

from diptych.diagnostics import Span
from diptych.model.density import Density
from diptych.model.geometry import PX_PER_PT, Pt, from_px, to_px
from diptych.model.paragraph import Paragraph
from diptych.model.style import Style
from diptych.model.text import Run, literal
from diptych.model.theme import BOLD, FontRole, TextStyle, Theme
from diptych.typography.measure import own_ruler, width_for
from diptych.typography.measured_text import set_text

_NOWHERE = Span("", 1)
GAP = 0.5
"""The space between a label and what it belongs to, in em."""


class _Room(Struct, frozen=True):
    """The room that a label needs, in em."""

    whole: float
    longest_word: float


class Letters(Struct, frozen=True, kw_only=True):
    """Sets labels in the style of a theme, at a density. Lengths are in CSS pixels."""

    style: Style
    look: TextStyle
    density: Density
    span: Span
    most: float = math.inf
    """The largest size that they may have."""

    @property
    def size(self) -> Pt:
        """Return the size of labels."""
        return Pt(min(self._own_size, self.most))

    @property
    def _own_size(self) -> Pt:
        return self.density.size_of(self.look.name, self.look.size, self.look.floor)

    @property
    def _share(self) -> float:
        """Return the size of labels as a share of that which the theme gives them."""
        return self.size / self._own_size

    @property
    def em(self) -> float:
        """Return the size of labels in pixels."""
        return self.size * PX_PER_PT

    @property
    def line(self) -> float:
        """Return the distance of two lines."""
        own = self._paragraph("").sizes(self.density).line_height
        return own * PX_PER_PT * self._share

    @property
    def gap(self) -> float:
        """Return the space between a label and what it belongs to."""
        return self.em * GAP

    def width(self, text: str, *, is_bold: bool = False) -> float:
        """Return how wide a label is at most, in any font."""
        if not text:
            return 0.0
        return to_px(width_for(self.size, self._room(text, is_bold=is_bold).whole))

    def longest_word(self, text: str) -> float:
        """Return how wide the longest word of a label is at most."""
        return to_px(width_for(self.size, self._room(text).longest_word)) if text else 0.0

    def lines(self, text: str, room: float) -> tuple[str, ...]:
        """Return the lines of a label where it has some room."""
        if not text:
            return ()
        if self.width(text) <= room:
            return (text,)
        own = set_text((self._paragraph(text),), self.style.theme)
        (solved,) = own.solved(from_px(max(1.0, room / self._share)), self.density)
        words = "".join(run.text for run in solved.runs if isinstance(run, Run))
        return tuple(words[line.start : line.end] for line in solved.lines)

    def baseline(self, middle: float) -> float:
        """Return where the baseline of a line is whose middle is at `middle`."""
        rise = own_ruler(self.style.theme).rise(self.look.font, self.look.weight)
        return middle + rise * self.em

    def _paragraph(self, text: str) -> Paragraph:
        return self.style.paragraph(literal(text, self.span), self.look)

    def _room(self, text: str, *, is_bold: bool = False) -> _Room:
        look, style = self.look, self.style
        script = "hangul" if style.locale.startswith("ko") else "latin"
        weight = BOLD if is_bold else look.weight
        return _measured(text, look.font, weight, look.tracking.get(script, 0.0), style.theme)


@lru_cache(maxsize=8192)
def _measured(text: str, font: FontRole, weight: int, tracking: float, theme: Theme) -> _Room:
    """Return the room of a label: a chart is fitted to many widths and densities."""
    paragraph = Paragraph(
        runs=(Run(text),),
        size=Pt(1),
        line_height=Pt(1),
        color="",
        locale="",
        span=_NOWHERE,
        font=font,
        weight=weight,
        tracking=tracking,
    )
    (own,) = set_text((paragraph,), theme).texts
    return _Room(own.whole, own.longest_word)
