"""Pyramids and funnels: bands one above the other, and beside each what it stands for."""

from __future__ import annotations

from collections.abc import Iterator

from diptych.diagnostics import Span
from diptych.diagrams.lines import Line, Spot, drawn
from diptych.diagrams.paint import LABEL_SHARE, Paint, Said
from diptych.diagrams.setting import Plan, Way
from diptych.diagrams.words import Words, words
from diptych.model.diagram import Figure
from diptych.model.drawn_shapes import Outline
from diptych.model.geometry import Box, Emu, Pt, emu, from_px
from diptych.model.panel_forms import PANEL_LINE
from diptych.model.shapes import Group, SingleShape
from diptych.model.style import Style
from diptych.model.text import joined_texts

_LONGEST = 22.0
_ABOVE, _LEAST = 0.7, 2.6
"""Space above and below the text of a band, and the least height of one, in em."""
_GAP = from_px(6)
"""Between two bands."""
_CLEAR = 0.4
"""The space above and below all bands, in em."""
_ASIDE = 1.6
"""Between the bands and the text, in em."""
_WIDE = 1.25
"""The width of the widest band, as a multiple of the height of all."""
_NARROWEST = 0.28
"""The width of the lower edge of a funnel, as a share of that of its upper edge."""


class LevelsPlan(Plan):
    """A pyramid or a funnel, measured once, to be placed in any size."""

    def __init__(self, figure: Figure, style: Style, span: Span, said: Said) -> None:
        self.paint = Paint(style)
        super().__init__(self.paint.plain.size, self.paint.plain.floor)
        self.figure, self.span, self.said = figure, span, said
        look, quiet = self.paint.look_on(self.paint.ground), self.paint.quiet
        self.heads = [
            words(one.text, look, style, longest=_LONGEST, align="left") for one in figure.entries
        ]
        self.details: list[Words | None] = [
            words(
                joined_texts([below.text for below in one.entries], ", "),
                quiet,
                style,
                longest=_LONGEST * 1.2,
                align="left",
            )
            if one.entries
            else None
            for one in figure.entries
        ]

    def arranged(self, size: Pt, air: float, *, is_spare: bool) -> Iterator[Way]:
        """Yield it: there is one way."""
        if not is_spare:
            layout = _Layout(self, size, air)
            yield Way(layout.width, layout.height, layout.shapes)


class _Layout:
    def __init__(self, plan: LevelsPlan, size: Pt, air: float) -> None:
        self.plan, self.size = plan, size
        self.em = emu(size)
        self.small = Pt(max(plan.sizes[-1], round(size * LABEL_SHARE * 2) / 2))
        heads = [text.size(size) for text in plan.heads]
        details = [text.size(self.small) if text else (0, 0) for text in plan.details]
        text_height = max(h + d for (_, h), (_, d) in zip(heads, details, strict=True))
        self.band = max(round(_LEAST * self.em), text_height + round(_ABOVE * self.em)) * air
        self.band = round(self.band)
        count = len(heads)
        self.clear = round(_CLEAR * self.em)
        self.tall = self.band * count + _GAP * (count - 1)
        self.height = Emu(self.tall + 2 * self.clear)
        self.wide = round(self.tall * _WIDE)
        self.text_left = self.wide + round(_ASIDE * self.em)
        longest = max(max(h, d) for (h, _), (d, _) in zip(heads, details, strict=True))
        self.width = Emu(self.text_left + longest + self.em)

    def shapes(self, box: Box) -> tuple[Group]:
        """Return the group of its shapes, band by band."""
        plan = self.plan
        made: list[SingleShape] = []
        inner = box.rows(Emu(box.y + self.clear), Emu(self.tall))
        for number in range(len(plan.heads)):
            made += self._band(number, inner)
        return plan.paint.group(box, plan.span, plan.said, made)

    def _half(self, y: float) -> float:
        """Return half the width of the figure at a height below its top."""
        share = y / self.tall
        if self.plan.figure.kind == "pyramid":
            return self.wide / 2 * share
        return self.wide / 2 * (1 - (1 - _NARROWEST) * share)

    def _band(self, number: int, box: Box) -> Iterator[SingleShape]:
        plan, entry = self.plan, self.plan.figure.entries[number]
        top = number * (self.band + _GAP)
        bottom, centre = top + self.band, box.x + self.wide / 2
        corners = [
            Spot(centre + sign * self._half(y), box.y + y)
            for sign, y in ((-1, top), (1, top), (1, bottom), (-1, bottom), (-1, top))
        ]
        end = 0 if plan.figure.kind == "pyramid" else len(plan.heads) - 1
        color = plan.paint.accent if number == end else plan.paint.faint
        outline = Outline(color=color, width=PANEL_LINE)
        about = {"region": plan.paint.region, "span": entry.span, "step": entry.step}
        yield drawn(Line(corners[0], tuple(corners[1:])), outline, color=color, **about)  # type: ignore[arg-type]
        middle = box.y + (top + bottom) / 2
        edge = centre + self._half((top + bottom) / 2)
        left = box.x + self.text_left
        leader = Line(Spot(edge + self.em / 3, middle), (Spot(left - self.em / 3, middle),))
        yield drawn(leader, Outline(color=plan.paint.rule, width=PANEL_LINE), **about)  # type: ignore[arg-type]
        yield from self._text(number, left, middle, box)

    def _text(self, number: int, left: float, middle: float, box: Box) -> Iterator[SingleShape]:
        """Yield the text of a band, with room above and below for programs that set it higher."""
        plan, entry = self.plan, self.plan.figure.entries[number]
        head, detail = plan.heads[number], plan.details[number]
        top, bottom = middle - self.band / 2, middle + self.band / 2

        def place(start: float, end: float) -> Box:
            x, y = Emu(round(left)), Emu(round(start))
            return Box(x, y, Emu(box.right - x), Emu(round(end) - y))

        if detail is None:
            yield plan.paint.frame(place(top, bottom), head, self.size, step=entry.step)
            return
        high, low = head.size(self.size)[1], detail.size(self.small)[1]
        split = middle + (high - low) / 2
        above, below = place(top, split), place(split, bottom)
        yield plan.paint.frame(above, head, self.size, step=entry.step, anchor="bottom")
        yield plan.paint.frame(below, detail, self.small, step=entry.step, anchor="top")
