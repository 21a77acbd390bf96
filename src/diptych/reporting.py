"""What commands say beside their results: diagnostics, counts, progress, exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from diptych.terminal import put, put_json, visible

if TYPE_CHECKING:
    from diptych.config import BuildConfig
    from diptych.diagnostics import Diagnostic

CLEAN, FOUND, MISUSED = 0, 1, 2
"""Exit codes: all well; the sources have errors; the command line has."""


class MisuseError(Exception):
    """The command line asks for what cannot be."""


def say(words: str) -> None:
    """Print a line on standard error, where it is not part of a result."""
    put(words, sys.stderr)


def shown(path: Path) -> str:
    """Return a path as the user would type it here."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def say_frozen(config: BuildConfig) -> None:
    """Say which of the talks are read from the copies that `diptych freeze` made.

    By the names of files alone: an unchanged build imports nothing that could read them.
    """
    if config.document is not None:
        return
    from diptych.storage.reading import names_in

    deck = config.root / "deck"
    files = map(Path, names_in(deck / "talks"))
    there = {file.stem for file in files if file.suffix in {".yaml", ".yml"}}
    for name in sorted(there & set(names_in(deck / "frozen")) & set(config.talks or there)):
        if not (deck / "frozen" / name / "frozen.yaml").is_file():
            continue
        say(f"talk {name} is frozen: deck/frozen/{name}/ is shown, not what was edited since")


def print_diagnostics(
    found: Iterable[Diagnostic], texts: Mapping[str, str], format_: str = "full"
) -> None:
    """Print what was found on standard error, as JSON on standard output."""
    from diptych.diagnostics import draw_diagnostic

    if format_ == "json":
        put_json([problem.as_dict() for problem in found])
        return
    color = sys.stderr.isatty() and not os.environ.get("NO_COLOR")
    for problem in found:
        text = draw_diagnostic(problem, texts, concise=format_ == "concise", color=color)
        print(text, file=sys.stderr)
        if format_ == "full":
            print(file=sys.stderr)


def has_errors(found: Iterable[Diagnostic]) -> bool:
    """Return whether there is more than warnings."""
    return any(problem.is_error for problem in found)


def count(found: Sequence[Diagnostic]) -> str:
    """Return how many errors and warnings there are, in words."""
    errors = sum(problem.is_error for problem in found)
    warnings = len(found) - errors
    parts = [
        f"{number} {word}{'' if number == 1 else 's'}"
        for number, word in ((errors, "error"), (warnings, "warning"))
        if number
    ]
    return ", ".join(parts) or "nothing found"


def show_progress(what: str) -> None:
    """Show on a terminal what is being done, over what was shown before."""
    if sys.stderr.isatty():
        print(f"\r\x1b[2K{visible(what)} …", end="", file=sys.stderr, flush=True)


def clear_progress() -> None:
    """Take away from a terminal what `show_progress` has shown."""
    if sys.stderr.isatty():
        print("\r\x1b[2K", end="", file=sys.stderr, flush=True)


def agreed(question: str) -> bool:
    """Ask on a terminal and return whether the user says yes; nobody to ask means no."""
    if not sys.stdin.isatty():
        say("nothing was written; `--yes` accepts the changes")
        return False
    print(f"{question} [y/N] ", end="", file=sys.stderr, flush=True)
    answer = sys.stdin.readline().strip().lower()
    if answer not in {"y", "yes"}:
        say("nothing was written")
        return False
    return True
