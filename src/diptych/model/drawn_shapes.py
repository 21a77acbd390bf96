"""Shapes without text: paths, and boxes with a fill."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from diptych.diagnostics import Span
from diptych.model.geometry import Emu
from diptych.model.text_frame import ShapeHead
from diptych.model.theme import Panel

Side = Literal["left", "right", "top", "bottom"]
Dash = Literal["solid", "dash", "dot"]
LineEnd = Literal["triangle", "arrow", "oval"]
"""What may be at an end of a line: a filled head, an open one, or a disc."""


class Outline(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The line along a path; its corners are round, and its ends too unless it is dashed."""

    color: str
    width: Emu
    dash: Dash = "solid"
    start: LineEnd | None = None
    """What is where the path begins, if that is open; `end` likewise."""
    end: LineEnd | None = None


class Joint(Struct, frozen=True):
    """Where a connector is attached: a shape of its group, by position, and the side of it."""

    shape: int
    side: Side


class Glue(Struct, frozen=True):
    """What a connector joins, so that it follows when one of them is moved."""

    start: Joint
    end: Joint
    kind: Literal["straight", "curved", "bent"] = "straight"
    """Straight, `curvedConnector3` with the bend in its middle, or the bent connector that has as
    many pieces as the path, two to five, all upright or level (ECMA-376-1, 20.1.10.56)."""


class Drawing(ShapeHead, frozen=True, kw_only=True):
    """A path that is filled, outlined, or both, such as the modules of a QR code."""

    span: Span
    alt: str
    color: str = ""
    """Of its area; empty if it is not filled."""
    size: tuple[int, int]
    """Width and height of its grid, at least 1, which is stretched to its box; with an outline it
    has the proportions of that."""
    path: str
    """`M`, `L`, `H`, `V`, `C` and `Z` with whole numbers of this grid, all followed by a space
    (SVG 2, 9.3)."""
    outline: Outline | None = None
    glue: Glue | None = None
    """What it connects, if it is a connector."""
    ground: str = ""
    """The colour of the panel behind it, for pages on which it is without that; empty for none."""
    link: str | None = None
    is_in_text: bool = False
    """Whether it is an icon, for which the text before it keeps room: HTML has it in that text."""


class Scrim(Struct, frozen=True):
    """The opacity of a box between a picture and the text on it."""

    opacity: float
    """Where it is whole, from 0 to 1."""
    toward: Side | None = None
    """The side at which it is whole; None if it is whole everywhere."""
    start: float = 0.0
    """Where it begins, as a share of the way to that side."""
    full: float = 0.0
    """Where it becomes whole."""

    @property
    def stops(self) -> tuple[tuple[float, float], ...]:
        """Return places on the way to its side, each with the opacity there."""
        return (0.0, 0.0), (self.start, 0.0), (self.full, self.opacity), (1.0, self.opacity)


RectangleKind = Literal["bar", "highlight", "panel"]


class Rectangle(ShapeHead, frozen=True, kw_only=True):
    """A box without text: the bar next to a quotation, or a tick for a section of the talk."""

    panel: Panel
    scrim: Scrim | None = None
    """How much of what is below is seen through it; None for nothing."""
    alt: str = ""
    section: str = ""
    """The title of the section for which it is a tick at the foot of the slide."""
    kind: RectangleKind = "bar"
    until: int = 0
    """The step at which it disappears, later than its `step`; 0 if it stays."""

    def is_seen(self, step: int) -> bool:
        """Return whether it is there at a step."""
        return self.step <= step and not 0 < self.until <= step
