"""Stacks side by side, in columns of given or equal widths."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from diptych.model.density import Density
from diptych.model.geometry import Box, Emu
from diptych.model.paragraph import Paragraph
from diptych.model.setting import Extent, Fitted, Piece, Pieces, Setting
from diptych.model.shapes import Shape
from diptych.typography.measured_text import cited_by
from diptych.typography.stack import Stack
from diptych.typography.stack_pieces import StackPieces, pieces_of


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

    def _boxes(self, width: Emu) -> tuple[Box, ...]:
        shares = [one.fixed / width if one.fixed else one.share for one in self.columns]
        return tuple(column_boxes(shares, Box(Emu(0), Emu(0), width, Emu(0)), self.gutter))

    def fitted(self, width: Emu, density: Density) -> Fitted:
        """Return it at `width`, as high as the highest column."""
        boxes = self._boxes(width)
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

    def pieces(self, width: Emu, density: Density, most: Emu) -> Pieces | None:
        """Return its pages, if it is higher than one: each column continues beside the others."""
        if self.fitted(width, density).extent.least <= most:
            return None
        columns = [
            _Divided(column.stack, Emu(max(1, box.width)), density, most)
            for column, box in zip(self.columns, self._boxes(width), strict=True)
        ]
        count = max(len(one.pages) for one in columns)
        if count == 1:
            return None

        def part(start: int, end: int) -> SideBySide:
            made = (one.part(start, end) for one in columns)
            return replace(self, columns=tuple(map(_with_stack, self.columns, made)))

        pages = [part(at, at + 1) for at in range(count)]
        pieces = (
            Piece(
                height=page.fitted(width, density).extent.least,
                above=Emu(0),
                lines=2,
                cited=frozenset().union(*map(cited_by, page.paragraphs)),
            )
            for page in pages
        )
        return Pieces(tuple(pieces), Emu(0), part)


class _Divided:
    """A column on as many pages as it needs."""

    def __init__(self, stack: Stack, width: Emu, density: Density, most: Emu) -> None:
        self.stack = stack
        self.found = pieces_of(stack, 0, width, density, most)
        self.pages = ((0, 1),) if self.found is None else tuple(_pages(self.found, most))

    def part(self, start: int, end: int) -> Stack:
        """Return what is on the pages from the first to before the second; maybe nothing."""
        shown = self.pages[start:end]
        if not shown:
            return replace(self.stack, parts=())
        return self.stack if self.found is None else self.found.part(shown[0][0], shown[-1][1])


def _pages(found: StackPieces, most: Emu) -> Iterator[tuple[int, int]]:
    """Yield the first piece of each page, and the one after its last: as many as there is room."""
    start, height = 0, 0
    for at, piece in enumerate(found.pieces):
        more = piece.height + (piece.above if at > start else 0)
        if at > start and height + more > most - found.around:
            end = at
            while end - 1 > start and found.pieces[end - 1].holds_next:
                end -= 1
            yield start, end
            start, more = end, piece.height
            height = sum(one.height + one.above for one in found.pieces[start:at])
        height += more
    yield start, len(found.pieces)


def _with_stack(column: SetColumn, stack: Stack) -> SetColumn:
    return replace(column, stack=stack)


def _draw(fitted: Sequence[Fitted], boxes: Sequence[Box], box: Box) -> Sequence[Shape]:
    return [
        shape
        for one, column in zip(fitted, boxes, strict=True)
        for shape in one.draw(replace(box, x=Emu(box.x + column.x), width=column.width))
    ]
