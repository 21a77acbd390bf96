"""Contact sheets: all slides on one picture, each with its number."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, sqrt
from typing import NamedTuple

from diptych.render.pdf.slides import DocumentSlide
from diptych.render.pdf.source import literal
from diptych.render.pictures.easel import Easel, Sheet

NAME = "contact-sheet"
MOST = 1000
"""Slides on a sheet; what is more is on a second one."""
MOST_AS_VECTORS = 250
"""The same if it is an SVG, which has 40 KB and more for each slide."""
_SHAPE = 1.6
"""The width of a sheet divided by its height, as far as whole rows permit."""
_WIDEST = 4096
"""The width of a sheet in pixels, as the other lengths here."""
_SLIDE = 320
"""The largest side of a slide on it."""
_MARGIN, _GAP, _NUMBER = 24, 14, 20
"""Around all slides, between them, and below each for its number."""
_FILL = "luma(94%)"


class Grid(NamedTuple):
    """The slides of a sheet, in pixels."""

    columns: int
    rows: int
    width: float
    """That of a slide; `height` likewise."""
    height: float

    @property
    def sheet(self) -> tuple[float, float]:
        """Return the width and height of the sheet."""
        x, y = self.place(self.columns - 1, self.rows - 1)
        return ceil(x + self.width + _MARGIN), ceil(y + self.height + _NUMBER + _MARGIN)

    def place(self, column: int, row: int) -> tuple[float, float]:
        """Return the left and top edges of a slide."""
        return (
            _MARGIN + column * (self.width + _GAP),
            _MARGIN + row * (self.height + _NUMBER + _GAP),
        )


def grid_of(count: int, shape: float) -> Grid:
    """Return the grid for a number of slides whose width is `shape` times their height."""
    largest = _SLIDE * min(1, shape)
    cell = (largest + _GAP) / (largest / shape + _NUMBER + _GAP)
    rows = ceil(count / ceil(sqrt(count * _SHAPE / cell)))
    columns = ceil(count / rows)
    room = (_WIDEST - 2 * _MARGIN - (columns - 1) * _GAP) / columns
    width = min(largest, room)
    return Grid(columns, rows, width, width / shape)


def contact_sheets(on: Easel, most: int = MOST) -> Iterator[Sheet]:
    """Yield a sheet of all slides, or one for each `most` of them; none if there is only one."""
    slides = on.slides
    if len(slides) == 1:
        return
    count = ceil(len(slides) / most)
    digits = len(str(count))
    for number, first in enumerate(range(0, len(slides), most), 1):
        suffix = f".{number:0{digits}}" if count > 1 else ""
        yield _sheet(NAME + suffix, slides[first : first + most], on)


def _sheet(name: str, slides: tuple[DocumentSlide, ...], on: Easel) -> Sheet:
    grid = grid_of(len(slides), on.width / on.height)
    width, height = grid.sheet
    parts = (
        _one(slide, *grid.place(number % grid.columns, number // grid.columns), grid, on)
        for number, slide in enumerate(slides)
    )
    content = "".join(("{\n", *(f"  {part}\n" for part in parts), "}"))
    return Sheet(name=name, width=width, height=height, fill=_FILL, content=content)


def _one(slide: DocumentSlide, x: float, y: float, grid: Grid, on: Easel) -> str:
    """Return a slide in its frame, and its number below it."""
    shown = on.scaled(slide, grid.width / on.width)
    number = slide.slide.shown_number or str(slide.slide.number)
    size = min(13, grid.width / 9)
    return (
        f"at({on.pt(x)}, {on.pt(y)}, {on.pt(grid.width)}, {{"
        f" {shown}; place(top + left, rect(width: {on.pt(grid.width)},"
        f" height: {on.pt(grid.height)}, stroke: {on.pt(1)} + luma(75%)));"
        f" place(top + left, dy: {on.pt(grid.height + 5)},"
        f" text(font: font-body, fill: luma(30%), size: {on.pt(size)}, {literal(number)})) }})"
    )
