"""The whole build, in the order in which it happens."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

# Imported here first for speed, below few other imports: these compile many patterns, and Python
# keeps its frames in pieces of 16 KB, where each call across an edge takes and gives back memory.
import markdown_it  # noqa: F401
import yaml  # noqa: F401
from msgspec import Struct
from msgspec.structs import replace

from diptych import __version__
from diptych.brought import Brought, newly_brought
from diptych.checks import CHECKS
from diptych.checks.allowed import apply_allowed
from diptych.checks.rule import Build
from diptych.config import BuildConfig
from diptych.diagnostics import Diagnostic, DiagnosticKind, Refusal, nearest, sort_diagnostics
from diptych.layout.talk import lay_out
from diptych.manifest import Manifest
from diptych.model.catalogue import PSEUDO, Policy, readings_of
from diptych.model.deck import Slide, Talk
from diptych.model.laid_out import LaidOutTalk
from diptych.model.supplies import Supplies
from diptych.model.theme import Theme
from diptych.render import OUTPUTS
from diptych.render.output import whole
from diptych.render.raster import Rasters
from diptych.render.subsetting import Subsets
from diptych.resolve.examples import number_examples
from diptych.resolve.filling import fill_variables
from diptych.resolve.generated import generate_slides
from diptych.resolve.library_links import lead_links
from diptych.resolve.numbering import number_citations
from diptych.resolve.reuse import reuse_slides
from diptych.source.frozen import (
    RECORD,
    check_edited,
    check_frozen,
    frozen_folder,
    frozen_root,
    own_files,
)
from diptych.source.project import Reading, ReadTalk, read_project, read_single, talk_names
from diptych.source.reading.runtime import font_files
from diptych.storage.cache import States, state_before_reading

UNKNOWN_LOCALE = DiagnosticKind(
    "LOC101", "undeclared-locale", "A build asks for a locale that the talk does not declare."
)
NO_SUCH_SLIDE = DiagnosticKind(
    "REF107", "no-such-slide-number", "`--slides` names a number that the talk does not have."
)

Progress = Callable[[str], None]


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
    """What a build came to."""

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
    found: list[Diagnostic] = []
    laid_out: list[LaidOutTalk] = []
    supplies: list[Supplies] = []
    slides: list[Slide] = []
    texts: dict[str, str] = {}
    files: dict[Path, str | None] = {}
    brought = Brought()
    for reading in _readings(config):
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


def _readings(config: BuildConfig) -> Iterator[Reading]:
    """Yield what is read: a document, or the project's talks, those that are frozen one by one."""
    if config.document:
        yield read_single(config.document, config.allowed)
        return
    wanted = config.locales or None
    names = config.talks or tuple(talk_names(config.root))
    # Noted before they are read, as every file.
    looked_for = [frozen_folder(config.root, name) / RECORD for name in names]
    records = {path: state_before_reading(path) for path in looked_for}
    roots = {name: frozen_root(config.root, name) for name in names}
    live = tuple(name for name, root in roots.items() if root is None)
    if live or not names:
        reading = read_project(config.root, live, wanted)
        yield replace(reading, files={**records, **reading.files})
    for name, root in roots.items():
        if root is not None:
            own = {path: state_before_reading(path) for path in own_files(config.root, name)}
            found, texts = check_frozen(root, __version__)
            reading = read_project(root, (name,), wanted, is_part=True)
            yield replace(
                reading,
                found=(*found, *check_edited(config.root, name), *reading.found),
                texts={**texts, **reading.texts},
                files={**records, **own, **reading.files},
            )


def _supplies(reading: Reading) -> Supplies:
    return Supplies(
        templates=reading.templates,
        runtime=reading.runtime,
        extras=reading.extras,
        project_paths=reading.project_paths,
    )


def _prepare_talk(
    read: ReadTalk, reading: Reading, config: BuildConfig
) -> tuple[tuple[LaidOutTalk, ...], tuple[Diagnostic, ...]]:
    # Numbers come first, in the source's order of words; variables last, so that what is
    # translated is what the author wrote.
    reused, unusable = reuse_slides(read.talk)
    counted, miscounted = number_examples(reused)
    numbered, misquoted = number_citations(counted)
    talk, unfilled = fill_variables(generate_slides(lead_links(numbered)))
    locales, undeclared = _locales(talk, config)
    found = [*unusable, *miscounted, *misquoted, *unfilled, *undeclared]
    spoken = ReadTalk(talk=numbered, theme=read.theme)
    laid_out = []
    for locale in locales:
        if locale == talk.source_locale:
            result, problems = lay_out(talk, read.theme, locale, locales)
        else:
            result, problems = _in_locale(spoken, locale, locales, reading, config)
        laid_out.append(result)
        found += problems
    build = Build(talk=talk, laid_out=tuple(laid_out))
    found += (problem for check in CHECKS for problem in check(build))
    chosen, absent = _chosen(tuple(laid_out), config)
    if not config.notes:
        chosen = tuple(_without_notes(talk) for talk in chosen)
    return chosen, (*dict.fromkeys(found), *absent)


