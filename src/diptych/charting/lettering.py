"""The labels of charts, measured in every font in which they may be shown."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from diptych.diagnostics import Span
from diptych.model.density import Density
from diptych.model.geometry import PX_PER_PT, Pt, from_px, to_px
from diptych.model.style import Style
from diptych.model.text import literal
from diptych.model.theme import BOLD, TextStyle
from diptych.typography.measure import own_ruler, width_for
from diptych.typography.measured_text import MeasuredText, set_text


class Letters(Struct, frozen=True, kw_only=True):
    """Sets labels in the style of a theme, at a density. Lengths are in CSS pixels."""

    style: Style
    look: TextStyle
    density: Density
    span: Span

    @property
    def size(self) -> Pt:
        """Return the size of labels."""
        return self.density.size_of(self.look.name, self.look.size, self.look.floor)

    @property
    def em(self) -> float:
        """Return the size of labels in pixels."""
        return self.size * PX_PER_PT

    @property
    def line(self) -> float:
        """Return the distance of two lines."""
        paragraph = self.style.paragraph(literal("", self.span), self.look)
        return paragraph.sizes(self.density).line_height * PX_PER_PT

    @property
    def gap(self) -> float:
        """Return the space between a label and what it belongs to."""
        return self.em * 0.5

    def width(self, text: str, *, is_bold: bool = False) -> float:
        """Return how wide a label is at most, in any font."""
        if not text:
            return 0.0
        return to_px(width_for(self.size, self._set(text, is_bold=is_bold).texts[0].whole))

    def longest_word(self, text: str) -> float:
        """Return how wide the longest word of a label is at most."""
        return to_px(width_for(self.size, self._set(text).texts[0].longest_word)) if text else 0.0

    def lines(self, text: str, room: float) -> tuple[str, ...]:
        """Return the lines of a label where it has some room."""
        if not text:
            return ()
        (paragraph,) = self._set(text).solved(from_px(max(1.0, room)), self.density)
        words = "".join(run.text for run in paragraph.runs if hasattr(run, "text"))
        return tuple(words[line.start : line.end] for line in paragraph.lines)

    def baseline(self, middle: float) -> float:
        """Return where the baseline of a line is whose middle is at `middle`."""
        rise = own_ruler(self.style.theme).rise(self.look.font, self.look.weight)
        return middle + rise * self.em

    def _set(self, text: str, *, is_bold: bool = False) -> MeasuredText:
        look = replace(self.look, weight=BOLD) if is_bold else self.look
        paragraph = self.style.paragraph(literal(text, self.span), look)
        return set_text((paragraph,), self.style.theme)
