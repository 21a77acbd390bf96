"""List the available talks, slides, times, themes, layouts, blocks or arrangements."""

from __future__ import annotations

import argparse
from pathlib import Path

from diptych.arguments import ArgumentParser
from diptych.reporting import CLEAN
from diptych.terminal import put


def add_arguments(parser: ArgumentParser) -> None:
    """Add the kind of list."""
    parser.add_argument(
        "what",
        nargs="?",
        choices=("talks", "slides", "times", "themes", "layouts", "blocks", "arrangements"),
        help="what to list (default: all)",
    )


def run(options: argparse.Namespace) -> int:
    """Print the lists, which also works outside of a project."""
    from diptych.commands.list.listing import listing
    from diptych.config import find_root

    for line in listing(find_root(Path.cwd()), options.what):
        put(line)
    return CLEAN
