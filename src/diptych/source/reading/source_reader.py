"""Everything read in one run: the texts, by the name an author knows them by, and the findings."""

from __future__ import annotations

import codecs
import copy
import os
import unicodedata
from collections.abc import Callable, Collection, Hashable, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from msgspec import Struct

from diptych.diagnostics import Diagnostic, DiagnosticKind, Span, nearest
from diptych.markup.characters import FORBIDDEN, cleaned, name_of
from diptych.markup.inline import Parsed, parse_inline, parse_plain
from diptych.markup.rules import NO_DEFINITIONS, Definitions
from diptych.memo import NO_MEMO, Memo
from diptych.model.asset import Asset
from diptych.model.source_text import SourceText
from diptych.model.text import Text
from diptych.source.reading.diagnostic_kinds import (
    FORBIDDEN_CHARACTER,
    FOREIGN_PATH,
    NOT_UTF8,
    TOO_MUCH,
    UNREADABLE,
)
from diptych.source.reading.lenience import demoted
from diptych.storage.cache import JUST_SAVED, States
from diptych.storage.reading import (
    SOURCE,
    BoundError,
    ForeignError,
    Kind,
    Reader,
    SpecialError,
    names_in,
)

_Made = TypeVar("_Made")

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_REPORTED = 20
"""Forbidden characters of one file that are reported; a file with more is not text."""


class _Kept(Struct, frozen=True, kw_only=True):
    """What was made of a text and of files, and what a reader learned on the way."""

    value: Any
    footnotes: Mapping[tuple[str, str], Text]
    texts: Mapping[str, str]
    pictures: Mapping[Path, Asset | None]
    files: States
    is_sound: bool
    """Whether nothing was reported, and the files would show it if they changed."""


