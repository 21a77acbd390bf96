"""What commands print besides their results: diagnostics, counts, progress; and exit codes."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from diptych.terminal import put, put_json, visible

if TYPE_CHECKING:
    from diptych.config import BuildConfig
    from diptych.diagnostics import Diagnostic

CLEAN, FOUND, MISUSED = 0, 1, 2
"""Exit codes: success, errors in the sources, errors in the command line."""

_MOST_ALIKE = 100
"""The most diagnostics of one kind in one file that are printed: nobody reads more."""


class MisuseError(Exception):
    """The command line asks for something impossible."""


def say(words: str) -> None:
    """Print a line on standard error, apart from the command's result."""
    put(words, sys.stderr)


def shown(path: Path) -> str:
    """Return a path as the user would type it in the current folder."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def say_frozen(config: BuildConfig) -> None:
    """Print which of the talks are read from the copies that `diptych freeze` made.

    It only uses file names, so that an unchanged build need not import the readers.
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
        say(f"talk {name} is frozen: deck/frozen/{name}/ is shown, without later edits")


def print_diagnostics(
    found: Iterable[Diagnostic], texts: Mapping[str, str], format_: str = "full"
) -> None:
    """Print what was found: on standard error, or on standard output if it is JSON.

    Of one kind in one file only the first are printed, and how many more there are.
    """
    from diptych.diagnostics import draw_diagnostic

    if format_ == "json":
        put_json([problem.as_dict() for problem in found])
        return
    color = sys.stderr.isatty() and not os.environ.get("NO_COLOR")
    seen: Counter[tuple[str, str]] = Counter()
    for problem in found:
        file = problem.span.file if problem.span is not None else ""
        seen[problem.kind.code, file] += 1
        if seen[problem.kind.code, file] > _MOST_ALIKE:
            continue
        text = draw_diagnostic(problem, texts, concise=format_ == "concise", color=color)
        print(text, file=sys.stderr)
        if format_ == "full":
            print(file=sys.stderr)
    for (code, file), times in seen.items():
        if times > _MOST_ALIKE:
            where = f" in {file}" if file else ""
            say(f"{times - _MOST_ALIKE:,} more {code}{where} are not shown")


def has_errors(found: Iterable[Diagnostic]) -> bool:
    """Return whether any of the diagnostics is an error."""
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
    """Show on a terminal what is being done, in place of what was shown before."""
    if sys.stderr.isatty():
        print(f"\r\x1b[2K{visible(what)} …", end="", file=sys.stderr, flush=True)


def clear_progress() -> None:
    """Clear what `show_progress` has shown on a terminal."""
    if sys.stderr.isatty():
        print("\r\x1b[2K", end="", file=sys.stderr, flush=True)


def agreed(question: str) -> bool:
    """Ask on the terminal and return whether the user says yes; False without a terminal."""
    if not sys.stdin.isatty():
        say("nothing was written; `--yes` accepts the changes")
        return False
    print(f"{question} [y/N] ", end="", file=sys.stderr, flush=True)
    answer = sys.stdin.readline().strip().lower()
    if answer not in {"y", "yes"}:
        say("nothing was written")
        return False
    return True
