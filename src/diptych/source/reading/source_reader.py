"""Reads sources and keeps what was read in one run: texts by name, and diagnostics."""

from __future__ import annotations

import codecs
import contextlib
import copy
import os
import unicodedata
from collections.abc import Callable, Hashable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from diptych.diagnostics import Diagnostic, DiagnosticKind, Span
from diptych.markup.characters import cleaned
from diptych.markup.definitions import NO_DEFINITIONS, Definitions
from diptych.markup.plain import is_plain, plain
from diptych.memo import NO_MEMO, Form, Memo, part_of
from diptych.model.asset import Asset
from diptych.model.forms import read
from diptych.model.source_text import SourceText
from diptych.model.text import Text
from diptych.source.reading.decoding import not_utf8, unseen_characters, utf16, without_strays
from diptych.source.reading.diagnostic_kinds import (
    FOREIGN_PATH,
    TOO_MUCH,
    UNREADABLE,
)
from diptych.source.reading.kept import Kept, Written, packed
from diptych.source.reading.long_addresses import LongAddresses
from diptych.source.reading.paths import as_stored, is_there, nearby, path_below
from diptych.source.reading.web import Web
from diptych.storage.cache import JUST_SAVED, States
from diptych.storage.reading import (
    SOURCE,
    BoundError,
    ForeignError,
    Kind,
    Reader,
    SpecialError,
)

if TYPE_CHECKING:  # the parser is imported when something is parsed
    from diptych.markup.inline import Parsed

_Made = TypeVar("_Made")


