"""Everything that a project has: all talks, and the slides that wait in no talk."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from diptych.diagnostics import Diagnostic, Span
from diptych.model.deck import Slide
from diptych.source.intake import Intake
from diptych.source.overrides import with_overrides
from diptych.source.project import Reading, read_project
from diptych.source.selection import slide_ids
from diptych.source.slides import read_slide, slide_path


class Library(Struct, frozen=True, kw_only=True):
    """A project read as a whole."""

    reading: Reading
    spare: tuple[Slide, ...]
    """Slides that no talk shows."""
    found: tuple[Diagnostic, ...]

    @property
    def slides(self) -> tuple[Slide, ...]:
        """Return every slide, those of talks first."""
        used = {slide.id: slide for read in self.reading.talks for slide in read.talk.slides}
        return (*used.values(), *self.spare)


def read_library(root: Path) -> Library:
    """Return all talks and slides of the project at `root`."""
    reading = read_project(root, ())
    used = {slide.id for read in reading.talks for slide in read.talk.slides}
    intake = Intake(root)
    folder = root / "deck" / "slides"
    spare = []
    for slide_id in slide_ids(folder):
        path = slide_path(folder, slide_id)
        if slide_id not in used and path is not None:
            span = Span(intake.name(path), 1)
            slide = read_slide(path, slide_id, intake, wanted_by=span)
            spare.append(with_overrides(slide, path, reading.locales, intake))
    found = (*reading.found, *intake.found)
    reading = replace(
        reading,
        texts={**reading.texts, **intake.texts},
        files={**intake.files, **reading.files},
    )
    return Library(reading=reading, spare=tuple(spare), found=found)
