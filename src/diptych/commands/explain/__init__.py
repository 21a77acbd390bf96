"""Explain a diagnostic's code or name; without one, list them all."""

from __future__ import annotations

import argparse

from diptych.arguments import ArgumentParser
from diptych.reporting import CLEAN, MisuseError
from diptych.terminal import put


def add_arguments(parser: ArgumentParser) -> None:
    """Add the code."""
    parser.add_argument("code", nargs="?", help="such as SRC103 or unknown-key")


def run(options: argparse.Namespace) -> int:
    """Print the explanation, or the list."""
    from diptych.commands.explain.reference import explain, nearest_kind

    lines = explain(options.code)
    if lines is None:
        near = nearest_kind(options.code)
        hint = f"did you mean `{near}`?" if near else "`diptych explain` lists them"
        raise MisuseError(f"there is no diagnostic `{options.code}`; {hint}")
    for line in lines:
        put(line)
    return CLEAN
