"""Compare what the HTML, the PPTX and the PDF of talks show, letter by letter.

Chromium and LibreOffice print the first two. The exit code is 1 if HTML and PDF break a line
differently or are more than 2 px apart, if a PPTX breaks more than 1 paragraph in 100 elsewhere, or
if a text is not shown. Formulas are not compared in a PPTX, as LibreOffice leaves them out or sets
them anew.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from diptych.arguments import ArgumentParser, add_selection, config_of, slide_numbers
from diptych.reporting import (
    CLEAN,
    FOUND,
    MisuseError,
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
    from diptych.commands.compare.comparing import ComparedSlide
    from diptych.commands.compare.documents import Printed
    from diptych.commands.compare.findings import Tally
    from diptych.commands.compare.reading import Pages
    from diptych.config import BuildConfig
    from diptych.diagnostics import Diagnostic
    from diptych.model.laid_out import LaidOutTalk
    from diptych.pipeline import Prepared

    Add = Callable[[LaidOutTalk, ComparedSlide, Mapping[str, Pages], tuple[Diagnostic, ...]], None]

_PACKAGES = {"pypdfium2": "pypdfium2", "PIL": "pillow"}
"""Packages that read and draw PDF, by the name under which they are imported."""


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments that select talks, and the programs that show their outputs."""
    add_selection(parser)
    parser.add_argument(
        "--slides", type=slide_numbers, metavar="N,N-N", help="only these slides, such as 3,8-10"
    )
    parser.add_argument(
        "-o",
        "--out",
        metavar="DIR",
        help="where to write the report (default: output/compare)",
    )
    parser.add_argument(
        "--chromium", type=Path, metavar="PATH", help="shows the HTML (default: the one installed)"
    )
    parser.add_argument(
        "--libreoffice",
        type=Path,
        metavar="PATH",
        help="shows the PPTX (default: the one installed)",
    )


def run(options: argparse.Namespace) -> int:
    """Make all outputs, show them, print how they differ, and write a report."""
    _check_packages()
    from diptych.building.disclosures import new_disclosures
    from diptych.building.remembering import remembering
    from diptych.commands.compare.findings import is_within_bounds, table
    from diptych.pipeline import is_refused, prepare

    config = _compared(config_of(options), options.out)
    say_frozen(config)
    named = {"html": options.chromium, "pptx": options.libreoffice}
    programs = {output: path for output, path in named.items() if path is not None}
    with remembering(config) as own:
        show_progress("reading")
        prepared = prepare(own)
        problems: list[Diagnostic] = [*prepared.found]
        if is_refused(prepared.found, strict=config.strict):
            clear_progress()
            print_diagnostics(problems, prepared.texts, options.format)
            say(f"{count(problems)}; nothing was compared")
            return FOUND
        clear_progress()
        for line in new_disclosures(config, prepared.disclosures):  # before a browser runs it
            say(line)
        tallies = _reported(prepared, own, programs, problems)
    clear_progress()
    print_diagnostics(problems, prepared.texts, options.format)
    results = sys.stderr if options.format == "json" else sys.stdout
    for line in table(tallies):
        put(line, results)
    for line in _left_out(prepared.talks, tallies):
        say(line)
    if tallies:
        say(f"the report is {shown(config.out / 'index.html')}")
    is_wrong = is_refused(tuple(problems), strict=config.strict) or not is_within_bounds(tallies)
    return FOUND if is_wrong else CLEAN


def _compared(config: BuildConfig, out: str | None) -> BuildConfig:
    """Return the configuration of a comparison whose report goes to `out`."""
    from msgspec.structs import replace

    from diptych.commands.compare.documents import COMPARED

    if config.file is not None:
        raise MisuseError(f"`{out}` is named like a file; the report needs a folder")
    folder = config.out / "compare" if out is None else config.out
    return replace(config, outputs=COMPARED, out=folder)


def _left_out(talks: Iterable[LaidOutTalk], tallies: Iterable[Tally]) -> Iterator[str]:
    """Yield a line if formulas in a PPTX are not compared, though they may not even be shown."""
    from diptych.render import PPTX
    from diptych.render.formula_font import has_formulas

    compared = {(one.talk, one.locale) for one in tallies if one.output == PPTX.name}
    if any((one.talk.name, one.locale) in compared and has_formulas(one) for one in talks):
        yield (
            "formulas are not compared in PPTX: LibreOffice sets them anew, or shows none without"
            " its package for them (libreoffice-math); PowerPoint shows them all"
        )


def _check_packages() -> None:
    from importlib.util import find_spec

    missing = [name for module, name in _PACKAGES.items() if find_spec(module) is None]
    if missing:
        raise MisuseError(
            f"`compare` needs {' and '.join(missing)} to read and draw PDF;"
            f" install it: pip install {' '.join(missing)}"
        )


def _reported(
    prepared: Prepared,
    config: BuildConfig,
    programs: Mapping[str, Path],
    problems: list[Diagnostic],
) -> list[Tally]:
    """Compare, and write the report if there is anything to compare."""
    from diptych.building.manifest import output_folder
    from diptych.building.replacing import is_of_others
    from diptych.commands.compare.documents import printed
    from diptych.commands.compare.report import PAGE, Report

    with output_folder(config) as folder, folder.staging() as staging:
        folder.sweep()
        if is_of_others(folder, PAGE):
            raise MisuseError(
                f"`{shown(config.out / PAGE)}` was not made by Diptych; name another folder with -o"
            )
        report = Report(folder, staging)
        prints = printed(prepared, config, programs, show_progress, problems)
        tallies = compared(prints, problems, report.add)
        if tallies:
            show_progress("report")
            report.finish(tallies)
    return tallies


def compared(
    prints: Iterable[Printed], problems: list[Diagnostic], add: Add = lambda *_: None
) -> list[Tally]:
    """Return the figures of all outputs; what is found is added to `problems`.

    `add` is called with each slide.
    """
    from diptych.commands.compare.comparing import REFERENCE, compared_slides
    from diptych.commands.compare.documents import opened
    from diptych.commands.compare.findings import Tally, findings

    tallies: list[Tally] = []
    for one in prints:
        with opened(one, problems) as documents:
            if not documents:
                continue
            own = {
                output: Tally(one.talk.talk.name, one.talk.locale, output)
                for output in documents
                if output != REFERENCE
            }
            for slide in compared_slides(one.talk, documents):
                found = tuple(findings(slide, one.talk))
                problems += found
                add(one.talk, slide, documents, found)
                for tally in own.values():
                    tally.add(slide)
            tallies += own.values()
    return tallies
