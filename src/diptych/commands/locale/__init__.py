"""Make catalogues of all texts (gettext PO), and keep them up to date."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from diptych.arguments import ArgumentParser, add_format, add_policy, config_of, project_root
from diptych.reporting import (
    CLEAN,
    FOUND,
    MisuseError,
    count,
    has_errors,
    print_diagnostics,
    say,
    shown,
)
from diptych.terminal import put, put_json

if TYPE_CHECKING:
    from diptych.commands.locale.catalogues import Report

_TAG = r"[A-Za-z]{2,8}(-[A-Za-z0-9]{2,8})*"


def add_arguments(parser: ArgumentParser) -> None:
    """Add the tasks: add, update, status, check."""
    tasks = parser.add_commands()
    add = tasks.add_parser(
        "add",
        help="start a translation into another language",
        description="Declare a locale in deck.yaml and make its catalogue, deck/locales/TAG.po.",
    )
    add.add_argument("locale", metavar="TAG", help="a language tag, such as ko or pt-BR")
    add.set_defaults(task=_add)
    update = tasks.add_parser(
        "update",
        help="bring catalogues up to date with the slides",
        description="Bring catalogues up to date with the slides; no translation is ever lost.",
    )
    status = tasks.add_parser(
        "status",
        help="show how far translations are",
        description="Show how many texts are translated, stale or missing; write nothing.",
    )
    status.add_argument("--json", action="store_true", help="print all open messages as JSON")
    check = tasks.add_parser(
        "check",
        help="report stale, missing and wrong translations",
        description="Lay out every talk in the locales and report what is wrong with it there.",
    )
    check.add_argument("--strict", action="store_true", help="treat warnings as errors")
    add_policy(check)
    add_format(check)
    for command, task in ((update, _update), (status, _status), (check, _check)):
        command.add_argument(
            "locale", nargs="*", metavar="TAG", help="which locales (default: all)"
        )
        command.set_defaults(task=task)


def run(options: argparse.Namespace) -> int:
    """Run the task."""
    return int(options.task(options))


def _add(options: argparse.Namespace) -> int:
    from diptych.commands.locale import catalogues
    from diptych.source.catalogues import locales

    meant = locales.meant_by(options.locale)
    if meant is None and not re.fullmatch(_TAG, options.locale):
        meant = ""
    if meant is None and locales.usual_case(options.locale) != options.locale:
        meant = locales.usual_case(options.locale)
    if meant is not None:
        hint = f"did you mean `{meant}`?" if meant else "write one such as ko or pt-BR"
        raise MisuseError(f"`{options.locale}` is not a valid language tag; {hint}")
    if (country := locales.rather_meant(options.locale)) is not None:
        raise MisuseError("; ".join(country))
    try:
        report = catalogues.add(project_root(), options.locale)
    except ValueError as error:
        raise MisuseError(str(error)) from None
    code = _print_report(report)
    if code == CLEAN:
        say(f"next: translate {report.states[0].file}, then diptych build")
    return code


def _update(options: argparse.Namespace) -> int:
    from diptych.commands.locale import catalogues

    root = project_root()
    return _print_report(catalogues.update(root, _known(root, options.locale)))


def _status(options: argparse.Namespace) -> int:
    from diptych.commands.locale import catalogues

    root = project_root()
    report = catalogues.status(root, _known(root, options.locale))
    if options.json:
        put_json(report.states)
    else:
        _print_report(report)
    return FOUND if has_errors(report.found) else CLEAN


def _check(options: argparse.Namespace) -> int:
    from diptych import pipeline
    from diptych.commands.locale import catalogues

    options.talk = []
    root = project_root()
    options.locale = tuple(_known(root, options.locale) or catalogues.translated_into(root))
    config = config_of(options)
    outcome = catalogues.check(config)
    print_diagnostics(outcome.found, outcome.texts, options.format)
    say(f"{', '.join(config.locales) or 'no locale'} checked; {count(outcome.found)}")
    return FOUND if pipeline.is_refused(outcome.found, strict=config.strict) else CLEAN


def _known(root: Path, asked: Sequence[str]) -> tuple[str, ...]:
    from diptych.commands.locale import catalogues

    known = catalogues.translated_into(root) if asked else ()
    for locale in asked:
        if locale not in known:
            declared = ", ".join(known) or "none"
            raise MisuseError(
                f"nothing is translated into `{locale}` (declared: {declared});"
                f" `diptych locale add {locale}` starts one"
            )
    return tuple(asked)


def _print_report(report: Report) -> int:
    from diptych.commands.locale import catalogues

    errors = tuple(problem for problem in report.found if problem.is_error)
    print_diagnostics(errors, report.texts)
    if errors and not report.states:
        say(f"{count(errors)}; nothing was written")
        return FOUND
    for line in catalogues.table(report):
        put(line)
    for path in report.written:
        say(f"wrote {shown(path)}")
    return CLEAN
