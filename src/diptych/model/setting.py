"""Blocks set in a style: measured once, then fitted to any width and scale, and drawn."""

from __future__ import annotations

from abc import ABCMeta, abstractmethod
from collections.abc import Callable, Sequence
from typing import NamedTuple

from msgspec import Struct, StructMeta

from diptych.diagnostics import Span
from diptych.model.geometry import Box, Emu
from diptych.model.shapes import Paragraph, Shape


class AbstractStruct(StructMeta, ABCMeta):
    """What lets a struct have abstract methods."""


class Extent(NamedTuple):
    """How high something would like to be, and the least it can be."""

    natural: Emu
    least: Emu


class Fitted(NamedTuple):
    """A block at one width and scale."""

    extent: Extent
    draw: Callable[[Box], Sequence[Shape]]
    """Returns its shapes inside a box as wide as it was fitted to, in reading order."""
    missing_width: Emu = Emu(0)
    """How much wider it would have to be; its extent says nothing of that."""


class Setting(Struct, metaclass=AbstractStruct, frozen=True, kw_only=True):
    """A block set in one style at full size, measured once and good for any width and scale."""

    span: Span

    @property
    def paragraphs(self) -> Sequence[Paragraph]:
        """Return the text that shrinks with the slide, at full size: captions do not."""
        return ()

    @abstractmethod
    def fitted(self, width: Emu, scale: float) -> Fitted:
        """Return it at `width`, its type `scale` times as large."""


class Hung(Struct, frozen=True):
    """A block that stands by itself, or within text, such as a listing below an item of a list."""

    setting: Setting
    indent: Emu = Emu(0)
    """From the left edge of the text's frame."""
