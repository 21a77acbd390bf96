"""Freezing a talk as it was given: its sources are copied, so that later edits do not affect it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from msgspec import Struct
from msgspec.structs import replace

from diptych import __version__
from diptych.config import BuildConfig
from diptych.diagnostics import Diagnostic
from diptych.model.deck import ArrangementName, Kept
from diptych.model.laid_out import LaidOutSlide, LaidOutTalk
from diptych.pipeline import is_refused, prepare
from diptych.source.frozen import RECORD, frozen_folder, frozen_root, record_of
from diptych.source.libraries.declared import declared_in, home_of
from diptych.source.reading.runtime import builtin_templates
from diptych.storage.folder import Folder
from diptych.storage.reading import EXTRA, Reader


class Frozen(Struct, frozen=True, kw_only=True):
    """The outcome of freezing a talk."""

    folder: Path
    files: int = 0
    found: tuple[Diagnostic, ...] = ()
    texts: Mapping[str, str] = {}


def freeze(root: Path, name: str) -> Frozen:
    """Copy everything that the talk `name` is made of; nothing is written if anything is wrong.

    Raise ValueError if the talk is already frozen.
    """
    folder = frozen_folder(root, name)
    if frozen_root(root, name) is not None:
        raise ValueError(f"talk `{name}` is already frozen; delete {folder} to freeze it again")
    prepared = prepare(BuildConfig(root=root, talks=(name,), out=root / "output"))
    if is_refused(prepared.found, strict=False):
        return Frozen(folder=folder, found=prepared.found, texts=prepared.texts)
    files = dict(sorted(_files(prepared.files, root).items()))
    record = record_of(name, __version__, folder, _kept(prepared.talks), files)
    with Folder(root) as written:
        place = PurePosixPath(folder.relative_to(root).as_posix())
        written.replace_folder(place, {**_by_path(files), PurePosixPath(RECORD): record.encode()})
    return Frozen(folder=folder, files=len(files), found=prepared.found, texts=prepared.texts)


def _kept(talks: Iterable[LaidOutTalk]) -> dict[str, Kept]:
    """Return how each slide is laid out, given the talk in all of its languages."""
    kept: dict[str, Kept] = {}
    for talk in talks:
        for one in talk.slides:
            before = kept.get(one.slide.id)
            if one.part == 1:
                pages = before.pages if before else ()
                kept[one.slide.id] = _kept_page(one, one.arrangement, before, talk.locale, pages)
            if one.arrangement == "pages":
                slide, index = kept[one.slide.id], one.part - 1
                known = slide.pages[index] if index < len(slide.pages) else None
                page = _kept_page(one, one.arranged_within, known, talk.locale)
                pages = (*slide.pages[:index], page, *slide.pages[index + 1 :])
                kept[one.slide.id] = replace(slide, pages=pages)
    return kept


def _kept_page(
    one: LaidOutSlide,
    arrangement: ArrangementName | None,
    before: Kept | None,
    locale: str,
    pages: tuple[Kept, ...] = (),
) -> Kept:
    """Return how a page is laid out, given how it is in the locales `before`."""
    return Kept(
        arrangement=arrangement,
        layout=one.layout.authored_name,
        densities={**(before.densities if before else {}), locale: one.density.name},
        is_centred=one.is_centred,
        pages=pages,
    )


def _files(read: Iterable[Path], root: Path) -> dict[str, bytes]:
    """Return the content of all that was read, by its path in the copy, which is a project."""
    libraries = {
        home_of(root, declared).resolve(): f"deck/libraries/{declared.name}"
        for declared in declared_in(root)
    }
    root = root.resolve()
    templates = builtin_templates().resolve()
    reader = Reader((root, templates, *libraries))
    files: dict[str, bytes] = {}
    for path in read:
        target = path.resolve()
        if not target.is_file():
            continue
        if target.is_relative_to(root / "deck") or target.is_relative_to(root / "templates"):
            files[target.relative_to(root).as_posix()] = reader.read(target, EXTRA)
        elif target.is_relative_to(templates):
            copied = f"templates/{target.relative_to(templates).as_posix()}"
            files.setdefault(copied, reader.read(target, EXTRA))
        elif folders := [one for one in libraries if target.is_relative_to(one)]:
            for folder in folders:
                copied = f"{libraries[folder]}/{target.relative_to(folder).as_posix()}"
                files[copied] = reader.read(target, EXTRA)
        elif target.is_relative_to(root):  # a picture or listing that lies beside the deck
            files[target.relative_to(root).as_posix()] = reader.read(target, EXTRA)
    return files


def _by_path(files: Mapping[str, bytes]) -> dict[PurePosixPath, bytes]:
    return {PurePosixPath(name): data for name, data in files.items()}
