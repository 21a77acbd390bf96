"""Everything that comes before rendering: talks are read, resolved, laid out and checked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from diptych.building.disclosures import Disclosures
from diptych.building.excerpt import excerpt, locales_of
from diptych.building.heads import site_of
from diptych.building.resolution import Resolved, number, resolve
from diptych.checks import CHECKS
from diptych.checks.allowed import apply_allowed
from diptych.checks.rule import Build
from diptych.config import BuildConfig
from diptych.diagnostics import Diagnostic, sort_diagnostics
from diptych.layout.choice import Version
from diptych.layout.talk import lay_out
from diptych.model.deck import ArrangementName, Slide
from diptych.model.laid_out import LaidOutTalk
from diptych.model.site import Site
from diptych.model.supplies import Supplies
from diptych.model.theme import Theme
from diptych.render import OUTPUTS, is_chosen
from diptych.render.font_faces import brought_fonts
from diptych.resolve.former_links import follow_former_ids
from diptych.source.fonts.lending import InstalledLetters
from diptych.source.project import Reading, ReadTalk
from diptych.source.readings import readings
from diptych.storage.cache import States


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
    disclosures: Disclosures = Disclosures()


IsThere = Callable[[str], bool]
"""Returns whether earlier builds have put a `talk/locale/output` into the output folder."""
LaidOutLocales = tuple[tuple[LaidOutTalk, ...], tuple[Diagnostic, ...]]
"""A talk in its locales, and what is wrong with it."""


def prepare(config: BuildConfig, is_there: IsThere = lambda _: False) -> Prepared:
    """Return the talks read, resolved, laid out and checked."""
    config.memo.begin()
    read = tuple(readings(config))
    made = [prepare_talk(talk, reading, config) for talk, reading in talks_in(read)]
    return joined(read, made, *site_in(read, config, is_there))


def prepare_talk(read: ReadTalk, reading: Reading, config: BuildConfig) -> LaidOutLocales:
    """Return a talk resolved and laid out in the locales that are asked for, and checked."""
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
        locale: Version(follow_former_ids(one.talk), one.theme, locale)
        for locale, one in versions.items()
        if locale in locales or locale in declared
    }
    made = lay_out(
        [shown[locale] for locale in locales],
        locales,
        reading.memo,
        overflow=config.overflow,
        deciding=[version for locale, version in shown.items() if locale in declared],
        arrangements=_arrangements,
    )
    for locale, (_, misfits) in zip(locales, made, strict=True):
        found += (*versions[locale].found, *misfits)
    laid_out = tuple(talk for talk, _ in made)
    build = Build(talk=source.talk, laid_out=laid_out, memo=reading.memo)
    found += (problem for check in CHECKS for problem in check(build))
    asked, absent = excerpt(laid_out, config)
    return asked, (*dict.fromkeys(found), *absent)


def _arrangements(slide: Slide) -> Mapping[ArrangementName, tuple[Slide, ...]]:
    from diptych.resolve.arrangements import arrangements  # only for slides that are new

    return arrangements(slide)


def talks_in(read: Iterable[Reading]) -> Iterator[tuple[ReadTalk, Reading]]:
    """Return each talk that was read, with all else that was read with it."""
    return ((talk, reading) for reading in read for talk in reading.talks)


def site_in(
    read: tuple[Reading, ...], config: BuildConfig, is_there: IsThere
) -> tuple[Site, States]:
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


def joined(
    read: Iterable[Reading], made: Iterable[LaidOutLocales], site: Site, others: States
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
    disclosures = Disclosures()
    each = iter(made)
    for reading in read:
        common = common if common.templates else supplies_of(reading, site, None)
        found += _unsettled(reading, reading.found)
        disclosures = Disclosures(
            {**disclosures.scripts, **reading.extras.ran},
            {**disclosures.folders, **reading.outside},
        )
        texts |= reading.texts
        files = {**reading.files, **files}
        for one in reading.talks:
            talks, problems = next(each)
            laid_out += talks
            supplies += [supplies_of(reading, site, one.theme)] * len(talks)
            found += _unsettled(reading, problems)
            slides += one.talk.slides
    return Prepared(
        talks=tuple(laid_out),
        supplies=tuple(supplies),
        common=common,
        found=sort_diagnostics(apply_allowed(slides, found)),
        texts=texts,
        files=files,
        disclosures=disclosures,
    )


def _unsettled(reading: Reading, found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield what is to be told of a reading; a frozen talk keeps its translations as they were.

    What was doubtful about these was told when it was frozen.
    """
    return (one for one in found if not (reading.frozen and _is_of_translations(one)))


def _is_of_translations(found: Diagnostic) -> bool:
    return found.kind.code.startswith("LOC") and not found.is_error


def supplies_of(reading: Reading, site: Site, theme: Theme | None) -> Supplies:
    """Return what a project supplies for its talks in a theme, or for what all talks share."""
    return Supplies(
        site=site,
        templates=reading.templates,
        runtime={**reading.runtime, **(brought_fonts(theme) if theme is not None else {})},
        extras=reading.extras,
        project_paths=reading.project_paths,
        find_fonts=InstalledLetters().find,
        memo=reading.memo,
    )
