"""Talks written group by group, a talk in a locale as one output: here, or by several processes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from diptych.config import BuildConfig
from diptych.diagnostics import Diagnostic, Refusal
from diptych.manifest import Share, Staged, staged_in
from diptych.model.laid_out import LaidOutTalk
from diptych.model.supplies import Supplies
from diptych.render import OUTPUTS
from diptych.render.output import File
from diptych.render.raster import Rasters
from diptych.render.subsetting import Subsets
from diptych.source.reading.runtime import font_files

if TYPE_CHECKING:
    from diptych.workers import Assignment  # with all that starts processes

Progress = Callable[[str], None]


class Group(Struct, frozen=True, kw_only=True):
    """What is written together: a talk in a locale as one output."""

    talk: LaidOutTalk
    supplies: Supplies
    output: str

    @property
    def key(self) -> str:
        """Return `talk/locale/output`."""
        return f"{self.talk.talk.name}/{self.talk.locale}/{self.output}"


Groups = Mapping[str, Group]
"""By their keys, in the order in which they are written."""


class _Answer(Struct, frozen=True):
    """What another process has made of a group, and what is odd about it."""

    share: Share
    found: tuple[Diagnostic, ...]


def render_groups(
    groups: Iterable[Group], config: BuildConfig, progress: Progress, found: list[Diagnostic]
) -> Iterator[tuple[str, Iterator[File]]]:
    """Yield the files of each group by its key, made while they are taken.

    What is in their way, or odd, is added to `found`.
    """
    with Rasters(config.cache, font_files(), progress) as rasters:
        yield from _rendered(groups, rasters, config, found)
        found += rasters.found


def _rendered(
    groups: Iterable[Group], rasters: Rasters, config: BuildConfig, found: list[Diagnostic]
) -> Iterator[tuple[str, Iterator[File]]]:
    cut = Subsets(config.cache, rasters.progress).woff2
    for group in groups:
        talk = group.talk
        supplies = replace(
            group.supplies, draw=rasters.draw, cut=cut, has_whole_fonts=config.whole_fonts
        )
        rasters.progress(f"{talk.talk.name} · {talk.locale} · {group.output}")
        files = OUTPUTS[group.output].render(talk, supplies)
        yield group.key, _unless_refused(files, found)


def _unless_refused(files: Iterator[File], found: list[Diagnostic]) -> Iterator[File]:
    try:
        yield from files
    except Refusal as refusal:
        found += refusal.found


def spread_groups(
    groups: Groups,
    config: BuildConfig,
    prepared: Callable[[BuildConfig], Groups],
    staged: Staged,
    progress: Progress,
) -> tuple[Diagnostic, ...] | None:
    """Let several processes make the files of all groups; return what is odd about them.

    None, and nothing staged, if one of them could not: what is in the way, or wrong with the
    program, then shows as it does in one process, where they are written in it. `prepared` makes
    the groups once more, for processes that do not have them. One that was ended is an error.
    """
    from diptych.workers import EndedError, FailedError, spread

    folder = staged.begin()
    try:
        answers = spread(
            list(groups),
            min(config.jobs, len(groups)),
            forked=partial(_make, config, folder, groups.__getitem__),
            anew=partial(_make_anew, config, folder, prepared),
            progress=progress,
        )
    except FailedError:
        return None
    except EndedError as error:
        return (error.diagnostic,)
    found: list[Diagnostic] = []
    for key in groups:
        answer = msgspec.msgpack.decode(answers[key], type=_Answer)
        staged.take(key, answer.share)
        found += answer.found
    return tuple(found)


def _make(
    config: BuildConfig,
    folder: str,
    find: Callable[[str], Group],
    assignment: Assignment,
) -> Iterator[bytes]:
    """Yield an answer for each group, its files made in a folder; raise Refusal if one is."""
    staged = staged_in(config, folder, f"{assignment.number}-")
    refused: list[Diagnostic] = []
    is_backwards = assignment.number % 2 == 1
    with Rasters(
        config.cache, font_files(), assignment.progress, is_backwards=is_backwards
    ) as rasters:
        for key, files in _rendered(map(find, assignment.tasks), rasters, config, refused):
            staged.add(key, files)
            if refused:
                raise Refusal(*refused)
            yield msgspec.msgpack.encode(_Answer(staged.share(key), tuple(rasters.found)))
            rasters.found.clear()


def _make_anew(
    config: BuildConfig,
    folder: str,
    prepared: Callable[[BuildConfig], Groups],
    assignment: Assignment,
) -> Iterator[bytes]:
    """Yield the same in a process that has read nothing yet: it reads the talks it is asked for."""
    known: dict[str, Group] = {}

    def find(key: str) -> Group:
        if key not in known:
            talk = key.rsplit("/", 2)[0]
            known.update(prepared(config if config.document else replace(config, talks=(talk,))))
        return known[key]

    return _make(config, folder, find, assignment)
