"""A project that is read for a list, but not laid out."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from diptych.config import BuildConfig
from diptych.model.deck import Talk
from diptych.source.project import Reading

NO_PROJECT = (
    "no project: there is no deck/deck.yaml here or above; `diptych init DIR` makes a project"
)
UNREADABLE = "(cannot be read: run diptych check)"


class OpenedProject(Struct, frozen=True):
    """A project, or a single-file talk."""

    root: Path
    reading: Reading
    config: BuildConfig
    """With what earlier runs read, which this one did not have to read again."""

    @property
    def talks(self) -> tuple[Talk, ...]:
        """Return the talks that could be read."""
        return tuple(read.talk for read in self.reading.talks)
