"""Use slides of other projects as NAME:topic/slide; only these commands run git."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from diptych.arguments import ArgumentParser, project_root
from diptych.reporting import (
    CLEAN,
    FOUND,
    MisuseError,
    agreed,
    count,
    has_errors,
    print_diagnostics,
    say,
    shown,
)
from diptych.terminal import put

if TYPE_CHECKING:
    from diptych.commands.library.report import Report


def add_arguments(parser: ArgumentParser) -> None:
    """Add the tasks: add, update, outdated, verify."""
    tasks = parser.add_commands()
    add = tasks.add_parser("add", help="declare a library, and fetch it")
    add.add_argument("name", metavar="NAME", help="the prefix of its slides' ids")
    add.add_argument("source", metavar="SOURCE", help="a project's folder, or a git repository")
    add.add_argument("--git", action="store_true", help="the folder is a git repository: copy it")
    update = tasks.add_parser(
        "update", help="fetch libraries, and show the changes before anything is written"
    )
    update.add_argument("--yes", action="store_true", help="accept the changes without asking")
    outdated = tasks.add_parser("outdated", help="show which libraries have newer versions")
    for command in (add, update):
        command.add_argument("--revision", metavar="REV", help="a branch, tag or commit")
    for command in (update, outdated):
        command.add_argument("name", nargs="?", metavar="NAME", help="which (default: all)")
    verify = tasks.add_parser(
        "verify",
        help="check the copies against the lock; record slides that are used for the first time",
    )
    for command, task in ((add, _add), (update, _update), (outdated, _outdated), (verify, _verify)):
        command.set_defaults(task=task)


def run(options: argparse.Namespace) -> int:
    """Run the task."""
    return int(options.task(options))


def _add(options: argparse.Namespace) -> int:
    from diptych.commands.library import tasks

    try:
        report = tasks.add(
            project_root(), options.name, options.source, options.revision, is_git=options.git
        )
    except ValueError as error:
        raise MisuseError(str(error)) from None
    code = _print_report(report)
    if code == CLEAN:
        say(f"next: name its slides in a talk, as `{options.name}:topic/slide`")
    return code


def _update(options: argparse.Namespace) -> int:
    from diptych.commands.library import tasks
    from diptych.commands.library.report import Report
    from diptych.commands.library.updating import Plan

    root = project_root()
    names = _known(root, options.name)
    if options.revision is not None:
        if len(names) != 1:
            raise MisuseError("`--revision` needs the name of a library")
        if not tasks.is_revision(options.revision):
            raise MisuseError(f"`{options.revision}` is not a valid branch, tag or commit")
    with Plan(root, names, options.revision) as plan:
        for line in plan.lines:
            put(line)
        report = Report(found=plan.found, texts=plan.texts)
        if has_errors(report.found):
            return _print_report(report)
        if not plan.is_needed:
            say("nothing changed")
            return CLEAN
        if plan.asks and not options.yes and not agreed("accept these changes?"):
            return FOUND
        return _print_report(Report(written=plan.write()))


def _outdated(options: argparse.Namespace) -> int:
    from diptych.commands.library import tasks

    root = project_root()
    return _print_report(tasks.outdated(root, _known(root, options.name)))


def _verify(options: argparse.Namespace) -> int:  # noqa: ARG001 - the signature of every task
    from diptych.commands.library import tasks

    return _print_report(tasks.verify(project_root()))


def _known(root: Path, asked: str | None) -> tuple[str, ...]:
    from diptych.commands.library import tasks
    from diptych.diagnostics import nearest

    known = tasks.declared_in(root)
    if asked is not None and asked not in known:
        hint = nearest(asked, known, what="library")
        raise MisuseError(f"there is no library `{asked}`; {hint}")
    return known if asked is None else (asked,)


def _print_report(report: Report) -> int:
    for line in report.lines:
        put(line)
    print_diagnostics(report.found, report.texts)
    for path in report.written:
        say(f"wrote {shown(path)}")
    if has_errors(report.found):
        say(f"{count(report.found)}; nothing was written")
        return FOUND
    return CLEAN
