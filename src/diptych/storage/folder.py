"""The only way in which files are written: atomically, below one folder, never through a link."""

import contextlib
import hashlib
import os
import stat
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from io import BufferedReader
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Self

from diptych.storage.content import gathered, hash_of, reach_the_disk, write_whole
from diptych.storage.names import STAGING
from diptych.storage.open_folders import LINKED, NO_LINK, OpenFolders, checked
from diptych.storage.staging import Made, Staging, is_abandoned, new_staging, remove_tree

_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | NO_LINK | getattr(os, "O_BINARY", 0)
_OLD_FILE = os.O_RDONLY | NO_LINK | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_GROWING = os.O_APPEND | os.O_WRONLY | (_OLD_FILE & ~os.O_RDONLY)
_PERMISSIONS = 0o777
_NO_FILE = "is there and is not an ordinary file"


class Folder:
    """A folder that may be written to; missing folders in `below` are made.

    `top` is given by the user, so links in it are followed. Raise OSError if something below it is
    a link, is in the way, or cannot be written; existing files are then intact. With `lasting`,
    files are on the disk before they replace others, so that none is lost in a power cut.
    """

    def __init__(
        self, top: Path, below: PurePosixPath | str = "", *, lasting: bool = False
    ) -> None:
        self._folders = OpenFolders(top, below)
        self._is_new = False
        self._lasting = lasting

    def __enter__(self) -> Self:
        """Return the folder, made if it did not exist."""
        self._is_new = not os.path.lexists(self.path)
        self._folders.folder(())
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the folder; remove it if it was made here and is still empty."""
        self.remove_unused()
        self.close()

    def remove_unused(self) -> None:
        """Remove the folder if it was made here and is still empty."""
        if self._is_new:
            self._is_new = False
            with contextlib.suppress(OSError):
                self.path.rmdir()

    def close(self) -> None:
        """Close the folder; it is opened again when needed."""
        self._folders.close()

    @property
    def path(self) -> Path:
        """Return its path."""
        return self._folders.path

    @property
    def is_there(self) -> bool:
        """Return whether the open folder is still the one at its path."""
        handle = self._folders.folder(())
        if not isinstance(handle, int):
            return os.path.isdir(handle)
        try:
            return os.path.samestat(os.fstat(handle), os.stat(self.path))
        except OSError:
            return False

    @property
    def handle(self) -> int | None:
        """Return the open folder, to be locked; None if the system cannot open folders."""
        handle = self._folders.folder(())
        return handle if isinstance(handle, int) else None

    def holds(self, path: PurePosixPath, data: bytes) -> bool:
        """Return whether an ordinary file has this content; one of another size is not read."""
        with contextlib.suppress(OSError), self._read(path) as file:
            return file is not None and _size(file) == len(data) and file.read() == data
        return False

    def holds_same(self, path: PurePosixPath, made: Made) -> bool:
        """Return whether an ordinary file has the content of one that was made."""
        with contextlib.suppress(OSError), self._read(path) as file:
            return file is not None and _size(file) == made.size and hash_of(file) == made.hash
        return False

    def content(self, path: PurePosixPath, most: int) -> bytes | None:
        """Return the content of an ordinary file.

        None if there is none, its path has a link, or it has more than `most` bytes.
        """
        with contextlib.suppress(OSError), self._read(path) as file:
            if file is not None and _size(file) <= most:
                return file.read()
        return None

    def hash(self, path: PurePosixPath) -> str | None:
        """Return the hash of an ordinary file; None if there is none, or its path has a link."""
        with contextlib.suppress(OSError), self._read(path) as file:
            return hash_of(file) if file is not None else None
        return None

    @contextlib.contextmanager
    def _read(self, path: PurePosixPath) -> Iterator[BufferedReader | None]:
        """Yield an ordinary file to be read; None if there is none, or its path has a link."""
        self._folders.close_idle()
        try:
            file = os.fdopen(self._folders.opened(path, _OLD_FILE, make=False), "rb")
        except OSError:
            yield None
            return
        with file:
            yield file if stat.S_ISREG(os.fstat(file.fileno()).st_mode) else None

    def write(
        self, files: Mapping[PurePosixPath, bytes], ready: Callable[[], None] = lambda: None
    ) -> None:
        """Write `files` in their order; call `ready` between making and placing them."""
        with self.staging() as staging:
            for path, data in files.items():
                self.make(path, (data,), staging)
            if files:
                ready()
            self.place(staging)

    @contextlib.contextmanager
    def staging(self) -> Iterator[Staging]:
        """Yield a place to make files one by one, to be put in place together or not at all.

        Its folder is made with the first file.
        """
        staging = Staging()
        try:
            yield staging
        finally:
            if staging.name:
                self._folders.close_below((staging.name,))
                remove_tree(self._folders, staging.name)

    def make(
        self,
        path: PurePosixPath,
        content: Iterable[bytes],
        staging: Staging,
        *,
        is_hashed: bool = True,
    ) -> Made:
        """Write the future content of `path`; exceptions from `content` are passed on unchanged.

        If it is not `is_hashed`, which takes as long as writing it, its hash is empty.
        """
        mode = self._mode(path)
        self.begin(staging)
        at = staging.next(path)
        return self._make(at, content, mode, path, is_hashed=is_hashed)

    def begin(self, staging: Staging) -> None:
        """Make the staging folder if there is none yet."""
        if not staging.name:
            staging.name = new_staging(self._folders)

    def place(self, staging: Staging) -> None:
        """Put all files that were made and not dropped in place, in their order."""
        for path, at in staging.made.items():
            with self._folders.about(path):
                self._move(at, path)

    def append(self, path: PurePosixPath, content: Iterable[bytes], *, size: int) -> bool:
        """Add `content` to an ordinary file that has `size` bytes; return whether it had them.

        A reader may see it half-written, as it may remain if this process is killed: it must be
        able to tell. Raise OSError if there is no room for it; the file is then as it was.
        """
        try:
            handle = self._folders.opened(path, _GROWING, make=False)
        except FileNotFoundError:
            return False
        with os.fdopen(handle, "ab", buffering=0) as file:
            found = os.fstat(handle)
            if not stat.S_ISREG(found.st_mode) or found.st_size != size:
                return False
            try:
                for piece in content:
                    write_whole(file, piece)
            except OSError:
                os.ftruncate(handle, size)
                raise
        return True

    def replace_folder(self, path: PurePosixPath, files: Mapping[PurePosixPath, bytes]) -> None:
        """Replace `path` by a folder of `files`; remove what was there last."""
        if self._folders.kind(path) not in {None, stat.S_IFDIR}:
            raise self._folders.refusal(path, LINKED)
        self.sweep()
        with self._staged() as staging:
            new, old = PurePosixPath(staging, "new"), PurePosixPath(staging, "old")
            self._folders.folder(new.parts)
            for name, data in files.items():
                self._make(new / name, (data,), None, path / name)
            self._folders.close_below(new.parts)
            if self._folders.kind(path) is not None:
                self._folders.close_below(path.parts)
                self._move(path, old)
            try:
                self._move(new, path)
            except OSError:
                with contextlib.suppress(OSError):
                    self._move(old, path)
                raise

    def remove(self, path: PurePosixPath, hashes: Container[str]) -> bool:
        """Remove a file if its content is one that was once written; return whether it was.

        Folders that become empty are removed as well, as are those left behind by a killed run.
        """
        is_there, is_ours = True, False
        with contextlib.suppress(OSError), self._read(path) as file:
            is_there = file is not None
            is_ours = file is not None and hash_of(file) in hashes
        if is_ours:
            name, at = self._folders.named(path)
            with self._folders.about(path):
                os.unlink(name, **at)
        if is_ours or not is_there:
            self._remove_empty(path.parents[:-1])
        return is_ours

    def sweep(self, *, is_held: bool = False) -> None:
        """Remove what killed runs have left, or all of it if no other run can be active."""
        for name in filter(STAGING.fullmatch, os.listdir(self._folders.folder(()))):
            is_folder = self._folders.kind(PurePosixPath(name)) == stat.S_IFDIR
            if is_folder and (is_held or is_abandoned(self._folders, name)):
                remove_tree(self._folders, name)

    def _remove_empty(self, folders: Iterable[PurePosixPath]) -> None:
        for folder in folders:
            self._folders.close_below(folder.parts)
            try:
                name, at = self._folders.named(folder, make=False)
                os.rmdir(name, **at)
            except FileNotFoundError:
                continue
            except OSError:  # not empty
                break

    def _make(
        self,
        at: PurePosixPath,
        content: Iterable[bytes],
        mode: int | None,
        path: PurePosixPath,
        *,
        is_hashed: bool = True,
    ) -> Made:
        """Write a new file; errors of the system are reported for `path`."""
        hashed, size = hashlib.sha256(), 0
        self._folders.close_idle()
        with self._folders.about(path):
            file = os.fdopen(self._folders.opened(at, _NEW_FILE), "wb")
        try:
            with self._folders.about(path):
                if mode is not None and hasattr(os, "fchmod"):
                    os.fchmod(file.fileno(), mode)
            for piece in gathered(content):
                if is_hashed:
                    hashed.update(piece)
                size += len(piece)
                with self._folders.about(path):
                    file.write(piece)
            with self._folders.about(path):
                file.flush()
                if self._lasting:
                    reach_the_disk(file.fileno())
        finally:
            with self._folders.about(path):
                file.close()
        return Made(hashed.hexdigest() if is_hashed else "", size)

    def _move(self, path: PurePosixPath, to: PurePosixPath) -> None:
        self._folders.close_idle()
        source, source_at = self._folders.named(path)
        target, target_at = self._folders.named(to)
        places = {}
        if source_at:
            places = {"src_dir_fd": source_at["dir_fd"], "dst_dir_fd": target_at["dir_fd"]}
        os.replace(source, target, **places)

    def _mode(self, path: PurePosixPath) -> int | None:
        """Return the permissions of the file at `path`, if any; raise OSError for anything else."""
        self._folders.close_idle()
        try:
            self._folders.folder(checked(path).parts[:-1], make=False)
        except FileNotFoundError:
            return None
        kind = self._folders.kind(path)
        if kind is None:
            return None
        if kind != stat.S_IFREG:
            raise self._folders.refusal(path, LINKED if kind == stat.S_IFLNK else _NO_FILE)
        name, at = self._folders.named(path)
        return stat.S_IMODE(os.lstat(name, **at).st_mode) & _PERMISSIONS

    @contextlib.contextmanager
    def _staged(self) -> Iterator[str]:
        """Yield the name of a new private folder, which is removed at the end."""
        name = new_staging(self._folders)
        try:
            yield name
        finally:
            self._folders.close_below((name,))
            remove_tree(self._folders, name)


def _size(file: BufferedReader) -> int:
    return os.fstat(file.fileno()).st_size
