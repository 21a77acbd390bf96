"""Git, asked for files of other repositories: without prompts, shells or surprises."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from diptych.diagnostics import Diagnostic, nearest
from diptych.source.faults import (
    BAD_LIBRARY,
    MISSING_LIBRARY,
    MISSING_REVISION,
    UNREACHABLE_LIBRARY,
)
from diptych.source.libraries import DECK, Declared

TIME_LIMIT = 300
"""Seconds that git may take for one step."""
_PROTOCOLS = "file:git:http:https:ssh"
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://|[\w.-]+@[\w.-]+:")
_SETTINGS = ("-c", "core.autocrlf=false", "-c", "core.eol=lf", "-c", "gc.auto=0")
"""What makes the files of a commit the same bytes on every machine."""
_OF_CALLER = (
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_COMMON_DIR",
)
"""What git says to the hooks that it runs, of another repository than ours."""
_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


class LibraryError(Exception):
    """A library cannot be had."""

    def __init__(self, found: Diagnostic) -> None:
        super().__init__(found.message)
        self.found = found


def fetch(root: Path, declared: Declared, revision: str, folder: Path) -> str:
    """Put the files of a revision of a git library into `folder`; return its commit.

    Raise LibraryError where that cannot be.
    """
    address = _address(root, declared)
    with tempfile.TemporaryDirectory(prefix="diptych-") as temporary:
        repository = Path(temporary)
        _git(declared, "init", "--quiet", "--bare", "--template=", "--", temporary)
        at = ("-C", temporary)
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
        _unpack(_git(declared, *at, "archive", "--format=tar", commit), folder, declared)
    if not (folder / DECK).is_file():
        message = f"library `{declared.name}` has no deck/deck.yaml at `{revision}`"
        hint = "name a repository that is a Diptych project"
        raise LibraryError(MISSING_LIBRARY.at(declared.span, message, hint=hint))
    return commit


def remote_commit(root: Path, declared: Declared) -> str:
    """Return the commit that a library's revision is in its repository now."""
    revision = declared.revision
    if _COMMIT.fullmatch(revision):
        return revision
    told = _git(declared, "ls-remote", "--", _address(root, declared))
    refs = {ref: sha for sha, ref in (line.split("\t") for line in told.decode().splitlines())}
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
    path = Path(source).expanduser()
    is_bare = (path / "HEAD").is_file() and (path / "objects").is_dir()
    return bool(_SCHEME.match(source)) or source.endswith(".git") or is_bare


def is_address(source: str) -> bool:
    """Return whether a source is no folder of this machine, by its form."""
    return _SCHEME.match(source) is not None


def _names(declared: Declared, repository: Path) -> list[str]:
    form = "--format=%(refname:lstrip=2)"
    told = _git(declared, "-C", str(repository), "for-each-ref", form)
    return told.decode().split()


def _no_revision(declared: Declared, revision: str, known: Sequence[str]) -> Diagnostic:
    message = f"library `{declared.name}` has no revision `{revision}` in `{declared.source}`"
    hint = nearest(revision, known, what="branch or tag")
    return MISSING_REVISION.at(declared.span, message, hint=hint)


def _address(root: Path, declared: Declared) -> str:
    source = declared.source
    local = root / Path(source).expanduser()
    if not _SCHEME.match(source) and local.exists():
        return str(local.resolve())
    if source.startswith("-") or "::" in source:
        message = f"`{source}` is no address of a git repository"
        raise LibraryError(BAD_LIBRARY.at(declared.span, message, hint="write `https://...`"))
    return source


def _try_git(declared: Declared, *arguments: str) -> bytes | None:
    """Return what git says; None if it fails."""
    done = _run(declared, arguments)
    return done.stdout if done.returncode == 0 else None


def _git(declared: Declared, *arguments: str) -> bytes:
    done = _run(declared, arguments)
    if done.returncode == 0:
        return done.stdout
    said = done.stderr.decode("utf-8", "replace").strip().splitlines()
    why = next((line for line in said if line.startswith("fatal:")), said[-1] if said else "")
    message = f"library `{declared.name}` cannot be fetched from `{declared.source}`"
    why = why.removeprefix("fatal: ").strip() or f"git ended with {done.returncode}"
    raise LibraryError(UNREACHABLE_LIBRARY.at(declared.span, message, hint=f"git says: {why}"))


def _run(declared: Declared, arguments: Sequence[str]) -> subprocess.CompletedProcess[bytes]:
    environment = {
        "GIT_SSH_COMMAND": "ssh -o BatchMode=yes",
        **os.environ,
        "GIT_ASKPASS": "",
        "GIT_TERMINAL_PROMPT": "0",
        "GCM_INTERACTIVE": "never",
        "GIT_ALLOW_PROTOCOL": _PROTOCOLS,
        "LC_ALL": "C",
    }
    for name in _OF_CALLER:
        environment.pop(name, None)
    git = shutil.which("git")
    message = f"library `{declared.name}` needs git, which is not on the path"
    hint = "install git; a folder needs none: `path: ../folder`"
    if git is None:
        raise LibraryError(UNREACHABLE_LIBRARY.at(declared.span, message, hint=hint))
    try:
        return subprocess.run(  # noqa: S603 - no shell; addresses stand behind `--`
            [git, *_SETTINGS, *arguments],
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=TIME_LIMIT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        message = f"library `{declared.name}`: git took longer than {TIME_LIMIT} seconds"
        hint = f"see whether `{declared.source}` can be reached"
        raise LibraryError(UNREACHABLE_LIBRARY.at(declared.span, message, hint=hint)) from None


def _unpack(data: bytes, folder: Path, declared: Declared) -> None:
    """Write the files of a tar; links are left out, since they could lead anywhere."""
    folder.mkdir(parents=True, exist_ok=True)
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        for member in archive:
            name = PurePosixPath(member.name)
            if name.is_absolute() or ".." in name.parts:
                message = f"library `{declared.name}` holds a file `{member.name}` outside itself"
                raise LibraryError(BAD_LIBRARY.at(declared.span, message))
            content = archive.extractfile(member) if member.isfile() else None
            if content is not None:
                target = folder / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content.read())
