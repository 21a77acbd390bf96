"""Reads talks with their themes: a project with all that they share, or a single file."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from diptych.diagnostics import Diagnostic, Span, nearest
from diptych.memo import NO_MEMO, Memo
from diptych.model.asset import Asset
from diptych.model.catalogue import Glossary, Policy
from diptych.model.deck import Talk
from diptych.model.extras import NO_EXTRAS, PageExtras
from diptych.model.metrics import Metrics
from diptych.model.site import Site
from diptych.model.theme import Theme
from diptych.source.catalogues.glossary import read_glossary
from diptych.source.catalogues.project_catalogues import (
    NO_CATALOGUES,
    Catalogues,
    check_catalogues,
    read_catalogues,
)
from diptych.source.libraries.declared import Declared, home_of
from diptych.source.libraries.lock import Locked
from diptych.source.libraries.used_slides import Libraries
from diptych.source.overrides import check_overrides
from diptych.source.pictures.logo import with_logo
from diptych.source.reading.lenience import joined
from diptych.source.reading.runtime import builtin_templates, read_metrics, read_runtime
from diptych.source.reading.source_reader import SourceReader
from diptych.source.reading.web import Web
from diptych.source.references import read_project_references
from diptych.source.settings import KEYS, Settings, read_settings
from diptych.source.slides.slide_files import slide_path
from diptych.source.talks.diagnostic_kinds import AMBIGUOUS_FILE, MISSING_TALK
from diptych.source.talks.selection import slide_ids
from diptych.source.talks.talk import ProjectContext, read_talk
from diptych.source.themes.html_extras import read_extras, read_templates
from diptych.source.themes.lookup import read_theme, theme_names
from diptych.source.yaml.fields import Fields
from diptych.storage.cache import States
from diptych.storage.reading import names_in


class ReadTalk(Struct, frozen=True, kw_only=True):
    """A talk as authored, with its theme."""

    talk: Talk
    theme: Theme


class Reading(Struct, frozen=True, kw_only=True):
    """All that was read in one run."""

    talks: tuple[ReadTalk, ...]
    templates: Mapping[str, str]
    runtime: Mapping[str, Asset]
    texts: Mapping[str, str]
    """Source texts by their names in spans."""
    files: States
    """Every file that was read or looked for."""
    extras: PageExtras = NO_EXTRAS
    site: Site = Site()
    """The project's site, without its talks."""
    project_paths: Mapping[str, str] = {}
    """The paths of files relative to the project's folder, by their names in spans."""
    catalogues: Catalogues = NO_CATALOGUES
    glossary: Glossary = ()
    policy: Policy = Policy()
    locales: tuple[str, ...] = ()
    """Every locale that the project or one of its talks declares."""
    source_locale: str = "en"
    libraries: Mapping[str, Declared] = {}
    lock: Mapping[str, Locked] = {}
    outside: Mapping[str, str] = {}
    """The folders of libraries outside the project and its git repository, by description."""
    library_slides: Mapping[str, Mapping[str, str]] = {}
    """The hashes of the library slides that talks use, by library and the slide's id in it."""
    memo: Memo = NO_MEMO
    """Results of earlier runs in this process."""
    frozen: str = ""
    """The folder of the frozen talk that was read, relative to the project; empty if it is none."""
    addresses: tuple[str, ...] = ()
    """The addresses of pictures on the web, whether or not they were fetched."""
    found: tuple[Diagnostic, ...]


def find_repository(folder: Path) -> Path | None:
    """Return the root of the git repository that contains `folder`, or None.

    A home folder that is a repository, for configuration files, does not count, since it contains
    everything.
    """
    roots = (f for f in (folder, *folder.parents) if (f / ".git").exists())
    root = next(roots, None)
    return None if root in {Path.home(), Path(folder.anchor)} else root


def talk_names(root: Path) -> list[str]:
    """Return the names of all talks of a project, sorted."""
    return sorted({path.stem for path in _talk_files(root)})


def _talk_files(root: Path) -> list[Path]:
    """Return the files of all talks, without hidden files."""
    folder = root / "deck" / "talks"
    names = (name for name in names_in(folder) if name.endswith((".yaml", ".yml")))
    return sorted(folder / name for name in names if not name.startswith("."))


