"""The whole build, in the order in which it happens."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

# Imported here first for speed, below few other imports: these compile many patterns, and Python
# keeps its frames in pieces of 16 KB, where each call across an edge takes and gives back memory.
import markdown_it  # noqa: F401
import yaml  # noqa: F401
from msgspec import Struct

from diptych.brought import Brought, newly_brought
from diptych.checks import CHECKS
from diptych.checks.allowed import apply_allowed
from diptych.checks.rule import Build
from diptych.config import BuildConfig
from diptych.diagnostics import Diagnostic, sort_diagnostics
from diptych.excerpt import excerpt, locales_of
from diptych.layout.talk import lay_out
from diptych.manifest import Manifest, Staged
from diptych.model.deck import Slide
from diptych.model.laid_out import LaidOutTalk
from diptych.model.supplies import Supplies
from diptych.render import OUTPUTS
from diptych.render.output import File
from diptych.rendering import Group, Groups, Progress, render_groups, spread_groups
from diptych.resolution import number, resolve
from diptych.source.project import Reading, ReadTalk
from diptych.source.readings import readings
from diptych.storage.cache import States


class Prepared(Struct, frozen=True, kw_only=True):
    """Everything that can be known before anything is written."""

    talks: tuple[LaidOutTalk, ...]
    supplies: tuple[Supplies, ...]
    """What each of the talks comes with from its project."""
    found: tuple[Diagnostic, ...]
    texts: Mapping[str, str]
    files: States
    brought: Brought = Brought()


class Outcome(Struct, frozen=True, kw_only=True):
    """The outcome of a build."""

    found: tuple[Diagnostic, ...]
    texts: Mapping[str, str]
    talks: tuple[LaidOutTalk, ...] = ()
    written: tuple[PurePosixPath, ...] = ()
    """Files whose content is new."""
    kept: int = 0
    """How many files were as they should be already."""
    removed: tuple[PurePosixPath, ...] = ()
    told: tuple[str, ...] = ()
    """What the user should know of the project, a line each."""
    noted: tuple[str, ...] = ()
    """Talks, locales and outputs in the folder that have notes in them, by whichever build."""


def prepare(config: BuildConfig) -> Prepared:
    """Return the talks read, resolved, laid out and checked."""
    config.memo.begin()
    found: list[Diagnostic] = []
    laid_out: list[LaidOutTalk] = []
    supplies: list[Supplies] = []
    slides: list[Slide] = []
    texts: dict[str, str] = {}
    files: dict[Path, str | None] = {}
    brought = Brought()
    for reading in readings(config):
        found += reading.found
        brought = Brought(
            {**brought.scripts, **reading.extras.ran}, {**brought.folders, **reading.outside}
        )
        texts |= reading.texts
        files = {**reading.files, **files}
        for read in reading.talks:
            talks, problems = _prepare_talk(read, reading, config)
            laid_out += talks
            supplies += [_supplies(reading)] * len(talks)
            found += problems
            slides += read.talk.slides
    return Prepared(
        talks=tuple(laid_out),
        supplies=tuple(supplies),
        found=sort_diagnostics(apply_allowed(slides, found)),
        texts=texts,
        files=files,
        brought=brought,
    )


def _supplies(reading: Reading) -> Supplies:
    return Supplies(
        templates=reading.templates,
        runtime=reading.runtime,
        extras=reading.extras,
        project_paths=reading.project_paths,
        memo=reading.memo,
    )


def _prepare_talk(
    read: ReadTalk, reading: Reading, config: BuildConfig
) -> tuple[tuple[LaidOutTalk, ...], tuple[Diagnostic, ...]]:
    numbered, misnumbered = number(read.talk, reading.memo)
    source = resolve(numbered, read.theme, numbered.source_locale, reading)
    locales, undeclared = locales_of(source.talk, config)
    found = [*misnumbered, *source.found, *undeclared]
    laid_out = []
    for locale in locales:
        is_source = locale == numbered.source_locale
        shown = source if is_source else resolve(numbered, read.theme, locale, reading)
        result, misfits = lay_out(shown.talk, shown.theme, locale, locales, reading.memo)
        laid_out.append(result)
        found += (*shown.found, *misfits)
    build = Build(talk=source.talk, laid_out=tuple(laid_out))
    found += (problem for check in CHECKS for problem in check(build))
    asked, absent = excerpt(tuple(laid_out), config)
    return asked, (*dict.fromkeys(found), *absent)


def render(
    prepared: Prepared, config: BuildConfig, progress: Progress, found: list[Diagnostic]
) -> Iterator[tuple[str, Iterator[File]]]:
    """Yield the files of each talk, locale and output, by `talk/locale/output`.

    They are made while they are taken; what is in their way is added to `found`.
    """
    return render_groups(_groups(prepared, config).values(), config, progress, found)


def _groups(prepared: Prepared, config: BuildConfig) -> Groups:
    groups = (
        Group(talk=talk, supplies=supplies, output=output)
        for talk, supplies in zip(prepared.talks, prepared.supplies, strict=True)
        for output in config.outputs or OUTPUTS
    )
    return {group.key: group for group in groups}


def is_refused(found: tuple[Diagnostic, ...], *, strict: bool) -> bool:
    """Return whether nothing may be written."""
    return any(problem.is_error or strict for problem in found)


def build(
    config: BuildConfig,
    progress: Progress = lambda _: None,
    waiting: Callable[[], None] = lambda: None,
) -> Outcome:
    """Read, lay out, check, render and write; nothing is written if anything is wrong.

    `waiting` is called if another run is just writing to the same folder. Raise OSError where the
    folder cannot be written.
    """
    with Manifest(config, waiting) as manifest:
        return _build(config, manifest, progress)


def _build(config: BuildConfig, manifest: Manifest, progress: Progress) -> Outcome:
    progress("reading")
    prepared = prepare(config)
    if is_refused(prepared.found, strict=config.strict):
        return Outcome(found=prepared.found, texts=prepared.texts, talks=prepared.talks)
    with manifest.staged() as staged:
        undrawn = _stage(prepared, config, staged, progress)
        found = sort_diagnostics((*prepared.found, *undrawn))
        if is_refused(found, strict=config.strict):
            return Outcome(found=found, texts=prepared.texts, talks=prepared.talks)
        written = manifest.put(staged, _noted(prepared, staged.keys))
    manifest.remember(prepared.files, found)
    return Outcome(
        found=found,
        texts=prepared.texts,
        talks=prepared.talks,
        written=written.written,
        kept=written.kept,
        removed=written.removed,
        told=newly_brought(config, prepared.brought),
        noted=manifest.noted,
    )


def _stage(
    prepared: Prepared, config: BuildConfig, staged: Staged, progress: Progress
) -> Sequence[Diagnostic]:
    """Make all files, by several processes if so asked; return what is in their way, or odd."""
    groups = _groups(prepared, config)
    if min(config.jobs, len(groups)) > 1:
        found = spread_groups(groups, config, _groups_again, staged, progress)
        if found is not None:
            return found
    undrawn: list[Diagnostic] = []
    for key, files in render(prepared, config, progress, undrawn):
        staged.add(key, files)
    return undrawn


def _groups_again(config: BuildConfig) -> Groups:
    return _groups(prepare(config), config)


def _noted(prepared: Prepared, made: Iterable[str]) -> tuple[str, ...]:
    """Return which of the groups that were made have notes in them."""
    noted = {
        f"{talk.talk.name}/{talk.locale}"
        for talk in prepared.talks
        for slide in talk
        if slide.notes
    }
    return tuple(key for key in made if key.rpartition("/")[0] in noted)


def check(config: BuildConfig) -> Outcome:
    """Do all of a build but the writing."""
    prepared = prepare(config)
    return Outcome(found=prepared.found, texts=prepared.texts, talks=prepared.talks)