class SourceReader:
    """Opens files below a root and keeps what it read, for diagnostics and for the next build."""

    def __init__(
        self,
        root: Path,
        *,
        shown_from: Path | None = None,
        trusted: tuple[Path, ...] = (),
        allowed: tuple[Path, ...] = (),
        lenient: bool = False,
        memo: Memo = NO_MEMO,
    ) -> None:
        self.lenient = lenient
        """Whether what loses no words is a warning: the file may be of another tool."""
        self.root = root.resolve()
        self._roots = tuple(dict.fromkeys((self.root, root.absolute())))
        self.trusted = tuple(folder.resolve() for folder in trusted)
        """Folders outside the project that may be read too: what Diptych brings along."""
        self.reader = Reader((root, *trusted, *allowed))
        """Reads below these and what else is `allowed`; nothing else reads a source."""
        self.shown_from = (shown_from or Path.cwd()).resolve()
        self.texts: dict[str, str] = {}
        self.project_paths: dict[str, str] = {}
        """Where in the project the files stand that spans name: a span's name depends on where the
        author stands, this does not."""
        self.found: list[Diagnostic] = []
        self.footnotes: dict[tuple[str, str], Text] = {}
        """Notes written in place, `^[...]`, by file and label."""
        self.known_names: dict[Path, str] = {}
        self.locales: tuple[str, ...] = ()
        """The locales that a picture may have a variant for."""
        self.shown_as: tuple[Path, str] | None = None
        """A folder outside the project, and how an author would type it."""
        self.pictures: dict[Path, Asset | None] = {}
        """Pictures that were measured already; None: damaged, which is reported."""
        self._made: dict[Path, tuple[Any, set[Path]]] = {}
        self.memo = memo
        """What earlier runs made of files that may not have changed."""
        self._touched: set[Path] | None = None
        """Files that were read or looked for since something to be kept is being made."""

    def name(self, path: Path) -> str:
        """Return `path` as the author would type it from where they stand."""
        if path not in self.known_names:
            self.known_names[path] = self._named(path.absolute())
        return self.known_names[path]

    def _named(self, path: Path) -> str:
        home = _below(path, self._roots)
        name = self._elsewhere(path) or _below(path, (self.shown_from,)) or home or path.as_posix()
        if home is not None:
            self.project_paths[name] = home
        return name

    def _elsewhere(self, path: Path) -> str | None:
        """Return the name of what lies in the folder that has one of its own."""
        if self.shown_as is None or not path.is_relative_to(self.shown_as[0]):
            return None
        return f"{self.shown_as[1]}/{path.relative_to(self.shown_as[0]).as_posix()}"

    def once(self, path: Path, make: Callable[[], _Made]) -> _Made:
        """Return what `make` makes of the file at `path`, made and reported once in a run."""
        if path not in self._made:
            touched, self._touched = self._touched, set()
            self._made[path] = (make(), self._touched)
            self._touched = touched
        made, files = self._made[path]
        if self._touched is not None:
            self._touched |= files
        value: _Made = made
        return value

    def again(self, place: Hashable, made_of: object, make: Callable[[], _Made]) -> _Made:
        """Return what `make` makes of `made_of` and of files it reads, if these are as they were.

        What was reported is not kept: whatever has something wrong with it is made anew.
        """
        recall = (type(self).again, place, self.locales, self.lenient)
        kept: _Kept | None = self.memo.look(recall, made_of)
        if kept is None or not self._is_same(kept.files):
            kept = self._recorded(make)
            if kept.is_sound:
                self.memo.keep(recall, made_of, kept)
        self.footnotes |= kept.footnotes
        self.texts |= kept.texts
        self.pictures |= kept.pictures
        value: _Made = kept.value
        return value

    def _recorded(self, make: Callable[[], _Made]) -> _Kept:
        reported, footnotes, texts = len(self.found), self.footnotes, self.texts
        touched = self._touched
        self.footnotes, self.texts, self._touched = {}, {}, set()
        value = make()
        files = {path: self.files[path] for path in self._touched}
        kept = _Kept(
            value=value,
            footnotes=self.footnotes,
            texts=self.texts,
            pictures={path: self.pictures[path] for path in files if path in self.pictures},
            files=files,
            is_sound=len(self.found) == reported and JUST_SAVED not in files.values(),
        )
        self.footnotes, self.texts = footnotes, texts
        self._touched = None if touched is None else touched | self._touched
        return kept

    def _is_same(self, files: States) -> bool:
        if not self.reader.are_still(files):
            return False
        for path in files:
            self.name(path)  # which makes known where in the project it is
        if self._touched is not None:
            self._touched |= files.keys()
        return True

    def within(self, root: Path, shown_as: str) -> SourceReader:
        """Return a reader that reads only below `root`, and keeps all it has with this one."""
        inner = copy.copy(self)
        inner.known_names = {}
        inner.root, inner.trusted = root.resolve(), ()
        inner.reader = self.reader.below(root)
        inner.shown_as = (root.absolute(), Path(shown_as).as_posix())
        return inner

    def report(
        self,
        fault: DiagnosticKind,
        span: Span | None,
        message: str,
        hint: str | None = None,
        *,
        subject: str = "",
    ) -> None:
        """Keep a finding; `subject` is what a list of several would name."""
        self._keep(fault.at(span, message, hint=hint, subject=subject))

    def _keep(self, found: Diagnostic) -> None:
        self.found.append(demoted(found) if self.lenient else found)

    @property
    def errors(self) -> int:
        """Return how many errors were found so far."""
        return sum(found.is_error for found in self.found)

    @property
    def files(self) -> dict[Path, str | None]:
        """Return every file that was read or looked for, and what it was before."""
        return self.reader.states

    def note(self, path: Path) -> None:
        """Keep what a file or folder is now, before it is read or looked for."""
        if self._touched is not None:
            self._touched.add(path)
        self.reader.note(path)

    def has_file(self, path: Path) -> bool:
        """Return whether there is something to be read, and remember that it was looked for."""
        stored = as_stored(path)
        self.note(path)
        self.note(stored)
        return is_there(stored)

    def listed(self, folder: Path) -> frozenset[str]:
        """Return the names of what is in a folder; what keeps it from being read is reported."""
        try:
            self.note(folder)
            return self.reader.names(folder)
        except OSError as error:
            self._report_unread(folder, error, None)
            return frozenset()

    def files_below(self, folder: Path) -> list[Path]:
        """Return the files in `folder` and below, as `Reader` does; bounds are reported."""
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
    ) -> str | None:
        """Return the text of a UTF-8 file, or None when it cannot be had, which is reported.

        It is composed (Unicode NFC), whatever it was typed on: a Mac writes Hangul letter by
        letter, which nothing would measure, compare or find. Lines end in a newline and forbidden
        characters are replaced, unless it is read `as_it_is`.
        """
        data = self.read_bytes(path, kind, wanted_by=wanted_by)
        if data is None:
            return None
        name = self.name(path)
        data = data.removeprefix(codecs.BOM_UTF8)
        try:
            written = unicodedata.normalize("NFC", data.decode())
        except UnicodeDecodeError as error:
            self._report_encoding(name, data, error)
            return None
        text = written.replace("\r\n", "\n").replace("\r", "\n")
        self.texts[name] = text
        if as_it_is:
            return written
        self._report_characters(name, text)
        return cleaned(text)

    def read_bytes(
        self, path: Path, kind: Kind, *, wanted_by: Span | None = None, below: Path | None = None
    ) -> bytes | None:
        """Return the content of a file, or None when it cannot be had, which is reported.

        It must be in the project, or `below` a folder of it.
        """
        try:
            stored = as_stored(path)
            self.note(stored)
            return self._reader(below).read(stored, kind)
        except OSError as error:
            self._report_unread(path, error, wanted_by)
            return None

    def content(self, path: Path, kind: Kind) -> bytes | None:
        """Return the content of a file; None when it cannot be had, whatever keeps it from that."""
        try:
            stored = as_stored(path)
            self.note(stored)
            return self.reader.read(stored, kind)
        except OSError:
            return None

    def owns(self, path: Path, *, below: Path | None = None) -> bool:
        """Return whether `path`, its symbolic links followed, is in the project, or `below`."""
        return self._reader(below).owns(path)

    def _reader(self, below: Path | None) -> Reader:
        return self.reader if below is None else self.reader.below(below)

    def markdown(self, place: SourceText, definitions: Definitions = NO_DEFINITIONS) -> Text:
        """Return the inline Markdown at `place`; what is wrong with it is reported."""
        return self.parsed(parse_inline(place, definitions)).text

    def plain(self, place: SourceText) -> Text:
        """Return the text at `place`, in which only variables mean anything."""
        return self.parsed(parse_plain(place)).text

    def parsed(self, parsed: Parsed) -> Parsed:
        """Return `parsed`; what is wrong with it is reported."""
        for found in parsed.found:
            self._keep(found)
        file = parsed.text.span.file
        self.footnotes |= {(file, label): text for label, text in parsed.footnotes}
        return parsed

    def _report_unread(self, path: Path, error: OSError, wanted_by: Span | None) -> None:
        file = f"file `{self.name(path)}`"
        if isinstance(error, ForeignError):
            message = f"{file} is outside {self.bounds}, or a link that leads there"
            self.report(FOREIGN_PATH, wanted_by, message, self.remedy)
        elif isinstance(error, BoundError):
            message = f"`{self.name(Path(error.filename))}` {error.strerror}"
            self.report(TOO_MUCH, wanted_by, message, "leave out what no talk needs, or split it")
        elif isinstance(error, SpecialError):
            hint = "put the file itself there; folders, pipes and devices cannot be read"
            self.report(UNREADABLE, wanted_by, f"{file} is not an ordinary file", hint)
        elif isinstance(error, FileNotFoundError):
            self.report(UNREADABLE, wanted_by, f"{file} is not there", nearby(path))
        else:
            hint = "check that it is a file that you may read"
            self.report(UNREADABLE, wanted_by, f"{file} cannot be read", hint)

    @property
    def bounds(self) -> str:
        """Return what files must be in, in words."""
        return "the talk's folder and git repository" if self.lenient else "the project"

    @property
    def remedy(self) -> str:
        """Return what brings a file from outside within bounds."""
        if self.lenient:
            return "move it beside the talk, or allow its folder: `--allow-path DIR`"
        return "put the file itself into the project"

    def _report_characters(self, name: str, text: str) -> None:
        for found in islice(FORBIDDEN.finditer(text), _REPORTED):
            line = text.count("\n", 0, found.start()) + 1
            column = found.start() - text.rfind("\n", 0, found.start())
            message = f"the text holds {name_of(found.group())}"
            self.report(FORBIDDEN_CHARACTER, Span(name, line, column), message, "remove it")

    def _report_encoding(self, name: str, data: bytes, error: UnicodeDecodeError) -> None:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        self.texts[name] = data.decode("utf-8", "replace")
        message = f"byte 0x{data[error.start]:02x} is not UTF-8"
        encoding = "utf-16" if data.startswith(_UTF16) else "latin1"
        hint = f"save the file as UTF-8, for instance `iconv -f {encoding} -t utf-8 {name}`"
        self.report(NOT_UTF8, Span(name, line, column), message, hint)


