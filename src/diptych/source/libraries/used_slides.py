"""Slides of other projects used in a talk, with everything that they need, checked by the lock."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from diptych.blocks.chart import Chart
from diptych.blocks.code import Code
from diptych.blocks.table import Table
from diptych.diagnostics import Span, nearest
from diptych.model.asset import Asset
from diptych.model.catalogue import Catalogue, Entry, Glossary
from diptych.model.deck import Reference, Slide
from diptych.model.text import Citation
from diptych.model.walk import blocks_of, texts, values_of
from diptych.source.catalogues.glossary import read_glossary
from diptych.source.catalogues.project_catalogues import Catalogues, read_catalogues
from diptych.source.libraries.declared import (
    COPIES,
    DECK,
    Declared,
    home_of,
    leads_back,
    locales_in,
)
from diptych.source.libraries.diagnostic_kinds import (
    BAD_LIBRARY,
    CHANGED_LIBRARY,
    LIBRARY_CYCLE,
    MISSING_LIBRARY,
    UNKNOWN_LIBRARY,
    UNLOCKED_LIBRARY,
)
from diptych.source.libraries.lock import LOCK, Locked, read_lock
from diptych.source.overrides import override_files
from diptych.source.reading.diagnostic_kinds import DUPLICATE_REFERENCE, FOREIGN_PATH
from diptych.source.reading.source_reader import SourceReader
from diptych.source.references import read_project_references
from diptych.source.slides.slide_files import slide_path
from diptych.storage.reading import PICTURE, names_in

_VERIFY = "`diptych library verify` records what is used, or reports what differs"


class Opened(Struct, frozen=True, kw_only=True):
    """A library that has been opened, so that its slides can be read."""

    name: str
    root: Path
    reader: SourceReader
    locales: tuple[str, ...]
    """The locales that the library declares."""
    locked: Locked | None

    @property
    def prefix(self) -> str:
        """Return the prefix of its slides' ids."""
        return f"{self.name}:"

    @property
    def slides(self) -> Path:
        """Return its folder of slides."""
        return self.root / "deck" / "slides"


