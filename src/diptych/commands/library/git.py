"""Fetching files of other repositories by git, without prompts or shells."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from diptych.diagnostics import Diagnostic, nearest
from diptych.running import Done, run
from diptych.source.libraries.declared import DECK, Declared, of_home
from diptych.source.libraries.diagnostic_kinds import (
    BAD_LIBRARY,
    MISSING_LIBRARY,
    MISSING_REVISION,
    UNREACHABLE_LIBRARY,
)
from diptych.storage.folder import Folder
from diptych.storage.scratch import scratch

TIME_LIMIT = 300
"""Seconds that git may take for one step."""
_PROTOCOLS = "file:git:http:https:ssh"
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://|[\w.-]+@[\w.-]+:")
_SETTINGS = (
    *("-c", "gc.auto=0"),
    *("-c", "core.fsmonitor=false"),
    # A pack stays a pack, and large objects in it are never unpacked in memory.
    *("-c", "fetch.unpackLimit=1"),
    *("-c", "core.bigFileThreshold=1m"),
    *("-c", "core.packedGitWindowSize=32m"),
    *("-c", "core.packedGitLimit=256m"),
    *("-c", "pack.threads=1"),
    *("-c", f"core.hooksPath={os.devnull}"),
    *("-c", f"core.attributesFile={os.devnull}"),
)
"""The only configuration that git gets, besides the user's credential settings."""
_KEPT = ("GIT_SSH", "GIT_SSH_COMMAND", "GIT_SSL_CAINFO", "GIT_SSL_CAPATH", "GIT_PROXY_COMMAND")
"""Environment variables that are passed on to git: how to reach a repository."""
MOST_FILES = 20_000
"""Most files of a library; a project has some hundreds."""
MOST_BYTES = 256 * 1024 * 1024
"""Most bytes of a library's files in total: a small repository can unpack to any size."""
MOST_FETCHED = 1024 * 1024 * 1024
"""Most bytes of a fetched pack, which has the history if a server does not give single commits."""
MOST_LISTED = 32 * 1024 * 1024
"""Most bytes of a list of files: nested trees can make a list of any length."""
_MOST_SETTINGS = 1024 * 1024
"""Most bytes of the user's credential settings."""
_OVERHEAD = 128
"""Most bytes that git writes around each file."""
_ENDED = (b"signal 25", b"File too large", b"invalid index-pack output", b"ut of memory")
"""What git says if the system has ended one of its helpers at a limit."""
_FILE_MODES = ("100644", "100755")
"""Modes of ordinary files in a tree; those of links and submodules differ (gitformat-index)."""
_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


class LibraryError(Exception):
    """A library cannot be fetched."""

    def __init__(self, found: Diagnostic) -> None:
        super().__init__(found.message)
        self.found = found


