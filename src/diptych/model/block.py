"""What slides are made of: blocks of text, which flow together, and blocks drawn as shapes."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, ForwardRef, Literal

from msgspec import Struct

from diptych.diagnostics import Span
from diptych.model.labels import LabelKind
from diptych.model.paragraph import Paragraph
from diptych.model.setting import AbstractStruct, Hung, Setting
from diptych.model.style import Style
from diptych.model.theme import BlockStyle, RegionRole

InMarkdown = Literal["div", "fence", "own"]
"""How a kind of block is written in Markdown: as `::: name` with its texts as paragraphs and the
rest as attributes, as a code fence with its name and YAML inside, or in Markdown's own syntax."""


class Block(
    Struct, metaclass=AbstractStruct, frozen=True, kw_only=True, tag=True, omit_defaults=True
):
    """A piece of content, as authored.

    The types of its fields define how a block is read and what is translated (`roles.py`); its
    docstring shows how it is written.
    """

    noun: ClassVar[str] = "a block"
    """What messages call it."""
    in_markdown: ClassVar[InMarkdown] = "div"
    styles: ClassVar[tuple[BlockStyle, ...]] = ()
    """The type tokens it is set in, besides those of lists."""
    is_in_notes: ClassVar[bool] = False
    """Whether notes may have it, as its paragraphs alone."""
    counted_as: ClassVar[tuple[LabelKind, ...]] = ()
    """What it may be counted as: its id, a label, says which (`labels.py`)."""
    number_in: ClassVar[str] = ""
    """The name of the text before which its number stands; empty if it shows the number itself."""

    span: Span
    id: str | None = None
    """The author's own id, `{#id}`."""
    step: int = 0
    """The step at which it appears; 0 for the start."""
    is_amiss: bool = False
    """Whether it stands in place of what could not be read, or not be run, which is reported."""

    @property
    def steps(self) -> tuple[int, ...]:
        """Return the steps at which it appears or changes."""
        return (self.step,)

    @property
    def fault(self) -> tuple[str, str] | None:
        """Return why it cannot be shown with these values, and a hint; None if it can."""
        return None

    @abstractmethod
    def parts(self, style: Style) -> Iterator[Paragraph | Hung]:
        """Yield its paragraphs, set in `style`, and the non-text blocks among them."""


class TextBlock(Block, frozen=True, kw_only=True):
    """A block that is set as paragraphs; adjacent text blocks share one text frame."""

    is_in_notes = True
    stands_out: ClassVar[bool] = False
    """Whether it is the one text on its slide that is seen first."""

    @abstractmethod
    def draw(self, style: Style) -> tuple[Paragraph, ...]:
        """Return its paragraphs, set in `style`."""

    def parts(self, style: Style) -> Iterator[Paragraph | Hung]:
        """Yield its paragraphs and the non-text blocks among them."""
        yield from self.draw(style)


class ShapeBlock(Block, frozen=True, kw_only=True):
    """A block that is drawn as shapes of its own."""

    wants: ClassVar[RegionRole] = "text"
    """The kind of region it belongs in, if the layout has one."""

    width: float | None = None
    """Share of the region's width, 0 to 1; None for all of it."""

    @property
    def aspect(self) -> float | None:
        """Return its width divided by its height; None if that depends on where it is."""
        return None

    @abstractmethod
    def set(self, style: Style) -> Setting:
        """Return it set in `style`, at full size."""

    def parts(self, style: Style) -> Iterator[Paragraph | Hung]:
        """Yield it, set in `style`."""
        yield Hung(self.set(style))


if TYPE_CHECKING:
    AnyBlock = Block
else:
    # The type for reading blocks from bytes: only the table of blocks lists all kinds.
    AnyBlock = ForwardRef("ANY_BLOCK", module="diptych.blocks")
