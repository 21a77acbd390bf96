"""The only way in which files are written: atomically, below one folder, never through a link.

What is below a folder may be a stranger's: a cloned repository can have links where a build
writes. So each part of a path is opened separately, from the folder above it and without
following links (POSIX.1-2017, `openat` and O_NOFOLLOW), which leaves no gap between check and use.
If the system has no such calls (Windows), each part is checked first.
"""

import contextlib
import errno
import hashlib
import os
import re
import stat
import sys
import time
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from io import BufferedReader, FileIO
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Any, NamedTuple, Self

if sys.platform != "win32":
    import fcntl

_STAGING = re.compile(r"\.diptych-[0-9a-f]{16}")
"""Names of the folders in which files are made before they are put in place."""
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_AS_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | _NO_LINK
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_LINK | getattr(os, "O_BINARY", 0)
_OLD_FILE = os.O_RDONLY | _NO_LINK | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_GROWING = os.O_APPEND | os.O_WRONLY | (_OLD_FILE & ~os.O_RDONLY)
_PIECE = 1 << 16
"""Bytes that are hashed and written at once, at least."""
_PERMISSIONS = 0o777
_NO_SIGNS = frozenset('<>:"/\\|?*')
_PORTS = (f"{port}{number}" for port in ("com", "lpt") for number in "0123456789\xb9\xb2\xb3")
_DEVICES = frozenset(("con", "prn", "aux", "nul", "conin$", "conout$", *_PORTS))
"""What no name of a file may have or be, before its first dot (Windows, "Naming Files, Paths, and
Namespaces")."""
_NAME_SURROGATE = 0x20000000
"""The bit of a reparse tag that marks a name surrogate ([MS-FSCC], 2.1.2.1)."""
_LINKED = "is a link, or leads through one; nothing is written there"
_NO_FILE = "is there and is not an ordinary file"
_NO_FOLDER = "is there and is not a folder"

_ABANDONED = 24 * 60 * 60
"""Seconds after which no run can still be using a staging folder, if there are no locks."""

_MOST_OPEN = 32
"""Most folders open at once; a process may have 256 open files on macOS."""

_OPENS_FROM_FOLDERS = os.open in os.supports_dir_fd


class Made(NamedTuple):
    """The hash and size of a file that was made."""

    hash: str
    """As returned by `content_hash`; empty if nobody asked for it."""
    size: int
    """In bytes."""


class Staging:
    """Where files are made before they are put in place."""

    def __init__(self, name: str = "", maker: str = "") -> None:
        self.name = name
        """The name of the folder; empty while there is none."""
        self.made: dict[PurePosixPath, PurePosixPath] = {}
        """Where each file is made, by its final path."""
        self._maker = maker
        """Prefix that distinguishes this process's files from others' in the same folder."""
        self._count = 0

    def next(self, path: PurePosixPath) -> PurePosixPath:
        """Return where to make the file for `path`."""
        self._count += 1
        self.made[path] = PurePosixPath(self.name, f"{self._maker}{self._count}")
        return self.made[path]

    def drop(self, path: PurePosixPath) -> None:
        """Leave the file for `path` in the staging folder, to be removed with it."""
        del self.made[path]


