"""The files of a build, made in one process or in several, but not yet put in place."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from diptych.building.manifest import Staged
from diptych.building.preparing import (
    IsThere,
    Prepared,
    joined,
    prepare,
    prepare_talk,
    site_in,
    supplies_of,
    talks_in,
)
from diptych.building.rearranged import ArrangedTalks, arranged_talks
from diptych.building.rendering import (
    Groups,
    Progress,
    Summary,
    Task,
    groups_of,
    render_groups,
    shared_groups,
    spread_tasks,
)
from diptych.config import BuildConfig
from diptych.diagnostics import Diagnostic, sort_diagnostics
from diptych.model.site import Site
from diptych.render.output import File
from diptych.source.project import Reading
from diptych.source.readings import asked_talks, readings
from diptych.workers import can_fork


class Made(Struct, frozen=True, kw_only=True):
    """A build whose files are all made, but not yet in place."""

    prepared: Prepared
    found: tuple[Diagnostic, ...]
    groups: tuple[Summary, ...] = ()
    arranged: ArrangedTalks = {}


def make(config: BuildConfig, staged: Staged, progress: Progress, is_there: IsThere) -> Made:
    """Read, lay out, check and render, in several processes if requested.

    If one of them fails, everything is done again in this one, which reports the error.
    """
    talks = len(asked_talks(config)) if config.jobs > 1 else 1
    if talks >= config.jobs > 1 or (talks > 1 and not can_fork()):
        made = _make_by_talks(config, staged, progress, is_there)
        if made is not None:
            return made
    prepared = prepare(config, is_there)
    config.memo.save()
    if is_refused(prepared.found, strict=config.strict):
        return Made(prepared=prepared, found=prepared.found)
    groups = _groups(prepared, config)
    odd = _make_by_groups(groups, config, staged, progress)
    if odd is None:
        odd = []
        for key, files in render(prepared, config, progress, odd):
            staged.add(key, files)
            config.memo.save()
    return Made(
        prepared=prepared,
        found=sort_diagnostics((*prepared.found, *odd)),
        groups=tuple(group.summary for group in groups.values()),
        arranged=arranged_talks(prepared.talks),
    )


def _make_by_groups(
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


def _make_by_talks(
    config: BuildConfig, staged: Staged, progress: Progress, is_there: IsThere
) -> Made | None:
    """Let several processes lay out, check and render a talk each; None if they could not."""
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


def render(
    prepared: Prepared, config: BuildConfig, progress: Progress, found: list[Diagnostic]
) -> Iterator[tuple[str, Iterator[File]]]:
    """Yield the files of each talk, locale and output, by `talk/locale/output`.

    Files are made as they are consumed; errors and warnings are added to `found`.
    """
    groups = _groups(prepared, config)
    return render_groups(groups.values(), config, progress, found)


def _groups(prepared: Prepared, config: BuildConfig) -> Groups:
    talks = groups_of(prepared.talks, prepared.supplies, config)
    return {**talks, **shared_groups(prepared.common, config)}


def is_refused(found: tuple[Diagnostic, ...], *, strict: bool) -> bool:
    """Return whether nothing may be written."""
    return any(problem.is_error or strict for problem in found)
