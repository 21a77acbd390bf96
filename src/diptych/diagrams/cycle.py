"""Cycles: boxes around a middle, each leading to the next, clockwise from the top."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from diptych.diagnostics import Span
from diptych.diagrams.lines import Curve, Line, Spot, drawn
from diptych.diagrams.paint import LINE, RADIUS, Paint, Said
from diptych.diagrams.setting import Plan, Way
from diptych.diagrams.words import words
from diptych.model.diagram import Figure
from diptych.model.drawn_shapes import Drawing, Outline
from diptych.model.geometry import Box, Emu, Pt, emu
from diptych.model.shapes import Group, SingleShape
from diptych.model.style import Style
from diptych.model.theme import Panel

_LONGEST, _LONGEST_CENTER = 9.0, 8.0
_BESIDE, _ABOVE = 0.9, 0.6
_APART = 2.6
"""How far two boxes that follow each other are apart, in em."""
_CLEAR = 0.35
"""How far a line is from the boxes that it joins, in em."""
_WIDER = 1.3
"""How much wider than high it is."""
_GROWTH, _TRIES = 1.05, 80
_SAMPLES = 240


class CyclePlan(Plan):
    """A cycle, measured once, to be placed in any size."""

    def __init__(self, figure: Figure, style: Style, span: Span, said: Said) -> None:
        self.paint = Paint(style)
        super().__init__(self.paint.plain.size, self.paint.plain.floor)
        self.figure, self.span, self.said = figure, span, said
        look = self.paint.look_on(self.paint.panel)
        self.words = [words(one.text, look, style, longest=_LONGEST) for one in figure.entries]
        quiet = self.paint.quiet
        center = figure.center
        self.center = words(center, quiet, style, longest=_LONGEST_CENTER) if center else None

    def arranged(self, size: Pt, air: float, *, is_spare: bool) -> Iterator[Way]:
        """Yield it: there is one way."""
        if not is_spare:
            layout = _Layout(self, size, air)
            yield Way(layout.width, layout.height, layout.shapes)


class _Layout:
    def __init__(self, plan: CyclePlan, size: Pt, air: float) -> None:
        self.plan, self.size = plan, size
        self.em = emu(size)
        sizes = [text.size(size) for text in plan.words]
        self.wide = max(width for width, _ in sizes) + round(2 * _BESIDE * self.em)
        self.high = max(height for _, height in sizes) + round(2 * _ABOVE * self.em)
        self.angles = [2 * math.pi * at / len(sizes) - math.pi / 2 for at in range(len(sizes))]
        self.radii = self._radii(air)
        self.arcs = [self._between_boxes(at) for at in range(len(sizes))]
        left, top, right, bottom = zip(*self._bounds(), strict=True)
        self.left, self.top = min(left), min(top)
        self.width = Emu(math.ceil(max(right) - self.left))
        self.height = Emu(math.ceil(max(bottom) - self.top))

    def _bounds(self) -> Iterator[tuple[float, float, float, float]]:
        """Yield the edges of each box, and of each line, which may reach beyond all boxes."""
        for spot in map(self._on, self.angles):
            across, down = self.wide / 2, self.high / 2
            yield spot.x - across, spot.y - down, spot.x + across, spot.y + down
        for spot in (self._on(angle) for arc in self.arcs for angle in arc):
            yield spot.x - LINE, spot.y - LINE, spot.x + LINE, spot.y + LINE

    def _radii(self, air: float) -> tuple[float, float]:
        """Return the least radii at which boxes are apart, and there is room in the middle."""
        apart = _APART * self.em * air
        radius = float(self.high + apart) / 2
        if self.plan.center is not None:
            width, height = self.plan.center.size(self.size)
            radius = max(radius, self.high / 2 + height / 2 + apart / 2)
            radius = max(radius, (self.wide / 2 + width / 2 + apart / 2) / _WIDER)
        for _ in range(_TRIES):
            self.radii = radius * _WIDER, radius
            spots = [self._on(angle) for angle in self.angles]
            if all(
                max(abs(one.x - other.x) - self.wide, abs(one.y - other.y) - self.high) >= apart
                for at, one in enumerate(spots)
                for other in spots[at + 1 :]
            ):
                break
            radius *= _GROWTH
        return radius * _WIDER, radius

    def _on(self, angle: float) -> Spot:
        across, down = self.radii
        return Spot(across * math.cos(angle), down * math.sin(angle))

    def shapes(self, box: Box) -> tuple[Group]:
        """Return the group of its shapes: lines, boxes, then what is in the middle."""
        plan = self.plan
        self.origin = Spot(box.x - self.left, box.y - self.top)
        made: list[SingleShape] = [*self._lines()]
        panel = Panel(fill=plan.paint.panel, line=plan.paint.rule, radius=RADIUS)
        for entry, text, angle in zip(plan.figure.entries, plan.words, self.angles, strict=True):
            place = self._box(angle)
            made.append(plan.paint.frame(place, text, self.size, panel, step=entry.step))
        if plan.center is not None:
            width, height = plan.center.size(self.size)
            x, y = self.origin.x - width / 2, self.origin.y - height / 2
            place = Box(Emu(round(x)), Emu(round(y)), width, height)
            made.append(plan.paint.frame(place, plan.center, self.size))
        return plan.paint.group(box, plan.span, plan.said, made)

    def _box(self, angle: float) -> Box:
        spot = self._on(angle)
        x, y = self.origin.x + spot.x - self.wide / 2, self.origin.y + spot.y - self.high / 2
        return Box(Emu(round(x)), Emu(round(y)), Emu(self.wide), Emu(self.high))

    def _lines(self) -> Iterator[Drawing]:
        """Yield the arc from each box to the next one."""
        plan = self.plan
        outline = Outline(color=plan.paint.line, width=LINE, end="triangle")
        entries = plan.figure.entries
        for at, entry in enumerate(entries):
            shown, later = self.arcs[at], (at + 1) % len(entries)
            if shown:
                step = max(entry.step, entries[later].step)
                yield drawn(
                    self._arc(shown[0], shown[-1]),
                    outline,
                    region=plan.paint.region,
                    span=entry.span,
                    step=step,
                )

    def _between_boxes(self, at: int) -> list[float]:
        """Return angles, in order, at which a box and the next one are joined by a line."""
        later = (at + 1) % len(self.angles)
        start = self.angles[at]
        end = self.angles[later] + (2 * math.pi if later == 0 else 0)
        angles = (start + (end - start) * n / _SAMPLES for n in range(_SAMPLES + 1))
        return [angle for angle in angles if self._is_clear(angle, (at, later))]

    def _is_clear(self, angle: float, ends: Sequence[int]) -> bool:
        spot, clear = self._on(angle), _CLEAR * self.em
        return all(
            abs(spot.x - other.x) > self.wide / 2 + clear
            or abs(spot.y - other.y) > self.high / 2 + clear
            for other in (self._on(self.angles[end]) for end in ends)
        )

    def _arc(self, start: float, end: float) -> Line:
        """Return part of an ellipse as a cubic curve for each half of it."""
        middle = (start + end) / 2
        curves = []
        for one, other in ((start, middle), (middle, end)):
            reach = 4 / 3 * math.tan((other - one) / 4)
            curves.append(
                Curve(
                    self._placed(self._tangent(one, reach)),
                    self._placed(self._tangent(other, -reach)),
                    self._placed(self._on(other)),
                )
            )
        return Line(self._placed(self._on(start)), tuple(curves))

    def _tangent(self, angle: float, reach: float) -> Spot:
        spot, (across, down) = self._on(angle), self.radii
        return Spot(
            spot.x - across * math.sin(angle) * reach, spot.y + down * math.cos(angle) * reach
        )

    def _placed(self, spot: Spot) -> Spot:
        return Spot(self.origin.x + spot.x, self.origin.y + spot.y)
