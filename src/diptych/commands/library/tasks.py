"""The commands about libraries, except the update."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote

from msgspec.structs import replace

from diptych.building.disclosures import note_disclosed
from diptych.commands.library.copies import Staged, replace_copy
from diptych.commands.library.differences import count
from diptych.commands.library.git import (
    LibraryError,
    fetch,
    is_address,
    is_repository,
    remote_commit,
)
from diptych.commands.library.locking import lock_text, scalar
from diptych.commands.library.report import Report, is_of_libraries, of_declaration
from diptych.config import BuildConfig
from diptych.diagnostics import Span
from diptych.source.libraries.declared import (
    COPIES,
    DECK,
    HEAD,
    REVISION,
    Declared,
    home_of,
    leads_back,
    of_home,
    unfit_name,
)
from diptych.source.libraries.diagnostic_kinds import LIBRARY_CYCLE, MISSING_LIBRARY
from diptych.source.libraries.lock import LOCK, Locked
from diptych.source.project import Reading, read_project
from diptych.source.yaml.declaring import with_library
from diptych.storage.scratch import scratch
from diptych.storage.texts import write_text
from diptych.terminal import without_passwords

_SHORT = 10
_LOCAL = "file://"


def add(root: Path, name: str, source: str, revision: str | None, *, is_git: bool) -> Report:
    """Declare a library in deck.yaml, copy it and lock it.

    Raise ValueError if its name, source or revision cannot be used.
    """
    reading = read_project(root, (), (), {})
    declared = _to_declare(root, reading, name, source, revision, is_git=is_git)
    settings = {"git": declared.source, "revision": declared.revision}
    if not declared.is_git:
        settings = {"path": declared.source}
    listed = ", ".join(f"{key}: {scalar(value)}" for key, value in settings.items())
    text = with_library(root / DECK, name, f"{{{listed}}}")
    try:
        with scratch() as staging:
            return Report(written=_add(root, declared, text, staging))
    except LibraryError as error:
        return Report(found=(error.found,), texts=reading.texts)


def outdated(root: Path, names: Sequence[str] = ()) -> Report:
    """Return whether there is a newer version of each library; write nothing."""
    reading = read_project(root, (), (), {})
    if broken := of_declaration(reading):
        return Report(found=broken, texts=reading.texts)
    rows, found = [("LIBRARY", "REVISION", "LOCKED", "STATE")], []
    for name in names or reading.libraries:
        declared, locked = reading.libraries[name], reading.lock.get(name)
        try:
            state = _state(root, declared, locked, reading)
        except LibraryError as error:
            found.append(error.found)
            continue
        commit = locked.commit[:_SHORT] if locked is not None else ""
        rows.append((name, declared.revision or "(path)", commit or "-", state))
    if not reading.libraries:
        nothing = "no library is declared; `diptych library add NAME SOURCE` adds one"
        return Report(lines=(nothing,), found=tuple(found), texts=reading.texts)
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = (
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )
    return Report(lines=tuple(lines), found=tuple(found), texts=reading.texts)


def verify(root: Path) -> Report:
    """Check all libraries against the lock; record slides that are used for the first time."""
    checked = read_project(root, (), ())
    reading = read_project(root, (), (), {})
    wrong = tuple(one for one in checked.found if is_of_libraries(one))
    lock, lines = dict(reading.lock), []
    for name, used in reading.library_slides.items():
        locked = lock.get(name)
        if locked is None or locked.source != reading.libraries[name].source:
            continue
        differs = [slide for slide, now in used.items() if locked.slides.get(slide, now) != now]
        lines.append(f"{name}  {count(len(used), 'slide')} used, {len(differs)} changed")
        if not differs:
            fresh = sorted(used.keys() - locked.slides.keys())
            lines += (f"  recorded {slide}" for slide in fresh)
            lock[name] = replace(locked, slides={**locked.slides, **used})
    written: tuple[Path, ...] = ()
    if not wrong and lock != reading.lock and write_text(root, root / LOCK, lock_text(lock)):
        written = (root / LOCK,)
    return Report(lines=tuple(lines), written=written, found=wrong, texts=checked.texts)


def is_revision(text: str) -> bool:
    """Return whether `text` can be a branch, tag or commit."""
    return REVISION.fullmatch(text) is not None


def declared_in(root: Path) -> tuple[str, ...]:
    """Return the names of the libraries that a project declares."""
    return tuple(read_project(root, (), (), {}).libraries)


def _to_declare(
    root: Path, reading: Reading, name: str, source: str, revision: str | None, *, is_git: bool
) -> Declared:
    """Return a library as it is to be declared; raise ValueError if it cannot be."""
    _check_name(root, reading, name)
    is_git = is_git or is_repository(source)
    _check_source(source, revision, is_git=is_git)
    is_local = source.startswith(_LOCAL)
    path = Path(unquote(source.removeprefix(_LOCAL))) if is_local else of_home(source)
    if (is_local or not is_address(source)) and path.exists():
        # Relative to the project: the file is committed, and must not depend on this machine.
        source = Path(os.path.relpath(path, root)).as_posix()
    return Declared(
        name=name,
        source=source,
        is_git=is_git,
        revision=(revision or HEAD) if is_git else "",
        span=Span("deck/deck.yaml", 1),
    )


def _check_name(root: Path, reading: Reading, name: str) -> None:
    """Raise ValueError if a new library cannot have this name."""
    why = unfit_name(name)
    if why is not None:
        raise ValueError(f"{why}; use lower-case letters, digits and hyphens")
    if name in reading.libraries:
        raise ValueError(
            f"library `{name}` already exists; `diptych library update {name}` updates it"
        )
    if (root / COPIES / name).exists():
        raise ValueError(f"`{COPIES / name}` already exists; move it away")


def _check_source(source: str, revision: str | None, *, is_git: bool) -> None:
    """Raise ValueError if a source or its revision cannot be declared."""
    if not source.strip() or source.startswith("-"):
        raise ValueError(f"`{source}` is not a valid source: name a folder or a git repository")
    if revision is not None and (not is_git or not is_revision(revision)):
        what = (
            f"`{revision}` is not a valid branch, tag or commit"
            if is_git
            else "a folder has no revision"
        )
        raise ValueError(f"{what}; `--git` says that the source is a repository")
    if without_passwords(source) != source:
        hint = "leave it out: git asks your credential helper, or use an SSH key"
        raise ValueError(f"`{source}` contains a password, which would be in deck.yaml; {hint}")


def _add(root: Path, declared: Declared, text: str, staging: Path) -> tuple[Path, ...]:
    one = Staged(declared=declared, folder=home_of(root, declared), is_copy=False)
    if declared.is_git:
        folder = staging / declared.name
        commit = fetch(root, declared, declared.revision, folder)
        one = Staged(
            declared=declared,
            folder=folder,
            is_copy=True,
            revision=declared.revision,
            commit=commit,
        )
    elif not (one.folder / DECK).is_file():
        message = f"there is no deck/deck.yaml in `{declared.source}`"
        hint = "name the folder of a Diptych project, or a git repository with `--git`"
        raise LibraryError(MISSING_LIBRARY.at(None, message, hint=hint))
    if cycle := leads_back(root, one.folder):
        message = f"library `{declared.name}` leads back to this project: {cycle}"
        hint = "move what both use to a third project"
        raise LibraryError(LIBRARY_CYCLE.at(None, message, hint=hint))
    written = [root / DECK]
    write_text(root, root / DECK, text)
    if one.is_copy:
        written.append(replace_copy(root, one))
    reading = read_project(root, (), (), {})
    note_disclosed(BuildConfig(root=root), reading.outside)
    locked = Locked(
        source=declared.source,
        revision=one.revision,
        commit=one.commit,
        slides=dict(reading.library_slides.get(declared.name, {})),
    )
    if write_text(root, root / LOCK, lock_text({**reading.lock, declared.name: locked})):
        written.append(root / LOCK)
    return tuple(written)


def _state(root: Path, declared: Declared, locked: Locked | None, reading: Reading) -> str:
    if locked is None:
        return "not locked yet"
    if not declared.is_git:
        used = reading.library_slides.get(declared.name, {})
        changed = [slide for slide, now in used.items() if locked.slides.get(slide, now) != now]
        return f"{count(len(changed), 'slide')} changed" if changed else "up to date"
    now = remote_commit(root, declared)
    return "up to date" if now == locked.commit else f"{now[:_SHORT]} is available"
