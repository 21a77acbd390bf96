"""Explain a diagnostic's code, or how a slide is laid out; without one, list all diagnostics."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from diptych.arguments import ArgumentParser, config_of
from diptych.reporting import CLEAN, MisuseError
from diptych.terminal import put

if TYPE_CHECKING:
    from diptych.config import BuildConfig


def add_arguments(parser: ArgumentParser) -> None:
    """Add what to explain."""
    parser.add_argument(
        "what", nargs="?", help="such as SRC103 or unknown-key, or a slide such as gpu/market"
    )
    parser.add_argument(
        "talk",
        nargs="*",
        help="for a slide: a talk's name, or a Markdown file (default: every talk that has it)",
    )
    parser.set_defaults(locale=(), strict=False)


def run(options: argparse.Namespace) -> int:
    """Print the explanation, or the list."""
    from diptych.commands.explain.reference import explain, nearest_kind
    from diptych.config import DOCUMENT_SUFFIXES

    if options.talk and options.what.lower().endswith(DOCUMENT_SUFFIXES):
        # A file first, as other commands are given it.
        options.what, options.talk = options.talk[0], [options.what, *options.talk[1:]]
    lines: Iterable[str] | None = explain(options.what)
    if lines is None:
        lines = _slide(options)
    if lines is None:
        near = nearest_kind(options.what) or _nearest_slide(options)
        hint = f"did you mean `{near}`?" if near else "`diptych explain` lists them"
        raise MisuseError(f"there is no diagnostic or slide `{options.what}`; {hint}")
    for line in lines:
        put(line)
    return CLEAN


def _nearest_slide(options: argparse.Namespace) -> str | None:
    """Return the slide of the project whose id is most like what was asked for, if any is."""
    from diptych.config import find_root
    from diptych.diagnostics import nearest_name
    from diptych.source.talks.selection import slide_ids

    root = find_root(Path.cwd())
    known = slide_ids(root / "deck" / "slides") if root is not None else []
    return nearest_name(options.what, known)


def _slide(options: argparse.Namespace) -> list[str] | None:
    """Return how a slide is laid out in each talk; None if the slide or project does not exist."""
    from diptych.commands.explain.slide import explain_slide
    from diptych.config import find_root

    if not options.talk and find_root(Path.cwd()) is None:
        return None
    config = config_of(options)
    lines = explain_slide(options.what, config)
    if lines is None and options.talk:
        raise MisuseError(_not_there(options.what, config))
    return lines


def _not_there(slide: str, config: BuildConfig) -> str:
    """Return which of the talks that are named does not exist, or has no such slide."""
    from diptych.diagnostics import nearest
    from diptych.source.project import talk_names
    from diptych.source.readings import asked_talks, known_talks

    known = known_talks(config)
    for name in asked_talks(config):
        if name not in known:
            return f"there is no talk `{name}`; {nearest(name, talk_names(config.root))}"
    return f"there is no slide `{slide}` in {' or '.join(f'`{name}`' for name in known)}"
