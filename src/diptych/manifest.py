"""What the last builds read and wrote.

So that an unchanged build costs nothing, writes are whole, and what is no longer made goes away.
Looked at before anything heavy is imported: it imports next to nothing itself.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from msgspec import Struct, field

from diptych.config import BuildConfig
from diptych.diagnostics import Diagnostic

_FORMAT = 1


class Manifest(Struct):
    """The memory of an output folder."""

    out: Path
    made: dict[str, dict[str, str]] = field(default_factory=dict)
    """For each talk, locale and format: its files below the output folder, with their sha256."""
    builds: dict[str, dict[str, Any]] = field(default_factory=dict)
    """For each command: the state of the files it read and wrote."""

    @classmethod
    def load(cls, out: Path) -> Manifest:
        """Return what is remembered of `out`; nothing, if it cannot be read."""
        try:
            data = json.loads(_file(out).read_bytes())
            if data["format"] == _FORMAT:
                return cls(out, data["made"], data["builds"])
        except (OSError, ValueError, KeyError, TypeError):
            pass
        return cls(out)

    def is_current(self, config: BuildConfig) -> bool:
        """Return whether `config` would read and write just what it did the last time."""
        build = self.builds.get(_signature(config))
        if build is None or build["program"] != program_stamp():
            return False
        return all(_state(Path(path)) == state for path, state in build["files"].items())

    def warnings(self, config: BuildConfig) -> int:
        """Return how many warnings the last build of `config` gave."""
        return int(self.builds[_signature(config)]["warnings"])

    def write(
        self, made: Mapping[str, Mapping[PurePosixPath, bytes]]
    ) -> tuple[tuple[PurePosixPath, ...], int, tuple[PurePosixPath, ...]]:
        """Write what is new, remove what is no longer made; return written, how many kept, removed.

        Every new file is on the disk before the first old one is replaced, so that a build that
        dies leaves the old output whole.
        """
        files = {path: data for group in made.values() for path, data in group.items()}
        hashes = {path: hashlib.sha256(data).hexdigest() for path, data in files.items()}
        known = {path: sha for group in self.made.values() for path, sha in group.items()}
        new = [path for path in files if not self._has(path, hashes[path], known)]
        staged = [(self._stage(path, files[path]), self.out / path) for path in new]
        for temporary, target in staged:
            temporary.replace(target)
        removed = self._remove_stale(
            {key: {str(path): hashes[path] for path in group} for key, group in made.items()}
        )
        return tuple(new), len(files) - len(new), removed

    def remember(
        self, config: BuildConfig, read: Iterable[Path], found: Iterable[Diagnostic]
    ) -> None:
        """Keep the state of everything that this build read and wrote."""
        wrote = (self.out / path for group in self.made.values() for path in group)
        self.builds[_signature(config)] = {
            "program": program_stamp(),
            "warnings": sum(1 for _ in found),
            "files": {str(path): _state(path) for path in (*read, *wrote)},
        }
        data = {"format": _FORMAT, "made": self.made, "builds": self.builds}
        path = _file(self.out)
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_suffix(".new")
        temporary.write_text(json.dumps(data), encoding="utf-8")
        temporary.replace(path)

    def _has(self, path: PurePosixPath, sha256: str, known: Mapping[str, str]) -> bool:
        target = self.out / path
        if known.get(str(path)) != sha256 or not target.is_file():
            return False
        return hashlib.sha256(target.read_bytes()).hexdigest() == sha256

    def _stage(self, path: PurePosixPath, data: bytes) -> Path:
        target = self.out / path
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary = target.with_name(f".{target.name}.new")
        temporary.write_bytes(data)
        return temporary

    def _remove_stale(self, made: dict[str, dict[str, str]]) -> tuple[PurePosixPath, ...]:
        before = {path for key in made for path in self.made.get(key, {})}
        self.made |= made
        current = {path for group in self.made.values() for path in group}
        removed = []
        for path in sorted(before - current):
            (self.out / path).unlink(missing_ok=True)
            _remove_empty(self.out / path, self.out)
            removed.append(PurePosixPath(path))
        return tuple(removed)


def _remove_empty(path: Path, stop: Path) -> None:
    for folder in path.parents:
        if folder == stop:
            return
        try:
            folder.rmdir()
        except OSError:
            return


def program_stamp() -> str:
    """Return what changes whenever the program or what it brings along does."""
    package = Path(__file__).resolve().parent
    newest, count = 0, 0
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
                    count += 1
                    newest = max(newest, entry.stat().st_mtime_ns)
    return f"{count} {newest}"


def write_text(path: Path, text: str) -> bool:
    """Write `text` to `path` at once, unless it is there already; return whether it was not."""
    data = text.encode()
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    staged = path.with_name(f".{path.name}.new")
    staged.write_bytes(data)
    staged.replace(path)
    return True


def _file(out: Path) -> Path:
    return out / ".diptych" / "manifest.json"


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


def _state(path: Path) -> str | None:
    """Return size and time of change of a file or folder, None if there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return f"{found.st_size} {found.st_mtime_ns}"
