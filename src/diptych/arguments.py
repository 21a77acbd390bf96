"""Arguments that several commands share, and a parser that offers the nearest for a wrong name."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from diptych.reporting import MisuseError

if TYPE_CHECKING:
    from diptych.config import BuildConfig

Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse gives the type no public name


class HelpFormatter(argparse.HelpFormatter):
    """argparse's own, which makes one for each argument and imports `shutil` to learn the width."""

    def __init__(self, prog: str, **options: Any) -> None:
        super().__init__(prog, **{"width": _columns() - 2, **options})


def _columns() -> int:
    """Return how wide the terminal is, as `shutil.get_terminal_size` does."""
    said = os.environ.get("COLUMNS", "")
    if said.isdecimal() and int(said) > 0:
        return int(said)
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or 80  # type: ignore[union-attr]
    except (AttributeError, ValueError, OSError):
        return 80


class ArgumentParser(argparse.ArgumentParser):
    """argparse's own, which refuses a wrong name without saying what is like it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"formatter_class": HelpFormatter, **options})

    def parse_known_args(  # type: ignore[override]  # argparse overloads it by the namespace
        self, args: Sequence[str] | None = None, namespace: Any = None
    ) -> tuple[Any, list[str]]:
        """Return what the arguments say; refuse an option that is not there."""
        known, rest = super().parse_known_args(args, namespace)
        wrong = next((word.partition("=")[0] for word in rest if word.startswith("-")), None)
        if wrong is not None:
            hint = _nearest(wrong, self._option_string_actions)
            self.error(f"there is no option `{wrong}`; {hint}")
        return known, rest

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        """Refuse a command, or a word of a fixed list, that is not there."""
        if action.choices is not None and value not in action.choices:
            wrong = f"`{value}` has no meaning here"
            if action.option_strings:
                wrong = f"`{action.option_strings[0]}` cannot be `{value}`"
            elif action.metavar == "COMMAND":
                wrong = f"there is no command `{value}`"
            raise argparse.ArgumentError(None, f"{wrong}; {_nearest(str(value), action.choices)}")

    def add_commands(self, **options: Any) -> Commands[ArgumentParser]:
        """Return what parsers of commands are added to."""
        return self.add_subparsers(title="commands", metavar="COMMAND", required=True, **options)


def add_selection(parser: ArgumentParser) -> None:
    """Add what chooses talks and locales, and says how they are judged."""
    parser.add_argument(
        "talk", nargs="*", help="talk names, or one Markdown file (default: every talk)"
    )
    parser.add_argument(
        "--locale", type=words, default=(), metavar="TAG,...", help="locales (default: all)"
    )
    parser.add_argument("--strict", action="store_true", help="treat warnings as errors")
    add_allowed(parser)
    add_policy(parser)
    add_format(parser)


def add_allowed(parser: ArgumentParser) -> None:
    """Add what lets a talk that is one file read other folders."""
    parser.add_argument(
        "--allow-path",
        dest="allowed",
        action="append",
        type=Path,
        default=[],
        metavar="DIR",
        help="let a Markdown file read this folder too, besides its git repository",
    )


def add_policy(parser: ArgumentParser) -> None:
    """Add what says how stale and missing translations are shown."""
    parser.add_argument(
        "--fuzzy",
        choices=("source", "mark", "fail"),
        help="for a stale translation: the source text, the translation with a mark, or fail",
    )
    parser.add_argument(
        "--missing",
        choices=("source", "fail"),
        help="for a missing translation: the source text, or fail",
    )


def add_format(parser: ArgumentParser) -> None:
    """Add what says how diagnostics are printed."""
    parser.add_argument(
        "--format",
        choices=("full", "concise", "json"),
        default="full",
        help="how diagnostics are printed",
    )


def words(value: str) -> tuple[str, ...]:
    """Return the words of a list with commas."""
    return tuple(word for word in value.split(",") if word)


def project_root() -> Path:
    """Return the project's folder, here or above; raise MisuseError where there is none."""
    from diptych.config import find_root

    root = find_root(Path.cwd())
    if root is None:
        raise MisuseError(
            "there is no deck/deck.yaml here or above; `diptych init DIR` makes a project"
        )
    return root


def config_of(options: argparse.Namespace) -> BuildConfig:
    """Return what a run is asked for; raise MisuseError for what cannot be.

    `options` has what `add_selection` adds, or as much of it as the command takes.
    """
    from diptych.config import DOCUMENT_SUFFIXES, find_root

    talks: list[str] = list(options.talk or [])
    documents = [talk for talk in talks if talk.lower().endswith(DOCUMENT_SUFFIXES)]
    if documents:
        if len(talks) > 1:
            raise MisuseError("build one Markdown file at a time, without other talks")
        path = Path(documents[0])
        if not path.is_file():
            raise MisuseError(f"there is no file `{documents[0]}`")
        return _config(options, path.resolve().parent, document=path.resolve())
    if getattr(options, "allowed", None):
        raise MisuseError(
            "`--allow-path` is for a Markdown file; a project shows what is below its own folder"
        )
    root = find_root(Path.cwd())
    if root is None:
        raise MisuseError(
            "there is no deck/deck.yaml here or above; `diptych init DIR` makes a project,"
            " `diptych build talk.md` builds a single file"
        )
    names = tuple(Path(talk).stem if talk.endswith((".yaml", ".yml")) else talk for talk in talks)
    return _config(options, root, talks=names)


def _config(
    options: argparse.Namespace,
    root: Path,
    *,
    document: Path | None = None,
    talks: tuple[str, ...] = (),
) -> BuildConfig:
    from diptych.config import BuildConfig

    base = Path.cwd() if document else root
    out = getattr(options, "out", None)
    if out and not document:
        _refuse_sources(Path(out), root)
    return BuildConfig(
        root=root,
        document=document,
        allowed=tuple(map(_allowed, getattr(options, "allowed", ()))),
        talks=talks,
        locales=options.locale,
        outputs=getattr(options, "to", None) or (),
        slides=getattr(options, "slides", None),
        out=Path(out).absolute() if out else base / "output",
        base=None if out else base,
        jobs=getattr(options, "jobs", 1),
        strict=options.strict,
        notes=getattr(options, "notes", True),
        fuzzy=getattr(options, "fuzzy", None),
        missing=getattr(options, "missing", None),
    )


def _refuse_sources(out: Path, root: Path) -> None:
    """Refuse to mix what is built with what it is built from."""
    for name in ("deck", "templates"):
        if out.resolve().is_relative_to(root / name):
            raise MisuseError(f"`{out}` is where the sources are; name another folder with --out")


def _allowed(folder: Path) -> Path:
    if not folder.is_dir():
        raise MisuseError(f"there is no folder `{folder}` that could be allowed")
    return folder.resolve()


def _nearest(word: str, known: Any) -> str:
    from diptych.diagnostics import nearest

    return nearest(word, [str(name) for name in known])
