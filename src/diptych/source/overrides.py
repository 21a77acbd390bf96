"""Slides that override others in one language: `<slide>.<locale>.md` next to `<slide>.md`."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from msgspec.structs import replace

from diptych.diagnostics import Span, nearest
from diptych.model.deck import Slide
from diptych.source.catalogues.diagnostic_kinds import UNDECLARED_FILE
from diptych.source.catalogues.project_catalogues import undeclared
from diptych.source.open_slide import read_slide
from diptych.source.reading.paths import is_there
from diptych.source.reading.source_reader import SourceReader
from diptych.source.slides.diagnostic_kinds import ORPHANED_OVERRIDE
from diptych.source.slides.slide_files import GENERATED, OVERRIDING, SUFFIXES
from diptych.storage.reading import SOURCE


def with_overrides(
    slide: Slide, path: Path, locales: tuple[str, ...], reader: SourceReader
) -> Slide:
    """Return the slide of the file at `path` with its overrides for some of `locales`.

    The override of a generated slide is where the slide would be: `roadmap/nvidia.ko.md`.
    """
    home = path
    if path.name.endswith(GENERATED):
        from diptych.source.generated.generators import own_path

        home = own_path(path, slide.id)
    overrides = {
        locale: _override(slide, home.parent / name, locale, reader)
        for locale, name in _beside(home, reader).items()
        if _is_declared(locale, home.parent / name, locales, reader)
    }
    if not overrides:
        return slide
    digest = hashlib.sha256(reader.content(path, SOURCE) or b"").hexdigest()
    return replace(slide, overrides=overrides, sha256=digest)


def override_files(path: Path, reader: SourceReader) -> list[Path]:
    """Return the files that override the slide at `path` in some locale."""
    return [path.parent / name for name in _beside(path, reader).values()]


def check_overrides(folder: Path, reader: SourceReader) -> None:
    """Report the overrides below `folder` that have no slide next to them."""
    for parent in sorted({folder, *(path.parent for path in reader.files_below(folder))}):
        slides = {name.partition(".")[0] for name in _names(parent, reader) if name.count(".") == 1}
        for name in _names(parent, reader):
            base = name.partition(".")[0]
            if _locale(name) and base not in slides and not _is_generated(parent / base, reader):
                span = Span(reader.name(parent / name), 1)
                message = f"there is no slide `{base}` next to this file that it could override"
                hint = nearest(base, sorted(slides), what="slide")
                reader.report(ORPHANED_OVERRIDE, span, message, hint)


def _is_generated(home: Path, reader: SourceReader) -> bool:
    """Return whether a generator makes the slide that would be the file at `home`."""
    from diptych.source.generated.generators import makes

    beside = (home.with_name(f"{home.name}{suffix}") for suffix in GENERATED)
    above = (home.parent.with_name(f"{home.parent.name}{suffix}") for suffix in GENERATED)
    return any(
        is_there(path) and makes(path, slide_id, reader)
        for paths, slide_id in ((beside, home.name), (above, f"{home.parent.name}/{home.name}"))
        for path in paths
    )


def _override(slide: Slide, path: Path, locale: str, reader: SourceReader) -> Slide:
    span, language = Span(reader.name(path), 1), reader.language
    reader.language = locale
    try:
        return read_slide(path, slide.id, reader, wanted_by=span, more=OVERRIDING)
    finally:
        reader.language = language


def _beside(path: Path, reader: SourceReader) -> Mapping[str, str]:
    """Return the names of the overrides of the slide at `path` by locale."""
    return _overriding(reader.listed(path.parent)).get(path.name.partition(".")[0], {})


@lru_cache(maxsize=64)
def _overriding(listed: frozenset[str]) -> Mapping[str, Mapping[str, str]]:
    """Return the names of a folder's overrides by slide and locale.

    The result is cached, since it is needed for every slide of the folder.
    """
    found: dict[str, dict[str, str]] = {}
    for name in _slide_files(listed):
        if locale := _locale(name):
            found.setdefault(name.partition(".")[0], {})[locale] = name
    return found


def _names(folder: Path, reader: SourceReader) -> list[str]:
    """Return the names of the slide files in a folder, sorted."""
    return _slide_files(reader.listed(folder))


def _slide_files(listed: frozenset[str]) -> list[str]:
    return sorted(name for name in listed if name.endswith(SUFFIXES))


def _locale(name: str) -> str:
    """Return the locale in `order-race.ko.md`; empty if there is none."""
    return ".".join(name.split(".")[1:-1])


def _is_declared(locale: str, path: Path, locales: tuple[str, ...], reader: SourceReader) -> bool:
    if locale in locales:
        return True
    span = Span(reader.name(path), 1)
    message = f"the file is for the locale `{locale}`, which is not declared"
    reader.report(UNDECLARED_FILE, span, message, undeclared(locale, locales))
    return False