class Libraries:
    """Opens the libraries of one project, and records which of their slides are used."""

    def __init__(
        self,
        root: Path,
        declared: Mapping[str, Declared],
        source_locale: str,
        reader: SourceReader,
        copies: Mapping[str, Path] | None = None,
    ) -> None:
        self.root = root
        self.declared = declared
        self.source_locale = source_locale
        self.reader = reader
        self.copies = copies
        """Folders to read libraries from instead, without checking the lock; None for a build."""
        errors = reader.errors
        self.lock = read_lock(root, reader) if declared else {}
        self.has_whole_lock = reader.errors == errors
        """False if it could not be read, so that it is unknown what is missing in it."""
        self.opened: dict[str, Opened | None] = {}
        self.used: dict[str, dict[str, str]] = {}
        """The hashes of the slides that are used, by library and id."""
        self._references: dict[str, dict[str, Reference]] = {}

    def open(self, name: str, span: Span) -> Opened | None:
        """Return the library for `name:slide` at `span`; None, with a report, if unavailable."""
        if name not in self.declared:
            if name not in self.opened:
                hint = nearest(name, self.declared, what="library")
                if not self.declared:
                    hint = f"`diptych library add {name} SOURCE` declares it"
                self.reader.report(UNKNOWN_LIBRARY, span, f"there is no library `{name}`", hint)
            return self.opened.setdefault(name, None)
        if self.declared[name].is_broken:
            return None
        if name not in self.opened:
            self.opened[name] = self._open(self.declared[name])
        return self.opened[name]

    def resolve_slide(self, slide: Slide, library: Opened, span: Span) -> Slide:
        """Return a slide of `library` under its id in this project, checked against the lock."""
        if not slide.broken:
            now = slide_hash(slide, library)
            self.used.setdefault(library.name, {})[slide.id] = now
            if library.locked is not None and self.copies is None:
                self._compare(slide.id, now, library, library.locked, span)
        named = f"{library.prefix}{slide.id}"
        overrides = {
            locale: replace(override, id=named) for locale, override in slide.overrides.items()
        }
        return replace(slide, id=named, overrides=overrides)

    def with_references(
        self, own: Mapping[str, Reference], slides: Iterable[Slide]
    ) -> Mapping[str, Reference]:
        """Return the references of a talk: the project's, and those cited by library slides."""
        merged = dict(own)
        for slide in slides:
            library = self._library_of(slide)
            theirs = self._references_of(library) if library is not None else {}
            for key in cited(slide) if theirs else ():
                if key in theirs:
                    self._merge(merged, theirs[key])
        return merged

    def with_catalogues(self, own: Catalogues) -> Catalogues:
        """Return the catalogues with the libraries' translations of the slides that are used.

        The project's own translations of `name:slide` take precedence. Message ids are those of the
        library.
        """
        by_locale, ledger = dict(own.by_locale), dict(own.ledger)
        for library in self._in_use():
            folder = library.root / "deck" / "locales"
            theirs = read_catalogues(folder, by_locale, library.reader)
            owners = {f"{library.prefix}{slide}" for slide in self.used.get(library.name, ())}
            for owner in owners:
                known = theirs.ledger.get(owner.removeprefix(library.prefix), {})
                named = {f"{library.prefix}{context}": source for context, source in known.items()}
                ledger[owner] = {**ledger.get(owner, {}), **named}
            for locale, catalogue in theirs.by_locale.items():
                entries = _entries_for(owners, catalogue, library.prefix)
                by_locale[locale] = _merged(by_locale[locale], entries)
        return Catalogues(by_locale=by_locale, ledger=ledger)

    def with_glossary(self, own: Glossary, locales: tuple[str, ...]) -> Glossary:
        """Return the glossary with the terms of libraries that it does not have."""
        terms = {term.term.lower(): term for term in own}
        for library in self._in_use():
            named = tuple(dict.fromkeys((*locales, *library.locales)))
            path = library.root / "deck" / "glossary.yaml"
            for term in read_glossary(path, named, library.reader):
                terms.setdefault(term.term.lower(), term)
        return (*own, *(term for term in terms.values() if term not in own))

    def copy_of(self, declared: Declared) -> Path:
        """Return the folder from which a library is read, whether or not it exists."""
        if self.copies is not None and declared.name in self.copies:
            return self.copies[declared.name]
        return home_of(self.root, declared, self.reader)

    def _in_use(self) -> Iterator[Opened]:
        return (library for library in self.opened.values() if library is not None)

    def _library_of(self, slide: Slide) -> Opened | None:
        return (
            self.opened.get(slide.source_id.partition(":")[0]) if ":" in slide.source_id else None
        )

    def _open(self, declared: Declared) -> Opened | None:
        root = self.copy_of(declared)
        if root == self.root / COPIES / declared.name and not self.reader.owns(root):
            message = f"the copy of library `{declared.name}` is a link to outside the project"
            hint = f"remove the link, then `diptych library update {declared.name}`"
            self.reader.report(FOREIGN_PATH, declared.span, message, hint)
            return None
        if not self.reader.has_file(root / DECK):
            self._report_absent(declared)
            return None
        cycle = leads_back(self.root, root)
        if cycle:
            message = f"library `{declared.name}` leads back to this project: {cycle}"
            hint = "move what both use into a third project"
            self.reader.report(LIBRARY_CYCLE, declared.span, message, hint)
            return None
        locked = self.lock.get(declared.name)
        if self.copies is None and self.has_whole_lock and not self._is_locked(declared, locked):
            return None
        inner = self.reader.within(root, self._shown(declared, root))
        source_locale, locales = locales_in(root, inner)
        if source_locale != self.source_locale:
            message = f"library `{declared.name}` is written in `{source_locale}`"
            hint = f"this project is written in `{self.source_locale}`; the languages must match"
            self.reader.report(BAD_LIBRARY, declared.span, message, hint)
            return None
        return Opened(name=declared.name, root=root, reader=inner, locales=locales, locked=locked)

    def _shown(self, declared: Declared, root: Path) -> str:
        """Return the name of a library's folder in diagnostics."""
        if self.copies is not None and declared.name in self.copies:
            root = home_of(self.root, declared, self.reader)
        name = self.reader.name(root)
        return os.path.relpath(root, self.reader.shown_from) if Path(name).is_absolute() else name

    def _report_absent(self, declared: Declared) -> None:
        if declared.is_git:
            message = f"library `{declared.name}` has no local copy"
            hint = f"`diptych library update {declared.name}` fetches it; builds never do"
        else:
            message = (
                f"library `{declared.name}`: there is no deck/deck.yaml in `{declared.source}`"
            )
            hint = "give the folder of a Diptych project, relative to this project's folder"
        self.reader.report(MISSING_LIBRARY, declared.span, message, hint)

    def _is_locked(self, declared: Declared, locked: Locked | None) -> bool:
        if locked is not None and locked.source == declared.source:
            return True
        message = f"library `{declared.name}` is not in {LOCK.as_posix()}"
        if locked is not None:
            message = f"{LOCK.as_posix()} has library `{declared.name}` from `{locked.source}`"
        hint = f"`diptych library update {declared.name}` updates the lock"
        self.reader.report(UNLOCKED_LIBRARY, declared.span, message, hint)
        return False

    def _compare(self, slide: str, now: str, library: Opened, locked: Locked, span: Span) -> None:
        named = f"{library.prefix}{slide}"
        if slide not in locked.slides:
            message = f"slide `{named}` is not in {LOCK.as_posix()} yet"
            self.reader.report(UNLOCKED_LIBRARY, span, message, _VERIFY)
        elif locked.slides[slide] != now:
            message = f"slide `{named}` is not as recorded in {LOCK.as_posix()}"
            hint = f"`diptych library update {library.name}` shows the changes, and accepts them"
            self.reader.report(CHANGED_LIBRARY, span, message, hint)

    def _references_of(self, library: Opened) -> Mapping[str, Reference]:
        if library.name not in self._references:
            deck = library.root / "deck"
            self._references[library.name] = read_project_references(deck, library.reader)
        return self._references[library.name]

    def _merge(self, merged: dict[str, Reference], theirs: Reference) -> None:
        ours = merged.setdefault(theirs.key, theirs)
        if replace(ours, span=theirs.span) != theirs:
            place = f"{theirs.span.file}:{theirs.span.line}"
            message = f"reference `{theirs.key}` is a different one in `{place}`"
            hint = "rename the one here, or make them the same"
            self.reader.report(DUPLICATE_REFERENCE, ours.span, message, hint)
            merged[theirs.key] = replace(theirs, span=ours.span)


