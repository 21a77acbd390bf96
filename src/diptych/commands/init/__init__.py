"""Make a small new project in DIR that is ready to build; never overwrites anything."""

from __future__ import annotations

import argparse
from pathlib import Path

from diptych.arguments import ArgumentParser
from diptych.reporting import CLEAN, MisuseError, say
from diptych.terminal import put


def add_arguments(parser: ArgumentParser) -> None:
    """Add the folder."""
    parser.add_argument("dir", type=Path, metavar="DIR")


def run(options: argparse.Namespace) -> int:
    """Write the project, and say what to do next."""
    import shlex

    from diptych.commands.init.new_project import make_project

    try:
        made = make_project(options.dir)
    except FileExistsError as error:
        raise MisuseError(f"{error}; choose another folder, or move it away") from None
    for path in made:
        put(str(path))
    say(f"next: cd {shlex.quote(str(options.dir))} && diptych build")
    return CLEAN
