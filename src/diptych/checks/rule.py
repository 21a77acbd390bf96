"""What a check is: it sees a whole build and yields what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec import Struct

from diptych.diagnostics import Diagnostic
from diptych.model.deck import Talk
from diptych.model.laid_out import LaidOutTalk


class Build(Struct, frozen=True):
    """One talk as authored, and laid out in each of its locales."""

    talk: Talk
    laid_out: tuple[LaidOutTalk, ...]


Check = Callable[[Build], Iterable[Diagnostic]]
