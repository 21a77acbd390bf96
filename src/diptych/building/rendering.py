"""Rendering groups, each a talk in a locale as one output, in this process or in several."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from diptych.building.manifest import Share, Staged, staged_in
from diptych.building.rearranged import ArrangedTalks
from diptych.building.remembering import remembering
from diptych.config import BuildConfig
from diptych.diagnostics import Diagnostic, Refusal
from diptych.memo import NO_MEMO
from diptych.model.laid_out import LaidOutTalk
from diptych.model.supplies import FontCutter, Supplies
from diptych.render import OUTPUTS, is_chosen
from diptych.render.output import File
from diptych.render.raster import Rasters
from diptych.render.scaling import Scaler
from diptych.render.subsetting import Subsets
from diptych.source.reading.runtime import font_files
from diptych.workers import Assignment, EndedError, FailedError, spread

Progress = Callable[[str], None]


class Summary(Struct, frozen=True, kw_only=True):
    """What the user is told about a group."""

    key: str
    """`talk/locale/output`."""
    opened: str
    """The path of the file to open."""
    slides: int
    has_notes: bool
    talks: int = 0
    """How many talks it lists; 0 if it is a talk itself."""


class Group(Struct, frozen=True, kw_only=True):
    """A unit of writing: a talk in a locale as one output, or what an output has for all talks."""

    talk: LaidOutTalk | None
    """None for what all talks share."""
    supplies: Supplies
    output: str

    @property
    def key(self) -> str:
        """Return `talk/locale/output`, or `//output`."""
        if self.talk is None:
            return f"//{self.output}"
        return f"{self.talk.talk.name}/{self.talk.locale}/{self.output}"

    @property
    def summary(self) -> Summary:
        """Return its summary."""
        output = OUTPUTS[self.output]
        if self.talk is None:
            opened = output.shared.opened if output.shared is not None else ""
            talks = len({head.talk.name for head in self.supplies.site.shown})
            return Summary(key=self.key, opened=opened, slides=0, has_notes=False, talks=talks)
        return Summary(
            key=self.key,
            opened=str(output.path(self.talk)),
            slides=len(self.talk.slides if output.shows_hidden else self.talk.unhidden),
            has_notes=self._shows_notes and any(slide.notes for slide in self.talk),
        )

    @property
    def _shows_notes(self) -> bool:
        notes = OUTPUTS[self.output].notes
        return notes == "always" or (notes == "on request" and self.supplies.options.with_notes)

    def files(self) -> Iterator[File]:
        """Return its files, made as they are consumed; raise Refusal if they cannot be made."""
        output = OUTPUTS[self.output]
        if self.talk is not None:
            return output.render(self.talk, self.supplies)
        return output.shared.render(self.supplies) if output.shared is not None else iter(())


Groups = Mapping[str, Group]
"""By key, in the order of writing."""


def groups_of(
    talks: Iterable[LaidOutTalk], supplies: Iterable[Supplies], config: BuildConfig
) -> Groups:
    """Return the groups of talks, each with the supplies of its talk."""
    groups = (
        Group(talk=talk, supplies=replace(own, options=config.options), output=output)
        for talk, own in zip(talks, supplies, strict=True)
        for output in OUTPUTS
        if is_chosen(output, config.outputs)
    )
    return {group.key: group for group in groups}


def shared_groups(supplies: Supplies, config: BuildConfig) -> Groups:
    """Return what outputs have for all talks of a project, as far as these are there."""
    groups = (
        Group(talk=None, supplies=replace(supplies, options=config.options), output=name)
        for name, output in OUTPUTS.items()
        if output.shared is not None
        and is_chosen(name, config.outputs)
        and supplies.site.has_list
        and supplies.site.shown
    )
    return {group.key: group for group in groups}


def render_groups(
    groups: Iterable[Group], config: BuildConfig, progress: Progress, found: list[Diagnostic]
) -> Iterator[tuple[str, Iterator[File]]]:
    """Yield the key and the files of each group; files are made as they are consumed.

    Errors and warnings are added to `found`.
    """
    cut = Subsets(config.cache, progress).woff2
    with (
        Rasters(config.cache, font_files(), progress) as rasters,
        Scaler(config.cache, config.options.dpi, progress) as scaler,
    ):
        for group in groups:
            supplied = _supplied(group, rasters, cut, config)
            yield group.key, _files(supplied, rasters, scaler, found)
        found += rasters.found


def _supplied(group: Group, rasters: Rasters, cut: FontCutter, config: BuildConfig) -> Group:
    supplies = replace(
        group.supplies,
        draw=rasters.draw,
        report=rasters.found.append,
        cut=cut,
        memo=config.memo,
        has_whole_fonts=config.whole_fonts,
    )
    return replace(group, supplies=supplies)


def _files(
    group: Group, rasters: Rasters, scaler: Scaler, found: list[Diagnostic]
) -> Iterator[File]:
    rasters.progress(" · ".join(filter(None, group.key.rsplit("/", 2))))
    try:
        if group.talk is not None:
            group = replace(group, talk=scaler.scaled(group.talk))
        yield from group.files()
    except Refusal as refusal:
        found += refusal.found


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
                supplied = _supplied(group, rasters, cut, own)
                staged.add(group.key, _files(supplied, rasters, scaler, refused))
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
