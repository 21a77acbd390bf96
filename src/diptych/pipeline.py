"""The whole build, in the order in which it happens."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path, PurePosixPath

from msgspec import Struct
from msgspec.structs import replace

from diptych.brought import Brought, newly_brought
from diptych.checks import CHECKS
from diptych.checks.allowed import apply_allowed
from diptych.checks.rule import Build
from diptych.config import BuildConfig
from diptych.diagnostics import Diagnostic, Refusal, sort_diagnostics
from diptych.excerpt import excerpt, locales_of
from diptych.heads import site_of
from diptych.layout.choosing import Version
from diptych.layout.talk import lay_out
from diptych.lone_file import check_is_no_source, check_languages, check_talks, lone_file
from diptych.manifest import Manifest, Staged
from diptych.model.deck import Slide
from diptych.model.laid_out import LaidOutTalk
from diptych.model.site import Site
from diptych.model.supplies import Supplies
from diptych.model.theme import Theme
from diptych.rearranged import ArrangedTalks, arranged_talks, newly_arranged
from diptych.remembering import remembering
from diptych.render import OUTPUTS, is_chosen
from diptych.render.font_faces import brought_fonts
from diptych.render.output import File
from diptych.rendering import (
    Groups,
    Progress,
    Summary,
    Task,
    groups_of,
    render_groups,
    shared_groups,
    spread_tasks,
)
from diptych.resolution import Resolved, number, resolve
from diptych.resolve.arrangements import arrangements
from diptych.source.project import Reading, ReadTalk
from diptych.source.readings import asked_talks, known_talks, readings
from diptych.storage.cache import States
from diptych.workers import can_fork


class Prepared(Struct, frozen=True, kw_only=True):
    """Everything that can be known before anything is written."""

    talks: tuple[LaidOutTalk, ...]
    supplies: tuple[Supplies, ...]
    """What the project supplies for each of the talks."""
    common: Supplies
    """What the project supplies for what all talks share."""
    found: tuple[Diagnostic, ...]
    texts: Mapping[str, str]
    files: States
    brought: Brought = Brought()


class Outcome(Struct, frozen=True, kw_only=True):
    """The outcome of a build."""

    found: tuple[Diagnostic, ...]
    texts: Mapping[str, str]
    talks: tuple[LaidOutTalk, ...] = ()
    """Those that were laid out in this process."""
    groups: tuple[Summary, ...] = ()
    """The talks, locales and outputs that were written."""
    written: tuple[PurePosixPath, ...] = ()
    """Files that are new or changed."""
    kept: int = 0
    """The number of files that were already up to date."""
    removed: tuple[PurePosixPath, ...] = ()
    notices: tuple[str, ...] = ()
    """What the user should know about the project, a line each."""
    noted: tuple[str, ...] = ()
    """Talks, locales and outputs in the folder that have notes, from this or earlier builds."""


IsThere = Callable[[str], bool]
"""Returns whether earlier builds have put a `talk/locale/output` into the output folder."""
_LaidOut = tuple[tuple[LaidOutTalk, ...], tuple[Diagnostic, ...]]
"""A talk in its locales, and what is wrong with it."""


def prepare(config: BuildConfig, is_there: IsThere = lambda _: False) -> Prepared:
    """Return the talks read, resolved, laid out and checked."""
    config.memo.begin()
    read = tuple(readings(config))
    made = [_prepare_talk(talk, reading, config) for talk, reading in _talks(read)]
    return _joined(read, made, *_site(read, config, is_there))


def _talks(read: Iterable[Reading]) -> Iterator[tuple[ReadTalk, Reading]]:
    return ((talk, reading) for reading in read for talk in reading.talks)


def _site(read: tuple[Reading, ...], config: BuildConfig, is_there: IsThere) -> tuple[Site, States]:
    """Return the site, with all talks only if an output names them, and the files read for that."""
    naming = (
        one.name
        for one in OUTPUTS.values()
        if one.shared is not None and is_chosen(one.name, config.outputs)
    )
    output = next(naming, None)
    if output is None:
        return Site(), {}
    return site_of(read, config, lambda talk, locale: is_there(f"{talk}/{locale}/{output}"))


def _joined(
    read: Iterable[Reading], made: Iterable[_LaidOut], site: Site, others: States
) -> Prepared:
    """Combine everything that was read with what was made of each talk.

    `others` are files that were read for the `site` alone.
    """
    found: list[Diagnostic] = []
    laid_out: list[LaidOutTalk] = []
    supplies: list[Supplies] = []
    slides: list[Slide] = []
    texts: dict[str, str] = {}
    files: dict[Path, str | None] = dict(others)
    common = Supplies(site=site)
    brought = Brought()
    each = iter(made)
    for reading in read:
        common = common if common.templates else _supplies(reading, site, None)
        found += reading.found
        brought = Brought(
            {**brought.scripts, **reading.extras.ran}, {**brought.folders, **reading.outside}
        )
        texts |= reading.texts
        files = {**reading.files, **files}
        for one in reading.talks:
            talks, problems = next(each)
            laid_out += talks
            supplies += [_supplies(reading, site, one.theme)] * len(talks)
            found += problems
            slides += one.talk.slides
    return Prepared(
        talks=tuple(laid_out),
        supplies=tuple(supplies),
        common=common,
        found=sort_diagnostics(apply_allowed(slides, found)),
        texts=texts,
        files=files,
        brought=brought,
    )


def _supplies(reading: Reading, site: Site, theme: Theme | None) -> Supplies:
    return Supplies(
        site=site,
        templates=reading.templates,
        runtime={**reading.runtime, **(brought_fonts(theme) if theme is not None else {})},
        extras=reading.extras,
        project_paths=reading.project_paths,
        memo=reading.memo,
    )


def _prepare_talk(read: ReadTalk, reading: Reading, config: BuildConfig) -> _LaidOut:
    numbered, misnumbered = number(read.talk, reading.memo)
    source = resolve(numbered, read.theme, numbered.source_locale, reading)
    locales, undeclared = locales_of(source.talk, config)
    declared = source.talk.locales or (source.talk.locale,)
    found = [*misnumbered, *source.found, *undeclared]
    versions: dict[str, Resolved] = {numbered.source_locale: source}
    for locale in {**dict.fromkeys(declared), **dict.fromkeys(locales)}:
        if locale not in versions:
            versions[locale] = resolve(numbered, read.theme, locale, reading)
    shown = {
        locale: Version(one.talk, one.theme, locale)
        for locale, one in versions.items()
        if locale in locales or locale in declared
    }
    made = lay_out(
        [shown[locale] for locale in locales],
        locales,
        reading.memo,
        overflow=config.overflow,
        deciding=[version for locale, version in shown.items() if locale in declared],
        arrangements=arrangements,
    )
    for locale, (_, misfits) in zip(locales, made, strict=True):
        found += (*versions[locale].found, *misfits)
    laid_out = tuple(talk for talk, _ in made)
    build = Build(talk=source.talk, laid_out=laid_out, memo=reading.memo)
    found += (problem for check in CHECKS for problem in check(build))
    asked, absent = excerpt(laid_out, config)
    return asked, (*dict.fromkeys(found), *absent)


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


def build(
    config: BuildConfig,
    progress: Progress = lambda _: None,
    waiting: Callable[[], None] = lambda: None,
) -> Outcome:
    """Read, lay out, check, render and write; nothing is written if anything is wrong.

    `waiting` is called if another run is writing to the same folder. Raise OSError if the folder,
    or the one file to write, cannot be written to.
    """
    if config.file is not None:
        return _build_file(config, config.file, progress)
    with Manifest(config, waiting) as manifest:
        return _build(config, manifest, progress)


def _build(config: BuildConfig, manifest: Manifest, progress: Progress) -> Outcome:
    progress("reading")
    with manifest.staged() as staged, remembering(config) as with_memo:
        try:
            made = _make(with_memo, staged, progress, manifest.has_made)
        except Refusal as refusal:
            return Outcome(found=refusal.found, texts={})
        prepared = made.prepared
        if is_refused(made.found, strict=config.strict):
            return Outcome(found=made.found, texts=prepared.texts, talks=prepared.talks)
        foreign = () if config.replaces_all else tuple(manifest.check_foreign(staged))
        if foreign:
            return Outcome(found=(*made.found, *foreign), texts=prepared.texts)
        written = manifest.put(staged, [one.key for one in made.groups if one.has_notes])
    manifest.remember(prepared.files, made.found)
    return Outcome(
        found=made.found,
        texts=prepared.texts,
        talks=prepared.talks,
        groups=made.groups,
        written=written.written,
        kept=written.kept,
        removed=written.removed,
        notices=(
            *newly_brought(config, prepared.brought),
            *newly_arranged(config, made.arranged),
            *_lacking(made),
        ),
        noted=manifest.noted,
    )


def _build_file(config: BuildConfig, file: Path, progress: Progress) -> Outcome:
    """Build one talk in one language as one output, and write only `file`."""
    progress("reading")
    if several := tuple(check_talks(file, known_talks(config))):
        return Outcome(found=several, texts={})
    with remembering(config) as with_memo:
        prepared = prepare(with_memo)
        found = [*prepared.found, *check_languages(file, prepared.talks)]
        found += check_is_no_source(file, prepared.files)
        groups = groups_of(prepared.talks, prepared.supplies, config)
        is_wrong = is_refused(tuple(found), strict=config.strict)
        if not is_wrong:
            with lone_file(file, config) as lone:
                for _, files in render_groups(groups.values(), with_memo, progress, found):
                    found += lone.take(files)
                is_wrong = is_refused(tuple(found), strict=config.strict)
                if not is_wrong:
                    lone.place()
    outcome = Outcome(found=sort_diagnostics(found), texts=prepared.texts, talks=prepared.talks)
    if is_wrong:
        return outcome
    return replace(
        outcome,
        groups=tuple(replace(one.summary, opened=file.name) for one in groups.values()),
        written=(PurePosixPath(file.name),),
        notices=(
            *newly_brought(config, prepared.brought),
            *newly_arranged(config, arranged_talks(prepared.talks)),
        ),
    )


def _lacking(made: _Made) -> Iterator[str]:
    """Yield a line for each thing that what was made is without."""
    names = dict.fromkeys(one.key.rsplit("/", 1)[1] for one in made.groups)
    for shared in (OUTPUTS[name].shared for name in names):
        if shared is not None:
            yield from shared.lacking(made.prepared.common.site)


class _Made(Struct, frozen=True, kw_only=True):
    """A build whose files are all made, but not yet in place."""

    prepared: Prepared
    found: tuple[Diagnostic, ...]
    groups: tuple[Summary, ...] = ()
    arranged: ArrangedTalks = {}


def _make(config: BuildConfig, staged: Staged, progress: Progress, is_there: IsThere) -> _Made:
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
        return _Made(prepared=prepared, found=prepared.found)
    groups = _groups(prepared, config)
    odd = _make_by_groups(groups, config, staged, progress)
    if odd is None:
        odd = []
        for key, files in render(prepared, config, progress, odd):
            staged.add(key, files)
            config.memo.save()
    return _Made(
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
) -> _Made | None:
    """Let several processes lay out, check and render a talk each; None if they could not."""
    read = tuple(readings(config))
    names = [talk.talk.name for talk, _ in _talks(read)]
    site, others = _site(read, config, is_there)
    may_render = not any(problem.is_error for reading in read for problem in reading.found)
    find = partial(_task_of, read if can_fork() else None, may_render, site)
    answers = spread_tasks(names, find, config, staged, progress)
    if answers is None:
        return None
    prepared = _joined(read, [((), answer.found) for answer in answers], site, others)
    if is_refused(prepared.found, strict=config.strict):
        return _Made(prepared=prepared, found=prepared.found)
    odd = [one for answer in answers for one in answer.odd]
    shared = shared_groups(prepared.common, config)
    for key, files in render_groups(shared.values(), config, progress, odd):
        staged.add(key, files)
    made = [group for answer in answers for group in answer.groups]
    return _Made(
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
    talks = _talks(read or readings(replace(config, talks=(name,))))
    talk, reading = next(one for one in talks if one[0].talk.name == name)
    reading = replace(reading, memo=config.memo)
    laid_out, found = _prepare_talk(talk, reading, config)
    is_wrong = any(problem.is_error for problem in found)
    shown = laid_out if may_render and not is_wrong else ()
    groups = groups_of(shown, [_supplies(reading, site, talk.theme)] * len(shown), config)
    return Task(tuple(groups.values()), found, arranged_talks(shown))


def check(config: BuildConfig) -> Outcome:
    """Do everything that a build does, except writing."""
    with remembering(config) as with_memo:
        prepared = prepare(with_memo)
    return Outcome(found=prepared.found, texts=prepared.texts, talks=prepared.talks)
