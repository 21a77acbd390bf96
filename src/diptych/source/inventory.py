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
from diptych.storage.reading import Reader, names_in

_ABOUT = "README"
"""A file about the slides, which is none."""
_MEANT = {".md": ".md", ".markdown": ".md", ".qmd": ".md", ".yml": ".yaml", ".yaml": ".yaml"}
"""The endings that names should have, by those in small letters that other tools know, too."""
_RENAME = "give it a name of lower-case letters, digits and hyphens"


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


def misnamed_files(root: Path) -> Iterator[Diagnostic]:
    """Yield a warning for each file that seems to be a slide or talk, but has no name of one."""
    reader = Reader((root,))
    for path in sorted(reader.files_below(root / "deck" / "slides")):
        if path.stem != _ABOUT and (reported := _misnamed_slide(path, root)) is not None:
            yield reported
    for name in sorted(names_in(root / "deck" / "talks")):
        path = Path("deck/talks", name)
        if path.stem == _ABOUT or path.suffix.lower() not in {".md", *_MEANT} or name[0] == ".":
            continue
        message = "this is no talk of the project, whose names end in `.yaml`"
        hint = f"rename it `{path.stem}.yaml`"
        if _MEANT.get(path.suffix.lower(), ".md") == ".md":
            hint = f"build it on its own, `diptych build {path.as_posix()}`"
        elif path.suffix == path.suffix.lower():
            continue
        yield MISNAMED_SLIDE.at(Span(path.as_posix(), 1), message, hint=hint)


def _misnamed_slide(path: Path, root: Path) -> Diagnostic | None:
    slide_id = path.relative_to(root / "deck" / "slides").as_posix().partition(".")[0]
    meant = _MEANT.get(path.suffix.lower())
    if path.suffix not in SUFFIXES and meant is not None:
        message = f"no talk can show this slide, since its name ends in `{path.suffix}`"
        hint = f"rename it `{path.name.removesuffix(path.suffix)}{meant}`"
    elif path.suffix in SUFFIXES and not SLIDE_ID.fullmatch(slide_id):
        near = id_like(slide_id)
        is_whole = near.count("/") == slide_id.count("/")
        hint = f"rename it, such as `{near}{path.suffix}`" if near and is_whole else _RENAME
        message = f"no talk can show this slide: `{slide_id}` is not a valid slide id"
    else:
        return None
    return MISNAMED_SLIDE.at(Span(path.relative_to(root).as_posix(), 1), message, hint=hint)
