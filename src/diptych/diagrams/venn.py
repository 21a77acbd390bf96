"""Venn diagrams: two or three circles that overlap."""

from __future__ import annotations

import math
from collections.abc import Iterator

from diptych.diagnostics import Span
from diptych.diagrams.paint import Paint, Said
from diptych.diagrams.setting import Plan, Way
from diptych.diagrams.words import Words, words
from diptych.model.diagram import Figure
from diptych.model.drawn_shapes import Rectangle, Scrim
from diptych.model.geometry import Box, Emu, Pt, emu
from diptych.model.shapes import Group, SingleShape
from diptych.model.style import Style
from diptych.model.theme import Panel

_LONGEST, _LONGEST_CENTER = 5.0, 3.5
_TINT = 0.2
"""The opacity of a circle."""
_APART = {2: 0.64, 3: 0.62}
"""How far the middle of each circle is from that of all, in radii."""
_OUT = {2: 0.42, 3: 0.5}
"""How much farther out the text of a circle is, in radii."""
_ROOM, _ROOM_CENTER = 0.86, 0.62
"""The width of text in a circle, and where all overlap, in radii."""
_LEAST = 5.0
"""The least radius, in em."""
_CLEAR = 0.4
"""The space above and below the circles, in em."""


class VennPlan(Plan):
    """A Venn diagram, measured once, to be placed in any size."""

    def __init__(self, figure: Figure, style: Style, span: Span, said: Said) -> None:
        self.paint = Paint(style)
        super().__init__(self.paint.plain.size, self.paint.plain.floor)
        self.figure, self.span, self.said = figure, span, said
        look = self.paint.look_on(self.paint.ground)
        self.words = [words(one.text, look, style, longest=_LONGEST) for one in figure.entries]
        center = figure.center
        self.center = words(center, look, style, longest=_LONGEST_CENTER) if center else None
        self.colors = [
            style.role(f"mark{number}") or self.paint.accent
            for number in range(1, len(figure.entries) + 1)
        ]

    def arranged(self, size: Pt, air: float, *, is_spare: bool) -> Iterator[Way]:
        """Yield it: there is one way."""
        if not is_spare:
            layout = _Layout(self, size, air)
            yield Way(layout.width, layout.height, layout.shapes)


class _Layout:
    def __init__(self, plan: VennPlan, size: Pt, air: float) -> None:
        self.plan, self.size = plan, size
        count = len(plan.words)
        width = max(text.size(size)[0] for text in plan.words)
        radius = max(_LEAST * emu(size) * air, width / _ROOM)
        if plan.center is not None:
            radius = max(radius, plan.center.size(size)[0] / _ROOM_CENTER)
        self.radius = round(radius)
        first = math.pi if count == len(("left", "right")) else -math.pi / 2
        self.angles = [first + 2 * math.pi * at / count for at in range(count)]
        self.apart = _APART[count] * self.radius
        across = [self.apart * math.cos(angle) for angle in self.angles]
        down = [self.apart * math.sin(angle) for angle in self.angles]
        clear = _CLEAR * emu(size)
        self.left, self.top = min(across) - self.radius, min(down) - self.radius - clear
        self.width = Emu(round(max(across) + self.radius - self.left))
        self.height = Emu(round(max(down) + self.radius + clear - self.top))

    def shapes(self, box: Box) -> tuple[Group]:
        """Return the group of its shapes: circles, then what stands in them."""
        plan = self.plan
        made: list[SingleShape] = []
        for entry, angle, color in zip(plan.figure.entries, self.angles, plan.colors, strict=True):
            made.append(
                Rectangle(
                    box=self._around(box, angle, 0, 2 * self.radius, 2 * self.radius),
                    region=plan.paint.region,
                    panel=Panel(fill=color, radius=Emu(self.radius)),
                    scrim=Scrim(_TINT),
                    kind="panel",
                    step=entry.step,
                )
            )
        out = _OUT[len(plan.words)] * self.radius
        for entry, angle, text in zip(plan.figure.entries, self.angles, plan.words, strict=True):
            made.append(self._frame(text, box, angle, out, entry.step))
        if plan.center is not None:
            last = max(entry.step for entry in plan.figure.entries)
            made.append(self._frame(plan.center, box, 0.0, -self.apart, last))
        return plan.paint.group(box, plan.span, plan.said, made)

    def _frame(self, text: Words, box: Box, angle: float, out: float, step: int) -> SingleShape:
        width, height = text.size(self.size)
        room = emu(self.size)  # for programs that set it wider or higher
        place = self._around(box, angle, out, width + room, height + room)
        return self.plan.paint.frame(place, text, self.size, step=step)

    def _around(self, box: Box, angle: float, out: float, width: int, height: int) -> Box:
        """Return a box around the middle of a circle, or what is farther out."""
        distance = self.apart + out
        x = box.x - self.left + distance * math.cos(angle) - width / 2
        y = box.y - self.top + distance * math.sin(angle) - height / 2
        return Box(Emu(round(x)), Emu(round(y)), Emu(width), Emu(height))