def read_project(
    root: Path,
    names: tuple[str, ...],
    locales: tuple[str, ...] | None = None,
    copies: Mapping[str, Path] | None = None,
    *,
    is_part: bool = False,
    memo: Memo = NO_MEMO,
) -> Reading:
    """Return the talks called `names`, or all of them, from the project at `root`.

    `locales` are those whose catalogues are needed; None for all that a talk declares. The others
    are read as well, since slides have the same density in all of them, but not judged. `copies`
    are folders to read libraries from, without checking the lock; None to read as a build does.
    With `is_part`, the catalogues may have slides that do not exist, like those of a frozen talk.
    `memo` has what earlier runs read.
    """
    source_reader = SourceReader(root, trusted=(builtin_templates(),), memo=memo)
    settings = read_settings(root, source_reader)
    source_reader.locales = settings.locales
    source_reader.language = settings.source_locale
    libraries = Libraries(root, settings.libraries, settings.source_locale, source_reader, copies)
    talks = tuple(_talks(root, names, settings, libraries, source_reader))
    _report_doubled_names(talks, source_reader)
    named = _locales_of(talks, settings, locales)
    catalogues, glossary = _translations(root, named, libraries, source_reader, is_part=is_part)
    reading = _reading(talks, _template_folders(root), source_reader)
    return replace(
        reading,
        extras=settings.extras,
        site=settings.site,
        catalogues=catalogues,
        glossary=glossary,
        policy=settings.policy,
        locales=named.all,
        source_locale=settings.source_locale,
        libraries=settings.libraries,
        lock=libraries.lock,
        outside=dict(_outside(root, settings.libraries, libraries.used)),
        library_slides=libraries.used,
    )


class _Locales(Struct, frozen=True):
    """The locales that a run is about."""

    all: tuple[str, ...]
    """Those that the project or one of its talks declares."""
    wanted: tuple[str, ...]
    """Those into which talks are translated in this run."""
    others: tuple[str, ...]
    """Those into which they are translated too, and which are only compared."""


def _locales_of(
    talks: tuple[ReadTalk, ...], settings: Settings, wanted: tuple[str, ...] | None
) -> _Locales:
    declared = dict.fromkeys(locale for read in talks for locale in read.talk.locales)
    translated = [locale for locale in declared if locale != settings.source_locale]
    return _Locales(
        all=tuple({**dict.fromkeys(settings.locales), **declared}),
        wanted=tuple(one for one in translated if wanted is None or one in wanted),
        others=tuple(one for one in translated if wanted is not None and one not in wanted),
    )


def _talks(
    root: Path,
    names: tuple[str, ...],
    settings: Settings,
    libraries: Libraries,
    source_reader: SourceReader,
) -> Iterator[ReadTalk]:
    """Yield the talks called `names`, or all of them, with their themes."""
    errors = source_reader.errors
    references = read_project_references(root / "deck", source_reader)
    context = ProjectContext(
        slides=root / "deck" / "slides",
        references=references,
        has_all_references=source_reader.errors == errors,
        source_locale=settings.source_locale,
        locales=settings.locales,
        libraries=libraries,
        foot=settings.foot,
        transition=settings.transition,
        source_form=settings.source_form,
        arrange=settings.arrange,
    )
    metrics = read_metrics()
    for path in _talk_paths(root, names, source_reader):
        talk = read_talk(path, context, source_reader)
        if talk is None:
            continue
        read = _themed(talk, settings, _template_folders(root), metrics, source_reader)
        if read is not None:
            yield read


def _translations(
    root: Path,
    locales: _Locales,
    libraries: Libraries,
    source_reader: SourceReader,
    *,
    is_part: bool,
) -> tuple[Catalogues, Glossary]:
    """Return the catalogues of all locales, and the glossary; only the wanted are judged."""
    folder = root / "deck" / "locales"
    catalogues = read_catalogues(folder, locales.wanted, source_reader)
    glossary: Glossary = ()
    if locales.wanted:
        glossary = _glossary(root, locales.all, libraries, source_reader)
        if not is_part:
            _check_translations(root, catalogues, locales.all, libraries, source_reader)
        catalogues = libraries.with_catalogues(catalogues)
    if not locales.others:
        return catalogues, glossary
    with source_reader.silent():
        compared = read_catalogues(folder, locales.others, source_reader)
        compared = libraries.with_catalogues(compared)
        if not locales.wanted:
            glossary = _glossary(root, locales.all, libraries, source_reader)
    by_locale = {**catalogues.by_locale, **compared.by_locale}
    return Catalogues(by_locale=by_locale, ledger=compared.ledger), glossary


def _glossary(
    root: Path, locales: tuple[str, ...], libraries: Libraries, source_reader: SourceReader
) -> Glossary:
    own = read_glossary(root / "deck" / "glossary.yaml", locales, source_reader)
    return libraries.with_glossary(own, locales)


def _template_folders(folder: Path) -> tuple[Path, ...]:
    """Return the folders in which themes and templates are looked for, the first one first."""
    return folder / "templates", builtin_templates()


