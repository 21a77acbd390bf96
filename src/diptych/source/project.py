"""Reads a project's folder: deck.yaml, its talks, and what they share."""

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
from diptych.model.deck import Arrange, Overflow, SourceForm, Talk, Transition
from diptych.model.extras import NO_EXTRAS, PageExtras
from diptych.model.metrics import Metrics
from diptych.model.site import Site
from diptych.model.theme import Mode, Theme
from diptych.source.catalogues.glossary import read_glossary
from diptych.source.catalogues.locales import read_locale, read_locales
from diptych.source.catalogues.project_catalogues import (
    NO_CATALOGUES,
    Catalogues,
    check_catalogues,
    read_catalogues,
    read_policy,
)
from diptych.source.libraries.declared import Declared, home_of, read_declared
from diptych.source.libraries.lock import Locked
from diptych.source.libraries.used_slides import Libraries
from diptych.source.overrides import check_overrides
from diptych.source.pictures.logo import with_logo
from diptych.source.reading.diagnostic_kinds import AMBIGUOUS_FILE, MISSING_TALK
from diptych.source.reading.lenience import joined
from diptych.source.reading.runtime import builtin_templates, read_metrics, read_runtime
from diptych.source.reading.source_reader import SourceReader
from diptych.source.references import read_references
from diptych.source.slides.slide_files import (
    read_arrange,
    read_mode,
    read_overflow,
    read_source_form,
    read_transition,
)
from diptych.source.talks.foot import FOOT_KEYS, NO_FOOT, GivenFoot, read_foot
from diptych.source.talks.selection import slide_ids
from diptych.source.talks.talk import ProjectContext, read_talk
from diptych.source.themes.html_extras import read_extras, read_templates
from diptych.source.themes.lookup import read_theme, theme_names
from diptych.source.themes.site import read_site
from diptych.source.yaml.document import read_yaml
from diptych.source.yaml.fields import Fields
from diptych.source.yaml.formats import check_format
from diptych.source.yaml.tree import Value
from diptych.storage.cache import States
from diptych.storage.reading import names_in

KEYS = (
    "format", "source_locale", "locales", "translation", "theme", "mode", "overflow",
    "transition", "sources", "tokens", "libraries", "html", "site", "arrange",
    *FOOT_KEYS,
)  # fmt: skip
DEFAULT_THEME = "atlas"


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
    found: tuple[Diagnostic, ...]


class _Settings(Struct, frozen=True):
    source_locale: str = "en"
    locales: tuple[str, ...] = ("en",)
    theme: str = DEFAULT_THEME
    theme_span: Span | None = None
    mode: Mode | None = None
    overflow: Overflow | None = None
    arrange: Arrange = "plain"
    tokens: Value | None = None
    policy: Policy = Policy()
    libraries: Mapping[str, Declared] = {}
    extras: PageExtras = NO_EXTRAS
    site: Site = Site()
    foot: GivenFoot = NO_FOOT
    transition: Transition | None = None
    source_form: SourceForm | None = None


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
    settings = _settings(root, source_reader)
    source_reader.locales = settings.locales
    metrics = read_metrics()
    folders = (root / "templates", builtin_templates())
    errors = source_reader.errors
    references = read_references(root / "deck" / "references.yaml", source_reader)
    libraries = Libraries(root, settings.libraries, settings.source_locale, source_reader, copies)
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
    talks = []
    for path in _talk_paths(root, names, source_reader):
        talk = read_talk(path, context, source_reader)
        if talk is not None:
            talks.append(_themed(talk, settings, folders, metrics, source_reader))
    themed = tuple(read for read in talks if read is not None)
    _report_doubled_names(themed, source_reader)
    declared = {locale: None for read in themed for locale in read.talk.locales}
    translated = [locale for locale in declared if locale != settings.source_locale]
    wanted = [locale for locale in translated if locales is None or locale in locales]
    others = [locale for locale in translated if locale not in wanted]
    deck = root / "deck"
    catalogues = read_catalogues(deck / "locales", wanted, source_reader)
    named = tuple({**dict.fromkeys(settings.locales), **declared})
    glossary = read_glossary(deck / "glossary.yaml", named, source_reader) if wanted else ()
    if wanted:
        if not is_part:
            _check_translations(root, catalogues, named, libraries, source_reader)
        catalogues = libraries.with_catalogues(catalogues)
        glossary = libraries.with_glossary(glossary, named)
    if others:
        with source_reader.silent():
            compared = read_catalogues(deck / "locales", others, source_reader)
            compared = libraries.with_catalogues(compared)
            if not wanted:
                glossary = read_glossary(deck / "glossary.yaml", named, source_reader)
                glossary = libraries.with_glossary(glossary, named)
        by_locale = {**catalogues.by_locale, **compared.by_locale}
        catalogues = Catalogues(by_locale=by_locale, ledger=compared.ledger)
    reading = _reading(themed, folders, source_reader)
    return replace(
        reading,
        extras=settings.extras,
        site=settings.site,
        catalogues=catalogues,
        glossary=glossary,
        policy=settings.policy,
        locales=named,
        source_locale=settings.source_locale,
        libraries=settings.libraries,
        lock=libraries.lock,
        outside=dict(_outside(root, settings.libraries, libraries.used)),
        library_slides=libraries.used,
    )


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
    settings = _settings(root, source_reader)
    return read_theme(
        settings.theme,
        (root / "templates", builtin_templates()),
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


def read_single(path: Path, allowed: tuple[Path, ...] = (), memo: Memo = NO_MEMO) -> Reading:
    """Return a single-file talk, which has no project around it.

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
        memo=memo,
    )
    folders = (path.parent / "templates", builtin_templates())
    talk = read_document(path, source_reader, theme_names(folders))
    read = _themed(talk, _Settings(), folders, read_metrics(), source_reader) if talk else None
    extras = read_extras(Fields(None, source_reader, KEYS, "deck.yaml"), folders[0], source_reader)
    reading = _reading((read,) if read else (), folders, source_reader)
    return replace(reading, extras=extras, found=joined(reading.found))


def _settings(root: Path, source_reader: SourceReader) -> _Settings:
    path = root / "deck" / "deck.yaml"
    text = source_reader.read_text(path)
    value = read_yaml(text, source_reader.name(path), source_reader) if text is not None else None
    fields = Fields(value, source_reader, KEYS, "deck.yaml")
    check_format(fields, source_reader)
    source = read_locale(fields, "source_locale") or "en"
    return _Settings(
        source_locale=source,
        locales=read_locales(fields, "locales") or (source,),
        theme=fields.string("theme") or DEFAULT_THEME,
        theme_span=fields.span_of("theme"),
        mode=read_mode(fields),
        overflow=read_overflow(fields),
        arrange=read_arrange(fields) or "plain",
        tokens=fields.value("tokens"),
        policy=read_policy(fields),
        libraries=read_declared(fields, source_reader),
        extras=read_extras(fields, root / "templates", source_reader),
        site=read_site(fields, source),
        transition=read_transition(fields),
        source_form=read_source_form(fields),
        foot=read_foot(fields, root / "deck", source),
    )


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
    settings: _Settings,
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
    )
