"""A small new project to start from: a talk about writing a talk, ready to build."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from diptych.source.reading.runtime import builtin_templates
from diptych.source.settings import DEFAULT_THEME
from diptych.source.themes.lookup import theme_names

SAMPLE = Path(__file__).resolve().parents[2] / "_scaffold"
"""The project that is copied, itself a working one."""

NAME = "my-talk"
"""The talk's name in the sample, and in a new project whose folder's name cannot be used."""

FILES = (
    "README.md",
    "gitignore",
    "deck/deck.yaml",
    "deck/talks/my-talk.yaml",
    "deck/slides/opening/cover.md",
    "deck/slides/writing/a-slide-is-a-file.md",
    "deck/slides/writing/two-columns.md",
    "deck/slides/writing/picture-and-text.md",
    "deck/slides/closing/two-panels.md",
    "deck/slides/closing/your-turn.yaml",
    "deck/references.yaml",
    "deck/media/diptych.svg",
)
"""The sample's files. `gitignore` gets its dot when it is written, so that git ignores it here."""


def builtin_themes() -> list[str]:
    """Return the names of the themes that a new project can have."""
    return theme_names((builtin_templates(),))


def make_project(folder: Path, theme: str = DEFAULT_THEME) -> tuple[Path, ...]:
    """Write a new project with a `theme` into `folder` and return the paths of its files.

    Raise FileExistsError if one of them already exists, and OSError if one cannot be written; in
    both cases nothing is left behind.
    """
    texts = _texts(talk_name(folder), theme)
    contents = {folder / path: text for path, text in texts.items()}
    for path in contents:
        _refuse_existing(path, folder)
    _write(contents)
    return tuple(contents)


def talk_name(folder: Path) -> str:
    """Return a name for the talk in `folder`: the folder's own, in lower-case ASCII."""
    plain = unicodedata.normalize("NFKD", folder.resolve().name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or NAME


def _texts(name: str, theme: str) -> dict[str, str]:
    """Return the project's files by path, its talk called `name`, in a theme."""
    return {
        path.replace("gitignore", ".gitignore").replace(NAME, name): (
            (SAMPLE / path)
            .read_text("utf-8")
            .replace(NAME, name)
            .replace(f"theme: {DEFAULT_THEME} ", f"theme: {theme} ")
        )
        for path in FILES
    }


def _refuse_existing(path: Path, folder: Path) -> None:
    above = path.parents[: path.parents.index(folder) + 1]
    taken = [path] if path.exists() or path.is_symlink() else [p for p in above if p.is_file()]
    if taken:
        raise FileExistsError(f"`{taken[0]}` already exists; nothing was written")


def _write(contents: Mapping[Path, str]) -> None:
    made: list[Path] = []
    try:
        for path, text in contents.items():
            for folder in reversed(path.parents):
                if not folder.exists():
                    folder.mkdir()
                    made.append(folder)
            with path.open("x", encoding="utf-8", newline="\n") as file:
                made.append(path)
                file.write(text)
    except BaseException:
        _remove(made)
        raise


def _remove(made: Iterable[Path]) -> None:
    for path in reversed(list(made)):
        with suppress(OSError):
            if path.is_dir():
                path.rmdir()
            else:
                path.unlink()