def fetch(root: Path, declared: Declared, revision: str, folder: Path) -> str:
    """Put the files of a revision of a git library into `folder`; return its commit.

    Raise LibraryError if that fails.
    """
    address = _address(root, declared)
    with scratch() as repository:
        temporary = str(repository)
        _git(declared, "init", "--quiet", "--bare", "--template=", "--", temporary)
        at = (f"--git-dir={temporary}",)
        fetched = _try_git(declared, *at, "fetch", "--quiet", "--depth=1", "--", address, revision)
        if fetched is not None:
            name = "FETCH_HEAD"
        else:
            heads = ("+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*")
            _git(declared, *at, "fetch", "--quiet", "--", address, *heads)
            name = revision
        found = _try_git(declared, *at, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
        if found is None:
            raise LibraryError(_no_revision(declared, revision, _names(declared, repository)))
        commit = found.decode().strip()
        files = _files(declared, commit, at)
        with Folder(folder) as copy:
            copy.write(files)
    if not (folder / DECK).is_file():
        message = f"library `{declared.name}` has no deck/deck.yaml at `{revision}`"
        hint = "name a repository that is a Diptych project"
        raise LibraryError(MISSING_LIBRARY.at(declared.span, message, hint=hint))
    return commit


def remote_commit(root: Path, declared: Declared) -> str:
    """Return the commit that a library's revision currently stands for in its repository."""
    revision = declared.revision
    if _COMMIT.fullmatch(revision):
        return revision
    listed = _git(declared, "ls-remote", "--", _address(root, declared))
    refs = {ref: sha for sha, ref in (line.split("\t") for line in listed.decode().splitlines())}
    wanted = (
        f"refs/tags/{revision}^{{}}",
        f"refs/tags/{revision}",
        f"refs/heads/{revision}",
        revision,
    )
    commit = next((refs[ref] for ref in wanted if ref in refs), None)
    if commit is None:
        names = [ref.partition("/")[2].partition("/")[2] for ref in refs if ref.startswith("refs/")]
        raise LibraryError(_no_revision(declared, revision, names))
    return commit


def is_repository(source: str) -> bool:
    """Return whether a source is a git repository rather than a project's folder."""
    path = of_home(source)
    is_bare = (path / "HEAD").is_file() and (path / "objects").is_dir()
    return bool(_SCHEME.match(source)) or source.endswith(".git") or is_bare


def is_address(source: str) -> bool:
    """Return whether a source has the form of an address, and not that of a local path."""
    return _SCHEME.match(source) is not None


def _names(declared: Declared, repository: Path) -> list[str]:
    form = "--format=%(refname:lstrip=2)"
    return _git(declared, "-C", str(repository), "for-each-ref", form).decode().split()


def _no_revision(declared: Declared, revision: str, known: Sequence[str]) -> Diagnostic:
    message = f"library `{declared.name}` has no revision `{revision}` in `{declared.source}`"
    hint = nearest(revision, known, what="branch or tag")
    return MISSING_REVISION.at(declared.span, message, hint=hint)


def _address(root: Path, declared: Declared) -> str:
    source = declared.source
    local = root / of_home(source)
    if not _SCHEME.match(source) and local.exists():
        return str(local.resolve())
    if source.startswith("-") or "::" in source:
        message = f"`{source}` is not the address of a git repository"
        raise LibraryError(BAD_LIBRARY.at(declared.span, message, hint="write `https://...`"))
    return source


def _try_git(declared: Declared, *arguments: str) -> bytes | None:
    """Return the output of git; None if it fails."""
    done = _run(declared, arguments, most=MOST_FETCHED)
    return done.out if done.code == 0 else None


def _git(declared: Declared, *arguments: str, given: bytes = b"", most: int | None = None) -> bytes:
    done = _run(declared, arguments, given, most=most or MOST_FETCHED)
    if done.code == 0:
        return done.out
    lines = done.err.decode("utf-8", "replace").strip().splitlines()
    why = next((line for line in lines if line.startswith("fatal:")), lines[-1] if lines else "")
    message = f"library `{declared.name}` cannot be fetched from `{declared.source}`"
    why = why.removeprefix("fatal: ").strip() or f"git ended with {done.code}"
    raise LibraryError(UNREACHABLE_LIBRARY.at(declared.span, message, hint=f"git says: {why}"))


def _run(declared: Declared, arguments: Sequence[str], given: bytes = b"", *, most: int) -> Done:
    """Run git and return the result; raise LibraryError if it cannot run or writes too much."""
    environment = {
        "GIT_SSH_COMMAND": "ssh -o BatchMode=yes",
        **_environment(),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_ATTR_NOSYSTEM": "1",
        "GIT_ASKPASS": "",
        "GIT_TERMINAL_PROMPT": "0",
        "GCM_INTERACTIVE": "never",
        "GIT_ALLOW_PROTOCOL": _PROTOCOLS,
        "GIT_NO_LAZY_FETCH": "1",
        "LC_ALL": "C",
    }
    git = shutil.which("git")
    message = f"library `{declared.name}` needs git, which is not on the path"
    hint = "install git, or use a folder, which needs none: `path: ../folder`"
    if git is None:
        raise LibraryError(UNREACHABLE_LIBRARY.at(declared.span, message, hint=hint))
    try:
        # In an empty folder, so that settings of the repository that the user is in do not apply.
        done = run(
            [git, *_SETTINGS, *_credentials(git), *arguments],
            environment,
            seconds=TIME_LIMIT,
            most=most,
            given=given,
        )
    except subprocess.TimeoutExpired:
        message = f"library `{declared.name}`: git took longer than {TIME_LIMIT} seconds"
        hint = f"check that `{declared.source}` can be reached"
        raise LibraryError(UNREACHABLE_LIBRARY.at(declared.span, message, hint=hint)) from None
    if done.is_too_much or any(words in done.err for words in _ENDED):
        message = f"library `{declared.name}` is too large"
        hint = f"a library may have {MOST_FILES:,} files of {MOST_BYTES:,} bytes in total"
        raise LibraryError(BAD_LIBRARY.at(declared.span, message, hint=hint))
    return done


def _environment() -> dict[str, str]:
    """Return the environment without the variables that point git to other repositories."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name in _KEPT
    }


def _credentials(git: str) -> tuple[str, ...]:
    """Return the user's credential settings, the only ones of the user's that git gets."""
    command = [git, "config", "--global", "--null", "--get-regexp", r"^credential\."]
    done = run(command, os.environ, seconds=TIME_LIMIT, most=_MOST_SETTINGS)
    entries = done.out.decode("utf-8", "replace").split("\0")
    # For `-c`, as in the file, a key without a value is true and one with an empty value is false.
    settings = (entry.replace("\n", "=", 1) for entry in entries if entry)
    return tuple(part for setting in settings for part in ("-c", setting))


def _files(declared: Declared, commit: str, at: Sequence[str]) -> dict[PurePosixPath, bytes]:
    """Return the ordinary files of a commit as they are stored, without filters and attributes.

    Links are left out, since they could lead anywhere.
    """
    arguments = ("ls-tree", "-r", "-z", "-l", "--full-tree", commit)
    listed = _git(declared, *at, *arguments, most=MOST_LISTED)
    objects: dict[PurePosixPath, tuple[str, int]] = {}
    for entry in listed.split(b"\0")[:-1]:
        facts, _, name = entry.partition(b"\t")
        mode, _, sha, length = facts.decode("ascii").split()
        if mode in _FILE_MODES:
            objects[_inside(name, declared)] = (sha, int(length))
    total = sum(size for _, size in objects.values())
    if len(objects) > MOST_FILES or total > MOST_BYTES:
        message = f"library `{declared.name}` has {len(objects)} files of {total:,} bytes"
        hint = f"a library may have {MOST_FILES:,} files of {MOST_BYTES:,} bytes in total"
        raise LibraryError(BAD_LIBRARY.at(declared.span, message, hint=hint))
    wanted = "".join(f"{sha}\n" for sha, _ in objects.values()).encode()
    most = total + _OVERHEAD * len(objects) + 1
    output = _git(declared, *at, "cat-file", "--batch", given=wanted, most=most)
    files, position = {}, 0
    for path, (_, size) in objects.items():
        begin = output.index(b"\n", position) + 1  # after `<sha> blob <size>`
        files[path] = output[begin : begin + size]
        position = begin + size + 1
    return files


def _inside(name: bytes, declared: Declared) -> PurePosixPath:
    """Return the path of a file in a library; raise LibraryError if it would be outside of it."""
    text = name.decode("utf-8", "surrogateescape")
    path = PurePosixPath(text)
    if path.is_absolute() or ".." in path.parts or "\\" in text or any(map(_is_git, path.parts)):
        message = f"library `{declared.name}` contains a file `{text}` that is outside of it"
        raise LibraryError(BAD_LIBRARY.at(declared.span, message))
    return path


def _is_git(name: str) -> bool:
    """Return whether some system takes a name for `.git`, whose settings can run programs.

    This follows git's own check (path.c, `is_ntfs_dotgit` and `is_hfs_dotgit`), a little wider.
    """
    seen = "".join(one for one in name.lower() if unicodedata.category(one) != "Cf")
    stem = seen.partition(":")[0].rstrip(". ")
    return stem in {".git", "git~1"}
