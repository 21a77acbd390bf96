"""Write talks; nothing is written if anything is wrong."""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO, get_args

from diptych.arguments import ArgumentParser, add_selection, config_of, slide_numbers, words
from diptych.options import DEFAULT_OPTIONS, SLIDES_A_PAGE, Paper
from diptych.render import OUTPUTS, endings
from diptych.reporting import (
    CLEAN,
    FOUND,
    clear_progress,
    count,
    print_diagnostics,
    say,
    say_frozen,
    show_progress,
    shown,
)
from diptych.terminal import put

if TYPE_CHECKING:
    from diptych.config import BuildConfig
    from diptych.pipeline import Outcome

_MOST_JOBS = 64
"""Most processes; each has Python and a talk in memory, 40 MB if the talk is small."""
_LEAST_WIDTH, _MOST_WIDTH = 16, 7680
"""Pixels; 7680 is an 8K screen."""
_PAGE_DPI, _MOST_DPI = 96, 1200
"""Pixels to the inch; the first is what a slide has."""


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of a build."""
    add_selection(parser)
    _add_outputs(parser)
    _add_pictures(parser)
    _add_paper(parser)
    _add_process(parser)


def _add_outputs(parser: ArgumentParser) -> None:
    """Add what is written, and where."""
    default = ",".join(one.name for one in OUTPUTS.values() if one.is_default)
    parser.add_argument(
        "--to",
        type=_outputs,
        metavar="OUTPUT,...",
        help="; ".join(f"{one.name}: {one.help}" for one in OUTPUTS.values())
        + f" (default: {default})",
    )
    parser.add_argument(
        "--single-file",
        action="store_true",
        help="write the HTML deck as one file with everything inside, in place of a folder",
    )
    parser.add_argument(
        "-o",
        "--out",
        metavar="PATH",
        help="a folder to write to (default: output); or one file, and nothing else, of one talk in"
        f" one language, by its ending: {endings()}",
    )
    parser.add_argument(
        "--slides",
        type=slide_numbers,
        metavar="N,N-N",
        help="write only these slides, such as 3,8-10",
    )


def _add_pictures(parser: ArgumentParser) -> None:
    """Add the options of pictures and of pages that show steps."""
    parser.add_argument(
        "--width",
        type=_width,
        default=DEFAULT_OPTIONS.width,
        metavar="PX",
        help=f"width of the pictures of slides in pixels (default: {DEFAULT_OPTIONS.width})",
    )
    parser.add_argument(
        "--dpi",
        type=_dpi,
        default=0,
        metavar="N",
        help="write PNG and JPEG pictures with no more pixels than N to the inch of a slide, which"
        f" has {_PAGE_DPI} px; with Pillow (default: as they are)",
    )
    parser.add_argument(
        "--steps",
        action="store_true",
        help="write a page of PDF, or a picture, for each step of a slide",
    )


def _add_paper(parser: ArgumentParser) -> None:
    """Add the options of handouts, and those about speaker notes."""
    parser.add_argument(
        "--handout",
        type=int,
        choices=SLIDES_A_PAGE,
        help="write slides with their notes on paper, this many to a page, as PDF; without notes"
        f" they are larger (`--to handout`: {DEFAULT_OPTIONS.handout})",
    )
    parser.add_argument(
        "--paper",
        type=str.lower,
        choices=get_args(Paper),
        default=DEFAULT_OPTIONS.paper,
        help=f"paper of the handout (default: {DEFAULT_OPTIONS.paper})",
    )
    notes = parser.add_mutually_exclusive_group()
    notes.add_argument(
        "--no-notes",
        dest="notes",
        action="store_false",
        help="leave out the speaker notes, for files that are handed out",
    )
    notes.add_argument(
        "--with-notes",
        action="store_true",
        help="write the speaker notes into the transcript too",
    )


def _add_process(parser: ArgumentParser) -> None:
    """Add the options of how a build is done, whatever it writes."""
    parser.add_argument(
        "--fetch",
        action="store_true",
        help="fetch the pictures on the web that a Markdown file shows, for this build and later"
        " ones (default: builds do not use the network)",
    )
    parser.add_argument(
        "--jobs",
        type=_jobs,
        default=1,
        metavar="N",
        help="write talks, languages and outputs in up to N processes at once (default: 1)",
    )
    parser.add_argument(
        "--force",
        action="store_true",
        help="also replace files that no build has made, or that were changed since",
    )
    parser.add_argument(
        "--verify",
        action="store_true",
        help="compare the content of every file, not only its size, dates and inode, and make every"
        " slide again",
    )


def run(options: argparse.Namespace) -> int:
    """Build, unless nothing has changed since the last time."""
    start = time.perf_counter()
    config = config_of(options)
    if config.file is None and not options.verify and not config.fetches:
        is_current, with_notes = _look(config)
        if is_current:
            say_frozen(config)
            print_diagnostics((), {}, options.format)
            say(f"nothing changed; {shown(config.out)} is up to date")
            _say_with_notes(config, with_notes)
            return CLEAN
    say_frozen(config)
    from diptych import pipeline

    if options.verify:
        from msgspec.structs import replace

        config = replace(config, remembers=False)
    outcome = pipeline.build(config, show_progress, _waiting)
    clear_progress()
    refused = pipeline.is_refused(outcome.found, strict=config.strict)
    print_diagnostics(outcome.found, outcome.texts, options.format)
    if refused:
        say(f"{count(outcome.found)}; nothing was written")
        return FOUND
    # With JSON on stdout, nothing else may be written there.
    results = sys.stderr if options.format == "json" else sys.stdout
    _print_summary(outcome, config, time.perf_counter() - start, results)
    _say_with_notes(config, outcome.with_notes)
    for line in outcome.notices:
        say(line)
    return CLEAN


def _look(config: BuildConfig) -> tuple[bool, tuple[str, ...]]:
    """Return whether a build would change nothing, and which files have notes."""
    from diptych.building.manifest import Manifest

    with Manifest(config, _waiting) as manifest:
        return manifest.is_current() and not manifest.warnings, manifest.with_notes


def _outputs(value: str) -> tuple[str, ...]:
    asked = words(value.lower())
    for word in asked:
        if word not in OUTPUTS:
            from diptych.diagnostics import nearest

            hint = nearest(word, OUTPUTS, what="output")
            raise argparse.ArgumentTypeError(f"there is no output `{word}`; {hint}")
    return asked


def _width(value: str) -> int:
    width = int(value) if re.fullmatch("[0-9]{1,5}", value) else 0
    if not _LEAST_WIDTH <= width <= _MOST_WIDTH:
        raise argparse.ArgumentTypeError(
            f"`{value}` is not a width from {_LEAST_WIDTH} to {_MOST_WIDTH} pixels"
        )
    return width


def _dpi(value: str) -> int:
    dpi = int(value) if re.fullmatch("[0-9]{1,4}", value) else 0
    if not _PAGE_DPI <= dpi <= _MOST_DPI:
        raise argparse.ArgumentTypeError(
            f"`{value}` is not a resolution from {_PAGE_DPI} to {_MOST_DPI} pixels to the inch"
        )
    return dpi


def _jobs(value: str) -> int:
    number = int(value) if re.fullmatch("[0-9]{1,4}", value) else 0
    if not 0 < number <= _MOST_JOBS:
        raise argparse.ArgumentTypeError(
            f"`{value}` is not a number of processes from 1 to {_MOST_JOBS}"
        )
    return number


def _waiting() -> None:
    say("waiting for another build into the same folder")


def _say_with_notes(config: BuildConfig, with_notes: Sequence[str]) -> None:
    """Say which files with notes a build without notes has left alone."""
    if with_notes and not config.notes:
        say(f"{shown(config.out)} still has notes, from earlier builds, in {', '.join(with_notes)}")


def _print_summary(outcome: Outcome, config: BuildConfig, seconds: float, results: TextIO) -> None:
    for path, one in {group.opened: group for group in outcome.groups}.items():
        number, what = (one.slides, "slide") if one.talks is None else (one.talks, "talk")
        put(f"{shown(config.out / path)}  {number} {what}{'' if number == 1 else 's'}", results)
    changed = f"{len(outcome.written)} written, {outcome.kept} unchanged"
    removed = f", {len(outcome.removed)} removed" if outcome.removed else ""
    say(
        f"{changed}{removed} in {seconds:.2f} s"
        + (f"; {count(outcome.found)}" if outcome.found else "")
    )
