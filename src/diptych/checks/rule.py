"""What a check is: a function that yields diagnostics for a whole build."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property

from msgspec import Struct

from diptych.diagnostics import Diagnostic
from diptych.model.deck import Talk
from diptych.model.laid_out import LaidOutTalk
from diptych.model.text import Text
from diptych.model.walk import texts


class Build(Struct, frozen=True, dict=True):
    """One talk as authored, and laid out in each of its locales."""

    talk: Talk
    laid_out: tuple[LaidOutTalk, ...]

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """Return every text of the talk's slides."""
        return tuple(texts(self.talk.slides))


Check = Callable[[Build], Iterable[Diagnostic]]
