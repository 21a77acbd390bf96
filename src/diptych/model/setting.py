"""Blocks set in a style: measured once, then fitted to any width and density, and drawn."""

from abc import ABCMeta, abstractmethod
from collections.abc import Callable, Sequence
from typing import NamedTuple

from msgspec import Struct, StructMeta

from diptych.diagnostics import Span
from diptych.model.density import Density
from diptych.model.geometry import Box, Emu
from diptych.model.paragraph import Paragraph
from diptych.model.shapes import Shape


class AbstractStruct(StructMeta, ABCMeta):
    """The metaclass of structs with abstract methods."""


class Extent(NamedTuple):
    """The preferred and the minimum height of something."""

    natural: Emu
    least: Emu


class Fitted(NamedTuple):
    """A block at one width and density."""

    extent: Extent
    draw: Callable[[Box], Sequence[Shape]]
    """Returns its shapes, in reading order, in a box of the width to which it was fitted."""
    missing_width: Emu = Emu(0)
    """How much more width it would need; its extent does not include that."""
    wraps: int = 0
    """How many lines that had better be whole, such as those of a listing, are wrapped."""
    second: Emu = Emu(0)
    """Where the text of its second column begins, if what is below it is to begin there too."""


class Piece(NamedTuple):
    """The least that is not divided among pages: a paragraph, a row, a line of a listing."""

    height: Emu
    above: Emu
    """The space above it if it does not begin a page."""
    lines: int
    holds_next: bool = False
    """Whether the next one has to be on the same page."""
    parts_item: bool = False
    """Whether it belongs to the list item above it, so that a page had better not begin with it."""
    cited: frozenset[int] = frozenset()
    """The numbers of the sources that it cites."""


class Pieces(Struct, frozen=True):
    """What a block can be divided into."""

    pieces: tuple[Piece, ...]
    around: Emu
    """The height that each part has besides its pieces."""
    part: "Callable[[int, int], Setting]"
    """Returns the block with only the pieces from the first to before the second index."""


class Setting(Struct, metaclass=AbstractStruct, frozen=True, kw_only=True):
    """A block set in one style at full size, measured once for any width and density."""

    span: Span

    @property
    def paragraphs(self) -> Sequence[Paragraph]:
        """Return its text, at its own size; without captions, which have that at every density."""
        return ()

    @property
    def advice(self) -> tuple[str, str] | None:
        """Return what to say if it does not fit, and a hint; None for what is said of any block."""
        return None

    @property
    def advice_if_wide(self) -> tuple[str, str] | None:
        """Return the same if it is too wide."""
        return self.advice

    @property
    def reduced(self) -> "Setting | None":
        """Return it as it is shown if it fits in no other way: smaller than its theme permits."""
        return None

    @abstractmethod
    def fitted(self, width: Emu, density: Density) -> Fitted:
        """Return it fitted to `width`, in the sizes of a density."""

    def pieces(self, width: Emu, density: Density, most: Emu) -> Pieces | None:  # noqa: ARG002 - most are never divided
        """Return what it can be divided into at `width`; None if it is never divided.

        Pages are at most `most` high; what is higher had better be divided, too.
        """
        return None


class Hung(Struct, frozen=True):
    """A block set on its own, or within text, such as a listing below a list item."""

    setting: Setting
    indent: Emu = Emu(0)
    """Distance from the left edge of the text's frame."""
