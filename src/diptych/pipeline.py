"""The whole build, in the order in which it happens."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from msgspec import Struct
from msgspec.structs import replace

from diptych.building.disclosures import new_disclosures
from diptych.building.lone_file import check_is_no_source, check_languages, check_talks, lone_file
from diptych.building.made import Made, is_refused
from diptych.building.making import make, render
from diptych.building.manifest import Manifest
from diptych.building.preparing import Prepared, prepare
from diptych.building.rearranged import arranged_talks, newly_arranged
from diptych.building.remembering import remembering
from diptych.building.rendering import Progress, Summary, groups_of, render_groups
from diptych.config import BuildConfig
from diptych.diagnostics import Diagnostic, Refusal, sort_diagnostics
from diptych.markup.characters import REPLACEMENT
from diptych.model.laid_out import LaidOutTalk
from diptych.options import TOOLS
from diptych.render import OUTPUTS
from diptych.source.reading.diagnostic_kinds import FORBIDDEN_CHARACTER, NOT_UTF8
from diptych.source.readings import known_talks
from diptych.storage.cache import States, refused_cache

__all__ = ("Outcome", "Prepared", "build", "check", "is_refused", "prepare", "render")


_REPLACED = (FORBIDDEN_CHARACTER, NOT_UTF8)
"""What has characters replaced, so that reports of these would only say the same again."""


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
    with_notes: tuple[str, ...] = ()
    """Talks, locales and outputs in the folder that have notes, from this or earlier builds."""


def build(
    config: BuildConfig,
    progress: Progress = lambda _: None,
    waiting: Callable[[], None] = lambda: None,
) -> Outcome:
    """Read, lay out, check, render and write; nothing is written if anything is wrong.

    `waiting` is called if another run is writing to the same folder. Raise OSError if the folder,
    or the one file to write, cannot be written to.
    """
    if config.fetches:
        from diptych.building.web_pictures import fetch_pictures  # few builds use the network

        config = fetch_pictures(config, progress)
    if config.file is not None:
        return _build_file(config, config.file, progress)
    with Manifest(config, waiting) as manifest:
        return _build(config, manifest, progress)


def _build(config: BuildConfig, manifest: Manifest, progress: Progress) -> Outcome:
    progress("reading")
    with manifest.staged() as staged, remembering(config) as with_memo:
        try:
            made = make(with_memo, staged, progress, manifest.has_made)
        except Refusal as refusal:
            return Outcome(found=refusal.found, texts={})
        prepared = made.prepared
        if is_refused(made.found, strict=config.strict):
            return Outcome(found=made.found, texts=prepared.texts, talks=prepared.talks)
        foreign = () if config.replaces_all else tuple(manifest.check_foreign(staged))
        if foreign:
            return Outcome(found=(*made.found, *foreign), texts=prepared.texts)
        written = manifest.put(staged, [one.key for one in made.groups if one.has_notes])
    unkept = manifest.remember({**prepared.files, **_fonts_sought(made.found)}, made.found)
    return Outcome(
        found=made.found,
        texts=prepared.texts,
        talks=prepared.talks,
        groups=made.groups,
        written=written.written,
        kept=written.kept,
        removed=written.removed,
        notices=(
            *new_disclosures(config, prepared.disclosures),
            *newly_arranged(config, made.arranged),
            *_lacking(made),
            *recognised_tools(config, made.prepared.talks),
            *_uncached(config, unkept),
        ),
        with_notes=manifest.with_notes,
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
                found += () if config.replaces_all else lone.check_replaced()
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
            *new_disclosures(config, prepared.disclosures),
            *newly_arranged(config, arranged_talks(prepared.talks)),
            *recognised_tools(config, prepared.talks),
        ),
    )


def _uncached(config: BuildConfig, unkept: str | None) -> Iterator[str]:
    """Yield a line if nothing could be kept for later builds, with the reason."""
    refused = refused_cache() if config.cache is None else config.cache if unkept else None
    if refused is not None:
        why = unkept or "others can write to it"
        yield f"every build takes as long as this one: the cache {refused} cannot be used ({why})"


def recognised_tools(config: BuildConfig, talks: Iterable[LaidOutTalk]) -> Iterator[str]:
    """Yield a line with the tool for which a single-file talk seems to be written, if one is."""
    names = {one.talk.written_for for one in talks} if not config.written_for else set()
    for name in filter(None, names):
        yield f"read as a file of {TOOLS[name]}; `--from` decides otherwise"


def _fonts_sought(found: tuple[Diagnostic, ...]) -> States:
    """Return the folders of installed fonts if an output has letters of one, or would have."""
    if not found:
        return {}
    from diptych.render.lent_letters import LENT_LETTERS  # most builds have nothing to report
    from diptych.render.raster import MISSING_LETTERS
    from diptych.source.fonts.installed import states_of_folders

    sought = {LENT_LETTERS, MISSING_LETTERS}
    return states_of_folders() if any(one.kind in sought for one in found) else {}


def _lacking(made: Made) -> Iterator[str]:
    """Yield a line for each thing that what was made is without."""
    names = dict.fromkeys(one.key.rsplit("/", 1)[1] for one in made.groups)
    for shared in (OUTPUTS[name].shared for name in names):
        if shared is not None:
            yield from shared.lacking(made.prepared.common.site)


def check(config: BuildConfig) -> Outcome:
    """Do everything that a build does, except writing, and say what outputs may lack."""
    from diptych.render.pdf.fonts import check_letters
    from diptych.source.inventory import misnamed_files

    with remembering(config) as with_memo:
        prepared = prepare(with_memo)
        each = zip(prepared.talks, prepared.supplies, strict=True)
        is_unclean = any(one.kind in _REPLACED for one in prepared.found)
        reported = REPLACEMENT if is_unclean else ""
        unseen = [one for talk, supplies in each for one in check_letters(talk, supplies, reported)]
    misnamed = misnamed_files(config.root) if config.document is None else ()
    found = sort_diagnostics((*prepared.found, *unseen, *misnamed))
    return Outcome(
        found=found,
        texts=prepared.texts,
        talks=prepared.talks,
        notices=tuple(recognised_tools(config, prepared.talks)),
    )
