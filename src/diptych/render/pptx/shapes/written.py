"""Everything that the PPTX writer needs of a shape, as each module in this folder provides it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping

from msgspec import Struct

from diptych.model.laid_out import LaidOutSlide
from diptych.model.shapes import Shape
from diptych.render.pptx.design import Design
from diptych.render.pptx.draft import Draft
from diptych.render.pptx.placeholder import Placeholder
from diptych.render.pptx.timing import Fragment, Player


class Arranged(Struct, frozen=True, kw_only=True):
    """A shape with its place on the slide."""

    number: int
    """Its id on the slide; 1 is the shape tree itself."""
    name: str
    """What it is, for people, and where it came from, for us: `Body src:gpu/market#body`."""
    fills_placeholder: Placeholder | None
    """The placeholder it takes; None for a shape of its own."""
    written: WrittenShape
    group: Arranged | None = None
    """The group that it is in."""


class WrittenShape(ABC):
    """A shape as it is written to PPTX."""

    is_made: bool = False
    """Whether nothing in it is from the slide's body, so that its name need not say where it is
    from."""
    is_title: bool = False
    """Whether it is the slide's title, which comes first."""
    holds: int = 0
    """How many of the shapes after it are within it."""
    is_foot: bool = False
    """Whether it belongs to the talk, like the slide number, and not to the slide's content; it
    comes last."""

    @property
    @abstractmethod
    def shape(self) -> Shape:
        """Return the shape."""

    @property
    @abstractmethod
    def name(self) -> str:
        """Return its name in the selection pane."""

    @abstractmethod
    def placeholder(self, slide: LaidOutSlide, design: Design) -> Placeholder | None:
        """Return the placeholder of its region if that accepts such a shape."""

    @abstractmethod
    def xml(self, one: Arranged, slide: LaidOutSlide, draft: Draft) -> str:
        """Return its element in the shape tree."""

    @abstractmethod
    def fragments(self, number: int) -> Iterator[Fragment]:
        """Yield the parts of it that appear later; `number` is its id on the slide."""

    def players(self, number: int) -> Iterator[Player]:  # noqa: ARG002 - for those that play
        """Yield what is played in its place; `number` is its id on the slide."""
        return iter(())

    @abstractmethod
    def hashes(self) -> tuple[str, ...]:
        """Return the hashes of its paragraphs, or of its picture; none if it is generated."""

    @abstractmethod
    def origin(self, start: str, hashes: tuple[str, ...], paths: Mapping[str, str]) -> str:
        """Return the element that traces it back to its source; empty if it is generated.

        `start` are the element's first attributes, `hashes` its own, and `paths` those of the
        sources from the project's folder, by the name that spans carry.
        """