class Folder:
    """A folder that may be written to; missing folders in `below` are made.

    `top` is given by the user, so links in it are followed. Raise OSError if something below it is
    a link, is in the way, or cannot be written; existing files are then intact. With `lasting`,
    files are on the disk before they replace others, so that none is lost in a power cut.
    """

    def __init__(
        self, top: Path, below: PurePosixPath | str = "", *, lasting: bool = False
    ) -> None:
        self._top = Path(os.path.abspath(top))
        self._below = PurePosixPath(below).parts
        self._open: dict[tuple[str, ...], int | str] = {}
        self._is_new = False
        self._lasting = lasting

    def __enter__(self) -> Self:
        """Return the folder, made if it did not exist."""
        self._is_new = not os.path.lexists(self.path)
        self._folder(())
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
        for known in list(self._open):
            self._close(known)

    @property
    def path(self) -> Path:
        """Return its path."""
        return self._top.joinpath(*self._below)

    @property
    def is_there(self) -> bool:
        """Return whether the open folder is still the one at its path."""
        handle = self._folder(())
        if not isinstance(handle, int):
            return os.path.isdir(handle)
        try:
            return os.path.samestat(os.fstat(handle), os.stat(self.path))
        except OSError:
            return False

    @property
    def handle(self) -> int | None:
        """Return the open folder, to be locked; None if the system cannot open folders."""
        handle = self._folder(())
        return handle if isinstance(handle, int) else None

    def holds(self, path: PurePosixPath, data: bytes) -> bool:
        """Return whether an ordinary file has this content; one of another size is not read."""
        with contextlib.suppress(OSError), self._read(path) as file:
            return file is not None and _size(file) == len(data) and file.read() == data
        return False

    def holds_same(self, path: PurePosixPath, made: Made) -> bool:
        """Return whether an ordinary file has the content of one that was made."""
        with contextlib.suppress(OSError), self._read(path) as file:
            return file is not None and _size(file) == made.size and _hash_of(file) == made.hash
        return False

    def content(self, path: PurePosixPath) -> bytes | None:
        """Return the content of an ordinary file; None if there is none, or its path has a link."""
        with contextlib.suppress(OSError), self._read(path) as file:
            return file.read() if file is not None else None
        return None

    @contextlib.contextmanager
    def _read(self, path: PurePosixPath) -> Iterator[BufferedReader | None]:
        """Yield an ordinary file to be read; None if there is none, or its path has a link."""
        self._spare()
        try:
            file = os.fdopen(self._opened(path, _OLD_FILE, make=False), "rb")
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
                self._close_below((staging.name,))
                self._remove_tree(staging.name)

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
            staging.name = self._new_staging()

    def place(self, staging: Staging) -> None:
        """Put all files that were made and not dropped in place, in their order."""
        for path, at in staging.made.items():
            with self._about(path):
                self._move(at, path)

    def append(self, path: PurePosixPath, content: Iterable[bytes], *, size: int) -> bool:
        """Add `content` to an ordinary file that has `size` bytes; return whether it had them.

        A reader may see it half-written, as it may remain if this process is killed: it must be
        able to tell. Raise OSError if there is no room for it; the file is then as it was.
        """
        try:
            handle = self._opened(path, _GROWING, make=False)
        except FileNotFoundError:
            return False
        with os.fdopen(handle, "ab", buffering=0) as file:
            found = os.fstat(handle)
            if not stat.S_ISREG(found.st_mode) or found.st_size != size:
                return False
            try:
                for piece in content:
                    _write_whole(file, piece)
            except OSError:
                os.ftruncate(handle, size)
                raise
        return True

    def replace_folder(self, path: PurePosixPath, files: Mapping[PurePosixPath, bytes]) -> None:
        """Replace `path` by a folder of `files`; remove what was there last."""
        if self._kind(path) not in {None, stat.S_IFDIR}:
            raise self._refusal(path, _LINKED)
        self.sweep()
        with self._staged() as staging:
            new, old = PurePosixPath(staging, "new"), PurePosixPath(staging, "old")
            self._folder(new.parts)
            for name, data in files.items():
                self._make(new / name, (data,), None, path / name)
            self._close_below(new.parts)
            if self._kind(path) is not None:
                self._close_below(path.parts)
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
            is_ours = file is not None and _hash_of(file) in hashes
        if is_ours:
            name, at = self._named(path)
            with self._about(path):
                os.unlink(name, **at)
        if is_ours or not is_there:
            self._remove_empty(path.parents[:-1])
        return is_ours

    def sweep(self, *, is_held: bool = False) -> None:
        """Remove what killed runs have left, or all of it if no other run can be active."""
        for name in filter(_STAGING.fullmatch, os.listdir(self._folder(()))):
            is_folder = self._kind(PurePosixPath(name)) == stat.S_IFDIR
            if is_folder and (is_held or self._is_abandoned(name)):
                self._remove_tree(name)

    def _remove_empty(self, folders: Iterable[PurePosixPath]) -> None:
        for folder in folders:
            self._close_below(folder.parts)
            try:
                name, at = self._named(folder, make=False)
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
        self._spare()
        with self._about(path):
            file = os.fdopen(self._opened(at, _NEW_FILE), "wb")
        try:
            with self._about(path):
                if mode is not None and hasattr(os, "fchmod"):
                    os.fchmod(file.fileno(), mode)
            for piece in _gathered(content):
                if is_hashed:
                    hashed.update(piece)
                size += len(piece)
                with self._about(path):
                    file.write(piece)
            with self._about(path):
                file.flush()
                if self._lasting:
                    _reach_the_disk(file.fileno())
        finally:
            with self._about(path):
                file.close()
        return Made(hashed.hexdigest() if is_hashed else "", size)

    def _move(self, path: PurePosixPath, to: PurePosixPath) -> None:
        self._spare()
        (source, source_at), (target, target_at) = self._named(path), self._named(to)
        places = {}
        if source_at:
            places = {"src_dir_fd": source_at["dir_fd"], "dst_dir_fd": target_at["dir_fd"]}
        os.replace(source, target, **places)

    def _mode(self, path: PurePosixPath) -> int | None:
        """Return the permissions of the file at `path`, if any; raise OSError for anything else."""
        self._spare()
        try:
            self._folder(_checked(path).parts[:-1], make=False)
        except FileNotFoundError:
            return None
        kind = self._kind(path)
        if kind is None:
            return None
        if kind != stat.S_IFREG:
            raise self._refusal(path, _LINKED if kind == stat.S_IFLNK else _NO_FILE)
        name, at = self._named(path)
        return stat.S_IMODE(os.lstat(name, **at).st_mode) & _PERMISSIONS

    def _kind(self, path: PurePosixPath) -> int | None:
        """Return the type of what is at `path` itself, as in `stat.S_IFMT`; None for nothing."""
        name, at = self._named(path)
        try:
            return stat.S_IFMT(os.lstat(name, **at).st_mode)
        except FileNotFoundError:
            return None

    def _opened(self, path: PurePosixPath, flags: int, *, make: bool = True) -> int:
        name, at = self._named(path, make=make)
        return os.open(name, flags, 0o666, **at)

    def _named(self, path: PurePosixPath, *, make: bool = True) -> tuple[str, dict[str, Any]]:
        """Return the arguments for system calls on `path`, relative to its open folder."""
        parts = _checked(path).parts
        folder = self._folder(parts[:-1], make=make)
        if isinstance(folder, int):
            return parts[-1], {"dir_fd": folder}
        return os.path.join(folder, parts[-1]), {}

    def _folder(self, parts: tuple[str, ...], *, make: bool = True) -> int | str:
        """Return the open folder at `parts`, relative to this one."""
        whole = (*self._below, *parts)
        for end in range(len(whole) + 1):
            if whole[:end] not in self._open:
                self._open[whole[:end]] = self._enter(whole[:end], make=make)
        return self._open[whole]

    def _enter(self, parts: tuple[str, ...], *, make: bool) -> int | str:
        while True:
            if make:
                self._make_folder(parts)
            try:
                return self._entered(parts)
            except FileNotFoundError:
                # Another run removed the unused folder that it had made: make it again.
                if not make or _is_no_folder(self._top.joinpath(*parts)):
                    raise

    def _make_folder(self, parts: tuple[str, ...]) -> None:
        try:
            if not parts:
                self._top.mkdir(parents=True, exist_ok=True)
                return
            name, at = self._called(parts)
            with self._about(PurePosixPath(*parts), from_top=True):
                os.mkdir(name, **at)
        except FileExistsError:
            if not parts and _is_no_folder(self._top):
                raise

    def _entered(self, parts: tuple[str, ...]) -> int | str:
        if not parts:
            is_opened = _OPENS_FROM_FOLDERS
            return os.open(self._top, _AS_FOLDER & ~_NO_LINK) if is_opened else str(self._top)
        name, at = self._called(parts)
        found = os.lstat(name, **at)
        if not stat.S_ISDIR(found.st_mode) or _is_junction(found):
            is_link = stat.S_ISLNK(found.st_mode) or _is_junction(found)
            why = _LINKED if is_link else _NO_FOLDER
            raise self._refusal(PurePosixPath(*parts), why, from_top=True)
        return os.open(name, _AS_FOLDER, **at) if at else name

    def _called(self, parts: tuple[str, ...]) -> tuple[str, dict[str, Any]]:
        """Return the arguments for system calls on a folder, relative to the open one above it."""
        above = self._open[parts[:-1]]
        if isinstance(above, int):
            return parts[-1], {"dir_fd": above}
        return os.path.join(above, parts[-1]), {}

    @contextlib.contextmanager
    def _about(self, path: PurePosixPath, *, from_top: bool = False) -> Iterator[None]:
        """Make errors of the system name the final file instead of its staged copy."""
        try:
            yield
        except OSError as error:
            if error.errno == errno.ELOOP:
                raise  # it already says which part of the path is a link
            place = self._top / path if from_top else self.path / path
            raise OSError(error.errno, error.strerror, str(place)) from error

    def _refusal(self, path: PurePosixPath, why: str, *, from_top: bool = False) -> OSError:
        place = self._top / path if from_top else self.path / path
        return OSError(errno.ELOOP, why, str(place))

    def _spare(self) -> None:
        """If many folders are open, close all except this one and staging folders."""
        if len(self._open) < _MOST_OPEN:
            return
        depth = len(self._below)
        for known in list(self._open):
            is_staging = len(known) == depth + 1 and _STAGING.fullmatch(known[-1])
            if len(known) > depth and not is_staging:
                self._close(known)

    def _close(self, known: tuple[str, ...]) -> None:
        handle = self._open.pop(known)
        if isinstance(handle, int):
            os.close(handle)

    def _close_below(self, parts: tuple[str, ...]) -> None:
        """Forget the open folders at `parts` and below, before they are moved or removed."""
        whole = (*self._below, *parts)
        for known in [known for known in self._open if known[: len(whole)] == whole]:
            self._close(known)

    @contextlib.contextmanager
    def _staged(self) -> Iterator[str]:
        """Yield the name of a new private folder, which is removed at the end."""
        name = self._new_staging()
        try:
            yield name
        finally:
            self._close_below((name,))
            self._remove_tree(name)

    def _new_staging(self) -> str:
        """Return the name of a new folder, locked so that no run takes it for abandoned."""
        while True:
            name = f".diptych-{os.urandom(8).hex()}"
            folder, at = self._named(PurePosixPath(name))
            with self._about(PurePosixPath()):
                os.mkdir(folder, 0o700, **at)
                handle = self._folder((name,))
            is_ours = not isinstance(handle, int) or _lock(handle) is not False
            if is_ours and self._kind(PurePosixPath(name)) is not None:
                return name
            self._close_below((name,))  # swept before it was locked

    def _is_abandoned(self, name: str) -> bool:
        """Return whether the run that made a staging folder has ended."""
        folder, at = self._named(PurePosixPath(name))
        try:
            if not at:
                return os.lstat(folder).st_mtime < time.time() - _ABANDONED
            handle = os.open(folder, _AS_FOLDER, **at)
        except OSError:
            return False
        try:
            is_free = _lock(handle)
            is_old = os.fstat(handle).st_mtime < time.time() - _ABANDONED
            return is_old if is_free is None else is_free
        finally:
            os.close(handle)

    def _remove_tree(self, name: str) -> None:
        target, at = self._named(PurePosixPath(name))
        try:
            os.rmdir(target, **at)
        except OSError:  # not empty
            import shutil  # loads modules for archives

            shutil.rmtree(target, ignore_errors=True, **at)