def slide_hash(slide: Slide, library: Opened) -> str:
    """Return the hash of everything in a slide: its file, its overrides, pictures, listed files."""
    path = slide_path(library.slides, slide.id)
    files = [path] if path is not None else []
    files += override_files(path, library.reader) if path is not None else []
    shown = {id(asset) for asset in values_of(slide, Asset)}
    pictures = [file for file, asset in library.reader.pictures.items() if id(asset) in shown]
    for picture in pictures:
        begin, end = f"{picture.stem}.", picture.suffix
        beside = (name for name in names_in(picture.parent) if name.startswith(begin))
        files += (picture, *(picture.with_name(name) for name in beside if name.endswith(end)))
    lines = {
        f"{Path(os.path.relpath(file, library.root)).as_posix()} {_sha256(data)}"
        for file in files
        if (data := library.reader.content(file, PICTURE)) is not None
    }
    lines |= {
        f"listing {_sha256(chr(10).join(code.lines).encode())}"
        for code in blocks_of((slide, *slide.overrides.values()), Code)
        if code.start is not None
    }
    lines |= {
        f"table {_sha256(chr(10).join(text.source for text in texts(table)).encode())}"
        for table in blocks_of((slide, *slide.overrides.values()), Table)
        if table.source is not None
    }
    lines |= {
        f"chart {_sha256(repr(chart.shown).encode())}"
        for chart in blocks_of((slide, *slide.overrides.values()), Chart)
        if chart.file
    }
    return _sha256("\n".join(sorted(lines)).encode())


def cited(slide: Slide) -> dict[str, None]:
    """Return the keys of the references that a slide cites or lists, each once."""
    keys = dict.fromkeys(key for key, _ in slide.refs)
    for text in texts(slide):
        for inline in text.inlines:
            if isinstance(inline, Citation):
                keys |= dict.fromkeys(inline.keys)
    return keys


def _entries_for(owners: Iterable[str], catalogue: Catalogue, prefix: str) -> list[Entry]:
    """Return the entries of a library's catalogue for the slides that are used."""
    wanted = frozenset(owners)
    named = (
        replace(entry, context=f"{prefix}{entry.context}") for entry in catalogue.entries.values()
    )
    return [entry for entry in named if entry.context.partition("#")[0] in wanted]


def _merged(own: Catalogue, theirs: Iterable[Entry]) -> Catalogue:
    """Return the project's catalogue with a library's entries; its own translations win.

    Library entries that lose can still be found by their text, like obsolete ones.
    """
    entries, others = dict(own.entries), list(own.obsolete)
    for entry in theirs:
        ours = entries.get(entry.context)
        if ours is None or not ours.translation.text:
            entries[entry.context] = entry
        else:
            others.append(entry)
    return replace(own, entries=entries, obsolete=tuple(others))


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
