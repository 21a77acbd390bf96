"""The files of a build before they are put in place, made by one process or several."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from msgspec import Struct

from diptych.building.records import GroupFiles, as_path, as_text
from diptych.render.output import File
from diptych.storage.cache import state_of
from diptych.storage.content import content_hash
from diptych.storage.folder import Folder
from diptych.storage.staging import Staging


class Share(Struct, frozen=True, kw_only=True):
    """The files of a group that another process made, by paths as text for JSON."""

    hashes: dict[str, str]
    before: dict[str, str | None]
    """The state of each file before it was compared."""
    made: dict[str, str]
    """The staging paths of new files."""


class Staged:
    """The files of a build; new ones are made in a staging folder."""

    def __init__(self, folder: Folder, staging: Staging) -> None:
        self.folder = folder
        self.staging = staging
        self.keys: list[str] = []
        """The talks, locales and outputs."""
        self.groups: GroupFiles = {}
        """Their files."""
        self.before: dict[PurePosixPath, str | None] = {}
        """The state of each file before it was compared."""
        self._hashes: dict[PurePosixPath, str] = {}

    def add(self, key: str, files: Iterable[File]) -> None:
        """Take the files of a talk, locale and output; of two with the same path keep the first."""
        self.keys.append(key)
        group = self.groups.setdefault(as_text(key), {})
        for path, content in files:
            if path not in self._hashes:
                self.before[path] = state_of(self.folder.path / path)
                self._hashes[path] = self._make(path, content)
            group[as_text(path)] = self._hashes[path]

    def begin(self) -> str:
        """Return the name of the staging folder, for other processes to make files in it."""
        self.folder.begin(self.staging)
        return self.staging.name

    def share(self, key: str) -> Share:
        """Return what this process has made of a group."""
        hashes = self.groups[as_text(key)]
        paths = {text: PurePosixPath(as_path(text)) for text in hashes}
        made = self.staging.made
        return Share(
            hashes=hashes,
            before={text: self.before[path] for text, path in paths.items()},
            made={text: as_text(made[path]) for text, path in paths.items() if path in made},
        )

    def take(self, key: str, share: Share) -> None:
        """Take what another process has made, as if it was made here."""
        self.keys.append(key)
        group = self.groups.setdefault(as_text(key), {})
        for text, known in share.hashes.items():
            path = PurePosixPath(as_path(text))
            if path not in self._hashes:
                self.before[path] = share.before[text]
                self._hashes[path] = known
                if text in share.made:
                    self.staging.made[path] = PurePosixPath(as_path(share.made[text]))
            group[text] = self._hashes[path]

    def _make(self, path: PurePosixPath, content: bytes | Iterable[bytes]) -> str:
        """Make a file unless it already exists; return the hash of its content."""
        if isinstance(content, bytes):
            if self.folder.holds(path, content):
                return content_hash(content)
            return self.folder.make(path, (content,), self.staging).hash
        made = self.folder.make(path, content, self.staging)
        if self.folder.holds_same(path, made):
            self.staging.drop(path)
        return made.hash
