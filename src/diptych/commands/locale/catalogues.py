"""The languages of a project: adding them, updating, counting and checking their catalogues."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from diptych.building.resolution import check_translations, resolve_source
from diptych.config import BuildConfig
from diptych.diagnostics import Diagnostic, Span, sort_diagnostics
from diptych.layout.choice import Version
from diptych.layout.talk import lay_out
from diptych.localise.extraction import Message, messages, rooms_of
from diptych.localise.merging import Merged, merge, unwrapped
from diptych.localise.terms import TermFinder
from diptych.model.catalogue import Entry, Glossary
from diptych.model.deck import Section, Slide, Talk
from diptych.model.text import literal
from diptych.pipeline import Outcome, prepare
from diptych.resolve.arrangements import arrangements
from diptych.source.catalogues.po.model import PoFile, PoMessage, catalogue_of
from diptych.source.catalogues.po.writer import new_po, set_message, write_po
from diptych.source.catalogues.project_catalogues import LEDGER, read_po_file
from diptych.source.inventory import read_inventory
from diptych.source.project import Reading, read_project
from diptych.source.reading.source_reader import SourceReader
from diptych.source.readings import policy_of
from diptych.source.yaml.declaring import with_locale
from diptych.storage.texts import write_texts


class LanguageState(Struct, frozen=True, kw_only=True):
    """The progress of the translation into one language."""

    locale: str
    file: str
    translated: int = 0
    fuzzy: int = 0
    missing: int = 0
    obsolete: int = 0
    overridden: tuple[str, ...] = ()
    """Slides that have a file of their own in this language."""
    open: tuple[Mapping[str, str], ...] = ()
    """The messages that are not translated, each with context, source and state."""

    @property
    def total(self) -> int:
        """Return the number of messages."""
        return self.translated + self.fuzzy + self.missing


class Report(Struct, frozen=True, kw_only=True):
    """The outcome of a command about languages."""

    states: tuple[LanguageState, ...] = ()
    written: tuple[Path, ...] = ()
    found: tuple[Diagnostic, ...] = ()
    texts: Mapping[str, str] = {}


def add(root: Path, locale: str) -> Report:
    """Declare `locale` in deck.yaml and make its catalogue.

    Raise ValueError if the slides are written in it, or if it cannot be added to deck.yaml.
    """
    deck = root / "deck" / "deck.yaml"
    extracted = _extract(root)
    if extracted.stops:
        return Report(found=extracted.found, texts=extracted.texts)
    if locale == extracted.source_locale:
        raise ValueError(f"`{locale}` is the language that the slides are written in")
    text = with_locale(deck, locale, extracted.source_locale)
    report, files = _up_to_date(extracted, (locale,))
    if not report.states:
        return report
    declared = {deck: text} if text is not None else {}
    return replace(report, written=write_texts(root, {**files, **declared}))


def update(root: Path, locales: Sequence[str]) -> Report:
    """Bring the ledger and the catalogues of `locales` up to date; no translation is ever lost.

    Nothing is written if anything cannot be read. This does not apply to slides in no talk, whose
    messages are kept unchanged.
    """
    extracted = _extract(root)
    if extracted.stops:
        return Report(found=extracted.found, texts=extracted.texts)
    report, files = _up_to_date(extracted, locales or extracted.locales)
    return replace(report, written=write_texts(root, files))


def _up_to_date(extracted: _Extracted, locales: Sequence[str]) -> tuple[Report, Mapping[Path, str]]:
    """Return the updated catalogues of `locales` and the updated ledger.

    Return no files if a catalogue cannot be read.
    """
    reader = SourceReader(extracted.root)
    chosen = [_updated(extracted, locale, reader) for locale in locales]
    ledger = _ledger_text(extracted, reader)
    if reader.errors:
        return Report(found=tuple(reader.found), texts=reader.texts), {}
    folder = _folder(extracted.root)
    files = {folder / f"{state.locale}.po": text for text, state in chosen}
    files[folder / LEDGER] = ledger
    states = tuple(state for _, state in chosen)
    return Report(states=states, found=extracted.found, texts=extracted.texts), files


def status(root: Path, locales: Sequence[str]) -> Report:
    """Return the progress of the translations into `locales`; write nothing."""
    extracted = _extract(root)
    reader = SourceReader(root)
    chosen = locales or extracted.locales
    states = tuple(_updated(extracted, locale, reader)[1] for locale in chosen)
    found = tuple(dict.fromkeys((*extracted.found, *reader.found)))
    return Report(states=states, found=found, texts=extracted.texts | reader.texts)


def check(config: BuildConfig) -> Outcome:
    """Return what is stale, missing or wrong in the translations into the locales of `config`.

    The texts of slides that no talk shows are checked as well, without laying them out.
    """
    prepared = prepare(config)
    inventory = read_inventory(config.root)
    unused = Talk(
        name="(slides in no talk)",
        title=literal("", Span("deck/slides", 1)),
        locale=inventory.reading.source_locale,
        span=Span("deck/slides", 1),
        sections=(Section(literal("", Span("deck/slides", 1)), inventory.unused),),
    )
    found = dict.fromkeys((*prepared.found, *inventory.found))
    reading = replace(inventory.reading, policy=policy_of(inventory.reading, config))
    for locale in config.locales if inventory.unused else ():
        found |= dict.fromkeys(check_translations(unused, locale, reading))
    texts = {**inventory.reading.texts, **prepared.texts}
    return Outcome(found=sort_diagnostics(found), texts=texts, talks=prepared.talks)


def translated_into(root: Path) -> tuple[str, ...]:
    """Return the locales that the project has, or should have, catalogues for, broken ones too."""
    reading = read_project(root, ())
    return tuple(locale for locale in reading.locales if locale != reading.source_locale)


def table(report: Report) -> Iterator[str]:
    """Yield the states of a report as lines of a table."""
    if not report.states:
        yield "nothing is translated; `diptych locale add TAG` starts a translation"
        return
    yield f"{'LOCALE':<10}{'TRANSLATED':>14}{'FUZZY':>8}{'MISSING':>9}{'OBSOLETE':>10}  CATALOGUE"
    for state in report.states:
        share = f"{state.translated} ({100 * state.translated // max(1, state.total)} %)"
        yield (
            f"{state.locale:<10}{share:>14}{state.fuzzy:>8}{state.missing:>9}"
            f"{state.obsolete:>10}  {state.file}"
        )
        for slide in state.overridden:
            yield f"{'':<10}{slide} has a file of its own"


class _Extracted(Struct, frozen=True, kw_only=True):
    """The messages of a project, and its locales."""

    root: Path
    messages: tuple[Message, ...]
    slides: tuple[Slide, ...]
    locales: tuple[str, ...]
    """Those that have, or should have, catalogues."""
    glossary: Glossary
    source_locale: str
    found: tuple[Diagnostic, ...]
    texts: dict[str, str]
    stops: bool
    """Whether there is an error outside of slides that no talk uses."""
    unread: frozenset[str]
    """Slides in no talk that cannot be read: which of their messages remain is unknown."""


def _extract(root: Path) -> _Extracted:
    inventory = read_inventory(root)
    reading = inventory.reading
    unused = {slide.span.file for slide in inventory.unused}
    laid_out = []
    for read in reading.talks:
        talk = resolve_source(read, reading).talk
        version = Version(talk, read.theme, talk.source_locale)
        ((made, _),) = lay_out((version,), (version.locale,), arrangements=arrangements)
        laid_out.append(made)
    extracted = messages(
        (read.theme for read in reading.talks),
        [read.talk for read in reading.talks],
        inventory.slides,
        reading.catalogues.ledger,
        rooms_of(laid_out),
    )
    return _Extracted(
        root=root,
        messages=tuple(_with_given(message, reading) for message in extracted),
        slides=inventory.slides,
        locales=tuple(reading.catalogues.by_locale),
        glossary=reading.glossary,
        source_locale=reading.source_locale,
        found=inventory.found,
        texts=dict(reading.texts),
        stops=any(found.is_error and _file(found) not in unused for found in inventory.found),
        unread=frozenset(slide.source_id for slide in inventory.unused if slide.broken),
    )


def _file(found: Diagnostic) -> str:
    return found.span.file if found.span is not None else ""


def _with_given(message: Message, reading: Reading) -> Message:
    """Return a message, with the locales into which its library translates it, if it has one."""
    if not _is_from_library(message):
        return message
    given = tuple(
        locale
        for locale, catalogue in reading.catalogues.by_locale.items()
        if (entry := catalogue.entries.get(message.context)) is not None
        and entry.span.file != catalogue.file
        and unwrapped(entry.source) == unwrapped(message.source)
        and entry.translation.text
        and not entry.is_fuzzy
    )
    return replace(message, given=given)


def _is_from_library(message: Message) -> bool:
    """Return whether a message belongs to a slide of a library."""
    kind, colon, _ = _owner(message.context).partition(":")
    return bool(colon) and kind not in {"talk", "theme"}


def _updated(extracted: _Extracted, locale: str, reader: SourceReader) -> tuple[str, LanguageState]:
    """Return the text of an updated catalogue, and its state."""
    path = _folder(extracted.root) / f"{locale}.po"
    po = read_po_file(path, reader) or new_po(locale, extracted.root.name)
    catalogue = catalogue_of(po, locale, reader.name(path))
    overridden = {slide.source_id for slide in extracted.slides if locale in slide.overrides}
    wanted = [
        message
        for message in extracted.messages
        if _owner(message.context) not in overridden and locale not in message.given
    ]
    former = {_owner(message.context): message.former for message in wanted}
    merged, left_over = merge(((m.context, m.source) for m in wanted), catalogue, former)
    writer = _MessageWriter(po, TermFinder(extracted.glossary, locale))
    current = [writer.current(m, found) for m, found in zip(wanted, merged, strict=True)]
    gone = (entry for entry in left_over if _owner(entry.context) not in extracted.unread)
    obsolete = [writer.obsolete(entry) for entry in gone if writer.is_worth_keeping(entry)]
    kept = [
        writer.by_span[entry.span]
        for entry in left_over
        if _owner(entry.context) in extracted.unread
    ]
    counts = Counter(found.state for found in merged)
    state = LanguageState(
        locale=locale,
        file=reader.name(path),
        obsolete=len(obsolete),
        overridden=tuple(sorted(overridden)),
        open=tuple(
            {"context": found.context, "source": found.source, "state": found.state}
            for found in merged
            if found.state != "translated"
        ),
        translated=counts["translated"],
        fuzzy=counts["fuzzy"],
        missing=counts["missing"],
    )
    return write_po(po, (*current, *kept, *obsolete)), state


class _MessageWriter:
    """Writes the messages of one PO file, each based on the one that it replaces."""

    def __init__(self, po: PoFile, terms: TermFinder) -> None:
        self.terms = terms
        self.by_span = {message.span: message for message in po.messages}
        self.by_context = {m.context: m for m in po.messages if not m.is_obsolete}

    def current(self, message: Message, found: Merged) -> PoMessage:
        """Return a message that is in use, with the translation that was found."""
        entry = found.entry
        return set_message(
            self.by_span[entry.span] if entry else self.by_context.get(message.context),
            context=message.context,
            source=message.source,
            translation=entry.translation.text if entry else "",
            fuzzy=found.state == "fuzzy",
            previous=found.previous if found.state == "fuzzy" else None,
            extracted=(*message.facts, *self.terms.hints(message.text)),
            references=(message.text.span.file,),
        )

    def obsolete(self, entry: Entry) -> PoMessage:
        """Return a message whose source is gone."""
        old = self.by_span[entry.span]
        return set_message(
            old,
            context=entry.context,
            source=entry.source,
            translation=entry.translation.text,
            fuzzy=entry.is_fuzzy,
            previous=entry.previous,
            extracted=old.extracted,
            references=old.references,
            obsolete=True,
        )

    def is_worth_keeping(self, entry: Entry) -> bool:
        """Return whether an entry has a translation or a translator's comments."""
        return bool(entry.translation.text or self.by_span[entry.span].comments)


def _ledger_text(extracted: _Extracted, reader: SourceReader) -> str:
    """Return the ledger: every message with its id, and no translations."""
    po = read_po_file(_folder(extracted.root) / LEDGER, reader) or new_po("", extracted.root.name)
    old = {message.context: message for message in po.messages}
    kept = (message for message in po.messages if _owner(message.context) in extracted.unread)
    current = (
        set_message(
            old.get(message.context),
            context=message.context,
            source=message.source,
            translation="",
            fuzzy=False,
            previous=None,
            extracted=message.facts,
            references=(message.text.span.file,),
        )
        for message in extracted.messages
        if not _is_from_library(message) or set(extracted.locales) - set(message.given)
    )
    return write_po(po, (*current, *kept))


def _folder(root: Path) -> Path:
    return root / "deck" / "locales"


def _owner(context: str) -> str:
    return context.partition("#")[0]