def content_hash(data: bytes) -> str:
    """Return the hash of content: 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()  # which processors compute themselves


def _hash_of(file: BufferedReader) -> str:
    """Return the hash of a file's content, read in pieces."""
    return hashlib.file_digest(file, "sha256").hexdigest()


def _gathered(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield pieces, small ones joined: a presentation has thousands of these."""
    gathered: list[bytes] = []
    size = 0
    for piece in pieces:
        if len(piece) >= _PIECE:  # without copying it
            yield b"".join(gathered)
            yield piece
            gathered.clear()
            size = 0
            continue
        gathered.append(piece)
        size += len(piece)
        if size >= _PIECE:
            yield b"".join(gathered)
            gathered.clear()
            size = 0
    yield b"".join(gathered)


def _write_whole(file: FileIO, data: bytes) -> None:
    """Write `data` to an unbuffered file; raise OSError if there is no room for all of it."""
    if file.write(data) < len(data):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _size(file: BufferedReader) -> int:
    return os.fstat(file.fileno()).st_size


def is_no_name_on_windows(part: str) -> bool:
    """Return whether Windows reads a part of a path as several parts, a device or a stream."""
    has_signs = any(sign < " " or sign in _NO_SIGNS for sign in part)
    return has_signs or part[-1:] in {".", " "} or _device(part) in _DEVICES


def _device(part: str) -> str:
    return part.partition(".")[0].rstrip(" ").lower()


def write_text(root: Path, path: Path, text: str) -> bool:
    """Write `text` to `path` atomically; return False if the file already had it.

    See `write_texts`.
    """
    return bool(write_texts(root, {path: text}))


def write_texts(root: Path, texts: Mapping[Path, str]) -> tuple[Path, ...]:
    """Write an author's files, all or none of them; return those that changed.

    Below `root` no link is followed; elsewhere the folder is given by the user. Raise OSError if
    one cannot be written, or a link is in the way.
    """
    written: list[Path] = []
    by_top: dict[Path, dict[PurePosixPath, Path]] = {}
    for path in texts:
        top = root if path.is_relative_to(root) else path.parent
        by_top.setdefault(top, {})[PurePosixPath(path.relative_to(top).as_posix())] = path
    for top, names in by_top.items():
        with Folder(top, lasting=True) as folder:
            folder.sweep()
            wanted = {name: texts[path].encode() for name, path in names.items()}
            new = {name: data for name, data in wanted.items() if not folder.holds(name, data)}
            folder.write(new)
            written += (names[name] for name in new)
    return tuple(written)


def _lock(handle: int) -> bool | None:
    """Return whether a folder could be locked; None if there are no locks."""
    if sys.platform == "win32":
        return None
    else:  # noqa: RET505 - so that type checkers know which system this is for
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return None
        return True


def _reach_the_disk(handle: int) -> None:
    """Wait until a file's content is on the disk, which `fsync` on macOS does not (its manual)."""
    if sys.platform == "darwin":
        with contextlib.suppress(OSError):  # not supported by the file system
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
            return
    os.fsync(handle)


def _checked(path: PurePosixPath) -> PurePosixPath:
    """Return `path` if it stays below its folder and has no name that Windows reads differently."""
    if path.is_absolute() or ".." in path.parts or not path.parts:
        raise OSError(errno.EPERM, "leads out of the folder that is written", str(path))
    if not _OPENS_FROM_FOLDERS and any(map(is_no_name_on_windows, path.parts)):
        raise OSError(errno.EPERM, "is not a valid file name on Windows", str(path))
    return path


def _is_no_folder(path: Path) -> bool:
    """Return whether something other than a folder is at `path`.

    What was none a moment ago may be one by now, if other runs remove it and make it again.
    """
    try:
        found = os.lstat(path)
    except FileNotFoundError:
        return False
    return not stat.S_ISDIR(found.st_mode) and not path.is_dir()


def _is_junction(found: os.stat_result) -> bool:
    """Return whether a Windows folder leads elsewhere, like a link.

    Folders that OneDrive manages also have a reparse tag, but do not lead elsewhere.
    """
    return bool(getattr(found, "st_reparse_tag", 0) & _NAME_SURROGATE)
