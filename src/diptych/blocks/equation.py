"""A displayed formula."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Annotated

from msgspec import Struct
from msgspec.structs import replace

from diptych.diagnostics import Span
from diptych.model.block import ShapeBlock
from diptych.model.density import Density
from diptych.model.formula import Formula
from diptych.model.geometry import Box, Emu, Pt, emu, scaled
from diptych.model.roles import Main, Role
from diptych.model.setting import Extent, Fitted, Setting
from diptych.model.shapes import FormulaShape, Shape
from diptych.model.style import Style
from diptych.model.text import Text, literal
from diptych.model.text_frame import TextFrame
from diptych.model.theme import BlockStyle, StandIn, TextStyle

if TYPE_CHECKING:
    from diptych.typography.measured_text import MeasuredText

_WIDER, _HIGHER = 1.1, 1.15
"""The room for a formula as a multiple of its size: two engines differ that much in one font."""
_AROUND = 0.3
"""Space above and below it, in em."""
_KEPT = 0.8
"""The share of its size that it keeps where height is short, about the size of the text around it:
then all of the slide is smaller, as an equation far smaller than its text is hardly read."""
_WORDS = r"\\(?:text(?:rm|bf|it|sf|normal)?|mbox|hbox)\s*\{([^{}$\\]*[^\W\d_][^{}$\\]*)\}"
_SPECIAL = r"[%$#&_{}]"
"""What TeX does not take for itself."""


class FormulaWords(Struct, frozen=True):
    r"""Words in a formula, `\text{words}`, which are translated."""

    written: str
    """The words in the TeX, with the spaces around them."""
    text: Annotated[Text, Main("words", markup="none")]
    """The words shown, without these spaces."""


class Equation(ShapeBlock, frozen=True, kw_only=True):
    r"""A formula in TeX on a line of its own, with a number if its id begins with `eq:`.

    In YAML:

        equation:
          tex: \mathcal{L}(\theta) = -\sum_i \log p_\theta(y_i \mid x_i)
          id: eq:loss

    In Markdown:

        $$
        \mathcal{L}(\theta) = -\sum_i \log p_\theta(y_i \mid x_i)
        $$ {#eq:loss}
    """

    noun = "an equation"
    in_markdown = "own"
    styles = (
        BlockStyle("equation", StandIn("level1", times=1.15, floor=0.6)),
        BlockStyle("equation-number", StandIn("level1", times=0.75, floor=0.6)),
    )

    counted_as = ("equation",)

    formula: Formula
    alt: Annotated[Text, Role("alt", markup="plain")] | None = None
    """What it says in words; if there is none, what was written."""
    number: str = ""
    """Its number in the talk; empty if it has none."""
    words: tuple[FormulaWords, ...] = ()
    """The words in its formula."""

    def set(self, style: Style) -> Setting:
        """Return it in the middle of its line, with its number at the end."""
        return EquationSetting(
            span=self.span,
            equation=replace(self, formula=self._translated()),
            style=style,
            look=style.block("equation"),
            number=self._number(style),
        )

    def _translated(self) -> Formula:
        """Return its formula with its words as they are shown."""
        tex = self.formula.tex
        for one in self.words:
            own = one.written.strip()
            if one.text.plain and one.text.plain != own:
                new = one.written.replace(own, re.sub(_SPECIAL, r"\\\g<0>", one.text.plain))
                tex = tex.replace(f"{{{one.written}}}", f"{{{new}}}")
        if tex == self.formula.tex:
            return self.formula
        from diptych.markup.formulas import read_formula

        read = read_formula(tex, is_display=self.formula.is_display)
        return read if isinstance(read, Formula) else self.formula

    def _number(self, style: Style) -> MeasuredText | None:
        if not self.number:
            return None
        from diptych.typography.measured_text import set_text

        text = literal(f"({self.number})", self.span)
        made = style.paragraph(text, style.block("equation-number"), step=self.step)
        shown = replace(made, align="right", space_before=Pt(0), indent=Emu(0), weight=400)
        return set_text((shown,), style.theme)


class EquationSetting(Setting, frozen=True, kw_only=True):
    """A formula and its number; a formula that is too wide or too high is set smaller."""

    equation: Equation
    style: Style
    look: TextStyle
    number: MeasuredText | None

    @property
    def advice_if_wide(self) -> tuple[str, str]:
        """Return that it has no words that could be shorter, and how it takes several lines."""
        message = f"this equation is too wide, even in type of {self._floor:g} pt"
        return message, r"break it, with `\begin{aligned}` and `\\`, or use a wider region"

    @property
    def _floor(self) -> Pt:
        """Return the smallest size at any density."""
        return min(self._sizes(one)[1] for one in self.style.theme.densities)

    def fitted(self, width: Emu, density: Density) -> Fitted:
        """Return it at `width`, as large as there is room."""
        size, floor = self._sizes(density)
        room = Emu(width - 2 * self._beside(density))
        wide = self.equation.formula.width * _WIDER
        fitting = Pt(room / emu(wide)) if wide else size
        largest = min(size, max(floor, _rounded_down(fitting)))
        missing = Emu(max(0, emu(wide * floor) - room))
        smallest = min(largest, max(floor, _rounded_down(size * _KEPT)))
        return Fitted(
            Extent(self._height(largest, density), self._height(smallest, density)),
            partial(self._draw, largest, smallest, density),
            missing,
        )

    def _sizes(self, density: Density) -> tuple[Pt, Pt]:
        """Return the size that it should have, and the smallest that it may have."""
        look = self.look
        size = density.size_of(look.name, look.size, look.floor)
        return size, min(size, look.floor)

    def _beside(self, density: Density) -> Emu:
        """Return the room for its number, which is left free on the other side as well."""
        if self.number is None:
            return Emu(0)
        return Emu(self.number.narrowest(density) + emu(self.number.paragraphs[0].size))

    def _height(self, size: Pt, density: Density) -> Emu:
        formula = emu(size * (self.equation.formula.height * _HIGHER + 2 * _AROUND))
        number = self.number.height(self._beside(density), density) if self.number else Emu(0)
        return max(formula, number)

    def _draw(self, largest: Pt, smallest: Pt, density: Density, box: Box) -> Sequence[Shape]:
        return tuple(self._shapes(largest, smallest, density, box))

    def _shapes(self, largest: Pt, smallest: Pt, density: Density, box: Box) -> Iterator[Shape]:
        equation, formula = self.equation, self.equation.formula
        needed = formula.height * _HIGHER + 2 * _AROUND
        size = min(largest, max(smallest, _rounded_down(Pt(box.height / emu(needed)))))
        width = emu(size * formula.width * _WIDER)
        height = emu(size * formula.height * _HIGHER)
        room = Emu(box.width - 2 * self._beside(density))
        left = box.x + (box.width - room) // 2 + (room - width) // 2
        middle = box.y + box.height // 2
        place = Box(Emu(max(box.x, left)), Emu(middle - height // 2), width, height)
        yield FormulaShape(
            box=place,
            region=self.style.region.name,
            span=equation.span,
            step=equation.step,
            alt=equation.alt.plain if equation.alt is not None else formula.tex,
            is_described=equation.alt is not None,
            formula=formula,
            size=size,
            color=self.look.color,
        )
        if self.number is not None:
            wide = self._beside(density)
            high = self.number.height(wide, density)
            yield TextFrame(
                box=Box(Emu(box.right - wide), Emu(middle - high // 2), wide, high),
                paragraphs=self.number.solved(wide, density),
                role="text",
                region=self.style.region.name,
                fills_placeholder=False,
            )


def words_in(formula: Formula, span: Span) -> tuple[FormulaWords, ...]:
    """Return the words in a formula, each once."""
    found = dict.fromkeys(re.findall(_WORDS, formula.tex))
    return tuple(FormulaWords(one, literal(one.strip(), span)) for one in found)


def _rounded_down(size: float) -> Pt:
    rounded = scaled(Pt(size), 1.0)
    return rounded if rounded <= size else Pt(rounded - 0.5)
