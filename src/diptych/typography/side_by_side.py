"""Stacks side by side, in columns of given or equal widths."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from diptych.model.density import Density
from diptych.model.geometry import Box, Emu
from diptych.model.setting import Extent, Fitted, Setting
from diptych.model.shapes import Paragraph, Shape
from diptych.typography.stack import Stack


def column_boxes(shares: Sequence[float | None], area: Box, gutter: Emu) -> Iterator[Box]:
    """Yield a box for each column; those without a share of the width share what others leave."""
    free = area.width - gutter * (len(shares) - 1)
    given = sum(share or 0.0 for share in shares)
    open_columns = sum(share is None for share in shares)
    left = 1.0 - given if given < 1 else open_columns / len(shares)
    each = left / open_columns if open_columns else 0.0
    total = given + each * open_columns
    x = float(area.x)
    for share in shares:
        width = free * (each if share is None else share) / total
        yield replace(area, x=Emu(round(x)), width=Emu(round(width)))
        x += width + gutter


class SetColumn(Struct, frozen=True):
    """A column of content, measured."""

    stack: Stack
    share: float | None
    """Of the width of all columns, 0 to 1; None for an equal share of what the others leave."""
    fixed: Emu | None = None
    """Its width, if it does not depend on that of the others."""


class SideBySide(Setting, frozen=True, kw_only=True):
    """Columns of content, which begin at one height."""

    columns: tuple[SetColumn, ...]
    gutter: Emu

    @property
    def paragraphs(self) -> Sequence[Paragraph]:
        """Return its text, column by column."""
        return [one for column in self.columns for one in column.stack.paragraphs]

    def fitted(self, width: Emu, density: Density) -> Fitted:
        """Return it at `width`, as high as the highest column."""
        shares = [one.fixed / width if one.fixed else one.share for one in self.columns]
        boxes = tuple(column_boxes(shares, Box(Emu(0), Emu(0), width, Emu(0)), self.gutter))
        fitted = [
            column.stack.fitted(Emu(max(1, box.width)), density)
            for column, box in zip(self.columns, boxes, strict=True)
        ]
        extent = Extent(
            max(one.extent.natural for one in fitted), max(one.extent.least for one in fitted)
        )
        return Fitted(
            extent,
            partial(_draw, fitted, boxes),
            max(one.missing_width for one in fitted),
            wraps=sum(one.wraps for one in fitted),
        )


def _draw(fitted: Sequence[Fitted], boxes: Sequence[Box], box: Box) -> Sequence[Shape]:
    return [
        shape
        for one, column in zip(fitted, boxes, strict=True)
        for shape in one.draw(replace(box, x=Emu(box.x + column.x), width=column.width))
    ]
