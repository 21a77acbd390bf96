"""What is recorded about an output folder: who made which of its files, and from what."""

from __future__ import annotations

import re
from collections.abc import Collection

from msgspec import Struct, field

FORMAT = 3
"""The version of the records; those of another are ignored."""
_PRIVATE = 0x100000
"""Distance from the surrogates to a private use plane, which file names do not use."""

GroupFiles = dict[str, dict[str, str]]
"""For each talk, locale and output: its files, with the hashes of their contents."""


class ProjectFiles(Struct):
    """What one project has in an output folder."""

    groups: GroupFiles = field(default_factory=dict)
    begun: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    """The files of unfinished builds: some of them may be in place."""
    with_notes: set[str] = field(default_factory=set)
    """The groups with speaker notes."""

    @property
    def files(self) -> set[str]:
        """Return all files that are, or may be, in place."""
        return {
            path for groups in (self.groups, self.begun) for one in groups.values() for path in one
        }

    def hashes(self, keys: Collection[str]) -> dict[str, set[str]]:
        """Return the files of some groups with all possible hashes of their contents."""
        found: dict[str, set[str]] = {}
        for key in keys:
            for path, known in self.groups.get(key, {}).items():
                found.setdefault(path, set()).add(known)
            for path, several in self.begun.get(key, {}).items():
                found.setdefault(path, set()).update(several)
        return found

    def lose(self, paths: Collection[str]) -> None:
        """Forget files that are no longer what was made from this source."""
        for groups in (self.groups, self.begun):
            for key in list(groups):
                for path in groups[key].keys() & paths:
                    del groups[key][path]
                if not groups[key]:
                    del groups[key]
                    self.with_notes.discard(key)

    def begin(self, groups: GroupFiles, with_notes: Collection[str]) -> None:
        """Record what is about to be put in place."""
        for key, files in groups.items():
            begun = self.begun.setdefault(key, {})
            for path, known in files.items():
                begun[path] = sorted({*begun.get(path, ()), known})
        self.with_notes.update(with_notes)

    def end(
        self, groups: GroupFiles, with_notes: Collection[str], *, replaced: Collection[str]
    ) -> None:
        """Record what is in place, which is now everything in the groups that are `replaced`."""
        for key in replaced:
            self.groups.pop(key, None)
            self.begun.pop(key, None)
            self.with_notes.discard(key)
        self.groups |= groups
        self.with_notes.update(with_notes)


class BuildRecord(Struct, frozen=True):
    """The state of everything that one command read and wrote."""

    program: str
    warnings: int
    files: dict[str, str | None]
    groups: list[str] = field(default_factory=list)
    """What it made: others, which it would remove, may have been made since."""


class Records(Struct):
    """What is known about an output folder."""

    format: int = FORMAT
    made: dict[str, ProjectFiles] = field(default_factory=dict)
    """By project."""
    builds: dict[str, BuildRecord] = field(default_factory=dict)
    """By command."""


def as_text(name: object) -> str:
    """Return a path as text for JSON: surrogates (PEP 383) are mapped to private characters."""
    text = str(name)
    if text.isascii():
        return text
    return re.sub("[\ud800-\udfff]", lambda found: chr(ord(found[0]) + _PRIVATE), text)


def as_path(text: str) -> str:
    """Return the path that `as_text` has converted."""
    if text.isascii():
        return text
    return re.sub("[\U0010d800-\U0010dfff]", lambda found: chr(ord(found[0]) - _PRIVATE), text)
