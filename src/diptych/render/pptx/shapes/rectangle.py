"""Plain boxes as PPTX: bars and ticks, which authors do not write (ECMA-376-1, 19.3.1.43)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from diptych.model.drawn_shapes import Rectangle
from diptych.model.laid_out import LaidOutSlide
from diptych.render.pptx.design import Design
from diptych.render.pptx.draft import Draft
from diptych.render.pptx.shape import rectangle, shape_name
from diptych.render.pptx.shapes.written import Arranged, WrittenShape
from diptych.render.pptx.timing import Fragment, whole


class WrittenRectangle(WrittenShape):
    """A bar, or a tick for a section."""

    is_made = True

    def __init__(self, bar: Rectangle) -> None:
        self.bar = bar
        self.is_foot = bool(bar.section)

    @property
    def name(self) -> str:
        """Return its kind."""
        return "Section" if self.bar.section else self.bar.kind.capitalize()

    @property
    def shape(self) -> Rectangle:
        """Return the bar."""
        return self.bar

    def placeholder(self, slide: LaidOutSlide, design: Design) -> None:  # noqa: ARG002 - the signature of every shape
        """Return None: bars fill no placeholder."""
        return

    def xml(self, one: Arranged, slide: LaidOutSlide, draft: Draft) -> str:  # noqa: ARG002 - the signature of every shape
        """Return a filled box."""
        bar, colors = self.bar, draft.design.colors
        nonvisual = shape_name(one.number, one.name, alt=bar.alt, title=bar.section)
        return rectangle(nonvisual, bar.box, bar.panel, colors, bar.scrim)

    def fragments(self, number: int) -> Iterator[Fragment]:
        """Yield the whole bar if it appears later, or disappears."""
        yield from whole(self.bar.step, number)
        yield from whole(self.bar.until, number, is_exit=True)

    def hashes(self) -> tuple[str, ...]:
        """Return no hashes: it is not authored."""
        return ()

    def origin(self, start: str, hashes: tuple[str, ...], paths: Mapping[str, str]) -> str:  # noqa: ARG002
        """Return an empty text: it is not authored."""
        return ""
