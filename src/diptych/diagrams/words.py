"""The words of a diagram, measured once for every size that it may be set in."""

from __future__ import annotations

import math

from msgspec import Struct
from msgspec.structs import replace

from diptych.model.density import Density
from diptych.model.geometry import Emu, Pt, from_px
from diptych.model.paragraph import Paragraph
from diptych.model.style import Style
from diptych.model.text import Text
from diptych.model.theme import Align, TextStyle
from diptych.typography.measure import width_for
from diptych.typography.measured_text import MeasuredText, set_text

_SPARE = from_px(2)
"""What a line has besides its width, for programs that round otherwise."""
SLACK = 0.8
"""How much wider than its lines a text is shown, in em, for programs that set them wider."""
_WIDENED = 3
"""How often a text is widened, at most, until its lines are the same with that."""
_ANY = Pt(20)
_MOST_LINES = 4
_TRIES = 12


class Words(Struct, frozen=True):
    """A text of a diagram."""

    text: MeasuredText
    room: float
    """The width in em that it is given."""
    token: str

    def size(self, size: Pt) -> tuple[Emu, Emu]:
        """Return its width and height in a size of type."""
        width = Emu(width_for(size, self.room) + _SPARE)
        return width, self.text.height(width, at_size(self.token, size))

    def solved(self, width: Emu, size: Pt, step: int = 0) -> tuple[Paragraph, ...]:
        """Return its paragraph with its lines in a width and a size."""
        made = self.text.solved(width, at_size(self.token, size))
        return tuple(replace(one, step=step) for one in made) if step else made


def at_size(token: str, size: Pt) -> Density:
    """Return the density at which a type token has a size."""
    return Density(sizes={token: size})


def words(
    text: Text, look: TextStyle, style: Style, *, longest: float, align: Align = "center"
) -> Words:
    """Return a text in lines of about one length, at most `longest` em if possible."""
    made = replace(style.paragraph(text, look), align=align)
    measured = set_text((made,), style.theme)
    room = _room(measured, longest)
    for _ in range(_WIDENED):
        if _breaks(measured, room, look.name) == _breaks(measured, room + SLACK, look.name):
            break
        room += SLACK
    return Words(measured, room, look.name)


def _breaks(text: MeasuredText, room: float, token: str) -> list[int]:
    """Return where the lines of a text end in a width in em."""
    width = Emu(width_for(_ANY, room) + _SPARE)
    return [line.end for line in text.solved(width, at_size(token, _ANY))[0].lines]


def _room(text: MeasuredText, longest: float) -> float:
    """Return the least width in em at which a text has no more lines than it needs."""
    (one,) = text.texts
    whole = one.whole
    if whole <= longest:
        return whole
    count = min(_MOST_LINES, math.ceil(whole / longest))
    count = max(count, len(one.own))
    low, high = min(one.longest_word, whole), whole
    for _ in range(_TRIES):
        middle = (low + high) / 2
        low, high = (low, middle) if one.needed(middle) <= count else (middle, high)
    return high
