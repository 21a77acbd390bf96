"""Text in one box, and what all shapes have in common."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from diptych.diagnostics import Span
from diptych.model.geometry import Box, Emu
from diptych.model.panel_forms import text_box
from diptych.model.paragraph import Paragraph
from diptych.model.theme import Anchor, Panel, RegionRole


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


class IconAbove(Struct, frozen=True):
    """The icon above a text, within the text's box."""

    name: str
    color: str
    side: Emu
    """Its width and height."""
    gap: Emu
    """Between it and the text."""
    outset: Emu = Emu(0)
    """How far its box begins left of the text, so that its lines begin where letters do."""

    @property
    def height(self) -> Emu:
        """Return the height that it takes from the text's box."""
        return Emu(self.side + self.gap)


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
    icon: IconAbove | None = None
    """What stands above its text; it has its place at the top."""
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
    def above(self) -> Emu:
        """Return the height that the icon above its text takes."""
        return self.icon.height if self.icon is not None else Emu(0)

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
        """Return the box of its text, in the form of its panel and less its inset and its icon."""
        inner, above = self.content_box, self.above
        return inner.rows(Emu(inner.y + above), Emu(inner.height - above)) if above else inner

    @property
    def content_box(self) -> Box:
        """Return the box of its text and of the icon above it."""
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