class SourceReader:
    """Opens files below a root, and keeps what it read for diagnostics and for the next build."""

    def __init__(
        self,
        root: Path,
        *,
        shown_from: Path | None = None,
        trusted: tuple[Path, ...] = (),
        allowed: tuple[Path, ...] = (),
        lenient: bool = False,
        web: Web | None = None,
        memo: Memo = NO_MEMO,
    ) -> None:
        self.lenient = lenient
        """Whether problems that lose no words are warnings: the file may be for another tool."""
        self.web = web
        """What has been fetched from the web; None if nothing there may be named."""
        self.addresses: dict[str, None] = {}
        """The addresses of pictures, in order."""
        self.root = root.resolve()
        self._roots = tuple(dict.fromkeys((self.root, root.absolute())))
        self.trusted = tuple(folder.resolve() for folder in trusted)
        """Readable folders outside the project: those that come with Diptych."""
        self.reader = Reader((root, *trusted, *allowed, *(web.folders if web else ())))
        """Reads below these and other `allowed` folders; nothing else reads sources."""
        self.shown_from = (shown_from or Path.cwd()).resolve()
        self.texts: dict[str, str] = {}
        self.whole_texts: dict[str, str] = {}
        """All that has been read, where `texts` is that of one result."""
        self.project_paths: dict[str, str] = {}
        """Paths of files in the project by their names in spans, which, unlike the paths, depend on
        the working directory."""
        self.found: list[Diagnostic] = []
        self.long_addresses = LongAddresses()
        self.footnotes: dict[tuple[str, str], Text] = {}
        """Inline notes, `^[...]`, by file and label."""
        self.known_names: dict[Path, str] = {}
        self.language = "en"
        """The language of what is read, whose quotation marks straight ones become."""
        self.locales: tuple[str, ...] = ()
        """The locales for which pictures may have variants."""
        self.shown_as: tuple[Path, str] | None = None
        """A folder outside the project, and its path as an author would type it."""
        self.pictures: dict[Path, Asset | None] = {}
        """Pictures that have been measured; None if damaged, which has been reported."""
        self._is_storing = False
        """Whether something is made for later builds, with all its parts."""
        self.flawed: set[Path] = set()
        """Pictures about which something has been reported, once for all slides that show them."""
        self._paths: dict[str, Path] = {}
        self._made: dict[Path, tuple[Any, set[Path]]] = {}
        self.memo = memo
        """Results of earlier runs for files that may be unchanged."""
        self._abouts: dict[tuple[object, ...], tuple[object, ...]] = {}
        """What all values depend on besides what they are made of, each once."""
        self._touched: set[Path] | None = None
        """Files read or looked for in making a value that is going to be kept."""

    def name(self, path: Path) -> str:
        """Return `path` as the author would type it in the working directory."""
        if path not in self.known_names:
            self.known_names[path] = self._named(path.absolute())
        return self.known_names[path]

    def _named(self, path: Path) -> str:
        plain = Path(os.path.normpath(path))
        path = plain if path_below(plain, self._roots) is not None else path
        home = path_below(path, self._roots)
        name = (
            self._elsewhere(path) or path_below(path, (self.shown_from,)) or home or path.as_posix()
        )
        if home is not None:
            self.project_paths[name] = home
        return name

    def _elsewhere(self, path: Path) -> str | None:
        """Return the name of a path in the folder `shown_as`; None if it is elsewhere."""
        if self.shown_as is None or not path.is_relative_to(self.shown_as[0]):
            return None
        return f"{self.shown_as[1]}/{path.relative_to(self.shown_as[0]).as_posix()}"

    def once(self, path: Path, make: Callable[[], _Made]) -> _Made:
        """Return the result of `make` for the file at `path`, made and reported once in a run."""
        if path not in self._made:
            touched, self._touched = self._touched, set()
            self._made[path] = (make(), self._touched)
            self._touched = touched
        made, files = self._made[path]
        if self._touched is not None:
            self._touched |= files
        value: _Made = made
        return value

    def again(
        self,
        place: tuple[str, *tuple[Hashable, ...]],
        made_of: object,
        make: Callable[[], _Made],
        form: Form[_Made] | None = None,
        *,
        memo: Memo | None = None,
    ) -> _Made:
        """Return the result of `make`, or an earlier one if `made_of` and its files are the same.

        A result with diagnostics is never kept, so it is always made again. If there is a form,
        which unpacks given this reader and the paths of pictures, later builds have it too, unless
        it is part of another such result. `memo` is where to keep it, if not with the run's others.
        """
        memo = memo or self.memo
        recall = (type(self).again, place, self.locales, self.language, self.lenient)
        kept: Kept | None = memo.look(recall, made_of)
        if kept is None or not self._is_same(kept.files):
            kept = self._made_or_stored(place, made_of, make, form)
            if kept.is_sound:
                memo.keep(recall, made_of, kept)
        self.footnotes |= kept.footnotes
        self.texts |= kept.texts
        self.pictures |= kept.pictures
        self.project_paths |= kept.paths
        value: _Made = kept.value
        return value

    def _made_or_stored(
        self,
        place: tuple[str, *tuple[Hashable, ...]],
        made_of: object,
        make: Callable[[], _Made],
        form: Form[_Made] | None,
    ) -> Kept:
        store = self.memo.store
        if form is None or store is None or self._is_storing:
            return self._recorded(make)
        shown = (self.shown_from, self.shown_as)
        inputs = (self.root, *shown, self.locales, self.language, self.lenient)
        about = self._abouts.setdefault(inputs, inputs)  # the same object has a known hash
        key = self.memo.key("read", about, *place, made_of)
        data = store.get(part_of(place), key) if key is not None else None
        kept = self._stored(data, form) if data is not None else None
        if kept is None:
            self._is_storing = True
            try:
                kept = self._recorded(make)
            finally:
                self._is_storing = False
            data = packed(kept, form, self.memo)
            if key is not None and data is not None:
                store.put(part_of(place), key, data)
        return kept

    def _stored(self, data: bytes, form: Form[Any]) -> Kept | None:
        """Return the result of an earlier build, if it is undamaged and the files are unchanged."""
        try:
            found: Written = read(data, Written)
            files = {self._path(path): state for path, state in found.files.items()}
            if not self._is_same(files):
                return None
            pictures = tuple(map(Path, found.pictures))
            value = form.unpack(found.value, self, pictures)
            for part, known in zip(form.hashed(value), found.hashes, strict=True):
                self.memo.know(part, known)
        except ValueError:
            return None
        return Kept(
            value=value,
            footnotes={(file, label): text for file, label, text in found.footnotes},
            texts=found.texts,
            pictures={path: self.pictures.get(path) for path in pictures},
            files=files,
            paths=found.paths,
            is_sound=True,
        )

    def _path(self, written: str) -> Path:
        """Return the path of `written`; folders are shared by the files in them."""
        path = self._paths.get(written)
        if path is None:
            path = self._paths[written] = Path(written)
        return path

    def _recorded(self, make: Callable[[], _Made]) -> Kept:
        reported, footnotes, texts = len(self.found), self.footnotes, self.texts
        touched = self._touched
        self.footnotes, self.texts, self._touched = {}, {}, set()
        value = make()
        # Paths are shared by all that depend on them, as comparing equal ones takes long.
        shared = (self._paths.setdefault(str(path), path) for path in self._touched)
        files = {path: self.files[path] for path in shared}
        paths = self.project_paths
        kept = Kept(
            value=value,
            footnotes=self.footnotes,
            texts=self.texts,
            pictures={path: self.pictures[path] for path in files if path in self.pictures},
            files=files,
            paths={name: paths[name] for name in self.texts if name in paths},
            is_sound=len(self.found) == reported
            and JUST_SAVED not in files.values()
            and self.flawed.isdisjoint(files),
        )
        self.footnotes, self.texts = footnotes, texts
        self._touched = None if touched is None else touched | self._touched
        return kept

    def _is_same(self, files: States) -> bool:
        if not self.reader.are_still(files):
            return False
        if self._touched is not None:
            self._touched |= files.keys()
        return True

    def within(self, root: Path, shown_as: str) -> SourceReader:
        """Return a reader that reads only below `root`, and shares all records with this one."""
        inner = copy.copy(self)
        inner.known_names = {}
        inner.root, inner.trusted = root.resolve(), ()
        inner.reader = self.reader.below(root)
        inner.shown_as = (root.absolute(), Path(shown_as).as_posix())
        return inner

    @contextlib.contextmanager
    def silent(self) -> Iterator[None]:
        """Report nothing meanwhile: what is read then is only needed for comparison."""
        reported = len(self.found)
        yield
        del self.found[reported:]

    def report(
        self,
        kind: DiagnosticKind,
        span: Span | None,
        message: str,
        hint: str | None = None,
        *,
        subject: str = "",
    ) -> None:
        """Add a diagnostic; `subject` names it in a list of several."""
        self.take(kind.at(span, message, hint=hint, subject=subject))

    def take(self, found: Diagnostic) -> None:
        """Add a diagnostic that was made elsewhere."""
        self.found.append(found.eased() if self.lenient else found)

    @property
    def errors(self) -> int:
        """Return how many errors have been found so far."""
        return sum(found.is_error for found in self.found)

    @property
    def files(self) -> dict[Path, str | None]:
        """Return every file that was read or looked for, with its state before that."""
        return self.reader.states

    def note(self, path: Path) -> None:
        """Record the state of a file or folder before it is read or looked for."""
        if self._touched is not None:
            self._touched.add(path)
        self.reader.note(path)

    def has(self, path: Path) -> bool:
        """Return whether there is a file or folder, and record that it was looked for."""
        self.note(path)
        return self.files[path] is not None

    def has_file(self, path: Path) -> bool:
        """Return whether there is a file, and record that it was looked for."""
        stored = as_stored(path)
        self.note(path)
        self.note(stored)
        return is_there(stored)

    def listed(self, folder: Path) -> frozenset[str]:
        """Return the names in a folder; none, with a report, if it cannot be read."""
        try:
            self.note(folder)
            return self.reader.names(folder)
        except OSError as error:
            self._report_unread(folder, error, None)
            return frozenset()

    def files_below(self, folder: Path) -> list[Path]:
        """Return the files below `folder`, as `Reader` does; none, with a report, if it fails."""
        try:
            return self.reader.files_below(folder)
        except OSError as error:
            self._report_unread(folder, error, None)
            return []

    def read_text(
        self,
        path: Path,
        kind: Kind = SOURCE,
        *,
        wanted_by: Span | None = None,
        as_it_is: bool = False,
        is_tolerant: bool = False,
    ) -> str | None:
        """Return the text of a UTF-8 file; report it and return None if it cannot be read.

        It is composed (Unicode NFC), since macOS may decompose Hangul, which could then not be
        measured, compared or found. Line ends become newlines and forbidden characters are
        replaced, unless it is read `as_it_is`; a few of these are left out if it `is_tolerant`.
        """
        data = self.read_bytes(path, kind, wanted_by=wanted_by)
        if data is None:
            return None
        name = self.name(path)
        data = data.removeprefix(codecs.BOM_UTF8)
        try:
            written = unicodedata.normalize("NFC", data.decode())
        except UnicodeDecodeError as error:
            self.texts[name] = data.decode("utf-8", "replace")
            self.take(not_utf8(data, name, error))
            return None
        text = written.replace("\r\n", "\n").replace("\r", "\n")
        self.texts[name] = text
        self.whole_texts[name] = text
        if as_it_is:
            return written
        if (found := utf16(text, name)) is not None:
            self.take(found)
            return None
        if is_tolerant:
            text, strays = without_strays(text, name)
            for stray in strays:
                self.take(stray)
        for unseen in unseen_characters(text, name):
            self.take(unseen)
        return cleaned(text)

    def read_source(
        self, path: Path, *, wanted_by: Span | None = None, is_tolerant: bool = False
    ) -> str | None:
        """Return the text of slides, with the pictures written out in it kept aside."""
        text = self.read_text(path, wanted_by=wanted_by, is_tolerant=is_tolerant)
        return text and self.long_addresses.kept_from(text)

    def read_bytes(
        self, path: Path, kind: Kind, *, wanted_by: Span | None = None, below: Path | None = None
    ) -> bytes | None:
        """Return the content of a file; report it and return None if it cannot be read.

        It must be in the project, or in its folder `below`.
        """
        try:
            stored = as_stored(path)
            self.note(stored)
            return self._reader(below).read(stored, kind)
        except OSError as error:
            self._report_unread(path, error, wanted_by)
            return None

    def content(self, path: Path, kind: Kind) -> bytes | None:
        """Return the content of a file; None if it cannot be read for any reason."""
        try:
            stored = as_stored(path)
            self.note(stored)
            return self.reader.read(stored, kind)
        except OSError:
            return None

    def owns(self, path: Path, *, below: Path | None = None) -> bool:
        """Return whether `path`, with symbolic links resolved, is in the project, or in `below`."""
        return self._reader(below).owns(path)

    def _reader(self, below: Path | None) -> Reader:
        return self.reader if below is None else self.reader.below(below)

    def markdown(self, place: SourceText, definitions: Definitions = NO_DEFINITIONS) -> Text:
        """Return the inline Markdown at `place`, and report what is wrong with it."""
        if is_plain(place.text):
            return plain(place)
        from diptych.markup.inline import parse_inline

        return self.parsed(parse_inline(place, definitions, locale=self.language)).text

    def plain(self, place: SourceText) -> Text:
        """Return the text at `place`, parsed only for variables."""
        from diptych.markup.inline import parse_plain

        return self.parsed(parse_plain(place)).text

    def parsed(self, parsed: Parsed) -> Parsed:
        """Return `parsed`, and report what is wrong with it."""
        for found in parsed.found:
            self.take(found)
        file = parsed.text.span.file
        self.footnotes |= {(file, label): text for label, text in parsed.footnotes}
        return parsed

    def _report_unread(self, path: Path, error: OSError, wanted_by: Span | None) -> None:
        file = f"file `{self.name(path)}`"
        if isinstance(error, ForeignError):
            message = f"{file} is outside {self.bounds}, or a link to outside"
            self.report(FOREIGN_PATH, wanted_by, message, self.remedy)
        elif isinstance(error, BoundError):
            message = f"`{self.name(Path(error.filename))}` {error.strerror}"
            self.report(TOO_MUCH, wanted_by, message, "remove what no talk needs, or split it")
        elif isinstance(error, SpecialError):
            hint = "use an ordinary file; folders, pipes and devices cannot be read"
            self.report(UNREADABLE, wanted_by, f"{file} is not an ordinary file", hint)
        elif isinstance(error, FileNotFoundError):
            self.report(UNREADABLE, wanted_by, f"{file} does not exist", nearby(path))
        else:
            hint = "check that you have permission to read it"
            self.report(UNREADABLE, wanted_by, f"{file} cannot be read", hint)

    @property
    def bounds(self) -> str:
        """Return the description of where files must be."""
        return "the talk's folder and git repository" if self.lenient else "the project"

    @property
    def remedy(self) -> str:
        """Return the hint for a file that is outside of that."""
        if self.lenient:
            return "move it next to the talk, or allow its folder: `--allow-path DIR`"
        return "put the file itself in the project"
