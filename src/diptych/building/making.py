"""The files of a build, made in one process or in several, but not yet put in place."""

from __future__ import annotations

from collections.abc import Iterator

from diptych.building.made import Made, is_refused
from diptych.building.preparing import IsThere, Prepared, prepare
from diptych.building.rearranged import arranged_talks
from diptych.building.rendering import Groups, Progress, groups_of, render_groups, shared_groups
from diptych.building.staged import Staged
from diptych.config import BuildConfig
from diptych.diagnostics import Diagnostic, sort_diagnostics
from diptych.render.output import File


def make(config: BuildConfig, staged: Staged, progress: Progress, is_there: IsThere) -> Made:
    """Read, lay out, check and render, in several processes if requested.

    If one of them fails, everything is done again in this one, which reports the error.
    """
    if config.jobs > 1:
        from diptych.building.spreading import make_by_talks  # few builds use processes

        made = make_by_talks(config, staged, progress, is_there)
        if made is not None:
            return made
    prepared = prepare(config, is_there)
    config.memo.save()
    if is_refused(prepared.found, strict=config.strict):
        return Made(prepared=prepared, found=prepared.found)
    groups = _groups(prepared, config)
    odd = None
    if config.jobs > 1:
        from diptych.building.spreading import make_by_groups

        odd = make_by_groups(groups, config, staged, progress)
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
