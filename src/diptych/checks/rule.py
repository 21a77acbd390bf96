"""What a check is: it sees a whole build and yields what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from diptych.diagnostics import Diagnostic
from diptych.model.deck import Talk
from diptych.model.laid_out import LaidOutTalk


@dataclass(frozen=True, slots=True)
class Build:
    """One talk as authored, and laid out in each of its locales."""

    talk: Talk
    laid_out: tuple[LaidOutTalk, ...]


Check = Callable[[Build], Iterable[Diagnostic]]
