"""Shapes, which blocks are drawn as and writers write: a small, closed set with solved boxes."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import Literal, NamedTuple, assert_never

from msgspec import Struct
from msgspec.structs import replace

from diptych.diagnostics import Span
from diptych.model.asset import Asset
from diptych.model.chart import Plan
from diptych.model.density import OWN, Density
from diptych.model.formula import Formula
from diptych.model.geometry import Box, Emu, Pt
from diptych.model.numbering import ARABIC, Numbering
from diptych.model.panel_forms import text_box
from diptych.model.recording import Recording
from diptych.model.text import LineBreak, Run, SetInline
from diptych.model.theme import BOLD, REGULAR, Align, Anchor, FontRole, Panel, RegionRole

TASK_SIGNS = ("\u2610", "\u2611")
"""The signs before a task, open or done."""


class Bullet(Struct, frozen=True, omit_defaults=True):
    """The sign or number before a list item."""

    sign: str
    """The bullet character, or the number as shown, such as `3.`."""
    color: str
    number: int | None = None
    numbering: Numbering = ARABIC
    begins: bool = False
    """Whether its item is the first of a list, rather than continuing the one before."""
    icon: str = ""
    """The name of the icon that stands for it; empty for none."""

    @property
    def is_task(self) -> bool:
        """Return whether it is the box of a task."""
        return self.sign in TASK_SIGNS

    @property
    def is_label(self) -> bool:
        """Return whether it is read out: a number or a box, not a sign that catches the eye."""
        return self.number is not None or self.is_task


ParagraphKind = Literal["text", "item", "heading", "quote", "code", "term", "definition"]


class Sizes(NamedTuple):
    """The sizes in which a paragraph is set."""

    size: Pt
    line_height: Pt
    space_before: Pt


class TextLine(NamedTuple):
    """A line of a laid-out paragraph in the theme's own font."""

    start: int
    """Offset of its first character in the paragraph's runs; a forced break counts as one."""
    end: int
    """Offset after its last character; spaces at which text is broken belong to no line."""
    width: Emu
    baseline: Emu
    """Distance below the top edge of the text of its frame or cell."""


_LINE = struct.Struct("<IIqq")


def packed_lines(lines: Iterable[TextLine]) -> bytes:
    """Return lines as a paragraph keeps them."""
    return b"".join([_LINE.pack(*line) for line in lines])


class Band(NamedTuple):
    """What is behind a line of a listing, such as one that is highlighted."""

    color: str
    opacity: float