def nearby(path: Path, suffixes: Collection[str] = (), *, what: str = "file") -> str:
    """Return a hint that names the file in the same folder that is most like `path`."""
    if "\\" in str(path) and os.sep != "\\":
        return "write `/` between the names of folders"
    if any(part.startswith("~") for part in path.parts):
        return "`~` does not stand for a folder here: name it from where the file stands"
    if not os.path.isdir(path.parent):  # noqa: PTH112 - `Path` raises where a name is too long
        return f"there is no folder `{path.parent.name}`"
    wanted = suffixes or {path.suffix}
    files = [
        name
        for name in names_in(path.parent)
        if Path(name).suffix.lower() in wanted and is_there(path.with_name(name))
    ]
    return nearest(path.name, files, what=f"{what} in that folder")


def as_stored(path: Path) -> Path:
    """Return `path` spelt as the disk has it, where its names differ only in composed characters.

    Some systems store `é` as two characters (Unicode Standard Annex 15), authors type one.
    """
    if str(path).isascii() or is_there(path):
        return path
    found = Path(path.anchor)
    for name in path.parts[1:] if path.anchor else path.parts:
        found = _same_name(found, name)
    return found


def _same_name(folder: Path, name: str) -> Path:
    path = folder / name
    try:
        if name.isascii() or path.exists():
            return path
        wanted = unicodedata.normalize("NFC", name)
        same = (one for one in names_in(folder) if unicodedata.normalize("NFC", one) == wanted)
        return folder / next(same, name)
    except (OSError, ValueError):  # no folder, too long, a NUL
        return path


def is_there(path: Path) -> bool:
    """Return whether there is something to be read; a name that cannot be a file's is none."""
    try:
        return path.exists() and not path.is_dir()
    except (OSError, ValueError):  # too long, a NUL
        return False


def _below(path: Path, folders: tuple[Path, ...]) -> str | None:
    """Return `path` as seen from the first of the folders that it is in."""
    for folder in folders:
        if path.is_relative_to(folder):
            return path.relative_to(folder).as_posix()
    return None
