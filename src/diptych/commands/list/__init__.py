"""List the available talks, slides, times, themes, layouts, blocks or arrangements."""

from __future__ import annotations

import argparse
from pathlib import Path

from diptych.arguments import ArgumentParser
from diptych.reporting import CLEAN, MisuseError
from diptych.terminal import put

LISTS = ("talks", "slides", "times", "themes", "layouts", "blocks", "arrangements")


def add_arguments(parser: ArgumentParser) -> None:
    """Add the kind of list."""
    parser.add_argument(
        "what",
        nargs="?",
        choices=LISTS,
        help="what to list (default: all)",
    )
    parser.add_argument(
        "talk", nargs="?", help="for times: a talk's name, or a Markdown file (default: every talk)"
    )


def run(options: argparse.Namespace) -> int:
    """Print the lists, which also works outside of a project."""
    from diptych.commands.list.listing import listing
    from diptych.config import find_root

    root = find_root(Path.cwd())
    document, talk = _chosen(options, root)
    for line in listing(root, options.what, document, talk):
        put(line)
    return CLEAN


def _chosen(options: argparse.Namespace, root: Path | None) -> tuple[Path | None, str | None]:
    """Return the file of a single-file talk, and the name of one of the project; None for neither.

    Raises MisuseError if there is neither, or it can have no list.
    """
    from diptych.config import DOCUMENT_SUFFIXES
    from diptych.diagnostics import nearest
    from diptych.source.project import talk_names

    if options.talk is None:
        return None, None
    if options.what != "times":
        raise MisuseError(f"`diptych list {options.what}` takes no talk; `diptych list times` does")
    path = Path(options.talk)
    if path.suffix.lower() in DOCUMENT_SUFFIXES and path.is_file():
        return path.resolve(), None
    known = talk_names(root) if root is not None else ()
    if options.talk not in known:
        hint = nearest(options.talk, known, what="talk") if known else "name a Markdown file"
        raise MisuseError(f"`{options.talk}` is neither a talk nor a Markdown file; {hint}")
    return None, options.talk