def _in_locale(
    read: ReadTalk, locale: str, locales: tuple[str, ...], reading: Reading, config: BuildConfig
) -> tuple[LaidOutTalk, tuple[Diagnostic, ...]]:
    """Return a numbered talk translated, made whole, filled and laid out."""
    talk, theme, mistranslated = _translated(read, locale, reading, config)
    readings = readings_of(reading.glossary, locale)
    whole = generate_slides(lead_links(talk))
    filled, unfilled = fill_variables(whole, locale, readings)
    laid_out, misfits = lay_out(filled, theme, locale, locales)
    return laid_out, (*mistranslated, *unfilled, *misfits)


def _translated(
    read: ReadTalk, locale: str, reading: Reading, config: BuildConfig
) -> tuple[Talk, Theme, tuple[Diagnostic, ...]]:
    talk, theme = read.talk, read.theme
    # Imported here because most builds of a talk in one language need none of it.
    from diptych.localise.pseudo_talk import pseudo_talk
    from diptych.localise.translate import translate, translation_for

    if locale == PSEUDO:
        return pseudo_talk(talk), theme, ()
    catalogue = reading.catalogues.by_locale.get(locale)
    if catalogue is None:  # broken, which is reported
        return talk, theme, ()
    translation = translation_for(
        catalogue,
        talk.source_locale,
        reading.catalogues.ledger,
        reading.glossary,
        policy(reading.policy, config),
    )
    return translate(talk, theme, translation)


def policy(said: Policy, config: BuildConfig) -> Policy:
    """Return what is shown for stale and missing translations; the command line comes first."""
    return Policy(
        fuzzy=config.fuzzy or said.fuzzy,
        missing=config.missing or said.missing,
    )


def _locales(talk: Talk, config: BuildConfig) -> tuple[tuple[str, ...], tuple[Diagnostic, ...]]:
    declared = talk.locales or (talk.locale,)
    if not config.locales:
        return declared, ()
    known = (*declared, PSEUDO)
    undeclared = tuple(
        UNKNOWN_LOCALE.at(
            talk.span,
            f"talk `{talk.name}` does not declare the locale `{locale}`",
            hint=nearest(locale, known, what="locale"),
        )
        for locale in config.locales
        if locale not in known
    )
    return tuple(locale for locale in config.locales if locale in known), undeclared


def _chosen(
    talks: tuple[LaidOutTalk, ...], config: BuildConfig
) -> tuple[tuple[LaidOutTalk, ...], tuple[Diagnostic, ...]]:
    """Return the talks with only the slides that were asked for."""
    if config.slides is None or not talks:
        return talks, ()
    count = len(talks[0].slides)
    absent = sorted(number for number in config.slides if not 0 < number <= count)
    found = tuple(
        NO_SUCH_SLIDE.at(None, f"talk `{talks[0].talk.name}` has {count} slides, no slide {number}")
        for number in absent
    )
    return tuple(_part(talk, config.slides) for talk in talks), found


def _part(talk: LaidOutTalk, numbers: frozenset[int]) -> LaidOutTalk:
    sections = (
        replace(section, slides=tuple(slide for slide in section.slides if slide.number in numbers))
        for section in talk.sections
    )
    return replace(talk, sections=tuple(section for section in sections if section.slides))


def _without_notes(talk: LaidOutTalk) -> LaidOutTalk:
    """Return `talk` as writers shall see it where nobody else shall read the notes."""
    sections = (
        replace(section, slides=tuple(replace(slide, notes=()) for slide in section.slides))
        for section in talk.sections
    )
    return replace(talk, sections=tuple(sections))


def render(
    prepared: Prepared, config: BuildConfig, progress: Progress
) -> tuple[dict[str, dict[PurePosixPath, bytes]], tuple[Diagnostic, ...]]:
    """Return the files of each talk, locale and output, by path below the output folder."""
    cut = Subsets(config.cache, progress).woff2
    made: dict[str, dict[PurePosixPath, bytes]] = {}
    found: list[Diagnostic] = []
    with Rasters(config.cache, font_files(), progress) as rasters:
        for talk, own in zip(prepared.talks, prepared.supplies, strict=True):
            supplies = replace(own, draw=rasters.draw, cut=cut, has_whole_fonts=config.whole_fonts)
            for name in config.outputs or OUTPUTS:
                progress(f"{talk.talk.name} · {talk.locale} · {name}")
                try:
                    files = OUTPUTS[name].render(talk, supplies)
                    made[f"{talk.talk.name}/{talk.locale}/{name}"] = {
                        path: whole(content) for path, content in files
                    }
                except Refusal as refusal:
                    found += refusal.found
    return made, (*rasters.found, *found)


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
    made, undrawn = render(prepared, config, progress)
    found = sort_diagnostics((*prepared.found, *undrawn))
    if is_refused(found, strict=config.strict):
        return Outcome(found=found, texts=prepared.texts, talks=prepared.talks)
    written = manifest.write(made, _noted(prepared, made))
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
