"""Shapes, which blocks are drawn as and writers write: a small, closed set with solved boxes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, assert_never

from msgspec import Struct
from msgspec.structs import replace

from diptych.diagnostics import Span
from diptych.model.asset import Asset
from diptych.model.chart import Plan
from diptych.model.drawn_shapes import Drawing, Rectangle
from diptych.model.formula import Formula
from diptych.model.geometry import Box, Emu, Pt
from diptych.model.paragraph import Paragraph
from diptych.model.recording import Recording
from diptych.model.table_shape import TableShape
from diptych.model.text_frame import ShapeHead, TextFrame


class Crop(NamedTuple):
    """The parts of a picture that are cut off at its sides, as shares of its width and height."""

    left: float
    top: float
    right: float
    bottom: float


class PictureLook(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How a picture is shown, other than whole and rectangular."""

    crop: Crop | None = None
    """What is cut off; its box is that of the rest."""
    radius: Emu = Emu(0)
    """Of its corners; half of its sides if it is a circle."""
    border: str = ""
    """The colour token of a thin line around it; empty for none."""


AS_IT_IS = PictureLook()


class PictureShape(ShapeHead, frozen=True, kw_only=True):
    """A picture in its final box."""

    asset: Asset
    span: Span
    alt: str
    link: str | None = None
    recording: Recording | None = None
    """What is played in its place; it is then the poster."""
    look: PictureLook = AS_IT_IS

    @property
    def whole(self) -> Box:
        """Return the box that the picture would have with what is cut off."""
        if self.look.crop is None:
            return self.box
        left, top, right, bottom = self.look.crop
        width, height = self.box.width / (1 - left - right), self.box.height / (1 - top - bottom)
        x, y = self.box.x - round(width * left), self.box.y - round(height * top)
        return Box(Emu(x), Emu(y), Emu(round(width)), Emu(round(height)))


class FormulaShape(ShapeHead, frozen=True, kw_only=True):
    """A formula in the middle of a box that is large enough for it in any font."""

    span: Span
    alt: str
    """What its author says of it, or else what it was written as."""
    formula: Formula
    size: Pt
    color: str
    is_described: bool = False
    """Whether its author says in words what it says."""


class NarrowChart(Struct, frozen=True, kw_only=True):
    """A chart as it is drawn on a phone, where its words would be too small at its own width."""

    width: float
    """In CSS pixels, as `height` is."""
    height: float
    plan: Plan

    def renumbered(self, new: Mapping[int, int]) -> NarrowChart:
        """Return it with other numbers for its steps."""
        return replace(self, plan=self.plan.renumbered(new))


class ChartShape(ShapeHead, frozen=True, kw_only=True):
    """Numbers drawn along axes or as slices."""

    span: Span
    alt: str
    told: str = ""
    """What its author says of it; empty if its alternative text is made from its numbers."""
    plan: Plan
    narrow: NarrowChart | None = None
    """None if its words can be read on a phone, too."""


class Group(ShapeHead, frozen=True, kw_only=True):
    """Shapes that are one thing, such as a diagram; each has its own place on the page."""

    span: Span
    alt: str
    shapes: tuple[SingleShape, ...]
    told: tuple[str, ...] = ()
    """What it shows, line by line, for those who cannot see it."""

    @property
    def has_steps(self) -> bool:
        """Return whether some of it appears later than the rest."""
        changes = {
            step
            for shape in self.shapes
            for step in ((shape.step,) if isinstance(shape, Rectangle) else steps_of(shape))
        }
        return len(changes) > 1


SingleShape = TextFrame | Drawing | Rectangle
"""Shapes that may be in a group."""
Shape = (
    TextFrame | PictureShape | Drawing | FormulaShape | TableShape | Rectangle | ChartShape | Group
)
"""All shapes; code that distinguishes them does so exhaustively (`assert_never`)."""


def parts_of(shape: Shape) -> tuple[Shape, ...]:
    """Return a shape and the shapes within it, in reading order."""
    match shape:
        case TableShape():
            return (shape,) if shape.caption is None else (shape, shape.caption)
        case Group():
            return (shape, *shape.shapes)
        case TextFrame() | PictureShape() | Drawing() | FormulaShape() | Rectangle() | ChartShape():
            return (shape,)
        case _:
            assert_never(shape)


def paragraphs_of(shape: Shape) -> tuple[Paragraph, ...]:
    """Return the text of a shape, without that of independent parts in it."""
    match shape:
        case TextFrame() | TableShape():
            return shape.paragraphs
        case PictureShape() | Drawing() | FormulaShape() | Rectangle() | Group() | ChartShape():
            return ()
        case _:
            assert_never(shape)


def steps_of(shape: Shape) -> tuple[int, ...]:
    """Return the steps at which parts of a shape appear or disappear; 0 for neither."""
    match shape:
        case TextFrame():
            return tuple(paragraph.step for paragraph in shape.paragraphs)
        case Rectangle():
            return shape.step, shape.until
        case ChartShape():
            return shape.step, *(one.step for one in shape.plan.series)
        case TableShape():
            return (shape.step, *(row.step for row in shape.rows))
        case PictureShape() | Drawing() | FormulaShape():
            return (shape.step,)
        case Group():
            return tuple(step for inner in shape.shapes for step in steps_of(inner))
        case _:
            assert_never(shape)


def last_step(shape: Shape) -> int:
    """Return the last step at which a shape changes; 0 if all is there at the start and stays."""
    return max(steps_of(shape), default=0)
