"""What the last builds read and wrote.

It makes an unchanged build almost free, and writing atomic, and lets files that are no longer made
be removed. It is checked before anything large is imported, so it imports very little itself. It
is in the user's own cache, never in the output folder: a cloned repository cannot supply one.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Self

import msgspec
from msgspec import Struct

from diptych.building.records import (
    FORMAT,
    BuildRecord,
    GroupFiles,
    ProjectFiles,
    Records,
    as_path,
    as_text,
)
from diptych.building.staged import Staged
from diptych.config import BuildConfig
from diptych.diagnostics import Diagnostic, DiagnosticKind
from diptych.program import program_stamp
from diptych.render import is_chosen
from diptych.storage.cache import States, name_of, state_of
from diptych.storage.folder import Folder
from diptych.storage.lock import locked
from diptych.storage.recall import keep, recall, tidy
from diptych.storage.staging import Staging

OTHER_SOURCE = DiagnosticKind(
    "OUT604",
    "made-from-another-source",
    "A build would replace what was made from another file or project, whose talk has the same"
    " name.",
)

_REMEMBERED = 50
"""Most builds into one output folder that are remembered, the last ones."""


class Written(Struct, frozen=True):
    """The outcome of writing."""

    written: tuple[PurePosixPath, ...]
    """Files that are new or changed."""
    kept: int
    """The number of files that were already up to date."""
    removed: tuple[PurePosixPath, ...]


class Manifest:
    """The records about an output folder; while it is open, no other run writes there.

    Raise OSError on entering if the folder cannot be written to, or is a link.
    """

    def __init__(self, config: BuildConfig, waiting: Callable[[], None] = lambda: None) -> None:
        self._config = config
        self._waiting = waiting
        self._folder = output_folder(config)
        self._held = contextlib.ExitStack()
        self._records = Records()
        self._wrote: dict[PurePosixPath, str | None] = {}
        self._groups: list[str] = []

    def __enter__(self) -> Self:
        """Lock the folder, and read its records."""
        with contextlib.ExitStack() as opening:
            opening.enter_context(self._folder)
            opening.enter_context(locked(self._folder, self._waiting))
            self._folder.sweep(is_held=True)
            self._records = self._kept()
            self._held = opening.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        """Unlock the folder; remove it first if it was made here and is unused."""
        self._folder.remove_unused()
        self._held.close()

    def is_current(self) -> bool:
        """Return whether this build would read and write exactly what it did the last time."""
        build = self._records.builds.get(_signature(self._config))
        if build is None or build.program != program_stamp() or self._made.begun:
            return False
        if any(key not in build.groups for key in self._asked_for(self._made.groups)):
            return False
        return all(state_of(as_path(path)) == state for path, state in build.files.items())

    @property
    def warnings(self) -> int:
        """Return the number of warnings of the last such build."""
        return self._records.builds[_signature(self._config)].warnings

    @property
    def with_notes(self) -> tuple[str, ...]:
        """Return the talks, locales and outputs in the folder that have speaker notes."""
        ours = self._made
        return tuple(
            key
            for key in sorted(ours.with_notes)
            if any(os.path.lexists(self._folder.path / as_path(p)) for p in ours.hashes((key,)))
        )

    def has_made(self, key: str) -> bool:
        """Return whether the files of a talk, locale and output are in place, as far as known."""
        files = self._made.groups.get(as_text(key), {})
        return bool(files) and all(os.path.lexists(self._folder.path / as_path(p)) for p in files)

    @contextlib.contextmanager
    def staged(self) -> Iterator[Staged]:
        """Yield an object that takes the files of a build one by one."""
        with self._folder.staging() as staging:
            yield Staged(self._folder, staging)

    def check_foreign(self, staged: Staged) -> Iterator[Diagnostic]:
        """Yield an error for each file that would be replaced and is not as a build has made it.

        So is what was made from another source, as long as that is there.
        """
        yield from self._of_others(staged)
        there = [path for path in staged.staging.made if os.path.lexists(self._folder.path / path)]
        if there:
            from diptych.building.replacing import check_replaced  # not by a build of a new folder

            yield from check_replaced(self._folder, there, self._known_hashes(), staged.before)

    def _known_hashes(self) -> dict[PurePosixPath, set[str]]:
        """Return the possible hashes of what builds have made, by path."""
        known: dict[PurePosixPath, set[str]] = {}
        for made in self._records.made.values():
            for text, hashes in made.hashes((*made.groups, *made.begun)).items():
                known.setdefault(PurePosixPath(as_path(text)), set()).update(hashes)
        return known

    def _of_others(self, staged: Staged) -> Iterator[Diagnostic]:
        """Yield an error for each other source whose talks would be replaced."""
        new = staged.staging.made
        replaced = {as_text(path) for path in new if os.path.lexists(self._folder.path / path)}
        ours = self._made
        for project, made in self._records.made.items():
            source = Path(as_path(project))
            if made is not ours and source.exists():
                talks = {
                    key.split("/", 1)[0]
                    for groups in (made.groups, made.begun)
                    for key, files in groups.items()
                    if not replaced.isdisjoint(files)
                }
                for talk in sorted(filter(None, talks)):
                    yield _made_from(self._folder.path / as_path(talk), source)

    def put(self, staged: Staged, with_notes: Collection[str] = ()) -> Written:
        """Put new files in place, then remove those that are no longer made.

        Every new file is made before the first is put in place; they are put in place in their
        order, in which what a page loads comes before it, and removed in the opposite order; and
        they are recorded before the first is put in place. So whenever a build is killed, each
        file is complete, a page has its own assets, and the next build knows everything that is
        there. `with_notes` are the groups with speaker notes.
        """
        groups, new = staged.groups, tuple(staged.staging.made)
        self._groups = list(groups)
        with_notes = tuple(map(as_text, with_notes))
        if new:
            self._take_over(new)
            self._made.begin(groups, with_notes)
            self._keep()
        self._folder.place(staged.staging)
        removed = self._remove_stale(groups, with_notes)
        self._wrote = {
            path: state_of(self._folder.path / path) if path in staged.staging.made else state
            for path, state in staged.before.items()
        }
        if not self._folder.is_there:
            raise OSError(errno.ENOENT, "went away while it was written", str(self._folder.path))
        return Written(new, len(staged.before) - len(new), removed)

    def _take_over(self, paths: Iterable[PurePosixPath]) -> None:
        """Forget that another source has made what is now made from this one."""
        taken, ours = set(map(as_text, paths)), self._made
        for made in self._records.made.values():
            if made is not ours:
                made.lose(taken)

    def remember(self, read: States, found: Iterable[Diagnostic]) -> str | None:
        """Record the state of everything that this build read and wrote.

        If something changed while it was read, or a file is already gone, the build is not
        recorded: the next one reads or writes it again. Return why the cache cannot be written to,
        if it cannot.
        """
        key = _signature(self._config)
        self._records.builds.pop(key, None)
        wrote = {self._folder.path / path: state for path, state in self._wrote.items()}
        is_whole = None not in wrote.values()
        if is_whole and all(state_of(path) == state for path, state in read.items()):
            self._records.builds[key] = BuildRecord(
                program=program_stamp(),
                warnings=sum(1 for _ in found),
                files={as_text(path): state for path, state in (*read.items(), *wrote.items())},
                groups=self._groups,
            )
        for old in list(self._records.builds)[:-_REMEMBERED]:
            del self._records.builds[old]
        unkept = self._keep()
        tidy(self._config.cache)
        return unkept

    def _keep(self) -> str | None:
        return keep(self._config.cache, *self._name, msgspec.json.encode(self._records))

    @property
    def _name(self) -> tuple[str, str]:
        return "outputs", name_of(self._folder.path)

    @property
    def _made(self) -> ProjectFiles:
        project = as_text(self._config.document or self._config.root)
        return self._records.made.setdefault(project, ProjectFiles())

    def _kept(self) -> Records:
        data = recall(self._config.cache, *self._name)
        try:
            records = msgspec.json.decode(data or b"", type=Records)
        except (ValueError, RecursionError):
            return Records()
        return records if records.format == FORMAT else Records()

    def _remove_stale(
        self, groups: GroupFiles, with_notes: Collection[str]
    ) -> tuple[PurePosixPath, ...]:
        """Remove what earlier builds made and this one does not, pages before their assets."""
        ours = self._made
        known = (*ours.groups, *ours.begun)
        asked = (key for key in known if self._asks_for(key))
        replaced = tuple(dict.fromkeys((*asked, *groups)))
        before = ours.hashes(replaced)
        ours.end(groups, with_notes, replaced=replaced)
        current = {path for one in self._records.made.values() for path in one.files}
        gone = [path for path in before if path not in current]
        stale = [PurePosixPath(as_path(path)) for path in self._others(gone, current)]
        return tuple(
            path for path in reversed(stale) if self._folder.remove(path, before[as_text(path)])
        )

    def _asked_for(self, keys: Iterable[str]) -> Iterator[str]:
        """Yield those of `keys` that this build makes if they exist."""
        return (key for key in keys if self._asks_for(as_path(key)))

    def _asks_for(self, key: str) -> bool:
        talk, locale, output = key.rsplit("/", 2)
        config = self._config
        return is_chosen(output, config.outputs) and config.asks_for(talk, locale)

    def _others(self, gone: list[str], current: Collection[str]) -> Iterator[str]:
        """Yield those paths in `gone` that are not another name of a current file.

        On macOS and Windows names that differ in case or composition can be the same file.
        """
        if not gone:
            return
        from unicodedata import normalize  # only where something is to be removed

        alike: dict[str, list[str]] = {}
        for path in current:
            alike.setdefault(normalize("NFC", path).casefold(), []).append(path)
        for path in gone:
            others = alike.get(normalize("NFC", path).casefold(), ())
            if not any(self._is_same(path, other) for other in others):
                yield path

    def _is_same(self, path: str, other: str) -> bool:
        one, two = (self._folder.path / as_path(name) for name in (path, other))
        try:
            return os.path.samestat(os.lstat(one), os.lstat(two))
        except OSError:
            return False


def _made_from(folder: Path, source: Path) -> Diagnostic:
    message = f"`{folder}` was made from `{source}`, and would be replaced"
    hint = "name another folder with `-o`, or give the file another name; `--force` replaces it"
    return OTHER_SOURCE.at(None, message, hint=hint)


def staged_in(config: BuildConfig, name: str, maker: str) -> Staged:
    """Return an object to make files with, for other processes than the one with the lock.

    `name` is the existing staging folder; `maker` distinguishes its files from those of others.
    """
    return Staged(output_folder(config), Staging(name, maker))


def output_folder(config: BuildConfig) -> Folder:
    """Return the folder that a build writes to.

    Inside the project, and if it is the default, links in its path are not followed: they could be
    a stranger's. Otherwise the path is used as given by the user.
    """
    out = _normal(config.out)
    for top in (_normal(config.root), _normal(config.base or config.root)):
        if out != top and out.is_relative_to(top):
            return Folder(top, out.relative_to(top).as_posix())
    return Folder(out)


def _normal(path: Path) -> Path:
    return Path(os.path.normpath(path.absolute()))


def _signature(config: BuildConfig) -> str:
    parts = (
        config.root,
        config.document,
        config.allowed,
        config.written_for,
        config.talks,
        config.locales,
        config.outputs,
        sorted(config.slides) if config.slides is not None else None,
        config.strict,
        config.fuzzy,
        config.missing,
        config.overflow,
        config.notes,
        config.options,
    )
    return as_text("|".join(str(part) for part in parts))