class Paragraph(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A paragraph with its final sizes and lines."""

    runs: tuple[SetInline, ...]
    size: Pt
    line_height: Pt
    """The exact distance from baseline to baseline."""
    color: str
    locale: str
    span: Span
    kind: ParagraphKind = "text"
    level: int = 0
    """Depth in a list, 0 for the first."""
    font: FontRole = "body"
    weight: int = REGULAR
    """One of `WEIGHTS`; bold text in it is heavier (`emphasised`)."""
    align: Align = "left"
    bullet: Bullet | None = None
    indent: Emu = Emu(0)
    hanging: Emu = Emu(0)
    space_before: Pt = Pt(0)
    step: int = 0
    """The step at which it appears; 0 for the start."""
    block_id: str | None = None
    token: str = ""
    """The type token in which it is set, such as `level1`."""
    floor: Pt = Pt(0)
    """The smallest size that its style has unless a slide asks for less."""
    tracking: float = 0.0
    """Additional space after each character, as a multiple of the size."""
    aside: str = ""
    """The colour of its aside; empty if it has none."""
    band: Band | None = None
    """What is behind it from edge to edge, for pages on which the shapes that show it are not."""
    tied: tuple[int, ...] = ()
    """Offsets in its runs of the no-break spaces that layout has put in place of spaces."""
    packed_lines: bytes = b""
    """Its lines once they are solved, packed since a large deck has a hundred thousand of them."""

    @property
    def bold(self) -> bool:
        """Return whether all of it is as heavy as bold text."""
        return self.weight >= BOLD

    @property
    def lines(self) -> tuple[TextLine, ...]:
        """Return its solved lines; none if it was not laid out, as in notes."""
        return tuple(map(TextLine._make, _LINE.iter_unpack(self.packed_lines)))

    @property
    def is_icons(self) -> bool:
        """Return whether it shows icons and no words, so that they have to be read out."""
        shown = [run for run in self.runs if isinstance(run, Run) and run.text.strip(" ")]
        return bool(shown) and all(run.icon for run in shown)

    @property
    def aside_weight(self) -> int:
        """Return the weight of its aside, which is never heavier than regular text."""
        return min(self.weight, REGULAR)

    @property
    def authored(self) -> tuple[SetInline, ...]:
        """Return its runs as the author wrote them, with spaces where layout has tied words."""
        if not self.tied:
            return self.runs
        runs: list[SetInline] = []
        at = 0
        for run in self.runs:
            if isinstance(run, LineBreak):
                runs.append(run)
                at += 1
                continue
            text = list(run.text)
            for tie in self.tied:
                if 0 <= tie - at < len(text):
                    text[tie - at] = " "
            runs.append(replace(run, text="".join(text)))
            at += len(text)
        return tuple(runs)

    def untied(self) -> Paragraph:
        """Return it without the ties of a layout, to be set again."""
        return replace(self, runs=self.authored, tied=())

    @property
    def line_count(self) -> int:
        """Return how many lines it has, in the theme's own font."""
        return len(self.packed_lines) // _LINE.size

    def sizes(self, density: Density = OWN) -> Sizes:
        """Return the sizes in which it is set at a density."""
        if density is OWN:
            return Sizes(self.size, self.line_height, self.space_before)
        size = density.size_of(self.token, self.size, self.floor)
        leading, air = density.leading, density.air
        return _sizes(self.size, self.line_height, self.space_before, size, leading, air)

    def solved(self, density: Density, lines: bytes, sizes: Sizes | None = None) -> Paragraph:
        """Return it at a density and with its packed lines; `sizes` are those there, if known."""
        if density is OWN:
            return replace(self, packed_lines=lines)
        size, line_height, space_before = sizes or self.sizes(density)
        return replace(
            self,
            size=size,
            line_height=line_height,
            space_before=space_before,
            indent=density.indent(self.indent) if self.indent else self.indent,
            hanging=density.indent(self.hanging) if self.hanging else self.hanging,
            packed_lines=lines,
        )

    def lowered(self, distance: Emu) -> Paragraph:
        """Return it with its lines so much further below the top edge of its text."""
        lines = (line._replace(baseline=Emu(line.baseline + distance)) for line in self.lines)
        return replace(self, packed_lines=packed_lines(lines))


@lru_cache(maxsize=1024)
def _sizes(  # noqa: PLR0917 - keywords take twice as long
    own: Pt, line_height: Pt, space_before: Pt, size: Pt, leading: float, air: float
) -> Sizes:
    if size == own and leading == air == 1:
        return Sizes(own, line_height, space_before)
    factor = size / own * leading
    space = Pt(round(space_before * factor * air, 2))
    return Sizes(size, Pt(round(line_height * factor, 2)), space)


class ShapeHead(Struct, frozen=True, kw_only=True, tag=True, omit_defaults=True):
    """What all shapes have in common."""

    box: Box
    region: str
    """The layout's region that it is in."""
    span: Span | None = None
    """Its source; None if its paragraphs have it, or if it was not authored."""
    step: int = 0
    """The step at which all of it appears; 0 for the start."""
    alt: str | None = None
    """Its alternative text; empty for decoration; None if its own text says it."""


class TextFrame(ShapeHead, frozen=True, kw_only=True):
    """Consecutive text in one box."""

    paragraphs: tuple[Paragraph, ...]
    role: RegionRole
    fills_placeholder: bool = True
    """Whether it is the region's first frame, which fills the placeholder."""
    anchor: Anchor = "top"
    slack: Emu = Emu(0)
    """Space after its lines, so that they are equally long."""
    columns: int = 1
    """Of several, each but the last is filled by paragraphs of one line."""
    gutter: Emu = Emu(0)
    """Between its columns."""
    panel: Panel | None = None
    ground: str = ""
    """The colour of a panel behind it that is a shape of its own, for pages on which it is without
    that; empty for none."""

    @property
    def inset(self) -> Emu:
        """Return the distance of its text from its edges."""
        return self.panel.inset if self.panel is not None else Emu(0)

    @property
    def across(self) -> Emu:
        """Return the distance of its text from its left and its right edge."""
        return self.panel.across if self.panel is not None else Emu(0)

    @property
    def panel_step(self) -> int:
        """Return the step at which its panel appears, with all of its words; 0 for the start.

        One that is only a line stands from the start.
        """
        if self.panel is not None and self.panel.form == "upper-edge":
            return 0
        steps = {paragraph.step for paragraph in self.paragraphs}
        return steps.pop() if self.panel is not None and len(steps) == 1 else 0

    @property
    def rows(self) -> int:
        """Return how many of its paragraphs are in a column."""
        return -(-len(self.paragraphs) // self.columns)

    @property
    def column_width(self) -> Emu:
        """Return the width of each of its columns."""
        inner = self.text_box.width - self.slack - (self.columns - 1) * self.gutter
        return Emu(inner // self.columns)

    @property
    def text_box(self) -> Box:
        """Return the box of its text, in the form of its panel and less its inset."""
        if self.panel is None:
            return self.box
        form = self.panel.form
        whole = text_box(form, self.box) if form != "box" else self.box
        return whole.inset(self.panel.inset, self.panel.across)

    def parted(self) -> Iterator[tuple[Box, tuple[Paragraph, ...]]]:
        """Yield its columns: the box of the text of each, and its paragraphs."""
        inner = self.text_box
        for column in range(self.columns):
            left = Emu(inner.x + column * (self.column_width + self.gutter))
            width = inner.width if self.columns == 1 else self.column_width
            first = column * self.rows
            box = replace(inner, x=left, width=width)
            yield box, self.paragraphs[first : first + self.rows]


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


class Line(Struct, frozen=True):
    """A straight line."""

    color: str
    width: Emu


class Cell(Struct, frozen=True):
    """A cell of a table."""

    paragraphs: tuple[Paragraph, ...]
    """If empty, one paragraph without runs."""
    columns: int = 1
    """How many columns it spans; the cells that it covers are in their rows nevertheless."""
    rows: int = 1
    joins_left: bool = False
    """Whether it is covered by a cell at its left; `joins_above` by one above it."""
    joins_above: bool = False
    after: Emu = Emu(0)
    """Space right of its text besides its column's, by which decimal points are aligned."""
    fill: str = ""
    """The colour token of its background if it is highlighted; empty for none."""

    @property
    def is_covered(self) -> bool:
        """Return whether another cell covers it, so that it shows nothing."""
        return self.joins_left or self.joins_above


class TableColumn(Struct, frozen=True):
    """The width of a column, and the space left and right of its text."""

    width: Emu
    left: Emu
    right: Emu

    @property
    def inner(self) -> Emu:
        """Return the width available for text."""
        return Emu(max(1, self.width - self.left - self.right))


class TableRow(Struct, frozen=True):
    """Cells side by side, one for each column of their table."""

    height: Emu
    above: Emu
    """Space between the top edge of the row and its text; `below` likewise."""
    below: Emu
    cells: tuple[Cell, ...]
    step: int = 0
    """The step at which it appears, not before its table nor the rows above it."""


class CellPlace(Struct, frozen=True):
    """A cell that is not covered, where it is in its table."""

    row: int
    column: int
    cell: Cell
    box: Box
    """All of it, with the rows and columns that it spans."""
    text: Box
    """The box of its text."""
    anchor: Anchor
    """Where its text is in that box: heads of columns are at the bottom."""


class TableShape(ShapeHead, frozen=True, kw_only=True, dict=True):
    """Text in rows and columns; its box does not include the caption."""

    span: Span
    alt: str
    columns: tuple[TableColumn, ...]
    """Together as wide as the box."""
    rows: tuple[TableRow, ...]
    """Together as high as the box; never empty."""
    header_rows: int
    """How many of the first rows name the columns."""
    has_row_heads: bool
    """Whether the first column names the rows."""
    head_line: Line
    """Below the header, above the total, and below the last row."""
    row_line: Line
    """Between the other rows."""
    is_closed: bool = True
    """Whether there is a line below the last row: there is none where one follows anyway."""
    has_total: bool = False
    """Whether the last row is the total of those above it."""
    caption: TextFrame | None = None

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Return the text of its cells, row by row."""
        return tuple([p for row in self.rows for cell in row.cells for p in cell.paragraphs])

    def is_total(self, row: int) -> bool:
        """Return whether a row is the total."""
        return self.has_total and row == len(self.rows) - 1

    def line_below(self, row: int) -> Line:
        """Return the line below a row."""
        last = len(self.rows) - 1
        is_edge = row in {last, self.header_rows - 1} or (self.has_total and row == last - 1)
        return self.head_line if is_edge else self.row_line

    def has_line_below(self, row: int, column: int) -> bool:
        """Return whether there is a line below a row in a column.

        There is none within a cell, and none below the last row of a table that is not closed. In a
        header of several rows there are lines below groups of columns only.
        """
        is_last = row + 1 == len(self.rows)
        if is_last and not self.is_closed:
            return False
        if not is_last and self.rows[row + 1].cells[column].joins_above:
            return False
        if row >= self.header_rows - 1:
            return True
        cells = self.rows[row].cells
        while column and cells[column].joins_left:
            column -= 1
        return cells[column].columns > 1

    def line_insets(self, row: int, column: int) -> tuple[Emu, Emu]:
        """Return how far the line below a cell is from its left and from its right edge.

        The lines below groups of columns are as wide as what is in these, so that they are parted.
        """
        if row >= self.header_rows - 1:
            return Emu(0), Emu(0)
        last = column + self.rows[row].cells[column].columns - 1
        return self.columns[column].left, self.columns[last].right

    def lines_below(self, row: int) -> Iterator[tuple[Emu, Emu]]:
        """Yield the stretches of the line below a row, each with its left edge and its width."""
        lefts = list(accumulate([column.width for column in self.columns], initial=self.box.x))
        for first, last in self._lined_columns(row):
            before, after = self.line_insets(row, first)
            left = Emu(lefts[first] + before)
            yield left, Emu(lefts[last + 1] - after - left)

    def _lined_columns(self, row: int) -> Iterator[tuple[int, int]]:
        """Yield the first and the last column of each stretch of the line below a row."""
        parts_groups, cells = row < self.header_rows - 1, self.rows[row].cells
        first = None
        for number in range(len(self.columns)):
            if first is not None and parts_groups and not cells[number].joins_left:
                yield first, number - 1
                first = None
            has_line = self.has_line_below(row, number)
            if has_line and first is None:
                first = number
            elif first is not None and not has_line:
                yield first, number - 1
                first = None
        if first is not None:
            yield first, len(self.columns) - 1

    def places(self) -> Iterator[CellPlace]:
        """Yield the cells that are not covered, row by row, where they are."""
        lefts = list(accumulate([column.width for column in self.columns], initial=self.box.x))
        tops = list(accumulate([row.height for row in self.rows], initial=self.box.y))
        for number, row in enumerate(self.rows):
            anchor: Anchor = "bottom" if number < self.header_rows else "top"
            for at, cell in enumerate(row.cells):
                if cell.is_covered:
                    continue
                last = number + cell.rows - 1
                x, y = lefts[at], tops[number]
                width, height = lefts[at + cell.columns] - x, tops[last + 1] - y
                start, top = self.columns[at].left, row.above
                end = self.columns[at + cell.columns - 1].right + cell.after
                text = Box(
                    x=Emu(x + start),
                    y=Emu(y + top),
                    width=Emu(max(1, width - start - end)),
                    height=Emu(height - top - self.rows[last].below),
                )
                box = Box(x=Emu(x), y=Emu(y), width=Emu(width), height=Emu(height))
                yield CellPlace(number, at, cell, box, text, anchor)


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


def from_first_step(shapes: tuple[Shape, ...]) -> tuple[Shape, ...]:
    """Return the shapes of a page with its steps counted from 1, without gaps."""
    used = sorted({step for shape in shapes for step in _steps(shape)} - {0})
    if used == list(range(1, len(used) + 1)):
        return shapes
    new = {0: 0} | {step: number for number, step in enumerate(used, 1)}
    return tuple(_renumbered(shape, new) for shape in shapes)


def _steps(shape: Shape) -> list[int]:
    return [step for part in parts_of(shape) for step in steps_of(part)]


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


def _renumbered(shape: Shape, new: Mapping[int, int]) -> Shape:
    match shape:
        case TableShape():
            caption = shape.caption and _renumbered_frame(shape.caption, new)
            rows = tuple(replace(row, step=new[row.step]) for row in shape.rows)
            return replace(shape, step=new[shape.step], rows=rows, caption=caption)
        case ChartShape():
            narrow = shape.narrow and shape.narrow.renumbered(new)
            plan = shape.plan.renumbered(new)
            return replace(shape, step=new[shape.step], plan=plan, narrow=narrow)
        case PictureShape() | FormulaShape():
            return replace(shape, step=new[shape.step])
        case Group():
            return replace(shape, shapes=tuple(_renumbered_one(one, new) for one in shape.shapes))
        case TextFrame() | Drawing() | Rectangle():
            return _renumbered_one(shape, new)
        case _:
            assert_never(shape)


def _renumbered_one(shape: SingleShape, new: Mapping[int, int]) -> SingleShape:
    match shape:
        case TextFrame():
            return _renumbered_frame(shape, new)
        case Drawing():
            return replace(shape, step=new[shape.step])
        case Rectangle():
            return replace(shape, step=new[shape.step], until=new[shape.until])
        case _:
            assert_never(shape)


def _renumbered_frame(frame: TextFrame, new: Mapping[int, int]) -> TextFrame:
    return replace(frame, paragraphs=tuple(replace(p, step=new[p.step]) for p in frame.paragraphs))


def last_step(shape: Shape) -> int:
    """Return the last step at which a shape changes; 0 if all is there at the start and stays."""
    return max(steps_of(shape), default=0)
