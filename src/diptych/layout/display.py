"""Display type: sentences and figures that a slide is about, as large as their box allows.

Such text has a size of its own, whatever the density of the text around it, and lines that are
about equally long.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from diptych.model.density import Density
from diptych.model.geometry import Emu, Pt, from_px
from diptych.model.theme import Region, TextStyle
from diptych.typography.measured_text import MeasuredText

_FOR_FEWER_LINES = 0.85
"""The smallest share of its largest size that display type may have to take fewer lines."""
_GRAIN = from_px(4)
"""In steps of this, text is made narrower until its lines are equally long."""


def sizes_of(style: TextStyle) -> Iterator[Pt]:
    """Yield the sizes that display type may have, in steps of one point, largest first."""
    for step in range(max(0, math.floor(style.size - style.floor)) + 1):
        yield Pt(style.size - step)


def display_density(
    region: Region,
    texts: Sequence[MeasuredText],
    width: Emu,
    density: Density,
    *,
    whole: Sequence[MeasuredText] = (),
) -> Density:
    """Return `density` with a size of the region's first style at which `texts` fit.

    It is the largest at which no word is broken, or a slightly smaller one if that takes fewer
    lines; the largest that fits if every size breaks a word; and the smallest if none fits. The
    first paragraph of those that are to stay `whole` has one line.
    """
    style = region.styles[0]
    height = region.box.height - 2 * region.inset
    tried = [
        replace(density, sizes={**density.sizes, style.name: size}) for size in sizes_of(style)
    ]
    smallest = tried[-1]
    tried = [one for one in tried if not any(text.wraps(width, one, first=1) for text in whole)]
    tried = tried or [smallest]
    fitting = [one for one in tried if sum(text.height(width, one) for text in texts) <= height]
    for at, largest in enumerate(fitting):
        if all(text.keeps_words(width, largest) for text in texts):
            least = largest.sizes[style.name] * _FOR_FEWER_LINES
            others = (one for one in fitting[at:] if one.sizes[style.name] >= least)
            return min(others, key=lambda one: _line_count(texts, width, one))
    return next(iter(fitting), tried[-1])


def _line_count(texts: Sequence[MeasuredText], width: Emu, density: Density) -> int:
    return sum(piece.lines for text in texts for piece in text.pieces(width, density))


def balanced(measured: MeasuredText, width: Emu, density: Density) -> Emu:
    """Return by how much a text can be narrowed without taking more lines, which evens them out.

    No word is broken for it.
    """
    height = measured.height(width, density)
    solved = measured.solved(width, density)
    if solved[0].align != "left" or solved[0].line_count == 1:
        return Emu(0)
    widths = range(max(width // 2, measured.narrowest(density)), width, _GRAIN)
    if not widths:
        return Emu(0)
    at = bisect_left(widths, True, key=lambda one: measured.height(Emu(one), density) <= height)
    return Emu(width - widths[at]) if at < len(widths) else Emu(0)
