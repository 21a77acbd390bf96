"""Notices saves: looks at the files of the last build, and for new ones in the folders."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from diptych.storage.reading import MOST_FOUND

State = tuple[object, ...] | None
"""Changes whenever the file changes; None if there is no file."""

_RECENT = 8
"""Files that a glance looks at."""
_TOUCHED: State = ("changed while it was being read",)


class Watcher:
    """Compares the files of a build with their last state; a look costs in proportion to them."""

    def __init__(self, trees: Iterable[Path], files: Iterable[Path] = ()) -> None:
        # Plain strings: a look is taken ten times a second.
        self._trees = tuple(map(str, trees))
        self._seen = {path: _state(path) for path in map(str, files)}
        self._beside = set(self._tree_files())
        self._recent: tuple[str, ...] = ()
        """The files that changed last."""

    def follow(self, files: Iterable[Path] | None, *, since_ns: int) -> None:
        """Watch only the `files` that a build which began at `since_ns` has read.

        If they are unknown (None), watch all files known so far and those in the trees. Files that
        were watched before keep the state that the last look saw, so that the next one notices
        what was saved during the build.
        """
        seen = self._seen
        paths = {*seen, *self._beside} if files is None else set(map(str, files))
        fresh = {path: _first(path, since_ns) for path in paths - seen.keys()}
        self._seen = {path: seen[path] for path in seen if path in paths} | fresh

    def look(self) -> tuple[Path, ...]:
        """Return changes since the last look: files that are watched, and new ones in the trees."""
        now = {path: _state(path) for path in self._seen}
        beside = set(self._tree_files())
        changed = [path for path, state in now.items() if state != self._seen[path]]
        new = sorted(beside - self._beside - now.keys())
        self._seen, self._beside = now, beside
        if changed:
            self._recent = (*dict.fromkeys((*changed, *self._recent)),)[:_RECENT]
        return tuple(map(Path, (*changed, *new)))

    def glance(self) -> tuple[Path, ...]:
        """Return changes among the files that changed last, which most saves change again."""
        now = {path: _state(path) for path in self._recent if path in self._seen}
        changed = [path for path, state in now.items() if state != self._seen[path]]
        self._seen |= now
        return tuple(map(Path, changed))

    def _tree_files(self) -> Iterator[str]:
        """Yield the files below the trees, at most as many as a build looks for."""
        return islice(self._all_files(), MOST_FOUND)

    def _all_files(self) -> Iterator[str]:
        stack = list(self._trees)
        while stack:
            for entry in _entries(stack.pop()):
                if entry.is_dir(follow_symlinks=False):
                    stack.append(entry.path)
                else:
                    yield entry.path


def _first(path: str, since_ns: int) -> State:
    try:
        saved = os.stat(path).st_mtime_ns  # noqa: PTH116 - a string, as above
    except OSError:
        return None
    return _TOUCHED if saved >= since_ns else _state(path)


def _state(path: str) -> State:
    try:
        found = os.stat(path)  # noqa: PTH116 - a string, as above
    except OSError:
        return None
    if stat.S_ISDIR(found.st_mode):  # its own time changes with every editor's hidden file
        return tuple(sorted(entry.name for entry in _entries(path)))
    return (found.st_mtime_ns, found.st_size, found.st_ino)


def _entries(folder: str) -> list[os.DirEntry[str]]:
    """Return the entries of a folder without editors' backups and hidden files."""
    try:
        with os.scandir(folder) as entries:
            return [
                entry for entry in entries if entry.name[0] not in ".#" and entry.name[-1] != "~"
            ]
    except OSError:
        return []
