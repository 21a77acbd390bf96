"""List the available talks, slides, times, themes, layouts, blocks or arrangements."""

from __future__ import annotations

import argparse
from pathlib import Path

from diptych.arguments import ArgumentParser
from diptych.reporting import CLEAN, MisuseError
from diptych.terminal import put


def add_arguments(parser: ArgumentParser) -> None:
    """Add the kind of list."""
    parser.add_argument(
        "what",
        nargs="?",
        choices=("talks", "slides", "times", "themes", "layouts", "blocks", "arrangements"),
        help="what to list (default: all)",
    )
    parser.add_argument(
        "file", nargs="?", help="for times: a Markdown file (default: the talks of the project)"
    )


def run(options: argparse.Namespace) -> int:
    """Print the lists, which also works outside of a project."""
    from diptych.commands.list.listing import listing
    from diptych.config import find_root

    document = _document(options)
    for line in listing(find_root(Path.cwd()), options.what, document):
        put(line)
    return CLEAN


def _document(options: argparse.Namespace) -> Path | None:
    """Return the file of a single-file talk; raise MisuseError if it can have no list."""
    from diptych.config import DOCUMENT_SUFFIXES

    if options.file is None:
        return None
    path = Path(options.file)
    if options.what != "times":
        raise MisuseError(f"`diptych list {options.what}` takes no file; `diptych list times` does")
    if path.suffix.lower() not in DOCUMENT_SUFFIXES or not path.is_file():
        raise MisuseError(f"`{options.file}` is not a Markdown file")
    return path.resolve()
