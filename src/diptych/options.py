"""What a user asks of outputs, beyond the talk itself."""

from __future__ import annotations

from msgspec import Struct


class OutputOptions(Struct, frozen=True, kw_only=True):
    """Each output takes what concerns it."""

    width: int = 1280
    """The width of pictures of slides in pixels."""


DEFAULT_OPTIONS = OutputOptions()
