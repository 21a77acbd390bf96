"""Copy everything that a talk is made of, so that later edits do not affect it."""

from __future__ import annotations

import argparse
from pathlib import Path

from diptych.arguments import ArgumentParser, project_root
from diptych.reporting import CLEAN, FOUND, MisuseError, count, print_diagnostics, say, shown
from diptych.terminal import put


def add_arguments(parser: ArgumentParser) -> None:
    """Add the talk."""
    parser.add_argument("talk", help="a talk's name")


def run(options: argparse.Namespace) -> int:
    """Freeze the talk, if nothing is wrong with it."""
    from diptych.commands.freeze.copying import freeze

    try:
        frozen = freeze(project_root(), Path(options.talk).stem)
    except ValueError as error:
        raise MisuseError(str(error)) from None
    print_diagnostics(frozen.found, frozen.texts)
    if not frozen.files:
        say(f"{count(frozen.found)}; nothing was written")
        return FOUND
    put(f"{shown(frozen.folder)}  {frozen.files} files")
    say("from now on, builds of the talk read these; delete the folder to unfreeze it")
    return CLEAN
