"""What the last builds read and wrote.

So that an unchanged build costs nothing, writes are whole, and what is no longer made goes away.
Looked at before anything heavy is imported: it imports next to nothing itself. It is kept in the
user's own cache, never in the output folder: a cloned repository can bring none.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Self

import msgspec
from msgspec import Struct, field

from diptych.config import BuildConfig
from diptych.diagnostics import Diagnostic
from diptych.storage.cache import States, name_of, state_of
from diptych.storage.folder import Folder
from diptych.storage.lock import locked
from diptych.storage.recall import keep, recall

_FORMAT = 2
_REMEMBERED = 50
"""Builds into one output folder that are remembered: the last ones."""


class _Made(Struct):
    """What one project has in an output folder."""

    groups: dict[str, dict[str, str]] = field(default_factory=dict)
    """For each talk, locale and format: its files, with their sha256."""

    @property
    def files(self) -> dict[str, str]:
        """Return all files with their sha256."""
        return {path: sha for group in self.groups.values() for path, sha in group.items()}


class _Build(Struct, frozen=True):
    """The state of all that one command read and wrote."""

    program: str
    warnings: int
    files: dict[str, str | None]


class _Memory(Struct):
    format: int = _FORMAT
    made: dict[str, _Made] = field(default_factory=dict)
    """By project."""
    builds: dict[str, _Build] = field(default_factory=dict)
    """By command."""


class Manifest:
    """The memory of an output folder; while it is open, no other run writes there.

    Raise OSError on entering where the folder cannot be written, or a link stands in its place.
    """

    def __init__(self, config: BuildConfig, waiting: Callable[[], None] = lambda: None) -> None:
        self._config = config
        self._waiting = waiting
        self._folder = output_folder(config)
        self._held = contextlib.ExitStack()
        self._memory = _Memory()

    def __enter__(self) -> Self:
        """Hold the folder, and read what is remembered of it."""
        with contextlib.ExitStack() as opening:
            opening.enter_context(self._folder)
            opening.enter_context(locked(self._folder, self._waiting))
            self._folder.sweep()
            self._memory = self._remembered()
            self._held = opening.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        """Let the folder go."""
        self._held.close()

    def is_current(self) -> bool:
        """Return whether this build would read and write just what it did the last time."""
        build = self._memory.builds.get(_signature(self._config))
        if build is None or build.program != program_stamp():
            return False
        return all(state_of(Path(path)) == state for path, state in build.files.items())

    @property
    def warnings(self) -> int:
        """Return how many warnings the last such build gave."""
        return self._memory.builds[_signature(self._config)].warnings

    def write(
        self, made: Mapping[str, Mapping[PurePosixPath, bytes]]
    ) -> tuple[tuple[PurePosixPath, ...], int, tuple[PurePosixPath, ...]]:
        """Write what is new, remove what is no longer made; return written, how many kept, removed.

        Every new file is on the disk before the first old one is replaced, so that a build that
        dies leaves the old output whole. Pages come last, behind all that they show.
        """
        files = {path: data for group in made.values() for path, data in group.items()}
        hashes = {path: hashlib.sha256(data).hexdigest() for path, data in files.items()}
        new = {
            path: files[path]
            for path in sorted(files, key=_is_page)
            if not self._has(path, hashes[path])
        }
        self._folder.write(new)
        removed = self._remove_stale(
            {key: {str(path): hashes[path] for path in group} for key, group in made.items()}
        )
        return tuple(new), len(files) - len(new), removed

    def remember(self, read: States, found: Iterable[Diagnostic]) -> None:
        """Keep the state of everything that this build read and wrote.

        What changed while it was read is not kept: the next build reads it again.
        """
        key = _signature(self._config)
        self._memory.builds.pop(key, None)
        if all(state_of(path) == state for path, state in read.items()):
            wrote = (self._folder.path / path for path in self._made.files)
            states = {str(path): state for path, state in read.items()}
            self._memory.builds[key] = _Build(
                program=program_stamp(),
                warnings=sum(1 for _ in found),
                files=states | {str(path): state_of(path) for path in wrote},
            )
        for old in list(self._memory.builds)[:-_REMEMBERED]:
            del self._memory.builds[old]
        keep(self._config.cache, *self._name, msgspec.json.encode(self._memory))

    @property
    def _name(self) -> tuple[str, str]:
        return "outputs", name_of(self._folder.path)

    @property
    def _made(self) -> _Made:
        project = str(self._config.document or self._config.root)
        return self._memory.made.setdefault(project, _Made())

    def _remembered(self) -> _Memory:
        data = recall(self._config.cache, *self._name)
        try:
            memory = msgspec.json.decode(data or b"", type=_Memory)
        except (ValueError, RecursionError):
            return _Memory()
        return memory if memory.format == _FORMAT else _Memory()

    def _has(self, path: PurePosixPath, sha256: str) -> bool:
        data = self._folder.read(path)
        return data is not None and hashlib.sha256(data).hexdigest() == sha256

    def _remove_stale(self, made: dict[str, dict[str, str]]) -> tuple[PurePosixPath, ...]:
        ours = self._made
        replaced = ours.groups if self._config.is_whole else made
        before = {path: sha for key in replaced for path, sha in ours.groups.get(key, {}).items()}
        ours.groups = made if self._config.is_whole else ours.groups | made
        current = {path for one in self._memory.made.values() for path in one.files}
        return tuple(
            PurePosixPath(path)
            for path, sha in sorted(before.items())
            if path not in current and self._folder.remove(PurePosixPath(path), sha)
        )


def output_folder(config: BuildConfig) -> Folder:
    """Return the folder that a build writes.

    Inside the project, and where nobody has named it, no link leads there: it could be a
    stranger's. Elsewhere it is as the user has named it.
    """
    out = _normal(config.out)
    for top in (_normal(config.root), _normal(config.base or config.root)):
        if out != top and out.is_relative_to(top):
            return Folder(top, out.relative_to(top).as_posix())
    return Folder(out)


def _normal(path: Path) -> Path:
    return Path(os.path.normpath(path.absolute()))


def program_stamp() -> str:
    """Return what changes whenever the program or what it brings along does."""
    package = Path(__file__).resolve().parent
    seen = []
    stack = [str(package)]
    templates = package.parent.parent / "templates"
    if templates.is_dir() and not (package / "_templates").is_dir():
        stack.append(str(templates))
    while stack:
        with os.scandir(stack.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    if entry.name != "__pycache__":
                        stack.append(entry.path)
                else:
                    found = entry.stat()
                    seen.append(f"{entry.path} {found.st_size} {found.st_mtime_ns}")
    return hashlib.sha256("\n".join(sorted(seen)).encode("utf-8", "replace")).hexdigest()


def _is_page(path: PurePosixPath) -> bool:
    return path.suffix == ".html"


def _signature(config: BuildConfig) -> str:
    parts = (
        config.root,
        config.document,
        config.talks,
        config.locales,
        config.formats,
        sorted(config.slides) if config.slides is not None else None,
        config.strict,
        config.fuzzy,
        config.missing,
        config.notes,
    )
    return "|".join(str(part) for part in parts)
