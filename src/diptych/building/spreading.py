"""Files made in several processes: a talk each, or a talk in one locale as one output."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from diptych.building.made import Made, is_refused
from diptych.building.manifest import staged_in
from diptych.building.preparing import (
    IsThere,
    joined,
    prepare_talk,
    site_in,
    supplies_of,
    talks_in,
)
from diptych.building.rearranged import ArrangedTalks, arranged_talks
from diptych.building.remembering import remembering
from diptych.building.rendering import (
    Group,
    Groups,
    Progress,
    Summary,
    files_of,
    groups_of,
    render_groups,
    shared_groups,
    supplied,
)
from diptych.building.staged import Share, Staged
from diptych.config import BuildConfig
from diptych.diagnostics import Diagnostic, Refusal, sort_diagnostics
from diptych.memo import NO_MEMO
from diptych.model.site import Site
from diptych.render.raster import Rasters
from diptych.render.scaling import Scaler
from diptych.render.subsetting import Subsets
from diptych.source.project import Reading
from diptych.source.reading.runtime import font_files
from diptych.source.readings import asked_talks, readings
from diptych.workers import Assignment, EndedError, FailedError, can_fork, spread


def make_by_talks(
    config: BuildConfig, staged: Staged, progress: Progress, is_there: IsThere
) -> Made | None:
    """Let several processes lay out, check and render a talk each.

    Return None if they could not, or there are more processes than talks.
    """
    talks = len(asked_talks(config))
    if talks < config.jobs and (talks == 1 or can_fork()):
        return None
    read = tuple(readings(config))
    names = [talk.talk.name for talk, _ in talks_in(read)]
    site, others = site_in(read, config, is_there)
    may_render = not any(problem.is_error for reading in read for problem in reading.found)
    find = partial(_task_of, read if can_fork() else None, may_render, site)
    answers = spread_tasks(names, find, config, staged, progress)
    if answers is None:
        return None
    prepared = joined(read, [((), answer.found) for answer in answers], site, others)
    if is_refused(prepared.found, strict=config.strict):
        return Made(prepared=prepared, found=prepared.found)
    odd = [one for answer in answers for one in answer.odd]
    shared = shared_groups(prepared.common, config)
    for key, files in render_groups(shared.values(), config, progress, odd):
        staged.add(key, files)
    made = [group for answer in answers for group in answer.groups]
    return Made(
        prepared=prepared,
        found=sort_diagnostics((*prepared.found, *odd)),
        groups=(*made, *(group.summary for group in shared.values())),
        arranged={name: one for answer in answers for name, one in answer.arranged.items()},
    )


def make_by_groups(
    groups: Groups, config: BuildConfig, staged: Staged, progress: Progress
) -> list[Diagnostic] | None:
    """Let several processes render; return warnings, or None if they cannot.

    Only forked processes are used, which have the laid-out talks: reading again would take longer.
    """
    if min(config.jobs, len(groups)) == 1 or not can_fork():
        return None
    answers = spread_tasks(
        tuple(groups), lambda _, key: Task((groups[key],)), config, staged, progress
    )
    return None if answers is None else [one for answer in answers for one in answer.odd]


def _task_of(
    read: tuple[Reading, ...] | None,
    may_render: bool,  # noqa: FBT001 - given by `partial`
    site: Site,
    config: BuildConfig,
    name: str,
) -> Task:
    """Return the groups of a talk to be rendered: none if the talk has errors.

    A process that was not forked has read nothing yet, and reads only this talk.
    """
    talks = talks_in(read or readings(replace(config, talks=(name,))))
    talk, reading = next(one for one in talks if one[0].talk.name == name)
    reading = replace(reading, memo=config.memo)
    laid_out, found = prepare_talk(talk, reading, config)
    is_wrong = any(problem.is_error for problem in found)
    shown = laid_out if may_render and not is_wrong else ()
    groups = groups_of(shown, [supplies_of(reading, site, talk.theme)] * len(shown), config)
    return Task(tuple(groups.values()), found, arranged_talks(shown))


class Task(Struct, frozen=True):
    """A unit of work for one of several processes."""

    groups: tuple[Group, ...]
    found: tuple[Diagnostic, ...] = ()
    """Diagnostics from before rendering."""
    arranged: ArrangedTalks = {}


Find = Callable[[BuildConfig, str], Task]
"""Returns a task by its name."""


class Answer(Struct, frozen=True, kw_only=True):
    """The outcome of a task."""

    found: tuple[Diagnostic, ...]
    groups: tuple[Summary, ...]
    shares: tuple[Share, ...]
    """Those of the groups, in their order."""
    odd: tuple[Diagnostic, ...]
    """Warnings from rendering."""
    arranged: ArrangedTalks


def spread_tasks(
    tasks: Sequence[str], find: Find, config: BuildConfig, staged: Staged, progress: Progress
) -> list[Answer] | None:
    """Let several processes do the tasks, and take their files; return the outcome of each.

    `find` is pickled for processes that are not forked. Return None, with nothing staged, if one
    of them fails: doing everything in one process then shows the error. Raise Refusal if one was
    killed.
    """
    folder, alone = staged.begin(), replace(config, memo=NO_MEMO)
    try:
        answers = spread(
            tasks,
            min(config.jobs, len(tasks)),
            partial(_work_off, alone, folder, find),
            progress,
        )
    except FailedError:
        return None
    except EndedError as error:
        raise Refusal(error.diagnostic) from None
    done = [msgspec.msgpack.decode(answers[task], type=Answer) for task in tasks]
    for answer in done:
        for group, share in zip(answer.groups, answer.shares, strict=True):
            staged.take(group.key, share)
    return done


def _work_off(
    config: BuildConfig, folder: str, find: Find, assignment: Assignment
) -> Iterator[bytes]:
    """Yield an answer for each task, whose files are made in `folder`; raise Refusal on errors."""
    staged = staged_in(config, folder, f"{assignment.number}-")
    cut = Subsets(config.cache, assignment.progress).woff2
    is_backwards = assignment.number % 2 == 1
    refused: list[Diagnostic] = []
    with (
        Rasters(
            config.cache, font_files(), assignment.progress, is_backwards=is_backwards
        ) as rasters,
        Scaler(config.cache, config.options.dpi, assignment.progress) as scaler,
        remembering(config) as own,
    ):
        for name in assignment.tasks:
            own.memo.begin()
            task = find(own, name)
            for group in task.groups:
                whole = supplied(group, rasters, cut, own)
                staged.add(group.key, files_of(whole, rasters, scaler, refused))
            if refused:
                raise Refusal(*refused)
            answer = Answer(
                found=task.found,
                groups=tuple(group.summary for group in task.groups),
                shares=tuple(staged.share(group.key) for group in task.groups),
                odd=tuple(rasters.found),
                arranged=task.arranged,
            )
            own.memo.save()
            yield msgspec.msgpack.encode(answer)
            rasters.found.clear()
