"""Nothing but `storage` reads, writes or lists files, and few rooms run or ask anything else."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import diptych

PACKAGE = Path(diptych.__file__).parent
METHODS = {
    *("open", "read_bytes", "read_text", "write_bytes", "write_text", "fdopen", "touch"),
    *("mkdir", "rmdir", "unlink", "symlink_to", "hardlink_to", "chmod"),
    *("iterdir", "glob", "rglob", "scandir", "listdir"),
}
OF_OS = {
    *("makedirs", "removedirs", "remove", "rename", "renames", "replace", "symlink", "link"),
    *("truncate", "utime", "walk", "fwalk", "mkfifo", "copy_file_range", "sendfile"),
}
MODULES = {"shutil", "tempfile", "glob", "mmap", "fileinput", "linecache", "zipfile", "tarfile"}

ALLOWED = {
    ("cli.py", "open"): "`os.devnull`, in the place of a closed pipe",
    ("program.py", "scandir"): "the program's own files, and the names of installed packages",
    ("commands/serve/server.py", "read_bytes"): "the program's own scripts",
    (
        "commands/serve/watcher.py",
        "scandir",
    ): "looks for names in the project, reads nothing",
    ("commands/init/new_project.py", "read_text"): "the program's own sample",
    (
        "commands/init/new_project.py",
        "mkdir",
    ): "a new project, where nothing is yet",
    ("commands/init/new_project.py", "open"): "the same, never what is there: mode `x`",
    ("commands/init/new_project.py", "rmdir"): "the same, taken back if it cannot be finished",
    ("commands/init/new_project.py", "unlink"): "the same",
    ("source/fonts/installed.py", "walk"): "names of installed fonts, of which storage reads parts",
    ("formulas/reading.py", "read_text"): "the program's own scripts and table",
    ("source/reading/runtime.py", "read_bytes"): "the program's own fonts and tables",
    ("icons/lucide.py", "read_bytes"): "the program's own icons",
    ("source/reading/runtime.py", "read_text"): "the same",
    ("source/reading/runtime.py", "glob"): "the same",
    ("render/raster.py", "tempfile"): "cut fonts for the renderer, in a folder nobody else knows",
    ("render/raster.py", "write_bytes"): "the same",
    ("render/pdf/typesetter.py", "tempfile"): "what is typeset, in a folder nobody else knows",
    ("render/pdf/typesetter.py", "mkdir"): "the same",
    ("render/pdf/typesetter.py", "write_bytes"): "the same",
    ("render/pdf/typesetter.py", "write_text"): "the same",
    ("render/pdf/document.py", "read_text"): "the program's own settings of documents",
    ("render/handout/handout.py", "read_text"): "the same",
    ("render/pictures/webp.py", "open"): "a picture in memory",
    ("fetching.py", "open"): "an address",
    ("isolation/pixels.py", "open"): "the same",
    ("isolation/jobs.py", "fdopen"): "pipes to and from the isolated process",
    ("render/recognition.py", "zipfile"): "a presentation in memory",
    ("render/recognition.py", "open"): "the same",
    ("commands/compare/documents.py", "read_bytes"): "outputs, in a folder nobody else knows",
    ("commands/compare/report.py", "read_text"): "the program's own style sheet",
    ("commands/compare/programs.py", "read_bytes"): "what a program has made of one, likewise",
    ("commands/compare/programs.py", "read_text"): "the program's own macro",
    ("commands/compare/programs.py", "shutil"): "`which`: where Chromium and LibreOffice are",
    ("commands/library/git.py", "shutil"): "`which`: where git is",
    ("commands/slides/search.py", "shutil"): "the same",
}
"""What is done elsewhere, and why that is safe."""


class _Found(NamedTuple):
    """What a module does, by the name of the call or of the module."""

    done: frozenset[str]
    """With files."""
    powers: frozenset[str]


@cache
def _found(path: Path) -> _Found:
    """Return what is found in a module; of its tree, which is large, nothing is kept."""
    nodes = tuple(ast.walk(ast.parse(path.read_text("utf-8"))))
    return _Found(frozenset(_done(nodes)), frozenset(_powers(nodes)))


def _done(nodes: Iterable[ast.AST]) -> Iterator[str]:
    for node in nodes:
        match node:
            case ast.Import():
                yield from (name.name for name in node.names if name.name in MODULES)
            case ast.ImportFrom(module=str(module)) if module in MODULES:
                yield module
            case ast.Attribute(value=ast.Name(id="os"), attr=name) if name in OF_OS | METHODS:
                yield name
            case ast.Call(func=ast.Attribute(attr=name) as called) if name in METHODS:
                yield from () if _is_ours(called) else (name,)
            case ast.Call(func=ast.Name(id="open")):
                yield "open"
            case _:
                pass


def _is_ours(node: ast.Attribute) -> bool:
    """Return whether a method is one of ours by that name, which leads to `storage`."""
    owner = node.value.attr if isinstance(node.value, ast.Attribute) else ""
    owner = node.value.id if isinstance(node.value, ast.Name) else owner
    return owner in {"self", "reader", "source_reader", "libraries"}


def test_only_storage_touches_files() -> None:
    done = {
        (path.relative_to(PACKAGE).as_posix(), what)
        for path in PACKAGE.rglob("*.py")
        if path.parent != PACKAGE / "storage"
        for what in _found(path).done
    }
    assert done - ALLOWED.keys() == set()
    assert ALLOWED.keys() - done == set(), "no longer done, so no longer to be allowed"


POWERS = {
    *("subprocess", "multiprocessing", "ctypes", "runpy", "importlib", "code", "pty", "webbrowser"),
    *(
        "socket",
        "ssl",
        "asyncio",
        "urllib.request",
        "http.client",
        "http.server",
        "ftplib",
        "smtplib",
    ),
    *("pickle", "marshal", "shelve", "dbm", "sqlite3"),
}
"""What runs programs or code, reaches the network, or trusts what it reads."""
GRANTED = {
    ("cli.py", "importlib"): "the command that is to run, by its name in the table",
    ("running.py", "subprocess"): "the one way in which git and the programs of `compare` are run",
    ("commands/compare/programs.py", "subprocess"): "its exceptions",
    ("commands/compare/reading.py", "ctypes"): "the numbers that PDFium returns",
    ("workers.py", "multiprocessing"): "processes of our own that share a build, asked by pipes",
    ("commands/library/git.py", "subprocess"): "its exceptions",
    ("commands/slides/search.py", "subprocess"): "its exceptions",
    ("isolation/process.py", "subprocess"): "the child that draws, typesets and measures in bounds",
    ("fetching.py", "http.client"): "pictures of single-file talks, with `--fetch`",
    ("fetching.py", "socket"): "the same, from public hosts alone",
    ("fetching.py", "ssl"): "its exceptions",
    ("fetching.py", "urllib.request"): "the same",
    ("commands/serve/server.py", "http.client"): "a number",
    ("commands/serve/server.py", "http.server"): "the preview, on the loopback address",
}
CODE = {"eval", "exec", "compile", "__import__"}


def test_few_rooms_run_programs_or_use_the_network() -> None:
    used = {
        (path.relative_to(PACKAGE).as_posix(), power)
        for path in PACKAGE.rglob("*.py")
        for power in _found(path).powers
    }
    assert used - GRANTED.keys() == set()
    assert GRANTED.keys() - used == set(), "no longer used, so no longer to be granted"


def _powers(nodes: Iterable[ast.AST]) -> Iterator[str]:
    for node in nodes:
        match node:
            case ast.Import():
                yield from (name.name for name in node.names if name.name in POWERS)
            case ast.ImportFrom(module=str(module)) if module in POWERS:
                yield module
            case ast.Call(func=ast.Name(id=name)) if name in CODE:
                yield name
            case ast.Attribute(value=ast.Name(id="os"), attr=name) if name.startswith(
                ("system", "popen", "exec", "spawn", "posix_spawn", "fork")
            ):
                yield name
            case _:
                pass
