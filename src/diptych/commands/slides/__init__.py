"""Find slides by words, or by tag:, layout:, lang:, ref:, talk:, is:unused."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from diptych.arguments import ArgumentParser, project_root
from diptych.reporting import CLEAN, FOUND, MisuseError, print_diagnostics, say, shown
from diptych.terminal import put, put_json

if TYPE_CHECKING:
    from diptych.commands.slides.search import FoundSlide


def add_arguments(parser: ArgumentParser) -> None:
    """Add the query, and how to show the slides."""
    parser.add_argument(
        "query", nargs="*", metavar="QUERY", help="such as: gpu tag:figures lang:ko=missing"
    )
    for name, value in (("tag", "TAG"), ("layout", "NAME"), ("ref", "KEY"), ("talk", "NAME")):
        parser.add_argument(f"--{name}", metavar=value, help=f"the same as {name}:{value}")
    parser.add_argument("--lang", metavar="TAG[=STATE]", help="the same as lang:TAG[=STATE]")
    parser.add_argument("--unused", action="store_true", help="the same as is:unused")
    parser.add_argument(
        "--json", action="store_true", help="print all facts about the slides as JSON"
    )
    parser.add_argument(
        "--gallery", action="store_true", help="write a page with thumbnails and filters"
    )
    parser.add_argument(
        "-o",
        "--out",
        type=Path,
        metavar="FILE",
        help="the gallery (default: output/slides.html)",
    )


def run(options: argparse.Namespace) -> int:
    """Print the slides that match, or write a gallery of them."""
    from diptych.commands.slides import search

    root = project_root()
    named = ((name, getattr(options, name)) for name in ("tag", "layout", "lang", "ref", "talk"))
    query = [*options.query, *(f"{name}:{value}" for name, value in named if value is not None)]
    query += ["is:unused"] if options.unused else []
    try:
        slides = search.with_changes(root, search.find_slides(root, query))
    except ValueError as error:
        raise MisuseError(str(error)) from None
    if options.gallery:
        return _write_gallery(root, slides, options.out or root / "output" / "slides.html")
    if options.json:
        put_json(search.as_data(root, slides))
    elif slides:
        for line in search.table(slides):
            put(line)
    else:
        say("; ".join(("no slide matches", *search.values_of_no_slide(root, query))))
    return CLEAN


def _write_gallery(root: Path, slides: Sequence[FoundSlide], path: Path) -> int:
    from diptych.building.disclosures import Disclosures, new_disclosures
    from diptych.building.replacing import is_of_others
    from diptych.commands.slides.gallery import draw_gallery
    from diptych.config import BuildConfig
    from diptych.diagnostics import Refusal
    from diptych.storage.folder import Folder
    from diptych.storage.texts import write_text

    place = path.absolute()
    if is_of_others(Folder(place.parent), PurePosixPath(place.name)):
        raise MisuseError(f"`{path}` was not made by Diptych; name another file with -o")
    disclosed: list[Disclosures] = []
    try:
        page = draw_gallery(root, slides, place.parent, disclosed.append)
    except Refusal as refusal:
        print_diagnostics(refusal.found, {}, "text")
        return FOUND
    write_text(root, place, page)
    put(f"{shown(place)}  {len(slides)} slides")
    for one in disclosed:
        for line in new_disclosures(BuildConfig(root=root), one):
            say(line)
    return CLEAN
