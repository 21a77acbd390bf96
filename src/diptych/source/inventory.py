"""The contents of a project: all talks, and the slides that are in no talk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from diptych.diagnostics import Diagnostic, Span
from diptych.markup.slugs import id_like
from diptych.model.deck import Slide
from diptych.source.open_slide import read_slide
from diptych.source.overrides import with_overrides
from diptych.source.project import Reading, read_project
from diptych.source.reading.source_reader import SourceReader
from diptych.source.slides.diagnostic_kinds import MISNAMED_SLIDE
from diptych.source.slides.slide_files import SLIDE_ID, SUFFIXES, slide_path
from diptych.source.talks.selection import slide_ids
from diptych.storage.reading import Reader

_ABOUT = "README"
"""A file about the slides, which is none."""


class Inventory(Struct, frozen=True, kw_only=True):
    """A project read as a whole."""

    reading: Reading
    unused: tuple[Slide, ...]
    """Slides that no talk shows."""
    found: tuple[Diagnostic, ...]

    @property
    def slides(self) -> tuple[Slide, ...]:
        """Return every slide, those of talks first."""
        used = {slide.id: slide for read in self.reading.talks for slide in read.talk.slides}
        return (*used.values(), *self.unused)


def read_inventory(root: Path) -> Inventory:
    """Return all talks and slides of the project at `root`."""
    reading = read_project(root, ())
    used = {slide.id for read in reading.talks for slide in read.talk.slides}
    reader = SourceReader(root)
    folder = root / "deck" / "slides"
    unused = []
    for slide_id in slide_ids(folder):
        path = slide_path(folder, slide_id)
        if slide_id not in used and path is not None:
            span = Span(reader.name(path), 1)
            slide = read_slide(path, slide_id, reader, wanted_by=span)
            unused.append(with_overrides(slide, path, reading.locales, reader))
    found = (*reading.found, *reader.found)
    reading = replace(
        reading,
        texts={**reading.texts, **reader.texts},
        files={**reader.files, **reading.files},
    )
    return Inventory(reading=reading, unused=tuple(unused), found=found)


def misnamed_slides(root: Path) -> Iterator[Diagnostic]:
    """Yield a warning for each file among the slides of a project that has no valid id."""
    folder = root / "deck" / "slides"
    for path in sorted(Reader((root,)).files_below(folder)):
        slide_id = path.relative_to(folder).as_posix().partition(".")[0]
        if path.suffix not in SUFFIXES or path.stem == _ABOUT or SLIDE_ID.fullmatch(slide_id):
            continue
        near = id_like(slide_id)
        hint = f"rename it, such as `{near}{path.suffix}`" if near else "give it another name"
        message = f"no talk can show this slide: `{slide_id}` is not a valid slide id"
        yield MISNAMED_SLIDE.at(Span(path.relative_to(root).as_posix(), 1), message, hint=hint)