def _outside(
    root: Path, libraries: Mapping[str, Declared], used: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Yield the libraries in use that are outside the project and its git repository."""
    within = (find_repository(root.resolve()) or root).resolve()
    for name in used:
        home = home_of(root, libraries[name]).resolve()
        if not home.is_relative_to(within):
            yield f"{name} from {libraries[name].source}", str(home)


def read_project_theme(root: Path, source_reader: SourceReader) -> Theme | None:
    """Return the project's default theme; None if it is broken."""
    settings = read_settings(root, source_reader)
    return read_theme(
        settings.theme,
        _template_folders(root),
        settings.tokens,
        read_metrics(),
        source_reader,
        wanted_by=settings.theme_span,
        mode=settings.mode,
    )


def _check_translations(
    root: Path,
    catalogues: Catalogues,
    locales: tuple[str, ...],
    libraries: Libraries,
    source_reader: SourceReader,
) -> None:
    """Report translations for locales, slides or talks that do not exist."""
    slides = root / "deck" / "slides"
    foreign = (f"{name}:{slide}" for name, used in libraries.used.items() for slide in used)
    owners = {*slide_ids(slides), *foreign, *(f"talk:{name}" for name in talk_names(root))}
    check_catalogues(root / "deck" / "locales", catalogues, locales, owners, source_reader)
    check_overrides(slides, source_reader)


def read_single(
    path: Path,
    allowed: tuple[Path, ...] = (),
    memo: Memo = NO_MEMO,
    *,
    web: Web | None = None,
    written_for: str = "",
) -> Reading:
    """Return a single-file talk, which has no project around it.

    The tool that it is `written_for` is recognised if it is not given.

    It may use files in its git repository, such as `../figures/a.png`, or else only those in its
    own folder: a stranger's talk must not reveal what else is on the disk. The user may have
    `allowed` more folders.
    """
    from diptych.source.document.talk import read_document  # needed only for such talks

    repository = find_repository(path.resolve().parent)
    source_reader = SourceReader(
        path.parent,
        trusted=(builtin_templates(),),
        allowed=(*([repository] if repository else []), *allowed),
        lenient=True,
        web=web,
        memo=memo,
    )
    folders = _template_folders(path.parent)
    talk = read_document(path, source_reader, theme_names(folders), written_for)
    read = _themed(talk, Settings(), folders, read_metrics(), source_reader) if talk else None
    extras = read_extras(Fields(None, source_reader, KEYS, "deck.yaml"), folders[0], source_reader)
    reading = _reading((read,) if read else (), folders, source_reader)
    return replace(reading, extras=extras, found=joined(reading.found))


def _talk_paths(root: Path, names: tuple[str, ...], source_reader: SourceReader) -> list[Path]:
    folder = root / "deck" / "talks"
    source_reader.note(folder)
    files = _talk_files(root)
    known = sorted({path.stem for path in files})
    _report_doubles(files, source_reader)
    if not names and not known:
        hint = f"add one, such as `{source_reader.name(folder / 'my-talk.yaml')}`"
        source_reader.report(MISSING_TALK, None, "the project has no talks", hint)
    for name in names:
        if name not in known:
            hint = nearest(name, known, what="talk")
            if slide_path(root / "deck" / "slides", name) is not None:
                hint = f"it is a slide: `diptych slides {name}` shows the talks that it is in"
            source_reader.report(MISSING_TALK, None, f"there is no talk `{name}`", hint)
    paths = {path.stem: path for path in reversed(files)}
    return [paths[name] for name in dict.fromkeys(names or known) if name in known]


def _report_doubled_names(talks: Iterable[ReadTalk], source_reader: SourceReader) -> None:
    """Report a former name that two talks claim; its address can lead to only one of them."""
    claimed: dict[str, str] = {}
    for talk in (read.talk for read in talks):
        for name in talk.publication.former_names:
            other = claimed.setdefault(name.casefold(), talk.name)
            if other != talk.name:
                message = f"`{name}` is a former name of talk `{other}` too"
                span = talk.fact_spans.get("was", talk.span)
                source_reader.report(AMBIGUOUS_FILE, span, message, "remove it from one of them")


def _report_doubles(files: list[Path], source_reader: SourceReader) -> None:
    for one, other in pairwise(files):
        if one.stem == other.stem:
            message = f"talk `{one.stem}` exists twice: as `{one.name}` and as `{other.name}`"
            hint = "remove or rename one of them"
            source_reader.report(AMBIGUOUS_FILE, Span(source_reader.name(other), 1), message, hint)


def _themed(
    talk: Talk,
    settings: Settings,
    folders: tuple[Path, ...],
    metrics: Metrics,
    source_reader: SourceReader,
) -> ReadTalk | None:
    theme = read_theme(
        talk.theme or settings.theme,
        folders,
        settings.tokens,
        metrics,
        source_reader,
        wanted_by=talk.theme_span if talk.theme else settings.theme_span,
        locales=tuple(talk.locales),
        mode=talk.mode or settings.mode,
    )
    if theme is None:
        return None
    talk = replace(talk, overflow=talk.overflow or settings.overflow)
    logo = talk.at_foot.logo
    return ReadTalk(talk=talk, theme=theme if logo is None else with_logo(theme, logo))


def _reading(
    talks: tuple[ReadTalk, ...], folders: tuple[Path, ...], source_reader: SourceReader
) -> Reading:
    return Reading(
        talks=talks,
        templates=read_templates(folders, source_reader),
        runtime=read_runtime(),
        texts=source_reader.texts,
        files=source_reader.files,
        project_paths=source_reader.project_paths,
        found=tuple(source_reader.found),
        memo=source_reader.memo,
        addresses=tuple(source_reader.addresses),
    )
